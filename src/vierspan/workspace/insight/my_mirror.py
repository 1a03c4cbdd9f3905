"""The mirror of one person, for themselves: how they see it, how others do, and what they did. See docs/my-mirror.md.

It is put together for whoever asks, of themselves alone. There is no way to ask for that of somebody else; what
somebody shares is a copy that they made (leadership.profiles).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from vierspan.analysis.catalogue import AXES
from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.questionnaires import Place, Value, compare, orientation_scores, palette, place, rescaled
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell, Snapshot, may_trend
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.insight import my_deeds
from vierspan.workspace.insight.my_deeds import Done
from vierspan.workspace.leadership.profiles import actions as profiles
from vierspan.workspace.leadership.profiles import queries as shares
from vierspan.workspace.leadership.profiles.actions import Made, Wish
from vierspan.workspace.leadership.profiles.models import PARTS, Share
from vierspan.workspace.leadership.questions import queries as questions
from vierspan.workspace.leadership.questions.models import SelfAnswers
from vierspan.workspace.leadership.questions.queries import Released

KEPT = 24  # months: what is older stands in no mirror
FAR_APART = 0.5  # points between one voice a person and one voice a party
MOVED = 0.3  # points that count as a change, of means by tenths
BY_HALVES, BY_TENTHS = 0.25, 0.05  # how far a blunt mean may lie from the real one
SOURCES = ("own", "seen", "done")
STATEMENTS = frozenset(
    [f"{source}.{each.letter}" for source in (*SOURCES, "words") for each in Orientation]
    + [f"{source}.{axis}" for source in SOURCES for axis in AXES]
)


class Seen(BaseModel):
    """What others see, as blunt as it was released, 1-5."""

    model_config = ConfigDict(frozen=True)
    mean: float
    edge: str = ""
    count: str = ""
    by_party: float | None = None  # only where it lies far from the mean
    moved: str = ""  # up, down, alike; empty where the gate allows no comparing


class Line(BaseModel):
    """One orientation; each of the three is None where it is not known."""

    model_config = ConfigDict(frozen=True)
    orientation: str
    own: float | None = None  # 1-5
    own_before: float | None = None
    seen: Seen | None = None
    done: float | None = None  # 0-1
    acts: int = 0
    stance: str = ""
    is_ordinary: bool = False

    @property
    def letter(self) -> str:
        return Orientation(self.orientation).letter


class Spot(BaseModel):
    """A place on one scale of the palette, -1 to 1; how wide the range is, and how much of each pole, 0 to 1."""

    model_config = ConfigDict(frozen=True)
    position: float
    width: float | None = None
    low: float = 0.0
    high: float = 0.0


class Scale(BaseModel):
    model_config = ConfigDict(frozen=True)
    axis: str
    own: Spot | None = None
    seen: Spot | None = None
    done: Spot | None = None


class MyMirror(BaseModel):
    """All of it; the days say from when each of the three is."""

    model_config = ConfigDict(frozen=True)
    made_on: date
    own_on: date | None = None
    seen_on: date | None = None
    asked: int = 0
    done_from: date | None = None
    done_until: date | None = None
    own_id: str = ""
    round_id: str = ""
    has_palette: bool = True
    lines: tuple[Line, ...]
    scales: tuple[Scale, ...]

    @property
    def sources(self) -> list[str]:
        return [each for each in (self.own_id, self.round_id) if each]

    @property
    def has_done(self) -> bool:
        return any(line.acts for line in self.lines)

    @property
    def is_empty(self) -> bool:
        return not (self.own_on or self.seen_on or self.has_done)


def my_mirror(actor: Actor) -> MyMirror:
    """Of who asks, from what is theirs alone; what is older than two years is left out."""
    shares.me(actor)
    since = _since()
    own = [each for each in questions.self_answers(actor) if each.answered_on >= since]
    seen = [each for each in questions.released_about(actor) if each.closed_on >= since]
    done = my_deeds.done(actor)
    last = seen[-1] if seen else None
    return MyMirror(
        made_on=clock.today(),
        own_on=own[-1].answered_on if own else None,
        seen_on=last.closed_on if last else None,
        asked=last.invited if last else 0,
        done_from=done.start,
        done_until=done.end,
        own_id=str(own[-1].pk) if own else "",
        round_id=str(last.round_id) if last else "",
        lines=tuple(_line(each, own, seen, done) for each in Orientation),
        scales=_scales(own, last, done),
    )


def only(mirror: MyMirror, parts: Collection[str]) -> MyMirror:
    """What is left when only these parts are told; the comparison needs both views."""
    kept = {source: source in parts for source in SOURCES}
    lines = tuple(_cut(line, kept) for line in mirror.lines)
    has_palette = "palette" in parts
    scales = tuple(
        Scale(axis=each.axis, **{source: getattr(each, source) if kept[source] else None for source in SOURCES})
        for each in mirror.scales
        if has_palette
    )
    changed: dict[str, object] = {"lines": lines, "scales": scales, "has_palette": has_palette}
    if not kept["own"]:
        changed |= {"own_on": None, "own_id": ""}
    if not kept["seen"]:
        changed |= {"seen_on": None, "round_id": "", "asked": 0}
    if not kept["done"]:
        changed |= {"done_from": None, "done_until": None}
    return mirror.model_copy(update=changed)


def preview(actor: Actor, wish: Wish) -> MyMirror:
    """Exactly what would be shared; raises Invalid where it could not be."""
    profiles.checked(actor, wish)
    return only(my_mirror(actor), wish.parts)


def share(actor: Actor, wish: Wish) -> Share:
    """A copy of what is shown beforehand, for this one recipient."""
    shown = preview(actor, wish)
    return profiles.share(actor, wish, Made(shown.model_dump(mode="json"), shown.sources))


def shown(row: Share) -> MyMirror:
    """What its recipient sees: the copy, without what its owner threw away since."""
    mirror = MyMirror.model_validate(row.shown)
    gone = set(mirror.sources) - shares.standing(row)
    parts = set(PARTS) & set(row.parts)
    if mirror.own_id in gone:
        parts -= {"own"}
    if mirror.round_id in gone:
        parts -= {"seen"}
    return only(mirror, parts)


def reply(actor: Actor, about: str, said: str) -> None:
    if about not in STATEMENTS:
        raise Invalid("words", "unknown_choice")
    profiles.reply(actor, about, said)


def _since() -> date:
    today = clock.today()
    return today.replace(year=today.year - KEPT // 12, day=min(today.day, 28))


def _line(orientation: Orientation, own: Sequence[SelfAnswers], seen: Sequence[Released], done: Done) -> Line:
    mine = [orientation_scores(each.answers)[orientation].value for each in own[-2:]]
    others = _seen(orientation.letter, seen)
    now = mine[-1] if mine else None
    found = compare(now, others.mean, blunt=_bluntness(others)) if others else None
    return Line(
        orientation=orientation.value,
        own=now,
        own_before=mine[0] if len(mine) > 1 else None,
        seen=others,
        done=done.level(orientation),
        acts=done.count(orientation),
        stance=found.stance.value if found else "",
        is_ordinary=bool(found and found.is_ordinary),
    )


def _bluntness(seen: Seen) -> float:
    return BY_TENTHS if seen.count.isdigit() else BY_HALVES


def _seen(letter: str, released: Sequence[Released]) -> Seen | None:
    if not released or not (cell := released[-1].snapshot.cell(letter)).is_shown or cell.mean is None:
        return None
    by_party = released[-1].snapshot.cell(f"{letter}_party").mean
    return Seen(
        mean=cell.mean,
        edge=cell.edge,
        count=cell.count,
        by_party=by_party if by_party is not None and abs(by_party - cell.mean) > FAR_APART else None,
        moved=_moved(released[-2].snapshot.cell(letter), cell) if len(released) > 1 else "",
    )


def _moved(before: Cell, now: Cell) -> str:
    if not may_trend(before, now) or before.mean is None or now.mean is None:
        return ""
    step = now.mean - before.mean
    return "up" if step >= MOVED else "down" if step <= -MOVED else "alike"


def _scales(own: Sequence[SelfAnswers], seen: Released | None, done: Done) -> tuple[Scale, ...]:
    mine = palette(own[-1].answers) if own else {}
    return tuple(
        Scale(
            axis=axis,
            own=_spot(mine.get(axis)),
            seen=_spot(_place_seen(seen.snapshot, axis) if seen else None),
            done=_spot_done(done, axis),
        )
        for axis in AXES
    )


def _place_seen(snapshot: Snapshot, axis: str) -> Place:
    poles = (snapshot.cell(f"{axis.lower()}_{end}").mean for end in ("lo", "hi"))
    low, high = (Value(mean, 0, None if mean is not None else Reason.SUPPRESSED) for mean in poles)
    return place(low, high)


def _spot(of: Place | None) -> Spot | None:
    if of is None or of.position.value is None or of.lo.value is None or of.hi.value is None:
        return None
    low, high = rescaled(of.lo.value), rescaled(of.hi.value)
    return Spot(position=of.position.value, width=of.repertoire.value, low=low, high=high)


def _spot_done(done: Done, axis: str) -> Spot | None:
    weights = done.poles(axis)
    if weights is None:
        return None
    (low, high), levels = weights, done.levels(axis)
    position, width = (high - low) / (high + low), min(weights) / max(weights)
    return Spot(position=position, width=width, low=levels[0], high=levels[1])


def _cut(line: Line, kept: Mapping[str, bool]) -> Line:
    changed: dict[str, object] = {}
    if not kept["own"]:
        changed |= {"own": None, "own_before": None}
    if not kept["seen"]:
        changed |= {"seen": None}
    if not kept["done"]:
        changed |= {"done": None, "acts": 0}
    if not (kept["own"] and kept["seen"]):
        changed |= {"stance": "", "is_ordinary": False}
    return line.model_copy(update=changed)


def levels(mirror: MyMirror) -> dict[str, dict[Orientation, float | None]]:
    """Each of the three on one measure of 0 to 1, for the square."""
    return {
        "own": {Orientation(each.orientation): rescaled(each.own) if each.own else None for each in mirror.lines},
        "seen": {
            Orientation(each.orientation): rescaled(each.seen.mean) if each.seen else None for each in mirror.lines
        },
        "done": {Orientation(each.orientation): each.done for each in mirror.lines},
    }
