"""What an attacker gets out of what is told (goal 21) and of what is kept (goal 22): nothing about one of few.

The attacker shares no code with the gate. Of each shown number it takes the exact sum over a group of answers, which is
more than anybody sees, and knows who answered which question and who is of which party.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from uuid import uuid4

import pytest
from django.db import connection

from leadership_circle import Circle, again, answer, make_circle, token
from vierspan.workspace.access import answer_keys
from vierspan.workspace.leadership.questions import answering, items, scales
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round
from vierspan.workspace.leadership.questions.scales import Said

WORLDS = 150
Row = dict[tuple[str, str], Fraction]
"""Who and which question -> how much it weighs in a number that is shown."""


def random_sheets(chance: Random) -> list[Said]:
    parties = [f"party{n}" for n in range(chance.randint(2, 6))]
    skips = chance.choice((0.0, 0.02, 0.15, 0.4))
    keys = items.keys(ABOUT)
    return [
        Said(
            sheet=uuid4().hex,
            side=chance.choice(parties),
            answers={key: 0 if chance.random() < skips else chance.randint(1, 5) for key in keys},
        )
        for _ in range(chance.randint(3, 14))
    ]


def shown_rows(said: Sequence[Said], shown: set[str]) -> dict[str, list[Row]]:
    """Per orientation or pole every number told, as weights of answers."""
    found: dict[str, list[Row]] = {}
    for name, keys in scales.scale_keys().items():
        judged = {each.sheet: [key for key in keys if each.answers.get(key, 0) > 0] for each in said}
        scored = {sheet: given for sheet, given in judged.items() if 3 * len(given) >= 2 * len(keys)}
        rows: list[Row] = []
        if name in shown:
            rows.append({(who, key): Fraction(1, len(given)) for who, given in scored.items() for key in given})
        if f"{name}_party" in shown:
            size: dict[str, int] = {}
            for each in said:
                size[each.side] = size.get(each.side, 0) + (each.sheet in scored)
            side = {each.sheet: each.side for each in said}
            rows.append(
                {
                    (who, key): Fraction(1, len(given) * size[side[who]])
                    for who, given in scored.items()
                    for key in given
                }
            )
        for key in keys:
            if key in shown:
                rows.append({(who, key): Fraction(1) for who, given in judged.items() if key in given})
        found[name] = rows
    return found


def is_solvable(rows: Sequence[Row], k: int) -> bool:
    """Whether some combination of the numbers tells of fewer than k people.

    Every two numbers are taken from each other in each measure at which some answer drops out, so are some of what
    comes of that, and a score and the view per party from the sum of the questions.
    """
    return any(0 < len({who for (who, _key), weight in each.items() if weight}) < k for each in _combinations(rows))


def _combinations(rows: Sequence[Row]) -> Iterator[Row]:
    yield from rows
    whole: Row = {}
    for row in rows:
        if set(row.values()) == {Fraction(1)}:
            for cell, weight in row.items():
                whole[cell] = whole.get(cell, Fraction(0)) + weight
    level = [*rows, whole] if whole else list(rows)
    made = [less for one, other in combinations(level, 2) for less in _each_less(one, other)]
    yield from made
    yield from (less for one, other in combinations(made[:10], 2) for less in _each_less(one, other))


def _each_less(one: Row, other: Row) -> Iterator[Row]:
    """one - c * other, for each c at which a column of both drops out."""
    for ratio in {one[cell] / other[cell] for cell in one.keys() & other.keys() if other[cell]}:
        cells = one.keys() | other.keys()
        yield {cell: one.get(cell, Fraction(0)) - ratio * other.get(cell, Fraction(0)) for cell in cells}


def told_of(said: Sequence[Said], k: int) -> set[str]:
    snapshot = scales.about_one(Round(kind=ABOUT, k=k), said)
    return {item for (item, _by, _group), cell in snapshot.cells.items() if cell.is_shown}


def everything(said: Sequence[Said]) -> set[str]:
    """What a plain minimum would show: every score, every view per party and every question side by side."""
    names = scales.scale_keys()
    return {*names, *(f"{name}_party" for name in names), *(key for keys in names.values() for key in keys)}


def test_no_combination_of_what_is_told_about_one_person_rests_on_fewer_than_k() -> None:
    told, leaks, plain = 0, 0, 0
    for seed in range(WORLDS):
        chance = Random(seed)  # noqa: S311 - a made-up world
        k, said = chance.choice((4, 5)), random_sheets(chance)
        shown = told_of(said, k)
        told += bool(shown)
        leaks += any(is_solvable(rows, k) for rows in shown_rows(said, shown).values())
        plain += any(is_solvable(rows, k) for rows in shown_rows(said, everything(said)).values())
    assert leaks == 0
    assert told > WORLDS / 2, "the gate shows something, or this proves nothing"
    assert plain > WORLDS / 2, "the attacker is good enough: without the gate it finds them"


def test_who_knows_their_own_answer_learns_nothing_of_fewer_than_k_less_one() -> None:
    for seed in range(12):
        chance = Random(1000 + seed)  # noqa: S311 - a made-up world
        k, said = chance.choice((4, 5)), random_sheets(chance)
        for rows in shown_rows(said, told_of(said, k)).values():
            for me in said:
                others = [{cell: w for cell, w in row.items() if cell[0] != me.sheet} for row in rows]
                assert not is_solvable(others, k - 1)


def test_single_questions_are_told_only_where_all_who_judged_one_judged_all() -> None:
    keys = items.keys(ABOUT)
    said = [Said(uuid4().hex, f"p{n % 3}", dict.fromkeys(keys, 3)) for n in range(8)]
    assert "s1" in told_of(said, 5)
    said[0] = Said(said[0].sheet, said[0].side, {**said[0].answers, "s2": 0})
    shown = told_of(said, 5)
    assert "S" in shown
    assert not shown & {"s1", "s2", "s3", "s4", "s5", "s6"}
    assert "d1" in shown


PEOPLE = 40


@pytest.fixture
def answered(transactional_db: None) -> tuple[Circle, dict[str, Round], dict[str, Mapping[str, dict[str, int]]]]:
    """Closed rounds of two kinds with who said what, as only the test knows."""
    circle, chance = make_circle(PEOPLE + 2), Random(21)  # noqa: S311 - any answers will do
    raters = circle.people[2:]
    about, everyone = circle.opened_about_me(raters), circle.opened_for_all(EVERYONE)
    truth: dict[str, dict[str, dict[str, int]]] = {ABOUT: {}, EVERYONE: {}}
    for person in raters:
        truth[ABOUT][person.pk.hex] = {key: chance.randint(1, 5) for key in items.keys(ABOUT)}
        answer(about, person, truth[ABOUT][person.pk.hex])
        link = token(everyone, person)
        answering.agree(link, agrees=True)
        said = {"own1": chance.randint(1, 5), "own2": chance.randint(1, 5)}
        answer(everyone, person, said)
        truth[EVERYONE][person.pk.hex] = said
    running.close(circle.me, about.pk)
    running.close(circle.lead, everyone.pk)
    return circle, {ABOUT: again(about), EVERYONE: again(everyone)}, dict(truth)


def test_after_closing_no_order_or_column_ties_a_sheet_to_a_person(
    answered: tuple[Circle, dict[str, Round], dict[str, Mapping[str, dict[str, int]]]],
) -> None:
    circle, rounds, truth = answered
    rows = list(Response.objects.of(circle.network.pk).filter(round=rounds[ABOUT]))
    asked = list(Invitation.objects.of(circle.network.pk).filter(round=rounds[ABOUT]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM questions_response")  # as they lie in the file
        in_file = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
    sheets = {
        "order in the file": sorted(rows, key=lambda row: in_file.index(row.pk.hex)),
        "order of ids": sorted(rows, key=lambda row: row.pk.hex),
    }
    people = {
        "order asked": [each.person_id.hex for each in asked],
        "order of invitations": [each.person_id.hex for each in sorted(asked, key=lambda each: each.pk.hex)],
        "order answered": list(truth[ABOUT]),
    }
    assert len(rows) == len(asked) == PEOPLE
    for named, several in sheets.items():
        for called, order in people.items():
            hits = sum(truth[ABOUT][who] == row.answers for who, row in zip(order, several, strict=True))
            assert hits <= 5, f"{named} against {called}: one in {PEOPLE} is chance"


def test_after_closing_there_is_no_secret_no_key_no_token_and_no_list(
    answered: tuple[Circle, dict[str, Round], dict[str, Mapping[str, dict[str, int]]]],
) -> None:
    circle, rounds, _truth = answered
    assert {of.secret for of in rounds.values()} == {""}
    with pytest.raises(ValueError, match="destroyed"):
        answer_keys.response_key(rounds[ABOUT], "any")
    assert {row.key for row in Response.objects.of(circle.network.pk)} == {""}
    for each in Invitation.objects.of(circle.network.pk):
        assert (each.token_hash, each.has_answered, each.roster) == ("", False, [])
    fields = {field.attname for field in Response._meta.concrete_fields}
    assert fields == {"id", "network_id", "round_id", "key", "answers", "is_handed_in"}
    assert rounds[ABOUT].frozen["cells"]["shown"] == {}


def test_of_a_round_about_everybody_each_answer_stands_alone(
    answered: tuple[Circle, dict[str, Round], dict[str, Mapping[str, dict[str, int]]]],
) -> None:
    """Whom a sheet does not judge would tell whose it is: nobody judges themself."""
    circle, rounds, _truth = answered
    rows = list(Response.objects.of(circle.network.pk).filter(round=rounds[EVERYONE]))
    assert rows
    assert all(len(row.answers) == 1 for row in rows)


def test_before_closing_the_secret_ties_them_so_that_the_attack_would_have_found_them(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    for person in circle.people:
        answer(of, person, {"need_s": 2})
        key = answer_keys.response_key(of, token(of, person))
        assert Response.objects.of(circle.network.pk).filter(key=key).count() == 1


@pytest.fixture
def circle(db: None) -> Circle:
    return make_circle()
