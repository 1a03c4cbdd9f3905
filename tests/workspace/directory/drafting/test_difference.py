"""What differs between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from vierspan.workspace.directory.drafting.difference import difference


def test_what_is_taken_away_stands_left_and_what_is_added_right() -> None:
    found = difference("We start small in one village.", "We start small in two villages.")
    assert [piece.text for piece in found.before if piece.is_changed] == ["one village"]
    assert [piece.text for piece in found.after if piece.is_changed] == ["two villages"]
    assert (found.taken, found.added) == (2, 2)


def test_the_same_text_differs_nowhere() -> None:
    assert difference("As it was.", "As it was.").is_same


def test_from_nothing_everything_is_added() -> None:
    found = difference("", "Our first words")
    assert found.before == ()
    assert (found.taken, found.added) == (0, 3)


def test_a_sign_is_no_word_and_yet_a_difference() -> None:
    found = difference("Together we can", "Together, we can")
    assert (found.taken, found.added) == (0, 0)
    assert not found.is_same


@given(st.text(), st.text())
def test_joined_the_pieces_are_the_texts_again(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(piece.text for piece in found.before) == before
    assert "".join(piece.text for piece in found.after) == after
    assert found.is_same == (before == after)
