from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Party, Tie
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.map_views import ground as grounds
from vierspan.workspace.insight.map_views import names, public, seen, shares, stories, views
from vierspan.workspace.insight.map_views.drawing import NARROW, still
from vierspan.workspace.insight.map_views.ground import Ground, Place
from vierspan.workspace.insight.map_views.sight import sight_of
from vierspan.workspace.insight.map_views.state import state_of, tidy_query
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Membership

DAY = date(2026, 6, 1)


def place(key: str, x: float = 0.0, kind: str = "party", **more: object) -> Place:
    values = {facet: (str(value),) for facet, value in more.items()}
    return Place(id=key, name=key.upper(), kind=kind, at={"force": (x, 0.0)}, values=values)


def tie(one: str, other: str, **more: object) -> grounds.Tie:
    return grounds.Tie(source=one, target=other, kind=str(more.pop("kind", "tie")), **more)  # type: ignore[arg-type]


def on(places: str, *ties: grounds.Tie) -> Ground:
    return Ground(tuple(place(each, number) for number, each in enumerate(places)), ties, DAY)


def seen_ids(ground: Ground, query: str = "") -> set[str]:
    return {spot.id for spot in sight_of(ground, state_of(query)).spots}


def test_an_address_says_what_one_looks_at_and_strange_words_are_left_aside() -> None:
    state = state_of("?show=person&near=99&sector=zorg&sector=wonen&on=2026-02-30&min=nan%20&layout=rings&x=y")
    assert (state.shown, state.near, state.layout, state.on) == ("person", 4, "rings", None)
    assert state.filters == {"sector": {"zorg", "wonen"}}


def test_what_speaks_of_the_page_is_not_kept() -> None:
    assert tidy_query("https://example.org/map/?colour=ring&as=table&tool=filter&tag=een+twee#x") == (
        "colour=ring&tag=een+twee"
    )


def test_a_view_shows_one_and_its_reach() -> None:
    ground = on("abcd", tie("a", "b"), tie("b", "c"), tie("c", "d"))
    assert seen_ids(ground, "chosen=a&near=1") == {"a", "b"}
    assert seen_ids(ground, "chosen=a&near=2") == {"a", "b", "c"}


def test_filters_let_through_who_has_one_of_the_values_of_every_facet() -> None:
    places = (place("a", sector="zorg"), place("b", sector="wonen"), place("c"))
    ground = Ground(places, (), DAY)
    assert seen_ids(ground, "sector=zorg&sector=wonen") == {"a", "b"}
    assert seen_ids(ground, "sector=") == {"c"}
    assert seen_ids(ground, "sector=zorg&ring=core") == set()


def test_ties_are_filtered_by_kind_source_and_confirmation_and_pairs_by_strength() -> None:
    ties = (tie("a", "b", kind="funds"), tie("a", "b", basis="survey"), tie("b", "c", confirmed="no", strength=0.4))
    ground = on("abc", *ties)
    for query, count in (("", 2), ("kind=funds", 1), ("source=survey", 1), ("confirmed=no", 1), ("min=1.5", 1)):
        assert len(sight_of(ground, state_of(query)).lines) == count, query


def test_the_way_of_an_introduction_stands_out() -> None:
    ground = on("abcd", tie("a", "b"), tie("b", "c"), tie("c", "d"), tie("a", "d"))
    sight = sight_of(ground, state_of("chosen=a&to=c"))
    near = {(sight.spots[line.one].id, sight.spots[line.other].id) for line in sight.lines if line.is_near}
    assert len(near) == 2
    assert {end for pair in near for end in pair} >= {"a", "c"}


def test_compared_with_a_day_before_a_tie_is_new_gone_or_still_there() -> None:
    before, after = DAY - timedelta(days=100), DAY - timedelta(days=10)
    ground = on("abc", tie("a", "b"), tie("b", "c", first_day=after), tie("a", "c", last_day=after))
    sight = sight_of(ground, state_of(f"since={before}"))
    changes = {sight.spots[line.one].id + sight.spots[line.other].id: line.change for line in sight.lines}
    assert changes == {"ab": "", "bc": "new", "ac": "gone"}


def test_of_many_the_sixty_that_matter_are_drawn_unless_all_are_asked_for() -> None:
    ground = Ground(tuple(place(f"p{number}", number) for number in range(80)), (), DAY)
    assert len(seen_ids(ground)) == 60
    assert len(seen_ids(ground, "chosen=p79")) == 60
    assert "p79" in seen_ids(ground, "chosen=p79")
    assert len(seen_ids(ground, "scope=all")) == 80


def test_no_name_stands_over_another_and_every_name_is_escaped() -> None:
    row = [names.Named(f"Een lange naam {n}", 40.0 * n, 100.0, 12.0, False, n) for n in range(20)]
    placed = names.placed(row, (900.0, 200.0), 14.5)
    boxes = [(name.x, name.y) for name in placed.values()]
    assert len(set(boxes)) == len(boxes) >= 10
    ground = Ground((Place(id="a", name="<script>", kind="party", at={"force": (0.0, 0.0)}),), (), DAY)
    drawn = still(sight_of(ground, state_of("")), "Map & more", NARROW)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_empty_map_can_be_drawn() -> None:
    assert "<svg" in still(sight_of(Ground((), (), DAY), state_of("")), "Nobody")


def test_ones_own_view_is_ones_own_until_it_is_shared(cast: Cast) -> None:
    kept = views.save(cast.bob, name="  Mine ", query="?colour=ring")
    assert (kept.name, kept.query) == ("Mine", "colour=ring")
    assert list(views.views(cast.alice)) == []
    with pytest.raises(NotFound):
        views.view(cast.alice, kept.pk)
    views.change(cast.bob, kept.pk, name="Ours", text="", is_shared=True, seen=kept.changed_at.isoformat())
    assert [each.name for each in views.views(cast.alice)] == ["Ours"]


def test_a_shared_view_is_changed_by_its_maker_and_by_who_leads(cast: Cast) -> None:
    kept = views.save(cast.alice, name="Alice's", query="", is_shared=True)
    with pytest.raises(NotAllowed):
        views.remove(cast.bob, kept.pk)
    bobs = views.save(cast.bob, name="Bob's", query="", is_shared=True)
    views.move(cast.alice, bobs.pk, -1)
    assert [each.name for each in views.views(cast.alice)] == ["Bob's", "Alice's"]
    assert views.remove(cast.alice, bobs.pk) == "Bob's"


@pytest.mark.parametrize("name", ["carla", "gus"])
def test_who_may_not_see_names_keeps_no_views(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        views.save(getattr(cast, name), name="Mine", query="")
    with pytest.raises(NotAllowed):
        list(views.views(getattr(cast, name)))


def test_views_of_another_network_are_not_there(cast: Cast) -> None:
    kept = views.save(cast.alice, name="A", query="", is_shared=True)
    story = stories.make(cast.alice, name="A", is_shared=True)
    step = stories.add_step(cast.alice, story.pk, name="One")
    share = shares.publish(cast.alice, shares.Wish(name="A"))
    asks: list[Callable[[], object]] = [
        lambda: views.view(cast.dirk, kept.pk),
        lambda: stories.story(cast.dirk, story.pk),
        lambda: stories.step(cast.dirk, step.pk),
        lambda: shares.revoke(cast.dirk, share.pk),
        lambda: views.view(cast.alice, uuid4()),
    ]
    for ask in asks:
        with pytest.raises(NotFound):
            ask()


def test_a_view_needs_a_name_and_no_more_text_than_one_reads(cast: Cast) -> None:
    with pytest.raises(Invalid):
        views.save(cast.bob, name=" ", query="")
    with pytest.raises(Invalid):
        views.save(cast.bob, name="x", query="", text="a" * 4001)


def test_steps_keep_their_order_when_they_move_and_go(cast: Cast) -> None:
    story = stories.make(cast.bob, name="How it began")
    made = [stories.add_step(cast.bob, story.pk, name=name) for name in ("one", "two", "three")]
    stories.move_step(cast.bob, made[2].pk, -1)
    stories.move_step(cast.bob, made[0].pk, -1)
    assert [each.name for each in stories.steps(cast.bob, story)] == ["one", "three", "two"]
    stories.remove_step(cast.bob, made[0].pk)
    assert [(each.place, each.name) for each in stories.steps(cast.bob, story)] == [(0, "three"), (1, "two")]


def test_a_step_outlives_the_view_that_it_came_from(cast: Cast) -> None:
    kept = views.save(cast.bob, name="Rings", query="layout=rings")
    story = stories.make(cast.bob, name="Story")
    stories.add_step(cast.bob, story.pk, name=kept.name, query=kept.query)
    views.remove(cast.bob, kept.pk)
    assert [each.query for each in stories.steps(cast.bob, story)] == ["layout=rings"]


def test_who_saves_a_step_second_sees_both_texts(cast: Cast) -> None:
    story = stories.make(cast.alice, name="Story", is_shared=True)
    step = stories.add_step(cast.alice, story.pk, name="One", text="first")
    version = step.changed_at.isoformat()
    stories.change_step(cast.alice, step.pk, name="One", text="second", seen=version)
    with pytest.raises(Changed) as both:
        stories.change_step(cast.alice, step.pk, name="One", text="third", seen=version)
    assert [(each.theirs, each.yours) for each in both.value.differences] == [("second", "third")]


# For outsiders


def stated(cast: Cast, basis: str, kind: str) -> Tie:
    """A tie between parties that has none of its own kind yet."""
    one, other = (id_of(cast.alice, Party, name=name) for name in ("Thuiszorg De Brink", "Café Samen"))
    row = Tie(network=cast.network, source=one, target=other, kind=kind, basis=basis)
    row.save()
    return row


def outside(actor: Actor, **wish: object) -> Ground:
    share = shares.publish(actor, shares.Wish(name="For all", **wish))  # type: ignore[arg-type]
    return shares.opened(shares.token_of(share.pk)).ground


def test_outsiders_see_parties_and_no_people_unless_the_leader_says_so(cast: Cast) -> None:
    assert {each.kind for each in outside(cast.alice).places} == {"party"}
    assert {each.kind for each in outside(cast.alice, with_people=True).places} == {"party", "person"}


@pytest.mark.parametrize(
    ("basis", "kind", "is_public"),
    [
        ("declared", "funds", True),
        ("imported", "funds", True),
        ("survey", "funds", False),
        ("observed", "funds", False),
        ("declared", "trusts", False),
        ("declared", "vertrouwt", False),
    ],
)
def test_only_what_was_stated_openly_goes_outside(cast: Cast, basis: str, kind: str, is_public: bool) -> None:
    stated(cast, basis, kind)
    assert (kind in {each.kind for each in outside(cast.alice).ties}) is is_public
    assert (kind in {each.kind for each in outside(cast.alice, kinds=[kind]).ties}) is is_public


def test_the_public_map_has_no_columns_but_those_on_the_list(cast: Cast) -> None:
    for each in outside(cast.alice, with_people=True).places:
        assert each.id.startswith("n")
        assert set(each.values) == {"sector"}
        assert (dict(each.measures), each.is_core, each.first_day, each.last_day) == ({}, False, None, None)
    payload = public.payload(outside(cast.alice))
    assert set(payload["places"]) == {"name", "kind"}
    assert set(payload["ties"]) == {"source", "target", "kind"}


def test_who_comes_later_is_not_public_until_the_leader_says_so(cast: Cast) -> None:
    share = shares.publish(cast.alice, shares.Wish(name="For all"))
    token = shares.token_of(share.pk)
    before = len(shares.opened(token).ground.places)
    Party(network=cast.network, name="Nieuw").save()
    facts_changed(cast.network.pk)
    runs.make(cast.network.pk)
    assert len(shares.opened(token).ground.places) == before
    assert shares.newcomers(cast.alice, [share]) == {share.pk: 1}
    shares.bring_up_to_date(cast.alice, share.pk)
    assert len(shares.opened(token).ground.places) == before + 1


def test_who_is_taken_out_of_the_records_is_gone_outside_at_once(cast: Cast) -> None:
    share = shares.publish(cast.alice, shares.Wish(name="For all"))
    token = shares.token_of(share.pk)
    assert "Café Samen" in {each.name for each in shares.opened(token).ground.places}
    Party.objects.of(cast.network.pk).filter(name="Café Samen").delete()
    facts_changed(cast.network.pk)
    assert "Café Samen" not in {each.name for each in shares.opened(token).ground.places}


def test_a_filter_of_the_view_holds_outside_too(cast: Cast) -> None:
    assert {each.name for each in outside(cast.alice, query="sector=zorg").places} == {"Thuiszorg De Brink"}


def test_a_link_ends_when_it_is_ended_is_over_or_its_maker_no_longer_leads(cast: Cast) -> None:
    made = [shares.publish(cast.alice, shares.Wish(name=name)) for name in ("ended", "over", "left")]
    tokens = [shares.token_of(each.pk) for each in made]
    for token in tokens:
        assert shares.opened(token).share.name
    shares.revoke(cast.alice, made[0].pk)
    made[1].expires = clock.today() - timedelta(days=1)
    made[1].save()
    for token in tokens[:2]:
        with pytest.raises(NotFound):
            shares.opened(token)
    bob = Membership.objects.of(cast.network.pk).get(user_id=cast.bob.user_id)
    networks.change_role(cast.alice, bob.pk, role="lead")
    networks.leave(cast.alice)
    with pytest.raises(NotFound):
        shares.opened(tokens[2])


def test_a_token_is_long_stands_nowhere_in_the_table_and_guessing_finds_nothing(cast: Cast) -> None:
    share = shares.publish(cast.alice, shares.Wish(name="For all"))
    token = shares.token_of(share.pk)
    assert len(token) >= 43
    assert token not in str(share.__dict__)
    for guess in ("", str(share.pk), token[:-1], token.upper()):
        with pytest.raises(NotFound):
            shares.opened(guess)


@pytest.mark.parametrize("name", ["bob", "carla", "gus"])
def test_only_who_leads_shows_outsiders_something(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        shares.publish(getattr(cast, name), shares.Wish(name="For all"))
    with pytest.raises(NotAllowed):
        shares.shares(getattr(cast, name))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("*", "*"),
        ("www.example.nl", "https://www.example.nl"),
        ("http://a.nl:81, b.nl/", "http://a.nl:81 https://b.nl"),
    ],
)
def test_sites_are_kept_as_a_browser_names_them(given: str, kept: str) -> None:
    assert shares.sites(given) == kept


@pytest.mark.parametrize("given", ["a.nl;script-src", "javascript:x", "https://a.nl/path", "'self'", "a b\nc; d"])
def test_nothing_else_gets_into_the_policy_of_the_page(given: str) -> None:
    with pytest.raises(Invalid):
        shares.sites(given)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_link_works_from_today_and_a_year_at_most(cast: Cast, days: int) -> None:
    with pytest.raises(Invalid):
        shares.publish(cast.alice, shares.Wish(name="x", expires=clock.today() + timedelta(days=days)))


def test_what_is_drawn_standing_still_is_what_the_browser_draws(cast: Cast) -> None:
    ground = seen.ground(cast.alice)
    assert {each.name for each in ground.places} >= {"Café Samen", "Zoë"}
    assert seen.counted(ground) == {"party": 3, "person": 6}
    assert {"works with", "tie"} <= {each.kind for each in ground.ties}
