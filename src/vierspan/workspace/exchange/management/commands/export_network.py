from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange.exports import FORMS, export
from vierspan.workspace.networks.queries import actor_for


class Command(BaseCommand):
    help = "Write a whole network to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--as", dest="email", required=True, help="e-mail address of somebody in the network")
        parser.add_argument("--form", choices=sorted(FORMS), default="xlsx")
        parser.add_argument("--out", type=Path, default=Path())

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.of_address(options["email"])
        try:
            if user is None:
                raise NotFound
            file = export(actor_for(user, options["slug"]), options["form"])
        except NotFound as missing:
            raise CommandError(f"{options['email']} has no network {options['slug']}.") from missing
        target = options["out"] / file.name
        target.write_bytes(file.content)
        self.stdout.write(str(target))
