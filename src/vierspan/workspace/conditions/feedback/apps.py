from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "vierspan.workspace.conditions.feedback"
