import math
from collections.abc import Mapping
from typing import Any

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.models import OwnField, Party, Person, Tie
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.maps import drawing, gazetteer, kept, layouts, levels, paths
from vierspan.workspace.insight.maps.actions import draw_anew
from vierspan.workspace.insight.maps.frames import net_of
from vierspan.workspace.insight.models import FoundPlace, Layout


def drawn(actor: Actor) -> dict[str, Any]:
    return drawing.drawing(actor, queries.current_run(actor))


def places(payload: Mapping[str, Any], kind: str) -> dict[str, tuple[int, int]]:
    layout = payload["layouts"][kind]
    return dict(zip(payload["nodes"]["id"], zip(layout["x"], layout["y"], strict=True), strict=True))


def grown(actor: Actor, count: int, near: str) -> list[str]:
    """So many new parties, each tied to one who was there."""
    rows = [Party(network_id=actor.network_id, name=f"New {number}", sector="zorg") for number in range(count)]
    Party.objects.bulk_create(rows)
    Tie.objects.bulk_create(Tie(network_id=actor.network_id, source=row.pk, target=near) for row in rows)
    facts_changed(actor.network_id)
    return [str(row.pk) for row in rows]


def test_who_comes_moves_nobody_in_any_layout(cast: Cast) -> None:
    near = str(id_of(cast.alice, Party, name="Gemeente Oosterdal"))
    grown(cast.alice, 60, near)
    before = drawn(cast.alice)
    new = grown(cast.alice, 3, near)
    after = drawn(cast.alice)
    assert set(new) == set(after["nodes"]["id"]) - set(before["nodes"]["id"])
    assert after["made"]["version"] == before["made"]["version"] + 1
    for kind in ("force", "rings", "sector"):
        old, now = places(before, kind), places(after, kind)
        assert {each: now[each] for each in old} == old, kind
        assert len(set(now.values())) == len(now), kind


def test_nothing_changed_is_nothing_made(cast: Cast) -> None:
    first = drawn(cast.alice)
    assert drawn(cast.bob) == first
    assert Layout.objects.of(cast.network.pk).count() == 3


def test_who_leaves_and_comes_back_finds_the_old_place(cast: Cast) -> None:
    before = drawn(cast.alice)
    party = Party.objects.of(cast.network.pk).get(name="Café Samen")
    ties = list(Tie.objects.of(cast.network.pk).filter(target=party.pk))
    Tie.objects.of(cast.network.pk).filter(target=party.pk).delete()
    Party.objects.of(cast.network.pk).filter(pk=party.pk).delete()
    facts_changed(cast.network.pk)
    assert str(party.pk) not in drawn(cast.alice)["nodes"]["id"]
    party.save(force_insert=True)
    Tie.objects.bulk_create(ties)
    facts_changed(cast.network.pk)
    assert places(drawn(cast.alice), "force")[str(party.pk)] == places(before, "force")[str(party.pk)]


def test_drawn_anew_is_a_new_version_and_only_for_participants(cast: Cast) -> None:
    drawn(cast.alice)
    assert draw_anew(cast.bob)
    with pytest.raises(NotAllowed):
        draw_anew(cast.carla)


def test_where_more_than_half_is_new_all_is_drawn_anew(cast: Cast) -> None:
    before = drawn(cast.alice)
    grown(cast.alice, 40, str(id_of(cast.alice, Party, name="Café Samen")))
    old, now = places(before, "force"), places(drawn(cast.alice), "force")
    assert {each: now[each] for each in old} != old
    assert max(abs(value) for spot in now.values() for value in spot) <= 11_000


def test_who_has_a_place_stands_on_the_land_with_their_people(cast: Cast) -> None:
    party = id_of(cast.alice, Party, name="Café Samen")
    Party.objects.of(cast.network.pk).filter(pk=party).update(latitude=51.84, longitude=5.86)
    other = id_of(cast.alice, Party, name="Gemeente Oosterdal")
    Party.objects.of(cast.network.pk).filter(pk=other).update(latitude=53.2, longitude=6.56)
    facts_changed(cast.network.pk)
    payload = drawn(cast.alice)
    land, known = (
        places(payload, "geo"),
        dict(zip(payload["nodes"]["id"], payload["layouts"]["geo"]["known"], strict=True)),
    )
    assert land[str(other)][0] > land[str(party)][0]
    assert land[str(other)][1] > land[str(party)][1]
    people = [str(each.pk) for each in Person.objects.of(cast.network.pk).filter(party=party)]
    assert people
    assert all(known[each] and math.dist(land[each], land[str(party)]) < 4000 for each in people)
    lost = [each for each, is_known in known.items() if not is_known]
    assert lost
    assert all(land[each][1] < -10_000 for each in lost)


def test_a_place_is_looked_up_once_and_kept(cast: Cast) -> None:
    for name, place in (
        ("Café Samen", "Nijmeegen"),
        ("Gemeente Oosterdal", "Den Haag"),
        ("Thuiszorg De Brink", "Xyzzyk"),
    ):
        Party.objects.of(cast.network.pk).filter(name=name).update(place=place)
    net = net_of(cast.alice, queries.current_run(cast.alice))
    gazetteer.look_up(net.network_id, layouts.unasked(net))
    assert not layouts.unasked(net)
    found = {row.asked.split("|")[0]: row.name for row in FoundPlace.objects.of(cast.network.pk)}
    assert found == {"nymeegen": "Nijmegen", "den haag": "The Hague", "xyzzyk": ""}
    where = layouts.located(net)
    assert where[str(id_of(cast.alice, Party, name="Café Samen"))] == pytest.approx((51.84, 5.85), abs=0.05)
    assert str(id_of(cast.alice, Party, name="Thuiszorg De Brink")) not in where


def test_groups_count_everybody_once_and_every_tie_between_them(cast: Cast) -> None:
    scene = drawing.scene_of(cast.alice, queries.current_run(cast.alice))
    part = levels.grouped(scene)
    payload = drawing.payload(scene, part)
    assert sum(payload["nodes"]["count"]) == scene.net.actors.height == payload["level"]["drawn"]
    assert payload["level"]["groups"]
    community = dict(scene.net.actors.select("id", "community").iter_rows())
    across = sum(
        community[one] != community[other] for one, other in scene.net.ties.select("source", "target").iter_rows()
    )
    assert sum(payload["edges"]["count"]) == across
    assert all(each.startswith("group:") for each in payload["nodes"]["id"])


def test_inside_a_group_stand_its_members_and_beside_it_the_other_groups(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    number = drawn(cast.alice)["communities"][0]["id"]
    payload = levels.inside(cast.alice, run, number)
    kinds = dict(zip(payload["nodes"]["id"], payload["nodes"]["kind"], strict=True))
    members = [each for each, kind in kinds.items() if kind != "group"]
    assert len(members) == drawn(cast.alice)["communities"][0]["size"]
    assert levels.inside(cast.alice, run, -1)["nodes"]["id"] == []
    with pytest.raises(NotFound):
        levels.inside(cast.alice, run, 9999)


def test_around_somebody_stand_those_within_so_many_steps(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    cafe = str(id_of(cast.alice, Party, name="Café Samen"))
    near, far = (levels.around(cast.alice, run, brink, steps) for steps in (1, 2))
    assert cafe not in near["nodes"]["id"]
    steps = dict(zip(far["nodes"]["id"], far["nodes"]["measures"]["steps"], strict=True))
    assert (steps[str(brink)], steps[cafe]) == (0, 2)
    with pytest.raises(NotFound):
        levels.around(cast.alice, run, nobody(), 1)


def test_the_way_to_another_goes_through_who_knows_both(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    one, other = (id_of(cast.alice, Party, name=name) for name in ("Thuiszorg De Brink", "Café Samen"))
    way = paths.path_between(cast.alice, run, one, other, "parties")
    assert way is not None
    assert [stop.name for stop in way.stops] == ["Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen"]
    assert "works with" in way.links[0].kinds
    foreign = id_of(cast.dirk, Party, name="Café Samen")
    with pytest.raises(NotFound):
        paths.path_between(cast.alice, run, one, foreign)
    Tie.objects.of(cast.network.pk).delete()
    facts_changed(cast.network.pk)
    assert paths.path_between(cast.alice, queries.current_run(cast.alice), one, other, "parties") is None


def test_a_strong_way_is_shorter_than_a_weak_one(cast: Cast) -> None:
    one, between, other = (
        id_of(cast.alice, Party, name=name) for name in ("Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen")
    )
    Tie.objects.create(network=cast.network, source=one, target=other, strength=0.1)
    Tie.objects.of(cast.network.pk).filter(target=other, source=between).update(strength=9)
    facts_changed(cast.network.pk)
    way = paths.path_between(cast.alice, queries.current_run(cast.alice), one, other, "parties")
    assert way is not None
    assert len(way.stops) == 3


def test_only_who_may_see_names_sees_the_map(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    for stranger in (cast.carla, cast.gus):
        for asked in (drawing.drawing, lambda actor, run: levels.around(actor, run, nobody(), 1)):
            with pytest.raises(NotAllowed):
                asked(stranger, run)
    with pytest.raises(NotFound):
        drawing.drawing(cast.dirk, run)


def test_the_payload_says_the_same_of_the_same_network(cast: Cast) -> None:
    first = drawn(cast.alice)
    Layout.objects.of(cast.network.pk).delete()
    assert drawn(cast.alice) == first


def test_a_group_is_called_after_what_its_members_share(cast: Cast) -> None:
    rows = [
        Party(network=cast.network, name=f"{kind}{n}", sector=kind) for kind in ("school", "hospital") for n in range(5)
    ]
    Party.objects.bulk_create(rows)
    for half in (rows[:5], rows[5:]):
        Tie.objects.bulk_create(
            Tie(network=cast.network, source=one.pk, target=other.pk)
            for one in half
            for other in half
            if one.name < other.name
        )
    facts_changed(cast.network.pk)
    names = {each["name"] for each in drawn(cast.alice)["communities"]}
    assert {"school", "hospital"} <= names


def test_a_large_network_shows_its_last_layout_while_a_newer_one_is_made(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(cast.alice)
    grown(cast.alice, 2, str(id_of(cast.alice, Party, name="Café Samen")))
    monkeypatch.setattr(kept, "AT_ONCE", 3)
    asked: list[str] = []
    monkeypatch.setattr(kept, "ask", lambda network_id, how="grow": asked.append(how))
    payload = drawn(cast.alice)
    assert payload["made"]["being_made"]
    assert payload["level"]["drawn"] == payload["level"]["total"] - 2
    assert asked == ["grow"]


def test_fields_of_the_networks_own_can_be_chosen_from(cast: Cast) -> None:
    OwnField.objects.create(network=cast.network, table="parties", name="Member's kind", type="choice")
    OwnField.objects.create(network=cast.network, table="people", name="speaks Frisian", type="flag")
    party = id_of(cast.alice, Party, name="Café Samen")
    Party.objects.of(cast.network.pk).filter(pk=party).update(extra={"Member's kind": "founder"})
    Person.objects.of(cast.network.pk).filter(name="Zoë").update(extra={"speaks Frisian": True})
    facts_changed(cast.network.pk)
    nodes = drawn(cast.alice)["nodes"]
    kind, speaks = sorted(nodes["own"], key=lambda each: str(each["name"]))
    assert (kind["values"], speaks["values"]) == (["founder"], ["yes"])
    assert kind["at"][nodes["id"].index(str(party))] == 0
    assert sum(each != -1 for each in kind["at"]) == sum(each != -1 for each in speaks["at"]) == 1


def test_themes_are_counted_where_somebody_sits_at_a_table(cast: Cast) -> None:
    nodes = drawn(cast.alice)["nodes"]
    load = dict(zip(nodes["label"], nodes["measures"]["theme_load"], strict=True))
    assert (load["Thuiszorg De Brink"], load["Bob"], load["Alice"]) == (1, 1, None)
