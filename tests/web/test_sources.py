"""Sources, inbox and what comes up on their pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import Cast
from hostile import FEED
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person, PrivateNote
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.sources.actions import sources
from vierspan.workspace.horizon.sources.actions.sources import About
from vierspan.workspace.horizon.sources.models import Item, Source, Term
from vierspan.workspace.insight import rising


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/horizon/{place}"


def file_of(body: bytes, name: str = "news.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


@pytest.fixture
def item(cast: Cast) -> Item:
    sources.add_file(cast.bob, ("news.xml", FEED), "feed", About(name="Regional news"))
    found: Item = Item.objects.of(cast.network.pk).get()
    return found


def _words(cast: Cast, word: str, days: range, start: int = 0) -> None:
    """Items with a word on these days ago, and one without on each."""
    rows = []
    for n in days:
        when = clock.now() - timedelta(days=n)
        rows.append(Item(network=cast.network, title=f"Bericht {start + n} {word}", said_at=when, came_at=when))
    Item.objects.bulk_create(rows)


def test_a_file_becomes_a_source_with_its_items(cast: Cast) -> None:
    given = {"kind": "feed", "file": file_of(FEED), "keeper": "Bob", "name": ""}
    page = client_of("bob").post(at(cast, "sources/new/"), given, follow=True).content.decode()
    assert "1 new item is in the inbox" in page
    assert "From a file, as it was on" in page
    assert "Bob" in page and "Een proef met sensoren begint" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "feed"}, "Give an address, or choose a file."),
        ({"kind": "feed", "address": "http://127.0.0.1:22/"}, "This address is not allowed."),
        ({"kind": "feed", "address": "https://a.example/", "keeper": "Nobody at all"}, "Nobody here has that name"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_stays_typed(cast: Cast, given: dict[str, str], told: str) -> None:
    page = client_of("bob").post(at(cast, "sources/new/"), {**given, "name": "My own name"})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert "My own name" in page.content.decode()


def test_a_file_that_is_a_page_says_so(cast: Cast) -> None:
    given = {"kind": "feed", "file": file_of(b"<html><body>Hello</body></html>")}
    page = client_of("bob").post(at(cast, "sources/new/"), given)
    assert "This is a web page, no feed or calendar." in page.content.decode()
    assert not Source.objects.of(cast.network.pk).exists()


def test_a_silent_source_says_since_when_and_why_and_keeps_what_it_brought(cast: Cast, item: Item) -> None:
    week = clock.now() - timedelta(days=7)
    told = {"address": "https://a.example/", "reached_at": week, "failing_since": week, "failure": "no_answer"}
    Source.objects.of(cast.network.pk).update(**told)
    row = Source.objects.of(cast.network.pk).get()
    for place in ("sources/", f"sources/{row.pk}/"):
        page = client_of("carla").get(at(cast, place)).content.decode()
        assert "since then it does not answer: nobody answers at this address." in page
    assert item.title in client_of("carla").get(at(cast, "inbox/")).content.decode()


def test_a_busy_source_is_looked_at_again_until_it_is_done(cast: Cast, item: Item) -> None:
    Source.objects.of(cast.network.pk).update(address="https://a.example/", stage="asking")
    row = Source.objects.of(cast.network.pk).get()
    page = client_of("bob").get(at(cast, f"sources/{row.pk}/state/"))
    assert 'hx-trigger="every 2s"' in page.content.decode()
    Source.objects.of(cast.network.pk).update(stage="")
    assert client_of("bob").get(at(cast, f"sources/{row.pk}/state/"))["HX-Refresh"] == "true"


def test_one_press_makes_a_signal_and_stays_on_the_list(cast: Cast, item: Item) -> None:
    given, client = {"verdict": "signal"}, client_of("bob")
    part = client.post(at(cast, f"inbox/{item.pk}/"), given, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "A signal:" in part
    assert Signal.objects.of(cast.network.pk).filter(name=item.title).count() == 1
    back = client.post(at(cast, f"inbox/{item.pk}/"), {"verdict": "", "back": "show=signal&next=//evil"})
    assert back["Location"] == at(cast, "inbox/?show=signal")
    assert client.post(at(cast, f"inbox/{item.pk}/"), {"verdict": "burn"}).status_code == 400


def test_guests_see_no_inbox_and_no_way_to_it(cast: Cast, item: Item) -> None:
    gus = client_of("gus")
    for place in ("inbox/", "sources/", f"sources/{Source.objects.of(cast.network.pk).get().pk}/"):
        assert gus.get(at(cast, place)).status_code == 403
    page = gus.get(at(cast, "rising/")).content.decode()
    assert item.title not in page and "/horizon/inbox/" not in page
    assert client_of("carla").post(at(cast, f"inbox/{item.pk}/"), {"verdict": "later"}).status_code == 403
    assert client_of("eve").get(at(cast, "inbox/")).status_code == 404


def test_stored_markup_is_shown_as_words(cast: Cast) -> None:
    body = FEED.replace(b"Een proef met sensoren begint", b"&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;")
    sources.add_file(cast.bob, ("a.xml", body), "feed", About(name="<b>Bold</b>"))
    page = client_of("bob").get(at(cast, "inbox/")).content.decode()
    assert "<script>alert" not in page and "<b>Bold</b>" not in page


def test_mails_come_in_and_what_is_no_mail_is_named(cast: Cast) -> None:
    mail = file_of(b"From: Els <els@example.nl>\r\nSubject: Trial in Goes\r\n\r\nHello all", "a.eml")
    given = {"files": [mail, file_of(b"%PDF", "b.pdf")]}
    page = client_of("bob").post(at(cast, "inbox/mails/"), given, follow=True).content.decode()
    assert "1 mail is in the inbox" in page and "Trial in Goes" in page
    assert "b.pdf: This is no mail that we can read." in page


def test_an_empty_network_says_what_to_do(cast: Cast) -> None:
    Item.objects.of(cast.network.pk).delete()
    assert "Add a source" in client_of("bob").get(at(cast, "inbox/")).content.decode()
    assert "Add a source" in client_of("bob").get(at(cast, "sources/")).content.decode()
    assert (
        "There is too little text yet to see what comes up"
        in client_of("bob").get(at(cast, "rising/")).content.decode()
    )


def test_what_comes_up_opens_the_texts_behind_it(cast: Cast) -> None:
    _words(cast, "over van alles", range(31, 140, 2))
    _words(cast, "met warmtenetten", range(1, 20, 2), 500)
    bob = client_of("bob")
    page = bob.get(at(cast, "rising/")).content.decode()
    assert "“warmtenetten” comes up" in page
    assert 'role="img"' in page
    behind = bob.get(at(cast, "rising/term/?term=warmtenetten&days=30")).content.decode()
    assert "10 texts behind it" in behind and "Bericht 501 met warmtenetten" in behind
    assert "warmtenetten" not in client_of("gus").get(at(cast, "rising/")).content.decode()
    assert client_of("gus").get(at(cast, "rising/term/?term=warmtenetten")).content.decode().count("Bericht") == 0


def test_a_term_is_followed_left_out_and_made_a_signal(cast: Cast) -> None:
    _words(cast, "over van alles", range(31, 140, 2))
    _words(cast, "met warmtenetten", range(1, 20, 2), 500)
    bob = client_of("bob")
    page = bob.post(
        at(cast, "rising/mind/"), {"words": "warmtenetten", "stance": "ignore"}, follow=True
    ).content.decode()
    assert "Nothing comes up more than chance would bring" in page and "One word is left out" in page
    bob.post(at(cast, "rising/mind/"), {"words": "warmtenetten", "stance": "follow"})
    assert Term.objects.of(cast.network.pk).get().stance == "follow"
    assert client_of("carla").post(at(cast, "rising/mind/"), {"words": "x y", "stance": "follow"}).status_code == 403
    bob.post(at(cast, "rising/signal/"), {"term": "warmtenetten", "days": "30"})
    made = Signal.objects.of(cast.network.pk).get(name="“warmtenetten” comes up")
    assert "Bericht" not in made.note  # guests read signals, and not what sources brought


def test_what_somebody_wrote_for_themselves_never_counts(cast: Cast) -> None:
    _words(cast, "over van alles", range(31, 140, 2))
    about = Person.objects.of(cast.network.pk).earliest("name").pk
    for n in range(20):
        day = clock.today() - timedelta(days=n)
        note = PrivateNote(network=cast.network, about=about, text="kanariegeel", written_on=day)
        note.writer_id = cast.bob.user_id
        note.save()
    _words(cast, "met warmtenetten", range(1, 20, 2), 500)
    found = rising.risen(cast.bob)
    assert found is not None and found.rising
    assert "kanariegeel" not in str(found)
    assert (
        client_of("bob").get(at(cast, "rising/term/?term=kanariegeel")).content.decode().count("texts behind it") == 1
    )


def test_a_theme_of_another_network_is_not_there(cast: Cast) -> None:
    from vierspan.workspace.directory.models import Theme

    foreign = Theme.objects.of(cast.other.pk).earliest("name")
    page = client_of("bob").get(at(cast, f"rising/term/?term=%23{foreign.pk}"))
    assert page.status_code == 404
