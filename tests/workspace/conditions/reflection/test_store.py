"""What somebody who gets hold of the database can find back after closing: nothing (trust d, S1)."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from reflection_circle import ITEMS, Circle, make_circle, token
from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.conditions.reflection import answering
from vierspan.workspace.conditions.reflection.actions import rounds
from vierspan.workspace.conditions.reflection.answering import Said
from vierspan.workspace.conditions.reflection.models import Invitation, Response, Round
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import roster
from vierspan.workspace.networks import traces

PEOPLE = 80


@pytest.fixture
def answered(transactional_db: None) -> Iterator[tuple[Circle, Round, dict[str, dict[str, int]], dict[str, str]]]:
    """A closed round, with who said what and in which link, as only the test knows."""
    circle, chance = make_circle(), Random(7)  # noqa: S311 - any answers will do
    more = [
        Person(network=circle.network, name=f"Extra {n}", email=f"x{n}@example.org", ring="core")
        for n in range(PEOPLE - 16)
    ]
    Person.objects.bulk_create(more)
    of = circle.opened(breakdown="ring")
    truth: dict[str, dict[str, int]] = {}
    links: dict[str, str] = {}
    for person in roster.reachable(circle.network.pk):
        answers = {item: chance.randint(1, 5) for item in ITEMS}
        links[person.pk.hex] = token(of, person)
        answering.hand_in(links[person.pk.hex], Said(answers=answers, words=f"zin-{person.pk.hex}"))
        truth[person.pk.hex] = answers
    rounds.close(circle.lead, of.pk)
    of.refresh_from_db()
    yield circle, of, truth, links


def test_no_order_left_in_the_rows_ties_answers_to_people(
    answered: tuple[Circle, Round, dict[str, dict[str, int]], dict[str, str]],
) -> None:
    circle, _of, truth, _links = answered
    told = list(Response.objects.of(circle.network.pk).values_list("pk", "answers"))
    asked = list(Invitation.objects.of(circle.network.pk).values_list("pk", "person_id"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM reflection_response")  # as they lie in the file
        in_file = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
    by_file = sorted(told, key=lambda row: in_file.index(row[0].hex))
    attacks = {
        "order in the file": [answers for _id, answers in by_file],
        "order of ids": [answers for _id, answers in sorted(told, key=lambda row: row[0].hex)],
        "as the query gives them": [answers for _id, answers in told],
    }
    people = {
        "order asked": [person.hex for _id, person in asked],
        "order of invitations": [person.hex for _id, person in sorted(asked, key=lambda row: row[0].hex)],
        "order answered": list(truth),
    }
    assert len(told) == len(asked) == PEOPLE
    for named, answers in attacks.items():
        for called, order in people.items():
            hits = sum(truth[person] == said for person, said in zip(order, answers, strict=True))
            assert hits <= 6, f"{named} against {called}: one in {PEOPLE} is chance"


def test_no_column_is_shared_and_no_time_or_group_is_kept(
    answered: tuple[Circle, Round, dict[str, dict[str, int]], dict[str, str]],
) -> None:
    circle, of, _truth, links = answered
    for response in Response.objects.of(circle.network.pk):
        assert (response.key, response.group, response.words) == ("", "", "")
    for invitation in Invitation.objects.of(circle.network.pk):
        assert (invitation.token_hash, invitation.has_answered) == ("", False)
    assert of.secret == ""
    with pytest.raises(ValueError, match="destroyed"):
        keys.response_key(of, next(iter(links.values())))
    names = {field.attname for field in Response._meta.concrete_fields}
    assert names == {
        "id",
        "network_id",
        "round_id",
        "key",
        "group",
        "answers",
        "words",
        "may_show_words",
        "is_handed_in",
    }


def test_the_file_itself_holds_no_link_no_secret_and_no_key_any_more(
    answered: tuple[Circle, Round, dict[str, dict[str, int]], dict[str, str]],
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a file of one's own")
    _circle, _of, _truth, links = answered
    traces.wipe_now()
    path = Path(connection.settings_dict["NAME"])
    held = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*") if each.suffix != "-shm")
    assert b"The circle" in held, "this is where it would stand"
    assert not [link for link in links.values() if keys.hashed(link).encode() in held or link.encode() in held]
    words = [person for person in links if f"zin-{person}".encode() in held]
    assert len(words) > 0.9 * len(links), "the words that were released stand there, without a name"


def test_before_closing_the_secret_is_what_ties_them(transactional_db: None) -> None:
    """The attack finds everybody while a round runs: so it would have found them after it."""
    circle = make_circle()
    of = circle.opened()
    circle.answer(of, circle.people)
    for person in circle.people:
        key = keys.response_key(of, token(of, person))
        assert Response.objects.of(circle.network.pk).filter(key=key).count() == 1
