"""What is seen of a rule: first between two, then by the agreed steps, and nowhere else."""

from datetime import timedelta

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.acts.queries import Wanted, feed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions import remarks
from vierspan.workspace.conditions.actions import remarks as actions
from vierspan.workspace.conditions.actions.remarks import Told
from vierspan.workspace.conditions.models import Observation, Remark, Rule
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.exports import export, shown_records
from vierspan.workspace.insight import runs, sheets

CANARY = "CANARY qx77 zeldzaamwoord"


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    user = User.objects.create_user("zoe@example.org", "Zoë", "en")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


def told(cast: Cast, by: Actor, about: str = "Bob", kind: str = "breach") -> Remark:
    person = id_of(cast.alice, Person, name=about)
    return actions.tell(by, id_of(cast.alice, Rule), Told(kind=kind, text=CANARY, about=person))


def test_a_breach_is_between_two_and_no_role_opens_it(cast: Cast, zoe: Actor) -> None:
    row = told(cast, zoe)
    assert [each.pk for each in remarks.for_me(cast.bob)] == [each.pk for each in remarks.for_me(zoe)] == [row.pk]
    for actor in (cast.alice, cast.carla, cast.gus, cast.dirk):
        assert remarks.remarks(actor) == []
        with pytest.raises(NotFound):
            remarks.remark(actor, row.pk)


def test_a_breach_in_confidence_is_in_no_act_feed_record_sheet_mirror_or_export(cast: Cast, zoe: Actor) -> None:
    acts, seen = Act.objects.of(cast.network.pk).count(), Observation.objects.of(cast.network.pk).count()
    before = runs.seen(cast.network.pk)
    row = told(cast, zoe)
    actions.reply(cast.bob, row.pk, CANARY)
    assert (Act.objects.of(cast.network.pk).count(), Observation.objects.of(cast.network.pk).count()) == (acts, seen)
    records = shown_records(cast.alice)
    assert all(CANARY not in str(records.table(key).to_dicts()) for key in records.present)
    assert CANARY not in str(feed(cast.alice, Wanted()).rows)
    assert CANARY.encode() not in export(cast.alice, "json").content
    after = runs.seen(cast.network.pk)
    assert (before.picture, before.handles) == (after.picture, after.handles)
    assert sheets.counts(cast.alice)["observations"] == seen
    with pytest.raises(NotFound):
        sheets.sheet(cast.alice, "remarks")
    assert all(CANARY not in each.body + each.subject for each in Letter.objects.all())
    assert Letter.objects.filter(address="1@people.example").count() == 1


def test_the_steps_open_after_an_answer_or_in_time(cast: Cast, zoe: Actor) -> None:
    row = told(cast, zoe)
    (step,) = remarks.next_steps(zoe, row)
    assert (step.to, step.from_day, step.is_open) == ("leaders", clock.today() + timedelta(days=7), False)
    for actor in (zoe, cast.bob):
        with pytest.raises(Invalid):
            actions.take_step(actor, row.pk, "leaders")
    with pytest.raises(Invalid):
        actions.take_step(zoe, row.pk, "everybody")
    actions.reply(zoe, row.pk, "Are you there?")
    assert not remarks.next_steps(zoe, row)[0].is_open
    actions.reply(cast.bob, row.pk, "You are right")
    row = actions.take_step(zoe, row.pk, "leaders")
    assert remarks.remark(cast.alice, row.pk) == row
    assert remarks.replies(cast.alice, row) == []
    assert len(remarks.replies(cast.bob, row)) == 2
    assert not Act.objects.of(cast.network.pk).filter(kind="breach.raised").exists()


def test_what_everybody_may_see_is_an_observation_and_an_act(cast: Cast, zoe: Actor) -> None:
    actions.agree_steps(cast.alice, wait_days=0, leaders_first=False, to_everybody=True, seen="")
    row = actions.take_step(zoe, told(cast, zoe).pk, "everybody")
    assert row.observation_id is not None
    seen = Observation.objects.of(cast.network.pk).get(pk=row.observation_id)
    assert (seen.kind, seen.about) == ("breach", id_of(cast.alice, Person, name="Bob"))
    act = Act.objects.of(cast.network.pk).get(kind="breach.raised")
    assert (act.person, act.subject, act.touched) == (zoe.person_id, str(row.rule_id), [str(seen.about)])
    acts = runs.unpacked(runs.seen(cast.network.pk).acts)
    mine = acts.filter((acts["kind"] == "breach.raised") & (acts["person"] == str(zoe.person_id)))
    assert mine.height == 1
    assert remarks.texts_of(cast.bob, [seen.pk])[seen.pk].text == CANARY
    assert remarks.texts_of(cast.carla, [seen.pk]) == {}
    actions.settle(zoe, row.pk)
    seen.refresh_from_db()
    assert seen.settled_on == clock.today()


def test_praise_may_be_told_to_all_at_once_and_what_is_about_nobody_is_for_all(cast: Cast, zoe: Actor) -> None:
    row = told(cast, zoe, kind="good")
    assert not Act.objects.of(cast.network.pk).filter(kind="practice.praised").exists()
    actions.take_step(zoe, row.pk, "everybody")
    assert Act.objects.of(cast.network.pk).filter(kind="practice.praised", person=zoe.person_id).count() == 1
    general = actions.tell(zoe, id_of(cast.alice, Rule), Told(kind="good", text="We began on time"))
    assert general.stage == "everybody"


def test_only_the_observer_goes_on_takes_back_and_settles(cast: Cast, zoe: Actor) -> None:
    row = told(cast, zoe)
    for act in (actions.take_back, actions.settle):
        with pytest.raises(NotAllowed):
            act(cast.bob, row.pk)
        with pytest.raises(NotFound):
            act(cast.alice, row.pk)
    with pytest.raises(NotFound):
        actions.reply(cast.alice, row.pk, "Let me in")
    actions.take_back(zoe, row.pk)
    assert not Remark.objects.of(cast.network.pk).exists()


def test_what_a_party_is_told_is_read_by_its_people_of_that_day(cast: Cast, zoe: Actor) -> None:
    party = id_of(cast.alice, Party, external_id="P2")
    row = actions.tell(zoe, id_of(cast.alice, Rule), Told(kind="breach", text=CANARY, about=party))
    assert remarks.for_me(cast.bob) == [row]
    Person.objects.of(cast.network.pk).filter(name="Alice").update(party=party)
    assert remarks.remarks(cast.alice) == []


def test_a_settled_remark_goes_no_further(cast: Cast, zoe: Actor) -> None:
    row = told(cast, zoe)
    actions.reply(cast.bob, row.pk, "Thank you")
    row = actions.settle(zoe, row.pk)
    assert remarks.next_steps(zoe, row) == []
    assert remarks.for_me(zoe) == []


def test_bad_input_is_told_at_its_field(cast: Cast, zoe: Actor) -> None:
    bob = id_of(cast.alice, Person, name="Bob")
    wrong = (
        ({"kind": "gossip"}, "kind"),
        ({"text": " \n "}, "text"),
        ({"seen_on": clock.today() + timedelta(days=1)}, "seen_on"),
        ({"about": zoe.person_id}, "about"),
        ({"about": id_of(cast.dirk, Person, name="Bob")}, "about"),
    )
    for each, field in wrong:
        with pytest.raises(Invalid) as slip:
            actions.tell(zoe, id_of(cast.alice, Rule), Told(**{"kind": "good", "text": "x", "about": bob, **each}))  # type: ignore[arg-type]
        assert slip.value.field == field
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            told(cast, actor)
    with pytest.raises(NotFound):
        actions.tell(zoe, id_of(cast.dirk, Rule), Told(kind="good", text="x"))


def test_the_steps_are_agreed_by_leaders_and_nothing_is_overwritten(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.agree_steps(cast.bob, wait_days=3, leaders_first=True, to_everybody=True, seen="")
    row = actions.agree_steps(cast.alice, wait_days=3, leaders_first=True, to_everybody=True, seen="")
    seen = version(row)
    actions.agree_steps(cast.alice, wait_days=4, leaders_first=True, to_everybody=False, seen=seen)
    with pytest.raises(Changed):
        actions.agree_steps(cast.alice, wait_days=5, leaders_first=True, to_everybody=True, seen=seen)
    with pytest.raises(Invalid):
        actions.agree_steps(cast.alice, wait_days=99, leaders_first=True, to_everybody=True, seen="")


def test_who_is_taken_out_leaves_nothing_told_in_confidence(cast: Cast, zoe: Actor) -> None:
    told(cast, zoe)
    removal.remove(cast.alice, id_of(cast.alice, Person, name="Bob"))
    assert not Remark.objects.of(cast.network.pk).exists()
