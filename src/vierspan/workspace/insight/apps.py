from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "vierspan.workspace.insight"
