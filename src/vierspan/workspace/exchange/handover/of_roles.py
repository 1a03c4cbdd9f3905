"""All that must be known by who takes over a role: what it has in hand, and what its holder wrote for them."""

from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.models import Gathering, Rule
from vierspan.workspace.exchange.handover import parts
from vierspan.workspace.exchange.handover.line import Line, choice, day, joined, ref
from vierspan.workspace.exchange.handover.sheet import Handover, Part
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.outside import queries as outside
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.queries import Held
from vierspan.workspace.networks.models import Network

SETTLED = ("theme", "retired")


def of_role(actor: Actor, role_id: UUID) -> Handover:
    """For participants; what the holder wrote themselves only for who holds it and who comes next."""
    authorise(actor, Do.READ_MEMBERS)
    found = queries.one(actor, role_id)
    sides = (*_own_words(actor, found), *_in_hand(actor, found.row))
    return Handover(
        id=role_id,
        is_party=False,
        name=found.row.person.name,
        network=Network.objects.get(pk=actor.network_id).name,
        made_on=clock.today(),
        message=_message(actor, found, sides),
        facts=tuple(_facts(actor, found)),
        parts=sides,
    )


def _message(actor: Actor, found: Held, sides: tuple[Part, ...]) -> str:
    n = sum(len(part.lines) for part in sides if part.key not in OWN_WORDS)
    role = choice(actor, "orientations", found.row.orientation).capitalize()
    if not n:
        return _("%(role)s: what who comes next must know") % {"role": role}
    return ngettext("%(role)s: %(n)s thing in hand", "%(role)s: %(n)s things in hand", n) % {"role": role, "n": n}


def _facts(actor: Actor, found: Held) -> list[tuple[str, str]]:
    row, turn, granted = found.row, found.turn, len(found.parties)
    told = [
        (_("Holds the role"), row.person.name),
        (_("For"), row.initiative.name if row.initiative else _("the whole network")),
        (_("Since"), day(actor, row.since)),
        (_("Last day"), day(actor, row.until)),
        (_("Comes next"), turn.next.name if turn and turn.next else ""),
        (_("What is asked of the role"), found.about.task),
        (_("Granted by"), ngettext("%(n)s party", "%(n)s parties", granted) % {"n": granted} if granted else ""),
    ]
    return [(label, text) for label, text in told if text]


OWN_WORDS = ("going", "meet", "dos", "donts")


def _own_words(actor: Actor, found: Held) -> list[Part]:
    written = queries.in_words(actor, found.row.pk)
    if written is None:
        return []
    titles = (_("What is going on"), _("Speak to these people first"), _("Do this"), _("Do not do this"))
    filled = [(key, title, getattr(written, key)) for key, title in zip(OWN_WORDS, titles, strict=True)]
    return [Part(key, title, tuple(_lines(text)), "") for key, title, text in filled if text]


def _lines(text: str) -> list[Line]:
    return [Line(what=each.strip()) for each in text.splitlines() if each.strip()]


def _in_hand(actor: Actor, row: RoleHeld) -> list[Part]:
    here, person = row.initiative_id, row.person_id
    sides = [
        ("tables", _("Sits at these tables"), _("sits at no table"), partial(parts.tables, initiative=here)),
        (
            "commitments",
            _("Promised, and not done yet"),
            _("has no open promises"),
            partial(parts.open_commitments, initiative=here),
        ),
        (
            "decisions",
            _("Carries these decisions"),
            _("carries no decision"),
            partial(parts.decisions, initiative=here),
        ),
        (
            "gatherings",
            _("Gatherings to come"),
            _("organises no gathering to come"),
            partial(_gatherings, initiative=here),
        ),
    ]
    if here is None:
        sides += _of_the_network(row.orientation)
    return [Part(key, title, tuple(lines(actor, person)), none) for key, title, none, lines in sides]


def _of_the_network(orientation: str) -> list[tuple[str, str, str, "partial[list[Line]]"]]:
    """Contacts go with every role for the whole network; the rest belongs to one orientation."""
    kept = ("contacts", _("Keeps these contacts warm"), _("keeps no contacts outside"), partial(_contacts))
    own = {
        "strategist": ("activities", _("Owns these activities"), _("owns no activity"), partial(parts.activities)),
        "developer": ("rules", _("Rules to look at again"), _("has no rule to look at again"), partial(_rules)),
        "explorer": ("signals", _("Signals that wait"), _("has no signal that waits"), partial(_signals)),
    }
    return [own[orientation], kept] if orientation in own else [kept]


def _gatherings(actor: Actor, person_id: UUID, *, initiative: UUID | None) -> list[Line]:
    rows = conditions.visible_to(actor, Gathering).filter(organiser=person_id, held_on__gte=clock.today())
    rows = rows.filter(initiative=initiative) if initiative else rows
    return [
        Line(what=each.name, told=each.purpose, on=day(actor, each.held_on), ref=ref("gatherings", each))
        for each in rows.order_by("held_on")
    ]


def _rules(actor: Actor, person_id: UUID) -> list[Line]:
    rows = conditions.visible_to(actor, Rule).filter(author=person_id, review_on__isnull=False)
    return [
        Line(what=each.name, on=day(actor, each.review_on), ref=ref("rules", each))
        for each in rows.order_by("review_on")
    ]


def _signals(actor: Actor, person_id: UUID) -> list[Line]:
    rows = horizon.visible_to(actor, Signal).filter(spotter=person_id).exclude(stage__in=SETTLED)
    return [
        Line(
            what=each.name,
            told=choice(actor, "signal_stages", each.stage),
            on=day(actor, each.spotted_on),
            ref=ref("signals", each),
        )
        for each in rows.order_by("-spotted_on")
    ]


def _contacts(actor: Actor, person_id: UUID) -> list[Line]:
    """Whom they keep touch with by agreement first, then whom they spoke to."""
    kept = [
        Line(what=each.name, told=joined(_("keeps touch"), each.interests), on="")
        for each in outside.kept_by(actor, person_id)
    ]
    names = {each.what.casefold() for each in kept}
    return kept + [each for each in parts.contacts(actor, person_id) if each.what.casefold() not in names]
