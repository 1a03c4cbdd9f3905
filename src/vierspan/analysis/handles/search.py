"""From what the finders say to handles: for whom, how urgent, and what one could do."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import polars as pl

from vierspan.analysis.handles import conditions, course, cover, horizon, initiatives, roles
from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.handles.sight import Finder, Finding, Sight
from vierspan.analysis.interventions import Situation, choose
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.mirror.picture import Scale
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

FINDERS: tuple[Finder, ...] = (
    *course.FINDERS,
    *horizon.FINDERS,
    *conditions.FINDERS,
    *initiatives.FINDERS,
    *roles.FINDERS,
    *cover.FINDERS,
)
MOST_OF_A_KIND = 3  # of one finder at a time; the last says how many more there are
HEARD = 50  # findings of one finder that are weighed and counted; of a neglected list of thousands that is enough
LEADERS = 3  # who do most of an orientation, beside those who hold the role
FEWEST_ANSWERS = 5
ONE_SIDED = 1 / 3  # repertoire: one pole weighs three times the other, so the other is wanted


def find(records: Records, mirror: Mirror) -> list[Handle]:
    """What deserves attention now, the most urgent first.

    Every finder looks at the same records and mirror; a finder that has too little to go by says nothing. A key is
    made of the finder and its subjects, so the same facts give the same key. At most three of one finder, by urgency;
    `more` on the last of them counts the others (at most fifty are counted).
    Ties in urgency go by key. Cost: a few passes over each table. Source: product, the four orientations; methods 2-8.
    """
    sight = Sight(records, mirror)
    grounds = _Grounds.of(sight)
    handles = [one for finder in FINDERS for one in _of_one_kind(finder, sight, grounds)]
    return sorted(handles, key=lambda handle: (-handle.urgency, handle.key))


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What all suggestions rest on, looked up once."""

    holders: dict[Orientation, tuple[str, ...]]
    leaders: dict[Orientation, tuple[str, ...]]
    gaps: dict[Orientation, float]
    wanted: dict[str, float]
    comfort: dict[str, dict[str, float]]
    trust: float | None

    @classmethod
    def of(cls, sight: Sight) -> "_Grounds":
        return cls(
            holders={orientation: _holders(sight, orientation) for orientation in Orientation},
            leaders={orientation: _leaders(sight, orientation) for orientation in Orientation},
            gaps=dict(_gaps(sight)),
            wanted={scale.axis: shift for scale in sight.picture.palette if (shift := _wanted(scale))},
            comfort=_comfort(sight),
            trust=_trust(sight),
        )


def _of_one_kind(finder: Finder, sight: Sight, grounds: _Grounds) -> list[Handle]:
    found = sorted(islice(finder.look(sight), HEARD), key=lambda one: (-one.urgency, one.subjects))
    handles = [_handle(finder, one, grounds) for one in found[:MOST_OF_A_KIND]]
    left = len(found) - len(handles)
    return [*handles[:-1], handles[-1].model_copy(update={"more": left})] if left else handles


def _handle(finder: Finder, finding: Finding, grounds: _Grounds) -> Handle:
    orientation = finder.orientation
    people = (*finding.owners, *grounds.holders[orientation], *grounds.leaders[orientation])
    for_whom = tuple(dict.fromkeys([*finding.private_to, *people]))
    situation = Situation(
        orientation=orientation,
        gaps=grounds.gaps,
        triggers=frozenset({finder.key}),
        wanted=grounds.wanted,
        trust=grounds.trust,
        comfort=grounds.comfort.get(for_whom[0], {}) if for_whom else {},
    )
    return Handle(
        key=f"{finder.key}:{'+'.join(finding.subjects)}",
        finder=finder.key,
        orientation=orientation,
        subjects=finding.subjects,
        numbers=dict(finding.numbers),
        evidence=tuple(facts for facts in finding.evidence if facts.count),
        urgency=round(min(1.0, max(0.0, finding.urgency)), 4),
        due_on=finding.due_on,
        for_whom=for_whom,
        first_seen_by=finding.private_to,
        suggestions=choose(situation),
    )


def _holders(sight: Sight, orientation: Orientation) -> tuple[str, ...]:
    roles = sight.records.table("roles").filter(
        (pl.col("orientation") == orientation.value)
        & pl.col("initiative").is_null()
        & (pl.col("until").is_null() | (pl.col("until") >= sight.today))
    )
    return tuple(roles.sort("since", "person", nulls_last=True)["person"])


def _leaders(sight: Sight, orientation: Orientation) -> tuple[str, ...]:
    done = next((one.done for one in sight.picture.orientations if one.orientation == orientation), None)
    people = set(sight.records.table("people")["id"])
    return tuple(one.actor for one in done.carriers if one.actor in people)[:LEADERS] if done else ()


def _gaps(sight: Sight) -> Iterator[tuple[Orientation, float]]:
    for one in sight.picture.orientations:
        if one.need.need is not None and one.need.cover.value is not None:
            yield one.orientation, max(0.0, one.need.need - one.need.cover.value) / 100


def _wanted(scale: Scale) -> float:
    """Towards the pole that is hardly used; nothing where both are."""
    if scale.position.value is None or scale.repertoire.value is None or scale.repertoire.value >= ONE_SIDED:
        return 0.0
    return -scale.position.value


def _comfort(sight: Sight) -> dict[str, dict[str, float]]:
    axes = [scale.axis for scale in sight.picture.palette]
    columns = [f"palette_{axis}" for axis in axes if f"palette_{axis}" in sight.mirror.actors.columns]
    people = sight.mirror.actors.filter(pl.col("kind") == "person").select("id", *columns)
    known = people.filter(pl.any_horizontal(pl.col(columns).is_not_null())) if columns else people.clear()
    return {
        row["id"]: {name.removeprefix("palette_"): row[name] for name in columns if row[name] is not None}
        for row in known.iter_rows(named=True)
    }


def _trust(sight: Sight) -> float | None:
    """The last pulse on trust as 0-1, or None where too few answered."""
    asked = sight.recent("pulse", "asked_on").filter((pl.col("item") == "trust") & pl.col("party").is_null())
    asked = asked.filter(pl.col("answers").fill_null(FEWEST_ANSWERS) >= FEWEST_ANSWERS).sort("asked_on")
    return (float(asked["score"][-1]) - 1) / 4 if asked.height else None
