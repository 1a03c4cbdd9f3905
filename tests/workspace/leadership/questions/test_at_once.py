"""Two pages of one sheet, kept at the same moment: nothing of either is lost."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from leadership_circle import Circle, make_circle, token
from vierspan.workspace.accounts.models import User
from vierspan.workspace.leadership.questions import answering, items, own

pytestmark = pytest.mark.django_db(transaction=True)

TABS = 4
KEYS = items.keys(items.ABOUT)


@pytest.fixture
def circle() -> Circle:
    return make_circle()


def at_once(works: Sequence[Callable[[], object]]) -> None:
    """All begin together, each on a connection of its own."""
    barrier, slips = Barrier(len(works)), list[Exception]()

    def run(work: Callable[[], object]) -> None:
        try:
            barrier.wait()
            work()
        except Exception as slip:
            slips.append(slip)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert slips == []


def one_after_another(keys: Sequence[str], keep: Callable[[str], object]) -> Callable[[], None]:
    def work() -> None:
        for key in keys:
            keep(key)

    return work


def test_pages_that_are_kept_at_once_lose_nothing_of_each_other(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    link = token(of, circle.people[2])
    answering.keep(link, {KEYS[0]: 1})

    def keep(key: str) -> None:
        page = Client().post(f"/link/lead/{link}/keep/", {f"q-{key}": "4"})
        assert page.status_code == 204

    at_once([one_after_another(KEYS[1 + tab :: TABS], keep) for tab in range(TABS)])
    assert answering.opened(link).answers == {KEYS[0]: 1} | dict.fromkeys(KEYS[1:], 4)


def test_the_first_answers_of_two_tabs_make_one_sheet(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    for person in circle.people[2:6]:
        link = token(of, person)
        at_once([lambda key=key, link=link: answering.keep(link, {key: 3}) for key in KEYS[:TABS]])  # type: ignore[misc]
        assert answering.opened(link).answers == dict.fromkeys(KEYS[:TABS], 3)


def test_ones_own_sheet_loses_nothing_either(circle: Circle) -> None:
    keys = items.keys(items.SELF)
    address = f"/n/{circle.network.slug}/leadership/mine/answers/keep/"

    def keep(key: str) -> None:
        client = Client()
        client.force_login(User.objects.get(pk=circle.me.user_id))
        assert client.post(address, {f"q-{key}": "2"}).status_code == 204

    at_once([one_after_another(keys[tab:12:TABS], keep) for tab in range(TABS)])
    sheet = own.being_filled(circle.me)
    assert sheet is not None
    assert sheet.answers == dict.fromkeys(keys[:12], 2)
