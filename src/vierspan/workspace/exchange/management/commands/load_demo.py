from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from vierspan.workspace.accounts.sign_in import demo_link
from vierspan.workspace.exchange.demo import demo_here, load_demo


class Command(BaseCommand):
    help = "Make the demo network with its co-ordinator, and print the link (or the e-mail address) to come in with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["nl", "en"], default="nl")
        parser.add_argument("--keep", action="store_true", help="leave the demo network as it is where there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        here = demo_here(options["language"]) if options["keep"] else None
        network, user = here or load_demo(options["language"])
        self.stdout.write(demo_link(user, network.slug).address if settings.DEMO else user.email)
