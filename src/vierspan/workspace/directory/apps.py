from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "vierspan.workspace.directory"
