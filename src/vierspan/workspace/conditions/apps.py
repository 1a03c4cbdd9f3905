from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "vierspan.workspace.conditions"
