"""What may be known of a gathering that is prepared, held or looked back upon."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell, Snapshot
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.meeting import calendar, tokens
from vierspan.workspace.conditions.meeting.calendar import Entry
from vierspan.workspace.conditions.meeting.models import (
    PULSE_ITEMS,
    DateOption,
    DateVote,
    Feed,
    Guest,
    Plan,
    ProgrammeItem,
    Takeaway,
)
from vierspan.workspace.conditions.meeting.running import is_over, may_run, owner_of, plan_of
from vierspan.workspace.conditions.models import Attendance, Gathering
from vierspan.workspace.directory.models import Person

STAGES = ("prepare", "invite", "hold", "look_back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Who was asked and what they said, in numbers; `here` are those who came in."""

    listed: int = 0
    unsent: int = 0
    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0
    here: int = 0

    @property
    def asked(self) -> int:
        return self.yes + self.maybe + self.no + self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A proposed day with what was said of it; `cannot` names the ones for whom it does not work, key people first."""

    option: DateOption
    yes: int
    if_needed: int
    no: int
    cannot: tuple[Guest, ...]
    is_best: bool

    @property
    def can(self) -> int:
        return self.yes + self.if_needed

    @property
    def key_missing(self) -> int:
        return sum(guest.is_key for guest in self.cannot)


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseSeen:
    """What the pulse may show: a cell per question, and the written lines where there are enough of them."""

    asked: int
    cells: tuple[tuple[str, Cell], ...]
    lines: tuple[str, ...]


def guests(actor: Actor, gathering_id: UUID) -> list[Person]:
    """Who said that they come, with their party, by name."""
    authorise(actor, Do.READ_MEMBERS)
    conditions.gathering(actor, gathering_id)
    rows = Guest.objects.visible_to(actor).filter(gathering=gathering_id, withdrawn=False, answer="yes")
    people = {row.person_id: row.person for row in rows.select_related("person__party")}
    return sorted(people.values(), key=lambda each: each.name.casefold())


def plan(actor: Actor, gathering_id: UUID) -> Plan:
    return plan_of(conditions.gathering(actor, gathering_id))


def runs(actor: Actor, found: Plan) -> bool:
    """Whether the actor may change it, invite to it and hold the list."""
    return may_run(actor, found)


def must_run(actor: Actor, found: Plan) -> None:
    """Go on when the actor runs it; else NotAllowed."""
    authorise(actor, Do.EDIT_ROOMS)
    authorise(actor, Do.RUN_GATHERING, owner_id=owner_of(actor, found))


def may_change(actor: Actor, row: Takeaway, found: Plan) -> bool:
    """Who wrote a takeaway down may put it right, and who runs the gathering."""
    return may(actor, Do.EDIT_ROOMS) and (actor.owns(row.written_by_id) or may_run(actor, found))


def examples(actor: Actor, most: int = 8) -> list[Gathering]:
    """Gatherings to start from: those with a programme, the last ones first."""
    authorise(actor, Do.READ_ROOMS)
    with_one = ProgrammeItem.objects.visible_to(actor).values("gathering")
    rows = Gathering.objects.visible_to(actor).filter(pk__in=with_one)
    return list(rows.order_by(F("held_on").desc(nulls_last=True), "name")[:most])


def stage(found: Plan) -> str:
    """Where it stands: prepare, invite, hold or look_back; "cancelled" when it was called off."""
    if found.cancelled_on:
        return "cancelled"
    if found.closed_on or (is_over(found) and not _list(found).exists()):
        return "look_back"
    day = found.gathering.held_on
    if day and day <= clock.today():
        return "hold"
    return "invite" if _list(found).exists() else "prepare"


def turnout(actor: Actor, found: Plan) -> Turnout:
    """In numbers, for everybody who may see the room."""
    authorise(actor, Do.READ_ROOMS)
    return _turnout(list(_list(found)))


def guest_list(actor: Actor, found: Plan) -> list[Guest]:
    """Everybody on the list, by name; what they need is only for who runs the gathering."""
    authorise(actor, Do.READ_MEMBERS)
    rows = list(_list(found).select_related("person__party"))
    if not may_run(actor, found):
        for row in rows:
            row.needs = ""
    return sorted(rows, key=lambda row: row.person.name.casefold())


def programme(actor: Actor, gathering_id: UUID) -> list[ProgrammeItem]:
    authorise(actor, Do.READ_ROOMS)
    return list(ProgrammeItem.objects.visible_to(actor).filter(gathering=gathering_id))


def minutes_there_are(found: Plan) -> int | None:
    """Between beginning and end; None where one of the two is not known."""
    if found.starts_at is None or found.ends_at is None:
        return None
    day = clock.today()
    return int((datetime.combine(day, found.ends_at) - datetime.combine(day, found.starts_at)) / timedelta(minutes=1))


def choices(actor: Actor, found: Plan) -> list[Choice]:
    """The proposed days, the best first: fewest key people missing, then most who can, then most who can well."""
    authorise(actor, Do.READ_MEMBERS)
    options = DateOption.objects.visible_to(actor).filter(gathering=found.gathering)
    votes = DateVote.objects.visible_to(actor).filter(option__gathering=found.gathering, guest__withdrawn=False)
    said: dict[UUID, list[DateVote]] = {option.pk: [] for option in options}
    for vote in votes.select_related("guest__person__party"):
        said[vote.option_id].append(vote)
    rated = sorted(options, key=lambda option: _merit(said[option.pk]))
    best = _merit(said[rated[0].pk]) if rated else None
    any_said = any(said.values())
    return [_choice(option, said[option.pk], any_said and _merit(said[option.pk]) == best) for option in rated]


def _merit(votes: Sequence[DateVote]) -> tuple[int, int, int]:
    counted = Counter(vote.vote for vote in votes)
    missing = sum(vote.vote == "no" and vote.guest.is_key for vote in votes)
    return missing, -(counted["yes"] + counted["if_needed"]), -counted["yes"]


def _choice(option: DateOption, votes: Sequence[DateVote], is_best: bool) -> Choice:
    counted = Counter(vote.vote for vote in votes)
    cannot = sorted((vote.guest for vote in votes if vote.vote == "no"), key=lambda g: (not g.is_key, g.person.name))
    return Choice(
        option=option,
        yes=counted["yes"],
        if_needed=counted["if_needed"],
        no=counted["no"],
        cannot=tuple(cannot),
        is_best=is_best,
    )


def option_count(actor: Actor, found: Plan) -> int:
    authorise(actor, Do.READ_ROOMS)
    return DateOption.objects.visible_to(actor).filter(gathering=found.gathering).count()


def voted(actor: Actor, found: Plan) -> int:
    """How many said when they can."""
    authorise(actor, Do.READ_ROOMS)
    rows = DateVote.objects.visible_to(actor).filter(option__gathering=found.gathering, guest__withdrawn=False)
    return len(set(rows.values_list("guest", flat=True)))


def pulse(actor: Actor, found: Plan) -> PulseSeen | None:
    """What was released at closing; None before."""
    authorise(actor, Do.READ_ROOMS)
    if found.pulse_state != "closed" or not found.pulse_result:
        return None
    snapshot = Snapshot.from_plain(found.pulse_result["figures"])
    return PulseSeen(
        asked=int(found.pulse_result["asked"]),
        cells=tuple((item, snapshot.cell(item)) for item in PULSE_ITEMS),
        lines=tuple(found.pulse_result["lines"]),
    )


def takeaways(actor: Actor, gathering_id: UUID) -> list[Takeaway]:
    authorise(actor, Do.READ_ROOMS)
    rows = Takeaway.objects.visible_to(actor).filter(gathering=gathering_id)
    return list(rows.select_related("who", "party"))


def takeaway(actor: Actor, takeaway_id: UUID) -> Takeaway:
    authorise(actor, Do.READ_ROOMS)
    rows = Takeaway.objects.visible_to(actor).select_related("who", "party", "gathering__organiser")
    found = rows.filter(pk=takeaway_id).first()
    if found is None:
        raise NotFound
    return found


def came(actor: Actor, gathering_id: UUID) -> tuple[list[Attendance], list[Attendance]]:
    """Who was there and who was asked and was not, from the records; for a gathering that is over."""
    authorise(actor, Do.READ_MEMBERS)
    rows = conditions.attendance(actor, gathering_id)
    return [row for row in rows if row.present is not False], [row for row in rows if row.present is False]


def upcoming(actor: Actor, most: int = 12) -> list[tuple[Plan, Turnout]]:
    """What lies ahead, the first day first, then what has no day yet; with who comes, in numbers."""
    authorise(actor, Do.READ_ROOMS)
    ahead = Q(gathering__held_on__gte=clock.today()) | Q(gathering__held_on=None)
    rows = Plan.objects.visible_to(actor).filter(ahead, cancelled_on=None, closed_on=None)
    rows = rows.select_related("gathering__organiser", "gathering__initiative", "network", "was_by")
    plans = sorted(rows, key=lambda each: (each.gathering.held_on or date.max, each.gathering.name))[:most]
    listed: dict[UUID, list[Guest]] = {each.gathering_id: [] for each in plans}
    for guest in Guest.objects.visible_to(actor).filter(gathering__in=list(listed), withdrawn=False):
        listed[guest.gathering_id].append(guest)
    return [(each, _turnout(listed[each.gathering_id])) for each in plans]


def states(actor: Actor, ids: Sequence[str]) -> Mapping[str, str]:
    """Of these gatherings, those that were called off or have no day yet, for a list: "cancelled" or "poll"."""
    authorise(actor, Do.READ_ROOMS)
    rows = Plan.objects.visible_to(actor).filter(gathering__in=list(ids)).select_related("gathering")
    told = {str(row.gathering_id): _state(row) for row in rows}
    return {key: state for key, state in told.items() if state}


def _state(found: Plan) -> str:
    if found.cancelled_on:
        return "cancelled"
    if found.poll_open:
        return "poll"
    return "ahead" if found.gathering.held_on and found.gathering.held_on >= clock.today() else ""


def asked_to(actor: Actor) -> set[UUID]:
    """The gatherings to which the reader is asked and did not say no."""
    if actor.person_id is None:
        return set()
    rows = Guest.objects.visible_to(actor).filter(person=actor.person_id, withdrawn=False).exclude(answer="no")
    return set(rows.values_list("gathering", flat=True))


def event_file(actor: Actor, gathering_id: UUID, link: str) -> str:
    """The gathering for one's own calendar. NotFound while it has no day."""
    found = plan(actor, gathering_id)
    if calendar.day_of(found) is None:
        raise NotFound
    return calendar.published([Entry(plan=found, link=link)])


def has_feed(actor: Actor) -> bool:
    return actor.person_id is not None and Feed.objects.visible_to(actor).filter(person=actor.person_id).exists()


def feed_of(token: str, link_of: Callable[[Plan], str]) -> str:
    """All gatherings to which the owner of this calendar address is asked or which they organise, a year back and all
    that lie ahead, but for those they said no to. `link_of` makes the address of one."""
    kept = Feed.objects.of_token(tokens.hashed(token)).select_related("person", "network").first()
    if kept is None:
        raise NotFound
    asked = Guest.objects.of(kept.network_id).filter(person=kept.person_id, withdrawn=False)
    asked = asked.exclude(answer="no").exclude(invited_on=None)
    mine = (
        Q(gathering__in=asked.values("gathering")) | Q(gathering__organiser=kept.person_id) | Q(was_by=kept.person_id)
    )
    since = clock.today() - timedelta(days=365)
    rows = Plan.objects.of(kept.network_id).filter(mine).select_related("gathering__organiser", "network", "was_by")
    rows = rows.filter(Q(gathering__held_on__gte=since) | Q(was_on__gte=since))
    entries = [Entry(plan=row, link=link_of(row)) for row in rows]
    return calendar.published(entries, name=kept.network.name)


def _list(found: Plan) -> QuerySet[Guest]:
    return Guest.objects.of(found.network_id).filter(gathering=found.gathering, withdrawn=False)


def _turnout(rows: Sequence[Guest]) -> Turnout:
    said = Counter(row.answer for row in rows if row.invited_on or row.answer)
    return Turnout(
        listed=len(rows),
        unsent=sum(row.invited_on is None and not row.walked_in for row in rows),
        yes=said["yes"],
        maybe=said["maybe"],
        no=said["no"],
        silent=said[""],
        here=sum(row.checked_in_at is not None for row in rows),
    )


def candidates(actor: Actor, found: Plan) -> list[Person]:
    """Who takes part today and is not on the list, by name; without an address they come on it without a letter."""
    authorise(actor, Do.READ_MEMBERS)
    here = Q(left_on=None) | Q(left_on__gt=clock.today())
    rows = Person.objects.visible_to(actor).filter(here).exclude(pk__in=_list(found).values("person"))
    return list(rows.select_related("party").order_by("name"))


def day_has_come(found: Plan) -> bool:
    """Whether people can come in: from the day itself on, unless it was called off."""
    day = found.gathering.held_on
    return bool(day and day <= clock.today() and not found.cancelled_on)
