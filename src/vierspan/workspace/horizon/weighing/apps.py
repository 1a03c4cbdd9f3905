from django.apps import AppConfig


class WeighingConfig(AppConfig):
    name = "vierspan.workspace.horizon.weighing"
