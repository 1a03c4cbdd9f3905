"""What somebody may do with a personal link, without an account. Reading changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.meeting import attending, tokens
from vierspan.workspace.conditions.meeting.errors import GatheringOver
from vierspan.workspace.conditions.meeting.models import (
    ANSWERS,
    HIGHEST,
    LOWEST,
    PULSE_ITEMS,
    VOTES,
    DateOption,
    DateVote,
    Feed,
    Guest,
    Plan,
    ProgrammeItem,
    PulseAnswer,
)
from vierspan.workspace.conditions.meeting.running import is_over, plan_of
from vierspan.workspace.conditions.models import Gathering

LONGEST_WORD = 300
LONGEST_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the page behind a personal link shows."""

    guest: Guest
    plan: Plan
    programme: tuple[ProgrammeItem, ...]
    options: tuple[tuple[DateOption, str], ...]  # with what this guest said of each
    pulse: PulseAnswer | None
    has_feed: bool

    @property
    def gathering(self) -> Gathering:
        return self.plan.gathering

    @property
    def state(self) -> str:
        """cancelled, pulse, over, today, poll or invited: what the page asks."""
        plan = self.plan
        if plan.cancelled_on:
            return "cancelled"
        if plan.closed_on or is_over(plan):
            return "pulse" if plan.pulse_state == "open" and self.guest.checked_in_at else "over"
        if plan.poll_open:
            return "poll"
        return "today" if plan.gathering.held_on == clock.today() else "invited"


def opened(token: str) -> Opened:
    guest = tokens.guest_of(token)
    rows = guest.network_id
    said = dict(DateVote.objects.of(rows).filter(guest=guest).values_list("option", "vote"))
    options = DateOption.objects.of(rows).filter(gathering=guest.gathering)
    return Opened(
        guest=guest,
        plan=plan_of(guest.gathering),
        programme=tuple(ProgrammeItem.objects.of(rows).filter(gathering=guest.gathering)),
        options=tuple((each, said.get(each.pk, "")) for each in options),
        pulse=PulseAnswer.objects.of(rows).filter(guest=guest).first(),
        has_feed=Feed.objects.of(rows).filter(person=guest.person_id).exists(),
    )


@transaction.atomic
def answer(token: str, says: str, *, brings: str | None = None, needs: str | None = None) -> Guest:
    """Yes, no or maybe, and what they bring or need where they say so; possible until it is over."""
    guest, _plan = _still(token)
    if says not in ANSWERS:
        raise Invalid("says", "say_yes_or_no")
    guest.answer, guest.answered_on = says, clock.today()
    guest.brings = guest.brings if brings is None else tidy(brings)[:LONGEST_WORD]
    guest.needs = guest.needs if needs is None else tidy(needs)[:LONGEST_WORD]
    guest.save()
    return guest


@transaction.atomic
def vote(token: str, votes: Mapping[UUID, str]) -> None:
    """When they can; an option of which nothing is said keeps what was said of it."""
    guest, plan = _still(token)
    if not plan.poll_open:
        raise GatheringOver
    stand = {each.pk: each for each in DateOption.objects.of(guest.network_id).filter(gathering=guest.gathering)}
    for option_id, word in votes.items():
        if option_id not in stand or word not in VOTES:
            raise Invalid("votes", "unknown_choice")
        key = {"network_id": guest.network_id, "option": stand[option_id], "guest": guest}
        kept = DateVote.objects.of(guest.network_id).filter(option=option_id, guest=guest)
        if not kept.update(vote=word):
            DateVote(**key, vote=word).save()
    Guest.objects.of(guest.network_id).filter(pk=guest.pk).update(answered_on=clock.today())


@transaction.atomic
def check_in(token: str) -> None:
    """I am here: on the day itself."""
    guest, plan = _still(token)
    if plan.gathering.held_on != clock.today():
        raise GatheringOver
    attending.come_in(plan, guest)
    facts_changed(guest.network_id)


@transaction.atomic
def say_afterwards(token: str, values: Mapping[str, int], line: str = "") -> None:
    """The three questions, for who was there, until the pulse closes; what was said before is replaced."""
    guest = tokens.guest_of(token)
    _hold(guest)
    plan = plan_of(guest.gathering)
    if plan.pulse_state != "open" or guest.checked_in_at is None:
        raise GatheringOver
    if not set(values) <= set(PULSE_ITEMS) or not all(LOWEST <= value <= HIGHEST for value in values.values()):
        raise Invalid("values", "outside_the_scale")
    PulseAnswer.objects.of(guest.network_id).filter(guest=guest).delete()
    row = PulseAnswer(network_id=guest.network_id, guest=guest, line=tidy(line)[:LONGEST_LINE], **values)
    row.save()


@transaction.atomic
def subscribe(token: str) -> str:
    """The address at which a calendar reads all gatherings of this person; one made before ends."""
    guest = tokens.guest_of(token)
    return tokens.new_feed(guest.network_id, guest.person_id)


@transaction.atomic
def check_in_with_code(code: str, who: str) -> tuple[Plan, Guest]:
    """By the code on the screen: who types the whole name or the address of a guest is in. NotFound for a wrong code;
    Invalid where nobody, or more than one, is called so."""
    plan = plan_with(code)
    _hold_gathering(plan)
    said = tidy(who).casefold()
    rows = Guest.objects.of(plan.network_id).filter(gathering=plan.gathering, withdrawn=False)
    found = [each for each in rows.select_related("person__party") if said and said in _called(each)]
    if len({each.person_id for each in found}) != 1:
        raise Invalid("who", "not_on_this_list")
    attending.come_in(plan, found[0])
    facts_changed(plan.network_id)
    return plan, found[0]


def plan_with(code: str) -> Plan:
    """The gathering whose screen shows this code, today."""
    rows = Plan.objects.of_code(code.strip().upper()).select_related("gathering", "network", "was_by")
    plan = rows.filter(gathering__held_on=clock.today(), closed_on=None).first() if code.strip() else None
    if plan is None:
        raise NotFound
    return plan


def _called(guest: Guest) -> set[str]:
    return {guest.person.name.casefold(), guest.person.email.casefold()} - {""}


def _still(token: str) -> tuple[Guest, Plan]:
    """The guest, with the gathering held, while it is not over."""
    guest = tokens.guest_of(token)
    _hold(guest)
    plan = plan_of(guest.gathering)
    if plan.cancelled_on or is_over(plan):
        raise GatheringOver
    return guest, plan


def _hold(guest: Guest) -> None:
    list(Gathering.objects.of(guest.network_id).select_for_update().filter(pk=guest.gathering_id).values("pk"))


def _hold_gathering(plan: Plan) -> None:
    list(Gathering.objects.of(plan.network_id).select_for_update().filter(pk=plan.gathering_id).values("pk"))
