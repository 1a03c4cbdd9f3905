from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    name = "vierspan.workspace.conditions.conflicts"
