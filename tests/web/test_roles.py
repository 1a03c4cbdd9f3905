"""Roles on their pages: who holds which, who stands behind it, how it passes on, and what is for two alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import version
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.actions import backing, giving, passing
from vierspan.workspace.leadership.roles.actions.core import name_in
from vierspan.workspace.leadership.roles.actions.giving import Wish
from vierspan.workspace.leadership.roles.models import Named, Turn, Words

CANARY = "CANARY qx81 zeldzaamwoord"
TODAY = clock.today()


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/leadership/roles/{place}"


def text_of(cast: Cast, name: str, place: str = "") -> str:
    page = client_of(name).get(at(cast, place))
    assert page.status_code == 200, place
    return page.content.decode()


def person(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Person, name=name)


@pytest.fixture
def role(cast: Cast) -> RoleHeld:
    return giving.give(cast.bob, Wish(person=person(cast, "Bob"), orientation="developer", task="Mind the rules"))


def test_the_first_page_says_which_orientation_nobody_holds(cast: Cast, role: RoleHeld) -> None:
    page = text_of(cast, "carla")
    assert "Held by nobody in the whole network: explorer and process manager" in page
    assert "not yet granted by anybody" in page
    assert "The core group" not in page, "an observer sees how much, and not by whom"
    assert "The core group" in text_of(cast, "bob")
    assert client_of("gus").get(at(cast)).status_code == 403


def test_an_empty_network_says_what_one_may_do(cast: Cast) -> None:
    RoleHeld.objects.of(cast.network.pk).delete()
    page = text_of(cast, "alice")
    assert "Nobody holds a role yet" in page
    assert page.count("Is that what this network wants?") == 4


def test_somebody_takes_on_a_role_from_the_page(cast: Cast) -> None:
    client = client_of("bob")
    slip = client.post(at(cast, "new/"), {"person": "Nobody at all", "orientation": "explorer"})
    assert slip.status_code == 422
    assert "Nobody here has that name" in slip.content.decode()
    assert "Nobody at all" in slip.content.decode(), "what was typed is kept"
    given = {"person": "Zoë", "orientation": "explorer", "since": TODAY.isoformat(), "task": "Look outside"}
    made = client.post(at(cast, "new/"), given)
    row = RoleHeld.objects.of(cast.network.pk).get(orientation="explorer")
    assert made["location"] == at(cast, f"{row.pk}/")
    page = text_of(cast, "carla", f"{row.pk}/")
    assert "Zoë is explorer of the network" in page
    assert "Look outside" in page
    assert client_of("carla").get(at(cast, "new/")).status_code == 403


def test_parties_grant_it_and_people_recognise_it_on_the_page(cast: Cast, role: RoleHeld) -> None:
    alice = client_of("alice")
    party = Party.objects.of(cast.network.pk).order_by("name")[0]
    alice.post(at(cast, f"{role.pk}/grant/"), {"party": str(party.pk)})
    alice.post(at(cast, f"{role.pk}/recognise/"))
    page = text_of(cast, "bob", f"{role.pk}/")
    assert "1 of 3 parties" in page
    assert "Alice" in page
    assert "I recognise this" not in page, "nobody recognises themselves"
    seen = text_of(cast, "carla", f"{role.pk}/")
    assert "One person says so." in seen
    alice.post(at(cast, f"{role.pk}/recognise/"), {"stop": "1"})
    alice.post(at(cast, f"{role.pk}/grant/"), {"party": str(party.pk), "stop": "1"})
    assert "No party has said so yet" in text_of(cast, "bob", f"{role.pk}/")


def test_it_is_planned_extended_handed_over_and_ended_on_the_page(cast: Cast, role: RoleHeld) -> None:
    bob = client_of("bob")
    slip = bob.post(at(cast, f"{role.pk}/plan/"), {"person": "Zoë", "on": TODAY.isoformat()})
    assert slip.status_code == 422
    assert "Choose a day after today." in slip.content.decode()
    soon = (TODAY + timedelta(days=10)).isoformat()
    bob.post(at(cast, f"{role.pk}/plan/"), {"person": "Zoë", "on": soon, "note": "Walks along"})
    assert "<b>Zoë</b> comes next." in text_of(cast, "carla", f"{role.pk}/")
    assert "10 more days" in text_of(cast, "carla")
    bob.post(at(cast, f"{role.pk}/plan/"), {"stop": "1"})
    assert not Turn.objects.of(cast.network.pk).exists()
    bob.post(at(cast, f"{role.pk}/extend/"), {"until": ""})
    assert "No last day was agreed on." in text_of(cast, "carla", f"{role.pk}/")
    done = bob.post(at(cast, f"{role.pk}/hand-over/"), {"taker": "Zoë", "on": TODAY.isoformat()})
    new = RoleHeld.objects.of(cast.network.pk).get(orientation="developer", person__name="Zoë")
    assert done["location"] == at(cast, f"{new.pk}/")
    assert "Taken over from Bob" in text_of(cast, "carla", f"{new.pk}/")
    ended = client_of("alice").post(at(cast, f"{new.pk}/end/"), {"on": TODAY.isoformat(), "because": "All done"})
    assert ended.status_code == 302


def test_a_handover_past_its_day_is_put_on_record_or_did_not_happen(cast: Cast, role: RoleHeld) -> None:
    bob, ago = client_of("bob"), TODAY - timedelta(days=2)
    soon = (TODAY + timedelta(days=10)).isoformat()
    bob.post(at(cast, f"{role.pk}/plan/"), {"person": "Zoë", "on": soon})
    RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk).update(since=TODAY - timedelta(days=90), until=ago)
    Turn.objects.of(cast.network.pk).update(on=ago)
    page = text_of(cast, "bob", f"{role.pk}/")
    assert "<b>Zoë</b> was to take over on" in page
    assert f'value="{ago.isoformat()}"' in page, "the day that was planned stands ready"
    assert "It did not happen" not in text_of(cast, "carla", f"{role.pk}/")
    bob.post(at(cast, f"{role.pk}/plan/"), {"stop": "1"})
    assert "It ended on" in text_of(cast, "bob", f"{role.pk}/")


def test_two_who_change_the_days_see_both(cast: Cast, role: RoleHeld) -> None:
    seen = version(role)
    RoleHeld.objects.of(cast.network.pk).get(pk=role.pk).save()
    given = {"since": TODAY.isoformat(), "until": (TODAY + timedelta(days=9)).isoformat(), "version": seen}
    both = client_of("alice").post(at(cast, f"{role.pk}/edit/"), given)
    assert both.status_code == 422
    assert "Somebody changed this while you were typing" in both.content.decode()
    role.refresh_from_db()
    after = client_of("alice").post(at(cast, f"{role.pk}/edit/"), given | {"version": version(role)})
    assert after.status_code == 302


def test_what_a_holder_writes_is_on_no_page_of_others_and_in_no_export(cast: Cast, role: RoleHeld) -> None:
    bob, alice = client_of("bob"), client_of("alice")
    place = at(cast, f"{role.pk}/handover/words/")
    assert bob.post(place, {"going": "Rules", "donts": CANARY}).status_code == 302
    assert CANARY in text_of(cast, "bob", f"{role.pk}/handover/")
    assert alice.get(place).status_code == 404
    assert alice.post(place, {"going": "Mine"}).status_code == 404
    for address in (at(cast, f"{role.pk}/handover/"), at(cast, f"{role.pk}/"), at(cast)):
        assert CANARY not in alice.get(address).content.decode()
    written = alice.get(at(cast, f"{role.pk}/handover/?as=docx"))
    assert CANARY.encode() not in written.content
    workbook = alice.get(f"/n/{cast.network.slug}/export/json/")
    assert CANARY.encode() not in b"".join(workbook) if workbook.streaming else CANARY.encode() not in workbook.content
    passing.plan(cast.bob, role.pk, on=TODAY + timedelta(days=30), person=cast.alice.person_id)
    assert CANARY in text_of(cast, "alice", f"{role.pk}/handover/")
    assert Words.objects.of(cast.network.pk).count() == 1
    assert client_of("carla").get(at(cast, f"{role.pk}/handover/")).status_code == 403


def test_the_core_group_is_named_on_its_page_by_leaders_alone(cast: Cast) -> None:
    alice = client_of("alice")
    slip = alice.post(at(cast, "core/name/"), {"person": "Zoë", "reason": ""})
    assert slip.status_code == 422
    assert "Say in a few words why." in slip.content.decode()
    alice.post(at(cast, "core/name/"), {"person": "Zoë", "reason": "Prepares our meetings"})
    page = text_of(cast, "bob", "core/")
    assert "Prepares our meetings" in page
    assert "Named by the network" in page
    assert "Name in the core group" not in page
    assert client_of("bob").post(at(cast, "core/name/"), {"person": "Dan", "reason": "x"}).status_code == 403
    zoe = person(cast, "Zoë")
    slip = alice.post(at(cast, f"core/{zoe}/out/"), {"on": (TODAY + timedelta(days=3)).isoformat()})
    assert "This day has yet to come" in slip.content.decode()
    alice.post(at(cast, f"core/{zoe}/out/"), {"on": TODAY.isoformat(), "because": "Other job"})
    assert "Were in it before: one" in text_of(cast, "bob", "core/")
    assert client_of("carla").get(at(cast, "core/")).status_code == 403


def test_another_network_finds_nothing(cast: Cast, role: RoleHeld) -> None:
    dirk = client_of("dirk")
    theirs = f"/n/{cast.other.slug}/leadership/roles/{role.pk}/"
    assert dirk.get(theirs).status_code == 404
    assert dirk.get(theirs + "handover/").status_code == 404
    for place in ("grant/", "recognise/", "end/", "extend/", "plan/", "hand-over/", "remove/"):
        given = {"on": TODAY.isoformat(), "taker": "Zoë", "person": "Zoë"}
        assert dirk.post(theirs + place, given).status_code == 404, place
    assert dirk.post(f"/n/{cast.other.slug}/leadership/roles/core/{person(cast, 'Zoë')}/out/", given).status_code == 404
    assert RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk, until=None).exists()


def test_a_mistake_is_taken_away(cast: Cast, role: RoleHeld) -> None:
    backing.recognise(cast.alice, role.pk)
    name_in(cast.alice, person(cast, "Dan"), since=None, reason="Chairs")
    assert client_of("bob").post(at(cast, f"{role.pk}/remove/")).status_code == 302
    assert client_of("bob").get(at(cast, f"{role.pk}/")).status_code == 404
    assert Named.objects.of(cast.network.pk).count() == 1
