"""A person or a party: what they do, bring and get, sit at, promised and are tied with, as lines on their page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.acts import queries as acts
from vierspan.workspace.common import clock
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.outside import queries as outside
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight import words
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership import queries as leadership
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked
from vierspan.workspace.web.records import intensity_words

SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody does, brings, sits at or promised."""

    what: Linked
    told: str = ""
    who: Linked | None = None
    on: str = ""
    chip: str = ""
    orientation: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One side of somebody: a sentence, the first few entries, and how many there are in all."""

    title: str
    sentence: str
    entries: tuple[Entry, ...]
    total: int

    @property
    def first(self) -> tuple[Entry, ...]:
        return self.entries[:SHOWN]

    @property
    def rest(self) -> tuple[Entry, ...]:
        return self.entries[SHOWN:]


@dataclass(frozen=True, slots=True)
class Portrait:
    """Of whom the lines tell, and to whom."""

    actor: Actor
    slug: str
    id: UUID
    is_party: bool

    def blocks(self) -> list[Block]:
        sides = [
            self.tables(),
            self.promises(),
            self.activities(),
            self.given(),
            self.got(),
            self.acts(),
            self.gatherings(),
            self.signals(),
            self.kept_warm(),
            self.contacts(),
            self.people() if self.is_party else self.affiliations(),
        ]
        return [each for each in sides if each.total]

    def link(self, table: str, row: Any) -> Linked:
        if row is None:
            return Linked("", "")
        name = str(getattr(row, "name", "") or getattr(row, "outside", ""))
        return Linked(name, address_of(self.actor, self.slug, Ref(table, str(row.pk), name)))

    def day(self, on: date | None) -> str:
        return words.written(on, "date", self.actor.language) if on else ""

    def choice(self, name: str, key: str) -> str:
        return words.choice_label(name, key, self.actor.language) if key else ""

    def tables(self) -> Block:
        seats = initiatives.seats_of(self.actor, self.id)
        entries = [
            Entry(
                what=self.link("initiatives", seat.initiative),
                told=_joined(seat.role, intensity_words(seat.intensity)),
                who=self.link("people", seat.person) if self.is_party and seat.person else None,
                chip=_("carries it") if seat.carries else "",
            )
            for seat in seats
        ]
        carried = sum(bool(seat.carries) for seat in seats)
        n = len({seat.initiative_id for seat in seats})
        told = ngettext("At %(n)s table.", "At %(n)s tables.", n) % {"n": n}
        if carried:
            told += " " + ngettext("Carries %(n)s of them.", "Carries %(n)s of them.", carried) % {"n": carried}
        return _block(_("Sits at"), told, entries)

    def promises(self) -> Block:
        made = initiatives.commitments_of(self.actor, self.id)
        late = [each for each in made if _is_late(each)]
        kept = sum(each.state == "delivered" or each.delivered_on is not None for each in made)
        ordered = sorted(made, key=lambda each: (not _is_late(each), each.state != "open"))
        entries = [
            Entry(
                what=self.link("commitments", each),
                told=_joined(self.choice("commitment_states", each.state), str(each.initiative or "")),
                on=self.day(each.due_on),
                chip=_("past its day") if _is_late(each) else "",
            )
            for each in ordered
        ]
        told = _("Kept %(kept)s of %(n)s.") % {"kept": kept, "n": len(made)}
        if late:
            told += " " + ngettext("%(n)s is past its day.", "%(n)s are past their day.", len(late)) % {"n": len(late)}
        return _block(_("Promised"), told, entries)

    def activities(self) -> Block:
        found = course.activities_of(self.actor, self.id)
        entries = [
            Entry(
                what=self.link("activities", each),
                told=self.choice("activity_states", each.state),
                who=self.link("people", each.owner) if self.is_party and each.owner else None,
                chip=_("owner") if each.owner_id == self.id else "",
            )
            for each in found
        ]
        n = len(found)
        return _block(_("Does"), ngettext("%(n)s activity.", "%(n)s activities.", n) % {"n": n}, entries)

    def given(self) -> Block:
        rows = conditions.brought_by(self.actor, self.id) if self.is_party else []
        n = len(rows)
        told = ngettext("Offered or gave something %(n)s time.", "Offered or gave something %(n)s times.", n) % {"n": n}
        return _block(_("Brings"), told, [self._exchange(each, each.receiver) for each in rows])

    def got(self) -> Block:
        rows = conditions.got_by(self.actor, self.id) if self.is_party else []
        n = len(rows)
        told = ngettext("Got something %(n)s time.", "Got something %(n)s times.", n) % {"n": n}
        return _block(_("Gets"), told, [self._exchange(each, each.giver) for each in rows])

    def _exchange(self, row: Any, other: Any) -> Entry:
        value = words.written(row.value, "number", self.actor.language) if row.value is not None else ""
        unit = self.choice("exchange_units", row.unit) if value else ""
        what = Linked(row.what or row.kind or _("Something"), self.link("exchanges", row).address)
        state = self.choice("exchange_states", row.state)
        told = _joined(state, f"{value} {unit}".strip())
        return Entry(
            what=what, told=told, who=self.link("parties", other) if other else None, on=self.day(row.given_on)
        )

    def acts(self) -> Block:
        page = acts.feed(self.actor, acts.Wanted(who=self.id))
        reads_notes = may(self.actor, Do.READ_MEMBERS)
        entries = [
            Entry(
                what=Linked(words.kind_label(each.kind, self.actor.language), ""),
                told=each.note if reads_notes else "",
                on=self.day(each.done_on),
                orientation=each.orientation,
            )
            for each in page.rows
        ]
        told = ngettext("%(n)s act was noted.", "%(n)s acts were noted.", page.total) % {"n": page.total}
        return Block(_("Noted acts"), told, tuple(entries), page.total)

    def gatherings(self) -> Block:
        rows = conditions.attended_by(self.actor, self.id)
        came = len({row.gathering_id for row in rows if row.present is not False})
        entries = [
            Entry(
                what=self.link("gatherings", row.gathering),
                on=self.day(row.gathering.held_on),
                who=self.link("people", row.person) if self.is_party and row.person else None,
                chip=_("did not come") if row.present is False else "",
            )
            for row in rows
        ]
        asked = len({row.gathering_id for row in rows})
        told = _("Came %(came)s of the %(n)s times.") % {"came": came, "n": asked}
        return _block(_("Meets"), told, entries)

    def signals(self) -> Block:
        rows = horizon.signals_of(self.actor, self.id)
        entries = [
            Entry(
                what=self.link("signals", row),
                told=self.choice("signal_stages", row.stage),
                on=self.day(row.spotted_on),
            )
            for row in rows
        ]
        n = len(rows)
        return _block(_("Spotted"), ngettext("%(n)s signal.", "%(n)s signals.", n) % {"n": n}, entries)

    def contacts(self) -> Block:
        rows = horizon.contacts_of(self.actor, self.id)
        entries = [
            Entry(
                what=self.link("contacts", row),
                told=_joined(self.choice("contact_kinds", row.kind), row.subject),
                on=self.day(row.held_on),
            )
            for row in rows
        ]
        n = len(rows)
        told = ngettext("%(n)s contact outside.", "%(n)s contacts outside.", n) % {"n": n}
        return _block(_("Keeps touch with"), told, entries)

    def kept_warm(self) -> Block:
        """Whom outside they keep warm, or the people of this party do; for participants."""
        kept: list[tuple[Any, Any]] = [(row, None) for row in outside.kept_by(self.actor, self.id)]
        if self.is_party:
            kept = [(each.stakeholder, each.person) for each in outside.kept_from(self.actor, self.id)]
        entries = [
            Entry(
                what=Linked(row.name, reverse("web:stakeholder", args=[self.slug, row.pk])),
                who=self.link("people", person) if person else None,
            )
            for row, person in kept
        ]
        n = len({row.pk for row, _person in kept})
        told = ngettext("Keeps %(n)s outside warm.", "Keeps %(n)s outside warm.", n) % {"n": n}
        if self.is_party and (stood := outside.stakeholder_of(self.actor, self.id)):
            what = Linked(stood.name, reverse("web:stakeholder", args=[self.slug, stood.pk]))
            entries.insert(0, Entry(what=what, chip=_("how it stood outside")))
        return _block(_("The outside"), told if n else "", entries)

    def people(self) -> Block:
        rows = directory.people_of(self.actor, self.id)
        entries = [Entry(what=self.link("people", row), told=row.function) for row in rows]
        n = len(rows)
        return _block(_("People"), ngettext("%(n)s person.", "%(n)s people.", n) % {"n": n}, entries)

    def affiliations(self) -> Block:
        rows = directory.affiliations_of(self.actor, self.id)
        entries = [
            Entry(what=self.link("parties", row.party), told=_joined(row.role, _period(row.since, row.until)))
            for row in rows
        ]
        n = len(rows)
        return _block(_("Belongs to"), ngettext("%(n)s party.", "%(n)s parties.", n) % {"n": n}, entries)

    def roles(self) -> list[str]:
        """The orientations in which this person holds a role now, as their keys."""
        if self.is_party:
            return []
        today = clock.today()
        held = leadership.roles_of(self.actor, self.id)
        return [row.orientation for row in held if row.until is None or row.until >= today]


def _block(title: str, sentence: str, entries: Sequence[Entry]) -> Block:
    return Block(title, sentence, tuple(entries), len(entries))


def _is_late(commitment: Any) -> bool:
    is_open = commitment.delivered_on is None and commitment.state not in ("delivered", "withdrawn", "renegotiated")
    return is_open and commitment.due_on is not None and commitment.due_on < clock.today()


def _joined(*parts: str) -> str:
    return " · ".join(_filled(parts))


def _filled(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(since)s to %(until)s") % {"since": since.year, "until": until.year}
    return _("since %(year)s") % {"year": since.year} if since else ""
