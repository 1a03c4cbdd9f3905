"""The course as one text in parts: begun, proposed on, adopted, endorsed; and what that does to the mirror."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.course import news, texts
from vierspan.workspace.course.actions import texts as actions
from vierspan.workspace.course.models import Course
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import version
from vierspan.workspace.insight import runs

KEYS = [
    "identity",
    "issue",
    "ambition-now",
    "ambition-in-2-years",
    "ambition-in-10-years",
    "ambition",
    "strategy",
    "not",
]


def party(cast: Cast, name: str = "Gemeente Oosterdal") -> UUID:
    return id_of(cast.alice, Party, name=name)


def acts_of(cast: Cast, kind: str) -> list[str]:
    return list(
        Act.objects.of(cast.network.pk).filter(kind=kind).order_by("created_at").values_list("subject", flat=True)
    )


def adopted(cast: Cast, key: str, text: str) -> Course:
    row = actions.propose(cast.bob, key, text=text, party=party(cast), seen=texts.text(cast.bob, key).number)
    return actions.adopt(cast.alice, row.pk, reason="Sharper", seen=version(row))


def test_every_part_is_there_also_when_nothing_stands_yet(cast: Cast) -> None:
    found = texts.texts(cast.alice)
    assert [each.part.key for each in found] == KEYS
    assert [each.part.key for each in found if each.versions] == ["ambition"]
    assert [each.part.key for each in texts.texts(replace(cast.dirk))] == KEYS


def test_the_undated_ambition_is_only_there_where_one_stands(cast: Cast) -> None:
    Course.objects.of(cast.network.pk).delete()
    assert "ambition" not in [each.part.key for each in texts.texts(cast.alice)]
    for key in ("ambition", "nonsense"):
        with pytest.raises(NotFound):
            texts.text(cast.alice, key)


def test_the_first_words_stand_at_once_and_are_an_act(cast: Cast) -> None:
    row = actions.begin(cast.bob, "strategy", text="We begin small.", party=party(cast))
    assert (row.kind, row.version, row.author_id, row.proposed_on is not None) == (
        "strategy",
        1,
        cast.bob.person_id,
        True,
    )
    assert acts_of(cast, "course.proposed") == [str(row.pk)]
    with pytest.raises(Outdated) as found:
        actions.begin(cast.alice, "strategy", text="We begin big.")
    assert (found.value.standing.text, found.value.yours) == ("We begin small.", "We begin big.")


def test_a_proposal_that_is_adopted_is_the_next_version_and_one_act(cast: Cast) -> None:
    actions.begin(cast.alice, "ambition-in-2-years", text="Half of us.")
    row = adopted(cast, "ambition-in-2-years", "All of us.")
    found = texts.text(cast.carla, "ambition-in-2-years")
    assert [each.name for each in found.versions] == ["All of us.", "Half of us."]
    assert (row.version, row.reason, row.term, row.author_id) == (2, "Sharper", "two_years", cast.bob.person_id)
    assert acts_of(cast, "course.proposed")[-1] == str(row.pk)
    run = runs.make(cast.network.pk)
    given = runs.unpacked(run.acts)
    assert given.filter((given["kind"] == "course.proposed") & (given["subject"] == str(row.pk))).height == 1


def test_a_new_version_begins_with_nobody_behind_it(cast: Cast) -> None:
    actions.begin(cast.alice, "not", text="No counter.")
    actions.endorse(cast.bob, "not", stance="yes", seen=1)
    adopted(cast, "not", "No counter and no office.")
    found = texts.text(cast.alice, "not")
    assert (found.behind, len(found.silent), found.number) == (0, 3, 2)
    with pytest.raises(Outdated):
        actions.endorse(cast.bob, "not", stance="yes", seen=1)


def test_endorsing_keeps_the_records_in_step_and_is_an_act(cast: Cast) -> None:
    row = actions.begin(cast.alice, "issue", text="Fewer hands.")
    own, other = party(cast), party(cast, "Café Samen")
    actions.endorse(cast.bob, "issue", stance="yes", seen=1)
    actions.endorse(cast.alice, "issue", party=other, stance="with_remark", remark="If small ones count too", seen=1)
    row.refresh_from_db()
    assert set(row.endorsed_by) == {str(own), str(other)}
    assert acts_of(cast, "course.endorsed") == [str(row.pk)] * 2
    actions.endorse(cast.bob, "issue", stance="with_remark", remark="Say it shorter", seen=1)
    assert len(acts_of(cast, "course.endorsed")) == 2
    actions.endorse(cast.bob, "issue", stance="not_yet", seen=1)
    row.refresh_from_db()
    assert row.endorsed_by == [str(other)]
    found = texts.text(cast.carla, "issue")
    assert [(each.party.pk, each.stance) for each in found.said] == [(other, "with_remark"), (own, "not_yet")]
    assert (found.behind, found.parties) == (1, 3)


def test_what_is_only_on_record_counts_as_a_yes_until_the_party_says_otherwise(cast: Cast) -> None:
    row = Course.objects.of(cast.network.pk).get()
    row.endorsed_by, row.endorsed_on = [str(party(cast))], date(2026, 1, 5)
    row.save()
    assert [(each.stance, each.on) for each in texts.text(cast.alice, "ambition").said] == [("yes", date(2026, 1, 5))]
    actions.endorse(cast.bob, "ambition", stance="not_yet", seen=1)
    row.refresh_from_db()
    assert (row.endorsed_by, row.endorsed_on) == ([], date(2026, 1, 5))


def test_endorsements_move_the_mirror_and_the_handle_of_an_old_text(cast: Cast) -> None:
    before = runs.unpacked(runs.make(cast.network.pk).acts)
    actions.endorse(cast.bob, "ambition", stance="yes", seen=1)
    after = runs.unpacked(runs.make(cast.network.pk).acts)
    count = [frame.filter(frame["kind"] == "course.endorsed").height for frame in (before, after)]
    assert count == [0, 1]


def test_who_has_no_part_in_it_writes_nothing(cast: Cast) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.begin(actor, "issue", text="Mine")
        with pytest.raises(NotAllowed):
            actions.endorse(actor, "ambition", stance="yes", seen=1)
        with pytest.raises(NotAllowed):
            actions.say_what_binds(actor, ["region"], seen="")
    with pytest.raises(NotAllowed):
        actions.begin(cast.bob, "issue", text="Mine", party=party(cast, "Café Samen"))


def test_another_network_finds_no_proposal(cast: Cast) -> None:
    row = actions.propose(cast.bob, "ambition", text="Nobody alone", seen=1)
    for act in (
        lambda: actions.withdraw(cast.dirk, row.pk),
        lambda: actions.decline(cast.dirk, row.pk, reason="No"),
        lambda: actions.adopt(cast.dirk, row.pk, reason="Yes", seen=version(row)),
    ):
        with pytest.raises(NotFound):
            act()


def test_what_binds_is_one_or_a_mix(cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.say_what_binds(cast.bob, ["region"], seen="")
    row = actions.begin(cast.alice, "identity", text="People of the river.")
    with pytest.raises(Invalid):
        actions.say_what_binds(cast.bob, ["weather"], seen=version(row))
    kept = actions.say_what_binds(cast.bob, ["region", "issue"], seen=version(row))
    assert kept.binds == ["issue", "region"]
    assert adopted(cast, "identity", "People of the river and the hill.").binds == ["issue", "region"]


def test_news_is_what_others_did_since_one_looked(cast: Cast) -> None:
    actions.begin(cast.alice, "issue", text="Fewer hands.")
    row = actions.propose(cast.bob, "issue", text="Fewer hands, more neighbours.", reason="Hope", seen=1)
    actions.endorse(cast.bob, "issue", stance="yes", seen=1)
    assert [each.what for each in news.news(cast.alice)] == ["yes", "proposed"]
    assert [each.what for each in news.news(cast.bob)] == ["begun"]
    actions.looked(cast.alice)
    assert news.news(cast.alice) == []
    actions.decline(cast.alice, row.pk, reason="Not now")
    assert [(each.what, each.words) for each in news.news(cast.bob)] == [("declined", "Not now"), ("begun", "")]
    assert news.news(cast.gus) == []


def test_guests_read_the_words_and_not_what_is_proposed(cast: Cast) -> None:
    actions.propose(cast.bob, "ambition", text="Nobody alone", seen=1)
    assert texts.text(cast.gus, "ambition").proposals == ()
    assert len(texts.text(cast.carla, "ambition").proposals) == 1
