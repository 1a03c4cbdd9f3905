"""Ways of working to begin an initiative with: ours, as data, and those that a network keeps for itself."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vierspan.workspace.directory.rows import PHASES


@dataclass(frozen=True, slots=True)
class WayStep:
    name: str
    weeks: int = 2
    intensity: int | None = None


@dataclass(frozen=True, slots=True)
class WayPhase:
    """A phase with its gate question, what one wants to have by its end, and its steps."""

    phase: str
    question: str = ""
    wanted: tuple[str, ...] = ()
    steps: tuple[WayStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """`key` of ours, or the id of an own one."""

    key: str
    name: str
    about: str = ""
    kind: str = ""
    phases: tuple[WayPhase, ...] = ()
    is_own: bool = False

    @property
    def step_count(self) -> int:
        return sum(len(each.steps) for each in self.phases)

    @property
    def weeks(self) -> int:
        return sum(step.weeks for each in self.phases for step in each.steps)


def ours(language: str) -> tuple[Way, ...]:
    """The four that Vierspan brings, in that language."""
    return tuple(_way(each, _language(language)) for each in _content()["ways"])


def about_phase(phase: str, language: str) -> str:
    """What a phase is about, in one line."""
    return str(_content()["phases"][phase]["about"][_language(language)])


def usual_question(phase: str, language: str) -> str:
    """The gate question of a phase where the way of working has none of its own."""
    return str(_content()["phases"][phase]["question"][_language(language)])


def plain(phases: Sequence[WayPhase]) -> list[dict[str, Any]]:
    """As it is kept."""
    return [asdict(each) for each in phases]


def phases_of(kept: Sequence[Mapping[str, Any]]) -> tuple[WayPhase, ...]:
    """From what is kept, in the order of the phases."""
    found = [
        WayPhase(
            each["phase"],
            each.get("question", ""),
            tuple(each.get("wanted", ())),
            tuple(WayStep(one["name"], one.get("weeks", 2), one.get("intensity")) for one in each.get("steps", ())),
        )
        for each in kept
    ]
    return tuple(sorted(found, key=lambda each: PHASES.index(each.phase)))


def _way(given: Mapping[str, Any], language: str) -> Way:
    phases = [
        WayPhase(
            each["phase"],
            usual_question(each["phase"], language),
            tuple(one[language] for one in each["wanted"]),
            tuple(WayStep(one[language], one["weeks"], one["intensity"]) for one in each["steps"]),
        )
        for each in given["phases"]
    ]
    return Way(
        key=given["key"],
        name=given["name"][language],
        about=given["about"][language],
        kind=given["kind"],
        phases=tuple(phases),
    )


def _language(language: str) -> str:
    return "nl" if language == "nl" else "en"


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("ways.toml").read_text(encoding="utf-8"))
