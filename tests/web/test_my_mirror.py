"""One's own mirror: for its person alone, until they show it to somebody; and no further than that somebody."""

import io
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from pypdf import PdfReader

from factories import make_cast
from lead_circle import Asking, make_asking
from reflection_circle import Circle
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.insight import my_deeds, runs
from vierspan.workspace.insight import my_mirror as mirrors
from vierspan.workspace.leadership.profiles import jobs
from vierspan.workspace.leadership.profiles.models import Reply, Share
from vierspan.workspace.leadership.questions import answering, closing, items, own
from vierspan.workspace.leadership.questions.models import Round
from vierspan.workspace.networks.models import Membership

ALL = ["own", "seen", "done", "palette"]
WORDS = "Only since the summer, before it was Kees"


@pytest.fixture
def asking(db: None) -> Asking:
    return make_asking("about", k=4)


@pytest.fixture
def circle(asking: Asking) -> Circle:
    return asking.circle


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def owner(circle: Circle) -> Client:
    """Person 0, about whom the others were asked."""
    return client_of(circle.lead.user_id)


def answer(asking: Asking, value: int = 4) -> None:
    for person in asking.circle.people[1:9]:
        token = asking.token(person)
        answering.keep(token, dict.fromkeys(items.keys("about"), value))
        answering.hand_in(token)
    with transaction.atomic():
        closing.close(Round.objects.of(asking.circle.network.pk).get(pk=asking.round.pk))


def fill_in(circle: Circle, value: int = 2) -> None:
    own.keep(circle.lead, dict.fromkeys(items.keys("self"), value))
    own.hand_in(circle.lead)


@pytest.fixture
def filled(asking: Asking) -> Asking:
    answer(asking)
    fill_in(asking.circle)
    return asking


def at(circle: Circle, path: str = "") -> str:
    return f"/n/{circle.network.slug}/leadership/mine/{path}"


def share(circle: Circle, owner: Client, **given: object) -> Share:
    wish = {"person": str(circle.member.person_id), "parts": ALL, "message": "", **given, "go": "share"}
    assert owner.post(at(circle, "share/"), wish).status_code == 302
    (row,) = Share.objects.of(circle.network.pk).filter(ended_on=None)
    return row


def pages(paper: bytes) -> int:
    return len(PdfReader(io.BytesIO(paper)).pages)


def text_of(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def test_an_empty_mirror_leads_to_what_makes_it_fuller(circle: Circle, owner: Client) -> None:
    shown = text_of(owner, at(circle))
    assert "Your mirror is still empty" in shown and "Fill it in" in shown and "Ask others" in shown


def test_own_view_and_that_of_others_stand_beside_each_other(filled: Asking, owner: Client) -> None:
    shown = text_of(owner, at(filled.circle))
    assert "You and others see it differently in some places" in shown
    assert "often, 4.0 of 5" in shown and "rarely, 2.0 of 5" in shown and "9 people answered" in shown
    assert "Others see it more than the own view says." in shown and "chart-square" in shown
    mirror = mirrors.my_mirror(filled.circle.lead)
    assert {line.stance for line in mirror.lines} == {"lower_of_high"}
    assert not any(line.seen and line.seen.moved for line in mirror.lines)


def test_nobody_else_sees_anything_of_it(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    owner.post(at(circle, "reply/"), {"about": "seen.S", "words": WORDS})
    row = share(circle, owner)
    for other in (circle.other, circle.observer, circle.outsider):
        client = client_of(other.user_id)
        assert client.get(at(circle, f"shared/{row.pk}/")).status_code == 404
        assert client.post(at(circle, f"share/{row.pk}/end/")).status_code in (403, 404)
        for path in ("", "share/", "guide/"):
            found = client.get(at(circle, path))
            assert found.status_code in (200, 403, 404) and WORDS not in found.content.decode(errors="ignore")
            assert "often, 4.0 of 5" not in found.content.decode(errors="ignore")
    member = client_of(circle.member.user_id)
    assert member.post(at(circle, f"share/{row.pk}/end/")).status_code == 404
    for page in ("", "mirror/", "facts/", "people/", f"people/{circle.lead.person_id}/", "tables/", "leadership/ours/"):
        found = client_of(circle.other.user_id).get(f"/n/{circle.network.slug}/{page}", follow=True)
        assert WORDS not in found.content.decode(errors="ignore")


def test_one_sees_beforehand_exactly_what_is_shared(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    wish = {"person": str(circle.member.person_id), "parts": ["own"], "go": "look"}
    shown = owner.post(at(circle, "share/"), wish).content.decode()
    assert "exactly what Person 1 will see" in shown and "rarely, 2.0 of 5" in shown and "4.0 of 5" not in shown
    assert not Share.objects.of(circle.network.pk).exists()
    row = share(circle, owner, parts=["own"])
    seen = text_of(client_of(circle.member.user_id), at(circle, f"shared/{row.pk}/"))
    assert "rarely, 2.0 of 5" in seen and "4.0 of 5" not in seen and "Others see" not in seen
    assert "4.0" not in str(row.shown) and "'seen': {" not in str(row.shown)


def test_who_gets_it_finds_it_until_it_is_taken_back(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row, member = share(circle, owner), client_of(circle.member.user_id)
    assert "The mirror of Person 0" in text_of(member, at(circle))
    shown = text_of(member, at(circle, f"shared/{row.pk}/"))
    assert "often, 4.0 of 5" in shown and "This is not right" not in shown
    assert owner.post(at(circle, f"share/{row.pk}/end/")).status_code == 302
    assert member.get(at(circle, f"shared/{row.pk}/")).status_code == 404
    assert "The mirror of Person 0" not in text_of(member, at(circle))
    row.refresh_from_db()
    assert row.shown == {} and row.sources == []


def test_a_reply_goes_along_with_the_statement_and_only_with_it(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row, member = share(circle, owner, parts=["seen"]), client_of(circle.member.user_id)
    owner.post(at(circle, "reply/"), {"about": "seen.S", "words": WORDS})
    owner.post(at(circle, "reply/"), {"about": "own.S", "words": "of my own view"})
    shown = text_of(member, at(circle, f"shared/{row.pk}/"))
    assert WORDS in shown and "of my own view" not in shown
    owner.post(at(circle, "reply/"), {"about": "seen.S", "words": " "})
    assert [each.about for each in Reply.objects.of(circle.network.pk)] == ["own.S"]
    owner.post(at(circle, "reply/"), {"about": "nothing.S", "words": WORDS})
    assert Reply.objects.of(circle.network.pk).count() == 1


def test_somebody_outside_comes_by_a_link_that_ends_at_once(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row = share(circle, owner, person="", name="Coach", email="coach@example.org")
    letter = Letter.objects.get(address="coach@example.org")
    assert "4.0" not in letter.body
    link = re.search(r"/link/mirror/\S+", letter.body)
    assert link is not None
    reply = Client().get(link[0])
    assert "often, 4.0 of 5" in reply.content.decode() and reply.headers["Cache-Control"] == "no-store"
    owner.post(at(circle, f"share/{row.pk}/end/"))
    assert Client().get(link[0]).status_code == 404
    row.refresh_from_db()
    assert row.outside_email == ""
    assert all("4.0" not in each.body for each in mail.outbox)


def test_after_two_years_it_ends_by_itself(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row, member = share(circle, owner), client_of(circle.member.user_id)
    assert (row.ends_on - clock.today()).days in (730, 731)
    Share.objects.of(circle.network.pk).update(ends_on=clock.today() - timedelta(days=1))
    assert member.get(at(circle, f"shared/{row.pk}/")).status_code == 404
    jobs.end.call(str(row.network_id), str(row.pk))
    row.refresh_from_db()
    assert row.shown == {} and row.ended_on is not None
    Round.objects.of(circle.network.pk).update(closed_on=clock.today() - timedelta(days=800))
    assert mirrors.my_mirror(circle.lead).seen_on is None


def test_what_its_owner_throws_away_is_gone_for_who_sees_it_too(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row, member = share(circle, owner), client_of(circle.member.user_id)
    Round.objects.of(circle.network.pk).all().delete()
    shown = text_of(member, at(circle, f"shared/{row.pk}/"))
    assert "rarely, 2.0 of 5" in shown and "4.0 of 5" not in shown


def test_who_leaves_takes_their_mirror_along(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    row, member = share(circle, owner), client_of(circle.member.user_id)
    Membership.objects.of(circle.network.pk).filter(person_id=circle.lead.person_id).delete()
    assert member.get(at(circle, f"shared/{row.pk}/")).status_code == 404


def test_the_form_says_what_is_missing(filled: Asking, owner: Client) -> None:
    circle = filled.circle
    address = at(circle, "share/")
    for given, reason in (
        ({"parts": ALL}, "Say who it is"),
        ({"name": "Coach", "parts": ALL}, "This is not an e-mail address yet"),
        ({"person": str(circle.member.person_id)}, "Choose at least one part"),
    ):
        reply = owner.post(address, {**given, "go": "share"})
        assert reply.status_code == 422 and reason in reply.content.decode()
    share(circle, owner)
    again = {"person": str(circle.member.person_id), "parts": ALL, "go": "look"}
    assert owner.post(address, again).status_code == 422


def test_the_guide_is_one_sheet(filled: Asking, owner: Client) -> None:
    reply = owner.get(at(filled.circle, "guide/"))
    assert reply.status_code == 200 and reply.headers["Content-Type"] == "application/pdf"
    assert pages(reply.content) == 1


def test_what_was_done_comes_from_acts_alone_with_the_last_of_them_behind_it(db: None) -> None:
    cast = make_cast("en")
    runs.make(cast.network.pk)
    mirror, deeds = mirrors.my_mirror(cast.alice), my_deeds.evidence(cast.alice)
    done = [line for line in mirror.lines if line.acts]
    assert done and all(line.done is not None and 0 < line.done < 1 for line in done)
    assert all((line.done is None) == (line.acts == 0) for line in mirror.lines)
    for line in mirror.lines:
        assert len(deeds[line.orientation]) == min(5, line.acts)
    for scale in mirror.scales:
        assert bool(scale.done) == bool(deeds[scale.axis])
        if scale.done:
            assert -1 <= scale.done.position <= 1 and min(scale.done.low, scale.done.high) >= 0


def test_many_long_replies_leave_the_guide_one_side(filled: Asking, owner: Client) -> None:
    for about in sorted(mirrors.STATEMENTS):
        owner.post(
            at(filled.circle, "reply/"), {"about": about, "words": "It is otherwise, and that takes words. " * 40}
        )
    reply = owner.get(at(filled.circle, "guide/"))
    assert pages(reply.content) == 1
