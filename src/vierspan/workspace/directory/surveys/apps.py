from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "vierspan.workspace.directory.surveys"
