"""What fits in the time that there is: a network's rows as a question for analysis, and the answer, kept."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.course import coherence as squares
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import keeping
from vierspan.workspace.course.priorities.models import Kept, Round

if TYPE_CHECKING:
    from vierspan.analysis.choices.agreement import Agreement
    from vierspan.analysis.choices.limits import Weighed
    from vierspan.analysis.choices.question import Question

# Up to so many activities the answer is worked out while the reader waits, under a second; beyond, a job does it.
AT_ONCE = 20
GIVE_UP = timedelta(minutes=10)  # after which a job that was asked for is asked for again
VERSION = "1"  # of what is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """The fewest extra hours of a party that make a better choice possible."""

    party: str
    hours: float
    gain: float
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A limit that does not hold: its kind, and the activities, themes or parties that it is about."""

    kind: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was worked out: the best choice with its proof, how sure each activity is, what more would buy."""

    proof: str  # optimal, gap, approximate, impossible
    chosen: tuple[str, ...]
    value: float
    gap: float
    clash: tuple[Broken, ...]
    core: Mapping[str, float]
    draws: int
    proved: int
    more: tuple[Extra, ...]
    swaps: Mapping[str, float | None]
    made_at: datetime | None = None
    is_current: bool = True
    progress: float | None = None  # of the answer that is being worked out

    def of_index(self, low: float, high: float) -> tuple[str, ...]:
        return tuple(each for each, index in self.core.items() if low < index <= high)

    @property
    def sure(self) -> tuple[str, ...]:
        return tuple(each for each, index in self.core.items() if index >= 0.9)

    @property
    def out(self) -> tuple[str, ...]:
        return tuple(each for each, index in self.core.items() if index <= 0.1)

    @property
    def open(self) -> tuple[str, ...]:
        settled = {*self.sure, *self.out}
        return tuple(each for each in self.core if each not in settled)


def question_of(actor: Actor, quarter: date) -> "Question":
    """What there is to choose for a quarter, as analysis asks it. Parties that stated no hours are no limit."""
    from vierspan.analysis.choices.question import Candidate, Question

    activities = queries.candidates(actor)
    asked, serving = queries.shares(actor, activities), _serving(actor)
    terms, ids = queries.terms(actor), {str(each.pk) for each in activities}
    themes = course.themes(actor)
    here = {str(each.pk) for each in themes}
    bonds = [each for each in queries.bonds(actor) if str(each.activity_id) in ids]
    parties = frozenset(party for each in activities for party in each.parties)
    return Question(
        candidates=tuple(
            Candidate(
                id=str(each.pk),
                hours={party: share.hours for party, share in asked[each.pk].items()},
                serves={theme: score for theme, score in serving.get(each.pk, {}).items() if theme in here},
                parties=frozenset(each.parties),
            )
            for each in activities
        ),
        weights=queries.weights(actor, themes),
        capacity={party: row.hours for party, row in queries.capacity_at(actor, quarter).items()},
        must=frozenset(str(each.activity_id) for each in bonds if each.kind == "must"),
        needs=tuple((str(each.activity_id), str(each.other_id)) for each in bonds if each.kind == "needs"),
        excludes=tuple((str(each.activity_id), str(each.other_id)) for each in bonds if each.kind == "excludes"),
        cover={theme: 1 for theme in terms.must_themes if theme in here},
        benefiting=parties if terms.is_for_everybody else frozenset(),
    )


def _serving(actor: Actor) -> dict[UUID, dict[str, float]]:
    """The mean of what was judged, per activity and theme."""
    found: dict[UUID, dict[str, float]] = {}
    for (activity, theme), cell in squares.judged_squares(actor).items():
        found.setdefault(activity, {})[str(theme)] = cell.mean
    return found


def answer(actor: Actor, quarter: date, question: "Question") -> Answer | None:
    """The answer to this question, kept or worked out now; with many activities by a job, while the last one that was
    kept is shown. None where there is none yet."""
    authorise(actor, Do.READ_ROOMS)
    key, kept = key_of(question), queries.kept(actor, quarter)
    if kept is not None and kept.key == key:
        return _read(kept)
    if len(question.candidates) <= AT_ONCE:
        return _read(keeping.keep(actor.network_id, quarter, key, worked_out(question)))
    if kept is None or kept.wanted != key or _is_late(kept):
        _ask(actor, quarter, key)
        kept = queries.kept(actor, quarter)
    return _still(kept)


def is_kept(network_id: UUID, quarter: date, question: "Question") -> bool:
    """Whether another job was here first."""
    kept = Kept.objects.of(network_id).filter(quarter=quarter).first()
    return kept is not None and kept.key == key_of(question)


def progress(actor: Actor, quarter: date) -> float | None:
    """How far the answer is that is being worked out, 0 to 1; None where none is."""
    kept = queries.kept(actor, quarter)
    return kept.progress if kept is not None and kept.wanted else None


def _ask(actor: Actor, quarter: date, key: str) -> None:
    from vierspan.workspace.insight.jobs_portfolio import work_out

    keeping.under_way(actor.network_id, quarter, key)
    work_out.enqueue(str(actor.network_id), quarter.isoformat(), key)


def _is_late(kept: Kept) -> bool:
    return kept.asked_at is None or clock.now() - kept.asked_at > GIVE_UP


def _still(kept: Kept | None) -> Answer | None:
    if kept is None or kept.made_at is None:
        return None
    return replace(_read(kept), is_current=False, progress=kept.progress)


def key_of(question: "Question") -> str:
    """Of everything that the answer follows from."""
    told = {
        "version": VERSION,
        "candidates": sorted(
            ([each.id, dict(each.hours), dict(each.serves), sorted(each.parties)] for each in question.candidates),
            key=lambda each: str(each[0]),
        ),
        "limits": [
            dict(question.weights),
            dict(question.capacity),
            sorted(question.must),
            sorted(question.needs),
            sorted(question.excludes),
            dict(question.cover),
            sorted(question.benefiting),
        ],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def worked_out(question: "Question", tell: Any = None) -> dict[str, Any]:
    """The whole answer as it is kept; `tell` hears how far it is."""
    from vierspan.analysis.choices.margins import one_more, swaps
    from vierspan.analysis.choices.portfolio import best
    from vierspan.analysis.choices.robust import robust

    now = best(question)
    steady = robust(question, progress=tell) if now.proof != "impossible" else None
    is_small = len(question.candidates) <= SWAPPED
    return {
        "proof": now.proof,
        "chosen": list(now.chosen),
        "value": now.value,
        "gap": now.gap,
        "clash": [[each.kind, list(each.about)] for each in now.clash],
        "core": dict(steady.core) if steady else {},
        "draws": steady.draws if steady else 0,
        "proved": steady.proved if steady else 0,
        "more": [[each.party, each.hours, each.gain, each.comes_in, each.goes_out] for each in one_more(question, now)]
        if is_small
        else [],
        "swaps": dict(swaps(question, now)) if is_small else {},
    }


SWAPPED = 120  # up to so many activities it is worked out what having each otherwise would cost


def _read(kept: Kept) -> Answer:
    told = kept.found
    return Answer(
        proof=told["proof"],
        chosen=tuple(told["chosen"]),
        value=told["value"],
        gap=told["gap"],
        clash=tuple(Broken(kind=kind, about=tuple(about)) for kind, about in told["clash"]),
        core=told["core"],
        draws=told["draws"],
        proved=told["proved"],
        more=tuple(
            Extra(party=party, hours=hours, gain=gain, comes_in=tuple(comes), goes_out=tuple(goes))
            for party, hours, gain, comes, goes in told["more"]
        ),
        swaps=told["swaps"],
        made_at=kept.made_at,
    )


def tried(question: "Question", chosen: Iterable[str]) -> "Weighed":
    """What any choice is worth and asks, and what it breaks."""
    from vierspan.analysis.choices.limits import weigh

    return weigh(question, list(chosen))


def values_of(question: "Question") -> Mapping[str, float]:
    from vierspan.analysis.choices.question import values

    return values(question)


def agreement(actor: Actor, found: Round) -> "Agreement":
    """How far the parties want the same, over the themes of a round that are still there."""
    from vierspan.analysis.choices.agreement import agreement as agreed

    themes = tuple(str(each.pk) for each in queries.themes_of(actor, found))
    size = len(found.themes) + 1
    voices: dict[str, dict[str, float]] = {}
    for vote in queries.votes(actor, found.pk):
        ranked = found.way == "ranking"
        voices[str(vote.party_id)] = {
            theme: float(size - number if ranked else number) for theme, number in vote.given.items()
        }
    return agreed(voices, themes)
