from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "vierspan.workspace.horizon.sources"
