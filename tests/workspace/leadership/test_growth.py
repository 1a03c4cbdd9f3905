"""Growing: who reads what, when something is told of several, and what goes when somebody goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from factories import Cast, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.insight import growing
from vierspan.workspace.leadership.growth import jobs, queries
from vierspan.workspace.leadership.growth.actions import adding, pairing, seeing, trying, wishing, writing
from vierspan.workspace.leadership.growth.actions.adding import Written
from vierspan.workspace.leadership.growth.actions.trying import Outcome, Plan
from vierspan.workspace.leadership.growth.models import Entry, Pair, Seen, Shared, TryOut, Wish, Worked

SLOT = (23, "Five minutes of signals")


@pytest.fixture
def everybody(cast: Cast) -> Iterator[list[Actor]]:
    """Six who take part, of three parties."""
    names = ("Zoë", "Dan", "Finn", "Gerda")
    found = [cast.alice, cast.bob]
    for number, name in enumerate(names):
        user = User.objects.create_user(f"more{number}@example.org", name, "en")
        person = id_of(cast.alice, Person, name=name)
        found.append(replace(join(user, cast.network, Role.MEMBER), person_id=person))
    yield found


def tried(actor: Actor, effect: int = 4, **more: Any) -> TryOut:
    made = trying.plan(actor, SLOT, Plan(plan="try it"))
    return trying.note(actor, made.pk, Outcome(**{"effect": effect, "again": "yes", "counts": "counted", **more}))


def test_nothing_is_told_before_five_of_two_parties_let_it_be_counted(cast: Cast, everybody: list[Actor]) -> None:
    for actor in everybody[:4]:
        tried(actor)
    tried(everybody[0], 1)  # once more by the same person counts once
    tried(everybody[4], counts="self")
    assert queries.experiences(cast.alice) == {}
    tried(everybody[4])
    (told,) = queries.experiences(cast.alice)[23]
    assert (told.effect.count, told.effect.is_shown, told.effect.thirds) == ("5-9", True, None)
    assert told.again.is_shown


def test_of_one_party_alone_nothing_is_told(cast: Cast, everybody: list[Actor]) -> None:
    party = Party.objects.of(cast.network.pk).first()
    Person.objects.of(cast.network.pk).update(party=party)
    for actor in everybody:
        tried(actor)
    assert not Worked.objects.of(cast.network.pk).exists()


def test_what_was_told_is_never_told_anew_for_one_more(cast: Cast, everybody: list[Actor]) -> None:
    for actor in everybody[:5]:
        tried(actor)
    before = Worked.objects.of(cast.network.pk).get().snapshot
    tried(everybody[5], 1)
    for row in TryOut.objects.of(cast.network.pk).filter(person=cast.bob.person_id):
        trying.note(cast.bob, row.pk, Outcome(effect=1, again="no", counts="self"))
    assert Worked.objects.of(cast.network.pk).get().snapshot == before


def test_two_waves_share_nobodys_answer(cast: Cast, everybody: list[Actor]) -> None:
    for actor in [*everybody, *everybody]:
        tried(actor)
    told = list(Worked.objects.of(cast.network.pk))
    sets = [set(each.snapshot["shown"]["effect"][0]) for each in told]
    assert len(sets) == 2
    assert not sets[0] & sets[1]
    assert all(len(each) >= 5 for each in sets)


def test_who_tells_by_name_is_never_among_the_counted(cast: Cast, everybody: list[Actor]) -> None:
    named = tried(everybody[0], 1, counts="named", came="It failed")
    for actor in everybody[1:5]:
        tried(actor)
    trying.note(everybody[0], named.pk, Outcome(effect=1, again="no", counts="counted"))
    assert not Worked.objects.of(cast.network.pk).exists()
    tried(everybody[5])
    assert Worked.objects.of(cast.network.pk).count() == 1
    counted = TryOut.objects.of(cast.network.pk).filter(was_counted=True).first()
    assert counted is not None
    owner = next(each for each in everybody if each.person_id == counted.person_id)
    with pytest.raises(Invalid, match="counted_already"):
        trying.note(owner, counted.pk, Outcome(effect=4, again="yes", counts="named"))


def test_told_by_name_it_is_read_until_that_is_taken_back(cast: Cast) -> None:
    row = tried(cast.bob, counts="named", came="They laughed")
    assert [each.came for each in queries.told_by_name(cast.alice, 23)] == ["They laughed"]
    assert queries.how_often_named(cast.alice) == {23: 1}
    trying.note(cast.bob, row.pk, Outcome(effect=4, again="yes", counts="self"))
    assert queries.told_by_name(cast.alice, 23) == []
    with pytest.raises(NotAllowed):
        queries.told_by_name(cast.carla, 23)


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        (Outcome(effect=0, again="yes"), "effect"),
        (Outcome(effect=6, again="yes"), "effect"),
        (Outcome(effect=3, again="perhaps"), "again"),
        (Outcome(effect=3, again="yes", counts="all"), "counts"),
        (Outcome(effect=3, again="yes", done_on=clock.today() + timedelta(days=1)), "done_on"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(cast: Cast, outcome: Outcome, field: str) -> None:
    row = trying.plan(cast.bob, SLOT, Plan(plan="x"))
    with pytest.raises(Invalid) as slip:
        trying.note(cast.bob, row.pk, outcome)
    assert slip.value.field == field


def test_the_gathering_lends_its_day_and_must_be_of_this_network(cast: Cast) -> None:
    ours, theirs = (
        Gathering.objects.create(network=each, name="Soon", held_on=clock.today() + timedelta(days=3))
        for each in (cast.network, cast.other)
    )
    assert trying.plan(cast.bob, SLOT, Plan(plan="x", gathering=ours.pk)).due_on == ours.held_on
    with pytest.raises(Invalid):
        trying.plan(cast.bob, SLOT, Plan(plan="x", gathering=theirs.pk))
    with pytest.raises(Invalid, match="say_what_you_do"):
        trying.plan(cast.bob, SLOT, Plan(plan=" "))


def test_a_letter_reminds_before_and_after_unless_the_day_moved(cast: Cast) -> None:
    row = trying.plan(cast.bob, SLOT, Plan(plan="speak last", due_on=clock.today() + timedelta(days=1)))
    key = (str(cast.network.pk), str(row.pk))
    jobs.remind.func(*key, (clock.today() + timedelta(days=1)).isoformat())
    sent = Letter.objects.get()
    assert "is near" in sent.subject
    assert "speak last" in sent.body
    assert SLOT[1] not in sent.subject
    count = Letter.objects.count()
    jobs.remind.func(*key, (clock.today() + timedelta(days=9)).isoformat())
    TryOut.objects.of(cast.network.pk).update(due_on=clock.today() - timedelta(days=1))
    jobs.remind.func(*key, (clock.today() - timedelta(days=1)).isoformat())
    assert Letter.objects.filter(subject="What came of it?").count() == 1
    assert Letter.objects.count() == count + 1


def test_asking_and_telling_count_as_having_happened_and_no_more(cast: Cast) -> None:
    row = trying.plan(cast.bob, SLOT, Plan(plan="x"))
    seen = seeing.ask(cast.bob, row.pk, cast.alice.person_id)
    seeing.answer(seen, "You waited")
    acts = Act.objects.of(cast.network.pk).filter(kind__in=("feedback.asked", "feedback.given"))
    assert sorted((each.kind, each.person, each.subject, each.note) for each in acts) == [
        ("feedback.asked", cast.bob.person_id, "", ""),
        ("feedback.given", cast.alice.person_id, "", ""),
    ]
    with pytest.raises(Conflict):
        seeing.decline(seen)
    with pytest.raises(Invalid, match="not_of_yourself"):
        seeing.ask(cast.bob, row.pk, cast.bob.person_id)
    with pytest.raises(NotFound):
        seeing.ask(cast.alice, row.pk, cast.bob.person_id)


def test_a_buddy_is_of_another_party_and_has_an_account(cast: Cast) -> None:
    with pytest.raises(Invalid, match="needs_an_account"):
        pairing.ask(cast.bob, id_of(cast.bob, Person, name="Gerda"))
    assert cast.bob.person_id
    assert cast.alice.person_id
    with pytest.raises(Invalid, match="not_of_yourself"):
        pairing.ask(cast.bob, cast.bob.person_id)
    bob = Person.objects.of(cast.network.pk).get(pk=cast.bob.person_id)
    Person.objects.of(cast.network.pk).filter(pk=cast.alice.person_id).update(party=bob.party)
    with pytest.raises(Invalid, match="not_across_parties"):
        pairing.ask(cast.bob, cast.alice.person_id)
    other = Party.objects.of(cast.network.pk).exclude(pk__in=[bob.party_id]).first()
    Person.objects.of(cast.network.pk).filter(pk=cast.alice.person_id).update(party=other)
    pair = pairing.ask(cast.bob, cast.alice.person_id)
    with pytest.raises(Invalid, match="buddies_already"):
        pairing.ask(cast.alice, cast.bob.person_id)
    pairing.end(cast.alice, pair.pk)
    assert queries.buddies(cast.bob) == []


def test_a_wish_stands_once_and_there_are_five_at_most(cast: Cast) -> None:
    first = wishing.wish(cast.bob, "orientation", "strategist", "why")
    assert wishing.wish(cast.bob, "orientation", "strategist") == first
    for pole in ("FD_lo", "FD_hi", "PT_lo", "PT_hi"):
        wishing.wish(cast.bob, "pole", pole)
    with pytest.raises(Invalid, match="enough_wishes"):
        wishing.wish(cast.bob, "pole", "CC_lo")
    for kind, what in (("orientation", "boss"), ("pole", "XX_lo"), ("mood", "x"), ("situation", "")):
        with pytest.raises(Invalid, match="unknown_choice"):
            wishing.wish(cast.bob, kind, what)
    with pytest.raises(NotFound):
        wishing.end(cast.alice, first.pk)


@pytest.mark.parametrize("what", ["FD_lo", "FD_hi", "PT_lo", "PT_hi", "CC_lo", "CC_hi", "SB_lo", "SB_hi"])
def test_what_is_offered_for_a_pole_moves_to_that_pole(cast: Cast, what: str) -> None:
    wish = wishing.wish(cast.bob, "pole", what)
    found = growing.chosen_for(cast.bob, wish)
    assert len(found) == 3
    assert all({each.axis: each.value for each in one.pulls}[what[:2]] * growing.ENDS[what[3:]] > 0 for one in found)


def test_an_own_intervention_is_chosen_for_its_moment_and_what_failed_is_not(cast: Cast) -> None:
    wish = wishing.wish(cast.bob, "situation", "dull_meetings")
    first = growing.chosen_for(cast.bob, wish)
    told = Written(name="Sing", orientation="developer", when="w", first_step="f", risk="r", moments=["dull_meetings"])
    own = adding.add(cast.alice, told)
    row = trying.plan(cast.bob, (first[0].number, first[0].name), Plan(plan="x"))
    trying.note(cast.bob, row.pk, Outcome(effect=1, again="no"))
    again = growing.chosen_for(cast.bob, wish)
    assert first[0].number not in {each.number for each in again}
    assert own.number in {each.number for each in growing.ideas(cast.bob)}
    assert all("dull_meetings" in each.moments for each in again)
    assert {each.own.pk for each in growing.ideas(cast.dirk) if each.own} == set()


@pytest.mark.parametrize("name", ["name", "when", "first_step", "risk"])
def test_an_own_intervention_says_when_how_and_what_to_mind(cast: Cast, name: str) -> None:
    whole = Written(name="n", orientation="explorer", when="w", first_step="f", risk="r")
    for wrong in ({name: " "}, {"polarity": {"FD": 3}}, {"orientation": "boss"}):
        with pytest.raises(Invalid):
            adding.add(cast.bob, replace(whole, **wrong))


def test_taken_out_of_the_network_everything_of_their_growth_goes(cast: Cast) -> None:
    row = tried(cast.bob, came="mine")
    mine = tried(cast.alice)
    bob = cast.bob.person_id
    seeing.answer(seeing.ask(cast.alice, mine.pk, bob), "You listened")
    writing.share(cast.bob, cast.alice.person_id, entry=writing.write(cast.bob, "mine").pk)
    wishing.wish(cast.bob, "pole", "CC_lo")
    pairing.ask(cast.bob, cast.alice.person_id)
    adding.add(cast.bob, Written(name="n", orientation="explorer", when="w", first_step="f", risk="r"))
    assert bob is not None
    removal.remove(cast.alice, bob)
    for model in (Wish, Entry, Shared, Pair):
        assert not model.objects.of(cast.network.pk).exists()
    assert not TryOut.objects.of(cast.network.pk).filter(pk=row.pk).exists()
    left = Seen.objects.of(cast.network.pk).get()
    assert (left.person_id, left.saw) == (None, "You listened")  # it is of who asked
    assert queries.own_interventions(cast.alice)[0].author_id is None


def test_who_only_looks_along_has_no_growth(cast: Cast) -> None:
    for ask in (queries.wishes, queries.tries, queries.log, queries.buddies, queries.asked_of_me):
        with pytest.raises(NotAllowed):
            ask(cast.carla)
    with pytest.raises(NotFound):
        queries.log(replace(cast.bob, person_id=None))
    assert len(growing.ideas(cast.carla)) == 40
