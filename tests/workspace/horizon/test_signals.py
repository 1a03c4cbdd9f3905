"""Signals: spotted, weighed by several, moved with a reason, brought together, handed in from outside."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange import radar_back, radar_file
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.exchange.exports import shown_records
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.actions.signals import Told
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing import alike, queries
from vierspan.workspace.horizon.weighing.actions import intake, moving, placing, rating, sources, together
from vierspan.workspace.horizon.weighing.actions.intake import Brought
from vierspan.workspace.horizon.weighing.actions.moving import Step
from vierspan.workspace.horizon.weighing.models import HandedIn, Move, Rating, Source
from vierspan.workspace.insight import radar, runs
from vierspan.workspace.insight.radar import Wanted
from vierspan.workspace.insight.weighing import standing, weights

ALL = {"significance": 4, "plausibility": 3, "novelty": 5, "timeliness": 4}


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    """Takes part for another party."""
    user = User.objects.create_user("zoe@example.org", "Zoë", "en")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


@pytest.fixture
def law(cast: Cast) -> UUID:
    return id_of(cast.alice, Signal, name="New law")


def fresh(cast: Cast, signal_id: UUID) -> Signal:
    return Signal.objects.of(cast.network.pk).get(pk=signal_id)


def acts(cast: Cast, kind: str) -> list[Act]:
    return list(Act.objects.of(cast.network.pk).filter(kind=kind))


def test_one_line_is_a_signal_and_the_rest_may_follow(cast: Cast) -> None:
    made = signals.spot(cast.bob, "  Night buses stop  ")
    assert (made.name, made.stage, made.spotter_id) == ("Night buses stop", "weak", cast.bob.person_id)
    told = Told(origin="paper", address="krant.nl/bus", tag="economic", months_ahead=6, note="As of January.")
    changed = signals.change(cast.bob, made.pk, "Night buses stop soon", told, seen=version(made))
    assert (changed.address, changed.tag, changed.months_ahead) == ("https://krant.nl/bus", "economic", 6)
    assert len(acts(cast, "signal.spotted")) == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told(address="javascript:alert(1)"), "address"),
        (Told(address="no address"), "address"),
        (Told(tag="nonsense"), "tag"),
        (Told(months_ahead=-1), "months_ahead"),
        (Told(theme=UUID(int=4)), "theme"),
        (Told(party=UUID(int=4)), "party"),
        (Told(note="x" * 5000), "note"),
    ],
)
def test_what_cannot_be_kept_says_where(cast: Cast, told: Told, field: str) -> None:
    with pytest.raises(Invalid) as slip:
        signals.spot(cast.bob, "Something", told=told)
    assert slip.value.field == field


def test_who_was_second_sees_both_texts(cast: Cast, law: UUID) -> None:
    seen = version(fresh(cast, law))
    signals.change(cast.bob, law, "New law passed", Told(), seen=seen)
    with pytest.raises(Changed):
        signals.change(cast.alice, law, "Old law", Told(), seen=seen)


def test_only_who_spotted_it_or_a_leader_takes_it_away(cast: Cast, law: UUID, zoe: Actor) -> None:
    with pytest.raises(NotAllowed):
        signals.remove(cast.bob, law)
    rating.rate(cast.bob, law, ALL)
    signals.remove(zoe, law)
    assert not Rating.objects.of(cast.network.pk).exists()


def test_an_observer_and_another_network_change_nothing(cast: Cast, law: UUID) -> None:
    for actor, error in ((cast.carla, NotAllowed), (cast.gus, NotAllowed), (cast.dirk, NotFound)):
        for write in (
            lambda who: rating.rate(replace(who, person_id=cast.bob.person_id), law, ALL),
            lambda who: moving.move(who, law, Step(stage="emerging", reason="because")),
            lambda who: sources.add(who, law, "paper"),
            lambda who: signals.change(who, law, "x", Told(), seen=""),
            lambda who: signals.brought_back(who, law, clock.today()),
        ):
            with pytest.raises(error):
                write(actor)


def test_the_middle_of_all_ratings_stands_in_the_row(cast: Cast, law: UUID, zoe: Actor) -> None:
    rating.rate(cast.bob, law, ALL)
    rating.rate(zoe, law, {"significance": 2, "plausibility": 3, "novelty": 5})
    rating.rate(cast.alice, law, {"significance": 5})
    row = fresh(cast, law)
    assert (row.significance, row.plausibility, row.novelty, row.months_ahead) == (4.0, 3.0, 5.0, 9.0)
    weight = weights(cast.bob, [law])[law]
    assert weight.disputed == ("significance",)
    assert weight.raters == 3
    assert weight.pull == pytest.approx((60 ** (1 / 3) / 5) / (1 + 9 / 24))


def test_one_rating_a_person_that_can_be_changed_and_taken_back(cast: Cast, law: UUID) -> None:
    Signal.objects.of(cast.network.pk).filter(pk=law).update(significance=3.0)
    rating.rate(cast.bob, law, ALL)
    rating.rate(cast.bob, law, {"significance": 1})
    assert [each.significance for each in queries.ratings(cast.bob, law)] == [1]
    assert fresh(cast, law).plausibility is None
    assert len(acts(cast, "signal.rated")) == 1
    assert rating.take_back(cast.bob, law) == 1
    assert fresh(cast, law).significance == 3.0


def test_a_signal_that_lacks_a_criterion_is_kept_and_not_ranked(cast: Cast, law: UUID) -> None:
    rating.rate(cast.bob, law, {"significance": 5, "novelty": 5})
    assert weights(cast.bob, [law])[law].pull is None
    assert fresh(cast, law).significance == 5


def test_a_rating_asks_for_a_person_and_a_number(cast: Cast, law: UUID) -> None:
    with pytest.raises(NotAllowed, match="needs_person"):
        rating.rate(replace(cast.bob, person_id=None), law, ALL)
    with pytest.raises(Invalid):
        rating.rate(cast.bob, law, {"significance": None})
    with pytest.raises(Invalid):
        rating.rate(cast.bob, law, {"significance": 6})


def test_three_sources_and_two_parties_suggest_that_it_emerges(cast: Cast, law: UUID, zoe: Actor) -> None:
    sources.add(cast.bob, law, "", address="https://www.krant.nl/a")
    sources.add(cast.bob, law, "", address="https://krant.nl/b")
    assert standing(cast.bob, fresh(cast, law)).suggestion is None
    sources.add(cast.bob, law, "a talk")
    found = standing(cast.bob, fresh(cast, law))
    assert (found.backing.sources, found.backing.parties) == (3, 2)
    assert found.suggestion == "emerging"


def test_the_same_source_twice_is_one(cast: Cast, law: UUID) -> None:
    first = sources.add(cast.bob, law, "a talk")
    assert sources.add(cast.bob, law, "a  talk").pk == first.pk
    with pytest.raises(Invalid):
        sources.add(cast.bob, law, " ")
    with pytest.raises(Invalid):
        sources.add(cast.bob, law, "x", seen_on=clock.today() + timedelta(days=1))


def test_a_step_has_a_day_and_a_reason_and_can_be_taken_back(cast: Cast, law: UUID) -> None:
    with pytest.raises(Invalid):
        moving.move(cast.bob, law, Step(stage="emerging"))
    with pytest.raises(Invalid):
        moving.move(cast.bob, law, Step(stage="weak", reason="it stays"))
    made = moving.move(cast.bob, law, Step(stage="emerging", reason="everybody speaks of it"))
    assert (made.before, made.after, made.moved_on) == ("weak", "emerging", clock.today())
    moving.undo(cast.bob, law)
    assert fresh(cast, law).stage == "weak"
    with pytest.raises(Conflict):
        moving.undo(cast.bob, law)


def test_a_signal_that_becomes_a_theme_makes_one_and_counts_for_its_spotter(cast: Cast, law: UUID, zoe: Actor) -> None:
    moving.move(cast.bob, law, Step(stage="theme", reason="we work on it", new_theme="Law and order"))
    theme = Theme.objects.of(cast.network.pk).get(name="Law and order")
    row = fresh(cast, law)
    assert (row.theme_id, row.adopted_on) == (theme.pk, clock.today())
    assert [(each.person, each.subject) for each in acts(cast, "theme.emerged")] == [(zoe.person_id, str(theme.pk))]
    moving.undo(cast.bob, law)
    assert not Theme.objects.of(cast.network.pk).filter(name="Law and order").exists()
    assert acts(cast, "theme.emerged") == []
    assert fresh(cast, law).theme.name == "Housing"  # type: ignore[union-attr]


def test_a_theme_that_is_in_use_stays_when_the_step_is_taken_back(cast: Cast, law: UUID) -> None:
    moving.move(cast.bob, law, Step(stage="theme", reason="we work on it", new_theme="Law"))
    theme = Theme.objects.of(cast.network.pk).get(name="Law")
    signals.spot(cast.bob, "Another", told=Told(theme=theme.pk))
    moving.undo(cast.bob, law)
    assert Theme.objects.of(cast.network.pk).filter(name="Law").exists()


def test_it_can_become_a_theme_that_stands(cast: Cast, law: UUID) -> None:
    night = id_of(cast.alice, Theme, name="Night care")
    moving.move(cast.bob, law, Step(stage="theme", reason="it belongs there", theme=night))
    assert fresh(cast, law).theme_id == night
    with pytest.raises(Invalid):
        moving.move(cast.bob, signals.spot(cast.bob, "x y z").pk, Step(stage="theme", reason="r", new_theme="Housing"))


def test_what_is_done_with_signals_counts_in_the_mirror_once(cast: Cast, law: UUID) -> None:
    """Given acts go before those that the same rows would show."""
    made = signals.spot(cast.bob, "Night buses stop")
    rating.rate(cast.bob, law, ALL)
    moving.move(cast.bob, made.pk, Step(stage="theme", reason="we work on it", new_theme="Buses"))
    runs.make(cast.network.pk)
    from vierspan.analysis.measures.ledger import ledger

    found = ledger(shown_records(cast.alice))
    mine = found.filter(found["person"] == str(cast.bob.person_id))
    counted = dict(mine.group_by("kind").len().iter_rows())
    assert {key: counted[key] for key in ("signal.spotted", "signal.rated", "theme.emerged")} == {
        "signal.spotted": 1,
        "signal.rated": 1,
        "theme.emerged": 1,
    }
    explorer = mine.filter(mine["kind"].is_in(["signal.spotted", "signal.rated", "theme.emerged"]))
    assert set(explorer["orientation"]) == {"explorer"}


def test_what_looks_alike_is_asked_and_what_does_not_is_not(cast: Cast) -> None:
    first = signals.spot(cast.bob, "Family doctors stop evening duty")
    signals.spot(cast.bob, "Evening duty: family doctors stop")
    signals.spot(cast.bob, "A builder offers wooden homes")
    assert first in alike.hints(cast.bob, "doctors stop the evening duty")
    assert alike.hints(cast.bob, "doc") == []
    assert len(alike.pairs(cast.bob)) == 1
    pair = alike.pairs(cast.bob)[0]
    together.keep_apart(cast.bob, pair.one.pk, pair.other.pk)
    assert alike.pairs(cast.bob) == []


def test_two_that_are_one_keep_sources_and_ratings_and_can_be_parted(cast: Cast, law: UUID, zoe: Actor) -> None:
    other = signals.spot(cast.bob, "The new law", origin="paper")
    sources.add(cast.bob, other.pk, "a talk")
    rating.rate(cast.bob, other.pk, {"significance": 2})
    rating.rate(zoe, other.pk, {"significance": 5})
    rating.rate(zoe, law, {"significance": 4})
    moving.move(cast.bob, other.pk, Step(stage="emerging", reason="twice seen"))
    radar.look(cast.bob, Wanted(), {})

    made = together.bring_together(cast.bob, law, other.pk)
    assert not Signal.objects.of(cast.network.pk).filter(pk=other.pk).exists()
    assert {each.origin for each in queries.sources(cast.bob, law)} == {"paper", "a talk"}
    assert sorted(each.significance or 0 for each in queries.ratings(cast.bob, law)) == [2, 4]
    assert fresh(cast, law).significance == 3.0

    together.take_apart(cast.bob, made.pk)
    assert fresh(cast, other.pk).stage == "emerging"
    assert [each.origin for each in queries.sources(cast.bob, other.pk)] == ["a talk"]
    assert sorted(each.significance or 0 for each in queries.ratings(cast.bob, other.pk)) == [2, 5]
    assert [each.significance for each in queries.ratings(cast.bob, law)] == [4]
    assert Move.objects.of(cast.network.pk).filter(signal=other.pk).count() == 1
    assert alike.pairs(cast.bob) == []
    with pytest.raises(Conflict):
        together.take_apart(cast.bob, made.pk)


def test_who_was_taken_out_meanwhile_is_not_put_back(cast: Cast, law: UUID, zoe: Actor) -> None:
    other = signals.spot(zoe, "The new law", origin="paper")
    rating.rate(zoe, other.pk, {"significance": 5})
    rating.rate(zoe, law, {"significance": 4})
    made = together.bring_together(cast.bob, law, other.pk)
    assert zoe.person_id
    removal.remove(cast.alice, zoe.person_id)
    together.take_apart(cast.bob, made.pk)
    assert fresh(cast, other.pk).spotter_id is None
    assert queries.ratings(cast.bob, other.pk) == []


def test_taking_somebody_out_takes_their_ratings_and_leaves_the_rest(cast: Cast, law: UUID, zoe: Actor) -> None:
    rating.rate(zoe, law, ALL)
    sources.add(zoe, law, "a talk")
    moving.move(zoe, law, Step(stage="emerging", reason="seen often"))
    assert zoe.person_id
    removal.remove(cast.alice, zoe.person_id)
    assert queries.ratings(cast.bob, law) == []
    assert [each.person_id for each in queries.sources(cast.bob, law)] == [None]
    assert [each.by_id for each in queries.moves(cast.bob, law)] == [None]


def test_two_people_who_are_one_have_one_rating(cast: Cast, law: UUID, zoe: Actor) -> None:
    rating.rate(cast.bob, law, {"significance": 2})
    rating.rate(zoe, law, {"significance": 5, "novelty": 3})
    assert cast.bob.person_id and zoe.person_id
    doubles.merge(cast.alice, "people", keep=cast.bob.person_id, gone=zoe.person_id)
    assert [(each.significance, each.novelty) for each in queries.ratings(cast.bob, law)] == [(2, 3)]


def test_a_signal_handed_in_waits_and_becomes_one(cast: Cast) -> None:
    token = intake.make_link(cast.alice)
    link = keys.opened(token, "signal")
    row = intake.hand_in(link.network_id, Brought(what="Night buses stop", name="Somebody", address="krant.nl"))
    assert queries.waiting(cast.bob) == 1
    assert not Signal.objects.of(cast.network.pk).filter(name="Night buses stop").exists()
    made = intake.accept(cast.bob, row.pk)
    assert (made.spotter_id, made.stage) == (None, "weak")
    assert "Somebody" in made.note
    with pytest.raises(Conflict):
        intake.accept(cast.bob, row.pk)


def test_who_is_known_by_the_name_they_gave_is_the_spotter(cast: Cast, zoe: Actor) -> None:
    row = intake.hand_in(cast.network.pk, Brought(what="Night buses stop", name="zoë"))
    assert intake.accept(cast.bob, row.pk).spotter_id == zoe.person_id


def test_what_is_let_go_can_wait_again(cast: Cast) -> None:
    row = intake.hand_in(cast.network.pk, Brought(what="Buy cheap pills"))
    intake.let_go(cast.bob, row.pk)
    assert queries.waiting(cast.bob) == 0
    intake.wait_again(cast.bob, row.pk)
    assert queries.waiting(cast.bob) == 1
    with pytest.raises(NotFound):
        intake.let_go(cast.dirk, row.pk)


def test_only_leaders_make_and_end_the_link_and_a_new_one_ends_the_old(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        intake.make_link(cast.bob)
    first = intake.make_link(cast.alice)
    second = intake.make_link(cast.alice)
    with pytest.raises(NotFound):
        keys.opened(first, "signal")
    assert queries.link_made_on(cast.alice) == clock.today()
    intake.end_link(cast.alice)
    with pytest.raises(NotFound):
        keys.opened(second, "signal")
    assert queries.link_made_on(cast.alice) is None


def test_the_intake_does_not_overflow(cast: Cast) -> None:
    for n in range(intake.MOST_AN_HOUR):
        intake.hand_in(cast.network.pk, Brought(what=f"Signal {n}"))
    with pytest.raises(Invalid, match="handed_in_much"):
        intake.hand_in(cast.network.pk, Brought(what="One too many"))
    assert HandedIn.objects.of(cast.other.pk).count() == 0


def test_everything_on_the_radar_keeps_its_place(cast: Cast, law: UUID) -> None:
    for n in range(12):
        signals.spot(cast.bob, f"Thing number {n}", told=Told(months_ahead=float(n)))
    radar.look(cast.bob, Wanted(), {})
    layout = "theme.time.2"
    before = {each.signal_id: (each.number, each.along, each.outward) for each in queries.blips(cast.bob, layout)}
    assert len(before) == 13
    gone = Signal.objects.of(cast.network.pk).get(name="Thing number 3")
    moving.move(cast.bob, gone.pk, Step(stage="retired", reason="over"))
    signals.spot(cast.bob, "One more", told=Told(months_ahead=1.0))
    radar.look(cast.bob, Wanted(stage="weak"), {})
    after = {each.signal_id: (each.number, each.along, each.outward) for each in queries.blips(cast.bob, layout)}
    assert {key: after[key] for key in before} == before
    assert len(after) == 14


def test_filters_hide_and_the_table_says_the_same_as_the_picture(cast: Cast, law: UUID) -> None:
    signals.spot(cast.bob, "Thing", told=Told(tag="economic", months_ahead=30))
    seen = radar.look(cast.bob, Wanted(tag="economic", sectors="tag"), {})
    assert (seen.shown, seen.hidden) == (1, 1)
    assert [row[1:4] for row in seen.table.rows] == [("Thing", "economy", "later")]
    by_stage = radar.look(cast.bob, Wanted(rings="stage", colour="stage"), {})
    assert {row[3] for row in by_stage.table.rows} == {"weak"}


def test_a_network_chooses_rings_and_sectors_of_its_own(cast: Cast, law: UUID) -> None:
    with pytest.raises(Invalid):
        placing.choose(cast.bob, sectors="own", rings="stage")
    with pytest.raises(Invalid):
        placing.choose(cast.bob, sectors="own", rings="stage", own=[f"s{n}" for n in range(9)])
    placing.choose(cast.bob, sectors="own", rings="stage", own=["Here", "There"])
    placing.put_in(cast.bob, law, "There")
    seen = radar.look(cast.carla, Wanted(), {})
    assert [name for name, _rows in seen.by_sector] == ["There"]
    assert (seen.sectors, seen.rings) == ("own", "stage")


def test_a_crowded_radar_grows_rather_than_overlaps(cast: Cast) -> None:
    for n in range(120):
        Signal(network=cast.network, name=f"Thing {n}", stage="weak", months_ahead=1.0).save()
    seen = radar.look(cast.bob, Wanted(), {})
    assert seen.shown == 121
    assert queries.radar(cast.bob).size["theme.time.2"] > 0


FILE = """name,ring,quadrant,isNew,description
Night buses stop,adopt,Housing,TRUE,<p>As of <b>January</b></p>
New law,trial,Housing,FALSE,
Wooden homes,within a year,technology,no,
Own corner,weak,Far away,,
,weak,Housing,no,
Bad ring,orbit,Housing,perhaps,
New law,weak,Housing,no,
"""


def test_a_radar_file_says_what_it_would_do_and_where_it_is_wrong(cast: Cast, law: UUID) -> None:
    found = radar_file.read(cast.bob, FILE.replace(",", ";").encode("utf-8-sig"))
    assert [(each.row, each.column, each.reason) for each in found.slips] == [
        (6, "name", "name_missing"),
        (7, "ring", "unknown_ring"),
        (7, "isNew", "yes_or_no"),
        (8, "name", "stands_twice"),
    ]
    assert {each.name: each.state for each in found.rows} == {
        "Night buses stop": "new",
        "New law": "changed",
        "Wooden homes": "new",
        "Own corner": "new",
    }
    assert not Signal.objects.of(cast.network.pk).filter(name="Wooden homes").exists()
    brought = radar_file.bring_in(cast.bob, found.text)
    assert [each.before is None for each in brought] == [True, True, True, False]
    buses = Signal.objects.of(cast.network.pk).get(name="Night buses stop")
    assert (buses.stage, buses.note, buses.theme.name) == ("theme", "As of January", "Housing")  # type: ignore[union-attr]
    homes = Signal.objects.of(cast.network.pk).get(name="Wooden homes")
    assert (homes.tag, homes.months_ahead) == ("technological", 9.0)
    assert queries.sector_names(cast.bob)["Far away"] == 1
    assert fresh(cast, law).stage == "emerging"


def test_what_a_radar_file_brought_is_taken_back_save_what_somebody_touched_since(cast: Cast, law: UUID) -> None:
    before = {key: getattr(fresh(cast, law), key) for key in ("stage", "note", "theme_id", "tag", "months_ahead")}
    themes = set(Theme.objects.of(cast.network.pk).values_list("name", flat=True))
    brought = radar_back.plain(radar_file.bring_in(cast.bob, radar_file.read(cast.bob, FILE.encode()).text))
    homes = Signal.objects.of(cast.network.pk).get(name="Wooden homes")
    rating.rate(cast.alice, homes.pk, {"significance": 4})
    assert radar_back.take_back(cast.bob, brought) == (3, 1)
    left = set(Signal.objects.of(cast.network.pk).values_list("name", flat=True))
    assert left & {"Night buses stop", "Own corner", "Wooden homes"} == {"Wooden homes"}
    assert {key: getattr(fresh(cast, law), key) for key in before} == before
    assert set(Theme.objects.of(cast.network.pk).values_list("name", flat=True)) == themes
    assert queries.sector_names(cast.bob)["Far away"] == 0
    assert radar_back.take_back(cast.bob, brought) == (0, 4)


@pytest.mark.parametrize("content", [b"", b"name,ring\nA,weak\n", b"\x00\x01\x02", b"x" * 2_100_000])
def test_what_is_no_radar_is_refused_in_words(cast: Cast, content: bytes) -> None:
    found = radar_file.read(cast.bob, content)
    assert found.rows == ()
    assert found.slips


def test_a_radar_goes_out_and_comes_in_the_same(cast: Cast, law: UUID) -> None:
    signals.spot(cast.bob, "Thing; with, signs", told=Told(months_ahead=3.0, note="A note"))
    file = radar_file.written(cast.carla)
    found = radar_file.read(cast.bob, file.content)
    assert found.slips == ()
    assert {each.state for each in found.rows} == {"same"}
    assert Person.objects.of(cast.network.pk).count()
    assert Source.objects.of(cast.network.pk).count() == 0
