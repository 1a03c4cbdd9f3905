"""The outside on its pages: whom to speak to, how warm it is, the log, events, and what is one's own to see."""

from datetime import timedelta

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Attendance
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import version
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import events, keepers, stakeholders
from vierspan.workspace.horizon.outside.actions.stakeholders import Told
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder, Visit

CANARY = "CANARY qx81 zeldzaamwoord"


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/horizon/{place}"


def text_of(cast: Cast, name: str, place: str) -> str:
    page = client_of(name).get(at(cast, place))
    assert page.status_code == 200, place
    return page.content.decode()


@pytest.fixture
def insurer(cast: Cast) -> Stakeholder:
    told = Told(name="Insurer", position=2, influence=5, rhythm_days=30, is_important=True, interests=CANARY)
    return stakeholders.add(cast.alice, told)


def test_the_first_page_says_whom_to_speak_to(cast: Cast, insurer: Stakeholder) -> None:
    text = text_of(cast, "bob", "contacts/")
    assert "This week: speak to Insurer" in text
    assert "nobody keeps it warm" in text


def test_a_contact_is_written_down_in_three_fields(cast: Cast, insurer: Stakeholder) -> None:
    client = client_of("bob")
    given = {
        "outside": "Insurer",
        "subject": "Money",
        "kind": "call",
        "held_on": clock.today().isoformat(),
        "person": "Bob",
    }
    page = client.post(at(cast, "contacts/new/"), given, follow=True)
    assert "Written down: contact with Insurer" in page.content.decode()
    row = Contact.objects.of(cast.network.pk).get(subject="Money")
    assert row.person_id == cast.bob.person_id
    assert "Money" in text_of(cast, "alice", f"outside/{insurer.pk}/")
    assert "Everybody outside was spoken to in time" in text_of(cast, "bob", "contacts/")


def test_what_was_typed_stays_when_something_is_wrong(cast: Cast) -> None:
    page = client_of("bob").post(at(cast, "contacts/new/"), {"outside": "", "subject": CANARY, "kind": "call"})
    assert page.status_code == 422
    assert CANARY in page.content.decode()
    assert "Say with whom you had contact." in page.content.decode()
    nobody = client_of("bob").post(at(cast, "contacts/new/"), {"outside": "X", "kind": "call", "person": "Nemo"})
    assert nobody.status_code == 422


def test_a_contact_is_taken_out_and_put_back(cast: Cast) -> None:
    row = Contact.objects.of(cast.network.pk).get()
    client = client_of("alice")
    page = client.post(at(cast, f"contacts/{row.pk}/remove/"), follow=True)
    assert f"contacts/{row.pk}/restore/" in page.content.decode()
    assert client.get(at(cast, f"contacts/{row.pk}/")).status_code == 404
    client.post(at(cast, f"contacts/{row.pk}/restore/"))
    assert client.get(at(cast, f"contacts/{row.pk}/")).status_code == 200


def test_a_contact_is_brought_back_and_put_right(cast: Cast) -> None:
    row = Contact.objects.of(cast.network.pk).get()
    client = client_of("alice")
    client.post(at(cast, f"contacts/{row.pk}/brought-back/"), {"insight": "They may pay"})
    assert "They may pay" in text_of(cast, "bob", f"contacts/{row.pk}/")
    row.refresh_from_db()
    given = {"outside": "Insurer", "subject": "Money", "kind": "mail", "version": version(row)}
    assert client.post(at(cast, f"contacts/{row.pk}/edit/"), given).status_code == 302
    late = client.post(at(cast, f"contacts/{row.pk}/edit/"), {**given, "subject": "People"})
    assert late.status_code == 409
    assert "Somebody changed this while you were typing" in late.content.decode()


def test_the_log_is_filtered_to_ones_own(cast: Cast) -> None:
    zoe = id_of(cast.alice, Person, name="Zoë")
    assert "Insurer</a>" in text_of(cast, "bob", f"contacts/log/?person={zoe}")
    assert "Insurer</a>" not in text_of(cast, "bob", f"contacts/log/?person={cast.bob.person_id}")
    assert client_of("bob").get(at(cast, "contacts/log/?as=csv")).status_code == 200


def test_the_list_is_searched_filtered_sorted_and_taken_along(cast: Cast, insurer: Stakeholder) -> None:
    stakeholders.add(cast.alice, Told(name="Province", influence=2))
    assert "Province</a>" not in text_of(cast, "bob", "outside/?q=insur")
    assert "Province</a>" not in text_of(cast, "bob", "outside/?position=2")
    assert "Nothing found" in text_of(cast, "bob", "outside/?who=me")
    text = text_of(cast, "bob", "outside/?sort=-influence")
    assert text.index("Insurer</a>") < text.index("Province</a>")
    text_of(cast, "bob", "outside/?sort=password&page=99&warmth=x&position=x")
    reply = client_of("bob").get(at(cast, "outside/?as=csv")).content.decode("utf-8-sig")
    assert reply.splitlines()[1].startswith("Insurer,")


def test_somebody_is_put_on_the_list_and_changed(cast: Cast) -> None:
    client = client_of("bob")
    wrong = client.post(
        at(cast, "outside/new/"), {"name": "", "kind": "organisation", "relation": "working", "remark": CANARY}
    )
    assert wrong.status_code == 422
    assert CANARY in wrong.content.decode()
    client.post(at(cast, "outside/new/"), {"name": "Province", "kind": "network", "relation": "board", "position": "4"})
    row = Stakeholder.objects.of(cast.network.pk).get()
    given = {"name": "Province East", "kind": "network", "relation": "board", "version": version(row)}
    assert client.post(at(cast, f"outside/{row.pk}/edit/"), given).status_code == 302
    assert client.post(at(cast, f"outside/{row.pk}/edit/"), {**given, "name": "Other"}).status_code == 409
    assert "Also known as" in text_of(cast, "bob", f"outside/{row.pk}/")


def test_the_picture_places_who_is_known_well_enough(cast: Cast, insurer: Stakeholder) -> None:
    stakeholders.add(cast.alice, Told(name="Province"))
    text = text_of(cast, "bob", "outside/picture/")
    assert f'href="/n/{cast.network.slug}/horizon/outside/{insurer.pk}/" class="stake-name"' in text
    assert "Insurer asks for your attention first" in text
    assert "No place yet" in text


def test_names_are_put_in_their_place(cast: Cast) -> None:
    Party(network=cast.network, name="Near by", ring="environment").save()
    client = client_of("bob")
    assert "2 names to put in their place" in text_of(cast, "bob", "outside/names/")
    client.post(at(cast, "outside/names/place/"), {"name": "Insurer"})
    party = id_of(cast.alice, Party, name="Near by")
    client.post(at(cast, "outside/names/place/"), {"name": "Near by", "party": str(party)})
    assert "Every name has its place" in text_of(cast, "bob", "outside/names/")
    bad = client.post(at(cast, "outside/names/place/"), {"name": "X", "who": "not-an-id"}, follow=True)
    assert bad.status_code == 200


def test_keepers_take_on_hand_over_and_are_reminded(cast: Cast, insurer: Stakeholder) -> None:
    client, page = client_of("bob"), at(cast, f"outside/{insurer.pk}/")
    client.post(f"{page}keepers/", {"me": "1"})
    assert "Only one keeps it warm" in text_of(cast, "bob", f"outside/{insurer.pk}/")
    client.post(f"{page}remind/", {})
    assert Keeper.objects.of(cast.network.pk).get().is_reminded
    assert client.post(f"{page}keepers/", {"person": "Nemo"}).status_code == 422
    client.post(f"{page}keepers/{cast.bob.person_id}/over/", {"person": "Dan"})
    assert [each.person.name for each in queries.keepers(cast.alice, insurer.pk)] == ["Dan"]
    dan = id_of(cast.alice, Person, name="Dan")
    client.post(f"{page}keepers/{dan}/end/")
    assert queries.keepers(cast.alice, insurer.pk) == []


def test_what_else_is_kept_of_it_is_kept_with_a_press(cast: Cast, insurer: Stakeholder) -> None:
    client, page = client_of("bob"), at(cast, f"outside/{insurer.pk}/")
    assert client.post(f"{page}checked/", {"next_check": "2020-01-01"}).status_code == 422
    assert client.post(f"{page}checked/", {}).status_code == 302
    assert client.post(f"{page}warmth/", {"score": "70", "why": ""}).status_code == 422
    client.post(f"{page}warmth/", {"score": "70", "why": "We text"})
    assert "We text" in text_of(cast, "alice", f"outside/{insurer.pk}/")
    client.post(f"{page}warmth/", {"stop": "1"})
    client.post(f"{page}remark/", {"remark": CANARY})
    assert text_of(cast, "bob", f"outside/{insurer.pk}/").count(CANARY) == 2  # beside what matters to them
    assert text_of(cast, "alice", f"outside/{insurer.pk}/").count(CANARY) == 1
    assert client.post(f"{page}remove/").status_code == 403
    client.post(f"{page}becomes-party/")
    assert Party.objects.of(cast.network.pk).filter(name="Insurer").exists()
    assert client_of("alice").post(f"{page}remove/").status_code == 302


def test_one_goes_to_an_event_and_brings_something_back(cast: Cast) -> None:
    client = client_of("bob")
    yesterday = clock.today() - timedelta(days=1)
    client.post(at(cast, "events/new/"), {"name": "Congress", "starts_on": yesterday.isoformat(), "starts_at": "09:30"})
    row = queries.events(cast.bob, past=True)[0]
    page = at(cast, f"events/{row.pk}/")
    client.post(f"{page}go/", {"go": "1"})
    assert "brought nothing back yet" in text_of(cast, "bob", "events/?past=1")
    assert client.post(f"{page}brought-back/", {"insight": ""}).status_code == 422
    client.post(f"{page}brought-back/", {"insight": "One shared key"})
    assert "One shared key" in text_of(cast, "carla", f"events/{row.pk}/")
    assert "One shared key" not in text_of(cast, "gus", f"events/{row.pk}/")
    assert b"BEGIN:VEVENT" in client.get(f"{page}event.ics").content
    given = {"name": "Fair", "version": version(row)}
    assert client.post(f"{page}edit/", given).status_code == 302
    assert client.post(f"{page}edit/", {**given, "name": "Market"}).status_code == 409
    client.post(f"{page}go/", {"stay": "1"})
    assert not Visit.objects.of(cast.network.pk).exists()
    client.post(f"{page}remove/")
    assert client.get(page).status_code == 404


def test_a_calendar_reads_events_at_an_address_of_ones_own(cast: Cast) -> None:
    events.add(cast.alice, events.Told(name="Congress", starts_on=clock.today()))
    client = client_of("bob")
    page = client.post(at(cast, "events/calendar/")).content.decode()
    address = page.split('class="feed-address">')[1].split("<")[0]
    place = address[address.index("/link/events/") :]
    reply = Client().get(place)
    assert reply.status_code == 200
    assert b"Congress" in reply.content
    assert reply.headers["Cache-Control"] == "no-store"
    client.post(at(cast, "events/calendar/"), {"end": "1"})
    assert Client().get(place).status_code == 404


def test_others_read_nothing_of_where_people_stand(cast: Cast, insurer: Stakeholder) -> None:
    stakeholders.remark_to_oneself(cast.alice, insurer.pk, CANARY)
    for name, status in (("carla", 403), ("gus", 403), ("dirk", 404), ("eve", 404)):
        client = client_of(name)
        for place in ("outside/", "outside/picture/", "outside/names/", f"outside/{insurer.pk}/"):
            assert client.get(at(cast, place)).status_code == status, (name, place)
        assert client.post(at(cast, f"outside/{insurer.pk}/keepers/"), {"me": "1"}).status_code == status
    for name in ("carla", "gus"):
        assert CANARY not in text_of(cast, name, "contacts/")
        assert "speak to Insurer" not in text_of(cast, name, "contacts/")
    assert CANARY not in text_of(cast, "alice", "contacts/log/")


def test_ones_own_attachment_is_shown_to_oneself_alone(cast: Cast) -> None:
    Contact.objects.of(cast.network.pk).update(person=cast.bob.person_id, held_on=clock.today() - timedelta(days=2))
    own = text_of(cast, "bob", "attachment/")
    assert "Only you see this" in own
    assert "1 contacts outside" in own
    assert "0 contacts outside" in text_of(cast, "alice", "attachment/")
    for name in ("carla", "gus"):
        text = text_of(cast, name, "attachment/")
        assert "There is nothing to say of it yet" in text
        assert "Bob" not in text
    assert client_of("dirk").get(at(cast, "attachment/")).status_code == 404


def test_too_few_facts_are_said_to_be_too_few(cast: Cast) -> None:
    Attendance.objects.of(cast.network.pk).delete()
    assert "Too little is known" in text_of(cast, "alice", "attachment/")


def test_who_is_kept_warm_stands_with_person_and_party(cast: Cast, insurer: Stakeholder) -> None:
    assert cast.bob.person_id
    keepers.keep(cast.alice, insurer.pk, cast.bob.person_id)
    party = Person.objects.of(cast.network.pk).get(pk=cast.bob.person_id).party_id
    for place in (f"people/{cast.bob.person_id}/", f"parties/{party}/"):
        reply = client_of("alice").get(f"/n/{cast.network.slug}/{place}").content.decode()
        assert f"outside/{insurer.pk}/" in reply
        assert (
            f"outside/{insurer.pk}/" not in client_of("carla").get(f"/n/{cast.network.slug}/{place}").content.decode()
        )
