"""What a successor must know, as a page, on paper and to write on."""

import io
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import docx
import pytest
from django.test import Client
from django.utils import translation

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.actions import notes
from vierspan.workspace.directory.models import Party, Person, Tie
from vierspan.workspace.exchange.handover import Handover, file_of, handover

SECRET = "zqsecretqz"


def _parts(sheet: Handover) -> dict[str, list[str]]:
    return {part.key: [line.what for line in part.lines] for part in sheet.filled}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def bob(cast: Cast) -> UUID:
    return id_of(cast.alice, Person, name="Bob")


@pytest.fixture
def brink(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Thuiszorg De Brink")


def test_a_person_leaves_tables_promises_roles_decisions_and_ties(cast: Cast, bob: UUID) -> None:
    zoe = id_of(cast.alice, Person, name="Zoë")
    alice = id_of(cast.alice, Person, name="Alice")
    gerda = id_of(cast.alice, Person, name="Gerda")
    Person.objects.of(cast.network.pk).filter(pk=gerda).update(party=None)
    Tie(network=cast.network, source=bob, target=zoe, kind="works with").save()
    Tie(network=cast.network, source=bob, target=zoe, kind="trusts").save()
    Tie(network=cast.network, source=bob, target=alice).save()
    Person.objects.of(cast.network.pk).filter(name="Finn").update(
        party=Person.objects.of(cast.network.pk).get(pk=bob).party
    )
    Tie(network=cast.network, source=alice, target=id_of(cast.alice, Person, name="Finn")).save()
    Party.objects.of(cast.network.pk).update(checked_by="Bob", next_check=clock.today() + timedelta(days=9))
    notes.share(cast.alice, bob, "Weet alles van vergunningen")
    sheet = handover(cast.alice, bob)
    parts = _parts(sheet)
    assert parts["tables"] == ["Care shop"]
    assert parts["decisions"] == ["Who pays?"]
    assert parts["only"] == ["Zoë"]
    assert parts["ties"] == ["Alice"]
    assert parts["notes"] == ["Weet alles van vergunningen"]
    assert len(parts["checks"]) == 3
    assert "commitments" in {part.key for part in sheet.empty}
    assert ("E-mail", "1@people.example") in sheet.facts
    (told,) = [line.told for part in sheet.filled if part.key == "only" for line in part.lines]
    assert told == "works with, trusts"


def test_open_promises_stand_there_until_they_are_kept(cast: Cast) -> None:
    dan = id_of(cast.alice, Person, name="Dan")
    (line,) = next(part.lines for part in handover(cast.alice, dan).filled if part.key == "commitments")
    assert (line.what, line.told) == ("Write the plan", "Care shop · past its day")


def test_a_party_leaves_people_seats_gifts_and_ties(cast: Cast, brink: UUID) -> None:
    sheet = handover(cast.bob, brink)
    parts = _parts(sheet)
    assert sheet.is_party
    assert parts["people"]
    assert parts["tables"] == ["Care shop"]
    assert parts["gives"] == ["training"]
    assert parts["ties"] == ["Gemeente Oosterdal"]


def test_nothing_private_and_no_rating_stands_on_it(cast: Cast, bob: UUID) -> None:
    for actor in (cast.alice, cast.bob):
        notes.write_for_oneself(actor, bob, SECRET)
    for actor in (cast.alice, cast.bob):
        sheet = handover(actor, bob)
        assert SECRET not in str(sheet)
        assert "4.0" not in str(sheet)
        assert SECRET.encode() not in file_of(actor, sheet, "docx").content


def test_it_is_for_participants_of_this_network(cast: Cast, bob: UUID) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            handover(actor, bob)
    with pytest.raises(NotFound):
        handover(cast.dirk, bob)
    with pytest.raises(NotFound):
        file_of(cast.bob, handover(cast.bob, bob), "exe")


def test_the_file_to_write_on_holds_what_the_page_holds(cast: Cast, bob: UUID) -> None:
    Person.objects.of(cast.network.pk).filter(pk=bob).update(name="Bob <b>\x07", note="regel 1\nregel 2")
    sheet = handover(cast.alice, bob)
    file = file_of(cast.alice, sheet, "docx")
    assert file.name == "handover-bob-b.docx"
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert "Bob <b>" in text
    for part in sheet.filled:
        assert part.title in text
        assert all(line.what in text for line in part.lines)


def test_page_paper_and_word_come_from_one_address(cast: Cast, bob: UUID, brink: UUID) -> None:
    client = Client()
    client.force_login(User.objects.get(email="alice@example.org"))
    for place in (
        f"/n/{cast.network.slug}/people/{bob}/handover/",
        f"/n/{cast.network.slug}/parties/{brink}/handover/",
    ):
        page = client.get(place)
        assert page.status_code == 200
        assert "Care shop" in page.content.decode()
        assert client.get(f"{place}?as=docx").content[:2] == b"PK"
        paper = client.get(f"{place}?as=pdf")
        assert paper.content[:5] == b"%PDF-"
        assert paper["Content-Disposition"].startswith("attachment")
        assert client.get(f"{place}?as=exe").status_code == 404
