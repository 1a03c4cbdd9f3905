"""The letters about growth: that something comes up, is asked or was said; hardly ever what."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.growth.models import Pair, Seen, TryOut
from vierspan.workspace.networks.models import Network

SEEN = "seen"


def remind(row: TryOut) -> None:
    """Before the day: what you wanted to try. After it: what came of it."""
    assert row.due_on is not None  # noqa: S101 - only what has a day is reminded of
    with translation.override(keys.language_of(row.person)):
        when = {"day": date_format(row.due_on, "DATE_FORMAT")}
        if row.due_on < clock.today():
            subject = _("What came of it?")
            first = _("You wanted to try this on %(day)s. Two minutes to note what came of it:") % when
        else:
            subject = _("Something you wanted to try is near")
            first = _("You wanted to try this on %(day)s:") % when
        what = "\n".join([f"“{row.name}”", row.plan])
        _send(row.person, subject, [first, what, _page(row.person, "growth_try", row.pk), _yours()])


def ask_what_was_seen(seen: Seen, token: str) -> None:
    """With a personal link, so that no account is needed."""
    assert seen.person is not None  # noqa: S101 - it was asked just now
    link = keys.address("seen_link", token)
    with translation.override(keys.language_of(seen.person)):
        by = {"by": seen.try_out.person.name}
        lines = [
            _("%(by)s tried something as a leader and would like to know what you saw.") % by,
            seen.message,
            _("It takes a minute. What you write is read by %(by)s alone:") % by + f"\n{link}",
            _("You need not do it, and need not say why."),
        ]
        _send(seen.person, _("%(by)s asks what you saw") % by, lines)


def tell_it_was_answered(seen: Seen) -> None:
    person = seen.try_out.person
    with translation.override(keys.language_of(person)):
        name = seen.person.name if seen.person else ""
        subject = _("%(name)s told you what they saw") % {"name": name}
        _send(person, subject, [subject + ".", _page(person, "growth_try", seen.try_out_id), _yours()])


def ask_for_a_buddy(pair: Pair) -> None:
    with translation.override(keys.language_of(pair.asked)):
        subject = _("%(name)s would like to practise with you") % {"name": pair.asker.name}
        first = _("You would be each other's buddy: you tell each other what you try, as far as you choose to share.")
        lines = [first, pair.message, _page(pair.asked, "growth_buddies"), _("No is a fine answer too.")]
        _send(pair.asked, subject, lines)


def tell_they_said_yes(pair: Pair) -> None:
    with translation.override(keys.language_of(pair.asker)):
        subject = _("%(name)s likes to practise with you") % {"name": pair.asked.name}
        first = _("Now you can share what you try and learn with each other, line by line.")
        _send(pair.asker, subject, [first, _page(pair.asker, "growth_buddies")])


def _yours() -> str:
    return _("This is yours: nobody else in the network reads it, unless you share it.")


def _page(person: Person, name: str, *args: object) -> str:
    slug = Network.objects.get(pk=person.network_id).slug
    return f"{settings.BASE_URL}{reverse(f'web:{name}', args=[slug, *args])}"


def _send(person: Person, subject: str, lines: list[str]) -> None:
    if person.email:
        greeting = _("Hello %(name)s,") % {"name": person.name}
        sender = Network.objects.get(pk=person.network_id).name
        post(person.email, subject, "\n\n".join(filter(None, [greeting, *lines, sender])) + "\n")
