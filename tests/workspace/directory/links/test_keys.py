"""Personal links: one purpose, one thing, until it is ended."""

import uuid
from datetime import timedelta

import pytest

from factories import Cast
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link

pytestmark = pytest.mark.django_db


def test_a_link_opens_what_it_was_made_for_and_nothing_else(cast: Cast) -> None:
    subject = uuid.uuid4()
    token = keys.made(cast.network.pk, "position", subject)
    assert keys.opened(token, "position").subject == subject
    with pytest.raises(NotFound):
        keys.opened(token, "interest")


def test_what_stands_in_the_letter_is_not_kept(cast: Cast) -> None:
    token = keys.made(cast.network.pk, "position", uuid.uuid4())
    assert token not in str(Link.objects.of(cast.network.pk).values().get())


def test_an_ended_link_opens_nothing_at_once(cast: Cast) -> None:
    subject = uuid.uuid4()
    token = keys.made(cast.network.pk, "position", subject)
    assert keys.end(cast.network.pk, "position", subject) == 1
    with pytest.raises(NotFound):
        keys.opened(token, "position")


def test_a_link_is_good_through_its_last_day(cast: Cast) -> None:
    today = clock.today()
    keys.opened(keys.made(cast.network.pk, "position", uuid.uuid4(), good_until=today), "position")
    past = keys.made(cast.network.pk, "position", uuid.uuid4(), good_until=today - timedelta(days=1))
    with pytest.raises(NotFound):
        keys.opened(past, "position")


def test_links_of_one_thing_are_listed_within_their_network(cast: Cast) -> None:
    subject = uuid.uuid4()
    keys.made(cast.network.pk, "position", subject)
    assert keys.open_links(cast.network.pk, "position", subject).count() == 1
    assert keys.open_links(uuid.uuid4(), "position", subject).count() == 0
