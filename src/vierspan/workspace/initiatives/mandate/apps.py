from django.apps import AppConfig


class MandateConfig(AppConfig):
    name = "vierspan.workspace.initiatives.mandate"
