"""Asking parties for their estimate, and the mandate on record."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import polars as pl
import pytest
from django.core import mail
from pytest_django import Settings

from factories import Cast, id_of
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives.mandate import queries
from vierspan.workspace.initiatives.mandate.actions import asking, choosing
from vierspan.workspace.initiatives.mandate.actions.choosing import Mandate
from vierspan.workspace.initiatives.mandate.models import Estimate
from vierspan.workspace.initiatives.starting.actions.starting import Start, start
from vierspan.workspace.insight import mandate as measured
from vierspan.workspace.insight import runs

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {"value": 5, "feasibility": 5, "timing": 5, "energy": 5, "interest": 5, "affected": False}


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


@pytest.fixture
def row(cast: Cast) -> Initiative:
    return start(cast.bob, Start(name="Night bus"))


def parties(cast: Cast) -> list[UUID]:
    return list(Party.objects.of(cast.network.pk).order_by("name").values_list("pk", flat=True))


def somebody_with_mail(cast: Cast) -> Person:
    person = Person.objects.of(cast.network.pk).exclude(party=None).order_by("name").first()
    assert person is not None
    person.email = "party@example.org"
    person.save()
    return person


def test_estimates_of_parties_give_an_advice(cast: Cast, row: Initiative) -> None:
    assert measured.advice(cast.bob, row).advice.advice == "ask_more"
    for party in parties(cast):
        asking.answer(cast.alice, row.pk, party, YES)
    told = measured.advice(cast.bob, row)
    assert told.advice.advice == "whole"
    assert told.potential == 5
    assert told.figures["answered"] == len(parties(cast))


def test_one_party_has_one_word_and_it_can_change(cast: Cast, row: Initiative) -> None:
    party = parties(cast)[0]
    asking.answer(cast.alice, row.pk, party, YES)
    asking.answer(cast.alice, row.pk, party, {**YES, "interest": 1})
    assert [each.interest for each in queries.estimates(cast.bob, row)] == [1]


def test_nobody_estimates_for_another_party_or_outside_the_scale(cast: Cast, row: Initiative) -> None:
    own = Person.objects.of(cast.network.pk).get(pk=str(cast.bob.person_id)).party_id
    other = next(each for each in parties(cast) if each != own)
    with pytest.raises(NotAllowed):
        asking.answer(cast.bob, row.pk, other, YES)
    with pytest.raises(Invalid):
        asking.answer(cast.alice, row.pk, other, {**YES, "value": 6})
    with pytest.raises(Invalid):
        asking.answer(cast.alice, row.pk, other, {**YES, "interest": None})


def test_a_party_answers_by_a_link_without_an_account(cast: Cast, row: Initiative) -> None:
    person = somebody_with_mail(cast)
    mail.outbox.clear()
    assert asking.ask(cast.bob, row.pk, [person.pk]) == 1
    found = re.search(r"/link/estimate/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    link = keys.opened(found[1], asking.PURPOSE)
    made = asking.answer_by_link(link, YES)
    assert (made.party_id, made.person_id, made.answered_on) == (person.party_id, person.pk, clock.today())
    asking.answer_by_link(link, {**YES, "interest": 2})
    assert Estimate.objects.of(cast.network.pk).count() == 1


def test_a_question_taken_back_opens_no_more(cast: Cast, row: Initiative) -> None:
    person = somebody_with_mail(cast)
    mail.outbox.clear()
    asking.ask(cast.bob, row.pk, [person.pk])
    found = re.search(r"/link/estimate/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    asking.withdraw(cast.bob, queries.estimates(cast.bob, row)[0].pk)
    with pytest.raises(NotFound):
        keys.opened(found[1], asking.PURPOSE)
    assert queries.estimates(cast.bob, row) == []


def test_guests_and_observers_do_not_read_who_said_what(cast: Cast, row: Initiative) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            queries.estimates(actor, row)
    assert queries.behalf(cast.gus, row).mandate == ""


def test_the_choice_stands_on_record_with_the_advice_of_that_day(cast: Cast, row: Initiative) -> None:
    for party in parties(cast):
        asking.answer(cast.alice, row.pk, party, YES)
    told = measured.advice(cast.bob, row)
    review = clock.today() + timedelta(days=100)
    wish = Mandate(
        mandate="part",
        parties=parties(cast)[:1],
        conditions="The door stays open",
        review_on=review,
        advised=told.figures,
        potential=told.potential,
    )
    choosing.choose(cast.bob, row.pk, wish)
    row.refresh_from_db()
    assert (row.mandate, row.mandate_by_id, row.mandate_on, row.potential) == (
        "part",
        cast.bob.person_id,
        clock.today(),
        5,
    )
    behalf = queries.behalf(cast.bob, row)
    assert [each.pk for each in behalf.parties] == parties(cast)[:1]
    assert behalf.conditions == "The door stays open"
    assert queries.choices(cast.bob, row)[0].advised["advice"] == "whole"
    acts = Act.objects.of(cast.network.pk).filter(kind="mandate.set", subject=str(row.pk))
    assert [each.person for each in acts] == [cast.bob.person_id]


def test_earlier_choices_stay_to_be_read(cast: Cast, row: Initiative) -> None:
    choosing.choose(cast.bob, row.pk, Mandate(mandate="none"))
    choosing.choose(cast.alice, row.pk, Mandate(mandate="whole"))
    assert [each.mandate for each in queries.choices(cast.gus, row)] == ["whole", "none"]


def test_a_part_names_its_parties_and_a_review_lies_ahead(cast: Cast, row: Initiative) -> None:
    with pytest.raises(Invalid):
        choosing.choose(cast.bob, row.pk, Mandate(mandate="part"))
    with pytest.raises(Invalid):
        choosing.choose(cast.bob, row.pk, Mandate(mandate="whole", review_on=clock.today() - timedelta(days=1)))
    with pytest.raises(Invalid):
        choosing.choose(cast.bob, row.pk, Mandate(mandate="part", parties=[id_of(cast.dirk, Party, name="Café Samen")]))


def test_taking_a_party_out_takes_its_estimate_along(cast: Cast, row: Initiative) -> None:
    party = parties(cast)[0]
    asking.answer(cast.alice, row.pk, party, YES)
    choosing.choose(cast.bob, row.pk, Mandate(mandate="part", parties=[party]))
    removal.remove(cast.alice, party)
    assert queries.estimates(cast.bob, row) == []
    row.refresh_from_db()
    assert queries.behalf(cast.bob, row).parties == ()


def test_another_network_sees_nothing_of_it(cast: Cast, row: Initiative) -> None:
    with pytest.raises(NotFound):
        asking.answer(cast.dirk, row.pk, id_of(cast.dirk, Party, name="Café Samen"), YES)
    with pytest.raises(NotFound):
        choosing.choose(cast.dirk, row.pk, Mandate(mandate="whole"))


def test_beginning_and_mandate_each_count_once_in_the_mirror(cast: Cast, row: Initiative) -> None:
    choosing.choose(cast.bob, row.pk, Mandate(mandate="whole"))
    acts = runs.unpacked(runs.make(cast.network.pk).acts)
    of_it = acts.filter(pl.col("subject") == str(row.pk))
    assert sorted(of_it["kind"].to_list()) == ["initiative.started", "mandate.set"]
    assert set(of_it["person"].to_list()) == {str(cast.bob.person_id)}
