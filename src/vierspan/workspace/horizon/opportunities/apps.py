from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "vierspan.workspace.horizon.opportunities"
