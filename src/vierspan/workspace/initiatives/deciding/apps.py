from django.apps import AppConfig


class DecidingConfig(AppConfig):
    name = "vierspan.workspace.initiatives.deciding"
