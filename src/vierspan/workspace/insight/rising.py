"""What comes up: a network's texts as a question for analysis, and the answer, kept until a text changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.sources import kept, queries
from vierspan.workspace.insight import rising_texts
from vierspan.workspace.insight.rising_texts import TAG, Told

SPANS = (30, 90, 365)  # days
USUAL = 30
REACH = 5  # times the days: what is looked at in all
AT_ONCE = 6000  # texts that are worked out while the reader waits, under a second
GIVE_UP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A burst: from which day up to and with which, and whether it goes on."""

    since: date
    until: date
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Riser:
    """A term or theme with its figures; `theme` is set where it is one of the network's own."""

    key: str
    shown: str
    theme: UUID | None
    lately: int
    before: int
    expected: float
    ratio: float
    chance: float
    is_rising: bool
    keys: tuple[str, ...]
    wheres: int
    series: tuple[int, ...]
    spells: tuple[Spell, ...]
    kept_as: str = ""
    stance: str = ""

    @property
    def spell(self) -> Spell | None:
        """The burst that goes on."""
        return next((each for each in self.spells if each.is_now), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risen:
    """What was compared, and what came of it."""

    days: int
    since: date
    before_since: date
    until: date
    lately: int
    before: int
    terms: int
    by_chance: float
    is_enough: bool
    starts: tuple[date, ...]
    texts: tuple[int, ...]
    too_new: tuple[str, ...]
    risers: tuple[Riser, ...]
    made_at: datetime
    is_current: bool = True

    @property
    def rising(self) -> list[Riser]:
        return [each for each in self.risers if each.is_rising and each.stance != "ignore"]

    @property
    def perhaps(self) -> list[Riser]:
        """More than usual, yet it may well be chance: so many terms were looked at."""
        return [each for each in self.risers if not each.is_rising and not each.stance and each.chance < 0.05]

    @property
    def followed(self) -> list[Riser]:
        return [each for each in self.risers if each.stance == "follow"]

    @property
    def ignored(self) -> list[Riser]:
        return [each for each in self.risers if each.stance == "ignore"]


def risen(actor: Actor, days: int = USUAL) -> Risen | None:
    """What comes up for this reader; None while it is worked out for the first time."""
    authorise(actor, Do.READ_ROOMS)
    audience = rising_texts.audience_of(actor)
    stamp = rising_texts.stamp(actor.network_id, audience, clock.today())
    row = kept.kept(actor.network_id, audience, days)
    if row is None or row.stamp != stamp:
        row = _anew(actor.network_id, audience, days, stamp) or row
    if row is None or "rises" not in row.found:
        return None
    return _read(actor, row.found, days, row.made_at, is_current=row.stamp == stamp)


def riser(actor: Actor, key: str, days: int = USUAL) -> tuple[Risen, Riser | None]:
    """One term, also where it does not rise; with what it was compared with."""
    authorise(actor, Do.READ_ROOMS)
    found = risen(actor, days)
    one = _one(found, key) if found else None
    if found and one:
        return found, one
    plain = _worked_out(actor.network_id, rising_texts.audience_of(actor), days, (key,))
    anew = _read(actor, plain, days, clock.now(), is_current=True)
    return anew, _one(anew, key)


def _one(found: Risen, key: str) -> Riser | None:
    return next((each for each in found.risers if key in (each.key, each.kept_as)), None)


def behind(actor: Actor, one: Riser, days: int = USUAL) -> list[Told]:
    """The texts lately that hold it, newest first."""
    authorise(actor, Do.READ_ROOMS)
    until = clock.today()
    since = until - timedelta(days=days)
    found = rising_texts.texts(actor.network_id, rising_texts.audience_of(actor), since, until)
    return rising_texts.titled(found, one.keys)


def work_out(network_id: UUID, audience: str, days: int) -> None:
    """Keep the answer for readers of an audience; called in the background."""
    stamp = rising_texts.stamp(network_id, audience, clock.today())
    kept.keep(network_id, audience, days, stamp=stamp, found=_worked_out(network_id, audience, days, ()))


def _anew(network_id: UUID, audience: str, days: int, stamp: str) -> Any:
    """At once where that is quick; else in the background, and nothing yet."""
    from vierspan.workspace.insight.jobs_rising import work_out_rising

    told = _told(network_id, audience, days)
    if len(told) <= AT_ONCE:
        return kept.keep(network_id, audience, days, stamp=stamp, found=_compared(network_id, told, days, ()))
    row = kept.kept(network_id, audience, days)
    if row is None or (row.found.get("asked") != stamp or clock.now() - row.made_at > GIVE_UP):
        found = {**row.found, "asked": stamp} if row and "rises" in row.found else {}
        old = row.stamp if row else ""
        kept.keep(network_id, audience, days, stamp=old, found=found or {"asked": stamp})
        work_out_rising.enqueue(str(network_id), audience, days)
    return None


def _told(network_id: UUID, audience: str, days: int) -> list[Told]:
    until = clock.today()
    return list(rising_texts.texts(network_id, audience, until - timedelta(days=days * REACH), until))


def _worked_out(network_id: UUID, audience: str, days: int, keys: tuple[str, ...]) -> dict[str, Any]:
    return _compared(network_id, _told(network_id, audience, days), days, keys)


def _compared(network_id: UUID, told: list[Told], days: int, keys: tuple[str, ...]) -> dict[str, Any]:
    from vierspan.analysis.measures.emergence.rising import rising
    from vierspan.analysis.measures.emergence.terms import terms_of

    themes = rising_texts.theme_words(network_id)
    followed = [each.folded for each in queries.followed(network_id)]
    wanted = {term for each in followed for term in terms_of(each) if len(term.split()) == len(each.split())}
    texts = [rising_texts.as_text(each, themes) for each in told]
    found = rising(texts, clock.today(), days=days, kept=wanted | set(keys))
    plain = asdict(found) | {"is_enough": found.is_enough}
    for name in ("since", "before_since", "until"):
        plain[name] = plain[name].isoformat()
    return plain | {"starts": [each.isoformat() for each in found.starts]}


def _read(actor: Actor, found: Mapping[str, Any], days: int, made_at: datetime, *, is_current: bool) -> Risen:
    starts = tuple(date.fromisoformat(each) for each in found["starts"])
    stances = {each.folded: each.stance for stance in ("follow", "ignore") for each in queries.terms(actor, stance)}
    names = {str(each.pk): each.name for each in queries.themes(actor)}
    risers = (_riser(each, starts, stances, names) for each in found["rises"])
    return Risen(
        days=days,
        since=date.fromisoformat(found["since"]),
        before_since=date.fromisoformat(found["before_since"]),
        until=date.fromisoformat(found["until"]),
        lately=found["lately"],
        before=found["before"],
        terms=found["terms"],
        by_chance=found["by_chance"],
        is_enough=found["is_enough"],
        starts=starts,
        texts=tuple(found["texts"]),
        too_new=tuple(found["too_new"]),
        risers=tuple(each for each in risers if each),
        made_at=made_at,
        is_current=is_current,
    )


def _riser(
    found: Mapping[str, Any], starts: tuple[date, ...], stances: Mapping[str, str], names: Mapping[str, str]
) -> Riser | None:
    """As it was kept, with what the network said of it since; None for a theme that is gone."""
    key = found["term"]
    is_theme = key.startswith(TAG)
    if is_theme and key[1:] not in names:
        return None
    return Riser(
        key=key,
        shown=names[key[1:]] if is_theme else found["shown"],
        theme=UUID(key[1:]) if is_theme else None,
        lately=found["lately"],
        before=found["before"],
        expected=found["expected"],
        ratio=found["ratio"],
        chance=found["chance"],
        is_rising=found["is_rising"],
        keys=tuple(found["ids"]),
        wheres=found["wheres"],
        series=tuple(found["series"]),
        spells=tuple(_spell(each, starts) for each in found["bursts"]),
        kept_as=found["kept_as"],
        stance=stances.get(found["kept_as"] or key, ""),
    )


def _spell(burst: Mapping[str, int], starts: tuple[date, ...]) -> Spell:
    last = burst["last"]
    is_now = last == len(starts) - 1
    until = clock.today() if is_now else starts[last + 1] - timedelta(days=1)
    return Spell(since=starts[burst["first"]], until=until, is_now=is_now)
