from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "vierspan.workspace.leadership.roles"
