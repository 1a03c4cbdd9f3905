"""The letters about a role that passes on, each in its reader's language."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links.keys import language_of
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.models import RoleHeld


def named_next(row: RoleHeld, person: Person, on: date) -> None:
    """To who was named as next."""
    _send(row, person, on, "named")


def to_holder(row: RoleHeld, on: date, *, next_one: Person | None) -> None:
    """That the last day comes near: write down what they must know, or say who comes next."""
    _send(row, row.person, on, "ends_with_next" if next_one else "ends")


def to_next(row: RoleHeld, person: Person, on: date) -> None:
    _send(row, person, on, "takes_over")


def _send(row: RoleHeld, person: Person, on: date, kind: str) -> None:
    if not person.email:
        return
    page = "role_handover" if kind != "ends" else "role"
    link = f"{settings.BASE_URL}{reverse(f'web:{page}', args=[row.network.slug, row.pk])}"
    with translation.override(language_of(person)):
        about = {
            "role": _role(row.orientation),
            "network": row.network.name,
            "room": row.initiative.name if row.initiative else _("the whole network"),
            "holder": row.person.name,
            "when": date_format(on, "j F Y"),
        }
        subject, text = _wording(kind)
        hello = _("Hello %(name)s,") % {"name": person.name}
        post(person.email, subject % about, "\n\n".join([hello, text % about + f"\n{link}", row.network.name]) + "\n")


def _wording(kind: str) -> tuple[str, str]:
    return {
        "named": (
            _("You come next as %(role)s in %(network)s"),
            _(
                "It is planned that you take over the role of %(role)s (%(room)s) from %(holder)s on %(when)s. Does "
                "that suit you? If not, tell %(holder)s. What the role has in hand stands here:"
            ),
        ),
        "takes_over": (
            _("You take over as %(role)s on %(when)s"),
            _(
                "On %(when)s you take over the role of %(role)s (%(room)s) from %(holder)s. Plan a talk together. "
                "The handover sheet stands here:"
            ),
        ),
        "ends_with_next": (
            _("You hand over as %(role)s on %(when)s"),
            _(
                "Your role of %(role)s (%(room)s) ends on %(when)s, and who comes next is known. Write in your own "
                "words what they must know. The rest of the handover sheet is there already:"
            ),
        ),
        "ends": (
            _("Your role of %(role)s ends on %(when)s"),
            _(
                "Your role of %(role)s (%(room)s) ends on %(when)s, and nobody was named as next. Do you go on, does "
                "it end, or does somebody take over? Say so here:"
            ),
        ),
    }[kind]


def _role(orientation: str) -> str:
    return {
        "strategist": pgettext("in a sentence", "strategist"),
        "explorer": pgettext("in a sentence", "explorer"),
        "developer": pgettext("in a sentence", "developer"),
        "process_manager": pgettext("in a sentence", "process manager"),
    }.get(orientation, orientation)
