from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "vierspan.workspace.initiatives.promises"
