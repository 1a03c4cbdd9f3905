"""The course as a page to read, and its parts as pages to write on together."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.course import texts
from vierspan.workspace.course.actions import texts as actions
from vierspan.workspace.course.models import Course
from vierspan.workspace.directory.drafting.models import Proposal
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import version


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/course/{place}"


def page(cast: Cast, name: str, place: str = "") -> str:
    return client_of(name).get(at(cast, place)).content.decode()


def own(cast: Cast) -> str:
    return str(id_of(cast.alice, Party, name="Gemeente Oosterdal"))


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    """Bob would say the strategy otherwise."""
    actions.begin(cast.alice, "strategy", text="We begin small, in one village.")
    return actions.propose(cast.bob, "strategy", text="We begin small, in two villages.", reason="Fair", seen=1)


def test_a_new_network_is_asked_to_begin_with_a_question(cast: Cast) -> None:
    Course.objects.of(cast.network.pk).delete()
    found = page(cast, "bob")
    assert "Begin with the question that is easiest to answer" in found
    assert found.count("Write the first words") == 7
    assert "Nothing written down yet" in page(cast, "carla")


def test_the_first_words_are_written_in_a_minute(cast: Cast) -> None:
    answer = client_of("bob").post(at(cast, "texts/issue/write/"), {"text": "Fewer hands.", "party": own(cast)})
    assert answer["Location"] == at(cast, "texts/issue/")
    found = page(cast, "bob", "texts/issue/")
    assert "Fewer hands." in found
    assert "Nobody said yet whether they stand behind this" in found


def test_a_proposal_stands_beside_the_text_with_what_differs_in_words(cast: Cast, proposal: Proposal) -> None:
    found = page(cast, "carla", "texts/strategy/")
    assert "Bob proposes" in found
    assert "[taken away:" in found
    assert "two villages" in found
    assert "2 words added, 2 words taken away." in found
    assert "Adopt or decline" not in found
    assert "One proposal for other words" in page(cast, "carla")
    assert "two villages" not in page(cast, "gus", "texts/strategy/")


def test_who_wrote_on_an_older_text_sees_both_and_loses_nothing(cast: Cast, proposal: Proposal) -> None:
    actions.adopt(cast.alice, proposal.pk, reason="Yes", seen=version(proposal))
    given = {"text": "We begin big.", "reason": "Hurry", "party": "", "seen": "1"}
    answer = client_of("bob").post(at(cast, "texts/strategy/write/"), given)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "The text was changed while you were writing" in shown
    assert "We begin big." in shown
    assert "in two villages" in shown
    assert 'name="seen" value="2"' in shown
    assert client_of("bob").post(at(cast, "texts/strategy/write/"), given | {"seen": "2"}).status_code == 302


def test_two_who_begin_one_part_at_once_both_see_both(cast: Cast) -> None:
    actions.begin(cast.alice, "not", text="No counter.")
    given = {"text": "No office.", "seen": "0", "party": ""}
    answer = client_of("bob").post(at(cast, "texts/not/write/"), given)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "counter" in shown
    assert ">No office.</textarea>" in shown.replace("\n", "")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": ""}, "Write the text."),
        ({"text": "We begin small, in one village."}, "Change something in it first"),
        ({"text": "x" * 9000}, "Make it shorter"),
        ({"text": "Mine", "party": str(uuid4())}, "Something below needs another look"),
    ],
)
def test_what_is_wrong_is_told_and_stays_typed(
    cast: Cast, proposal: Proposal, given: dict[str, str], told: str
) -> None:
    answer = client_of("bob").post(at(cast, "texts/strategy/write/"), {"seen": "1", "reason": "So", **given})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_one_writes_on_in_ones_own_proposal_and_no_other(cast: Cast, proposal: Proposal) -> None:
    place = at(cast, f"proposals/{proposal.pk}/")
    assert client_of("alice").get(place).status_code == 403
    assert "two villages" in client_of("bob").get(place).content.decode()
    given = {"text": "In three villages.", "reason": "More", "seen": "1", "version": version(proposal)}
    assert client_of("bob").post(place, given).status_code == 302
    late = client_of("bob").post(place, given | {"text": "In four villages."})
    assert late.status_code == 409
    assert "In three villages." in late.content.decode() or "three" in late.content.decode()
    assert "In four villages." in late.content.decode()


def test_a_leader_adopts_with_a_reason_and_the_old_words_stay(cast: Cast, proposal: Proposal) -> None:
    place = at(cast, f"proposals/{proposal.pk}/adopt/")
    client = client_of("alice")
    given = {"seen": version(proposal), "knowing": "1"}
    wrong = client.post(place, given)
    assert wrong.status_code == 422
    assert "Say in a few words why." in wrong.content.decode()
    assert client_of("bob").post(place, given | {"reason": "Good"}).status_code == 403
    assert client.post(place, given | {"reason": "Both villages asked"}).status_code == 302
    found = page(cast, "carla", "texts/strategy/")
    assert "Both villages asked" in found
    assert "Version 2" in found
    assert "in one village." in found
    assert client.post(place, given | {"reason": "Again"}).status_code == 409


def test_what_changed_meanwhile_is_not_adopted_unread(cast: Cast, proposal: Proposal) -> None:
    other = actions.propose(cast.bob, "strategy", text="We begin at once.", seen=1)
    actions.adopt(cast.alice, other.pk, reason="Yes", seen=version(other))
    given = {"seen": version(proposal), "knowing": "1", "reason": "Typed with care"}
    answer = client_of("alice").post(at(cast, f"proposals/{proposal.pk}/adopt/"), given)
    assert answer.status_code == 409
    assert "Typed with care" in answer.content.decode()
    assert "Meanwhile the text or the proposal was changed" in answer.content.decode()


def test_declined_and_taken_back_stay_readable_and_can_come_again(cast: Cast, proposal: Proposal) -> None:
    client_of("alice").post(at(cast, f"proposals/{proposal.pk}/decline/"), {"reason": "First the pilot"})
    found = page(cast, "alice", "texts/strategy/")
    assert "Proposed, and not adopted" in found
    assert "First the pilot" in found
    assert "Put forward again" not in page(cast, "bob", "texts/strategy/")
    client_of("alice").post(at(cast, f"proposals/{proposal.pk}/reopen/"))
    client_of("bob").post(at(cast, f"proposals/{proposal.pk}/withdraw/"))
    assert "taken back" in page(cast, "bob", "texts/strategy/")


def test_a_party_endorses_with_a_remark_and_its_name_stands_there(cast: Cast, proposal: Proposal) -> None:
    given = {"party": own(cast), "stance": "with_remark", "remark": "Mind the nights", "seen": "1"}
    assert client_of("bob").post(at(cast, "texts/strategy/endorse/"), given).status_code == 302
    found = page(cast, "carla", "texts/strategy/")
    assert "Mind the nights" in found
    assert "1 of 3 parties stands behind this" in found
    guest = page(cast, "gus", "texts/strategy/")
    assert "1 of 3 parties stands behind this" in guest
    assert "Mind the nights" not in guest


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"stance": ""}, 422, "Choose one of the answers."),
        ({"stance": "with_remark", "remark": ""}, 422, "Write the remark, or choose another answer."),
        ({"stance": "yes", "seen": "7"}, 409, "Meanwhile the text was changed."),
    ],
)
def test_an_endorsement_that_says_too_little_is_asked_again(
    cast: Cast, proposal: Proposal, more: dict[str, str], status: int, told: str
) -> None:
    given = {"party": own(cast), "seen": "1", "remark": "Kept as typed", **more}
    answer = client_of("bob").post(at(cast, "texts/strategy/endorse/"), given)
    assert answer.status_code == status
    assert told in answer.content.decode()


def test_nobody_endorses_for_a_party_of_others(cast: Cast, proposal: Proposal) -> None:
    other = str(id_of(cast.alice, Party, name="Café Samen"))
    given = {"party": other, "stance": "yes", "seen": "1"}
    assert client_of("bob").post(at(cast, "texts/strategy/endorse/"), given).status_code == 422
    assert client_of("alice").post(at(cast, "texts/strategy/endorse/"), given).status_code == 302


def test_what_binds_is_chosen_and_two_who_choose_see_both(cast: Cast) -> None:
    row = actions.begin(cast.alice, "identity", text="People of the river.")
    seen = version(row)
    assert (
        client_of("bob").post(at(cast, "texts/identity/binds/"), {"binds": ["region"], "version": seen}).status_code
        == 302
    )
    late = client_of("alice").post(at(cast, "texts/identity/binds/"), {"binds": ["sector"], "version": seen})
    assert late.status_code == 409
    assert "It now says: region." in late.content.decode()
    assert "region" in page(cast, "carla")


def test_any_two_versions_are_compared(cast: Cast, proposal: Proposal) -> None:
    actions.adopt(cast.alice, proposal.pk, reason="Yes", seen=version(proposal))
    old, new = (str(each.pk) for each in reversed(texts.text(cast.alice, "strategy").versions))
    found = page(cast, "carla", f"texts/strategy/?one={new}&other={old}")
    assert "two villages" in found
    assert "2 words added, 2 words taken away." in found
    assert page(cast, "carla", "texts/strategy/?one=nonsense&other=x").count("<h1") == 1


def test_what_changed_since_one_looked_is_on_top_until_it_is_seen(cast: Cast, proposal: Proposal) -> None:
    assert "What changed since you last looked" in page(cast, "alice")
    assert "Bob proposes other words" in page(cast, "alice")
    assert client_of("alice").get(at(cast, "seen/")).status_code == 405
    assert client_of("alice").post(at(cast, "seen/")).status_code == 302
    assert "What changed since you last looked" not in page(cast, "alice")
    assert "Bob proposes other words" not in page(cast, "gus")


def test_the_list_of_versions_stays_with_its_search_and_its_file(cast: Cast, proposal: Proposal) -> None:
    assert "2 versions of your texts are kept" in page(cast, "alice", "versions/")
    sheet = client_of("alice").get(at(cast, "versions/?q=village&as=csv"))
    assert b"We begin small" in sheet.content


def test_others_find_no_door(cast: Cast, proposal: Proposal) -> None:
    places = ("texts/strategy/write/", f"proposals/{proposal.pk}/", "texts/identity/binds/")
    for place in places:
        assert client_of("carla").get(at(cast, place)).status_code == 403
        assert client_of("dirk").get(at(cast, place)).status_code == 404
    theirs = f"/n/{cast.other.slug}/course/proposals/{proposal.pk}/"
    assert client_of("dirk").get(theirs).status_code == 404
    for name in ("adopt", "decline", "withdraw", "reopen"):
        assert client_of("dirk").post(f"{theirs}{name}/", {"reason": "Mine"}).status_code == 404
    assert client_of("alice").get(at(cast, "texts/nonsense/")).status_code == 404
    assert client_of("alice").post(at(cast, f"proposals/{UUID(int=4)}/adopt/"), {"reason": "x"}).status_code == 404


def test_words_of_others_are_never_code(cast: Cast) -> None:
    actions.begin(cast.alice, "issue", text="<script>alert(1)</script>")
    actions.propose(cast.bob, "issue", text="<img src=x onerror=alert(2)>", reason="<b>so</b>", seen=1)
    for found in (page(cast, "alice"), page(cast, "alice", "texts/issue/")):
        assert "<script>alert" not in found
        assert "<img src=x" not in found
