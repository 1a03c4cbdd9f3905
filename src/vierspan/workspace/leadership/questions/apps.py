from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "vierspan.workspace.leadership.questions"
