from django.apps import AppConfig


class WinwinConfig(AppConfig):
    name = "vierspan.workspace.initiatives.winwin"
