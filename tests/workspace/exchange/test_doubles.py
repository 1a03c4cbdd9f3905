"""Two rows that are one: found, brought together, and taken apart exactly."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import Cast, id_of, small_records
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Attendance, Exchange, Gathering, Rule
from vierspan.workspace.course.models import Activity, Capacity, Course
from vierspan.workspace.directory.actions import saved_lists
from vierspan.workspace.directory.models import (
    Affiliation,
    Initiative,
    Introduction,
    Note,
    Party,
    Person,
    PrivateNote,
    SavedList,
    Tie,
)
from vierspan.workspace.directory.surveys.models import Survey, Voice
from vierspan.workspace.exchange import actions as exchange
from vierspan.workspace.exchange.doubles import actions, queries
from vierspan.workspace.exchange.doubles.parting import StandsOnIt
from vierspan.workspace.exchange.doubles.places import ACTORS, LEFT_AS_IT_WAS, places
from vierspan.workspace.exchange.models import Import, Merge
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.actions import rating
from vierspan.workspace.horizon.weighing.models import Rating as Weighed
from vierspan.workspace.initiatives.models import Position, Seat
from vierspan.workspace.leadership.models import Rating, RoleHeld
from vierspan.workspace.networks.models import Membership, Scoped

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
OF_THE_MOMENT = {"acts.LastChange", "exchange.Merge", "insight.Run"}


def everything(network_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Every row of a network, in every table of every part."""
    models = [model for model in apps.get_models() if issubclass(model, Scoped)]
    return {
        model._meta.label: sorted(map(dict, model.objects.of(network_id).values()), key=repr)
        for model in models
        if model._meta.label not in OF_THE_MOMENT
    }


def party(cast: Cast, name: str, **values: Any) -> Party:
    row = Party(network_id=cast.network.pk, name=name, **values)
    row.save()
    return row


def person(cast: Cast, name: str, **values: Any) -> Person:
    row = Person(network_id=cast.network.pk, name=name, **values)
    row.save()
    return row


def made(cast: Cast, model: Any, **values: Any) -> Any:
    row = model(network_id=cast.network.pk, **values)
    row.save()
    return row


def brink(cast: Cast) -> Party:
    return Party.objects.of(cast.network.pk).get(name="Thuiszorg De Brink")


# What hangs on people and parties, made at random.
Maker = Callable[[Cast, random.Random, list[Any], list[Any]], object]


def _day(dice: random.Random) -> date | None:
    return dice.choice([None, DAY + timedelta(days=dice.randrange(100))])


MAKERS: tuple[Maker, ...] = (
    lambda c, d, people, parties: made(
        c, Tie, source=d.choice(people + parties).pk, target=d.choice(people + parties).pk, directed=d.random() < 0.5,
        kind=d.choice(["", "trusts"]), strength=d.choice([None, 1.0, 3.0]), since=_day(d), until=_day(d),
    ),
    lambda c, d, people, parties: made(
        c, Affiliation, person=d.choice(people), party=d.choice(parties), role=d.choice(["", "nurse"]), since=_day(d)
    ),
    lambda c, d, people, parties: made(
        c, Seat, initiative=Initiative.objects.of(c.network.pk).first(), party=d.choice([None, *parties]),
        person=d.choice([None, *people]), state="joined", carries=d.choice([None, True]), stake=d.choice([None, 2.0]),
    ),
    lambda c, d, people, parties: made(
        c, Attendance, gathering=Gathering.objects.of(c.network.pk).first(), person=d.choice(people),
        present=d.choice([None, True, False]),
    ),
    lambda c, d, people, parties: made(
        c, Exchange, giver=d.choice(parties), receiver=d.choice([None, *parties]), by=d.choice([None, *people])
    ),
    lambda c, d, people, parties: made(
        c, Activity, name="Work", parties=[str(each.pk) for each in d.sample(parties, 2)], owner=d.choice(people)
    ),
    lambda c, d, people, parties: made(
        c, Course, name="Where to", endorsed_by=[str(each.pk) for each in d.sample(parties, 2)], author=d.choice(people)
    ),
    lambda c, d, people, parties: made(c, Rule, name="Rule", endorsed_by=[str(d.choice(parties).pk)]),
    lambda c, d, people, parties: made(c, Capacity, party=d.choice(parties), hours=4.0, since=_day(d)),
    lambda c, d, people, parties: made(
        c, RoleHeld, person=d.choice(people), orientation="explorer", granted_by=[str(d.choice(parties).pk)]
    ),
    lambda c, d, people, parties: made(
        c, Rating, rater=d.choice(people), rated=d.choice(people), orientation="explorer", score=2.0
    ),
    lambda c, d, people, parties: made(
        c, Introduction, introducer=d.choice(people), newcomer=d.choice(people + parties).pk,
        met=d.choice([None, d.choice(people).pk]),
    ),
    lambda c, d, people, parties: made(c, Note, about=d.choice(people + parties).pk, text="Hm", written_by=people[0]),
    lambda c, d, people, parties: made(
        c, PrivateNote, about=d.choice(people + parties).pk, text="Own", writer_id=c.bob.user_id, written_on=DAY
    ),
    lambda c, d, people, parties: made(
        c, Act, kind="network.represented", person=d.choice(people).pk, party=d.choice([None, d.choice(parties).pk]),
        done_on=DAY, touched=[str(each.pk) for each in d.sample(people, 2)], subject=str(d.choice(parties).pk),
    ),
    lambda c, d, people, parties: made(
        c, SavedList, table="people", name=f"L{d.random()}", query=f"party={d.choice(parties).pk}",
        owner_id=c.bob.user_id,
    ),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), table=st.sampled_from(["people", "parties"]))
def test_a_merge_leaves_nothing_of_the_one_that_went_and_undoing_it_leaves_every_row_as_it_was(
    cast: Cast, seed: int, table: str
) -> None:
    with transaction.atomic():
        dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
        people = [person(cast, f"P{n}", party=brink(cast), external_id=f"x{n}", tags=["a"]) for n in range(3)]
        parties = [party(cast, f"Q{n}", external_id=f"y{n}", extra={"KvK": str(n)}) for n in range(3)]
        for maker in dice.choices(MAKERS, k=40):
            maker(cast, dice, people, parties)
        before = everything(cast.network.pk)
        keep, gone = (people if table == "people" else parties)[:2]
        merge = actions.merge(cast.alice, table, keep=keep.pk, gone=gone.pk, chosen={"name": "gone"})
        after = everything(cast.network.pk)
        left = {label for label, rows in after.items() if label not in LEFT_AS_IT_WAS and str(gone.pk) in repr(rows)}
        assert left == set()
        assert str(gone.pk) not in repr(after["acts.Act"])
        actions.undo(cast.alice, merge.pk)
        assert everything(cast.network.pk) == before
        transaction.set_rollback(True)


def test_everything_that_can_point_at_somebody_is_a_place_or_said_to_stay_as_it_was() -> None:
    known = {(place.model._meta.label, place.attribute) for place in places()}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.remote_field and field.remote_field.model in ACTORS:
                label = model._meta.label
                assert (label, field.attname) in known or label in LEFT_AS_IT_WAS, f"{label}.{field.name}"


def test_what_the_one_that_stays_lacks_comes_from_the_other_and_what_is_chosen_too(cast: Cast) -> None:
    keep = party(cast, "De Brink", website="https://brink.example", tags=["a"], extra={"KvK": "1", "Soort": "x"})
    gone = party(cast, "Brink BV", place="Zee", website="https://old.example", tags=["b", "a"], extra={"KvK": "2"})
    merge = actions.merge(
        cast.alice, "parties", keep=keep.pk, gone=gone.pk, chosen={"name": "gone", "own.KvK": "gone", "website": "kept"}
    )
    keep.refresh_from_db(from_queryset=Party.objects.of(cast.network.pk))
    assert (keep.name, keep.place, keep.website) == ("Brink BV", "Zee", "https://brink.example")
    assert keep.tags == ["a", "b"]
    assert keep.extra == {"KvK": "2", "Soort": "x"}
    assert "zee" in keep.search
    assert (merge.kept_name, merge.gone_name) == ("Brink BV", "Brink BV")


def test_a_tie_with_oneself_goes_and_two_that_are_equal_become_one(cast: Cast) -> None:
    keep, gone = party(cast, "One"), party(cast, "Uno")
    third = brink(cast)
    made(cast, Tie, source=keep.pk, target=gone.pk)
    made(cast, Tie, source=keep.pk, target=third.pk, kind="trusts", strength=1.0, since=date(2025, 1, 1))
    made(cast, Tie, source=third.pk, target=gone.pk, kind="trusts", strength=3.0, since=date(2024, 1, 1))
    actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    (tie,) = Tie.objects.of(cast.network.pk).filter(source=keep.pk)
    assert (tie.target, tie.strength, tie.since) == (third.pk, 3.0, date(2024, 1, 1))


def test_two_seats_at_one_table_become_one(cast: Cast) -> None:
    table = Initiative.objects.of(cast.network.pk).get()
    keep, gone = party(cast, "One"), party(cast, "Uno")
    made(cast, Seat, initiative=table, party=keep, state="joined")
    made(cast, Seat, initiative=table, party=gone, state="invited", carries=True, stake=4.0)
    actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    (seat,) = Seat.objects.of(cast.network.pk).filter(party=keep)
    assert (seat.state, seat.carries, seat.stake) == ("joined", True, 4.0)


def test_two_ratings_of_one_signal_become_one_and_the_middle_of_it_follows(cast: Cast) -> None:
    signal = signals.spot(cast.bob, "Night buses stop")
    twin = person(cast, "Robert")
    rating.rate(cast.bob, signal.pk, {"significance": 2})
    made(cast, Weighed, signal=signal, person=twin, significance=5)
    rating.rate(cast.alice, signal.pk, {"significance": 4})

    def middle() -> float | None:
        return Signal.objects.of(cast.network.pk).get(pk=signal.pk).significance

    assert middle() == 4
    assert cast.bob.person_id is not None
    merge = actions.merge(cast.alice, "people", keep=cast.bob.person_id, gone=twin.pk)
    assert middle() == 3
    actions.undo(cast.alice, merge.pk)
    assert middle() == 4


def test_what_two_positions_say_otherwise_both_stays(cast: Cast) -> None:
    decision = Position.objects.of(cast.network.pk).get().decision_id
    keep, gone = party(cast, "One"), party(cast, "Uno")
    made(cast, Position, decision_id=decision, party=keep, position="yes")
    made(cast, Position, decision_id=decision, party=gone, position="no")
    actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    assert Position.objects.of(cast.network.pk).filter(party=keep).count() == 2


def test_private_notes_accounts_and_kept_lists_go_along(cast: Cast) -> None:
    keep, gone = person(cast, "Zoe"), Person.objects.of(cast.network.pk).get(name="Bob")
    note = made(cast, PrivateNote, about=gone.pk, text="Own", writer_id=cast.alice.user_id, written_on=DAY)
    kept = saved_lists.keep(cast.alice, "people", name="L", query=f"q={gone.pk}")
    actions.merge(cast.alice, "people", keep=keep.pk, gone=gone.pk)
    assert PrivateNote.objects.of(cast.network.pk).get(pk=note.pk).about == keep.pk
    assert Membership.objects.of(cast.network.pk).get(user_id=cast.bob.user_id).person_id == keep.pk
    assert SavedList.objects.of(cast.network.pk).get(pk=kept.pk).query == f"q={keep.pk}"


def test_two_who_were_asked_in_one_survey_are_not_brought_together(cast: Cast) -> None:
    survey = made(cast, Survey, title="Wave")
    keep, gone = person(cast, "Zoe"), person(cast, "Zoë X")
    for each in (keep, gone):
        made(cast, Voice, survey=survey, person=each)
    before = everything(cast.network.pk)
    with pytest.raises(Invalid) as refused:
        actions.merge(cast.alice, "people", keep=keep.pk, gone=gone.pk)
    assert refused.value.reason == "both_asked"
    assert everything(cast.network.pk) == before


@pytest.mark.parametrize("later", ["name", "tie", "seat"])
def test_undoing_is_refused_where_a_later_change_stands_on_it(cast: Cast, later: str) -> None:
    keep, gone = party(cast, "One"), party(cast, "Uno", place="Zee")
    tie = made(cast, Tie, source=gone.pk, target=brink(cast).pk)
    merge = actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    if later == "name":
        Party.objects.of(cast.network.pk).filter(pk=keep.pk).update(place="Meer")
    elif later == "tie":
        Tie.objects.of(cast.network.pk).filter(pk=tie.pk).update(source=brink(cast).pk)
    else:
        Tie.objects.of(cast.network.pk).filter(pk=tie.pk).delete()
    before = everything(cast.network.pk)
    with pytest.raises(StandsOnIt):
        actions.undo(cast.alice, merge.pk)
    assert everything(cast.network.pk) == before


def test_what_was_added_or_changed_elsewhere_since_stays_when_the_merge_is_undone(cast: Cast) -> None:
    keep, gone = party(cast, "One"), party(cast, "Uno")
    tie = made(cast, Tie, source=gone.pk, target=brink(cast).pk)
    merge = actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    Tie.objects.of(cast.network.pk).filter(pk=tie.pk).update(strength=4.0, changed_at=clock.now())
    new = made(cast, Tie, source=keep.pk, target=brink(cast).pk, kind="new")
    actions.undo(cast.alice, merge.pk)
    again = Tie.objects.of(cast.network.pk).get(pk=tie.pk)
    assert (again.source, again.strength) == (gone.pk, 4.0)
    assert Tie.objects.of(cast.network.pk).get(pk=new.pk).source == keep.pk
    with pytest.raises(Conflict):
        actions.undo(cast.alice, merge.pk)


def test_merges_are_undone_last_first(cast: Cast) -> None:
    one, two, three = (party(cast, name) for name in ("One", "Two", "Three"))
    made(cast, Tie, source=three.pk, target=brink(cast).pk)
    before = everything(cast.network.pk)
    first = actions.merge(cast.alice, "parties", keep=two.pk, gone=three.pk)
    second = actions.merge(cast.alice, "parties", keep=one.pk, gone=two.pk)
    with pytest.raises(StandsOnIt):
        actions.undo(cast.alice, first.pk)
    actions.undo(cast.alice, second.pk)
    actions.undo(cast.alice, first.pk)
    assert everything(cast.network.pk) == before


def test_an_import_before_a_merge_is_not_undone_under_it(cast: Cast) -> None:
    last = Import.objects.of(cast.network.pk).latest("made_at")
    actions.merge(cast.alice, "parties", keep=brink(cast).pk, gone=id_of(cast.alice, Party, name="Café Samen"))
    with pytest.raises(Conflict):
        exchange.undo_import(cast.alice, last.pk)


def test_a_file_that_still_tells_them_apart_does_not_make_them_two_again(cast: Cast) -> None:
    keep, gone = brink(cast), Party.objects.of(cast.network.pk).get(name="Café Samen")
    actions.merge(cast.alice, "parties", keep=keep.pk, gone=gone.pk)
    again = exchange.import_records(cast.alice, small_records())
    assert again.counts["parties"] == {"new": 0, "changed": 0, "untouched": 3}
    assert again.counts["people"]["new"] == 0
    assert Party.objects.of(cast.network.pk).count() == 2


def test_noting_and_looking_go_on_after_a_merge(cast: Cast) -> None:
    acts.note(cast.bob, "Sprak met de gemeente")
    gone = id_of(cast.alice, Person, name="Dan")
    merge = actions.merge(cast.alice, "people", keep=id_of(cast.alice, Person, name="Finn"), gone=gone)
    assert Merge.objects.of(cast.network.pk).get(pk=merge.pk).gone_name == "Dan"


# Who may be one.


def pairs(cast: Cast, table: str) -> dict[frozenset[str], tuple[str, ...]]:
    return {
        frozenset((pair.first.name, pair.second.name)): pair.reasons for pair in queries.doubles(cast.alice, table).rows
    }


def test_parties_are_suggested_by_name_web_address_and_mail(cast: Cast) -> None:
    party(cast, "Stichting Thuiszorg De Brink")
    party(cast, "Alfa", website="https://www.zelfde.example/over")
    party(cast, "Omega", website="zelfde.example")
    ruim, smal = party(cast, "Ruim"), party(cast, "Smal")
    person(cast, "A B", email="a@ruim.example", party=ruim)
    person(cast, "C D", email="c@ruim.example", party=smal)
    found = pairs(cast, "parties")
    assert "legal_form" in found[frozenset(("Thuiszorg De Brink", "Stichting Thuiszorg De Brink"))]
    assert found[frozenset(("Alfa", "Omega"))] == ("same_website",)
    assert found[frozenset(("Ruim", "Smal"))] == ("same_mail_domain",)


def test_people_are_suggested_by_name_address_telephone_and_initials(cast: Cast) -> None:
    person(cast, "Jan van der Berg", email="jan@x.example")
    person(cast, "Berg, Jan van den")
    person(cast, "Pia Een", email="ZELFDE@x.example", phone="+31 6 12345678")
    person(cast, "Pia Twee", email="zelfde@x.example", phone="06-12345678")
    person(cast, "K. Westerveld", party=brink(cast))
    person(cast, "Karel Westerveld", party=brink(cast))
    found = pairs(cast, "people")
    assert found[frozenset(("Jan van der Berg", "Berg, Jan van den"))] == ("same_words",)
    assert found[frozenset(("Pia Een", "Pia Twee"))] == ("same_email", "same_phone")
    assert found[frozenset(("K. Westerveld", "Karel Westerveld"))] == ("initials",)


def test_an_address_that_anybody_may_have_and_a_switchboard_say_nothing(cast: Cast) -> None:
    for number in range(6):
        person(cast, f"Iemand {number}{number}", phone="010 1234567")
    one, other = party(cast, "Ruim"), party(cast, "Smal")
    person(cast, "A B", email="a@gmail.com", party=one)
    person(cast, "C D", email="c@gmail.com", party=other)
    assert frozenset(("Ruim", "Smal")) not in pairs(cast, "parties")
    assert not any(name.startswith("Iemand") for pair in pairs(cast, "people") for name in pair)


def test_what_somebody_said_is_two_is_never_asked_again(cast: Cast) -> None:
    one, other = party(cast, "Zelfde Naam"), party(cast, "Zelfde Naam")
    assert frozenset(("Zelfde Naam",)) in pairs(cast, "parties")
    actions.keep_apart(cast.alice, "parties", other.pk, one.pk)
    actions.keep_apart(cast.alice, "parties", one.pk, other.pk)
    assert frozenset(("Zelfde Naam",)) not in pairs(cast, "parties")


def test_two_beside_each_other_show_what_differs_and_what_would_move(cast: Cast) -> None:
    keep, gone = party(cast, "One", place="Zee", sector="zorg"), party(cast, "Uno", place="Meer")
    made(cast, Tie, source=gone.pk, target=brink(cast).pk)
    made(cast, PrivateNote, about=gone.pk, text="Own", writer_id=cast.bob.user_id, written_on=DAY)
    seen = queries.compared(cast.alice, "parties", keep.pk, gone.pk)
    assert [(each.column, each.kept, each.gone) for each in seen.differences] == [
        ("name", "One", "Uno"),
        ("place", "Zee", "Meer"),
    ]
    assert seen.moving == (("Ties", 1),)


def test_only_leaders_bring_together_and_only_what_is_theirs(cast: Cast) -> None:
    one, other = party(cast, "One").pk, party(cast, "Uno").pk
    foreign = id_of(cast.dirk, Party, name="Café Samen")
    for actor in (cast.bob, cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.merge(actor, "parties", keep=one, gone=other)
        with pytest.raises(NotAllowed):
            queries.doubles(actor, "parties")
    for keep, gone in ((one, foreign), (foreign, one), (one, uuid4())):
        with pytest.raises(NotFound):
            actions.merge(cast.alice, "parties", keep=keep, gone=gone)
    with pytest.raises(NotFound):
        actions.keep_apart(cast.alice, "parties", one, foreign)
    with pytest.raises(Invalid):
        actions.merge(cast.alice, "parties", keep=one, gone=one)
    merge = actions.merge(cast.alice, "parties", keep=one, gone=other)
    with pytest.raises(NotFound):
        actions.undo(cast.dirk, merge.pk)
