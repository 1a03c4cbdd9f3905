from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    name = "vierspan.workspace.conditions.reflection"
