from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "vierspan.workspace.initiatives.planning"
