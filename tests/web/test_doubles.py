"""The pages on which two that are one are found, brought together and taken apart."""

import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party
from vierspan.workspace.exchange.models import Merge

pytestmark = pytest.mark.django_db


def as_user(cast: Cast, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=getattr(cast, name).user_id))
    return client


def at(cast: Cast, rest: str) -> str:
    return f"/n/{cast.network.slug}/people/doubles/{rest}"


@pytest.fixture
def two(cast: Cast) -> tuple[Party, Party]:
    found = tuple(
        Party(network_id=cast.network.pk, name=name, place=place)
        for name, place in (("Het Anker", "Zee"), ("Stichting Het Anker", "Meer"))
    )
    for each in found:
        each.save()
    return found[0], found[1]


def test_doubles_are_suggested_with_the_reason_and_can_be_told_apart(cast: Cast, two: tuple[Party, Party]) -> None:
    client = as_user(cast, "alice")
    page = client.get(at(cast, "parties/")).content.decode()
    assert "Stichting Het Anker" in page
    assert "the same name, save for its legal form" in page
    rows = {"row": [str(each.pk) for each in two]}
    assert client.post(at(cast, "parties/apart/"), rows).status_code == 302
    assert (
        "Stichting Het Anker"
        not in client.get(at(cast, "parties/")).content.decode().split("Toast")[0].split("</h1>")[1]
    )


def test_two_are_looked_at_brought_together_and_made_two_again(cast: Cast, two: tuple[Party, Party]) -> None:
    client = as_user(cast, "alice")
    there = at(cast, f"parties/two/?row={two[0].pk}&row={two[1].pk}")
    page = client.get(there).content.decode()
    assert 'name="which-place"' in page
    form = {"row": [str(each.pk) for each in two], "which-place": "gone", "which-name": "kept"}
    reply = client.post(at(cast, "parties/two/"), form)
    assert reply.headers["Location"].endswith(f"/parties/{two[0].pk}/")
    kept = Party.objects.of(cast.network.pk).get(pk=two[0].pk)
    assert (kept.name, kept.place) == ("Het Anker", "Meer")
    merge = Merge.objects.of(cast.network.pk).get()
    undo = at(cast, f"undo/{merge.pk}/")
    assert as_user(cast, "bob").post(undo).status_code == 403
    assert as_user(cast, "dirk").post(undo).status_code == 404
    assert "are two again" in client.post(undo, follow=True).content.decode()
    assert Party.objects.of(cast.network.pk).filter(pk=two[1].pk).exists()


def test_why_a_merge_can_no_longer_be_undone_is_said(cast: Cast, two: tuple[Party, Party]) -> None:
    client = as_user(cast, "alice")
    client.post(at(cast, "parties/two/"), {"row": [str(each.pk) for each in two], "which-place": "gone"})
    Party.objects.of(cast.network.pk).filter(pk=two[0].pk).update(place="Elders")
    merge = Merge.objects.of(cast.network.pk).get()
    page = client.post(at(cast, f"undo/{merge.pk}/"), follow=True).content.decode()
    assert "This cannot be undone any more: one of the two parties was changed" in page


@pytest.mark.parametrize("rows", ["", "?row=x&row=y", "?row=00000000-0000-4000-8000-000000000001"])
def test_without_exactly_two_the_page_says_how(cast: Cast, rows: str) -> None:
    reply = as_user(cast, "alice").get(at(cast, f"parties/two/{rows}"))
    assert "Tick exactly two" in reply.content.decode()


def test_doubles_are_for_leaders_and_of_their_own_network(cast: Cast, two: tuple[Party, Party]) -> None:
    for name in ("bob", "carla", "gus"):
        assert as_user(cast, name).get(at(cast, "parties/")).status_code == 403
    foreign = Party.objects.of(cast.other.pk).first()
    assert foreign is not None
    reply = as_user(cast, "alice").get(at(cast, f"parties/two/?row={two[0].pk}&row={foreign.pk}"))
    assert reply.status_code == 404
