"""What the network's records say about each dilemma: of oneself all of it, of others only what all may know.

Each gives lines by key (the texts are in `vierspan.analysis.dilemmas`), with their figures and the page they come from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import polars as pl

from vierspan.analysis.measures.face import ENOUGH_ACTS, appearances
from vierspan.analysis.measures.sharing import FEWEST_ACTS
from vierspan.analysis.measures.windows import within
from vierspan.analysis.mirror.picture import Picture, Window
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.directory.queries import initiatives as initiatives_of
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.mandate import queries as mandates
from vierspan.workspace.initiatives.models import Decision
from vierspan.workspace.initiatives.promises.queries import is_open
from vierspan.workspace.insight import attachment, cores, granted, growing, mandate, queries, runs
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import records_of
from vierspan.workspace.leadership.roles import queries as roles

Figures = Mapping[str, int | float | str]
HALF = 0.5
ENOUGH_DECISIONS = 5  # from which it says something who opened them
LEANS = 0.1  # from which a place on the palette, -1 to 1, is a side


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: its key on the card, its figures, and the name of the page with what is under it."""

    key: str
    place: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Found:
    """What is known; `is_near` when the records suggest that this dilemma is at hand for who reads."""

    facts: tuple[Fact, ...] = ()
    is_near: bool = False


@dataclass(frozen=True)
class Ground:
    """What several cards look at, looked up once; without a mirror `run` is empty."""

    actor: Actor

    @property
    def me(self) -> str:
        return str(self.actor.person_id)

    @cached_property
    def run(self) -> Run | None:
        try:
            return queries.current_run(self.actor)
        except DomainError:
            return None

    @cached_property
    def picture(self) -> Picture | None:
        return queries.mirror(self.actor, self.run) if self.run else None

    @cached_property
    def going(self) -> list[Initiative]:
        return list(initiatives_of(self.actor).filter(state="active").order_by("name"))


def ownership(ground: Ground) -> Found:
    """How often the network appeared outside, how often by me, and to how many parties it feels theirs."""
    if ground.run is None or ground.picture is None:
        return Found()
    face = ground.picture.face
    told = appearances(records_of(ground.actor.network_id), *_done(ground.run))
    mine = told.filter(pl.col("person") == ground.me).height
    facts = [_outside(told.height, mine)] if told.height else []
    if face.ownership_breadth.value is not None:
        facts.append(Fact("breadth", "ownership", {"share": round(100 * face.ownership_breadth.value)}))
    elif facts:
        facts.append(Fact("no_breadth", "ownership", {}))
    return Found(tuple(facts), is_near=told.height >= ENOUGH_ACTS and mine > HALF * told.height)


def _outside(n: int, mine: int) -> Fact:
    if n < ENOUGH_ACTS:
        return Fact("few", "ownership", {"n": n, "needed": ENOUGH_ACTS})
    return Fact("own", "ownership", {"n": n, "mine": mine})


def is_granted(ground: Ground) -> Found:
    """What I opened as a developer and others took up, or what all did; and what people say of it."""
    if ground.run is None:
        return Found()
    role = granted.granted_role(ground.actor)
    mine = [each.state for each in role.mine if each.state != "early"]
    taken = mine.count("taken_up")
    facts = []
    if mine:
        facts.append(Fact("own", "granted", {"n": len(mine), "taken": taken}))
    if role.taken_up + role.left:
        facts.append(Fact("share", "granted", {"taken": role.taken_up, "left": role.left}))
    if role.said:
        facts.append(Fact("said", "granted", {"score": role.said[-1][1]}))
    elif facts:
        facts.append(Fact("no_said", "granted", {}))
    return Found(tuple(facts), is_near=bool(mine) and (taken < len(mine) / 2 or role.reading in ("open", "apart")))


def tether(ground: Ground) -> Found:
    """What came in through me and through all, my contacts on both sides, and what I brought back."""
    if ground.run is None:
        return Found()
    watch = attachment.watch(ground.actor, ground.run)
    facts = []
    if watch.own_intake and watch.own_intake.total:
        facts.append(Fact("own", "attachment", {"n": watch.own_intake.total}))
    if watch.under and (watch.under.contacts or watch.under.inside):
        sides = {"outside": len(watch.under.contacts), "inside": len(watch.under.inside)}
        facts.append(Fact("sides", "attachment", sides))
    if watch.under and watch.under.signals:
        signals = {"n": len(watch.under.signals), "brought": len(watch.under.brought)}
        facts.append(Fact("brought", "attachment", signals))
    if watch.intake.total and not watch.is_withheld:
        facts.append(Fact("all", "attachment", {"n": watch.intake.total}))
    return Found(tuple(facts), is_near=bool(watch.mine and (watch.mine.is_drifting or watch.mine.is_closed)))


def on_behalf(ground: Ground) -> Found:
    """On whose behalf initiatives work, mine among them; and how near the estimates of parties lay to each other."""
    if not ground.going:
        return Found()
    behalf = mandates.behalves(ground.actor, ground.going)
    chosen = {row.pk: behalf[row.pk].mandate for row in ground.going}
    mine = {seat.initiative_id for seat in initiatives.seats_of(ground.actor, _person(ground)) if seat.carries}
    mine |= {row.pk for row in ground.going if row.initiator_id == ground.actor.person_id}
    own = [_settled(chosen[row.pk]) for row in ground.going if row.pk in mine]
    facts = [Fact("own", "initiatives", {"n": len(own), "open": own.count("open")})] if own else []
    facts.append(Fact("chosen", "initiative_board", _counted(chosen.values())))
    advices = [mandate.advice(ground.actor, row).advice for row in ground.going]
    judged = [bool(each.close) for each in advices if each.answered]
    facts.append(Fact("judged", "initiatives", {"n": len(judged), "close": sum(judged)}) if judged else _unjudged())
    return Found(tuple(facts), is_near="open" in own)


def _counted(chosen: Iterable[str]) -> dict[str, int]:
    settled = [_settled(each) for each in chosen]
    return {"n": len(settled), **{key: settled.count(key) for key in ("whole", "part", "open")}}


def _settled(chosen: str) -> str:
    return chosen if chosen in ("whole", "part") else "open"


def _unjudged() -> Fact:
    return Fact("no_judged", "initiatives", {})


def core(ground: Ground) -> Found:
    """Whether I stand in the core that shows, how it differs from the named one, and who opened decisions."""
    found = cores.cores(ground.actor)
    inside = {each.id for each in found.computed}
    if not inside:
        return Found((Fact("named", "role_core", {"named": len(found.named)}),) if found.named else ())
    counts = {"n": len(inside), "named": len(found.named), "both": len(found.both)}
    facts = [Fact("in" if ground.me in inside else "out", "role_core", {}), Fact("size", "role_core", counts)]
    asked = initiatives.visible_to(ground.actor, Decision).exclude(opened_on=None)
    opened = [str(each) in inside for each in asked.exclude(opener=None).values_list("opener_id", flat=True)]
    if opened:
        facts.append(Fact("decisions", "decisions", {"n": len(opened), "core": sum(opened)}))
    settles = len(opened) >= ENOUGH_DECISIONS and sum(opened) > HALF * len(opened)
    return Found(tuple(facts), is_near=settles or (bool(found.named) and counts["both"] < HALF * len(inside)))


def firmness(ground: Ground) -> Found:
    """What is past its day, mine and everybody's, and to which side of the palette my acts lean."""
    late = initiatives.overdue(ground.actor)
    mine = sum(each.person_id == ground.actor.person_id for each in late)
    asked = initiatives.visible_to(ground.actor, Decision).exclude(opened_on=None)
    waiting = asked.filter(due_on__lt=clock.today(), closed_on=None).count()
    facts = [Fact("own", "mine", {"n": mine})] if mine else []
    if late:
        facts.append(Fact("overdue", "commitments", {"n": len(late)}))
    elif initiatives.commitments(ground.actor).total:
        facts.append(Fact("on_time", "commitments", {}))
    if waiting:
        facts.append(Fact("decisions", "decisions", {"n": waiting}))
    if sides := _sides(ground):
        facts.append(Fact("palette", "my_mirror", {"sides": sides}))
    return Found(tuple(facts), is_near=bool(late or waiting))


def _sides(ground: Ground) -> str:
    """Where my acts lean: facilitating or directive, giving space or setting boundaries."""
    row = queries.about(ground.actor, ground.run, _person(ground)) if ground.run else {}
    poles, named = growing.pole_words(ground.actor.language), []
    for axis in ("FD", "SB"):
        place = row.get(f"palette_{axis}")
        if isinstance(place, float) and abs(place) >= LEANS:
            named.append(poles[f"{axis}_{'hi' if place > 0 else 'lo'}"].lower())
    return ", ".join(named)


def same_people(ground: Ground) -> Found:
    """How the acts are spread, how many were mine, what I promised, and on how many people the roles rest."""
    facts, share = _spread(ground)
    promised = [each for each in initiatives.commitments_of(ground.actor, _person(ground)) if is_open(each)]
    if promised:
        facts.append(Fact("promises", "mine", {"n": len(promised)}))
    held = [each.row.person_id for each in roles.held(ground.actor) if each.is_now]
    if held:
        counts = {"n": len(held), "people": len(set(held)), "mine": held.count(_person(ground))}
        facts.append(Fact("roles", "roles", counts))
    return Found(tuple(facts), is_near=share is not None and share > HALF)


def _spread(ground: Ground) -> tuple[list[Fact], float | None]:
    shared = ground.picture.overall_done if ground.picture else None
    done = within(*_done(ground.run)).filter(pl.col("person").is_not_null()) if ground.run else None
    if shared is None or done is None or not done.height:
        return [], None
    if done.height < FEWEST_ACTS or shared.top_three.value is None:
        return [Fact("few", "mirror_sharing", {"n": done.height, "needed": FEWEST_ACTS})], None
    mine = done.filter(pl.col("person") == ground.me).height
    share = shared.top_three.value
    figures = {"share": round(100 * share)}
    own = Fact("own", "mirror_sharing", {"n": done.height, "mine": mine})
    return [own, Fact("top", "mirror_sharing", figures)], share


def _done(run: Run) -> tuple[pl.DataFrame, Window]:
    return runs.unpacked(run.acts), Window(start=run.start, end=run.end)


def _person(ground: Ground) -> UUID:
    assert ground.actor.person_id is not None  # noqa: S101 - asked before
    return ground.actor.person_id


FOUND: Mapping[str, Callable[[Ground], Found]] = {
    "ownership": ownership,
    "granted": is_granted,
    "tether": tether,
    "mandate": on_behalf,
    "core": core,
    "firmness": firmness,
    "same_people": same_people,
}
