from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "vierspan.workspace.conditions.meeting"
