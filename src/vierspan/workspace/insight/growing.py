"""What one can try, from the library and the network's own: chosen for a wish, or looked through."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from vierspan.analysis.interventions import Intervention, Situation, Wording, choose, library, moments, moments_of
from vierspan.analysis.mirror.picture import Picture
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import DomainError, NotFound
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.insight import queries, words
from vierspan.workspace.insight.models import Run
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.leadership.growth.models import OwnIntervention, Wish

AXES = ("FD", "PT", "CC", "SB")
ENDS = {"lo": -1, "hi": 1}
ONE_SIDED = 1 / 3  # the range below which somebody hardly uses the other side (as in the handles)
FEWEST_ANSWERS = 5
NEED_OF_A_WISH = 0.5  # what one wishes for counts as a gap, also where the network has no lack of it


@dataclass(frozen=True, slots=True)
class Pull:
    """One axis of the palette on which an intervention has a side, -2 to 2."""

    axis: str
    value: int
    low: str
    high: str

    @property
    def pole(self) -> str:
        return self.high if self.value > 0 else self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """One intervention in the reader's language; `grounds` say why it is offered, where it was chosen."""

    number: int
    orientation: str
    name: str
    when: str
    first_step: str
    risk: str
    pulls: tuple[Pull, ...]
    moments: tuple[str, ...]
    own: OwnIntervention | None = None
    grounds: tuple[str, ...] = ()


def ideas(actor: Actor) -> tuple[Idea, ...]:
    """All there are: the library of the house, then the network's own."""
    authorise(actor, Do.READ_DIRECTORY)
    own = {each.number: each for each in growth.own_interventions(actor)}
    return tuple(_idea(one, actor.language, own.get(number)) for number, one in _all(own).items())


def idea(actor: Actor, number: int) -> Idea:
    found = next((each for each in ideas(actor) if each.number == number), None)
    if found is None:
        raise NotFound
    return found


def chosen_for(actor: Actor, wish: Wish) -> tuple[Idea, ...]:
    """Up to three that fit a wish, best first, by the rule of methods section 8.

    What the person laid aside, has in hand, or tried and would not do again stays out. Where the mirror cannot say how
    they lead or what the network lacks, the choice rests on the wish alone.
    """
    own = {each.number: each for each in growth.own_interventions(actor)}
    everything = _all(own)
    among = {number: one for number, one in everything.items() if _answers(one, wish)}
    found = choose(_situation(actor, wish), among)
    return tuple(
        _idea(everything[each.intervention], actor.language, own.get(each.intervention), each.grounds) for each in found
    )


def moment_words(language: str) -> dict[str, str]:
    """The moments that people know, by key."""
    return {key: each.words(words.spoken(language)) for key, each in moments().items()}


def pole_words(language: str) -> dict[str, str]:
    """The eight poles of the palette, by key: FD_lo, FD_hi and so on."""
    return {f"{axis}_{end}": _pole(axis, end, language) for axis in AXES for end in ENDS}


def _pole(axis: str, end: str, language: str) -> str:
    return words.say(f"charts.pole.{axis}.{'low' if end == 'lo' else 'high'}", language)


def _all(own: Mapping[int, OwnIntervention]) -> dict[int, Intervention]:
    return {**library(), **{number: _as_intervention(each) for number, each in own.items()}}


def _as_intervention(own: OwnIntervention) -> Intervention:
    """It has one language: that in which the network wrote it."""
    told = Wording(name=own.name, when=own.when, first_step=own.first_step, risk=own.risk)
    known = [moments()[key] for key in own.moments if key in moments()]
    return Intervention(
        number=own.number,
        orientation=Orientation(own.orientation),
        polarity=own.polarity,
        triggers=tuple(dict.fromkeys(finder for each in known for finder in each.finders)),
        sources=(),
        nl=told,
        en=told,
    )


def _idea(one: Intervention, language: str, own: OwnIntervention | None = None, grounds: tuple[str, ...] = ()) -> Idea:
    told = one.words(words.spoken(language))
    sides = ((axis, one.polarity.get(axis, 0)) for axis in AXES)
    return Idea(
        number=one.number,
        orientation=one.orientation.value,
        name=told.name,
        when=told.when,
        first_step=told.first_step,
        risk=told.risk,
        pulls=tuple(
            Pull(axis, value, _pole(axis, "lo", language), _pole(axis, "hi", language))
            for axis, value in sides
            if value
        ),
        moments=moments_of(one),
        own=own,
        grounds=grounds,
    )


def _answers(one: Intervention, wish: Wish) -> bool:
    """Whether it is of the orientation, moves to the pole, or is made for the moment."""
    if wish.kind == "orientation":
        return one.orientation.value == wish.what
    if wish.kind == "pole":
        axis, _dash, end = wish.what.partition("_")
        return one.polarity.get(axis, 0) * ENDS[end] > 0
    return wish.what in moments_of(one)


def _situation(actor: Actor, wish: Wish) -> Situation:
    run = _run(actor)
    gaps = _gaps(queries.mirror(actor, run)) if run else {}
    triggers = {each.finder for each in queries.today(actor, run).active} if run else set()
    comfort, wanted = _style(actor, run)
    if wish.kind == "orientation":
        wished = Orientation(wish.what)
        gaps[wished] = max(gaps.get(wished, 0.0), NEED_OF_A_WISH)
    elif wish.kind == "pole":
        axis, _dash, end = wish.what.partition("_")
        wanted = {axis: float(ENDS[end])}
    elif wish.what in moments():
        triggers = set(moments()[wish.what].finders)
    return Situation(
        orientation=None,
        gaps=gaps,
        triggers=frozenset(triggers),
        wanted=wanted,
        trust=_trust(actor),
        comfort=comfort,
        avoid=frozenset(_avoided(actor, wish)),
    )


def _run(actor: Actor) -> Run | None:
    try:
        return queries.current_run(actor)
    except DomainError:
        return None


def _gaps(picture: Picture) -> dict[Orientation, float]:
    return {
        each.orientation: max(0.0, each.need.need - each.need.cover.value) / 100
        for each in picture.orientations
        if each.need.need is not None and each.need.cover.value is not None
    }


def _style(actor: Actor, run: Run | None) -> tuple[dict[str, float], dict[str, float]]:
    """Where the person mostly acts, and the sides they hardly use."""
    row = queries.about(actor, run, _person(actor)) if run and actor.person_id else {}
    comfort = {axis: value for axis in AXES if isinstance(value := row.get(f"palette_{axis}"), float)}
    reach = {axis: row.get(f"reach_{axis}") for axis in comfort}
    narrow = [axis for axis, value in reach.items() if isinstance(value, float) and value < ONE_SIDED]
    return comfort, {axis: -comfort[axis] for axis in narrow}


def _person(actor: Actor) -> UUID:
    assert actor.person_id is not None  # noqa: S101 - asked before
    return actor.person_id


def _trust(actor: Actor) -> float | None:
    """The last pulse on trust as 0-1; None where too few answered."""
    rows = [row for row in conditions.pulse(actor) if row.item == "trust" and row.party_id is None]
    enough = [row for row in rows if row.answers is None or row.answers >= FEWEST_ANSWERS]
    last = max(enough, key=lambda row: row.asked_on, default=None)
    return (last.score - 1) / 4 if last else None


def _avoided(actor: Actor, wish: Wish) -> set[int]:
    tried = growth.tries(actor)
    in_hand = {each.number for each in tried if each.state == "planned"}
    not_again = {each.number for each in tried if each.state == "done" and each.again == "no"}
    return {*wish.set_aside, *in_hand, *not_again}
