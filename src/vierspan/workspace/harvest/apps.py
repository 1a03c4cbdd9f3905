from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "vierspan.workspace.harvest"
