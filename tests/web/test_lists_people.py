"""The lists of people and parties: columns, filters, kept lists and changing many at once."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.actions import saved_lists
from vierspan.workspace.directory.models import BulkChange, OwnField, Party, Person, SavedList

pytestmark = pytest.mark.django_db


def as_user(cast: Cast, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    actor = getattr(cast, name)
    client.force_login(actor if isinstance(actor, User) else User.objects.get(pk=actor.user_id))
    return client


def at(cast: Cast, *parts: str, **query: Any) -> str:
    asked = urlencode(query, doseq=True)
    return f"/n/{cast.network.slug}/{'/'.join(parts)}/{f'?{asked}' if asked else ''}"


def text(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, reply.status_code
    return reply.content.decode()


def own_field(cast: Cast, **values: Any) -> OwnField:
    field = OwnField(network_id=cast.network.pk, table="parties", **values)
    field.save()
    return field


def test_columns_are_chosen_in_the_address_and_go_along_in_the_export(cast: Cast) -> None:
    own_field(cast, name="KvK, oud", type="number")
    party = Party.objects.of(cast.network.pk).get(name="Café Samen")
    party.extra, party.tags = {"KvK, oud": 7}, ["pioneer"]
    party.save()
    client = as_user(cast, "bob")
    chosen = at(cast, "parties", column=["name", "tags", "ties", "own.KvK, oud"])
    page = text(client, chosen)
    assert "pioneer" in page
    assert "KvK, oud" in page
    assert 'data-label="Sector"' not in page
    lines = client.get(f"{chosen}&as=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == 'Name,Tags,"KvK, oud",Ties'
    assert lines[1] == "Café Samen,pioneer,7,1"


def test_one_may_sort_by_any_column_also_by_what_is_worked_out(cast: Cast) -> None:
    own_field(cast, name="Size", type="number")
    for name, size in (("Café Samen", 10), ("Thuiszorg De Brink", 9)):
        row = Party.objects.of(cast.network.pk).get(name=name)
        row.extra = {"Size": size}
        row.save()
    client = as_user(cast, "bob")

    def order(sort: str) -> list[str]:
        lines = client.get(at(cast, "parties", sort=sort, **{"as": "csv"})).content.decode().splitlines()[1:]
        return [line.split(",")[0] for line in lines]

    assert order("-ties")[0] == "Gemeente Oosterdal"
    assert order("own.Size") == ["Thuiszorg De Brink", "Café Samen", "Gemeente Oosterdal"]
    assert order("-own.Size") == ["Café Samen", "Thuiszorg De Brink", "Gemeente Oosterdal"]


def test_one_may_choose_by_tag_own_field_and_what_asks_for_care(cast: Cast) -> None:
    own_field(cast, name="Kind", type="choice", choices=["a", "b"])
    row = Party.objects.of(cast.network.pk).get(name="Café Samen")
    row.tags, row.extra, row.next_check = ["één"], {"Kind": "b"}, clock.today() - timedelta(days=1)
    row.save()
    lone = Party(network_id=cast.network.pk, name="Alone")
    lone.save()
    client = as_user(cast, "bob")
    for query, found in (
        ({"tags": "één"}, "Café Samen"),
        ({"own.Kind": "b"}, "Café Samen"),
        ({"standing": "to_check"}, "Café Samen"),
        ({"standing": "no_people"}, "Alone"),
        ({"standing": "no_ties"}, "Alone"),
    ):
        lines = client.get(at(cast, "parties", **query, **{"as": "csv"})).content.decode().splitlines()
        assert [line.split(",")[0] for line in lines[1:]] == [found], query
    page = text(client, at(cast, "parties"))
    assert "één (1)" in page
    assert "Due for a check (1)" in page


def test_a_search_says_what_only_looks_like_it(cast: Cast) -> None:
    page = text(as_user(cast, "bob"), at(cast, "parties", q="Thuiszrg"))
    assert "Thuiszorg De Brink" in page
    assert "looks like it" in page
    assert "Some only look like what you searched for." in page


def test_own_fields_and_ticks_are_not_for_observers(cast: Cast) -> None:
    own_field(cast, name="Secret", type="text")
    page = text(as_user(cast, "carla"), at(cast, "parties", column=["name", "own.Secret"]))
    assert "Secret" not in page
    assert 'name="row"' not in page
    people = text(as_user(cast, "carla"), at(cast, "people", column=["name", "email", "phone"]))
    assert "people.example" not in people


def test_a_list_is_kept_opened_renamed_shared_and_let_go(cast: Cast) -> None:
    client = as_user(cast, "bob")
    query = "ring=core&columns=name%2Ctags"
    reply = client.post(at(cast, "people", "kept", "parties", "keep"), {"name": "Core", "query": query})
    assert reply.status_code == 302
    assert reply.headers["Location"].endswith("/parties/?ring=core&columns=name%2Ctags")
    page = text(client, reply.headers["Location"])
    assert 'aria-current="true">Core' in page
    kept = SavedList.objects.of(cast.network.pk).get()
    there = at(cast, "people", "kept", "list", str(kept.pk))
    client.post(there, {"name": "The core"})
    client.post(there, {"do": "shared"})
    assert "The core" in text(as_user(cast, "alice"), at(cast, "parties"))
    assert as_user(cast, "carla").post(there, {"do": "remove"}).status_code == 403
    assert as_user(cast, "dirk").post(there, {"do": "remove"}).status_code == 404
    client.post(there, {"do": "remove"})
    assert not SavedList.objects.of(cast.network.pk).exists()


def test_a_name_that_is_taken_is_said_beside_its_field(cast: Cast) -> None:
    saved_lists.keep(cast.bob, "parties", name="One", query="")
    two = saved_lists.keep(cast.bob, "parties", name="Two", query="")
    reply = as_user(cast, "bob").post(at(cast, "people", "kept", "list", str(two.pk)), {"name": "One"})
    assert reply.status_code == 422
    assert "Something else has this name already." in reply.content.decode()


def test_ticked_rows_are_changed_after_a_look_and_changed_back(cast: Cast) -> None:
    client = as_user(cast, "bob")
    rows = [str(pk) for pk in Person.objects.of(cast.network.pk).values_list("pk", flat=True)]
    asked = {"row": rows, "what": "ring", "value": "core", "list": "q="}
    look = text(client, at(cast, "people", "change", "people", **asked))
    assert "6 people: Ring becomes “core”" in look
    assert not BulkChange.objects.of(cast.network.pk).exists()
    reply = client.post(at(cast, "people", "change", "people"), asked, follow=True)
    made = BulkChange.objects.of(cast.network.pk).get()
    undo = at(cast, "people", "changes", "undo", str(made.pk))
    assert f'action="{undo}"' in reply.content.decode()
    changes = text(client, at(cast, "people", "changes", "people"))
    assert "6 people: Ring becomes “core”" in changes
    assert as_user(cast, "dirk").post(undo).status_code == 404
    assert as_user(cast, "carla").post(undo).status_code == 403
    assert "Undone for 6 rows" in client.post(undo, follow=True).content.decode()
    assert set(Person.objects.of(cast.network.pk).values_list("ring", flat=True)) == {"partner"}


def test_all_that_were_found_are_changed_and_nothing_else(cast: Cast) -> None:
    client = as_user(cast, "bob")
    asked = {"all": "yes", "list": "region=Oost", "what": "add", "value": "east"}
    assert "2 parties: get the tag “east”" in text(client, at(cast, "people", "change", "parties", **asked))
    client.post(at(cast, "people", "change", "parties"), asked)
    tagged = Party.objects.of(cast.network.pk).exclude(tags=[]).values_list("name", flat=True)
    assert sorted(tagged) == ["Café Samen", "Thuiszorg De Brink"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"what": "next_check", "value": "x"}, "Say what it becomes."),
        ({"what": "party", "value": "Nobody knows"}, "party"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_asked(cast: Cast, asked: dict[str, str], said: str) -> None:
    row = str(id_of(cast.bob, Person, name="Dan"))
    reply = as_user(cast, "bob").get(at(cast, "people", "change", "people", row=row, **asked))
    assert reply.status_code == 422
    assert said in reply.content.decode()
    assert 'aria-invalid="true"' in reply.content.decode()


def test_without_ticks_the_page_says_how(cast: Cast) -> None:
    assert "Nothing was ticked" in text(as_user(cast, "bob"), at(cast, "people", "change", "people"))
    assert as_user(cast, "carla").get(at(cast, "people", "change", "people")).status_code == 403
    assert as_user(cast, "bob").get(at(cast, "people", "change", "themes")).status_code == 404
