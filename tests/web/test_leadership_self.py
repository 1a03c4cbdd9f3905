"""One's own view of how one leads, and what the network says that it needs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from factories import join
from lead_circle import Asking, make_asking
from reflection_circle import Circle, make_circle
from vierspan.workspace.access.release import Cell, Snapshot
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.questions import items, own
from vierspan.workspace.leadership.questions.models import SelfAnswers
from vierspan.workspace.networks import queries as networks

ALL = {f"q-{key}": "3" for key in items.keys(items.SELF)}


@pytest.fixture
def circle(db: None) -> Circle:
    return make_circle()


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def member(circle: Circle) -> Client:
    return client_of(circle.member.user_id)


def rows_of(circle: Circle) -> Any:
    return SelfAnswers.objects.of(circle.network.pk)


def at(circle: Circle, path: str) -> str:
    return f"/n/{circle.network.slug}/leadership/mine/answers/{path}"


def test_one_begins_by_reading_that_nobody_else_sees_it(circle: Circle, member: Client) -> None:
    shown = member.get(at(circle, "")).content.decode()
    assert "Only you see this" in shown and "no export of the network" in shown
    assert f'{at(circle, "s/")}"' in shown


def test_from_screen_to_screen_until_it_is_kept(circle: Circle, member: Client) -> None:
    address = at(circle, "s/")
    shown = member.get(address).content.decode()
    assert "I say in plain words" in shown and "How often do you do this?" in shown
    for following in ("e", "d", "p", "fd", "pt", "cc", "sb", "check"):
        address = member.post(address, ALL).headers["Location"]
        assert address == at(circle, f"{following}/")
    assert own.being_filled(circle.member) is not None
    assert member.post(address).status_code == 302
    kept = rows_of(circle).get()
    assert kept.is_handed_in and kept.answers == dict.fromkeys(items.keys(items.SELF), 3)
    assert kept.answered_on == clock.today()
    assert "40 of 40 answered" in member.get(at(circle, "")).content.decode()


def test_what_is_chosen_is_kept_while_answering(circle: Circle, member: Client) -> None:
    assert member.post(at(circle, "keep/"), {"q-s1": "5"}).status_code == 204
    assert member.post(at(circle, "keep/"), {"q-e1": "0"}).status_code == 204
    found = own.being_filled(circle.member)
    assert found is not None and found.answers == {"s1": 5, "e1": 0}
    assert "Go on where you were" in member.get(at(circle, "")).content.decode()


def test_nothing_answered_is_not_kept(circle: Circle, member: Client) -> None:
    reply = member.post(at(circle, "check/"))
    assert reply.status_code == 422 and "Not kept yet." in reply.content.decode()


def test_nobody_else_sees_or_throws_it_away(circle: Circle, member: Client) -> None:
    member.post(at(circle, "keep/"), {"q-s1": "5"})
    member.post(at(circle, "check/"))
    kept = rows_of(circle).get()
    for other in (circle.lead, circle.other):
        client = client_of(other.user_id)
        assert "of 40 answered" not in client.get(at(circle, "")).content.decode()
        assert client.post(at(circle, f"{kept.pk}/remove/")).status_code == 404
    assert client_of(circle.outsider.user_id).get(at(circle, "")).status_code == 404
    assert member.post(at(circle, f"{kept.pk}/remove/")).status_code == 302
    assert not rows_of(circle).exists()


def test_an_earlier_day_stays_beside_a_new_sheet(circle: Circle, member: Client) -> None:
    earlier = SelfAnswers(network=circle.network, person=circle.people[1], is_handed_in=True)
    earlier.answered_on, earlier.answers = clock.today() - timedelta(days=200), {"s1": 1}
    earlier.save()
    assert 'value="1" checked' not in member.get(at(circle, "s/")).content.decode()
    member.post(at(circle, "keep/"), {"q-s1": "5"})
    member.post(at(circle, "check/"))
    assert [each.answers for each in rows_of(circle)] == [{"s1": 1}, {"s1": 5}]


def test_who_stands_for_nobody_reads_what_to_do(circle: Circle) -> None:
    assert client_of(circle.observer.user_id).get(at(circle, "")).status_code == 403
    user = User.objects.create_user("lone@example.org", "Lone", "en")
    join(user, circle.network, Role.MEMBER)
    client = client_of(user.pk)
    for path in ("", "s/", "check/"):
        assert "Your account stands for nobody here yet" in client.get(at(circle, path)).content.decode()


def test_without_an_answer_the_need_page_says_what_will_be_there(circle: Circle, member: Client) -> None:
    shown = member.get(f"/n/{circle.network.slug}/leadership/need/").content.decode()
    assert "Nobody has been asked yet" in shown


def test_who_is_asked_finds_their_own_table(db: None) -> None:
    asking = make_asking("need")
    member = client_of(asking.circle.member.user_id)
    shown = member.get(f"/n/{asking.circle.network.slug}/leadership/need/").content.decode()
    assert "Fill in my table" in shown and asking.link(asking.circle.people[1]) in shown
    lead = client_of(asking.circle.lead.user_id)
    assert "Fill in my table" not in lead.get(f"/n/{asking.circle.network.slug}/leadership/need/").content.decode()


@pytest.fixture
def said(db: None) -> Asking:
    """A closed round in which the course is needed most, and of the horizon too few said something."""
    return closed_with({"need_s": 3.5, "need_d": 1.0, "need_p": 2.5})


def closed_with(means: dict[str, float]) -> Asking:
    asking = make_asking("need")
    cells = {(key, "", ""): Cell(is_shown=True, count="5-9", mean=mean) for key, mean in means.items()}
    cells.setdefault(("need_e", "", ""), Cell(is_shown=False))
    of = asking.round
    of.state, of.secret, of.closed_on = "closed", "", clock.today()
    of.snapshot = {"version": 1, "invited": 8, "answered": 7, "cells": Snapshot(cells=cells, shown={}).to_plain()}
    of.save()
    return asking


def test_what_was_said_together_stands_as_bands(said: Asking) -> None:
    page = f"/n/{said.circle.network.slug}/leadership/need/"
    shown = client_of(said.circle.member.user_id).get(page).content.decode()
    assert "You say that you need most: Course" in shown
    assert "very much" in shown and "mean 3.5 of 4" in shown and "too few" in shown
    assert 'x="78"' in shown and 'width="20"' in shown
    assert "Let the mirror reckon with this" not in shown, "that is for who leads"


@pytest.mark.parametrize(
    ("means", "message"),
    [
        ({"need_s": 2.0, "need_e": 3.2, "need_d": 3.3, "need_p": 2.2}, "need most: Horizon and Conditions"),
        ({"need_s": 3.0, "need_e": 3.2, "need_d": 3.3, "need_p": 3.0}, "need all four as much"),
        ({"need_s": 0.0, "need_e": 1.0}, "need most: Horizon"),
    ],
)
def test_what_lies_within_a_band_is_told_as_alike(db: None, means: dict[str, float], message: str) -> None:
    asking = closed_with(means)
    page = f"/n/{asking.circle.network.slug}/leadership/need/"
    assert message in client_of(asking.circle.member.user_id).get(page).content.decode()


def test_who_leads_lets_the_mirror_reckon_with_it(said: Asking) -> None:
    circle = said.circle
    page = f"/n/{circle.network.slug}/leadership/need/"
    assert client_of(circle.member.user_id).post(f"{page}declare/").status_code == 403
    lead = client_of(circle.lead.user_id)
    assert "Let the mirror reckon with this" in lead.get(page).content.decode()
    assert lead.post(f"{page}declare/").status_code == 302
    assert networks.network(circle.lead).needs == {"strategist": 4, "developer": 1, "process_manager": 3}
    assert networks.network(circle.lead).name == "The circle"
    assert "declared: very much" in lead.get(page).content.decode()
