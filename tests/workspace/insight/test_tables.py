import pytest
from django.db import IntegrityError, transaction

from factories import Cast
from vierspan.analysis.catalogue import kinds
from vierspan.analysis.schema import closed_lists, tables
from vierspan.workspace.acts.guess import _patterns, likely_kinds
from vierspan.workspace.acts.models import Act
from vierspan.workspace.conditions import models as conditions
from vierspan.workspace.course import models as course
from vierspan.workspace.directory import models as directory
from vierspan.workspace.directory import rows
from vierspan.workspace.horizon import models as horizon
from vierspan.workspace.initiatives import models as initiatives
from vierspan.workspace.insight.tables import MODELS, stored
from vierspan.workspace.leadership.models import Rating
from vierspan.workspace.networks.models import Network

LISTS = {
    "orientations": rows.ORIENTATIONS,
    "phases": rows.PHASES,
    "rings": rows.RINGS,
    "tie_bases": directory.TIE_BASES,
    "initiative_kinds": directory.INITIATIVE_KINDS,
    "initiative_states": directory.INITIATIVE_STATES,
    "mandates": directory.MANDATES,
    "course_kinds": course.COURSE_KINDS,
    "course_terms": course.COURSE_TERMS,
    "course_bonds": course.COURSE_BONDS,
    "activity_states": course.ACTIVITY_STATES,
    "rule_topics": conditions.RULE_TOPICS,
    "observation_kinds": conditions.OBSERVATION_KINDS,
    "exchange_units": conditions.EXCHANGE_UNITS,
    "exchange_states": conditions.EXCHANGE_STATES,
    "gathering_kinds": conditions.GATHERING_KINDS,
    "pulse_items": conditions.PULSE_ITEMS,
    "signal_stages": horizon.SIGNAL_STAGES,
    "signal_tags": horizon.SIGNAL_TAGS,
    "contact_kinds": horizon.CONTACT_KINDS,
    "seat_states": initiatives.SEAT_STATES,
    "commitment_states": initiatives.COMMITMENT_STATES,
    "decision_methods": initiatives.DECISION_METHODS,
    "outcomes": initiatives.OUTCOMES,
    "positions": initiatives.POSITIONS,
}


def test_every_table_is_stored_and_every_column_of_it() -> None:
    assert MODELS.keys() | {"network"} == tables().keys()
    for kept in stored().values():
        assert kept.attributes.keys() | {"id"} == kept.table.dtypes.keys()


def test_each_table_stands_after_what_it_refers_to() -> None:
    order = list(MODELS)
    for kept in stored().values():
        for column in kept.columns:
            for target in kept.targets(column):
                assert order.index(target) <= order.index(kept.key), (kept.key, column.key)


@pytest.mark.parametrize("name", sorted(closed_lists()))
def test_closed_lists_are_the_same_in_the_database_and_in_files(name: str) -> None:
    kept = Network.Purpose.values if name == "purposes" else LISTS[name]
    assert list(kept) == [choice.key for choice in closed_lists()[name]]


def test_what_a_note_may_be_guessed_as_stands_in_the_catalogue() -> None:
    for guess in [*(found for found, _ in _patterns()), *likely_kinds().values()]:
        assert kinds()[guess.kind].orientation == guess.orientation


@pytest.mark.django_db
def test_the_database_itself_refuses_what_cannot_be(cast: Cast) -> None:
    person = directory.Person.objects.of(cast.network.pk)[0]
    wrong = (
        Rating(network=cast.network, rater=person, rated=person, score=5),
        directory.Party(network=cast.network, name="Same code", external_id="P1"),
        directory.Party(network=cast.network, name=""),
        directory.Party(network=cast.network, name="X", ring="middle"),
        Act(network=cast.network, kind="", done_on="2026-01-01"),
    )
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    directory.Party(network=cast.other, name="Same code elsewhere", external_id="P9").save()
