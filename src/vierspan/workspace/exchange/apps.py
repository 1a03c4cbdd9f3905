from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vierspan.workspace.exchange"
