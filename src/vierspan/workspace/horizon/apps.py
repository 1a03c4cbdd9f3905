from django.apps import AppConfig


class HorizonConfig(AppConfig):
    name = "vierspan.workspace.horizon"
