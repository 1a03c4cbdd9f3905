from django.apps import AppConfig


class SeatingConfig(AppConfig):
    name = "vierspan.workspace.conditions.seating"
