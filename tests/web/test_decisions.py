"""Decisions in the browser: put, spoken on with and without an account, changed, closed, kept and shown."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.initiatives.actions.decisions import Taken, record
from vierspan.workspace.initiatives.deciding.actions import closing, drafting, saying
from vierspan.workspace.initiatives.deciding.actions.closing import Shown
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.deciding.actions.saying import Word
from vierspan.workspace.initiatives.deciding.models import Question, Stand, Voice
from vierspan.workspace.initiatives.deciding.queries import voices_of
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises.models import Terms

NAMES = ("Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen")


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/initiatives/decisions/{place}"


@pytest.fixture
def parties(cast: Cast) -> list[UUID]:
    return [id_of(cast.alice, Party, name=name) for name in NAMES]


@pytest.fixture
def opened(cast: Cast, parties: list[UUID]) -> Question:
    """By consent, in two rounds, with letters to everybody."""
    wish = Wish(name="Do we begin?", proposal="In May.", parties=parties, rounds=2, fallback="majority")
    return drafting.open_up(cast.alice, drafting.draft(cast.alice, wish).pk, sends_letters=True)


def voice(question: Question, name: str) -> Voice:
    return next(each for each in voices_of(question) if each.name == name)


def link_to(address: str) -> str:
    found = re.search(r"https?://[^/]+(/link/position/\S+)", Letter.objects.get(address=address).body)
    assert found
    return found[1]


def given(parties: list[UUID], **more: Any) -> dict[str, Any]:
    return {
        "name": "Do we begin?",
        "rule": "consent",
        "quorum": "1/2",
        "share": "2/3",
        "rounds": "2",
        "parties": [str(each) for each in parties],
        **more,
    }


def test_a_question_is_written_opened_spoken_on_and_closed(cast: Cast, parties: list[UUID]) -> None:
    alice = client_of("alice")
    page = alice.post(at(cast, "new/"), given(parties), follow=True).content.decode()
    assert "Kept as a draft" in page
    row = Question.objects.of(cast.network.pk).get()
    assert row.state == "draft"
    page = alice.post(at(cast, f"{row.pk}/open/"), follow=True).content.decode()
    assert "stand still" in page
    assert "Who has not spoken" in page
    mine = voice(row, "Thuiszorg De Brink")
    word = {f"{mine.pk}-word": "yes"}
    page = alice.post(at(cast, f"{row.pk}/voices/{mine.pk}/say/"), word, follow=True).content.decode()
    assert "Your word stands" in page
    other = voice(row, "Gemeente Oosterdal")
    alice.post(at(cast, f"{row.pk}/voices/{other.pk}/say/"), {f"{other.pk}-word": "yes"})
    page = alice.post(at(cast, f"{row.pk}/close/"), {"outcome_text": "We begin."}, follow=True).content.decode()
    assert "Adopted" in page
    assert "We begin." in page
    assert "written down by a leader" in page


def test_advice_on_the_method_follows_from_what_one_ticks(cast: Cast, parties: list[UUID]) -> None:
    page = client_of("alice").post(at(cast, "new/"), given(parties, advise="yes", fits=["urgent"])).content.decode()
    assert "Then give one person a mandate" in page
    assert 'value="Do we begin?"' in page
    assert not Question.objects.of(cast.network.pk).exists()


def test_slips_stand_beside_their_field_with_what_was_typed(cast: Cast, parties: list[UUID]) -> None:
    reply = client_of("alice").post(at(cast, "new/"), given(parties, name="", background="Kept text"))
    assert reply.status_code == 422
    assert "Write the question first." in reply.content.decode()
    assert "Kept text" in reply.content.decode()


def test_an_objection_without_a_reason_is_not_kept(cast: Cast, opened: Question) -> None:
    mine = voice(opened, "Thuiszorg De Brink")
    reply = client_of("alice").post(at(cast, f"{opened.pk}/voices/{mine.pk}/say/"), {f"{mine.pk}-word": "objection"})
    assert reply.status_code == 422
    assert "Write how this harms the common aim" in reply.content.decode()
    assert not Stand.objects.of(cast.network.pk).exists()


def test_a_new_round_meets_an_objection(cast: Cast, opened: Question) -> None:
    mine = voice(opened, "Thuiszorg De Brink")
    saying.say(cast.alice, mine.pk, {"": Word("objection", "May is too soon.")})
    objection = Stand.objects.of(cast.network.pk).get()
    alice = client_of("alice")
    page = alice.get(at(cast, f"{opened.pk}/")).content.decode()
    assert "May is too soon." in page
    assert "One objection has to be met." in page
    changed = {"proposal": "In June.", "meets": [str(objection.pk)], "how": "A month later."}
    page = alice.post(at(cast, f"{opened.pk}/amend/"), changed, follow=True).content.decode()
    assert "Round 2 has begun" in page
    assert "A month later." in page


def test_an_outsider_with_a_link_only_reads_speaks_changes_and_takes_it_back(cast: Cast, opened: Question) -> None:
    link, guest = link_to("4@people.example"), Client()
    page = guest.get(link).content.decode()
    assert "Do we begin?" in page
    assert not Stand.objects.of(cast.network.pk).exists()  # opening it changes nothing
    mine = voice(opened, "Gemeente Oosterdal")
    word = {f"{mine.pk}-word": "yes", f"{mine.pk}-reason": "Good for us."}
    page = guest.post(f"{link}say/", word, follow=True).content.decode()
    assert "Your word stands. Thank you." in page
    assert Stand.objects.of(cast.network.pk).get().by.name == "Finn"  # type: ignore[union-attr]
    assert guest.post(f"{link}say/", {f"{mine.pk}-word": "objection"}).status_code == 422
    guest.post(f"{link}take-back/")
    assert not Stand.objects.of(cast.network.pk).exists()
    closing.call_off(cast.alice, opened.pk, "The law changed.")
    assert "The law changed." in guest.get(link).content.decode()
    assert guest.post(f"{link}say/", word).status_code == 302
    assert not Stand.objects.of(cast.network.pk).exists()
    assert guest.get("/link/position/nothing/").status_code == 404


def test_who_may_not_find_nothing_or_no_buttons(cast: Cast, opened: Question) -> None:
    saying.say(cast.alice, voice(opened, "Thuiszorg De Brink").pk, {"": Word("objection", "Too soon.")})
    place = at(cast, f"{opened.pk}/")
    assert client_of("dirk").get(place).status_code == 404
    assert client_of("eve").get(place).status_code == 404
    carla, gus = client_of("carla").get(place).content.decode(), client_of("gus").get(place).content.decode()
    assert "Too soon." in carla
    assert "Close it" not in carla
    assert "Too soon." not in gus
    assert "Thuiszorg De Brink" not in gus
    assert client_of("carla").post(f"{place}remind/").status_code == 403
    assert client_of("bob").post(f"{place}remind/").status_code == 403


def test_who_does_what_because_of_it_is_a_whole_promise(cast: Cast, opened: Question) -> None:
    closing.call_off(cast.alice, opened.pk, "Not now")
    given = {"what": "Ask again in May", "who": NAMES[0], "hours": "3.5", "means": "a room"}
    reply = client_of("alice").post(at(cast, f"{opened.pk}/follow-up/"), given)
    assert reply.status_code == 302
    made = Commitment.objects.of(cast.network.pk).get(name="Ask again in May")
    terms = Terms.objects.of(cast.network.pk).get(commitment=made)
    assert (made.hours, terms.means, terms.reminds) == (3.5, "a room", False)


def test_the_register_is_searched_filtered_and_taken_along(cast: Cast, opened: Question) -> None:
    record(cast.alice, Taken(name="Agreed in the meeting"))
    alice = client_of("alice")
    page = alice.get(at(cast), {"state": "open"}).content.decode()
    assert "Do we begin?" in page
    assert "Agreed in the meeting" not in page
    assert "Nothing found" in alice.get(at(cast), {"q": "nowhere"}).content.decode()
    csv = alice.get(at(cast, "as/csv/"), {"outcome": "adopted"}).content.decode()
    assert "Agreed in the meeting" in csv
    assert "Do we begin?" not in csv
    assert alice.get(at(cast, "as/xlsx/")).status_code == 200
    assert client_of("gus").get(at(cast, "as/csv/")).status_code == 403


def test_what_was_recorded_elsewhere_says_what_is_not_known(cast: Cast) -> None:
    row = record(cast.alice, Taken(name="Agreed in the meeting"))
    page = client_of("alice").get(at(cast, f"{row.pk}/")).content.decode()
    assert "the question was not put here" in page
    assert "not recorded" in page


def test_an_initiative_has_its_own_register(cast: Cast, parties: list[UUID]) -> None:
    initiative = id_of(cast.alice, Initiative, name="Care shop")
    made = drafting.draft(cast.alice, Wish(name="Who pays?", parties=parties, initiative=initiative))
    drafting.open_up(cast.alice, made.pk, sends_letters=False)
    page = client_of("bob").get(f"/n/{cast.network.slug}/initiatives/{initiative}/decisions/").content.decode()
    assert "Who pays?" in page
    new = client_of("alice").get(at(cast, f"new/?initiative={initiative}")).content.decode()
    assert new.count("checked") >= 2  # the parties at its table
    assert client_of("alice").get(at(cast, "new/?initiative=x")).status_code == 404


def test_a_decision_is_put_on_one_page_for_print(cast: Cast, opened: Question) -> None:
    reply = client_of("carla").get(at(cast, f"{opened.pk}/paper/"))
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.content[:4] == b"%PDF"


def test_outsiders_see_only_what_was_chosen_of_a_decision_that_was_let_out(cast: Cast, parties: list[UUID]) -> None:
    wish = Wish(name="Do we begin?", background="Secret background", parties=parties, rule="majority")
    row = drafting.open_up(cast.alice, drafting.draft(cast.alice, wish).pk, sends_letters=False)
    closing.close(cast.alice, row.pk, outcome_text="We begin in May.")
    alice, preview = client_of("alice"), f"/n/{cast.network.slug}/course/positioning/preview/"
    alice.post(at(cast, f"{row.pk}/show/"), {"do": "show", "parts": ["outcome"]})
    assert Question.objects.of(cast.network.pk).get().shows == ["outcome"]
    from django.urls import reverse

    preview = reverse("web:preview_page", args=[cast.network.slug])
    page = alice.get(preview).content.decode()
    assert "We begin in May." in page
    assert "Secret background" not in page
    closing.show(cast.alice, row.pk, Shown(is_public=False))
    assert "We begin in May." not in alice.get(preview).content.decode()
    assert client_of("bob").post(at(cast, f"{row.pk}/show/"), {"do": "show"}).status_code == 403
