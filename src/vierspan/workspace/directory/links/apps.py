from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "vierspan.workspace.directory.links"
