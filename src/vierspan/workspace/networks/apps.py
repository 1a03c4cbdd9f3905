from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "vierspan.workspace.networks"
    label = "networks"
