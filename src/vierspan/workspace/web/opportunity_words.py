"""Coalitions, reasons and lineage in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight.coalitions import Answer, Asked, Bond, Shown, bonds
from vierspan.workspace.insight.next_partners import Reason
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.list_parts import Linked

PICKS = {
    "best": gettext_lazy("Strongest, all in all"),
    "smallest": gettext_lazy("With the fewest"),
    "warmest": gettext_lazy("Who know each other best"),
    "keenest": gettext_lazy("Who want it most"),
    "newest": gettext_lazy("Who meet anew"),
}
SOURCES = {
    "confirmed": gettext_lazy("said so itself"),
    "said": gettext_lazy("said by somebody, not confirmed yet"),
    "offer": gettext_lazy("has it on offer: %(text)s"),
    "tag": gettext_lazy("has the tag %(text)s"),
    "theme": gettext_lazy("works on %(text)s"),
}
FEW_BONDS = 3
WARM = 0.5


@dataclass(frozen=True, slots=True)
class Brought:
    """What a member brings, and how one knows."""

    what: str
    how: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    name: str
    address: str
    brings: tuple[Brought, ...]
    is_fixed: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One coalition in words."""

    key: str
    label: str
    shown: Shown
    members: tuple[Member, ...]
    bonds: tuple[Bond, ...]
    knows: str  # who knows whom
    new: str  # who is new to each other
    lacks: tuple[str, ...]

    @property
    def figures(self) -> list[tuple[str, float]]:
        return [
            (_("What it takes is there"), self.shown.coverage),
            (_("They stand near each other"), self.shown.cohesion),
            (_("They want it"), self.shown.interest),
            (_("New to each other"), self.shown.new_blood),
        ]


def told(actor: Actor, slug: str, asked: Asked, key: str, shown: Shown) -> Told:
    found = tuple(bonds(asked.ground, shown.members))
    names = {str(row.pk): row.name for row in asked.requirements}
    return Told(
        key=key,
        label=str(PICKS.get(key, "")),
        shown=shown,
        members=tuple(member(actor, slug, asked, each) for each in _by_name(asked, shown.members)),
        bonds=found,
        knows=knows_words(asked, found),
        new=new_words(asked, found),
        lacks=tuple(names[each] for each in shown.uncovered if each in names),
    )


def _by_name(asked: Asked, members: Sequence[str]) -> list[str]:
    return sorted(members, key=lambda each: name_of(asked, each))


def name_of(asked: Asked, party: str) -> str:
    return asked.ground.names.get(party, "")


def member(actor: Actor, slug: str, asked: Asked, party: str) -> Member:
    row = asked.partners.get(party)
    name = name_of(asked, party)
    offers = asked.offers.get(party, {})
    brings = tuple(
        Brought(each.name, how(offer), offer.source == "confirmed")
        for each in asked.requirements
        if (offer := offers.get(str(each.pk)))
    )
    address = address_of(actor, slug, Ref("parties", party, name))
    return Member(party, name, address, brings, bool(row and row.is_fixed), row.state if row else "")


def how(offer: Any) -> str:
    return str(SOURCES[offer.source]) % {"text": offer.text}


def knows_words(asked: Asked, found: Sequence[Bond]) -> str:
    """The warmest pairs, by name."""
    warm = [each for each in found if each.warmth >= WARM or each.teams][:FEW_BONDS]
    if not found:
        return ""
    if not warm:
        return _("Nobody in it knows another well yet.")
    pairs = [_pair(asked, each) for each in warm]
    told_ = _("Know each other: %(pairs)s.") % {"pairs": "; ".join(pairs)}
    more = sum(each.warmth >= WARM or bool(each.teams) for each in found) - len(warm)
    if more:
        told_ += " " + ngettext("And %(n)s pair more.", "And %(n)s pairs more.", more) % {"n": more}
    return told_


def _pair(asked: Asked, bond: Bond) -> str:
    names = {"one": name_of(asked, bond.one), "other": name_of(asked, bond.other)}
    if bond.teams:
        return _("%(one)s and %(other)s (worked together on %(what)s)") % {**names, "what": bond.teams[0].name}
    return _("%(one)s and %(other)s") % names


def new_words(asked: Asked, found: Sequence[Bond]) -> str:
    """How many pairs never worked together, and which member is new to all others."""
    if not found:
        return ""
    new = [each for each in found if each.is_new]
    if not new:
        return _("Everybody worked with everybody before: no new blood.")
    words = ngettext(
        "%(n)s of %(all)s pair never worked together.", "%(n)s of %(all)s pairs never worked together.", len(found)
    ) % {"n": len(new), "all": len(found)}
    ids = {each.one for each in found} | {each.other for each in found}
    old = {end for each in found if not each.is_new for end in (each.one, each.other)}
    strangers = sorted(name_of(asked, each) for each in ids - old)
    if strangers and old:
        words += " " + _("New to all others: %(names)s.") % {"names": ", ".join(strangers)}
    return words


def message(asked: Asked, answer: Answer | None) -> str:
    """What the page of coalitions says first."""
    if not asked.requirements:
        return _("Say first what it takes")
    if answer is None:
        return _("The coalitions are being worked out")
    if answer.proof == "impossible":
        return missing_words(asked, answer)
    best = answer.picks["best"]
    n = len(best.members)
    return ngettext("%(n)s party brings all that it takes", "%(n)s parties together bring all that it takes", n) % {
        "n": n
    }


def missing_words(asked: Asked, answer: Answer) -> str:
    names = [row.name for row in asked.requirements if str(row.pk) in answer.missing]
    if names:
        return _("You miss somebody who brings %(what)s") % {"what": _(" and ").join(names)}
    return {
        "size": _("It cannot be done with so few parties"),
        "apart": _("Those who bring it do not go together"),
    }.get(answer.clash, _("The limits leave no coalition"))


def proof_words(asked: Asked, answer: Answer) -> str:
    """How sure it is."""
    n = len(asked.candidates)
    if answer.proof == "impossible":
        return ""
    if answer.proof == "gap":
        gap = _("at most %(p)s per cent better") % {"p": max(1, round(100 * answer.gap))}
        return _("Of %(n)s parties that could take part the most promising were compared. One could be %(gap)s.") % {
            "n": n,
            "gap": gap,
        }
    text = ngettext(
        "Every way to choose from %(n)s party was looked at; none is stronger.",
        "Every way to choose from %(n)s parties was looked at; none is stronger.",
        n,
    )
    return text % {"n": n}


def front_words(answer: Answer) -> str:
    n = answer.front_size
    told_ = ngettext(
        "%(n)s coalition is beaten by no other on all counts at once.",
        "%(n)s coalitions are beaten by no other on all counts at once. Here are those that differ most.",
        n,
    )
    return told_ % {"n": n} if n else ""


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """A reason in words, with the names that lead to the facts."""

    words: str
    links: tuple[Linked, ...]


WORKED = gettext_lazy("worked together on")
IN_THEME = gettext_lazy("already works on the theme")
SHARES = gettext_lazy("shares the theme")
KNOWN = gettext_lazy("known by")


def reason_told(actor: Actor, slug: str, reason: Reason) -> ReasonTold:
    links = tuple(
        Linked(each.name, address_of(actor, slug, Ref(each.table, each.id, each.name))) for each in reason.about
    )
    return ReasonTold(_reason_words(reason), links)


def _reason_words(reason: Reason) -> str:
    plain: Mapping[str, Any] = {"worked": WORKED, "in_theme": IN_THEME, "shares_theme": SHARES, "known_by": KNOWN}
    if reason.kind in plain:
        return str(plain[reason.kind])
    if reason.kind == "brings":
        return _("brings %(what)s") % {"what": reason.words}
    if reason.kind == "often":
        return ngettext("takes part often: in %(n)s thing", "takes part often: in %(n)s things", reason.times) % {
            "n": reason.times
        }
    same = {"region": _("is in the same region: %(what)s"), "sector": _("is of the same sector: %(what)s")}
    return same[reason.kind] % {"what": reason.words}
