"""Give and get in words: amounts, balances, what a circle means, and who is to speak next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.conditions import amounts, giving
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import words
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked

LIGHTS: Mapping[str, str | Promise] = {
    "fine": gettext_lazy("gives and gets about as much"),
    "talk": gettext_lazy("worth a talk"),
    "agenda": gettext_lazy("out of balance"),
    "inactive": gettext_lazy("nothing given or got"),
}
HEALTHY_CIRCLES, MUCH_RETURNED, CLEARLY = 0.5, 0.3, 0.35
APART = 0.5  # how far what is felt and what is recorded lie apart before it is worth a word
AMOUNTS: Mapping[str, Any] = {
    "points": lambda value: ngettext("%(n)s point", "%(n)s points", _count(value)) % {"n": _plain(value)},
    "hours": lambda value: ngettext("%(n)s hour", "%(n)s hours", _count(value)) % {"n": _plain(value)},
    "euro": lambda value: f"€ {_plain(value)}",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one party gave and got, as recorded, as it feels, and whether the network agreed to it."""

    party: Linked
    gives: float
    gets: float
    light: str
    words: str
    felt: str
    accepted: Any


def amount(value: float | None, unit: str) -> str:
    """As one says it: 3 hours, € 250; empty where nobody said how much."""
    return "" if value is None else str(AMOUNTS.get(unit or "points", AMOUNTS["points"])(value))


def _count(value: float) -> int:
    """One is one; everything else is several, halves included."""
    return 1 if value == 1 else 2


def _plain(value: float) -> str:
    return number_format(value, 0 if float(value).is_integer() else 1)


def understood(actor: Actor, typed: str, what: str, kind: str) -> amounts.Amount | None:
    """How much was meant: by what was typed, else by an amount among the words of what it was."""
    usual = giving.usual_unit(actor, kind)
    return amounts.amount_in(typed, usual=usual) if typed.strip() else amounts.amount_in(what)


def own_name(actor: Actor) -> str:
    """The party that an exchange most likely begins with."""
    party = own_party(actor)
    named = directory.names(actor, [party]) if party else {}
    return next((each.name for each in named.values()), "")


def exchange_figures(actor: Actor) -> Any:
    """What the mirror says of give and get; None where it says nothing, or not to this reader."""
    if not may(actor, Do.READ_MIRROR):
        return None
    try:
        return insight.mirror(actor, insight.current_run(actor)).exchange
    except DomainError:
        return None


def weighed(actor: Actor, slug: str, found: Any) -> list[Weighed]:
    """Each party that gave or got anything, those most out of balance first, with how it feels beside it."""
    felt = {str(party): row for party, row in giving.felt(actor).items()}
    accepted = {str(row.party_id): row for row in giving.accepted_imbalances(actor) if giving.holds(row)}
    order = ("agenda", "talk", "fine")
    active = [each for each in found.balances if each.light in order] if found else []
    active.sort(key=lambda each: (order.index(each.light), -abs(each.balance or 0.0), each.name))
    return [_weighed(actor, slug, each, felt.get(each.party), accepted.get(each.party)) for each in active]


def _weighed(actor: Actor, slug: str, each: Any, felt: Any, accepted: Any) -> Weighed:
    linked = Linked(each.name, address_of(actor, slug, Ref("parties", each.party, each.name)))
    said = (_("agreed") if accepted.until is None else "") if accepted else str(LIGHTS.get(each.light, ""))
    return Weighed(
        linked, each.gives, each.gets, "accepted" if accepted else each.light, said, feels(felt, each.balance), accepted
    )


def feels(row: Any, recorded: float | None) -> str:
    """How it feels to a party, beside what is recorded; empty where it did not say, or not to this reader."""
    if row is None:
        return ""
    share = giving.felt_share(row)
    feeling = _("feels: we give more") if share >= CLEARLY else _("feels: we get more") if share <= -CLEARLY else ""
    feeling = feeling or _("feels: in balance")
    if recorded is None or abs(share - recorded) < APART:
        return feeling
    return _("%(feeling)s; the record says otherwise") % {"feeling": feeling}


def circles(found: Any) -> str:
    """What it means how much goes round, in a sentence; never a push to settle two by two."""
    cycle, mutual = found.cycle_share.value, found.reciprocity.value
    if cycle is None or mutual is None:
        return ""
    if cycle >= HEALTHY_CIRCLES and mutual < MUCH_RETURNED:
        return _(
            "Little comes back from the one to whom you gave, but much comes round by others. That is how a healthy "
            "network gives: nobody needs to settle two by two."
        )
    if cycle >= HEALTHY_CIRCLES:
        return _("Much comes round, directly and by others. What you give does not stay in one place.")
    return _("Most flows one way: from some to others. Is that what you want, and do those who give see it so too?")


def key_told(actor: Actor) -> str:
    """The key as a sentence."""
    key = giving.unit_key(actor)
    if not key:
        return _("There is no key. Hours, euros and points stand apart and are never added up.")
    parts = {"hours": _("an hour is %(points)s points"), "euro": _("a euro is %(points)s points")}
    told = [parts[unit] % {"points": words.written(points, "", actor.language)} for unit, points in key.items()]
    return _("Your key: %(parts)s.") % {"parts": ", ".join(told)}
