"""Themes, activities and the matrix on their pages: forms, squares, filters, files, paper, wrong users."""

import csv
import io
import re
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.course import coherence
from vierspan.workspace.course.models import Activity, Contribution
from vierspan.workspace.directory.models import Party, Theme
from vierspan.workspace.directory.versions import version
from vierspan.workspace.networks import actions as networks


def client_of(name: str, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/course/{place}"


def pilot(cast: Cast) -> UUID:
    return id_of(cast.alice, Activity, name="Pilot")


def theme(cast: Cast, name: str = "Night care") -> UUID:
    return id_of(cast.alice, Theme, name=name)


def square(cast: Cast, name: str = "Night care", more: str = "") -> str:
    return at(cast, f"coherence/{pilot(cast)}/{theme(cast, name)}/{more}")


def test_a_theme_is_added_and_taken_away_again(cast: Cast) -> None:
    bob = client_of("bob")
    reply = bob.post(at(cast, "themes/new/"), {"name": "Transport", "priority": "2.5"}, follow=True)
    page = reply.content.decode()
    assert "Transport: nobody works on it yet" in page
    made = Theme.objects.of(cast.network.pk).get(name="Transport")
    undo = at(cast, f"themes/{made.pk}/remove/")
    assert undo in page
    bob.post(undo)
    assert not Theme.objects.of(cast.network.pk).filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": ""}, "Give it a name."),
        ({"name": "Housing"}, "Something else has this name already."),
        ({"name": "New", "priority": "much"}, "Write a number"),
        ({"name": "New", "priority": "-1"}, "outside what is possible"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_beside_its_field(cast: Cast, given: dict[str, str], told: str) -> None:
    page = client_of("bob").post(at(cast, "themes/new/"), given | {"description": "kept as typed"})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert "kept as typed" in page.content.decode()


def test_a_theme_is_weighed_let_go_and_taken_up_by_one_press(cast: Cast) -> None:
    bob, here = client_of("bob"), at(cast, f"themes/{theme(cast)}/")
    bob.post(here + "priority/", {"priority": "5"})
    assert Theme.objects.of(cast.network.pk).get(pk=theme(cast)).priority == 5
    assert bob.post(here + "priority/", {"priority": "99"}).status_code in (400, 422)
    assert "you let this go" in bob.post(here + "let-go/", follow=True).content.decode()
    assert "let go" in bob.get(at(cast, "themes/")).content.decode()
    bob.post(here + "bring-back/")
    assert "nobody works on it yet" in bob.get(here).content.decode()


def test_who_saves_a_theme_second_sees_both_texts(cast: Cast) -> None:
    here, seen = at(cast, f"themes/{theme(cast)}/edit/"), version(Theme.objects.of(cast.network.pk).get(pk=theme(cast)))
    given = {"name": "Night care", "priority": "2", "version": seen}
    client_of("alice").post(here, given | {"description": "from ten to six"})
    page = client_of("bob").post(here, given | {"description": "when it is dark"})
    assert page.status_code == 409
    assert "from ten to six" in page.content.decode()
    assert "when it is dark" in page.content.decode()


def test_an_activity_takes_three_fields_with_my_party_filled_in(cast: Cast) -> None:
    bob = client_of("bob")
    page = bob.get(at(cast, "activities/new/"))
    form, own = page.context["form"], str(id_of(cast.bob, Party, external_id="P2"))
    assert form["parties"].initial == [own]
    assert form["owner"].initial == "Bob"
    given = {"name": "Bus at night", "parties": [own], "serves": str(theme(cast))}
    page = bob.post(at(cast, "activities/new/"), given, follow=True)
    assert "Bus at night serves Night care" in page.content.decode()
    made = Activity.objects.of(cast.network.pk).get(name="Bus at night")
    assert coherence.judged_squares(cast.bob)[made.pk, theme(cast)].scores == ((UUID(own), 3),)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": ""}, "Give it a name."),
        ({"owner": "Nobody Atall"}, "Nobody here has that name"),
        ({"hours": "many"}, "Write a number"),
        ({"parties": ["not-a-party"]}, "Choose one of the possibilities."),
        ({"serves": "not-a-theme"}, "Choose one of the possibilities."),
        ({"judged_by": "nobody"}, "Choose one of the possibilities."),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "The last day stands before"),
        ({"since": "soon"}, "This day does not exist"),
    ],
)
def test_what_is_wrong_with_an_activity_is_told(cast: Cast, given: dict[str, object], told: str) -> None:
    page = client_of("bob").post(at(cast, "activities/new/"), {"name": "Kept as typed", **given})
    assert page.status_code == 422
    assert told in page.content.decode()


def test_an_activity_is_put_right_and_the_second_to_save_sees_both(cast: Cast) -> None:
    found = Activity.objects.of(cast.network.pk).get(pk=pilot(cast))
    here, seen = at(cast, f"activities/{found.pk}/edit/"), version(found)
    given = {"name": "Pilot", "parties": found.parties, "owner": "Alice", "version": seen}
    assert client_of("alice").post(here, given | {"hours": "40", "state": "running"}).status_code == 302
    page = client_of("bob").post(here, given | {"hours": "80", "state": "running", "owner": "Bob"})
    assert page.status_code == 409
    assert "40" in page.content.decode()
    again = re.search(r'name="version" value="([^"]+)"', page.content.decode())
    assert again
    kept = {**given, "hours": "80", "owner": "Bob", "version": again.group(1)}
    assert client_of("bob").post(here, kept).status_code == 302
    found.refresh_from_db()
    assert (found.hours, found.owner_id) == (80, cast.bob.person_id)


def test_stopping_can_be_undone_and_taking_away_is_asked_first(cast: Cast) -> None:
    here, alice = at(cast, f"activities/{pilot(cast)}/"), client_of("alice")
    page = alice.post(here + "stop/", follow=True).content.decode()
    assert "you stopped this" in page
    assert here + "go-on/" in page
    assert "This was stopped already" in alice.post(here + "stop/", follow=True).content.decode()
    alice.post(here + "go-on/")
    assert "2 judgements go along" in alice.get(here).content.decode()
    assert client_of("bob").post(here + "remove/").status_code == 403
    alice.post(here + "remove/")
    assert alice.get(here).status_code == 404


def test_a_square_says_who_finds_what_and_takes_my_score(cast: Cast) -> None:
    bob, own = client_of("bob"), str(id_of(cast.bob, Party, external_id="P2"))
    page = bob.get(square(cast, "Housing")).content.decode()
    assert "You judge differently whether Pilot serves Housing" in page
    assert "2.0 on average, of 2 judges" in page
    page = bob.post(square(cast), {"score": "3", "reason": "all night", "as": own}, follow=True).content.decode()
    assert "Night care is the core of Pilot" in page
    assert "all night" in page
    page = bob.post(square(cast, more="take-back/"), {"as": own}, follow=True).content.decode()
    assert "Does Pilot serve Night care?" in page


def test_a_square_without_a_score_keeps_the_reason_typed(cast: Cast) -> None:
    page = client_of("bob").post(square(cast), {"reason": "all night"})
    assert page.status_code == 422
    assert "Choose one of the four." in page.content.decode()
    assert "all night" in page.content.decode()
    assert client_of("bob").post(square(cast), {"score": "7"}).status_code == 422


def test_nobody_judges_in_another_name_from_a_page(cast: Cast) -> None:
    elsewhere = str(id_of(cast.bob, Party, external_id="P1"))
    for name in (elsewhere, str(cast.alice.person_id), "-"):
        assert client_of("bob").post(square(cast), {"score": "3", "as": name}).status_code == 403
    assert client_of("bob").post(square(cast), {"score": "3", "as": "nonsense"}).status_code in (400, 422)
    for name in ("carla", "gus"):
        assert client_of(name).post(square(cast), {"score": "3"}).status_code == 403
        assert "Keep my score" not in client_of(name).get(square(cast)).content.decode()
    assert client_of("dirk").get(square(cast)).status_code == 404
    assert not Contribution.objects.of(cast.network.pk).filter(theme=theme(cast)).exists()


def test_a_guest_sees_scores_and_no_names_of_people(cast: Cast) -> None:
    page = client_of("gus").get(square(cast, "Housing")).content.decode()
    assert "somebody" in page
    assert "Alice" not in page


def test_one_square_after_another(cast: Cast) -> None:
    bob = client_of("bob")
    page = bob.get(at(cast, "coherence/next/"))
    assert "0 of 4 judged" in page.content.decode()
    for done in range(1, 5):
        form = {"square": page.context["square"], "as": page.context["judging"].key, "score": "2"}
        page = bob.post(at(cast, "coherence/next/"), form, follow=True)
        assert f"{done} of 4 judged" in page.content.decode()
    assert "Nothing waits for you any more" in page.content.decode()
    wrong = bob.post(at(cast, "coherence/next/"), {"square": "nonsense", "score": "2"})
    assert wrong.status_code == 200


def test_all_themes_of_one_activity_at_once(cast: Cast) -> None:
    bob, here = client_of("bob"), at(cast, f"activities/{pilot(cast)}/judge/")
    fields = {f"score_{theme(cast, name).hex}": score for name, score in (("Night care", "1"), ("Housing", "0"))}
    bob.post(here, fields)
    cells = coherence.judged_squares(cast.bob)
    own = id_of(cast.bob, Party, external_id="P2")
    assert cells[pilot(cast), theme(cast)].by(frozenset([own])) == 1
    assert cells[pilot(cast), theme(cast, "Housing")].by(frozenset([own])) == 0
    assert bob.post(here, {f"score_{theme(cast).hex}": "9"}).status_code == 422


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Pilot", "Loose end"}),
        ("?only=mine", {"Pilot"}),
        ("?only=disputed", {"Pilot"}),
        ("?only=loose", {"Loose end"}),
        ("?q=loose", {"Loose end"}),
        ("?state=planned", set()),
        ("?state=all&sort=name", {"Pilot", "Loose end"}),
        ("?only=nonsense&sort=nonsense&page=99999&cols=-1&theme=x&party=y", {"Pilot", "Loose end"}),
    ],
)
def test_the_matrix_is_chosen_from(cast: Cast, query: str, shown: set[str]) -> None:
    page = client_of("bob").get(at(cast, f"coherence/{query}"))
    assert {line.name for line in page.context["matrix"].lines} == shown


def test_the_matrix_says_what_is_missing_and_links_to_it(cast: Cast) -> None:
    page = client_of("bob").get(at(cast, "coherence/")).content.decode()
    assert "You find Night care important, but nobody works on it" in page
    assert "2 themes ask for more" in page
    assert "it clearly serves no theme" in page
    assert "You judge one square differently" in page


def test_the_file_holds_the_means_and_who_said_what(cast: Cast) -> None:
    alice = client_of("alice")
    means = alice.get(at(cast, "coherence/file/?as=csv")).content.decode("utf-8-sig")
    rows = {row["Activity"]: row for row in csv.DictReader(io.StringIO(means))}
    assert rows["Pilot"]["Housing"] == "2.0"
    assert rows["Loose end"]["Housing"] == ""
    said = alice.get(at(cast, "coherence/file/?as=csv&what=judgements")).content.decode("utf-8-sig")
    assert {(row["Judged by"], row["Score"]) for row in csv.DictReader(io.StringIO(said))} == {
        ("Alice", "3"),
        ("Bob", "1"),
    }
    assert alice.get(at(cast, "coherence/file/?as=docx")).status_code == 404
    assert client_of("gus").get(at(cast, "coherence/file/?as=csv")).status_code == 403


def test_it_fits_on_lying_a3(cast: Cast) -> None:
    for number in range(38):
        Activity(network_id=cast.network.pk, name=f"A longer name of activity {number}").save()
    for number in range(10):
        Theme(network_id=cast.network.pk, name=f"A theme with a name {number}").save()
    paper = client_of("alice").get(at(cast, "coherence/paper/"))
    assert paper["Content-Type"] == "application/pdf"
    assert len(re.findall(rb"/Type\s*/Page\b", paper.content)) <= 1
    assert paper.content.startswith(b"%PDF")


def test_an_empty_network_starts_with_a_theme_then_an_activity(cast: Cast) -> None:
    eve, network = client_of("eve"), networks.create(cast.eve, name="New", language="en")
    home = f"/n/{network.slug}/course/"
    assert "Add the first theme" in eve.get(home + "themes/").content.decode()
    assert "It starts with a theme" in eve.get(home + "coherence/").content.decode()
    eve.post(home + "themes/new/", {"name": "Night care"})
    assert "Now what you do" in eve.get(home + "coherence/").content.decode()
    found = Theme.objects.of(network.pk).get()
    page = eve.post(home + "activities/new/", {"name": "Night bus", "serves": str(found.pk)}, follow=True)
    assert "Night bus serves Night care" in page.content.decode()
    assert "Every theme is worked on" in eve.get(home + "coherence/").content.decode()
    assert eve.get(home + "coherence/next/").status_code == 200


@pytest.mark.parametrize("place", ["themes/new/", "activities/new/", "coherence/next/"])
def test_observers_and_guests_are_offered_no_form(cast: Cast, place: str) -> None:
    for name in ("carla", "gus"):
        assert client_of(name).get(at(cast, place)).status_code == 403
        assert client_of(name).post(at(cast, place), {"name": "New"}).status_code == 403
    assert client_of("dirk").get(at(cast, place)).status_code == 404
