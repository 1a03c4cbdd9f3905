from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "vierspan.workspace.course.priorities"
