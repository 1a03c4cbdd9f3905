from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from vierspan.workspace.accounts.sign_in import demo_link
from vierspan.workspace.exchange.demo import demo_user, load_demo


class Command(BaseCommand):
    help = "Make the demo network with its co-ordinator, and print the link (or the e-mail address) to come in with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["nl", "en"], default="nl")
        parser.add_argument("--keep", action="store_true", help="leave the demo network as it is where there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        user = demo_user(options["language"]) if options["keep"] else None
        if user is None:
            user = load_demo(options["language"])[1]
        self.stdout.write(demo_link(user).address if settings.DEMO else user.email)
