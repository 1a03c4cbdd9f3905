"""Ties on their pages: declared, confirmed, put right, ended, observed, and the kinds there are."""

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.actions import ties as actions
from vierspan.workspace.directory.models import Party, Person, Tie
from vierspan.workspace.directory.versions import version


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


@pytest.fixture
def tie(cast: Cast) -> Tie:
    """Alice says that she trusts Bob."""
    alice, bob = (id_of(cast.alice, Person, name=name) for name in ("Alice", "Bob"))
    return actions.declare(cast.alice, actions.Told(source=alice, target=bob, kind="trusts", directed=True))


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/ties/{place}"


def test_the_list_says_of_how_many_ties_both_sides_say_so(cast: Cast, tie: Tie) -> None:
    actions.answer(cast.bob, tie.pk, "yes")
    page = client_of("alice").get(at(cast)).content.decode()
    assert "3 ties were declared; of 1 both sides say so" in page
    assert "Add a tie" in page
    assert "Add a tie" not in client_of("carla").get(at(cast)).content.decode()


def test_a_tie_is_written_down_by_the_names_of_its_ends(cast: Cast) -> None:
    given = {"source": "Alice", "target": "cafe samen", "kind": "+", "own_kind": "funds", "strength": "2.5"}
    answer = client_of("bob").post(at(cast, "new/"), given)
    made = Tie.objects.of(cast.network.pk).get(kind="funds")
    assert answer["Location"].endswith(f"/ties/{made.pk}/")
    assert (made.target, made.strength) == (id_of(cast.alice, Party, name="Café Samen"), 2.5)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"source": "Alice", "target": "Nobody Atall"}, "Nobody here has that name"),
        ({"source": "Alice", "target": "Alice"}, "A tie runs between two"),
        ({"source": "Alice", "target": "Bob", "strength": "-1"}, "Choose a number from 0 up"),
        ({"source": "", "target": "Bob"}, "Say between whom this tie runs"),
        (
            {"source": "Alice", "target": "Bob", "since": "2026-02-01", "until": "2026-01-01"},
            "The last day stands before",
        ),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_stays_typed(cast: Cast, given: dict[str, str], told: str) -> None:
    page = client_of("alice").post(at(cast, "new/"), given)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert f'value="{given["target"]}"' in page.content.decode()


def test_the_other_side_is_asked_and_confirms(cast: Cast, tie: Tie) -> None:
    bob = client_of("bob")
    assert "One tie waits for your word" in bob.get(at(cast)).content.decode()
    bob.post(at(cast, f"{tie.pk}/answer/"), {"says": "yes"})
    assert "both sides say so" in bob.get(at(cast, f"{tie.pk}/")).content.decode()
    assert "waits for your word" not in bob.get(at(cast)).content.decode()


def test_nobody_confirms_their_own_word(cast: Cast, tie: Tie) -> None:
    assert client_of("alice").post(at(cast, f"{tie.pk}/answer/"), {"says": "yes"}).status_code == 404


def test_who_saves_second_sees_both_texts(cast: Cast, tie: Tie) -> None:
    seen = version(tie)
    given = {"source": "Alice", "target": "Bob", "kind": "trusts", "directed": "on", "version": seen}
    assert client_of("alice").post(at(cast, f"{tie.pk}/"), given | {"note": "from the choir"}).status_code == 302
    page = client_of("bob").post(at(cast, f"{tie.pk}/"), given | {"note": "from school"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "from the choir" in text
    assert "from school" in text


def test_a_tie_ends_and_stays_or_goes_altogether(cast: Cast, tie: Tie) -> None:
    alice = client_of("alice")
    alice.post(at(cast, f"{tie.pk}/end/"))
    tie.refresh_from_db()
    assert tie.until is not None
    assert client_of("bob").post(at(cast, f"{tie.pk}/remove/")).status_code == 403
    alice.post(at(cast, f"{tie.pk}/remove/"))
    assert not Tie.objects.of(cast.network.pk).filter(pk=tie.pk).exists()


def test_names_are_completed_while_typing(cast: Cast) -> None:
    assert 'value="Bob"' in client_of("alice").get(at(cast, "names/?target=bo")).content.decode()


def test_what_the_records_show_stands_apart_and_is_not_for_observers(cast: Cast) -> None:
    page = client_of("alice").get(at(cast, "observed/"))
    assert page.status_code == 200
    assert "sit at 1 table" in page.content.decode()
    assert client_of("carla").get(at(cast, "observed/")).status_code == 403


def test_a_leader_names_the_kinds_and_a_new_name_goes_to_every_tie(cast: Cast) -> None:
    alice = client_of("alice")
    assert "These came with your records" in alice.get(at(cast, "kinds/")).content.decode()
    alice.post(at(cast, "kinds/"), {"name": "works with"})
    kind = alice.get(at(cast, "kinds/")).context["own"][0].declared
    alice.post(at(cast, f"kinds/{kind.pk}/"), {"name": "joins hands with"})
    assert Tie.objects.of(cast.network.pk).filter(kind="joins hands with").count() == 1
    alice.post(at(cast, f"kinds/{kind.pk}/remove/"))
    assert alice.get(at(cast, "kinds/")).context["own"]
    assert client_of("bob").post(at(cast, "kinds/"), {"name": "mine"}).status_code == 403


def test_the_list_is_taken_along_as_a_sheet(cast: Cast, tie: Tie) -> None:
    text = client_of("alice").get(at(cast, "?as=csv")).content.decode("utf-8-sig")
    assert "trusts" in text
