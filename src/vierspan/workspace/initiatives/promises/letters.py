"""The letters about a promise, in the reader's language, with a link with which they answer without an account."""

from datetime import timedelta

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.models import Commitment

PURPOSE = "promise"
GOOD_FOR = timedelta(days=90)


def remind(row: Commitment, person: Person) -> None:
    """Of a day that comes, or that has passed."""
    with translation.override(keys.language_of(person)):
        assert row.due_on is not None  # noqa: S101 - only what has a day is reminded of
        day, about = date_format(row.due_on, "DATE_FORMAT"), {"what": row.name}
        if row.due_on < clock.today():
            subject = _("Still open: %(what)s") % about
            first = _("You promised this for %(day)s:") % {"day": day}
        else:
            subject = _("Coming up: %(what)s") % about
            first = _("You promised this for %(day)s, and that day is near:") % {"day": day}
        _send(row, person, subject, [first, _what(row)])


def ask_how_it_stands(row: Commitment, person: Person, asker: Actor, words: str) -> None:
    """From somebody here, who is named: a question from a person, not from a machine."""
    people = Person.objects.of(row.network_id).filter(pk__in=[asker.person_id] if asker.person_id else [])
    name = people.values_list("name", flat=True).first()
    with translation.override(keys.language_of(person)):
        by = {"name": name or row.network.name}
        subject = _("%(name)s asks how it stands") % by
        _send(row, person, subject, [_("%(name)s asks how this stands, which you promised:") % by, _what(row), words])


def _what(row: Commitment) -> str:
    told = f"“{row.name}”"
    return f"{told} ({row.initiative.name})" if row.initiative else told


def _send(row: Commitment, person: Person, subject: str, lines: list[str]) -> None:
    until = clock.today() + GOOD_FOR
    token = keys.made(row.network_id, PURPOSE, row.pk, person=person, good_until=until)
    link = keys.address("promise", token)
    ask = _("Is it done, does it need another day, or can it not be done? Say so here, without signing in:")
    lines = [_("Hello %(name)s,") % {"name": person.name}, *filter(None, lines), f"{ask}\n{link}", row.network.name]
    post(person.email, subject, "\n\n".join(lines) + "\n")
