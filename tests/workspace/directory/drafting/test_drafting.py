"""Writing together on a text of any table: who may do what, and what happens when two write at once."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions.removal import remove
from vierspan.workspace.directory.drafting import actions, queries
from vierspan.workspace.directory.drafting.models import Endorsement, Proposal
from vierspan.workspace.directory.drafting.standing import Outdated, Standing
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import Changed, version

WORDS = "We look after each other."


@pytest.fixture
def standing() -> Standing:
    return Standing(table="rules", row=uuid4(), number=2, text=WORDS)


def party(cast: Cast, name: str = "Gemeente Oosterdal") -> UUID:
    return id_of(cast.alice, Party, name=name)


def proposed(cast: Cast, standing: Standing, text: str = "We look out for each other.") -> Proposal:
    return actions.propose(cast.bob, standing, text=text, reason="Warmer", party=party(cast), seen=2)


def test_a_proposal_says_who_why_for_whom_and_on_which_version(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing, "  We look   out for each other. \n\n\n\nAlways. ")
    assert row.text == "We look out for each other.\n\nAlways."
    assert (row.on_version, row.reason, row.author_id, row.state) == (2, "Warmer", cast.bob.person_id, "open")
    assert [each.pk for each in queries.proposals(cast.carla, "rules", standing.row)] == [row.pk]


def test_who_wrote_on_an_older_version_sees_both_texts(cast: Cast, standing: Standing) -> None:
    with pytest.raises(Outdated) as found:
        actions.propose(cast.bob, standing, text="Mine", seen=1)
    assert (found.value.standing.text, found.value.yours) == (WORDS, "Mine")
    assert not queries.proposals(cast.bob, "rules")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "text_empty"), ("   \n ", "text_empty"), (WORDS, "nothing_changed"), ("x" * 9000, "too_long")],
)
def test_words_that_say_nothing_new_are_not_kept(cast: Cast, standing: Standing, text: str, reason: str) -> None:
    with pytest.raises(Invalid) as found:
        actions.propose(cast.bob, standing, text=text, seen=2)
    assert (found.value.field, found.value.reason) == ("text", reason)


def test_nobody_speaks_for_a_party_of_others(cast: Cast, standing: Standing) -> None:
    other = party(cast, "Café Samen")
    with pytest.raises(NotAllowed):
        actions.propose(cast.bob, standing, text="Mine", party=other, seen=2)
    with pytest.raises(NotAllowed):
        actions.endorse(cast.bob, standing, party=other, stance="yes", seen=2)
    assert actions.endorse(cast.alice, standing, party=other, stance="yes", seen=2).party_id == other


def test_observers_and_guests_read_and_do_not_write(cast: Cast, standing: Standing) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.propose(actor, standing, text="Mine", seen=2)
        with pytest.raises(NotAllowed):
            actions.endorse(actor, standing, party=party(cast), stance="yes", seen=2)


def test_one_writes_on_in_ones_own_proposal_only(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    with pytest.raises(NotAllowed):
        actions.revise(cast.alice, row.pk, standing, text="Hers", reason="", seen=version(row), on=2)
    kept = actions.revise(cast.bob, row.pk, standing, text="Better", reason="Shorter", seen=version(row), on=2)
    assert (kept.text, kept.reason) == ("Better", "Shorter")


def test_a_revision_of_what_was_revised_meanwhile_shows_both(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    seen = version(row)
    actions.revise(cast.bob, row.pk, standing, text="First", reason="", seen=seen, on=2)
    with pytest.raises(Changed) as found:
        actions.revise(cast.bob, row.pk, standing, text="Second", reason="", seen=seen, on=2)
    assert found.value.differences[0].theirs == "First"


def test_a_proposal_moves_to_the_latest_version_when_it_is_revised(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    later = replace(standing, number=3, text="Something else")
    with pytest.raises(Outdated):
        actions.revise(cast.bob, row.pk, later, text="Mine", reason="", seen=version(row), on=2)
    assert actions.revise(cast.bob, row.pk, later, text="Mine", reason="", seen=version(row), on=3).on_version == 3


def test_leaders_and_who_wrote_the_text_adopt_with_a_reason(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    with pytest.raises(NotAllowed):
        actions.adopt(cast.bob, row.pk, standing, reason="Good", seen=version(row))
    with pytest.raises(Invalid):
        actions.adopt(cast.alice, row.pk, standing, reason=" ", seen=version(row))
    mine = replace(standing, author_id=cast.bob.person_id)
    taken = actions.adopt(cast.bob, row.pk, mine, reason="Good", seen=version(row))
    assert (taken.state, taken.answer, taken.answered_by_id) == ("adopted", "Good", cast.bob.person_id)
    with pytest.raises(Conflict):
        actions.adopt(cast.alice, row.pk, standing, reason="Again", seen=version(taken))


def test_what_was_written_on_an_older_version_is_adopted_knowingly(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    later = replace(standing, number=3, text="Something else")
    with pytest.raises(Outdated):
        actions.adopt(cast.alice, row.pk, later, reason="Good", seen=version(row))
    assert actions.adopt(cast.alice, row.pk, later, reason="Good", seen=version(row), knowing=3).state == "adopted"


def test_what_was_revised_since_it_was_read_is_not_adopted_unread(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    seen = version(row)
    actions.revise(cast.bob, row.pk, standing, text="Other words", reason="", seen=seen, on=2)
    with pytest.raises(Changed):
        actions.adopt(cast.alice, row.pk, standing, reason="Good", seen=seen)


def test_what_is_declined_or_taken_back_can_be_put_forward_again(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    with pytest.raises(NotAllowed):
        actions.withdraw(cast.alice, row.pk)
    actions.withdraw(cast.bob, row.pk)
    assert actions.reopen(cast.bob, row.pk, standing).state == "open"
    assert actions.decline(cast.alice, row.pk, standing, reason="Not now").answer == "Not now"
    with pytest.raises(NotAllowed):
        actions.reopen(cast.bob, row.pk, standing)
    assert actions.reopen(cast.alice, row.pk, standing).state == "open"


def test_a_party_says_one_thing_of_a_version_and_may_think_again(cast: Cast, standing: Standing) -> None:
    at = party(cast)
    actions.endorse(cast.bob, standing, party=at, stance="not_yet", remark="Too vague", seen=2)
    actions.endorse(cast.bob, standing, party=at, stance="with_remark", remark="If it is for all", seen=2)
    actions.endorse(cast.bob, standing, party=at, stance="with_remark", remark="If it is for all", seen=2)
    (now,) = queries.endorsements(cast.carla, "rules", standing.row, version=2)
    assert (now.stance, now.remark, now.by_id) == ("with_remark", "If it is for all", cast.bob.person_id)
    assert queries.behind([now]) == [at]
    assert [each.stance for each in queries.endorsement_history(cast.bob, "rules", standing.row)] == [
        "with_remark",
        "not_yet",
    ]


def test_a_remark_says_something_and_an_answer_is_one_of_three(cast: Cast, standing: Standing) -> None:
    for stance, field in (("with_remark", "remark"), ("perhaps", "stance")):
        with pytest.raises(Invalid) as found:
            actions.endorse(cast.bob, standing, party=party(cast), stance=stance, seen=2)
        assert found.value.field == field


def test_nobody_endorses_words_they_have_not_read(cast: Cast, standing: Standing) -> None:
    with pytest.raises(Outdated):
        actions.endorse(cast.bob, standing, party=party(cast), stance="yes", seen=1)


def test_another_network_reads_and_answers_nothing(cast: Cast, standing: Standing) -> None:
    row = proposed(cast, standing)
    assert queries.proposals(cast.dirk, "rules") == []
    with pytest.raises(NotFound):
        queries.proposal(cast.dirk, row.pk)
    with pytest.raises(NotFound):
        actions.withdraw(cast.dirk, row.pk)


def test_older_texts_are_kept_once(cast: Cast, standing: Standing) -> None:
    actions.keep_version(cast.alice, standing, reason="First try")
    actions.keep_version(cast.alice, standing, reason="First try, better told")
    (kept,) = queries.versions(cast.carla, "rules", standing.row)
    assert (kept.number, kept.text, kept.reason) == (2, WORDS, "First try, better told")
    actions.forget(cast.alice, "rules", standing.row)
    assert queries.versions(cast.carla, "rules", standing.row) == []


def test_a_look_is_ones_own(cast: Cast) -> None:
    actions.looked(cast.alice, "rules")
    assert queries.last_look(cast.alice, "rules") is not None
    assert queries.last_look(cast.bob, "rules") is None
    assert queries.last_look(cast.alice, "course") is None


def test_who_is_taken_out_is_nameless_in_what_they_wrote_and_a_party_takes_its_word_along(
    cast: Cast, standing: Standing
) -> None:
    row = proposed(cast, standing)
    actions.endorse(cast.bob, standing, party=party(cast), stance="yes", seen=2)
    remove(cast.alice, id_of(cast.alice, Person, name="Bob"))
    left = Proposal.objects.of(cast.network.pk).get(pk=row.pk)
    assert (left.author_id, left.text) == (None, row.text)
    assert Endorsement.objects.of(cast.network.pk).get().by_id is None
    remove(cast.alice, party(cast))
    assert not Endorsement.objects.of(cast.network.pk).exists()
    assert Proposal.objects.of(cast.network.pk).get(pk=row.pk).party_id is None
