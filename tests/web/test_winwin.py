"""Win-win on its pages: the table, what a party fills in and who sees it, and the packages."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import version
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.actions import filling, searching
from vierspan.workspace.initiatives.winwin.actions.filling import Brought
from vierspan.workspace.initiatives.winwin.models import Option, Package, Score, Search, Side

NIGHT, PAY = ("At home", "From the base"), ("The city pays", "The insurer pays")


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/initiatives/win-win/{place}"


@pytest.fixture
def search(cast: Cast) -> Search:
    """Alice of the home care and Bob of the city, on two points."""
    alice = as_person(cast.alice, "Alice")
    parties = [id_of(alice, Party, external_id=code) for code in ("P1", "P2")]
    made = searching.begin(alice, searching.Wish(name="Who does the night?"), parties=parties)
    searching.add_issue(alice, made.pk, "Where from", NIGHT)
    searching.add_issue(alice, made.pk, "Who pays", PAY)
    return made


def options_of(cast: Cast) -> dict[str, UUID]:
    return dict(Option.objects.of(cast.network.pk).values_list("name", "pk"))


def fill(cast: Cast, actor: Any, search: Search, scores: dict[str, int], **more: Any) -> Side:
    own = {"Alice": "P1", "Bob": "P2"}[Person.objects.of(cast.network.pk).get(pk=actor.person_id).name]
    side = Side.objects.of(cast.network.pk).get(search=search, party__external_id=own)
    options = options_of(cast)
    brought = Brought(scores={options[name]: score for name, score in scores.items()}, **{"walk_away": 4, **more})
    return filling.fill(actor, side.pk, brought, seen=version(side))


@pytest.fixture
def both(cast: Cast, search: Search) -> Search:
    scores = dict(zip((*NIGHT, *PAY), (9, 2, 5, 6), strict=True))
    fill(cast, as_person(cast.alice, "Alice"), search, scores, interests="CANARY rest at night")
    fill(cast, cast.bob, search, dict(zip((*NIGHT, *PAY), (6, 7, 1, 9), strict=True)))
    return search


def test_a_search_is_made_in_three_steps(cast: Cast) -> None:
    alice = client_of("alice")
    alice.post(at(cast, "new/"), {"name": "Who does the night?"})
    found = Search.objects.of(cast.network.pk).get()
    alice.post(at(cast, f"{found.pk}/issues/new/"), {"name": "Where from", "options": "At home\n\nFrom the base"})
    alice.post(at(cast, f"{found.pk}/parties/new/"), {"party": "Café Samen"})
    page = alice.get(at(cast, f"{found.pk}/")).content.decode()
    assert "From the base" in page
    assert "Café Samen" in page
    assert "0 of 1 points filled in" in page


def test_one_way_is_no_choice(cast: Cast, search: Search) -> None:
    page = client_of("alice").post(at(cast, f"{search.pk}/issues/new/"), {"name": "x", "options": "one"})
    assert page.status_code == 422
    assert "Write at least two ways" in page.content.decode()


def test_the_four_picks_stand_side_by_side_with_what_they_are_to_each(cast: Cast, both: Search) -> None:
    page = client_of("bob").get(at(cast, f"{both.pk}/packages/")).content.decode()
    assert "2 of 4 packages are good enough for all." in page
    for label in ("In balance", "Who gains least, gains most", "Each the same part", "Most together", "Stands firmest"):
        assert label in page
    assert "good enough" in page


def test_what_a_party_keeps_to_itself_is_seen_by_nobody_else(cast: Cast, both: Search) -> None:
    side = Side.objects.of(cast.network.pk).get(search=both, party__external_id="P1")
    assert "CANARY" in client_of("alice").get(at(cast, f"{both.pk}/parties/{side.pk}/")).content.decode()
    for name in ("bob", "carla", "gus", "dirk"):
        assert client_of(name).get(at(cast, f"{both.pk}/parties/{side.pk}/")).status_code == 404
    lead = as_person(join(cast.eve, cast.network, Role.LEAD), "Zoë")
    assert not any(each.is_open for each in queries.sides(lead, both))
    page = client_of("eve").get(at(cast, f"{both.pk}/packages/")).content.decode()
    assert "CANARY" not in page
    assert not re.search(r"\d\.\d\s*<span class=\"mute\">\(\+", page)


def test_a_party_opens_it_to_the_table_or_to_all(cast: Cast, both: Search) -> None:
    side = Side.objects.of(cast.network.pk).filter(search=both, party__external_id="P1")
    address = at(cast, f"{both.pk}/parties/{side.get().pk}/")
    side.update(seen_by="table")
    assert client_of("bob").get(address).status_code == 200
    assert client_of("gus").get(address).status_code == 404
    side.update(seen_by="network")
    assert "CANARY" in client_of("gus").get(address).content.decode()


def test_the_outcome_is_for_the_table_and_who_runs_it(cast: Cast, both: Search) -> None:
    options = {"option": [str(each) for each in options_of(cast).values()][::2]}
    for place in ("packages/", "packages/by-hand/"):
        page = client_of("gus").get(at(cast, f"{both.pk}/{place}"), options).content.decode()
        assert "Only the parties at this table" in page
        assert "good enough" not in page
    assert "Working it out" not in client_of("gus").get(at(cast, f"{both.pk}/")).content.decode()


def test_put_together_by_hand_it_says_who_cannot_go_along_and_what_would_help(cast: Cast, both: Search) -> None:
    options = options_of(cast)
    chosen = {"option": [str(options["From the base"]), str(options["The city pays"])]}
    page = client_of("bob").get(at(cast, f"{both.pk}/packages/by-hand/"), chosen).content.decode()
    assert "Not everybody can go along" in page
    assert "The insurer pays instead of The city pays" in page


def test_a_package_on_the_table_is_an_act_and_can_be_agreed(cast: Cast, both: Search) -> None:
    options = options_of(cast)
    given = {"name": "Home and insurer", "option": [options["At home"], options["The insurer pays"]]}
    client_of("bob").post(at(cast, f"{both.pk}/packages/new/"), given)
    made = Package.objects.of(cast.network.pk).get()
    assert Act.objects.of(cast.network.pk).filter(kind="package.proposed", subject=str(made.pk)).count() == 1
    assert client_of("bob").post(at(cast, f"{both.pk}/packages/{made.pk}/agree/"), {"agreed": "yes"}).status_code == 403
    client_of("alice").post(at(cast, f"{both.pk}/packages/{made.pk}/agree/"), {"agreed": "yes"})
    assert "agreed on" in client_of("gus").get(at(cast, f"{both.pk}/")).content.decode()


def test_half_a_package_is_refused(cast: Cast, both: Search) -> None:
    given = {"name": "Half", "option": [options_of(cast)["At home"]]}
    page = client_of("bob").post(at(cast, f"{both.pk}/packages/new/"), given, follow=True).content.decode()
    assert "Choose one way for each point." in page
    assert not Package.objects.of(cast.network.pk).exists()


def test_an_outsider_fills_in_for_the_party_with_a_link(cast: Cast, search: Search) -> None:
    zoe = Person.objects.of(cast.network.pk).get(name="Zoë")
    assert zoe.party
    side = Side.objects.of(cast.network.pk).create(network=cast.network, search=search, party=zoe.party)
    client_of("alice").post(at(cast, f"{search.pk}/parties/{side.pk}/ask/"), {"person": zoe.pk})
    found = re.search(r"https?://[^/]+(/link/interests/\S+)", Letter.objects.get().body)
    assert found
    nobody, options = Client(headers={"accept-language": "en"}), options_of(cast)
    assert "Where from" in nobody.get(found[1]).content.decode()
    given = {f"s-{pk}": "7" for pk in options.values()} | {"walk_away": "3", "seen_by": "table", "is_confirmed": "on"}
    wrong = nobody.post(found[1], given | {"walk_away": "30", "version": version(side)})
    assert wrong.status_code == 422
    assert "Choose a number from 0 to 10." in wrong.content.decode()
    page = nobody.post(found[1], given | {"version": version(side)}, follow=True).content.decode()
    assert "Kept." in page
    side.refresh_from_db()
    assert (side.walk_away, side.seen_by, side.confirmed_by_id) == (3, "table", zoe.pk)
    assert Score.objects.of(cast.network.pk).filter(side=side).count() == 4
    Person.objects.of(cast.network.pk).filter(pk=zoe.pk).update(party=None)
    assert nobody.get(found[1]).status_code == 404


def test_who_of_the_party_saves_second_sees_both(cast: Cast, search: Search) -> None:
    side = Side.objects.of(cast.network.pk).get(search=search, party__external_id="P2")
    seen, address = version(side), at(cast, f"{search.pk}/parties/{side.pk}/")
    bob = client_of("bob")
    first = {"interests": "quiet streets", "seen_by": "party", "version": seen}
    assert bob.post(address, first).status_code == 302
    again = bob.post(address, first | {"interests": "loud streets"})
    assert again.status_code == 409
    assert "quiet streets" in again.content.decode()


def test_other_words_for_a_way_are_filled_in_anew(cast: Cast, both: Search) -> None:
    issue = queries.issues(cast.network.pk, both)[0].issue
    alice = client_of("alice")
    alice.post(at(cast, f"{both.pk}/issues/{issue.pk}/"), {"name": "Where from", "options": "At home\nFrom a van"})
    page = alice.get(at(cast, f"{both.pk}/")).content.decode()
    assert "1 of 2 points filled in" in page
    assert Score.objects.of(cast.network.pk).filter(option__name="At home").count() == 2


def test_it_stands_on_the_page_of_its_initiative(cast: Cast, search: Search) -> None:
    shop = id_of(cast.alice, Initiative, name="Care shop")
    Search.objects.of(cast.network.pk).filter(pk=search.pk).update(initiative=shop)
    page = client_of("bob").get(f"/n/{cast.network.slug}/initiatives/{shop}/win-win/").content.decode()
    assert "Who does the night?" in page


def test_closed_it_is_read_and_not_filled_in(cast: Cast, both: Search) -> None:
    client_of("alice").post(at(cast, f"{both.pk}/close/"), {"closed": "yes"})
    side = Side.objects.of(cast.network.pk).get(search=both, party__external_id="P2")
    page = client_of("bob").get(at(cast, f"{both.pk}/parties/{side.pk}/")).content.decode()
    assert "Keep it" not in page
    client_of("alice").post(at(cast, f"{both.pk}/remove/"))
    assert not Search.objects.of(cast.network.pk).exists()


def test_an_empty_room_says_what_to_do(cast: Cast) -> None:
    page = client_of("bob").get(at(cast)).content.decode()
    assert "No search for a package yet" in page
    assert "Look for a package" in page
