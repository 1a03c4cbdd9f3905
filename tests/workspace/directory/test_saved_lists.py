"""Lists that somebody keeps under a name."""

import pytest

from factories import Cast
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import saved_lists as actions
from vierspan.workspace.directory.saved_lists import kept_lists

pytestmark = pytest.mark.django_db


def test_a_list_is_kept_without_the_page_on_which_one_was(cast: Cast) -> None:
    actions.keep(cast.bob, "parties", name=" Core  of care ", query="q=zorg&ring=core&page=3&as=csv")
    (kept,) = kept_lists(cast.bob, "parties")
    assert (kept.name, kept.query, kept.is_mine, kept.is_shared) == ("Core of care", "q=zorg&ring=core", True, False)
    assert kept_lists(cast.bob, "people") == []


def test_keeping_it_again_under_the_same_name_replaces_it(cast: Cast) -> None:
    actions.keep(cast.bob, "parties", name="Mine", query="q=a")
    actions.keep(cast.bob, "parties", name="Mine", query="q=b", sharing="shared")
    assert [(each.query, each.is_shared) for each in kept_lists(cast.bob, "parties")] == [("q=b", True)]


def test_only_shared_lists_are_seen_by_others_and_never_in_another_network(cast: Cast) -> None:
    mine = actions.keep(cast.bob, "parties", name="Mine", query="q=a")
    actions.keep(cast.bob, "parties", name="Ours", query="q=b", sharing="shared")
    assert [each.name for each in kept_lists(cast.alice, "parties")] == ["Ours"]
    assert kept_lists(cast.dirk, "parties") == []
    for action in (lambda: actions.rename(cast.alice, mine.pk, "X"), lambda: actions.remove(cast.dirk, mine.pk)):
        with pytest.raises(NotFound):
            action()


def test_who_kept_a_list_and_a_leader_may_change_it_and_nobody_else(cast: Cast) -> None:
    shared = actions.keep(cast.alice, "people", name="Ours", query="", sharing="shared")
    with pytest.raises(NotAllowed):
        actions.rename(cast.bob, shared.pk, "His")
    bobs = actions.keep(cast.bob, "people", name="Bob's", query="", sharing="shared")
    assert actions.rename(cast.alice, bobs.pk, "Everybody's").name == "Everybody's"
    assert actions.remove(cast.bob, bobs.pk) == "Everybody's"


def test_an_observer_keeps_lists_and_shares_none(cast: Cast) -> None:
    kept = actions.keep(cast.carla, "parties", name="Mine", query="")
    with pytest.raises(NotAllowed):
        actions.share(cast.carla, kept.pk, "shared")
    with pytest.raises(NotAllowed):
        actions.keep(cast.gus, "parties", name="Mine", query="")


def test_a_name_is_asked_for_and_stands_once(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.keep(cast.bob, "parties", name="  ", query="")
    actions.keep(cast.bob, "parties", name="One", query="")
    two = actions.keep(cast.bob, "parties", name="Two", query="")
    with pytest.raises(Invalid):
        actions.rename(cast.bob, two.pk, "One")
