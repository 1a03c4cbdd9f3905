"""From what the parties filled in to the packages that are good for all, each party shown as far as it allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from vierspan.analysis.choices.winwin.answer import Answer, answer
from vierspan.analysis.choices.winwin.blocking import blocks, trades
from vierspan.analysis.choices.winwin.question import Issue, Package, Question, Stake
from vierspan.analysis.choices.winwin.table import rows
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.queries import Filled, IssueSeen, SideSeen

FEWEST_SIDES = 2
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Worth:
    """What a package is to one party; figures and limits only where it lets the reader see them."""

    party: str
    is_good: bool
    is_open: bool
    value: float | None
    gain: float | None
    wants: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swap:
    issue: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PackageSeen:
    options: tuple[tuple[str, str], ...]  # issue, option
    ids: tuple[UUID, ...]
    worths: tuple[Worth, ...]
    is_good: bool  # for all
    trades: tuple[tuple[Swap, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PickSeen:
    name: str
    packages: tuple[PackageSeen, ...]
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Result:
    count: int
    is_whole: bool
    rational: int | None
    picks: tuple[PickSeen, ...]
    robust: tuple[PackageSeen, ...]
    robust_share: float
    pareto: tuple[PackageSeen, ...]
    pareto_count: int
    nearest: tuple[PackageSeen, ...]
    counted: tuple[SideSeen, ...]
    waiting: tuple[SideSeen, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """The question as the library takes it, and what its places stand for here."""

    question: Question
    issues: tuple[IssueSeen, ...]
    counted: tuple[SideSeen, ...]
    waiting: tuple[SideSeen, ...]


def may_see(actor: Actor, search_id: UUID) -> bool:
    """Those at the table and who runs the search."""
    found = queries.search(actor, search_id)
    return queries.runs(actor, found) or any(each.may_fill for each in queries.sides(actor, found))


def result(actor: Actor, search_id: UUID) -> Result | None:
    """The picks side by side; None while fewer than two parties filled in all there is to agree on."""
    ground = _ground(actor, search_id)
    if len(ground.counted) < FEWEST_SIDES or not ground.question.packages:
        return None
    found = _answered(_ByFigures(ground.question))
    return Result(
        count=found.count,
        is_whole=found.is_whole,
        rational=found.rational,
        picks=tuple(PickSeen(each.name, _all_seen(ground, each.packages), each.is_proven) for each in found.picks),
        robust=_all_seen(ground, found.robust),
        robust_share=found.robust_share,
        pareto=_all_seen(ground, found.pareto),
        pareto_count=len(found.pareto),
        nearest=_all_seen(ground, found.nearest),
        counted=ground.counted,
        waiting=ground.waiting,
    )


def weighed(actor: Actor, search_id: UUID, options: Sequence[UUID]) -> PackageSeen | None:
    """One package that somebody put together; None where it is not one option of every issue, or nobody filled in."""
    ground = _ground(actor, search_id)
    chosen = set(options)
    places = [[n for n, option in enumerate(each.options) if option.pk in chosen] for each in ground.issues]
    if not places or any(len(each) != 1 for each in places) or not ground.counted:
        return None
    return _seen(ground, tuple(each[0] for each in places))


class _ByFigures:
    """A question that equals another when its figures do, so that an answer is worked out once."""

    def __init__(self, question: Question) -> None:
        self.question, self.key = question, repr(question)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByFigures) and self.key == other.key


@lru_cache(maxsize=64)
def _answered(asked: _ByFigures) -> Answer:
    return answer(asked.question)


def _ground(actor: Actor, search_id: UUID) -> _Ground:
    if not may_see(actor, search_id):
        raise NotAllowed("not_at_the_table")
    found = queries.search(actor, search_id)
    known = queries.issues(actor.network_id, found)
    sides = queries.sides(actor, found)
    counted = tuple(each for each in sides if each.is_filled)
    issues = tuple(Issue(str(each.issue.pk), tuple(str(option.pk) for option in each.options)) for each in known)
    stakes = tuple(_stake(each, known) for each in counted)
    return _Ground(Question(issues, stakes), known, counted, tuple(each for each in sides if not each.is_filled))


def _stake(seen: SideSeen, known: Sequence[IssueSeen]) -> Stake:
    filled = queries.filled(seen.side)
    return Stake(
        party=str(seen.side.party_id),
        scores={
            str(each.issue.pk): tuple(float(filled.scores[option.pk]) for option in each.options) for each in known
        },
        importance={str(each.issue.pk): float(filled.importance.get(each.issue.pk, 1)) for each in known},
        walk_away=float(seen.side.walk_away or 0),
        must=_limits(known, filled, "must"),
        never=_limits(known, filled, "never"),
    )


def _limits(known: Sequence[IssueSeen], filled: Filled, limit: str) -> Mapping[str, frozenset[int]]:
    return {
        str(each.issue.pk): frozenset(
            n for n, option in enumerate(each.options) if filled.limits.get(option.pk) == limit
        )
        for each in known
    }


def _all_seen(ground: _Ground, packages: Sequence[Package]) -> tuple[PackageSeen, ...]:
    return tuple(_seen(ground, each) for each in packages[:MOST_SHOWN])


def _seen(ground: _Ground, package: Package) -> PackageSeen:
    blocking = {each.party: each for each in blocks(ground.question, package)}
    gains = rows(ground.question, (package,)).gains[0]
    worths = []
    for seen, stake, gain in zip(ground.counted, ground.question.stakes, gains, strict=True):
        block = blocking.get(stake.party)
        shown = seen.is_open or seen.may_fill
        worths.append(
            Worth(
                party=seen.side.party.name,
                is_good=block is None,
                is_open=shown,
                value=round(float(gain) + stake.walk_away, 1) if shown else None,
                gain=round(float(gain), 1) if shown else None,
                wants=_named(ground, block.wants) if block and shown else (),
                refuses=_named(ground, block.refuses) if block and shown else (),
            )
        )
    options = [(each.issue.name, each.options[n]) for each, n in zip(ground.issues, package, strict=True)]
    return PackageSeen(
        options=tuple((issue, option.name) for issue, option in options),
        ids=tuple(option.pk for _issue, option in options),
        worths=tuple(worths),
        is_good=not blocking,
        trades=tuple(_swaps(ground, each.changed) for each in trades(ground.question, package)) if blocking else (),
    )


def _named(ground: _Ground, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(ground.issues[issue].options[option].name for issue, option in places)


def _swaps(ground: _Ground, changed: Sequence[tuple[int, int, int]]) -> tuple[Swap, ...]:
    made = []
    for place, old, new in changed:
        seen = ground.issues[place]
        made.append(Swap(seen.issue.name, seen.options[old].name, seen.options[new].name))
    return tuple(made)
