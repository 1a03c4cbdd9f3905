"""Pages of the dilemma cards: a thought is kept, changed, shown and taken back; nobody else reads it."""

from uuid import UUID

import pytest
from django.test import Client

from factories import Cast
from vierspan.analysis.dilemmas import cards
from vierspan.workspace.accounts.models import User
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought
from vierspan.workspace.networks.models import Membership

CANARY = "canary-31fe-torn"


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/n/{cast.network.slug}/leadership/mine/dilemmas/"


@pytest.fixture
def bob(cast: Cast) -> Client:
    return client_of(cast.bob.user_id)


@pytest.fixture
def alice(cast: Cast) -> Client:
    return client_of(cast.alice.user_id)


def thought(cast: Cast, bob: Client, at: str) -> Thought:
    assert bob.post(f"{at}core/", {"words": CANARY}).status_code == 302
    return Thought.objects.of(cast.network.pk).get(words=CANARY)


@pytest.mark.parametrize("key", list(cards()))
def test_every_card_has_a_page_in_both_languages(cast: Cast, bob: Client, at: str, key: str) -> None:
    for language in ("en", "nl"):
        User.objects.filter(pk=cast.bob.user_id).update(language=language)
        told = cards()[key].told(language)
        assert told.title in bob.get(at).content.decode()
        page = bob.get(f"{at}{key}/").content.decode()
        assert all(each in page for each in (told.question, told.first.price, told.second.good, *told.asks))
        assert f"growth/wishes/new/?wish={cards()[key].wish}" in page


def test_the_wish_of_a_card_is_one_that_growth_knows(bob: Client, at: str) -> None:
    for each in cards().values():
        page = bob.get(at.replace("mine/dilemmas", "growth/wishes/new"), {"wish": each.wish}).content.decode()
        assert f'value="{each.wish}" checked' in page


def test_a_thought_is_kept_changed_and_deleted(cast: Cast, bob: Client, at: str) -> None:
    assert bob.post(f"{at}core/", {"words": "  "}).status_code == 422
    row = thought(cast, bob, at)
    page = f"{at}thoughts/{row.pk}/"
    first = bob.get(page).context["form"].initial["version"]
    assert bob.post(page, {"words": f"{CANARY} and more", "version": first}).status_code == 302
    late = bob.post(page, {"words": "the late one", "version": first})
    assert late.status_code == 409
    assert f"{CANARY} and more" in late.content.decode()
    assert bob.get(f"{page}delete/").status_code == 405
    assert bob.post(f"{page}delete/").status_code == 302
    assert bob.get(page).status_code == 404


def test_what_is_shown_is_read_by_one_and_until_it_is_taken_back(
    cast: Cast, bob: Client, alice: Client, at: str
) -> None:
    row = thought(cast, bob, at)
    assert bob.post(f"{at}thoughts/{row.pk}/show/", {}).status_code == 422
    sent = {"person": cast.alice.person_id, "with_facts": "on"}
    assert bob.post(f"{at}thoughts/{row.pk}/show/", sent).status_code == 302
    told = Shown.objects.of(cast.network.pk).get()
    page = f"{at}shown/{told.pk}/"
    assert CANARY in alice.get(page).content.decode()
    assert CANARY in bob.get(page).content.decode()
    assert page in alice.get(at).content.decode()
    assert alice.post(f"{page}end/").status_code == 404
    assert bob.post(f"{page}end/").status_code == 302
    assert alice.get(page).status_code == 404


def test_nobody_else_gets_in(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    row = thought(cast, bob, at)
    for tail in ("", "show/", "delete/"):
        assert alice.post(f"{at}thoughts/{row.pk}/{tail}", {"words": "mine", "person": "x"}).status_code == 404
    assert CANARY not in alice.get(at).content.decode() + alice.get(f"{at}core/").content.decode()
    for user_id in (cast.carla.user_id, cast.gus.user_id):
        assert client_of(user_id).get(at).status_code == 403
    assert client_of(cast.dirk.user_id).get(at).status_code == 404
    assert bob.get(f"{at}unknown/").status_code == 404


def test_an_account_that_stands_for_nobody_is_told_so(cast: Cast, at: str) -> None:
    Membership.objects.of(cast.network.pk).filter(user_id=cast.bob.user_id).update(person_id=None)
    assert "It is not known yet who you are here" in client_of(cast.bob.user_id).get(at).content.decode()
