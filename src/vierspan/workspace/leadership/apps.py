from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "vierspan.workspace.leadership"
