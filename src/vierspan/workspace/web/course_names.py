"""The words with which pages speak of squares, judges and parties of the course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course.coherence import Cell, Judge
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked
from vierspan.workspace.web.templatetags.vierspan import figure


@dataclass(frozen=True, slots=True)
class Mark:
    """One square as it is shown."""

    address: str
    level: int | None  # None while nobody judged it
    mean: float | None = None
    count: int = 0
    apart: tuple[int, int] | None = None  # the lowest and the highest, where judges differ much
    mine: int | None = None

    @property
    def decimals(self) -> int:
        """Of the mean, where it is no whole number."""
        return 0 if self.mean is None or self.mean == int(self.mean) else 1

    @property
    def words(self) -> str:
        """What a reader who cannot see the square hears."""
        if self.level is None:
            return _("not judged yet")
        said = f"{figure(self.mean, self.decimals)}: {strength(self.level)}"
        if self.apart:
            said = _("%(said)s; you judge differently, from %(low)s to %(high)s") % {
                "said": said,
                "low": self.apart[0],
                "high": self.apart[1],
            }
        return _("%(said)s; yours: %(mine)s") % {"said": said, "mine": self.mine} if self.mine is not None else said


def strength(level: int) -> str:
    return (
        pgettext("score", "not"),
        pgettext("score", "a little"),
        pgettext("score", "clear"),
        pgettext("score", "core"),
    )[level]


def mark(address: str, cell: Cell | None, own: frozenset[UUID | None]) -> Mark:
    if cell is None:
        return Mark(address, None)
    apart = (cell.low, cell.high) if cell.is_disputed else None
    return Mark(address, cell.level, cell.mean, len(cell.scores), apart, cell.by(own))


def square_at(slug: str, activity: Any, theme: Any) -> str:
    return reverse("web:square", args=[slug, activity, theme])


def parties_named(actor: Actor, several: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """The names of parties by id."""
    wanted = {party for each in several for party in each}
    return {key: ref.name for key, ref in sheets.named(actor, "parties", wanted).items()}


def who_judged(actor: Actor, slug: str, ids: Iterable[UUID | None]) -> Mapping[UUID | None, Linked]:
    """Names with addresses, as far as the reader may see people; others are somebody."""
    ids = tuple(ids)
    known = sheets.names_of(actor, (str(each) for each in ids if each))
    named: dict[UUID | None, Linked] = {UUID(key): linked(actor, slug, ref) for key, ref in known.items()}
    return {each: named.get(each) or Linked(_("somebody"), "") for each in ids}


def linked(actor: Actor, slug: str, ref: Ref) -> Linked:
    return Linked(ref.name, address_of(actor, slug, Ref(ref.table, ref.id, ref.name)))


def judge_choices(judges: Iterable[Judge]) -> list[tuple[str, str]]:
    """In whose name one may judge, to choose from."""
    return [(judge_key(each), _judge_name(each)) for each in judges]


def judge_key(judge: Judge) -> str:
    return str(judge.id) if judge.id else "-"


def _judge_name(judge: Judge) -> str:
    if judge.id is None:
        return _("nobody in particular")
    return judge.name if judge.is_party else _("%(name)s, for myself") % {"name": judge.name}


def plain(number: float | None) -> float | int | None:
    """Without a point and a nought behind it."""
    return int(number) if number is not None and number.is_integer() else number
