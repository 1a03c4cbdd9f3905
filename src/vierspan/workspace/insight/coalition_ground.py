"""What a network knows of its parties that says who could take something up together; read once, and kept."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.common import clock
from vierspan.workspace.directory.spelling import telling, words
from vierspan.workspace.insight.maps.reading import columns_of
from vierspan.workspace.insight.maps.ties import OBSERVED, living, ties_of

if TYPE_CHECKING:
    from vierspan.analysis.choices.partners import Ranker

COLUMNS = {
    "parties": ("id", "name", "sector", "region", "ring", "tags", "left_on"),
    "people": ("id", "party", "joined_on", "left_on"),
    "ties": ("id", "source", "target", "kind", "strength", "directed", "basis", "since", "until", "confirmed"),
    "themes": ("id", "name"),
    "initiatives": ("id", "name", "themes", "party", "started_on", "ended_on"),
    "seats": ("id", "initiative", "party", "person", "state", "since", "until"),
    "activities": ("id", "name", "parties", "since"),
    "contributions": ("activity", "theme", "score"),
    "gatherings": ("id", "held_on"),
    "attendance": ("id", "gathering", "person", "party", "present"),
    "exchanges": ("id", "giver", "receiver", "state", "given_on", "kind", "what"),
}
STEM = 5  # letters that two forms of one word share: begeleiden and begeleiding
SHORTEST = 3
ENOUGH = 0.5  # of the telling words of what is asked
COOLEST = 0.1  # of a tie that is there at all
AWAY = ("declined", "invited")  # of a seat: not at the table
SERVES = 2  # from this contribution on an activity is about a theme
KEPT = 4  # networks whose ground is held in the process
_KEPT: dict[UUID, "tuple[object, Ground]"] = {}

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is known of a party, in words: an offer, a tag, or a theme that it works on."""

    party: str
    text: str
    source: str  # offer, tag, theme


@dataclass(frozen=True, slots=True)
class Team:
    """An initiative or activity in which parties worked together."""

    id: str
    table: str
    name: str


@dataclass(frozen=True, eq=False)
class Ground:
    tables: Mapping[str, pl.DataFrame]

    @cached_property
    def names(self) -> dict[str, str]:
        """Of the parties that are still there."""
        rows = self.tables["parties"].select("id", "name", "left_on").iter_rows()
        return {key: name for key, name, left_on in rows if left_on is None or left_on > clock.today()}

    @cached_property
    def themes(self) -> dict[str, str]:
        return dict(self.tables["themes"].select("id", "name").iter_rows())

    @cached_property
    def teams(self) -> dict[str, Team]:
        return {
            key: Team(key, table, name)
            for table in ("initiatives", "activities")
            for key, name in self.tables[table].select("id", "name").iter_rows()
        }

    @cached_property
    def members(self) -> pl.DataFrame:
        """team, party, day: who worked in what, each once."""
        homes = dict(self.tables["people"].select("id", "party").drop_nulls().iter_rows())
        day = dict(self.tables["initiatives"].select("id", "started_on").iter_rows())
        seats = self.tables["seats"].select("initiative", "party", "person", "state", "since").iter_rows()
        rows = [
            (team, party or homes.get(person or ""), day.get(team) or since)
            for team, party, person, state, since in seats
            if state not in AWAY
        ]
        leading = self.tables["initiatives"].select("id", "party").iter_rows()
        rows += [(key, party, day.get(key)) for key, party in leading]
        acts = self.tables["activities"].select("id", "parties", "since").explode("parties")
        rows += list(acts.select("id", "parties", "since").iter_rows())
        frame = pl.DataFrame(rows, schema={"team": pl.String, "member": pl.String, "day": pl.Date}, orient="row")
        return frame.drop_nulls(["team", "member"]).unique(["team", "member"], keep="first", maintain_order=True)

    @cached_property
    def topics(self) -> pl.DataFrame:
        """team, theme."""
        of_initiatives = self.tables["initiatives"].select(team="id", theme="themes").explode("theme")
        given = self.tables["contributions"].filter(pl.col("score") >= SERVES)
        return pl.concat([of_initiatives, given.select(team="activity", theme="theme")]).drop_nulls().unique()

    @cached_property
    def teams_of(self) -> dict[str, frozenset[str]]:
        grouped = self.members.group_by("member").agg(pl.col("team"))
        return {member: frozenset(teams) for member, teams in grouped.iter_rows()}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        tags = self.tables["parties"].select("id", "tags").explode("tags").drop_nulls()
        found = [Said(party, tag, "tag") for party, tag in tags.iter_rows()]
        offers = (
            self.tables["exchanges"].select("giver", pl.coalesce("what", "kind").alias("text")).drop_nulls().unique()
        )
        found += [Said(giver, text, "offer") for giver, text in offers.sort("giver", "text").iter_rows()]
        names = self.tables["themes"].rename({"id": "theme", "name": "text"})
        works = self.members.join(self.topics, on="team").join(names, on="theme").select("member", "text").unique()
        found += [Said(party, text, "theme") for party, text in works.sort("member", "text").iter_rows()]
        return tuple(found)

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Which of `said` hold a word that begins so."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.said):
            for stem in stems_of(each.text):
                found[stem].append(at)
        return found

    @cached_property
    def warmth(self) -> dict[Pair, float]:
        """How warm each pair of parties stands, from 0.1 to 1: of the strongest tie, also of their people."""
        today = clock.today()
        ties = living(ties_of(self.tables, today), today)
        parties = self.tables["parties"]["id"].implode()
        between = ties.filter(pl.col("source").is_in(parties) & pl.col("target").is_in(parties))
        highest = dict(between.group_by("basis").agg(pl.col("strength").max()).iter_rows()) | {OBSERVED: 1.0}
        found: dict[Pair, float] = {}
        for source, target, basis, strength in between.select("source", "target", "basis", "strength").iter_rows():
            pair = frozenset((source, target))
            found[pair] = max(found.get(pair, COOLEST), min(1.0, strength / highest[basis]))
        return found

    @cached_property
    def ranker(self) -> "Ranker":
        """What was learnt of who works with whom on what."""
        from vierspan.analysis.choices.partners import History, learn
        from vierspan.analysis.choices.partners.history import LEAD

        leads = self.tables["initiatives"].select(team="id", member="party", role=pl.lit(LEAD)).drop_nulls()
        teams = self.members.join(leads, on=["team", "member"], how="left")
        known = self.tables["parties"].select(member="id", country="region", kind="sector")
        return learn(History.of(teams.select("team", "member", "role", "day"), self.topics, known))

    def who_says(self, asked: str) -> dict[str, Said]:
        """The parties of whom something is known that fits what is asked, with the best of it: offers first."""
        wanted = stems_of(asked)
        counts: dict[int, int] = defaultdict(int)
        for stem in wanted:
            for at in self.stems.get(stem, ()):
                counts[at] += 1
        found: dict[str, Said] = {}
        for at, count in sorted(counts.items(), key=lambda each: (RANKS[self.said[each[0]].source], -each[1], each[0])):
            if count >= ENOUGH * len(wanted):
                found.setdefault(self.said[at].party, self.said[at])
        return found

    def together(self, one: str, other: str) -> list[Team]:
        """What two parties did together."""
        both = self.teams_of.get(one, frozenset()) & self.teams_of.get(other, frozenset())
        return [self.teams[each] for each in sorted(both) if each in self.teams]


RANKS = {"offer": 0, "tag": 1, "theme": 2}


def stems_of(text: str) -> frozenset[str]:
    said = [word for word in telling(words(text)) if len(word) >= SHORTEST and not word.isdigit()]
    return frozenset(word[:STEM] for word in said)


def ground_of(actor: Actor) -> Ground:
    """The ground of a network, for who may see names; read anew when its facts changed."""
    authorise(actor, Do.READ_DIRECTORY)
    key = last_change(actor.network_id), clock.today()
    held = _KEPT.get(actor.network_id)
    if held is not None and held[0] == key:
        return held[1]
    made = Ground({table: columns_of(actor.network_id, table, columns) for table, columns in _columns().items()})
    _KEPT.pop(actor.network_id, None)
    while len(_KEPT) >= KEPT:
        _KEPT.pop(next(iter(_KEPT)))
    _KEPT[actor.network_id] = (key, made)
    return made


def _columns() -> Mapping[str, tuple[str, ...]]:
    return {table: ("id", *(each for each in columns if each != "id")) for table, columns in COLUMNS.items()}


TOMORROW = timedelta(days=1)
