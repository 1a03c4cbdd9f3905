"""Gatherings on their pages: planned, invited to, answered by link, held, looked back upon."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.actions import door, inviting, plans, programme, pulse
from vierspan.workspace.conditions.meeting.models import DateOption, DateVote, Guest, Plan, ProgrammeItem, Takeaway
from vierspan.workspace.conditions.models import Attendance, Gathering
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.models import Commitment, Decision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def wish(**more: Any) -> plans.Wish:
    given = {"purpose": "Agree on the autumn", "name": "Autumn day", "held_on": clock.today() + timedelta(days=7)}
    return plans.Wish(**{**given, **more})


@pytest.fixture
def gathering(cast: Cast) -> Gathering:
    """Bob plans one for next week."""
    return plans.make(cast.bob, wish())


def at(cast: Cast, row: Any = None, place: str = "") -> str:
    return f"/n/{cast.network.slug}/conditions/gatherings/{f'{row.pk}/' if row else ''}{place}"


def everybody(cast: Cast) -> list[UUID]:
    return list(Person.objects.of(cast.network.pk).values_list("pk", flat=True))


def invited(cast: Cast, row: Gathering) -> None:
    inviting.choose(cast.bob, row.pk, everybody(cast))
    inviting.invite(cast.bob, row.pk)


def links() -> dict[str, str]:
    """The personal link in the last letter to each address."""
    return {each.to[0]: re.findall(r"/g/([\w-]+)/", str(each.body))[0] for each in mail.outbox if "/g/" in each.body}


def test_one_begins_with_the_purpose(cast: Cast) -> None:
    bob = client_of("bob")
    refused = bob.post(at(cast, place="new/"), {"name": "Autumn day"})
    assert refused.status_code == 422
    assert "Say first what you want to have when you go home." in refused.content.decode()
    day = (clock.today() + timedelta(days=3)).isoformat()
    given = {"purpose": "A plan", "name": "Autumn day", "held_on": day, "starts_at": "14:00", "ends_at": "16:30"}
    answer = bob.post(at(cast, place="new/"), given)
    made = Gathering.objects.of(cast.network.pk).get(name="Autumn day")
    assert answer["Location"].endswith(f"/{made.pk}/")
    assert made.organiser_id == cast.bob.person_id
    page = bob.get(answer["Location"]).content.decode()
    assert "A plan" in page
    assert "14:00–16:30" in page
    assert "Choose whom you ask" in page


def test_an_end_before_the_beginning_is_refused_beside_its_field(cast: Cast) -> None:
    given = {"purpose": "A plan", "name": "X", "starts_at": "14:00", "ends_at": "13:00"}
    page = client_of("bob").post(at(cast, place="new/"), given)
    assert page.status_code == 422
    assert "It ends before it begins." in page.content.decode()


def test_the_list_shows_what_lies_ahead_first(cast: Cast, gathering: Gathering) -> None:
    page = client_of("bob").get(at(cast)).content.decode()
    assert "Next: Autumn day" in page
    assert "What lies ahead" in page
    assert "still to come" in page
    assert client_of("bob").get(at(cast) + "?as=csv").status_code == 200


def test_only_the_organiser_and_leaders_change_it(cast: Cast, gathering: Gathering) -> None:
    edit = at(cast, gathering, "edit/")
    assert client_of("alice").get(edit).status_code == 200
    assert client_of("carla").get(edit).status_code == 403
    assert client_of("gus").get(at(cast, gathering)).status_code == 200
    assert client_of("dirk").get(at(cast, gathering)).status_code == 404
    other = plans.make(cast.alice, wish(name="Of Alice"))
    for place in ("edit/", "guests/", "dates/", "door/", "door/screen/"):
        assert client_of("bob").get(at(cast, other, place)).status_code == 403
    assert client_of("bob").post(at(cast, other, "off/")).status_code == 403


def test_who_changes_it_second_sees_both_texts(cast: Cast, gathering: Gathering) -> None:
    bob = client_of("bob")
    page = bob.get(at(cast, gathering, "edit/")).content.decode()
    seen = re.findall(r'name="version" value="([^"]+)"', page)[0]
    plans.change(cast.alice, gathering.pk, wish(place="Town hall", name="Autumn day of all"), seen=_version(gathering))
    given = {"purpose": "Agree", "name": "Our autumn day", "place": "Library", "version": seen}
    second = bob.post(at(cast, gathering, "edit/"), given)
    assert second.status_code == 409
    text = second.content.decode()
    assert "Town hall" in text
    assert "Library" in text
    assert Gathering.objects.of(cast.network.pk).get(pk=gathering.pk).name == "Autumn day of all"


def _version(row: Gathering) -> str:
    return Gathering.objects.of(row.network_id).get(pk=row.pk).changed_at.isoformat()


def test_the_programme_is_put_together_and_reordered_by_buttons(cast: Cast, gathering: Gathering) -> None:
    bob = client_of("bob")
    for what, minutes in (("Open", 10), ("Talk", 50)):
        bob.post(at(cast, gathering, "programme/"), {"what": what, "minutes": minutes, "way": "pairs"})
    first, second = ProgrammeItem.objects.of(cast.network.pk).filter(gathering=gathering)
    bob.post(at(cast, gathering, f"programme/{second.pk}/move/"), {"by": "up"})
    page = bob.get(at(cast, gathering)).content.decode()
    assert page.index("<b>Talk</b>") < page.index("<b>Open</b>")
    assert "60 minutes in all" in page
    assert "in pairs" in page
    wrong = bob.post(at(cast, gathering, f"programme/{first.pk}/"), {"what": "", "minutes": "x"})
    assert wrong.status_code == 422
    bob.post(at(cast, gathering, f"programme/{first.pk}/remove/"))
    assert ProgrammeItem.objects.of(cast.network.pk).count() == 1


def test_people_are_chosen_by_ring_and_get_a_letter_with_a_link_and_an_event(cast: Cast, gathering: Gathering) -> None:
    bob = client_of("bob")
    page = bob.post(at(cast, gathering, "guests/"), {"pick": "ring:partner"}).content.decode()
    assert page.count(" checked>") == 6
    bob.post(at(cast, gathering, "guests/"), {"person": [str(each) for each in everybody(cast)]})
    assert mail.outbox == []
    bob.post(at(cast, gathering, "guests/invite/"))
    assert len(mail.outbox) == 6
    letter = mail.outbox[0]
    assert "Autumn day" in letter.subject
    event = _event(letter)
    assert event["summary"] == "Autumn day"
    assert "/g/" in event["description"]
    bob.post(at(cast, gathering, "guests/invite/"))
    assert len(mail.outbox) == 6


def _event(letter: Any, method: str = "REQUEST") -> Any:
    name, content, kind = letter.attachments[0]
    assert name == "event.ics"
    assert kind.startswith("text/calendar")
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == method
    return calendar.walk("VEVENT")[0]


def test_opening_the_link_changes_nothing_and_one_press_answers(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    token = links()["1@people.example"]
    guest = Client(headers={"accept-language": "en"})
    for _again in range(2):
        page = guest.get(f"/g/{token}/")
        assert page.status_code == 200
    assert "Autumn day" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert set(Guest.objects.of(cast.network.pk).values_list("answer", flat=True)) == {""}
    for place in ("answer/", "dates/", "here/", "after/", "calendar/"):
        assert guest.get(f"/g/{token}/{place}").status_code == 405
    guest.post(f"/g/{token}/answer/", {"says": "yes", "brings": "cake", "needs": "no nuts"})
    kept = Guest.objects.of(cast.network.pk).get(answer="yes")
    assert (kept.brings, kept.needs, kept.person.name) == ("cake", "no nuts", "Bob")
    assert guest.post(f"/g/{token}/answer/", {"says": "perhaps"}).status_code == 422
    assert guest.get("/g/made-up/").status_code == 404


def test_what_guests_need_is_read_by_who_organises_alone(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    token = links()["1@people.example"]
    Client().post(f"/g/{token}/answer/", {"says": "yes", "needs": "no nuts"})
    assert "no nuts" in client_of("bob").get(at(cast, gathering)).content.decode()
    other = plans.make(cast.alice, wish(name="Of Alice"))
    inviting.choose(cast.alice, other.pk, everybody(cast))
    inviting.invite(cast.alice, other.pk)
    Client().post(f"/g/{links()['1@people.example']}/answer/", {"says": "yes", "needs": "a chair"})
    assert "a chair" not in client_of("bob").get(at(cast, other)).content.decode()
    assert "Bob" not in client_of("gus").get(at(cast, other)).content.decode()


def test_a_reminder_goes_to_who_did_not_answer(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    Client().post(f"/g/{links()['1@people.example']}/answer/", {"says": "no"})
    Guest.objects.of(cast.network.pk).update(invited_on=clock.today() - timedelta(days=2))
    mail.outbox.clear()
    client_of("bob").post(at(cast, gathering, "guests/remind/"))
    assert len(mail.outbox) == 5
    client_of("bob").post(at(cast, gathering, "guests/remind/"))
    assert len(mail.outbox) == 5


def test_another_day_and_calling_off_reach_the_calendars(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    mail.outbox.clear()
    later = clock.today() + timedelta(days=9)
    plans.change(cast.bob, gathering.pk, wish(held_on=later), seen=_version(gathering))
    event = _event(mail.outbox[0])
    assert (event["sequence"], event["dtstart"].dt) == (1, later)
    mail.outbox.clear()
    client_of("bob").post(at(cast, gathering, "off/"), {"why": "Storm"})
    event = _event(mail.outbox[0], "CANCEL")
    assert (event["sequence"], event["status"]) == (2, "CANCELLED")
    assert "Storm" in mail.outbox[0].body
    row = Gathering.objects.of(cast.network.pk).get(pk=gathering.pk)
    assert (row.held_on, row.organiser) == (None, None)
    page = client_of("bob").get(at(cast, gathering)).content.decode()
    assert "Called off." in page
    guest = Client(headers={"accept-language": "en"}).get(f"/g/{links_of_before(cast)}/")
    assert "It does not take place." in guest.content.decode()


def links_of_before(cast: Cast) -> str:
    from vierspan.workspace.conditions.meeting.tokens import new_key

    return new_key(Guest.objects.of(cast.network.pk).select_related("person")[0])


def test_a_calendar_reads_along_until_its_address_is_ended(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    bob = client_of("bob")
    own = at(cast, place="calendar/")
    page = bob.post(own).content.decode()
    address = re.findall(r"/calendar/[\w-]+/gatherings.ics", page)[0]
    reader = Client()
    calendar = Calendar.from_ical(reader.get(address).content)
    assert [str(each["summary"]) for each in calendar.walk("VEVENT")] == ["Autumn day"]
    assert f"/conditions/gatherings/{gathering.pk}/" in str(calendar.walk("VEVENT")[0]["description"])
    assert address not in bob.get(own).content.decode()
    bob.post(at(cast, place="calendar/end/"))
    assert reader.get(address).status_code == 404


def test_the_best_day_is_found_and_chosen(cast: Cast) -> None:
    row = plans.make(cast.bob, wish(held_on=None))
    bob = client_of("bob")
    days = [clock.today() + timedelta(days=n) for n in (10, 11)]
    for day in days:
        bob.post(at(cast, row, "dates/"), {"on": day.isoformat(), "starts_at": "10:00"})
    inviting.choose(cast.bob, row.pk, everybody(cast))
    bob.post(at(cast, row, "dates/ask/"))
    assert len(mail.outbox) == 6
    assert mail.outbox[0].attachments == []
    first, second = DateOption.objects.of(cast.network.pk).filter(gathering=row)
    alice = Guest.objects.of(cast.network.pk).get(person__name="Alice", gathering=row)
    inviting.mark_key(cast.bob, row.pk, alice.pk)
    found = links()
    for who, one, other in (("0@", "no", "if_needed"), ("1@", "yes", "yes"), ("2@", "yes", "no")):
        token = found[f"{who}people.example"]
        Client().post(f"/g/{token}/dates/", {f"on-{first.pk}": one, f"on-{second.pk}": other})
    assert DateVote.objects.of(cast.network.pk).count() == 6
    page = bob.get(at(cast, row, "dates/")).content.decode()
    assert page.index(f"choose-{second.pk}") < page.index(f"choose-{first.pk}")
    assert "Alice (Thuiszorg De Brink), key" in page
    mail.outbox.clear()
    bob.post(at(cast, row, f"dates/{second.pk}/choose/"))
    row = Gathering.objects.of(cast.network.pk).get(pk=row.pk)
    assert row.held_on == days[1]
    assert [each.person.name for each in Guest.objects.of(cast.network.pk).filter(answer="yes")] == ["Bob"]
    assert _event(mail.outbox[0])["dtstart"].dt.date() == days[1]


@pytest.fixture
def today(cast: Cast) -> Gathering:
    """One of today, to which all six are invited."""
    row = plans.make(cast.bob, wish(held_on=clock.today()))
    invited(cast, row)
    return row


def test_who_is_invited_counts_nowhere_as_present(cast: Cast, today: Gathering) -> None:
    assert not Attendance.objects.of(cast.network.pk).filter(gathering=today).exists()


def names_at(cast: Cast, row: Gathering) -> set[str]:
    return set(Attendance.objects.of(cast.network.pk).filter(gathering=row).values_list("person__name", flat=True))


def test_at_the_door_one_press_writes_attendance_and_another_takes_it_back(cast: Cast, today: Gathering) -> None:
    bob = client_of("bob")
    guest = Guest.objects.of(cast.network.pk).get(gathering=today, person__name="Dan")
    press = at(cast, today, f"door/{guest.pk}/")
    assert bob.get(press).status_code == 405
    assert bob.post(press, {"where": "in"}, headers={"accept": "application/json"}).json() == {"where": "in", "here": 1}
    assert Attendance.objects.of(cast.network.pk).get(gathering=today).present is True
    bob.post(press, {"where": "in"})
    assert Attendance.objects.of(cast.network.pk).filter(gathering=today).count() == 1
    bob.post(press, {"where": "out"})
    assert not Attendance.objects.of(cast.network.pk).filter(gathering=today).exists()


def test_who_walks_in_is_added_by_name_or_as_somebody_new(cast: Cast, today: Gathering) -> None:
    bob = client_of("bob")
    inviting.take_off(cast.bob, today.pk, Guest.objects.of(cast.network.pk).get(person__name="Finn").pk)
    bob.post(at(cast, today, "door/"), {"name": "Finn"})
    bob.post(at(cast, today, "door/"), {"name": "Nadia Novak", "party": "Café Samen", "email": "nadia@novak.example"})
    assert names_at(cast, today) == {"Finn", "Nadia Novak"}
    nadia = Person.objects.of(cast.network.pk).get(name="Nadia Novak")
    assert nadia.party is not None
    assert nadia.party.name == "Café Samen"
    wrong = bob.post(at(cast, today, "door/"), {"name": "Somebody", "party": "Nowhere Ltd"})
    assert wrong.status_code == 422


def test_one_checks_in_with_the_code_on_the_screen_or_by_ones_own_link(cast: Cast, today: Gathering) -> None:
    bob = client_of("bob")
    bob.post(at(cast, today, "door/screen/"))
    code = Plan.objects.of(cast.network.pk).get(gathering=today).door_code
    screen = bob.get(at(cast, today, "door/screen/")).content.decode()
    assert code in screen
    assert "<svg" in screen
    guest = Client(headers={"accept-language": "en"})
    assert guest.get(f"/here/{code}/").status_code == 200
    assert "Dan" not in guest.get(f"/here/{code}/").content.decode()
    assert guest.post(f"/here/{code}/", {"who": "Da"}).status_code == 422
    assert "Welcome, Dan" in guest.post(f"/here/{code.lower()}/", {"who": "dan"}).content.decode()
    assert guest.post("/here/WRONG1/", {"who": "dan"}).status_code == 404
    guest.post(f"/g/{links()['5@people.example']}/here/")
    assert names_at(cast, today) == {"Dan", "Gerda"}


def test_nobody_checks_in_before_the_day(cast: Cast, gathering: Gathering) -> None:
    invited(cast, gathering)
    Client().post(f"/g/{links()['5@people.example']}/here/")
    guest = Guest.objects.of(cast.network.pk).filter(gathering=gathering)[0]
    client_of("bob").post(at(cast, gathering, f"door/{guest.pk}/"), {"where": "in"})
    assert not Attendance.objects.of(cast.network.pk).filter(gathering=gathering).exists()


def held(cast: Cast, row: Gathering, most: int = 6) -> None:
    for guest in list(Guest.objects.of(cast.network.pk).filter(gathering=row).order_by("person__email"))[:most]:
        door.check(cast.bob, row.pk, guest.pk, "in")
    door.complete(cast.bob, row.pk)


def test_a_complete_list_says_who_stayed_away_and_forgets_what_people_need(cast: Cast, today: Gathering) -> None:
    Guest.objects.of(cast.network.pk).update(needs="no nuts")
    held(cast, today, most=4)
    present = Attendance.objects.of(cast.network.pk).filter(gathering=today).values_list("present", flat=True)
    assert sorted(present, key=bool) == [False, False, True, True, True, True]
    assert set(Guest.objects.of(cast.network.pk).values_list("needs", flat=True)) == {""}
    page = client_of("bob").get(at(cast, today)).content.decode()
    assert "4 people were there" in page


def test_the_pulse_shows_only_what_the_gate_lets_through(cast: Cast, today: Gathering) -> None:
    held(cast, today, most=6)
    mail.outbox.clear()
    bob = client_of("bob")
    bob.post(at(cast, today, "pulse/ask/"))
    assert len(mail.outbox) == 6
    for n, token in enumerate(links().values()):
        said = {"purpose": "4", "learned": "4", "again": "5", "line": f"Line {n}"}
        if n < 5:
            Client().post(f"/g/{token}/after/", said)
        assert Client().post(f"/g/{token}/after/", {"purpose": "9"}).status_code == 422
    before = bob.get(at(cast, today)).content.decode()
    assert "pulse-figures" not in before
    assert "Line 3" not in before
    bob.post(at(cast, today, "pulse/close/"))
    page = bob.get(at(cast, today)).content.decode()
    assert "Line 3" in page
    assert Gathering.objects.of(cast.network.pk).get(pk=today.pk).rating is not None


def test_too_few_answers_show_nothing_and_rate_nothing(cast: Cast, today: Gathering) -> None:
    held(cast, today, most=6)
    mail.outbox.clear()
    pulse.ask(cast.bob, today.pk)
    for token in list(links().values())[:4]:
        Client().post(f"/g/{token}/after/", {"purpose": "4", "learned": "4", "again": "5", "line": "Secret"})
    pulse.close(cast.bob, today.pk)
    page = client_of("bob").get(at(cast, today)).content.decode()
    assert "too few answers to show" in page
    assert "Secret" not in page
    assert Gathering.objects.of(cast.network.pk).get(pk=today.pk).rating is None


def test_with_fewer_than_five_there_is_no_pulse(cast: Cast, today: Gathering) -> None:
    held(cast, today, most=4)
    page = client_of("bob").post(at(cast, today, "pulse/ask/"), follow=True).content.decode()
    assert "too few to answer in confidence" in page


def test_takeaways_become_commitments_decisions_and_signals(cast: Cast, today: Gathering) -> None:
    bob = client_of("bob")
    for text in ("Call the mayor", "We meet monthly", "Young people stay away"):
        bob.post(at(cast, today, "takeaways/"), {"text": text})
    call, meet, stay = Takeaway.objects.of(cast.network.pk).order_by("text")
    due = (clock.today() + timedelta(days=20)).isoformat()
    nobody = bob.post(at(cast, today, f"takeaways/{call.pk}/become/"), {"what": "commitment"})
    assert nobody.status_code == 422
    bob.post(at(cast, today, f"takeaways/{call.pk}/become/"), {"what": "commitment", "who": "Dan", "due_on": due})
    bob.post(at(cast, today, f"takeaways/{meet.pk}/become/"), {"what": "decision"})
    bob.post(at(cast, today, f"takeaways/{stay.pk}/become/"), {"what": "signal"})
    made = Commitment.objects.of(cast.network.pk).get(name="Call the mayor")
    assert made.person is not None
    assert (made.person.name, made.due_on, made.state) == ("Dan", date.fromisoformat(due), "open")
    assert Decision.objects.of(cast.network.pk).get(name="We meet monthly").outcome == "adopted"
    again = bob.post(at(cast, today, f"takeaways/{meet.pk}/become/"), {"what": "decision"})
    assert again.status_code == 409
    page = bob.get(at(cast, today, "minutes/")).content.decode()
    assert "Call the mayor" in page
    assert "Dan" in page


def test_minutes_go_to_who_was_there(cast: Cast, today: Gathering) -> None:
    client_of("bob").post(at(cast, today, "takeaways/"), {"text": "Call the mayor"})
    held(cast, today, most=3)
    mail.outbox.clear()
    client_of("bob").post(at(cast, today, "minutes/mail/"))
    assert len(mail.outbox) == 3
    assert "Call the mayor" in mail.outbox[0].body


def test_a_takeaway_of_another_is_put_right_by_who_organises(cast: Cast, today: Gathering) -> None:
    client_of("alice").post(at(cast, today, "takeaways/"), {"text": "Of Alice"})
    row = Takeaway.objects.of(cast.network.pk).get()
    assert client_of("bob").get(at(cast, today, f"takeaways/{row.pk}/")).status_code == 200
    other = plans.make(cast.alice, wish(name="Of Alice", held_on=clock.today()))
    client_of("alice").post(at(cast, other, "takeaways/"), {"text": "Hers"})
    hers = Takeaway.objects.of(cast.network.pk).get(text="Hers")
    assert client_of("bob").get(at(cast, other, f"takeaways/{hers.pk}/")).status_code == 403
    assert client_of("bob").get(at(cast, today, f"takeaways/{hers.pk}/")).status_code == 404


def test_an_earlier_gathering_is_an_example_for_a_new_one(cast: Cast, gathering: Gathering) -> None:
    programme.add(cast.bob, gathering.pk, {"what": "Open", "minutes": 10})
    bob = client_of("bob")
    page = bob.get(at(cast, place=f"new/?like={gathering.pk}")).content.decode()
    assert "Agree on the autumn" in page
    bob.post(at(cast, place="new/"), {"purpose": "Again", "name": "Winter day", "like": str(gathering.pk)})
    made = Gathering.objects.of(cast.network.pk).get(name="Winter day")
    assert ProgrammeItem.objects.of(cast.network.pk).get(gathering=made).what == "Open"


def test_in_an_empty_network_the_list_says_what_to_do(lead_client: Client, network: Any) -> None:
    page = lead_client.get(f"/n/{network.slug}/conditions/gatherings/")
    assert page.status_code == 200
    assert f"/n/{network.slug}/conditions/gatherings/new/" in page.content.decode()
    assert lead_client.get(f"/n/{network.slug}/conditions/gatherings/new/").status_code == 200
    given = {"purpose": "A plan", "name": "First day"}
    made = lead_client.post(f"/n/{network.slug}/conditions/gatherings/new/", given)
    assert lead_client.get(made["Location"]).status_code == 200
    assert lead_client.get(made["Location"] + "guests/").status_code == 200


def test_a_gathering_that_came_with_an_import_opens_and_can_be_worked_on(cast: Cast) -> None:
    for row in Gathering.objects.of(cast.network.pk):
        assert client_of("alice").get(at(cast, row)).status_code == 200
        assert client_of("carla").get(at(cast, row)).status_code == 200
        assert client_of("alice").post(at(cast, row, "takeaways/"), {"text": "Late"}).status_code == 302
    assert Person.objects.of(cast.network.pk).filter(name="Alice").exists()
