"""The matrix of activities and themes, as somebody asked to see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.course import coherence, queries
from vierspan.workspace.course.coherence import CLEAR, Cell
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.course_names import Mark, mark, parties_named, square_at

COLUMNS, LINES = 10, 50
LIVE, ALL = "", "all"
ONLY = ("mine", "disputed", "open", "loose")
SORTS = ("name", "hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an address asks of the matrix."""

    theme: str = ""
    party: str = ""
    state: str = LIVE
    only: str = ""
    sort: str = ""
    page: int = 1
    columns: int = 1
    search: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.theme or self.party or self.state or self.only or self.search)

    def query(self, **changed: str) -> dict[str, str]:
        kept = {"q": self.search, "theme": self.theme, "party": self.party, "state": self.state, "only": self.only}
        beyond = {
            "page": str(self.page) if self.page > 1 else "",
            "cols": str(self.columns) if self.columns > 1 else "",
        }
        return {**kept, "sort": self.sort, **beyond, **changed}


def wanted_of(given: QueryDict) -> Wanted:
    only, sort = given.get("only", ""), given.get("sort", "")
    return Wanted(
        theme=_id(given.get("theme", "")),
        party=_id(given.get("party", "")),
        state=given.get("state", LIVE)[:20],
        only=only if only in ONLY else "",
        sort=sort if sort in SORTS else _id(sort),
        page=_number(given.get("page", "")),
        columns=_number(given.get("cols", "")),
        search=given.get("q", "").strip()[:100],
    )


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 1


@dataclass(frozen=True, slots=True)
class Column:
    theme: Any
    address: str
    sort: str  # the address that sorts by it
    is_sorted: bool
    gap: str  # "nobody", "hardly" or nothing

    @property
    def name(self) -> str:
        return str(self.theme.name)


@dataclass(frozen=True, slots=True)
class Line:
    activity: Any
    address: str
    parties: str
    marks: tuple[Mark, ...]
    total: float
    is_loose: bool

    @property
    def name(self) -> str:
        return str(self.activity.name)


@dataclass(frozen=True)
class Matrix:
    """All of it; what stands on the page is `lines` and `columns`."""

    actor: Actor
    slug: str
    wanted: Wanted

    @cached_property
    def cells(self) -> Mapping[coherence.Square, Cell]:
        return coherence.judged_squares(self.actor)

    @cached_property
    def every_theme(self) -> list[Any]:
        return queries.themes(self.actor)

    @cached_property
    def every_activity(self) -> list[Any]:
        return queries.activities(self.actor)

    @cached_property
    def own(self) -> frozenset[UUID | None]:
        return coherence.own_judges(self.actor)

    @cached_property
    def themes(self) -> list[Any]:
        return [each for each in self.every_theme if self.wanted.theme in ("", str(each.pk))]

    @cached_property
    def live(self) -> list[Any]:
        return [each for each in self.every_activity if each.state not in ("stopped", "finished")]

    @cached_property
    def loose(self) -> frozenset[UUID]:
        """Of what goes on, that which serves no theme clearly."""
        themes = [each.pk for each in self.every_theme]
        return frozenset(each.pk for each in self.live if not any(self._mean(each.pk, one) >= CLEAR for one in themes))

    @cached_property
    def gaps(self) -> Mapping[UUID, str]:
        """The themes that nobody, or hardly anybody, works on."""
        found = {}
        for theme in self.every_theme:
            best = max((self._mean(each.pk, theme.pk) for each in self.live), default=0.0)
            if best < CLEAR:
                found[theme.pk] = _("hardly") if best > 0 else _("nobody")
        return found

    def _mean(self, activity: UUID, theme: UUID) -> float:
        cell = self.cells.get((activity, theme))
        return cell.mean if cell else 0.0

    @cached_property
    def activities(self) -> list[Any]:
        """Those that were asked for, in order."""
        chosen = [each for each in self.every_activity if all(keeps(each) for keeps in self._filters())]
        return sorted(chosen, key=self._order())

    def _filters(self) -> list[Callable[[Any], bool]]:
        wanted = self.wanted
        filters: list[Callable[[Any], bool]] = []
        if wanted.search:
            filters.append(lambda each: wanted.search.casefold() in each.name.casefold())
        if wanted.party:
            filters.append(lambda each: wanted.party in each.parties)
        if wanted.state == LIVE:
            filters.append(lambda each: each.state not in ("stopped", "finished"))
        elif wanted.state != ALL:
            filters.append(lambda each: each.state == wanted.state)
        if wanted.theme:
            filters.append(lambda each: self._mean(each.pk, UUID(wanted.theme)) > 0)
        if wanted.only:
            filters.append(self._only())
        return filters

    def _only(self) -> Callable[[Any], bool]:
        if self.wanted.only == "loose":
            return lambda each: each.pk in self.loose
        if self.wanted.only == "mine":
            own = {str(each) for each in self.own}
            return lambda each: bool(own & {*each.parties, str(each.owner_id)})
        if self.wanted.only == "open":
            return lambda each: any((each.pk, theme.pk) not in self.cells for theme in self.themes)
        return lambda each: any(cell.is_disputed for cell in self._of(each))

    def _of(self, activity: Any) -> list[Cell]:
        cells = (self.cells.get((activity.pk, theme.pk)) for theme in self.themes)
        return [cell for cell in cells if cell]

    def _order(self) -> Callable[[Any], Any]:
        sort = self.wanted.sort
        if sort == "name":
            return lambda each: each.name.casefold()
        if sort == "hours":
            return lambda each: (-(each.hours or 0), each.name.casefold())
        if sort:
            return lambda each: (-self._mean(each.pk, UUID(sort)), each.name.casefold())
        return lambda each: (each.pk in self.loose, -self.total(each), each.name.casefold())

    def total(self, activity: Any) -> float:
        return sum(self._mean(activity.pk, theme.pk) for theme in self.every_theme)

    @cached_property
    def page(self) -> Page[Any]:
        return page_of(self.activities, self.wanted.page, size=LINES)

    @cached_property
    def shown_themes(self) -> Page[Any]:
        return page_of(self.themes, self.wanted.columns, size=COLUMNS)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(
                each,
                reverse("web:theme", args=[self.slug, each.pk]),
                self.at(sort="" if self.wanted.sort == str(each.pk) else str(each.pk), page=""),
                self.wanted.sort == str(each.pk),
                self.gaps.get(each.pk, ""),
            )
            for each in self.shown_themes.rows
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return self.lines_of(self.page.rows, self.shown_themes.rows)

    @cached_property
    def party_names(self) -> Mapping[str, str]:
        return parties_named(self.actor, (each.parties for each in self.every_activity))

    def lines_of(self, activities: Any, themes: Any) -> tuple[Line, ...]:
        names = self.party_names
        return tuple(
            Line(
                each,
                reverse("web:activity", args=[self.slug, each.pk]),
                ", ".join(names[party] for party in each.parties if party in names),
                tuple(self._mark(each.pk, theme.pk) for theme in themes),
                self.total(each),
                each.pk in self.loose,
            )
            for each in activities
        )

    def _mark(self, activity: UUID, theme: UUID) -> Mark:
        return mark(square_at(self.slug, activity, theme), self.cells.get((activity, theme)), self.own)

    @property
    def disputed(self) -> int:
        live = {each.pk for each in self.live}
        themes = {each.pk for each in self.every_theme}
        return sum(cell.is_disputed for (one, theme), cell in self.cells.items() if one in live and theme in themes)

    def at(self, **changed: str) -> str:
        """This page, asked otherwise."""
        return with_query(reverse("web:coherence", args=[self.slug]), **self.wanted.query(**changed))

    def beside(self, name: str, **more: str) -> str:
        """Another page that shows the same choice."""
        asked = replace(self.wanted, page=1, columns=1)
        return with_query(reverse(f"web:{name}", args=[self.slug]), **asked.query(**more))
