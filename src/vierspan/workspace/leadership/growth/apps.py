from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "vierspan.workspace.leadership.growth"
