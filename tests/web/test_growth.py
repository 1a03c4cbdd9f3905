"""Pages of growth: a wish, three to try, a try at a real moment, what came of it; and nobody else gets in."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions import adding, pairing, seeing, trying, wishing, writing
from vierspan.workspace.leadership.growth.actions.adding import Written
from vierspan.workspace.leadership.growth.actions.trying import Outcome, Plan
from vierspan.workspace.leadership.growth.models import Entry, Pair, Seen, TryOut, Wish

CANARY = "canary-51d0-grows"


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/n/{cast.network.slug}/leadership/growth/"


@pytest.fixture
def bob(cast: Cast) -> Client:
    return client_of(cast.bob.user_id)


@pytest.fixture
def alice(cast: Cast) -> Client:
    return client_of(cast.alice.user_id)


def planned(cast: Cast, **more: object) -> TryOut:
    return trying.plan(cast.bob, (23, "Signal slot"), Plan(plan=f"{CANARY} plan", **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("wish", ["orientation:explorer", "pole:SB_lo", "situation:stuck"])
def test_a_wish_brings_three_things_to_try(cast: Cast, bob: Client, at: str, wish: str) -> None:
    assert "In what would you like to grow?" in bob.get(at).content.decode()
    assert bob.get(f"{at}wishes/new/?wish={wish}").status_code == 200
    assert bob.post(f"{at}wishes/new/", {"why": "because"}).status_code == 422
    reply = bob.post(f"{at}wishes/new/", {"wish": wish, "why": f"{CANARY} why"})
    made = Wish.objects.of(cast.network.pk).get()
    assert reply.headers["Location"].endswith(f"wishes/{made.pk}/")
    shown = bob.get(f"{at}wishes/{made.pk}/").content.decode()
    assert shown.count('class="idea"') == 3
    assert CANARY in shown
    assert "First step" in shown
    assert CANARY in bob.get(at).content.decode()


def test_what_is_not_for_me_makes_room_for_another(cast: Cast, bob: Client, at: str) -> None:
    made = wishing.wish(cast.bob, "orientation", "developer")
    page = f"{at}wishes/{made.pk}/"
    first = bob.get(page).context["ideas"]
    assert bob.post(f"{page}not-this/", {"number": first[0].number}).status_code == 302
    after = bob.get(page).context["ideas"]
    assert len(after) == 3
    assert first[0].number not in {each.number for each in after}
    bob.post(f"{page}all/")
    assert [each.number for each in bob.get(page).context["ideas"]] == [each.number for each in first]
    assert bob.post(f"{page}not-this/", {"number": "x"}).status_code == 404
    assert bob.post(f"{page}nothing/").status_code == 404
    bob.post(f"{page}end/")
    assert queries.wishes(cast.bob) == []
    bob.post(f"{page}again/")
    assert queries.wishes(cast.bob) == [made]


def test_a_try_is_planned_at_a_gathering_and_stands_there_for_me_alone(
    cast: Cast, bob: Client, alice: Client, at: str
) -> None:
    gathering = Gathering(network=cast.network, name="Next time", held_on=clock.today() + timedelta(days=4))
    gathering.save()
    wish = wishing.wish(cast.bob, "orientation", "explorer")
    plan = f"{at}library/23/plan/?wish={wish.pk}"
    assert "Next time" in bob.get(plan).content.decode()
    assert bob.post(plan, {"plan": " "}).status_code == 422
    initiative = id_of(cast.bob, Initiative, name="Care shop")
    given = {"plan": CANARY, "gathering": str(gathering.pk), "initiative": str(initiative), "reminds": "on"}
    assert bob.post(plan, given).status_code == 302
    made = TryOut.objects.of(cast.network.pk).get()
    assert (made.due_on, made.wish_id, made.reminds) == (gathering.held_on, wish.pk, True)
    for page in (f"conditions/gatherings/{gathering.pk}/", f"initiatives/{initiative}/"):
        address = f"/n/{cast.network.slug}/{page}"
        assert str(made.pk) in bob.get(address).content.decode(), page
        theirs = alice.get(address)
        assert theirs.status_code == 200
        assert str(made.pk) not in theirs.content.decode()
    shown = bob.get(f"{at}tries/{made.pk}/").content.decode()
    assert "Next time" in shown
    assert "Care shop" in shown


def test_the_plan_is_put_right_and_who_saves_second_sees_both(cast: Cast, bob: Client, at: str) -> None:
    row = planned(cast)
    page = f"{at}tries/{row.pk}/change/"
    seen = bob.get(page).context["form"]["version"].value()
    assert bob.post(page, {"plan": "other", "version": seen}).status_code == 302
    reply = bob.post(page, {"plan": "third", "version": seen})
    assert reply.status_code == 409
    assert "other" in reply.content.decode()
    assert bob.post(page, {"plan": "third", "version": reply.context["versions"].version}).status_code == 302
    assert TryOut.objects.of(cast.network.pk).get().plan == "third"


def test_what_came_of_it_is_noted_and_put_right(cast: Cast, bob: Client, at: str) -> None:
    row = planned(cast, due_on=clock.today() - timedelta(days=1))
    page = f"{at}tries/{row.pk}/"
    assert "How did it go" in bob.get(at).content.decode()
    reply = bob.post(f"{page}note/", {"came": CANARY})
    assert reply.status_code == 422
    assert "Choose who may know." in reply.content.decode()
    given = {"effect": "4", "again": "yes", "came": CANARY, "counts": "self", "done_on": "", "version": ""}
    assert bob.post(f"{page}note/", given).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.effect, row.again, row.done_on) == ("done", 4, "yes", clock.today())
    version = bob.get(page).context["outcome"]["version"].value()
    assert bob.post(f"{page}note/", {**given, "effect": "2", "version": version}).status_code == 302
    assert bob.post(f"{page}note/", {**given, "effect": "5", "version": version}).status_code == 409
    assert "I tried" in bob.get(at).content.decode()
    assert CANARY in bob.get(page).content.decode()
    assert bob.post(f"{page}learn/", {"words": "Next time shorter"}).status_code == 302
    assert bob.post(f"{page}learn/", {"words": ""}).status_code == 422
    assert "Next time shorter" in bob.get(f"{at}log/").content.decode()


def test_dropped_it_may_be_planned_after_all_and_deleted_it_is_gone(cast: Cast, bob: Client, at: str) -> None:
    page = f"{at}tries/{planned(cast).pk}/"
    assert bob.post(f"{page}drop/").status_code == 302
    assert "You did not do it" in bob.get(page).content.decode()
    assert bob.post(f"{page}drop/").status_code == 409
    assert bob.post(f"{page}again/").status_code == 302
    assert bob.post(f"{page}nothing/").status_code == 404
    assert bob.post(f"{page}delete/").status_code == 302
    assert bob.get(page).status_code == 404


def test_one_person_tells_by_a_link_what_they_saw_and_only_the_asker_reads_it(
    cast: Cast, bob: Client, alice: Client, at: str
) -> None:
    row = planned(cast)
    page = f"{at}tries/{row.pk}/"
    gerda = str(id_of(cast.bob, Person, name="Gerda"))
    assert bob.post(f"{page}ask/", {"person": ""}).status_code == 422
    assert bob.post(f"{page}ask/", {"person": gerda, "message": "Be honest"}).status_code == 302
    assert bob.post(f"{page}ask/", {"person": gerda}).status_code == 422
    letter = Letter.objects.get()
    assert CANARY not in letter.body + letter.subject
    link = "/link/seen/" + letter.body.split("/link/seen/")[1].split()[0]
    visitor = Client()
    shown = visitor.get(link)
    assert "Be honest" in shown.content.decode()
    assert CANARY not in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert visitor.post(link, {"saw": " "}).status_code == 422
    assert "Thank you" in visitor.post(link, {"saw": f"{CANARY} saw"}).content.decode()
    assert visitor.get(link).status_code == 404
    assert f"{CANARY} saw" in bob.get(page).content.decode()
    assert f"{CANARY} saw" not in alice.get(at).content.decode()
    assert Letter.objects.filter(subject__endswith="told you what they saw").count() == 1


def test_rather_not_needs_no_reason(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    row = planned(cast)
    seeing.ask(cast.bob, row.pk, id_of(cast.bob, Person, name="Gerda"))
    link = "/link/seen/" + Letter.objects.get().body.split("/link/seen/")[1].split()[0]
    assert Client().post(f"{link}not-now/").status_code == 200
    asked = seeing.ask(cast.bob, row.pk, cast.alice.person_id)
    assert "asks what you saw" in alice.get(at).content.decode()
    assert alice.get(f"{at}seen/{asked.pk}/").status_code == 200
    assert bob.get(f"{at}seen/{asked.pk}/").status_code == 404
    assert alice.post(f"{at}seen/{asked.pk}/", {"saw": ""}).status_code == 422
    assert alice.post(f"{at}seen/{asked.pk}/", {"saw": "You waited"}).status_code == 302
    assert alice.post(f"{at}seen/{asked.pk}/not-now/").status_code == 409
    assert "rather not" in bob.get(f"{at}tries/{row.pk}/").content.decode()


def test_a_line_of_the_log_is_shared_with_one_and_closed_again(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    assert bob.post(f"{at}log/", {"words": f"{CANARY} line"}).status_code == 302
    assert bob.post(f"{at}log/", {"words": ""}).status_code == 422
    entry = Entry.objects.of(cast.network.pk).get()
    page = f"{at}log/{entry.pk}/"
    version = bob.get(page).context["form"]["version"].value()
    changed = {"words": f"{CANARY} put right", "written_on": clock.today().isoformat(), "version": version}
    assert bob.post(page, changed).status_code == 302
    assert bob.post(page, {**changed, "words": "late"}).status_code == 409
    assert CANARY not in alice.get(f"{at}log/").content.decode()
    assert alice.get(page).status_code == 404
    person = {"person": str(cast.alice.person_id)}
    assert bob.post(f"{page}share/", {"person": ""}).status_code == 422
    assert bob.post(f"{page}share/", person).status_code == 302
    assert f"{CANARY} put right" in alice.get(f"{at}log/").content.decode()
    assert alice.get(page).status_code == 404
    assert alice.post(f"{page}delete/").status_code == 404
    assert bob.post(f"{page}unshare/", person).status_code == 302
    assert CANARY not in alice.get(f"{at}log/").content.decode()
    assert bob.post(f"{page}delete/").status_code == 302
    assert not Entry.objects.of(cast.network.pk).exists()


def test_a_shared_try_is_read_without_what_others_saw(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    row = planned(cast)
    seeing.answer(seeing.ask(cast.bob, row.pk, id_of(cast.bob, Person, name="Gerda")), "secret-seen")
    page = f"{at}tries/{row.pk}/"
    assert alice.get(page).status_code == 404
    assert bob.post(f"{page}share/", {"person": str(cast.alice.person_id)}).status_code == 302
    shown = alice.get(page).content.decode()
    assert CANARY in shown
    assert "secret-seen" not in shown
    for what in ("change/", "note/", "drop/", "delete/", "unshare/", "ask/", "share/", "learn/"):
        assert alice.post(f"{page}{what}", {"person": str(cast.bob.person_id), "words": "x"}).status_code in (404, 422)
    assert TryOut.objects.of(cast.network.pk).get().state == "planned"
    assert not Entry.objects.of(cast.network.pk).exists()
    bob.post(f"{page}unshare/", {"person": str(cast.alice.person_id)})
    assert alice.get(page).status_code == 404


def test_buddies_of_two_parties_begin_with_a_yes_and_end_with_what_was_shared(
    cast: Cast, bob: Client, alice: Client, at: str
) -> None:
    page = f"{at}buddies/"
    assert bob.post(page, {"person": ""}).status_code == 422
    assert bob.post(page, {"person": str(cast.alice.person_id), "message": "Shall we?"}).status_code == 302
    pair = Pair.objects.of(cast.network.pk).get()
    assert "Shall we?" in alice.get(page).content.decode()
    assert bob.post(f"{page}{pair.pk}/yes/").status_code == 409
    assert alice.post(f"{page}{pair.pk}/yes/").status_code == 302
    entry = writing.write(cast.bob, CANARY)
    writing.share(cast.bob, cast.alice.person_id, entry=entry.pk)
    assert CANARY in alice.get(page).content.decode()
    assert alice.post(f"{page}{pair.pk}/nothing/").status_code == 404
    assert alice.post(f"{page}{pair.pk}/end/").status_code == 302
    assert CANARY not in alice.get(page).content.decode()
    assert bob.post(f"{page}{pair.pk}/end/").status_code == 404


def test_the_library_is_found_through_and_grows(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    assert "40 things one can do" in bob.get(f"{at}library/").content.decode()
    for wanted, least in (("room=explorer", 9), ("side=SB_hi", 10), ("moment=stuck", 7), ("search=signal", 1)):
        found = bob.get(f"{at}library/?{wanted}").context["ideas"]
        assert least <= len(found) < 40
    assert "Nothing fits" in bob.get(f"{at}library/?only=own").content.decode()
    given = {
        "name": "Walk together",
        "orientation": "developer",
        "when": "It chafes",
        "first_step": "Ask for a walk",
        "risk": "rain",
        "moments": ["stuck"],
        "FD": "-1",
        "PT": "-2",
        "CC": "0",
        "SB": "0",
    }
    assert bob.post(f"{at}library/new/", {**given, "name": ""}).status_code == 422
    assert bob.get(f"{at}library/new/").status_code == 200
    assert bob.post(f"{at}library/new/", given).status_code == 302
    own = queries.own_interventions(cast.bob)[0]
    assert (own.number, own.polarity, own.moments) == (1001, {"FD": -1, "PT": -2}, ["stuck"])
    for page in (f"{at}library/1001/", f"{at}library/?only=own", f"{at}library/?moment=stuck"):
        assert "Walk together" in alice.get(page).content.decode()
    change = f"{at}library/own/{own.pk}/change/"
    version = bob.get(change).context["form"]["version"].value()
    assert alice.post(change, {**given, "name": "Walk and talk", "version": version}).status_code == 302
    late = bob.post(change, {**given, "CC": "-1", "moments": [], "name": "Walk", "version": version})
    assert late.status_code == 409
    assert "Walk and talk" in late.content.decode()
    assert bob.post(f"{at}library/own/{own.pk}/remove/").status_code == 302
    assert bob.get(f"{at}library/1001/").status_code == 404
    assert bob.get(f"{at}library/1/").status_code == 200
    assert bob.get(f"{at}library/41/").status_code == 404


def test_an_own_intervention_is_changed_by_its_author_or_a_leader(cast: Cast, bob: Client, at: str) -> None:
    wording: dict[str, Any] = {"when": "w", "first_step": "f", "risk": "r"}
    own = adding.add(cast.alice, Written(name="Of Alice", orientation="strategist", **wording))
    assert bob.get(f"{at}library/own/{own.pk}/change/").status_code == 200
    given = {"name": "Mine", "orientation": "strategist", **wording, "version": "x"}
    assert bob.post(f"{at}library/own/{own.pk}/change/", given).status_code == 403
    assert bob.post(f"{at}library/own/{own.pk}/remove/").status_code == 403


def test_all_of_mine_goes_along_as_a_file(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    row = planned(cast)
    seeing.answer(seeing.ask(cast.bob, row.pk, id_of(cast.bob, Person, name="Gerda")), "You waited")
    writing.write(cast.bob, "A line")
    wishing.wish(cast.bob, "pole", "CC_hi", "to dare")
    pairing.ask(cast.bob, cast.alice.person_id)
    reply = bob.get(f"{at}mine.json")
    found = reply.json()
    assert "attachment" in reply.headers["Content-Disposition"]
    assert found["tries"][0]["seen"][0]["saw"] == "You waited"
    assert [each["words"] for each in found["log"]] == ["A line"]
    assert found["wishes"][0]["why"] == "to dare"
    assert CANARY not in alice.get(f"{at}mine.json").content.decode()


def test_nobody_else_reads_it_not_even_a_leader(cast: Cast, alice: Client, at: str) -> None:
    row = planned(cast)
    trying.note(cast.bob, row.pk, Outcome(effect=5, again="yes", came=CANARY))
    wish = wishing.wish(cast.bob, "pole", "CC_hi", CANARY)
    entry = writing.write(cast.bob, CANARY)
    seen = seeing.ask(cast.bob, row.pk, id_of(cast.bob, Person, name="Gerda"), CANARY)
    slug = cast.network.slug
    for page in (f"tries/{row.pk}/", f"wishes/{wish.pk}/", f"log/{entry.pk}/", f"seen/{seen.pk}/"):
        assert alice.get(f"{at}{page}").status_code == 404
    for page in ("", "log/", "buddies/", "library/", "library/23/", "mine.json"):
        assert CANARY not in alice.get(f"{at}{page}").content.decode()
    for page in (f"/n/{slug}/", f"/n/{slug}/acts/", f"/n/{slug}/people/{cast.bob.person_id}/", "/mine/"):
        assert CANARY not in alice.get(page).content.decode()
    stranger = client_of(cast.dirk.user_id)
    assert stranger.get(f"{at}tries/{row.pk}/").status_code == 404
    own = f"/n/{cast.other.slug}/leadership/growth/"
    assert stranger.get(f"{own}tries/{row.pk}/").status_code == 404
    assert stranger.get(f"{own}tries/{uuid4()}/").status_code == 404


def test_who_only_looks_along_reads_the_library_and_no_more(cast: Cast, at: str) -> None:
    carla, gus = client_of(cast.carla.user_id), client_of(cast.gus.user_id)
    assert "theirs alone" in carla.get(at).content.decode()
    assert carla.get(f"{at}library/").status_code == 200
    assert carla.get(f"{at}library/1/").status_code == 200
    for page in ("log/", "buddies/", "wishes/new/", "mine.json", "library/new/", "library/1/plan/"):
        assert carla.get(f"{at}{page}").status_code == 403
    assert gus.get(f"{at}library/").status_code == 403
    assert not Seen.objects.of(cast.network.pk).exists()
