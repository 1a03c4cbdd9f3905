"""Two networks that hold a token of their own in every text, and everybody who might look over the wall."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from factories import as_person, join, records_from, small_rows
from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Column, tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.actions import balances, exchanges, needs, rules
from vierspan.workspace.conditions.conflicts.models import Case, Named
from vierspan.workspace.conditions.feedback.models import Ask, Asked, Feedback
from vierspan.workspace.conditions.meeting import models as meeting
from vierspan.workspace.conditions.models import Gathering, Observation, Remark, Rule
from vierspan.workspace.conditions.reflection.actions import boards, cards, improvements
from vierspan.workspace.conditions.reflection.actions import rounds as pulse
from vierspan.workspace.conditions.reflection.closing import settle
from vierspan.workspace.conditions.reflection.models import Response
from vierspan.workspace.conditions.seating.models import Pairing
from vierspan.workspace.course.actions import texts as course_texts
from vierspan.workspace.course.models import Activity
from vierspan.workspace.course.positioning.actions import log as speaking
from vierspan.workspace.course.positioning.actions import news, turns
from vierspan.workspace.course.positioning.actions import page as public
from vierspan.workspace.course.priorities import queries as choices
from vierspan.workspace.course.priorities.actions import limits
from vierspan.workspace.course.priorities.actions import rounds as votes
from vierspan.workspace.course.priorities.actions.choosing import Chosen
from vierspan.workspace.course.priorities.actions.rounds import Plan
from vierspan.workspace.directory.actions import affiliations, bulk, own_fields, saved_lists, tie_kinds, ties
from vierspan.workspace.directory.actions import notes as writing
from vierspan.workspace.directory.models import Initiative, Party, Person, Theme, Tie
from vierspan.workspace.directory.surveys import closing
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.models import Voice
from vierspan.workspace.exchange import actions as exchange
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.exchange.models import Import
from vierspan.workspace.harvest.actions.portfolio import decide_portfolio
from vierspan.workspace.horizon.actions import signals as spotting
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities.actions import asking as inviting
from vierspan.workspace.horizon.opportunities.actions import doors, framing, taking
from vierspan.workspace.horizon.outside.actions import contacts, events, keepers, stakeholders
from vierspan.workspace.horizon.sources.arriving import take_in
from vierspan.workspace.horizon.sources.models import Item, Source
from vierspan.workspace.horizon.sources.reading.found import Copy, Found
from vierspan.workspace.horizon.weighing.actions import intake as handing_in
from vierspan.workspace.horizon.weighing.actions import sources as seen_too
from vierspan.workspace.horizon.weighing.actions import together as one_of_two
from vierspan.workspace.initiatives.deciding.actions import drafting as questions
from vierspan.workspace.initiatives.deciding.actions import saying
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.deciding.queries import voices_of
from vierspan.workspace.initiatives.mandate.actions import asking
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.planning.actions import availability as plan_time
from vierspan.workspace.initiatives.planning.actions import order as plan_order
from vierspan.workspace.initiatives.planning.actions import removing as plan_removing
from vierspan.workspace.initiatives.planning.actions import seats as plan_seats
from vierspan.workspace.initiatives.planning.actions import steps as plan_steps
from vierspan.workspace.initiatives.planning.actions.steps import StepWish
from vierspan.workspace.initiatives.starting.actions import beginning, harvesting, pieces, ways
from vierspan.workspace.initiatives.starting.actions.starting import Start
from vierspan.workspace.initiatives.winwin import models as winwin
from vierspan.workspace.initiatives.winwin.actions import packages, searching
from vierspan.workspace.insight import planning_proposal, runs
from vierspan.workspace.insight.map_views import shares, stories, views
from vierspan.workspace.insight.models import Run
from vierspan.workspace.leadership.dilemmas import actions as thinking
from vierspan.workspace.leadership.dilemmas.models import Shown
from vierspan.workspace.leadership.growth.actions import adding, trying, wishing
from vierspan.workspace.leadership.growth.actions import writing as writing_down
from vierspan.workspace.leadership.growth.models import Pair, Seen, TryOut
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.profiles import actions as profiles
from vierspan.workspace.leadership.questions import own as own_answers
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.leadership.questions.models import Round as QuestionRound
from vierspan.workspace.leadership.roles.actions import passing
from vierspan.workspace.leadership.roles.actions.core import name_in
from vierspan.workspace.leadership.roles.models import About, Words
from vierspan.workspace.leadership.team import actions as team
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Membership, Network

ANYBODY = "anybody"
SMALL_CSV = b"name,sector\nDe Overkant,zorg\n"


@dataclass(slots=True)
class Side:
    """One network, with what stands in it."""

    letter: str
    network: Network
    lead: Actor
    tokens: dict[str, list[str]] = field(default_factory=dict)  # "table.column" -> the tokens in it
    objects: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.network.slug

    @property
    def leader(self) -> UUID:
        """The person whom the lead is."""
        assert self.lead.person_id is not None
        return self.lead.person_id

    def marked(self, place: str) -> str:
        """A new token, kept as standing at that place."""
        number = sum(len(found) for found in self.tokens.values())
        token = f"{self.letter}q{number:04d}zx{number:06d}kw"
        self.tokens.setdefault(place, []).append(token)
        return token

    def every_token(self) -> set[str]:
        return {token for found in self.tokens.values() for token in found}


@dataclass(slots=True)
class World:
    ours: Side
    theirs: Side
    users: Mapping[str, User | None]


# Who knocks, and as what they take part in our network (None: not at all).
ROLES: Mapping[str, Role | None] = {
    "anonymous": None,
    "lead": Role.LEAD,
    "member": Role.MEMBER,
    "observer": Role.OBSERVER,
    "guest": Role.GUEST,
    "ex-member": None,
    "member elsewhere": None,
    "lead elsewhere": None,
    "member of both": Role.MEMBER,
    "no network": None,
}


def populate() -> World:
    users = {name: _user(name) for name in ROLES if name != "anonymous"}
    ours, theirs = _side("a", users["lead"]), _side("b", users["lead elsewhere"])
    for name, role in ROLES.items():
        if role not in (None, Role.LEAD):
            join(users[name], ours.network, role)
    for name in ("member elsewhere", "member of both"):
        join(users[name], theirs.network, Role.MEMBER)
    gone = join(users["ex-member"], ours.network, Role.MEMBER)
    networks.remove(ours.lead, Membership.objects.of(gone.network_id).get(user_id=gone.user_id).pk)
    for side in (ours, theirs):
        _furnish(side, users["member of both"])
    return World(ours, theirs, {"anonymous": None, **users})


def _put_to_decide(side: Side) -> dict[str, str]:
    """An open question, with a voice that said something."""
    party = Party.objects.of(side.network.pk).order_by("name")[0].pk
    wish = Wish(name=f"Begin? {side.marked('decisions.asked')}", rule="majority", parties=[party])
    row = questions.open_up(side.lead, questions.draft(side.lead, wish).pk, sends_letters=False)
    voice = voices_of(row)[0]
    saying.say(side.lead, voice.pk, {"": saying.Word("yes", side.marked("decisions.reason"))})
    return {"decision_id": str(row.pk), "of_voice_id": str(voice.pk)}


def _user(name: str) -> User:
    return User.objects.create_user(f"{name.replace(' ', '-')}@example.org", f"The {name}", "en")


def _side(letter: str, lead: User) -> Side:
    network = networks.create(lead, name=f"Network {letter}", language="en")
    membership = Membership.objects.of(network.pk).get(user=lead)
    actor = Actor(user_id=lead.pk, network_id=network.pk, role=Role(membership.role), language="en")
    side = Side(letter, network, actor)
    exchange.import_records(actor, marked_records(side))
    alice = Person.objects.of(network.pk).get(name__startswith="Alice").name
    side.lead = as_person(actor, alice)
    return side


def marked_records(side: Side) -> Records:
    """The small records with a token in every free text, names and addresses included."""
    rows = small_rows()
    names = {row["name"]: f"{row['name']} {side.marked(f'{key}.name')}" for key, row in _named(rows)}
    return records_from({key: [_marked(side, key, row, names) for row in found] for key, found in rows.items()})


def _named(rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((key, row) for key, found in rows.items() for row in found if "name" in row)


def _marked(side: Side, key: str, row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    renamed = {column: _renamed(value, names) for column, value in row.items()}
    for column in tables()[key].columns:
        if column.key == "email":
            renamed["email"] = f"{side.marked(f'{key}.email')}@people.example"
        elif _is_free(column) and column.key not in renamed:
            renamed[column.key] = side.marked(f"{key}.{column.key}")
    return renamed


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def _is_free(column: Column) -> bool:
    is_words = column.type == "text" and not column.list and not column.choices and not column.is_reference
    return is_words and column.key not in ("id", "name", "kind", "subject", "sector", "region")


def _furnish(side: Side, helper: User) -> None:
    """What does not come with an import: an invitation, a file that waits, a note, a handle, a mirror."""
    lead, network_id = side.lead, side.network.pk
    asked = networks.invite(lead, email=f"{side.marked('invitations.email')}@people.example", role="member")
    upload = exchange.upload(lead, f"{side.marked('uploads.name')}.csv", SMALL_CSV)
    noted = acts.note(lead, f"Sprak met de gemeente over {side.marked('acts.note')}")
    side.objects = {
        "slug": side.slug,
        "token": asked.token,
        "invitation_id": str(asked.invitation.pk),
        "membership_id": str(Membership.objects.of(network_id).get(user=helper).pk),
        "upload_id": str(upload.pk),
        "import_id": str(Import.objects.of(network_id).latest("made_at").pk),
        "act_id": str(Act.objects.of(network_id).get(pk=noted.pk).pk),
        "person_id": _first(Person, network_id),
        "actor_id": _first(Person, network_id),
        "other_id": _first(Party, network_id),
        "commitment_id": _first(Commitment, network_id),
        "party_id": _first(Party, network_id),
        "initiative_id": _first(Initiative, network_id),
        "themes": _first(Theme, network_id),
        "theme_id": _first(Theme, network_id),
        "activity_id": _first(Activity, network_id),
        "signals": _first(Signal, network_id),
        "rules": _first(Rule, network_id),
        "commitments": _first(Commitment, network_id),
        "tie_id": str(_declared(lead, side).pk),
        **_lists_and_doubles(lead, side),
        "kind_id": str(tie_kinds.add(lead, name=side.marked("tie_kinds.name")).pk),
        "parties": _first(Party, network_id),
        **_written_of(side),
        **_kept_of_the_map(side),
        **_surveyed(side),
        **_outward(side),
        **_chosen(side),
        **_looked_back(side),
        "proposal_id": _proposed(side),
        **_put_to_decide(side),
        **_in_confidence(side),
        **_told_each_other(side),
        **_grown(side),
        **_planned(side),
        **_given_and_seen(side),
        **_outside(side),
        **_searched(side),
        **_spotted(side),
        **_tabled(side),
        **_begun(side),
        **_framed(side),
        **_brought(side),
        "role_id": _held(side),
        "own_answers_id": _answered_of_oneself(side),
        "mirror_share_id": _shown_to_somebody(side),
        **_talked(side),
        "questions_id": _asked_about_oneself(side),
    }
    # Last, for whatever is written after it makes its mirror stale.
    side.objects["handle"] = _with_a_handle(runs.make(network_id), str(_first(Person, network_id)))


def _answered_of_oneself(side: Side) -> str:
    """How the leader sees their own way of leading, for them alone."""
    own_answers.keep(side.lead, {"s1": 4})
    return str(own_answers.hand_in(side.lead).pk)


def _shown_to_somebody(side: Side) -> str:
    wish = profiles.Wish(name="Coach", email="coach@example.org", parts=["own"])
    empty = {"made_on": clock.today().isoformat(), "lines": [], "scales": []}
    return str(profiles.share(side.lead, wish, profiles.Made(empty, [])).pk)


def _asked_about_oneself(side: Side) -> str:
    """What the leader is about to ask others, which nobody else knows."""
    intro = side.marked("questions.intro")
    made = QuestionRound(network=side.network, kind=ABOUT, about_id=side.lead.person_id, intro=intro)
    made.save()
    return str(made.pk)


def _talked(side: Side) -> dict[str, str]:
    """A talk of the team with an agreement."""
    talk = team.start(side.lead, side.marked("team.title"), ["need"])
    line = team.write(side.lead, talk.pk, "need", "agreed", side.marked("team.agreed"))
    return {"session_id": str(talk.pk), "line_id": str(line.pk)}


def _proposed(side: Side) -> str:
    """Other words for a part of the course, and a party's remark on those that stand."""
    lead = side.lead
    course_texts.begin(lead, "strategy", text=f"We begin small. {side.marked('courses.name')}")
    remark = side.marked("endorsements.remark")
    party = UUID(_first(Party, side.network.pk))
    course_texts.endorse(lead, "strategy", party=party, stance="with_remark", remark=remark, seen=1)
    words = {"text": side.marked("proposals.text"), "reason": side.marked("proposals.reason")}
    return str(course_texts.propose(lead, "strategy", **words, party=None, seen=1).pk)


def _outward(side: Side) -> dict[str, str]:
    """What was said outside, what will be, and a draft of news. Nothing of it is public."""
    lead = side.lead
    said = speaking.log(lead, speaking.Told(what=side.marked("communications.what"), person=lead.person_id))
    occasion = turns.Occasion(what=side.marked("turns.what"), on=said.said_on)
    draft = news.Written(title=side.marked("posts.title"), text=side.marked("posts.text"))
    public.keep_words(lead, {"motto_en": side.marked("profiles.words")}, seen="")
    return {
        "communication_id": str(said.pk),
        "turn_id": str(turns.plan(lead, occasion).pk),
        "post_id": str(news.write(lead, draft).pk),
    }


def _chosen(side: Side) -> dict[str, str]:
    """A round with a voice, what goes together, and a choice with something that waits."""
    lead, network = side.lead, side.network
    themes = [str(each.pk) for each in Theme.objects.of(network.pk).order_by("name")]
    themes += [str(_made(Theme(network=network, name=side.marked("themes.other"))).pk)]
    held = votes.open_round(lead, Plan(title=side.marked("rounds.title"), way="dots", themes=tuple(themes)))
    votes.vote(lead, held.pk, UUID(_first(Party, network.pk)), {themes[0]: 1})
    one, other = (_made(Activity(network=network, name=side.marked(f"activities.{name}"))) for name in ("do", "wait"))
    bond = limits.bind(lead, "needs", one.pk, other.pk, reason=side.marked("bonds.reason"))
    wish = Chosen(quarter=clock.today(), activities=frozenset({one.pk}), reason=side.marked("choices.reason"))
    made = decide_portfolio(lead, wish, name=side.marked("choices.decision"))
    waits = choices.not_now(lead)[0]
    ids = {"ballot_id": held, "bond_id": bond, "choice_id": made, "picked_id": waits}
    return {name: str(each.pk) for name, each in ids.items()}


def _made(row: Any) -> Any:
    row.save()
    return row


def _surveyed(side: Side) -> dict[str, str]:
    """A survey that is closed, with somebody who was asked."""
    survey = drafts.create(side.lead, drafts.Description(title=side.marked("surveys.title"), language="en"))
    drafts.choose_voices(side.lead, survey.pk, [UUID(_first(Person, side.network.pk))])
    running.start(survey)
    closing.close(survey)
    voice = Voice.objects.of(side.network.pk).get(survey=survey)
    return {"survey_id": str(survey.pk), "voice_id": str(voice.pk)}


def _looked_back(side: Side) -> dict[str, str]:
    """A round that is closed and that one person answered, a board with its cards turned, and an improvement."""
    asked = [pulse.Asked(key="trust")]
    of = pulse.create(side.lead, pulse.Shape(title=side.marked("pulse_rounds.title"), language="en", questions=asked))
    pulse.start(of)
    words = side.marked("pulse_responses.words")
    Response(network=side.network, round=of, key="-", answers={"trust": 4}, words=words, is_handed_in=True).save()
    settle(of, on=clock.today())
    board = boards.open_board(side.lead, boards.Setting(title=side.marked("boards.title"), columns=["Keep"]))
    card = cards.write(side.lead, board.pk, "c1", side.marked("cards.text"))
    boards.move(side.lead, board.pk, "group")
    taken = improvements.take(side.lead, improvements.Wanted(name=side.marked("improvements.name")))
    ids = {"round_id": of, "board_id": board, "card_id": card, "improvement_id": taken}
    return {name: str(each.pk) for name, each in ids.items()}


def _told_each_other(side: Side) -> dict[str, str]:
    """Feedback that the leader got and is asked for, and two who must not sit together."""
    network = side.network
    other = Person.objects.of(network.pk).exclude(pk=side.leader).order_by("name")[0]
    told = Feedback(network=network, receiver_id=side.leader, giver=other, state="given")
    told.helped, told.given_on = side.marked("feedback.words"), clock.today()
    told.save()
    ask = Ask(network=network, by_id=side.leader, about="free", subject=side.marked("feedback.subject"))
    ask.save()
    asked = Asked(network=network, ask=ask, person_id=side.leader, token_hash=f"{side.letter}-hash")
    asked.save()
    gathering = Gathering.objects.of(network.pk).order_by("name")[0]
    pairing = Pairing(network=network, gathering=gathering, one_id=side.leader, other=other, kind="apart")
    pairing.save()
    ids = {"feedback_id": told, "ask_id": ask, "asked_id": asked, "gathering_id": gathering, "pairing_id": pairing}
    return {name: str(each.pk) for name, each in ids.items()}


def _held(side: Side) -> str:
    """The role of the leader, with what is asked of it, who comes next and what is written for them; and the core."""
    lead, row = side.lead, RoleHeld.objects.of(side.network.pk).order_by("created_at")[0]
    About(network=side.network, role=row, task=side.marked("roles.task"), noted_by_id=lead.user_id).save()
    Words(network=side.network, role=row, donts=side.marked("roles.words")).save()
    other = Person.objects.of(side.network.pk).exclude(pk=side.leader).order_by("name")[0]
    passing.plan(lead, row.pk, on=clock.today() + timedelta(days=60), person=other.pk, note=side.marked("roles.turn"))
    name_in(lead, other.pk, since=None, reason=side.marked("roles.core"))
    return str(row.pk)


def _grown(side: Side) -> dict[str, str]:
    """What the leader wishes, tries and learns, who asks them what they saw, and an intervention of the network."""
    lead, network = side.lead, side.network
    other = Person.objects.of(network.pk).exclude(pk=side.leader).order_by("name")[0]
    wish = wishing.wish(lead, "pole", "CC_hi", side.marked("wishes.why"))
    row = trying.plan(lead, (23, "Slot"), trying.Plan(plan=side.marked("tries.plan")), wish.pk)
    entry = writing_down.write(lead, side.marked("entries.words"))
    told: dict[str, Any] = {name: side.marked(f"own.{name}") for name in ("name", "when", "first_step", "risk")}
    own = adding.add(lead, adding.Written(orientation="explorer", **told))
    theirs = TryOut(network=network, person=other, number=23, name="Slot", plan=side.marked("tries.theirs"))
    theirs.save()
    seen = Seen(network=network, try_out=theirs, person_id=side.leader, message=side.marked("seen.message"))
    seen.save()
    pair = Pair(network=network, asker=other, asked_id=side.leader, message=side.marked("pairs.message"))
    pair.save()
    thought = thinking.write(lead, "core", side.marked("thoughts.words"))
    shown = Shown(network=network, thought=thought, recipient=other, words=thought.words, ends_on=clock.today())
    shown.save()
    ids = {"wish_id": wish, "try_id": row, "entry_id": entry, "seen_id": seen, "pair_id": pair}
    ids |= {"thought_id": thought, "shown_thought_id": shown}
    return {name: str(each.pk) for name, each in {**ids, "own_intervention_id": own}.items()}


def _brought(side: Side) -> dict[str, str]:
    """A source of news and what it said."""
    source = Source(network=side.network, kind="feed", name=side.marked("sources.name"), file_name="news.xml")
    source.save()
    title = f"Nieuws over {side.marked('items.title')}"
    take_in(source, Copy(items=[Found(mark="1", title=title, body=side.marked("items.body"))]))
    return {"source_id": str(source.pk), "found_id": str(Item.objects.of(side.network.pk).get(title=title).pk)}


def _planned(side: Side) -> dict[str, str]:
    """What is prepared for the first gathering, who is asked to it, and what was taken home."""
    network = side.network
    row = Gathering.objects.of(network.pk).order_by("name")[0]
    meeting.Plan(network=network, gathering=row, made_by_id=side.lead.user_id).save()
    person = Person.objects.of(network.pk).exclude(pk=side.leader).order_by("name")[0]
    guest = meeting.Guest(network=network, gathering=row, person=person, answer="yes", invited_on=clock.today())
    guest.brings, guest.needs = side.marked("guests.brings"), side.marked("guests.needs")
    item = meeting.ProgrammeItem(network=network, gathering=row, what=side.marked("programme.what"))
    option = meeting.DateOption(network=network, gathering=row, on=clock.today())
    takeaway = meeting.Takeaway(network=network, gathering=row, text=side.marked("takeaways.text"))
    made = {"guest_id": guest, "item_id": item, "option_id": option, "takeaway_id": takeaway}
    for each in made.values():
        each.save()
    return {"code": "WRONG1", **{name: str(each.pk) for name, each in made.items()}}


def _spotted(side: Side) -> dict[str, str]:
    """A signal with a second source, two that came together, and one that waits from outside."""
    lead = side.lead
    kept, other, third = (spotting.spot(lead, f"{side.marked('signals.name')} {n}") for n in ("one", "two", "three"))
    source = seen_too.add(lead, kept.pk, side.marked("sources.origin"))
    joined = one_of_two.bring_together(lead, kept.pk, third.pk)
    brought = handing_in.Brought(what=side.marked("handed_in.what"), name=side.marked("handed_in.name"))
    return {
        "signal_id": str(kept.pk),
        "second_id": str(other.pk),
        "origin_id": str(source.pk),
        "joining_id": str(joined.pk),
        "handed_id": str(handing_in.hand_in(side.network.pk, brought).pk),
    }


def _tabled(side: Side) -> dict[str, str]:
    """A table planned: steps of which one was taken out, a seat, an order of entry, days away and a proposal."""
    lead, network = side.lead, side.network
    initiative = Initiative.objects.of(network.pk).order_by("name")[0]
    wishes = [StepWish(name=side.marked("steps.name"), product=side.marked("step_plans.product")), StepWish(name="Out")]
    kept, gone = plan_steps.lay(lead, initiative, wishes)
    first, then = Party.objects.of(network.pk).order_by("name")[:2]
    today = clock.today()
    rows = {
        "plan_step_id": kept,
        "removed_id": plan_removing.remove(lead, gone.pk),
        "seat_id": plan_seats.offer(lead, initiative.pk, first.pk, step_id=kept.pk),
        "before_id": plan_order.put_before(
            lead, initiative.pk, first.pk, then.pk, reason="", why=side.marked("befores.why")
        ),
        "away_id": plan_time.say_away(lead, side.leader, today, today, side.marked("away.name")),
        "plan_id": planning_proposal.ask(lead),
    }
    return {name: str(getattr(row, "pk", row)) for name, row in rows.items()}


def _searched(side: Side) -> dict[str, str]:
    """A search for a package, in which the leader's own party sits, and another, and a package on the table."""
    lead, network = side.lead, side.network
    own = Person.objects.of(network.pk).get(pk=str(side.leader)).party_id
    assert own is not None
    other = Party.objects.of(network.pk).exclude(pk=own).order_by("name")[0]
    search = searching.begin(lead, searching.Wish(name=side.marked("searches.name")), parties=[own])
    issue = searching.add_issue(lead, search.pk, side.marked("issues.name"), ["one way", "another way"])
    theirs = searching.invite(lead, search.pk, other.pk)
    theirs.interests = side.marked("sides.interests")
    theirs.save()
    mine = winwin.Side.objects.of(network.pk).filter(search=search).exclude(pk=theirs.pk).get()
    way = winwin.Option.objects.of(network.pk).filter(issue=issue)[0]
    package = packages.propose(lead, search.pk, side.marked("packages.name"), [way.pk])
    ids = {"search_id": search, "issue_id": issue, "side_id": theirs, "own_side_id": mine, "package_id": package}
    return {name: str(each.pk) for name, each in ids.items()}


def _outside(side: Side) -> dict[str, str]:
    """Somebody outside with what was remarked, a contact that was brought back, and an event that the leader was at."""
    lead = side.lead
    texts: dict[str, Any] = {
        key: side.marked(f"stakeholders.{key}") for key in ("name", "interests", "asked", "remark")
    }
    row = stakeholders.add(lead, stakeholders.Told(**texts, position=2, influence=5))
    stakeholders.feel(lead, row.pk, 40, why=side.marked("stakeholders.felt"))
    stakeholders.remark_to_oneself(lead, row.pk, side.marked("stakeholders.private"))
    keepers.keep(lead, row.pk, UUID(_first(Person, side.network.pk)))
    told: dict[str, Any] = {
        "outside": row.name,
        "subject": side.marked("contacts.about"),
        "insight": side.marked("contacts.insight"),
    }
    said = contacts.log(lead, contacts.Told(**told, person=lead.person_id, brought_back_on=clock.today()))
    event = events.add(lead, events.Told(name=side.marked("events.name"), starts_on=clock.today()))
    events.bring_back(lead, event.pk, side.marked("visits.insight"))
    ids = {"stakeholder_id": row, "contact_id": said, "event_id": event}
    return {name: str(each.pk) for name, each in ids.items()}


def _begun(side: Side) -> dict[str, str]:
    """An initiative with its purpose, an own way of working, what a party was asked, a result and a lesson."""
    lead, network = side.lead, side.network
    wish = Start(name=side.marked("initiatives.name"), purpose=side.marked("charters.purpose"))
    row = beginning.begin(lead, wish, beginning.Beginning(way="tuning"))
    party = UUID(_first(Party, network.pk))
    line = side.marked("estimates.line")
    asked = asking.answer(lead, row.pk, party, {"interest": 4, "value": 4, "line": line})
    harvesting.judge(lead, row.pk, party, "stuck", side.marked("judgements.line"))
    ids = {
        "piece_id": pieces.want(lead, row.pk, "explore", side.marked("pieces.name")),
        "way_id": ways.keep_as_way(lead, row.pk, name=side.marked("ways.name")),
        "estimate_id": asked,
        "result_id": harvesting.note_result(lead, row.pk, side.marked("results.name")),
        "lesson_id": harvesting.note_lesson(lead, row.pk, side.marked("lessons.name")),
    }
    return {name: str(each.pk) for name, each in ids.items()}


def _framed(side: Side) -> dict[str, str]:
    """An opportunity with what it takes, who brings that, who was asked and through whom, and why one said no."""
    lead, network = side.lead, side.network
    party, person = UUID(_first(Party, network.pk)), UUID(_first(Person, network.pk))
    words: dict[str, Any] = {"name": side.marked("opportunities.name"), "about": side.marked("opportunities.about")}
    row = framing.frame(lead, framing.Frame(**words), signals=[UUID(_first(Signal, network.pk))])
    asked = taking.require(lead, row.pk, taking.Needed(kind="means", name=side.marked("requirements.name")))
    said = {"reason": side.marked("partners.reason"), "remark": side.marked("partners.remark")}
    ids = {
        "opportunity_id": row,
        "requirement_id": asked,
        "ingredient_id": framing.bundle(lead, row.pk, "need", words=side.marked("sources.words")),
        "bring_id": taking.bring(lead, asked.pk, party),
        "partner_id": inviting.show_interest(lead, row.pk, party, inviting.Answer(state="not_now", **said)),
        "door_id": doors.ask(lead, row.pk, party, person),
    }
    return {name: str(each.pk) for name, each in ids.items()}


def _given_and_seen(side: Side) -> dict[str, str]:
    """A gift, an offer and a need, what was agreed about a party, and what the leader was told of a rule."""
    lead, network = side.lead, side.network
    party = UUID(_first(Party, network.pk))
    rule = Rule.objects.of(network.pk).earliest("created_at")
    offer = exchanges.offer(lead, exchanges.Told(giver=party, what=side.marked("exchanges.what")))
    need = needs.ask(lead, needs.Asked(party=party, what=side.marked("needs.what")))
    soon = clock.today() + timedelta(days=30)
    accepted = balances.accept(lead, party, note=side.marked("accepted_imbalances.note"), until=soon)
    kind = balances.add_kind(lead, name=side.marked("exchange_kinds.name"))
    words = {"text": side.marked("rule_proposals.text"), "reason": side.marked("rule_proposals.reason")}
    proposal = rules.write_on(lead, rule.pk, **words, party=None, seen=1)
    other = Person.objects.of(network.pk).exclude(pk=side.leader).order_by("name")[0]
    remark = Remark(network=network, rule=rule, kind="breach", observer=other, person_id=side.leader)
    remark.text, remark.seen_on, remark.told_on = side.marked("remarks.text"), clock.today(), clock.today()
    remark.stage_on = clock.today()
    remark.save()
    ids = {"offer_id": offer, "exchange_id": offer, "need_id": need, "accepted_id": accepted, "remark_id": remark}
    ids |= {"exchange_kind_id": kind, "rule_proposal_id": proposal, "rule_id": rule}
    ids |= {"observation_id": Observation.objects.of(network.pk).earliest("created_at")}
    return {name: str(each.pk) for name, each in ids.items()}


def _in_confidence(side: Side) -> dict[str, str]:
    """A conflict in which nobody with an account is named but the leader."""
    network, people = side.network, Person.objects.of(side.network.pk)
    case = Case(network=network, title=side.marked("conflicts.title"), state="open", opened_by_id=side.leader)
    case.steps = [{"name": "Talk", "about": "", "days": 14}]
    case.about, case.step_since = side.marked("conflicts.words"), clock.today()
    case.opened_on = clock.today()
    case.save()
    other = people.exclude(pk=side.leader).order_by("name").first()
    named = [Named(network=network, case=case, person_id=side.leader, part="side")]
    named.append(Named(network=network, case=case, person=other, part="side"))
    for each in named:
        each.save()
    return {"case_id": str(case.pk), "named_id": str(named[1].pk)}


def _kept_of_the_map(side: Side) -> dict[str, str]:
    """A view, a story with a step, and a link for outsiders."""
    lead = side.lead
    view = views.save(lead, name=side.marked("map_views.name"), query="", is_shared=True)
    story = stories.make(lead, name=side.marked("map_stories.name"), is_shared=True)
    step = stories.add_step(lead, story.pk, name=side.marked("map_steps.name"), text=side.marked("map_steps.text"))
    share = shares.publish(lead, shares.Wish(name=side.marked("map_shares.name")))
    return {
        "view_id": str(view.pk),
        "story_id": str(story.pk),
        "step_id": str(step.pk),
        "share_id": str(share.pk),
        "share_token": shares.token_of(share.pk),
    }


def _written_of(side: Side) -> dict[str, str]:
    """What is kept of the first person: a job of before, a note for all, a note of one, and a field of one's own."""
    lead, person = side.lead, UUID(_first(Person, side.network.pk))
    job = {"party": UUID(_first(Party, side.network.pk)), "role": side.marked("affiliations.role")}
    private = writing.write_for_oneself(lead, person, side.marked("private_notes.text"))
    field = own_fields.add(lead, "people", own_fields.Shape(name=side.marked("own_fields.name")))
    return {
        "affiliation_id": str(affiliations.add(lead, person, job).pk),
        "note_id": str(writing.share(lead, person, side.marked("notes.text")).pk),
        "private_note_id": str(private.pk),
        "field_id": str(field.pk),
    }


def _with_a_handle(run: Run, person: str) -> str:
    """These records are too few for a finding of their own."""
    found = Handle(
        key=f"test.stuck:{person}",
        finder="test.stuck",
        orientation=Orientation.PROCESS_MANAGER,
        subjects=(person,),
        numbers={},
        evidence=(Facts(table="decisions", count=1),),
        urgency=0.8,
        for_whom=(person,),
        suggestions=(Suggestion(intervention=1, score=1, grounds=()),),
    )
    run.handles = [found.model_dump(mode="json")]
    run.save()
    return found.key


def _declared(lead: Actor, side: Side) -> Tie:
    ends = Person.objects.of(side.network.pk).order_by("name")[:2]
    return ties.declare(lead, ties.Told(source=ends[0].pk, target=ends[1].pk, note=side.marked("ties.declared")))


def _lists_and_doubles(lead: Actor, side: Side) -> dict[str, str]:
    """A list that was kept, a change of several rows at once, and two parties that turned out to be one."""
    two = [Party(network=side.network, name=f"Zuid {side.marked('parties.name')}") for _ in range(2)]
    for each in two:
        each.save()
    kept = saved_lists.keep(lead, "parties", name=side.marked("kept_lists.name"), query="q=zuid")
    wish = bulk.Wish("add", value=side.marked("parties.tags"))
    changed = bulk.change(lead, "parties", [str(two[0].pk)], wish)
    merged = doubles.merge(lead, "parties", keep=two[0].pk, gone=two[1].pk)
    return {"list_id": str(kept.pk), "change_id": str(changed.pk), "merge_id": str(merged.pk)}


def _first(model: Any, network_id: object) -> str:
    return str(model.objects.of(network_id).order_by("name").first().pk)
