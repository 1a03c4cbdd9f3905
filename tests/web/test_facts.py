"""The rows under a figure."""

import pytest
from django.test import Client
from django.utils.http import urlencode

from factories import Cast, make_cast
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast("nl")


def opened(actor: Actor, cast: Cast, status: int = 200, form: str = "", **asked: str) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    reply = client.get(f"/n/{cast.network.slug}/facts/?{urlencode({**asked, 'as': form})}")
    assert reply.status_code == status
    return reply.content.decode("utf-8-sig")


def test_a_figure_of_the_mirror_opens_its_rows(cast: Cast) -> None:
    page = opened(cast.bob, cast, at="participation.rate")
    assert "<h1>Opkomst</h1>" in page
    assert "Kick-off" in page


def test_a_heading_says_which_orientation_it_is(cast: Cast) -> None:
    assert "Leiders, Initiatieven" in opened(cast.bob, cast, at="orientations.3.done.effective_leaders")


def test_a_place_that_is_no_figure_is_not_there(cast: Cast) -> None:
    for place in ("key", "orientations.9.need.cover", "__class__", "orientations.0", "grounds.acts", "."):
        opened(cast.bob, cast, 404, at=place)


def test_ratings_are_counted_and_never_listed(cast: Cast) -> None:
    page = opened(cast.alice, cast, table="ratings")
    assert "blijft bij wie het zei" in page
    assert "<table" not in page
    assert "blijft bij wie het zei" in opened(cast.alice, cast, table="ratings", form="csv")


def test_rows_are_found_sorted_and_taken_along(cast: Cast) -> None:
    assert "Niets gevonden" in opened(cast.bob, cast, table="attendance", q="zzz")
    assert 'aria-sort="ascending"' in opened(cast.bob, cast, table="ledger", sort="done_on")
    found = opened(cast.bob, cast, table="ledger", q="alice")
    assert "Alice" in found
    assert "Zoë" not in found
    lines = opened(cast.bob, cast, table="attendance", form="csv").splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("Bijeenkomst;")


def test_all_tables_are_one_page(cast: Cast) -> None:
    page = opened(cast.carla, cast)
    assert "?table=attendance" in page
    assert "?table=ratings" not in page


def test_strangers_and_guests_open_nothing(cast: Cast) -> None:
    opened(cast.dirk, cast, 404, table="ledger")
    opened(cast.gus, cast, 403, table="ledger")
    opened(cast.bob, cast, 404, table="salaries")
    opened(cast.bob, cast, 404, handle="nothing:at:all")
    opened(cast.bob, cast, 404, table="ledger", salary="1")


def test_observers_open_no_figure_that_names_people(cast: Cast) -> None:
    opened(cast.carla, cast, 404, at="participation.rate")
    assert "Alice" not in opened(cast.carla, cast, table="ledger", q="alice")
