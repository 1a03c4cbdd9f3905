from django.apps import AppConfig


class PositioningConfig(AppConfig):
    name = "vierspan.workspace.course.positioning"
