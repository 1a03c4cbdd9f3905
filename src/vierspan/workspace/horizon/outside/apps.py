from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "vierspan.workspace.horizon.outside"
