from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "vierspan.workspace.web"
    label = "web"
