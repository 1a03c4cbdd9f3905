"""Whose turn it is."""

from datetime import date
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from vierspan.workspace.course.positioning.turns import Around, Candidate, fairest

A, B, C = (UUID(int=n) for n in (1, 2, 3))
ZORG, STAD = uuid4(), uuid4()


def one(
    person: UUID, spoken: int = 0, *, party: UUID | None = None, heard: int = 0, last: date | None = None
) -> Candidate:
    return Candidate(person, f"P{person.int}", party, spoken, heard, last)


def test_who_spoke_least_goes_first() -> None:
    found = fairest([one(A, 3), one(B, 1), one(C, 2)], Around())
    assert found and found.person == B


def test_among_equals_the_least_heard_party_then_who_spoke_longest_ago() -> None:
    found = fairest([one(A, 1, party=ZORG, heard=4), one(B, 1, party=STAD, heard=1)], Around())
    assert found and found.person == B
    found = fairest([one(A, 1, last=date(2026, 5, 1)), one(B, 1, last=date(2026, 1, 1))], Around())
    assert found and found.person == B


def test_another_party_than_before_where_all_else_is_equal() -> None:
    found = fairest([one(A, party=ZORG), one(B, party=STAD)], Around(party_before=ZORG))
    assert found and found.person == B


def test_alone_on_the_roster_nobody_goes_twice() -> None:
    assert fairest([one(A)], Around(before=A)) is None
    assert fairest([], Around()) is None


@given(some.lists(some.integers(0, 9), min_size=2, max_size=8), some.integers(0, 7))
def test_never_the_same_twice_in_a_row(counts: list[int], last: int) -> None:
    before = UUID(int=1 + last % len(counts))
    found = fairest([one(UUID(int=1 + n), count) for n, count in enumerate(counts)], Around(before=before))
    assert found and found.person != before


def test_turn_by_turn_everybody_gets_as_many() -> None:
    spoken = dict.fromkeys((A, B, C), 0)
    before: UUID | None = None
    for _ in range(30):
        found = fairest([one(person, count) for person, count in spoken.items()], Around(before=before))
        assert found
        spoken[found.person] += 1
        before = found.person
    assert set(spoken.values()) == {10}
