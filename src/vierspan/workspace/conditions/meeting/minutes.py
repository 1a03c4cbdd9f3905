"""The minutes as a letter: what we take home, and who does what by when."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.conditions.meeting import letters
from vierspan.workspace.conditions.meeting.models import Guest, Plan, Takeaway


def send(plan: Plan, guests: Iterable[Guest], takeaways: Sequence[Takeaway]) -> int:
    count = 0
    for guest in guests:
        if guest.person.email:
            with translation.override(guest.language):
                name = plan.gathering.name
                subject = _("What we take home: %(name)s") % {"name": name}
                body = "\n\n".join([*_opening(plan, guest), _list(takeaways), _page(plan), letters.foot(plan)])
            post(guest.person.email, subject, body + "\n")
            count += 1
    return count


def _opening(plan: Plan, guest: Guest) -> list[str]:
    about = _("What we take home from “%(name)s”, %(when)s:") % {
        "name": plan.gathering.name,
        "when": letters.when(plan),
    }
    return [_("Hello %(name)s,") % {"name": guest.person.name}, about]


def _list(takeaways: Sequence[Takeaway]) -> str:
    return "\n".join(f"- {line(each)}" for each in takeaways)


def line(takeaway: Takeaway) -> str:
    """What it says, who does it and by when."""
    who = takeaway.who or takeaway.party
    told = [str(who)] if who else []
    if takeaway.due_on:
        told.append(_("by %(day)s") % {"day": date_format(takeaway.due_on, "j F Y")})
    return f"{takeaway.text} ({', '.join(told)})" if told else takeaway.text


def _page(plan: Plan) -> str:
    address = reverse("web:gathering", args=[plan.network.slug, plan.gathering.pk])
    return _("All of it, for who has an account:") + f"\n{settings.BASE_URL}{address}"
