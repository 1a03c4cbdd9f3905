from datetime import timedelta

import pytest

from factories import Cast, nobody
from vierspan.workspace.acts import actions, queries
from vierspan.workspace.acts.guess import guess, likely_kinds
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound


@pytest.mark.parametrize(
    ("note", "orientation"),
    [
        ("Gebeld met de zorgverzekeraar over de pilot", "explorer"),
        ("Anna en Bram aan elkaar gekoppeld, in contact gebracht", "explorer"),
        ("We hebben besloten dat De Brink trekt", "process_manager"),
        ("Gave a talk at the national day", "strategist"),
        ("Thanked the hospital for its openness", "developer"),
    ],
)
def test_the_orientation_of_a_note_is_guessed(note: str, orientation: str) -> None:
    assert guess(note).orientation == orientation


def test_a_note_is_kept_with_who_did_it_and_when(cast: Cast) -> None:
    act = actions.note(cast.bob, "  Called the   insurer ")
    assert (act.note, act.person, act.orientation) == ("Called the insurer", cast.bob.person_id, "explorer")
    assert act.done_on == clock.today()
    assert queries.feed(cast.alice).rows[0] == act


def test_the_orientation_one_chooses_goes_before_the_guess(cast: Cast) -> None:
    assert actions.note(cast.bob, "Called the insurer", orientation="developer").orientation == "developer"


def test_a_wrong_guess_is_put_right(cast: Cast) -> None:
    noted = actions.note(cast.bob, "Called the insurer")
    right = actions.say_which(cast.bob, noted.pk, "strategist")
    assert (right.note, right.kind) == ("Called the insurer", likely_kinds()["strategist"].kind)
    with pytest.raises(NotFound):
        queries.act(cast.bob, noted.pk)


def test_a_fresh_note_can_be_undone(cast: Cast) -> None:
    noted = actions.note(cast.bob, "Called the insurer")
    assert actions.undo(cast.bob, noted.pk) == "Called the insurer"
    assert not queries.visible_to(cast.bob).filter(pk=noted.pk).exists()


def test_after_a_while_a_note_stays(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = actions.note(cast.bob, "Called the insurer")
    later = clock.now() + actions.UNDO_WITHIN + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Conflict):
        actions.undo(cast.bob, noted.pk)


def test_imported_acts_are_not_undone_one_by_one(cast: Cast) -> None:
    imported = queries.visible_to(cast.alice).filter(noted_by=None).first()
    assert imported is not None
    with pytest.raises(Conflict):
        actions.undo(cast.alice, imported.pk)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_note_says_something_and_not_everything(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        actions.note(cast.bob, text)


def test_what_is_still_to_be_done_is_not_noted_as_done(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.note(cast.bob, "Call the insurer", done_on=clock.today() + timedelta(days=1))


def test_observers_and_guests_note_nothing(cast: Cast) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.note(actor, "Called the insurer")


def test_what_another_noted_only_the_leader_undoes(cast: Cast) -> None:
    noted = actions.note(cast.alice, "Called the insurer")
    with pytest.raises(NotAllowed):
        actions.undo(cast.bob, noted.pk)
    with pytest.raises(NotFound):
        actions.undo(cast.dirk, noted.pk)
    with pytest.raises(NotFound):
        actions.undo(cast.bob, nobody())


def test_the_feed_is_of_ones_own_network(cast: Cast) -> None:
    actions.note(cast.bob, "Called the insurer")
    assert queries.feed(cast.dirk).total == queries.feed(cast.alice).total - 1
    with pytest.raises(NotAllowed):
        queries.feed(cast.gus)


def test_the_feed_is_filtered(cast: Cast) -> None:
    actions.note(cast.bob, "Called the insurer", touched=[cast.alice.person_id or nobody()])
    feed = queries.feed
    assert feed(cast.alice, queries.Wanted(kind="contact.kept")).total == 1
    assert feed(cast.alice, queries.Wanted(search="INSURER")).total == 1
    assert feed(cast.alice, queries.Wanted(who=cast.bob.person_id)).total == 2
    assert feed(cast.alice, queries.Wanted(touched=cast.alice.person_id)).total == 1
    assert feed(cast.alice, queries.Wanted(orientation="explorer", since=clock.today())).total == 1
    assert feed(cast.alice, queries.Wanted(until=clock.today() - timedelta(days=9999))).total == 0
    assert "contact.kept" in queries.kinds_noted(cast.alice)


def test_every_change_of_the_ledger_makes_older_mirrors_stale(cast: Cast) -> None:
    first = queries.last_change(cast.network.pk)
    noted = actions.note(cast.bob, "Called the insurer")
    second = queries.last_change(cast.network.pk)
    actions.undo(cast.bob, noted.pk)
    third = queries.last_change(cast.network.pk)
    assert first and second and third
    assert first < second < third
    assert Act.objects.of(cast.network.pk).count() == 2
