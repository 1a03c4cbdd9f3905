from django.apps import AppConfig


class DilemmasConfig(AppConfig):
    name = "vierspan.workspace.leadership.dilemmas"
