"""Rules of the game: proposed, written on together, endorsed per party, and looked at again in time."""

from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions import jobs, queries, rule_texts
from vierspan.workspace.conditions.actions import rules as actions
from vierspan.workspace.conditions.actions.rules import Proposed
from vierspan.workspace.conditions.models import Observation, Rule
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import runs

SOON = timedelta(days=100)


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    user = User.objects.create_user("zoe@example.org", "Zoë", "en")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


def party(cast: Cast, code: str) -> UUID:
    return id_of(cast.alice, Party, external_id=code)


def proposed(by: Actor, name: str = "We begin on time.") -> Rule:
    return actions.propose(by, Proposed(name=name, topic="organisation", review_on=clock.today() + SOON))


def test_proposing_a_rule_is_an_act_that_counts_once(cast: Cast, zoe: Actor) -> None:
    rule = proposed(zoe)
    acts = runs.unpacked(runs.seen(cast.network.pk).acts)
    mine = acts.filter((acts["kind"] == "rule.proposed") & (acts["subject"] == str(rule.pk)))
    assert mine["person"].to_list() == [str(zoe.person_id)]
    assert rule.party_id == party(cast, "P3")


def test_each_party_says_for_itself_what_it_thinks(cast: Cast, zoe: Actor) -> None:
    rule = proposed(cast.alice)
    with pytest.raises(NotAllowed):
        actions.endorse(zoe, rule.pk, party=party(cast, "P2"), stance="yes", seen=1)
    actions.endorse(zoe, rule.pk, party=party(cast, "P3"), stance="with_remark", remark="But not at eight", seen=1)
    actions.endorse(cast.bob, rule.pk, party=party(cast, "P2"), stance="not_yet", seen=1)
    rule.refresh_from_db()
    assert rule.endorsed_by == [str(party(cast, "P3"))]
    acts = list(Act.objects.of(cast.network.pk).filter(kind="rule.endorsed").values_list("party", flat=True))
    assert acts == [party(cast, "P3")]
    stances = {each.party.external_id: each.stance for each in rule_texts.support(cast.gus, rule, 1)}
    assert stances == {"P3": "with_remark", "P2": "not_yet"}
    actions.endorse(zoe, rule.pk, party=party(cast, "P3"), stance="not_yet", seen=1)
    rule.refresh_from_db()
    assert (rule.endorsed_by, rule.endorsed_on) == ([], None)


def test_endorsements_that_came_with_the_records_stand_until_the_party_speaks(cast: Cast) -> None:
    rule = Rule.objects.of(cast.network.pk).get()
    Rule.objects.of(cast.network.pk).update(endorsed_by=[str(party(cast, "P1")), str(party(cast, "P2"))])
    rule.refresh_from_db()
    assert [each.stance for each in rule_texts.support(cast.bob, rule, 1)] == ["yes", "yes"]
    actions.endorse(cast.bob, rule.pk, party=party(cast, "P2"), stance="not_yet", seen=1)
    rule.refresh_from_db()
    assert rule.endorsed_by == [str(party(cast, "P1"))]


def test_other_words_are_adopted_with_a_reason_and_the_old_ones_are_kept(cast: Cast, zoe: Actor) -> None:
    rule = proposed(cast.alice)
    actions.endorse(zoe, rule.pk, party=party(cast, "P3"), stance="yes", seen=1)
    proposal = actions.write_on(
        cast.bob, rule.pk, text="We begin and end on time.", reason="Ends matter", party=None, seen=1
    )
    with pytest.raises(NotAllowed):
        actions.adopt(zoe, proposal.pk, reason="Good", seen=version(proposal))
    rule = actions.adopt(cast.alice, proposal.pk, reason="Good", seen=version(proposal))
    assert (rule.name, rule.endorsed_by, rule.author_id) == ("We begin and end on time.", [], cast.bob.person_id)
    (kept,) = drafting.versions(zoe, "rules", rule.pk)
    assert (kept.number, kept.text) == (1, "We begin on time.")
    assert rule_texts.standing(zoe, rule).number == 2
    with pytest.raises(Outdated):
        actions.endorse(zoe, rule.pk, party=party(cast, "P3"), stance="yes", seen=1)
    with pytest.raises(Outdated):
        actions.write_on(zoe, rule.pk, text="Something else", reason="", party=None, seen=1)


def test_review_is_set_by_who_proposed_or_leads_and_two_at_once_lose_nothing(cast: Cast, zoe: Actor) -> None:
    rule = proposed(cast.bob)
    later = clock.today() + SOON * 2
    with pytest.raises(NotAllowed):
        actions.change(zoe, rule.pk, topic="conflict", review_on=later, seen=version(rule))
    changed = actions.change(cast.alice, rule.pk, topic="conflict", review_on=later, seen=version(rule))
    assert (changed.topic, changed.review_on) == ("conflict", later)
    with pytest.raises(Changed):
        actions.change(cast.bob, rule.pk, topic="other", review_on=later, seen=version(rule))
    with pytest.raises(Invalid):
        actions.looked_at(cast.bob, rule.pk, again_on=clock.today())
    looked = actions.looked_at(cast.bob, rule.pk, again_on=later + SOON)
    assert (looked.spoken_on, looked.review_on) == (clock.today(), later + SOON)
    assert rule_texts.last_spoken(zoe, looked) == clock.today()


def test_who_proposed_a_rule_is_reminded_once_on_its_day(cast: Cast) -> None:
    rule = proposed(cast.bob)
    ids = (str(rule.network_id), str(rule.pk))
    jobs.remind.func(*ids)
    assert not Letter.objects.exists()
    Rule.objects.of(cast.network.pk).filter(pk=rule.pk).update(review_on=clock.today())
    jobs.remind.func(*ids)
    jobs.remind.func(*ids)
    (letter,) = Letter.objects.all()
    assert letter.address == "1@people.example"
    assert "We begin on time." in letter.body
    assert str(rule.pk) in letter.body
    assert [each.pk for each in queries.due_for_review(cast.gus)] == [rule.pk]


def test_the_leaders_are_reminded_where_nobody_proposed_it(cast: Cast) -> None:
    rule = proposed(cast.bob)
    Rule.objects.of(cast.network.pk).filter(pk=rule.pk).update(review_on=clock.today(), author=None)
    jobs.remind.func(str(rule.network_id), str(rule.pk))
    assert [each.address for each in Letter.objects.all()] == ["alice@example.org"]


def test_a_rule_that_lives_is_not_taken_away(cast: Cast, zoe: Actor) -> None:
    with pytest.raises(Conflict):
        actions.remove(cast.alice, id_of(cast.alice, Rule))
    rule = proposed(zoe)
    with pytest.raises(NotAllowed):
        actions.remove(cast.bob, rule.pk)
    actions.remove(zoe, rule.pk)
    assert not Rule.objects.of(cast.network.pk).filter(pk=rule.pk).exists()


def test_a_breach_that_all_see_is_settled_by_who_it_concerns(cast: Cast, zoe: Actor) -> None:
    row = Observation.objects.of(cast.network.pk).get()
    with pytest.raises(NotAllowed):
        actions.settle(zoe, row.pk)
    Observation.objects.of(cast.network.pk).filter(pk=row.pk).update(about=zoe.person_id)
    assert actions.settle(zoe, row.pk).settled_on == clock.today()


def test_bad_rules_and_other_networks_are_refused(cast: Cast) -> None:
    for wrong, field in (({"name": " "}, "name"), ({"name": "x" * 501}, "name"), ({"topic": "cows"}, "topic")):
        with pytest.raises(Invalid) as slip:
            actions.propose(cast.bob, Proposed(**{"name": "We listen", **wrong}))  # type: ignore[arg-type]
        assert slip.value.field == field
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            proposed(actor)
    with pytest.raises(NotFound):
        actions.endorse(cast.alice, id_of(cast.dirk, Rule), party=party(cast, "P1"), stance="yes", seen=1)
