from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vierspan.analysis.formats import read, sentence
from vierspan.analysis.problems import UnreadableInput
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.networks.actions import create
from vierspan.workspace.networks.queries import actor_for


class Command(BaseCommand):
    help = "Bring a file in: into a network that is there, or into a new one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="email", required=True, help="e-mail address of a network leader")
        parser.add_argument("--slug", help="address of the network; without it a new one is made")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.of_address(options["email"])
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        try:
            records = read(options["file"]).records
        except UnreadableInput as refused:
            raise CommandError("\n".join(sentence(problem, "en") for problem in refused.problems)) from refused
        made = import_records(self._actor(user, options), records, name=options["file"].name)
        self.stdout.write(", ".join(f"{key} {counts['new']} new" for key, counts in made.counts.items()))

    def _actor(self, user: User, options: dict[str, Any]) -> Actor:
        slug = options["slug"] or create(user, name=options["file"].stem, language=user.language).slug
        try:
            return actor_for(user, slug)
        except NotFound as missing:
            raise CommandError(f"{user.email} has no network {slug}.") from missing
