from django.apps import AppConfig


class StartingConfig(AppConfig):
    name = "vierspan.workspace.initiatives.starting"
