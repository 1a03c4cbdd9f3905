"""The table plan on its pages: steps, seats, who is asked how much, better days, and the link."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.actions import plans
from vierspan.workspace.conditions.meeting.actions.plans import Wish
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.directory.versions import version
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import steps
from vierspan.workspace.initiatives.planning.actions.steps import StepWish
from vierspan.workspace.initiatives.planning.models import Experience, StepPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def shop(cast: Cast) -> Initiative:
    return Initiative.objects.of(cast.network.pk).get(name="Care shop")


def at(cast: Cast, name: str, *more: object) -> str:
    return reverse(f"web:{name}", args=[cast.network.slug, *more])


def laid(cast: Cast, *names: str) -> list[Step]:
    return steps.lay(cast.bob, shop(cast), [StepWish(name=name, days=5) for name in names])


def told(reply: object) -> str:
    text = re.sub(r"<[^>]+>", " ", reply.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", text)


def test_a_step_is_added_by_its_name_and_changed_on_its_own_page(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    bob.post(at(cast, "add_step", initiative.pk), {"name": "Ask the town", "days": "3"})
    step = Step.objects.of(cast.network.pk).get(name="Ask the town")
    page = at(cast, "edit_step", initiative.pk, step.pk)
    assert bob.get(page).status_code == 200
    given = {"name": "Ask the council", "owner": "Dan", "days": "4", "due_on": "2020-01-02", "version": version(step)}
    assert bob.post(page, given).status_code == 302
    step.refresh_from_db()
    assert (step.name, step.owner and step.owner.name) == ("Ask the council", "Dan")
    assert "workdays short" in told(bob.get(at(cast, "initiative_plan", initiative.pk)))
    slipped = bob.post(page, {**given, "name": "", "days": "many"})
    assert slipped.status_code == 422
    assert "Write a whole number." in told(slipped)
    assert bob.post(page, {**given, "name": "Other"}).status_code == 409


def test_a_step_on_a_clashing_day_is_kept_and_told_at_once(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    one, two = laid(cast, "One", "Two")
    day = (clock.today() + timedelta(days=10)).isoformat()
    bob.post(at(cast, "place_step", initiative.pk, one.pk), {"starts_on": day})
    reply = bob.post(at(cast, "place_step", initiative.pk, two.pk), {"starts_on": day}, follow=True)
    assert "“Two” begins before “One” is done" in told(reply)
    assert StepPlan.objects.of(cast.network.pk).get(step=two).starts_on is not None


def test_steps_that_wait_for_each_other_are_told_as_a_circle(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    one, two = laid(cast, "One", "Two")
    given = {"name": "One", "days": "5", "after": [str(two.pk)], "version": version(one)}
    bob.post(at(cast, "edit_step", initiative.pk, one.pk), given)
    page = told(bob.get(at(cast, "initiative_plan", initiative.pk)))
    assert "Some steps wait for each other" in page
    assert "→" in page


def test_a_step_moves_is_set_out_done_taken_out_and_put_back(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    one, two = laid(cast, "One", "Two")
    bob.post(at(cast, "move_step", initiative.pk, two.pk), {"to": "up"})
    rows = [each.step.name for each in queries.plan_rows(cast.bob, initiative.pk) if each.step.name in ("One", "Two")]
    assert rows == ["Two", "One"]
    bob.post(at(cast, "convene_step", initiative.pk, one.pk))
    bob.post(at(cast, "finish_step", initiative.pk, one.pk))
    one.refresh_from_db()
    assert one.done_on == one.opened_on == clock.today()
    bob.post(at(cast, "finish_step", initiative.pk, one.pk), {"undo": "1"})
    reply = bob.post(at(cast, "remove_step", initiative.pk, two.pk), follow=True)
    back = re.search(r'action="([^"]+/plan/back/[^"]+)"', reply.content.decode())
    assert back
    bob.post(back[1])
    assert Step.objects.of(cast.network.pk).filter(pk=two.pk).exists()


def test_a_cell_is_filled_from_the_keyboard(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    (one,) = laid(cast, "One")
    fill, who = at(cast, "fill_seat", initiative.pk), cast.bob.person_id
    reply = bob.post(fill, {"who": who, "step": one.pk, "level": "4", "layer": "intensity"})
    assert "4 (makes it along)" in told(reply)
    bob.post(fill, {"who": who, "step": one.pk, "level": "5", "layer": "promised_intensity"})
    seat = Seat.objects.of(cast.network.pk).get(step=one)
    assert (seat.intensity, seat.promised_intensity) == (4, 5)
    assert bob.post(fill, {"who": who, "step": one.pk, "level": "9", "layer": "intensity"}).status_code == 422
    assert bob.post(fill, {"who": "nobody", "level": "1"}).status_code == 404
    bob.post(fill, {"who": who, "step": one.pk, "level": "", "layer": "intensity"})
    seat.refresh_from_db()
    assert seat.intensity is None


def test_the_table_tells_what_is_off_who_is_missed_and_in_which_order(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    seat = Seat.objects.of(cast.network.pk).get(initiative=initiative, party__external_id="P2")
    page = f"{at(cast, 'plan_seat', initiative.pk)}?who={seat.person_id}"
    assert "ask first what is at stake" in told(bob.get(page)).lower()
    given = {"stake": "4", "blocking_power": "5", "resource": "1", "intensity": "2", "version": version(seat)}
    assert bob.post(page, given).status_code == 302
    parties = {str(each.seat.party_id) for each in queries.sittings(cast.bob, initiative.pk)}
    first, then = sorted(parties)[:2]
    bob.post(at(cast, "put_before", initiative.pk), {"first": first, "then": then, "reason": "blocking"})
    shown = told(bob.get(at(cast, "initiative_table", initiative.pk)))
    assert "1 who can stop it sits too far from the table" in shown
    assert "it can block" in shown
    assert bob.post(at(cast, "put_before", initiative.pk), {"first": first, "then": first}).status_code == 422


def test_a_seat_is_offered_by_name_and_answered(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    bob.post(at(cast, "offer_seat", initiative.pk), {"who": "Gerda"})
    seat = Seat.objects.of(cast.network.pk).get(initiative=initiative, person__name="Gerda")
    assert seat.state == "invited"
    bob.post(at(cast, "answer_seat", initiative.pk, seat.pk), {"state": "interested"})
    seat.refresh_from_db()
    assert seat.state == "interested"
    assert bob.post(at(cast, "offer_seat", initiative.pk), {"who": "Nobody at all"}).status_code == 422


def test_how_it_was_is_said_by_a_link_without_an_account(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    seat = Seat.objects.of(cast.network.pk).get(initiative=initiative, party__external_id="P2")
    reply = bob.post(at(cast, "ask_experienced", initiative.pk, seat.pk), follow=True)
    found = re.search(r"/link/experienced/[^/\s<]+/", reply.content.decode())
    assert found
    somebody = Client(headers={"accept-language": "en"})
    assert somebody.get(found[0]).status_code == 200
    assert not Experience.objects.of(cast.network.pk).exists()
    assert somebody.post(f"{found[0]}say/", {}).status_code == 422
    assert "Your answer is kept" in told(somebody.post(f"{found[0]}say/", {"level": "2"}, follow=True))
    assert Experience.objects.of(cast.network.pk).get().level == 2
    assert somebody.get("/link/experienced/nothing/").status_code == 404
    assert (
        "how it was"
        in told(client_of("alice").get(f"{at(cast, 'plan_seat', initiative.pk)}?who={seat.person_id}")).lower()
    )


def test_guests_see_the_steps_and_no_table(cast: Cast) -> None:
    gus, initiative = client_of("gus"), shop(cast)
    laid(cast, "One")
    assert "One" in told(gus.get(at(cast, "initiative_plan", initiative.pk)))
    assert gus.get(at(cast, "tables")).status_code == 200
    for name, more in (("initiative_table", [initiative.pk]), ("tables_load", []), ("tables_time", [])):
        assert gus.get(at(cast, name, *more)).status_code == 403


def test_another_network_finds_nothing(cast: Cast) -> None:
    dirk, initiative = client_of("dirk"), shop(cast)
    (one,) = laid(cast, "One")
    assert dirk.get(at(cast, "initiative_plan", initiative.pk)).status_code == 404
    own = Initiative.objects.of(cast.other.pk).get(name="Care shop")
    address = reverse("web:edit_step", args=[cast.other.slug, own.pk, one.pk])
    assert dirk.get(address).status_code == 404


def test_better_days_are_looked_for_taken_and_taken_back(cast: Cast) -> None:
    bob = client_of("bob")
    one, two = laid(cast, "One", "Two")
    assert "Look for better days" in told(bob.get(at(cast, "tables_proposal")))
    page = bob.post(at(cast, "ask_days"), follow=True)
    assert "had no day yet" in told(page)
    take = re.search(r'action="([^"]+/take/)"', page.content.decode())
    assert take
    after = bob.post(take[1], {"step": [str(one.pk)]}, follow=True)
    assert "1 step stands on its new day" in told(after)
    assert StepPlan.objects.of(cast.network.pk).get(step=two).starts_on is None
    assert StepPlan.objects.of(cast.network.pk).get(step=one).starts_on is not None
    back = re.search(r'action="([^"]+/undo/)"', after.content.decode())
    assert back
    bob.post(back[1])
    assert StepPlan.objects.of(cast.network.pk).get(step=one).starts_on is None


def test_a_gathering_without_a_day_is_ticked_taken_over_and_taken_back(cast: Cast) -> None:
    bob = client_of("bob")
    row = plans.make(cast.bob, Wish(purpose="Know each other", name="Open evening"))
    page = bob.post(at(cast, "ask_days"), follow=True)
    assert "nobody was invited yet" in told(page)
    take = re.search(r'action="([^"]+/take/)"', page.content.decode())
    assert take
    after = bob.post(take[1], {"step": [f"g:{row.pk}"]}, follow=True)
    assert "1 gathering has a day" in told(after)
    assert "1 gathering got a day" in told(after)
    back = re.search(r'action="([^"]+/undo/)"', after.content.decode())
    assert back
    assert "1 gathering has no day again" in told(bob.post(back[1], follow=True))


def test_who_is_asked_too_much_is_shown_with_what_causes_it(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    (one,) = laid(cast, "One")
    bob.post(at(cast, "say_hours"), {"a_week": "2"})
    bob.post(at(cast, "fill_seat", initiative.pk), {"who": cast.bob.person_id, "step": one.pk, "level": "4"})
    bob.post(at(cast, "place_step", initiative.pk, one.pk), {"starts_on": clock.today() + timedelta(days=9)})
    shown = told(bob.get(f"{at(cast, 'tables_load')}?per=week"))
    assert "1 is asked more than they have" in shown
    assert "8 hours asked, 2 there are" in shown
    assert "Bob" in shown


def test_days_away_are_ones_own_and_the_network_closes_by_its_leaders(cast: Cast) -> None:
    bob, alice = client_of("bob"), client_of("alice")
    today = clock.today()
    span = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=3)).isoformat()}
    bob.post(at(cast, "say_away"), span)
    alice.post(at(cast, "say_away"), {**span, "closed": "1", "name": "Summer"})
    assert bob.post(at(cast, "say_away"), {**span, "closed": "1"}).status_code == 403
    assert [(each.person_id, each.name) for each in queries.away(cast.bob)] == [
        (cast.bob.person_id, ""),
        (None, "Summer"),
    ]
    away = queries.away(cast.bob)[0]
    assert client_of("carla").post(at(cast, "not_away", away.pk)).status_code == 403
    bob.post(at(cast, "not_away", away.pk))
    assert len(queries.away(cast.bob)) == 1
    alice.post(at(cast, "work_on"), {"days": ["0", "2"]})
    assert queries.workdays(cast.bob) == (0, 2)


def test_steps_stand_in_a_calendar(cast: Cast) -> None:
    bob, initiative = client_of("bob"), shop(cast)
    (one,) = laid(cast, "One")
    friday = clock.today() + timedelta(days=(4 - clock.today().weekday()) % 7 + 7)
    steps.change(
        cast.bob,
        one.pk,
        {"name": "One", "owner_id": cast.bob.person_id, "days": 2, "starts_on": friday},
        seen=version(one),
    )
    reply = bob.get(at(cast, "plan_calendar", initiative.pk))
    events = [each for each in Calendar.from_ical(reply.content).walk("VEVENT") if "One" in str(each["summary"])]
    assert events[0].decoded("dtstart") == friday
    assert events[0].decoded("dtend") == friday + timedelta(days=4)  # a weekend lies between
    made = bob.post(at(cast, "steps_feed_turn"), follow=True)
    found = re.search(r"/link/steps/[^/\s<]+/steps\.ics", made.content.decode())
    assert found
    assert b"One" in Client().get(found[0]).content
    bob.post(at(cast, "steps_feed_turn"), {"end": "1"})
    assert Client().get(found[0]).status_code == 404


def test_a_new_network_is_told_what_to_do(cast: Cast) -> None:
    alice = client_of("alice")
    Initiative.objects.of(cast.network.pk).exclude(pk=UUID(int=0)).delete()
    for name in ("tables", "tables_load", "tables_proposal", "tables_time"):
        assert alice.get(at(cast, name)).status_code == 200
    assert "No steps yet" in told(alice.get(at(cast, "tables")))
