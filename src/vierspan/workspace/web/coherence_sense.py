"""What the matrix says beside itself: gaps, loose ends, what is much alike, and effort against priority."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vierspan.workspace.insight.coherence import Sense
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.coherence_matrix import Matrix
from vierspan.workspace.web.lists import Linked

TARGET = 0.6  # how far a theme is to be covered
FEW = 6


@dataclass(frozen=True, slots=True)
class Gap:
    theme: Linked
    coverage: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Loose:
    activity: Linked
    why: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two activities that do nearly the same, with no party in both."""

    first: Linked
    second: Linked
    first_parties: str
    second_parties: str
    talk: str  # where a talk about it can be proposed


@dataclass(frozen=True, slots=True)
class Effort:
    """What a theme weighs, and which share of the hours goes to it."""

    theme: Linked | None  # None: elsewhere
    weight: float
    share: float

    @property
    def words(self) -> str:
        apart = self.share - self.weight
        if abs(apart) < 0.05:
            return _("in balance")
        return _("more than it weighs") if apart > 0 else _("less than it weighs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    gaps: tuple[Gap, ...]
    loose: tuple[Loose, ...]
    alike: tuple[Alike, ...]
    effort: tuple[Effort, ...]
    alignment: float | None
    disagreement: float | None
    judged_twice: int
    has_effort: bool
    facts: str
    disagreement_facts: str

    @property
    def first_gaps(self) -> tuple[Gap, ...]:
        return self.gaps[:FEW]

    @property
    def more_gaps(self) -> tuple[Gap, ...]:
        return self.gaps[FEW:]

    @property
    def first_alike(self) -> tuple[Alike, ...]:
        return self.alike[:FEW]

    @property
    def more_alike(self) -> tuple[Alike, ...]:
        return self.alike[FEW:]

    @property
    def first_loose(self) -> tuple[Loose, ...]:
        return self.loose[:FEW]

    @property
    def more_loose(self) -> tuple[Loose, ...]:
        return self.loose[FEW:]


def told(found: Sense, matrix: Matrix) -> Told:
    names = _Names(matrix)
    seen = found.coherence
    return Told(
        gaps=tuple(
            Gap(names.theme(each.theme, each.name), each.coverage, each.weight, _gap_words(each))
            for each in seen.themes
            if each.gap > 0
        ),
        loose=tuple(
            Loose(names.activity(each.activity), why_words(each.why_loose or ""))
            for each in seen.activities
            if each.is_loose
        ),
        alike=tuple(names.alike(each.first, each.second) for each in seen.overlaps),
        effort=tuple(_effort(found, names)),
        alignment=seen.portfolio_alignment.value,
        disagreement=seen.disagreement.value,
        judged_twice=seen.disagreement.n,
        has_effort=seen.has_effort,
        facts=with_query(page_named("facts", matrix.slug), table="activities"),
        disagreement_facts=with_query(page_named("facts", matrix.slug), table="contributions"),
    )


def why_words(why: str) -> str:
    return {
        "no_theme": _("it clearly serves no theme"),
        "no_owner": _("nobody takes care of it"),
        "no_party": _("no party does it"),
    }.get(why, "")


def _gap_words(found: Any) -> str:
    if not found.activities:
        return _("Nobody works on it")
    return _("Hardly anything serves it") if found.is_blank else _("Served, but not enough yet")


def _effort(found: Sense, names: "_Names") -> list[Effort]:
    weights = sorted(found.coherence.themes, key=lambda each: (-each.weight, each.name))
    rows = [
        Effort(names.theme(each.theme, each.name), each.weight, found.effort.get(each.theme, 0.0)) for each in weights
    ]
    return [*rows, Effort(None, 0.0, found.elsewhere)] if found.elsewhere > 0.005 else rows


class _Names:
    """Of everything that the findings speak of, with where it stands."""

    def __init__(self, matrix: Matrix) -> None:
        self._slug = matrix.slug
        self._activities: Mapping[str, Any] = {str(each.pk): each for each in matrix.every_activity}
        self._parties = matrix.party_names

    def theme(self, key: str, name: str) -> Linked:
        return Linked(name, reverse("web:theme", args=[self._slug, key]))

    def activity(self, key: str) -> Linked:
        return Linked(self._activities[key].name, reverse("web:activity", args=[self._slug, key]))

    def alike(self, first: str, second: str) -> Alike:
        one, other = self.activity(first), self.activity(second)
        purpose = _("Can %(first)s and %(second)s become one?") % {"first": one.name, "second": other.name}
        talk = with_query(page_named("new_gathering", self._slug), purpose=purpose, name=purpose)
        return Alike(one, other, self._who(first), self._who(second), talk)

    def _who(self, key: str) -> str:
        return ", ".join(self._parties[each] for each in self._activities[key].parties if each in self._parties)
