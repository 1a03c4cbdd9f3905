from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vierspan.workspace.accounts"
    label = "accounts"
