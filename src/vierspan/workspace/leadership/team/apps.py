from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "vierspan.workspace.leadership.team"
