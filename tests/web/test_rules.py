"""Rules of the game on their pages: suggested, proposed, written on, endorsed, and what is seen of them."""

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Observation, Remark, Rule
from vierspan.workspace.directory.drafting.models import Endorsement, Proposal
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import version

CANARY = "CANARY qx77 zeldzaamwoord"


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/conditions/{place}"


@pytest.fixture
def rule(cast: Cast) -> Rule:
    return Rule.objects.of(cast.network.pk).get()


def test_a_network_without_rules_gets_five_to_begin_with_on_each_topic(cast: Cast) -> None:
    Observation.objects.of(cast.network.pk).delete()
    Rule.objects.of(cast.network.pk).delete()
    page = client_of("bob").get(at(cast)).content.decode()
    assert page.count("Begin with this one") == 25
    assert "Begin with this one" not in client_of("gus").get(at(cast)).content.decode()
    form = client_of("bob").get(at(cast, "rules/new/?from=conflict-0")).content.decode()
    assert "When something rubs we talk with each other first" in form


def test_a_rule_is_proposed_and_endorsed_party_by_party(cast: Cast) -> None:
    bob = client_of("bob")
    assert bob.post(at(cast, "rules/new/"), {"name": " "}).status_code == 422
    bob.post(at(cast, "rules/new/"), {"name": "We listen first", "topic": "conflict"})
    made = Rule.objects.of(cast.network.pk).get(name="We listen first")
    party = str(id_of(cast.alice, Party, external_id="P2"))
    told = {"party": party, "stance": "with_remark", "remark": "And then speak", "seen": "1"}
    bob.post(at(cast, f"rules/{made.pk}/endorse/"), told)
    assert Endorsement.objects.of(cast.network.pk).get().stance == "with_remark"
    assert "And then speak" in client_of("carla").get(at(cast, f"rules/{made.pk}/")).content.decode()
    other = str(id_of(cast.alice, Party, external_id="P1"))
    assert bob.post(at(cast, f"rules/{made.pk}/endorse/"), {**told, "party": other}).status_code == 422


def test_other_words_stand_beside_the_old_ones_and_are_adopted_with_a_reason(cast: Cast, rule: Rule) -> None:
    bob, alice = client_of("bob"), client_of("alice")
    bob.post(at(cast, f"rules/{rule.pk}/words/"), {"text": "Send somebody who may decide", "reason": "", "seen": "1"})
    proposal = Proposal.objects.of(cast.network.pk).get()
    assert "One proposal for other words" in alice.get(at(cast, f"rules/{rule.pk}/")).content.decode()
    told = {"reason": "", "seen": version(proposal), "knowing": "1"}
    assert alice.post(at(cast, f"proposals/{proposal.pk}/adopt/"), told).status_code == 422
    alice.post(at(cast, f"proposals/{proposal.pk}/adopt/"), {**told, "reason": "Clearer"})
    rule.refresh_from_db()
    assert rule.name == "Send somebody who may decide"
    page = bob.post(at(cast, f"rules/{rule.pk}/words/"), {"text": "Something else", "reason": "", "seen": "1"})
    assert page.status_code == 409
    assert "Something else" in page.content.decode()


def test_a_breach_is_told_between_two_and_shown_nowhere_else(cast: Cast, rule: Rule) -> None:
    bob, alice = client_of("bob"), client_of("alice")
    bob.post(at(cast, f"rules/{rule.pk}/seen/"), {"kind": "breach", "about": "Alice", "text": CANARY})
    remark = Remark.objects.of(cast.network.pk).get()
    assert CANARY in alice.get(at(cast, f"remarks/{remark.pk}/")).content.decode()
    assert "Bob tells you" in alice.get(at(cast)).content.decode()
    assert "you told Alice" in bob.get(at(cast)).content.decode()
    for name, status in (("carla", 403), ("gus", 403), ("dirk", 404)):
        assert client_of(name).get(at(cast, f"remarks/{remark.pk}/")).status_code == status
    home = f"/n/{cast.network.slug}/"
    places = ("", "acts/", "mirror/", "conditions/", f"conditions/rules/{rule.pk}/", f"people/{cast.bob.person_id}/")
    for place in places:
        assert CANARY not in alice.get(home + place).content.decode(), place
    for place in ("", "conditions/", f"conditions/rules/{rule.pk}/"):
        page = client_of("carla").get(home + place).content.decode()
        assert CANARY not in page
        assert "tells you" not in page


def test_who_it_is_about_answers_and_the_observer_goes_on(cast: Cast, rule: Rule) -> None:
    bob, alice = client_of("bob"), client_of("alice")
    alice.post(at(cast, f"rules/{rule.pk}/seen/"), {"kind": "breach", "about": "Bob", "text": CANARY})
    remark = Remark.objects.of(cast.network.pk).get()
    place = f"remarks/{remark.pk}/"
    alice.post(at(cast, place + "step/"), {"to": "everybody"})
    remark.refresh_from_db()
    assert remark.stage == "private"
    assert bob.post(at(cast, place + "reply/"), {"text": ""}).status_code == 422
    bob.post(at(cast, place + "reply/"), {"text": "You are right"})
    alice.post(at(cast, "steps/"), {"wait_days": "0", "to_everybody": "on"})
    alice.post(at(cast, place + "step/"), {"to": "everybody"})
    page = client_of("bob").get(at(cast, f"rules/{rule.pk}/")).content.decode()
    assert CANARY in page
    assert "You are right" not in page
    assert CANARY not in client_of("gus").get(at(cast, f"rules/{rule.pk}/")).content.decode()


def test_a_wrong_remark_keeps_what_was_typed(cast: Cast, rule: Rule) -> None:
    page = client_of("bob").post(
        at(cast, f"rules/{rule.pk}/seen/"), {"kind": "good", "about": "Nobody", "text": CANARY}
    )
    assert page.status_code == 422
    assert "Nobody here has that name" in page.content.decode()
    assert CANARY in page.content.decode()


def test_the_review_is_done_and_the_next_one_set(cast: Cast, rule: Rule) -> None:
    Rule.objects.of(cast.network.pk).update(review_on=clock.today())
    alice = client_of("alice")
    assert "due for review" in alice.get(at(cast, f"rules/{rule.pk}/")).content.decode()
    assert alice.post(at(cast, f"rules/{rule.pk}/looked-at/"), {"review_on": "2020-01-01"}).status_code == 422
    alice.post(at(cast, f"rules/{rule.pk}/looked-at/"), {"review_on": "2027-11-01"})
    rule.refresh_from_db()
    assert str(rule.review_on) == "2027-11-01"
    given = {"topic": "conflict", "review_on": "2027-10-01", "version": version(rule)}
    assert alice.post(at(cast, f"rules/{rule.pk}/terms/"), given).status_code == 302
    assert alice.post(at(cast, f"rules/{rule.pk}/terms/"), {**given, "topic": "other"}).status_code == 409


@pytest.mark.parametrize("place", ["rules/new/", "rules/{rule}/words/", "rules/{rule}/terms/", "rules/{rule}/seen/"])
def test_who_may_not_write_here_is_told_so(cast: Cast, rule: Rule, place: str) -> None:
    where = at(cast, place.format(rule=rule.pk))
    for name in ("carla", "gus"):
        assert client_of(name).get(where).status_code == 403
    assert client_of("dirk").get(where).status_code == 404
    theirs = id_of(cast.dirk, Rule)
    assert client_of("alice").get(at(cast, f"rules/{theirs}/")).status_code == 404
