from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "vierspan.workspace.directory.drafting"
