from datetime import date, timedelta

import pytest
from django.test import Client

from attention import asking_cast, handles_of
from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.insight.handles import HandleView

HTMX = {"hx-request": "true"}


@pytest.fixture
def asked(db: None) -> Cast:
    return asking_cast()


@pytest.fixture
def alice(asked: Cast, client: Client) -> Client:
    client.force_login(User.objects.get(pk=asked.alice.user_id))
    return client


def stuck(cast: Cast) -> HandleView:
    return next(each for each in handles_of(cast) if each.finder == "initiatives.stuck_decision")


def own(cast: Cast) -> HandleView:
    return next(each for each in handles_of(cast) if each.finder == "initiatives.not_recognised")


def place(cast: Cast, handle: HandleView, action: str = "") -> str:
    return f"/n/{cast.network.slug}/handles/{handle.key}/{action}"


def test_taking_draws_only_the_card_anew_and_offers_to_undo(alice: Client, asked: Cast) -> None:
    reply = alice.post(place(asked, stuck(asked), "take/"), headers=HTMX)
    page = reply.content.decode()
    assert page.lstrip().startswith("<article")
    assert "You take this up" in page
    assert f'action="{place(asked, stuck(asked), "reopen/")}"' in page
    assert stuck(asked).state == "taken"
    alice.post(place(asked, stuck(asked), "reopen/"))
    assert stuck(asked).state == "open"


def test_without_script_an_answer_goes_back_to_the_page_it_came_from(alice: Client, asked: Cast) -> None:
    own_page = place(asked, stuck(asked))
    reply = alice.post(own_page + "take/", headers={"referer": f"http://testserver{own_page}"})
    assert reply["Location"] == f"http://testserver{own_page}"
    elsewhere = alice.post(own_page + "reopen/", headers={"referer": "https://evil.example/"})
    assert elsewhere["Location"] == f"/n/{asked.network.slug}/"


def test_putting_off_asks_for_a_day_to_come_and_keeps_what_was_typed(alice: Client, asked: Cast) -> None:
    past = (date.today() - timedelta(days=3)).isoformat()  # noqa: DTZ011
    reply = alice.post(place(asked, stuck(asked), "put-off/"), {"until": past}, headers=HTMX)
    assert reply.status_code == 422
    assert past in reply.content.decode()
    assert 'aria-invalid="true"' in reply.content.decode()
    plain = alice.post(place(asked, stuck(asked), "put-off/"), {"until": "31-02-2027"})
    assert plain.status_code == 422
    assert "This day does not exist" in plain.content.decode()


def test_what_is_put_off_or_laid_aside_stands_aside_and_comes_back(alice: Client, asked: Cast) -> None:
    later, blocked = stuck(asked), next(each for each in handles_of(asked) if "blocker" in each.key)
    day = (date.today() + timedelta(days=8)).isoformat()  # noqa: DTZ011
    assert alice.post(place(asked, later, "put-off/"), {"until": day}, headers=HTMX).status_code == 200
    assert alice.post(place(asked, blocked, "dismiss/"), {"reason": "  "}, headers=HTMX).status_code == 422
    alice.post(place(asked, blocked, "dismiss/"), {"reason": "They joined yesterday"}, headers=HTMX)
    page = alice.get(f"/n/{asked.network.slug}/handles/aside/").content.decode()
    assert "2 handles wait aside" in page
    assert "They joined yesterday" in page
    alice.post(place(asked, blocked, "reopen/"))
    assert "1 handle waits aside" in alice.get(f"/n/{asked.network.slug}/handles/aside/").content.decode()


def test_passing_on_asks_whom_and_understands_a_name(alice: Client, asked: Cast) -> None:
    handle = stuck(asked)
    assert "<dialog" in alice.get(place(asked, handle, "pass-on/"), headers=HTMX).content.decode()
    assert "<dialog" not in alice.get(place(asked, handle, "pass-on/")).content.decode()
    unknown = alice.post(place(asked, handle, "pass-on/"), {"name": "Nobody"}, headers=HTMX)
    assert unknown.status_code == 422
    assert 'value="Nobody"' in unknown.content.decode()
    alice.post(place(asked, handle, "pass-on/"), {"name": "bob"}, headers=HTMX)
    holder = stuck(asked).holder
    assert holder is not None
    assert holder.name == "Bob"


def test_a_private_handle_can_be_shared_and_not_passed_on(alice: Client, asked: Cast) -> None:
    card = alice.get(f"/n/{asked.network.slug}/?for=me").content.decode()
    assert place(asked, own(asked), "pass-on/") not in card
    alice.post(place(asked, own(asked), "share/"), headers=HTMX)
    bob = Client()
    bob.force_login(User.objects.get(pk=asked.bob.user_id))
    assert bob.get(place(asked, own(asked))).status_code == 200


def test_a_private_handle_is_not_there_for_others(asked: Cast, client: Client) -> None:
    handle = own(asked)
    client.force_login(User.objects.get(pk=asked.bob.user_id))
    assert client.get(place(asked, handle)).status_code == 404
    assert client.post(place(asked, handle, "share/")).status_code == 404


def test_an_observer_and_a_guest_cannot_answer(asked: Cast, client: Client) -> None:
    handle = stuck(asked)
    for actor, reading in ((asked.carla, 200), (asked.gus, 403)):
        client.force_login(User.objects.get(pk=actor.user_id))
        assert client.get(place(asked, handle)).status_code == reading
        assert client.post(place(asked, handle, "take/")).status_code == 403


def test_the_page_of_a_handle_lists_its_facts_and_every_idea(alice: Client, asked: Cast) -> None:
    page = alice.get(place(asked, stuck(asked))).content.decode()
    assert "Who pays?" in page
    assert page.count('class="try"') == len(stuck(asked).advice)
    assert "Nobody has taken it up yet" in page
