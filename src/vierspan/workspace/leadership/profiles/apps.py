from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "vierspan.workspace.leadership.profiles"
