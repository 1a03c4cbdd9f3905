from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from vierspan.workspace.exchange.demo import load_demo


class Command(BaseCommand):
    help = "Make the demo network anew, and its co-ordinator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *args: Any, **options: Any) -> None:
        network, user = load_demo(options["language"])
        self.stdout.write(f"{network.name} /n/{network.slug}/ {user.email}")
