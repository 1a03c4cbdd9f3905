"""The page on which a leader takes somebody out: it says what goes, and asks about texts that name them."""

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.actions import notes
from vierspan.workspace.directory.models import Note, Person


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(User.objects.get(pk=cast.alice.user_id))
    return client


def test_texts_that_name_them_are_asked_about_and_only_what_is_ticked_loses_the_name(cast: Cast, alice: Client) -> None:
    bob, finn = (id_of(cast.alice, Person, name=name) for name in ("Bob", "Finn"))
    struck, kept = (notes.share(cast.alice, finn, text) for text in ("Ask Bob first.", "Bob was there."))
    address = f"/n/{cast.network.slug}/people/{bob}/remove/"
    page = alice.get(address).content.decode()
    key = f"directory.note.text.{struck.pk}"
    assert f'value="{key}" checked' in page
    assert f"directory.note.text.{kept.pk}" in page
    assert "Their account no longer has a way into this network, and goes" in page
    assert alice.post(address, {"struck": [key]}).status_code == 302
    texts = dict(Note.objects.of(cast.network.pk).filter(about=finn).values_list("pk", "text"))
    assert texts == {struck.pk: "Ask … first.", kept.pk: "Bob was there."}


def test_reading_the_page_changes_nothing_and_a_party_has_no_such_questions(cast: Cast, alice: Client) -> None:
    bob = id_of(cast.alice, Person, name="Bob")
    assert alice.get(f"/n/{cast.network.slug}/people/{bob}/remove/").status_code == 200
    assert Person.objects.of(cast.network.pk).filter(pk=bob).exists()
    party = Person.objects.of(cast.network.pk).exclude(party=None).values_list("party", flat=True)[0]
    page = alice.get(f"/n/{cast.network.slug}/parties/{party}/remove/").content.decode()
    assert "Texts by others" not in page
