"""Signals on their pages: one line, weighing, moving, the radar and its file, the intake; and wrong users."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.directory.versions import version
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.actions import intake, rating, sources
from vierspan.workspace.horizon.weighing.actions.intake import Brought
from vierspan.workspace.horizon.weighing.models import HandedIn, Rating
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.signal_figures import FIGURES


def client_of(name: str, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/horizon/{place}"


def words(cast: Cast, place: str = "", who: str = "bob") -> str:
    answer = client_of(who).get(at(cast, place))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def law(cast: Cast) -> UUID:
    return id_of(cast.alice, Signal, name="New law")


def fresh(signal: UUID, cast: Cast) -> Signal:
    return Signal.objects.of(cast.network.pk).get(pk=signal)


def test_one_line_keeps_a_signal_and_offers_to_say_more(cast: Cast) -> None:
    client = client_of("bob")
    answer = client.post(at(cast, "signals/new/"), {"what": "Night buses stop"}, follow=True)
    page = answer.content.decode()
    assert "Kept: Night buses stop" in page
    assert "Say more of it" in page
    made = Signal.objects.of(cast.network.pk).get(name="Night buses stop")
    assert f"/signals/{made.pk}/remove/" in page
    empty = client.post(at(cast, "signals/new/"), {"what": " "})
    assert empty.status_code == 422
    assert "Say in one line what you saw." in empty.content.decode()


def test_what_looks_like_it_is_told_while_typing(cast: Cast) -> None:
    signals.spot(cast.bob, "Family doctors stop evening duty")
    assert "Family doctors stop evening duty" in words(cast, "signals/alike/?what=doctors stop evening duty")


def test_the_list_shows_the_weight_beside_its_parts_and_can_be_sorted_by_it(cast: Cast, law: UUID) -> None:
    rating.rate(cast.bob, law, {"significance": 5, "plausibility": 5, "novelty": 5, "timeliness": 5})
    page = words(cast, "?sort=-pull")
    assert all(each in page for each in ("Potential", "Urgency", "Weight", "100", "89"))
    assert "New law" in words(cast, f"?spotter={fresh(law, cast).spotter_id}")
    assert "New law" not in words(cast, f"?spotter={cast.bob.person_id}")


def test_the_list_keeps_the_figures_of_others_back_until_one_rated_oneself(cast: Cast, law: UUID) -> None:
    rating.rate(cast.alice, law, {"significance": 5, "plausibility": 5, "novelty": 5})
    row = SheetRow("signals", str(law), "New law", ())
    potential = FIGURES[0].words
    assert "Others rated one signal that you did not rate yet." in words(cast)
    assert potential(cast.bob, [row]) == {}
    assert potential(cast.alice, [row]) == {str(law): "100"}
    rating.rate(cast.bob, law, {"significance": 5})
    assert "did not rate yet" not in words(cast)
    assert potential(cast.bob, [row]) == {str(law): "100"}


def test_the_signals_lead_to_the_inbox_for_who_may_read_it(cast: Cast) -> None:
    assert "/horizon/inbox/" in words(cast)
    assert "/horizon/inbox/" not in words(cast, who="gus")


def test_others_ratings_are_shown_after_ones_own(cast: Cast, law: UUID) -> None:
    rating.rate(cast.alice, law, {"significance": 5, "plausibility": 2, "novelty": 4})
    page = words(cast, f"signals/{law}/")
    assert "You see their rating once you gave your own" in page
    assert "importance 5" not in page
    given = {"significance": "2", "plausibility": "2", "novelty": "4", "timeliness": "4", "reason": "We saw it"}
    answer = client_of("bob").post(at(cast, f"signals/{law}/rate/"), given, follow=True)
    page = " ".join(answer.content.decode().split())
    assert "importance 5" in page
    assert "You see this differently" in page
    assert Rating.objects.of(cast.network.pk).count() == 2
    assert "You see this differently" in words(cast, f"signals/{law}/", "carla")


def test_an_empty_rating_says_what_is_missing(cast: Cast, law: UUID) -> None:
    answer = client_of("bob").post(at(cast, f"signals/{law}/rate/"), {})
    assert answer.status_code == 422
    assert "at least one of the four" in answer.content.decode()


def test_a_signal_is_changed_and_who_is_second_sees_both(cast: Cast, law: UUID) -> None:
    seen = version(fresh(law, cast))
    given = {"name": "New law passed", "origin": "paper", "version": seen, "tag": "political"}
    assert client_of("bob").post(at(cast, f"signals/{law}/edit/"), given).status_code == 302
    late = client_of("alice").post(at(cast, f"signals/{law}/edit/"), {**given, "name": "Old law"})
    assert late.status_code == 409
    assert "Somebody changed this while you were typing" in late.content.decode()
    wrong = client_of("bob").post(at(cast, f"signals/{law}/edit/"), {"name": "", "party": "nobody at all"})
    assert wrong.status_code == 422


def test_sources_make_it_emerge_and_a_step_can_be_taken_back(cast: Cast, law: UUID) -> None:
    client = client_of("bob")
    for origin in ("a talk", "the paper"):
        assert client.post(at(cast, f"signals/{law}/sources/"), {"origin": origin}).status_code == 302
    assert "call it emerging?" in words(cast, f"signals/{law}/")
    assert client.post(at(cast, f"signals/{law}/move/"), {"stage": "emerging"}).status_code == 422
    client.post(at(cast, f"signals/{law}/move/"), {"stage": "emerging", "reason": "three times seen"})
    assert "three times seen" in words(cast, f"signals/{law}/")
    client.post(at(cast, f"signals/{law}/move/undo/"))
    assert fresh(law, cast).stage == "weak"
    given = {"stage": "theme", "reason": "we work on it", "theme": str(id_of(cast.alice, Theme, name="Night care"))}
    client.post(at(cast, f"signals/{law}/move/"), given)
    assert fresh(law, cast).theme.name == "Night care"  # type: ignore[union-attr]


def test_the_day_it_was_talked_about_is_noted(cast: Cast, law: UUID) -> None:
    assert client_of("bob").post(at(cast, f"signals/{law}/brought/"), {"day": "2026-11-01"}).status_code == 302
    assert str(fresh(law, cast).brought_back_on) == "2026-11-01"
    assert client_of("bob").post(at(cast, f"signals/{law}/brought/"), {"day": "2999-01-01"}).status_code == 422


def test_two_that_are_one_come_together_and_apart(cast: Cast, law: UUID) -> None:
    other = signals.spot(cast.bob, "The new law")
    assert "look alike" in words(cast, "signals/doubles/")
    client = client_of("bob")
    answer = client.post(at(cast, f"signals/{law}/together/{other.pk}/"), follow=True)
    page = answer.content.decode()
    assert "Brought together" in page
    undo = page.split('action="')
    address = next(each.split('"')[0] for each in undo if "/doubles/" in each.split('"')[0])
    client.post(address)
    assert Signal.objects.of(cast.network.pk).filter(pk=other.pk).exists()


def test_the_radar_shows_a_picture_a_table_and_a_list(cast: Cast, law: UUID) -> None:
    page = words(cast, "radar/")
    assert page.count("New law") >= 3
    assert 'class="radar-link"' in page
    assert "style=" not in page.split("<main")[1]
    assert "Nothing fits these choices." in words(cast, "radar/?tag=economic")
    assert "how far it has come" in words(cast, "radar/set-up/")
    assert words(cast, "radar/?by=nonsense&rings=nonsense&colour=nonsense&theme=x", "gus")


def test_a_network_chooses_its_radar(cast: Cast) -> None:
    client = client_of("bob")
    assert client.post(at(cast, "radar/set-up/"), {"sectors": "own", "rings": "stage"}).status_code == 422
    given = {"sectors": "own", "rings": "stage", "own": "Here\nThere"}
    assert client.post(at(cast, "radar/set-up/"), given).status_code == 302
    assert "Sector on your radar" in words(cast, f"signals/{id_of(cast.alice, Signal, name='New law')}/edit/")


def test_a_radar_file_is_shown_before_it_is_kept(cast: Cast) -> None:
    client = client_of("bob")
    file = SimpleUploadedFile("radar.csv", b"name,ring,quadrant\nWooden homes,weak,Housing\nBad,orbit,Housing\n")
    page = client.post(at(cast, "radar/in/"), {"file": file}).content.decode()
    assert "is no ring that is known here" in page
    assert "Wooden homes" in page
    rows = page.split('name="rows" value="')[1].split('"')[0]
    assert not Signal.objects.of(cast.network.pk).filter(name="Wooden homes").exists()
    client.post(at(cast, "radar/in/"), {"rows": rows})
    assert Signal.objects.of(cast.network.pk).get(name="Wooden homes").stage == "weak"
    out = client.get(at(cast, "radar/file/"))
    assert out.headers["Content-Disposition"].startswith("attachment")
    assert b"Wooden homes" in out.content
    back = " ".join(client.post(at(cast, "radar/in/back/"), follow=True).content.decode().split())
    assert "One signal is as it was" in back
    assert not Signal.objects.of(cast.network.pk).filter(name="Wooden homes").exists()
    assert "was undone already" in client.post(at(cast, "radar/in/back/"), follow=True).content.decode()
    assert client.post(at(cast, "radar/in/"), {}).status_code == 422


def test_anybody_with_the_link_hands_in_and_a_participant_decides(cast: Cast) -> None:
    lead, outsider = client_of("alice"), Client(headers={"accept-language": "en"})
    page = lead.post(at(cast, "intake/link/"), follow=True).content.decode()
    address = page.split('id="new-address" value="')[1].split('"')[0]
    assert "new-address" not in lead.get(at(cast, "intake/")).content.decode()
    shown = outsider.get(address)
    assert shown.status_code == 200
    assert cast.network.name in shown.content.decode()
    assert "New law" not in shown.content.decode()
    assert HandedIn.objects.of(cast.network.pk).count() == 0
    assert outsider.post(address, {"what": ""}).status_code == 422
    done = outsider.post(address, {"what": "Night buses stop", "name": "Ria"}, follow=True)
    assert "Thank you, it has arrived" in done.content.decode()
    outsider.post(address, {"what": "Buy pills", "website": "x"})
    assert HandedIn.objects.of(cast.network.pk).count() == 1
    assert "handed in as Ria" in words(cast, "intake/")
    row = HandedIn.objects.of(cast.network.pk).get()
    client_of("bob").post(at(cast, f"intake/{row.pk}/accept/"))
    assert Signal.objects.of(cast.network.pk).filter(name="Night buses stop").exists()
    lead.post(at(cast, "intake/link/end/"))
    assert outsider.get(address).status_code == 404


def test_who_hands_in_very_often_has_to_wait(cast: Cast) -> None:
    address = reverse("web:hand_in_signal", args=[intake.make_link(cast.alice)])
    outsider = Client(headers={"accept-language": "en"})
    codes = [outsider.post(address, {"what": f"Signal {n}"}).status_code for n in range(14)]
    assert codes[0] == 302
    assert codes[-1] == 422


def test_wrong_users_find_nothing_and_change_nothing(cast: Cast, law: UUID) -> None:
    handed = intake.hand_in(cast.network.pk, Brought(what="Something"))
    source = sources.add(cast.bob, law, "a talk")
    posts = [
        "signals/new/",
        f"signals/{law}/edit/",
        f"signals/{law}/rate/",
        f"signals/{law}/unrate/",
        f"signals/{law}/move/",
        f"signals/{law}/sources/",
        f"signals/{law}/sources/{source.pk}/remove/",
        f"signals/{law}/brought/",
        f"signals/{law}/remove/",
        "radar/set-up/",
        "radar/in/",
        "intake/link/",
        f"intake/{handed.pk}/accept/",
        f"intake/{handed.pk}/let-go/",
    ]
    for place in posts:
        assert client_of("dirk").post(at(cast, place)).status_code == 404, place
        assert client_of("carla").post(at(cast, place)).status_code == 403, place
    assert client_of("bob").post(at(cast, "intake/link/")).status_code == 403
    assert client_of("gus").get(at(cast, "intake/")).status_code == 403
    assert client_of("gus").get(at(cast, f"signals/{law}/")).status_code == 200
    assert fresh(law, cast).stage == "weak"


def test_the_pages_speak_dutch(cast: Cast, law: UUID) -> None:
    client = client_of("bob", "nl")
    for place, said in (
        ("", "Wat zag je aankomen?"),
        (f"signals/{law}/", "Wat vind jij ervan?"),
        ("radar/", "Kies ringen en sectoren"),
        ("radar/in/", "Een radar uit een bestand"),
        ("intake/", "Er wacht niets"),
        ("signals/doubles/", "Elk signaal staat er één keer"),
    ):
        User.objects.filter(email="bob@example.org").update(language="nl")
        assert said in client.get(at(cast, place)).content.decode(), place
