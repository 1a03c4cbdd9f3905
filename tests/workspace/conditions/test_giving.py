"""Give and get: written down, confirmed by who got it, matched, weighed by an agreed key, and agreed where it is not
even."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions import balances, exchanges, needs
from vierspan.workspace.conditions.actions.exchanges import Told
from vierspan.workspace.conditions.actions.needs import Asked
from vierspan.workspace.conditions.amounts import Amount, amount_in
from vierspan.workspace.conditions.matching import Said, matches
from vierspan.workspace.conditions.models import Exchange, ExchangeKind, FeltBalance, Need
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Introduction, Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.exports import shown_records
from vierspan.workspace.insight import runs


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    """Takes part for the third party."""
    user = User.objects.create_user("zoe@example.org", "Zoë", "en")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


def party(cast: Cast, code: str) -> UUID:
    return id_of(cast.alice, Party, external_id=code)


def given(cast: Cast, by: Actor, giver: str, to: str | None, **more: object) -> Exchange:
    receiver = party(cast, to) if to else None
    told = {"giver": party(cast, giver), "receiver": receiver, "what": "training", "value": 3.0, "unit": "points"}
    return exchanges.log(by, Told(**{**told, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3 uur", Amount(3, "hours")),
        ("3u", Amount(3, "hours")),
        ("2,5 hours", Amount(2.5, "hours")),
        ("anderhalf uur", Amount(1.5, "hours")),
        ("een halve dag", Amount(4, "hours")),
        ("half a day", Amount(4, "hours")),
        ("2 dagen meedraaien", Amount(16, "hours")),
        ("€ 250", Amount(250, "euro")),
        ("1.250,50 euro", Amount(1250.5, "euro")),
        ("7", Amount(7, "points")),
        ("7 punten", Amount(7, "points")),
        ("zaal voor een middag", None),
        ("", None),
    ],
)
def test_how_much_is_read_from_a_few_words(text: str, amount: Amount | None) -> None:
    assert amount_in(text) == amount


def test_a_bare_number_is_in_the_usual_unit_of_its_kind(cast: Cast) -> None:
    balances.add_kind(cast.alice, name="time", unit="hours")
    assert giving.usual_unit(cast.bob, "time") == "hours"
    assert amount_in("4", usual="hours") == Amount(4, "hours")


def test_what_was_given_counts_once_the_receiver_says_so(cast: Cast) -> None:
    row = given(cast, cast.alice, "P1", "P2")
    assert [each.pk for each in giving.waiting_for(cast.bob)] == [row.pk]
    before = _gets(cast, "P2")
    exchanges.confirm(cast.bob, row.pk)
    assert _gets(cast, "P2") == before + 3
    assert giving.waiting_for(cast.bob) == []
    kinds = list(Act.objects.of(cast.network.pk).filter(subject=str(row.pk)).values_list("kind", "party"))
    assert kinds == [("exchange.given", party(cast, "P1")), ("exchange.confirmed", party(cast, "P2"))]


def _gets(cast: Cast, code: str) -> float:
    picture = runs.seen(cast.network.pk).picture
    return float(
        next(each["gets"] for each in picture["exchange"]["balances"] if each["party"] == str(party(cast, code)))
    )


def test_acts_that_are_written_down_are_not_derived_a_second_time(cast: Cast) -> None:
    row = given(cast, cast.alice, "P1", "P2")
    exchanges.confirm(cast.bob, row.pk)
    acts = runs.unpacked(runs.seen(cast.network.pk).acts)
    assert sorted(acts.filter(acts["subject"] == str(row.pk))["kind"]) == ["exchange.confirmed", "exchange.given"]


def test_nobody_confirms_their_own_word_nor_that_of_another_party(cast: Cast, zoe: Actor) -> None:
    row = given(cast, cast.alice, "P1", "P2")
    for actor in (cast.alice, zoe, cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            exchanges.confirm(actor, row.pk)
    with pytest.raises(NotFound):
        exchanges.confirm(cast.dirk, row.pk)


def test_a_gift_to_the_whole_network_is_confirmed_by_any_other_party(cast: Cast, zoe: Actor) -> None:
    row = given(cast, cast.alice, "P1", None)
    assert exchanges.confirm(zoe, row.pk).confirmed_on == clock.today()
    with pytest.raises(Conflict):
        exchanges.confirm(cast.bob, row.pk)


def test_who_writes_for_the_receiver_confirms_in_the_same_breath(cast: Cast) -> None:
    row = given(cast, cast.bob, "P1", "P2")
    assert row.confirmed_on == clock.today()
    (act,) = Act.objects.of(cast.network.pk).filter(subject=str(row.pk))
    assert (act.kind, act.party) == ("exchange.confirmed", party(cast, "P2"))


def test_one_writes_down_only_for_a_party_of_ones_own(cast: Cast, zoe: Actor) -> None:
    with pytest.raises(NotAllowed):
        given(cast, zoe, "P1", "P2")
    for wrong, field in (
        ({"receiver": party(cast, "P1")}, "receiver"),
        ({"what": " "}, "what"),
        ({"value": -1.0}, "amount"),
        ({"unit": "cows"}, "amount"),
        ({"given_on": clock.today() + timedelta(days=1)}, "given_on"),
        ({"receiver": id_of(cast.dirk, Party, external_id="P1")}, "receiver"),
    ):
        with pytest.raises(Invalid) as slip:
            given(cast, cast.alice, "P1", "P2", **wrong)
        assert slip.value.field == field


def test_the_receiver_may_see_it_otherwise_and_only_the_two_and_leaders_read_why(cast: Cast, zoe: Actor) -> None:
    row = given(cast, cast.alice, "P1", "P2")
    row = exchanges.see_otherwise(cast.bob, row.pk, why="CANARY it was two hours")
    assert giving.sees_dispute(cast.alice, row)
    assert giving.sees_dispute(cast.bob, row)
    assert not giving.sees_dispute(zoe, row)
    records = shown_records(cast.alice)
    assert all("CANARY" not in str(records.table(key).to_dicts()) for key in records.present)
    put_right = exchanges.change(
        cast.alice,
        row.pk,
        Told(giver=row.giver_id, receiver=row.receiver_id, what="training", value=2),
        seen=version(row),
    )
    assert (put_right.disputed_on, put_right.dispute) == (None, "")
    assert giving.waiting_for(cast.bob)


def test_putting_the_amount_right_asks_the_receiver_anew_and_two_at_once_lose_nothing(cast: Cast) -> None:
    row = exchanges.confirm(cast.bob, given(cast, cast.alice, "P1", "P2").pk)
    seen = version(row)
    told: dict[str, Any] = {"giver": row.giver_id, "receiver": row.receiver_id, "value": 3.0, "given_on": row.given_on}
    row = exchanges.change(cast.alice, row.pk, Told(what="training in falls", **told), seen=seen)
    assert row.confirmed_on is not None
    row = exchanges.change(
        cast.alice, row.pk, Told(what="training in falls", **{**told, "value": 5}), seen=version(row)
    )
    assert row.confirmed_on is None
    with pytest.raises(Changed):
        exchanges.change(cast.alice, row.pk, Told(what="other words", **told), seen=seen)


def test_an_offer_is_an_act_and_becomes_a_gift(cast: Cast) -> None:
    offer = exchanges.offer(cast.alice, Told(giver=party(cast, "P1"), what="a room"))
    made = exchanges.give(cast.alice, offer.pk, party(cast, "P2"), value=2)
    assert (made.state, made.receiver_id, made.what) == ("given", party(cast, "P2"), "a room")
    with pytest.raises(NotAllowed):
        exchanges.remove(cast.bob, offer.pk)
    exchanges.remove(cast.alice, offer.pk)
    assert Act.objects.of(cast.network.pk).filter(kind="offer.made").count() == 1


def test_offers_and_needs_suit_each_other_by_their_words_however_they_are_spelt() -> None:
    offers = [
        Said("o1", "A", "Training valpreventie", "kennis"),
        Said("o2", "B", "Zaal voor een middag", "ruimte"),
        Said("o3", "C", "Spreekkamer in het dorp", "ruimte"),
    ]
    wanted = [
        Said("n1", "D", "trainingen over valpreventei", "kennis"),
        Said("n2", "E", "een spreekkamer, één ochtend", "Ruimte"),
        Said("n3", "C", "spreekkamer", "ruimte"),
        Said("n4", "F", "iemand met een auto voor een dag"),
    ]
    found = {(match.need, match.offer) for match in matches(offers, wanted)}
    assert found == {("n1", "o1"), ("n2", "o3")}


def test_introducing_two_parties_is_an_act_and_both_get_a_mail(cast: Cast) -> None:
    offer = exchanges.offer(cast.alice, Told(giver=party(cast, "P1"), what="A consulting room", kind="room"))
    need = needs.ask(cast.bob, Asked(party=party(cast, "P2"), what="Consulting rooms on Tuesday", kind="room"))
    (meeting,) = giving.meetings(cast.carla)
    assert (meeting.offer.pk, meeting.need.pk, meeting.introduced_on) == (offer.pk, need.pk, None)
    made = needs.introduce(cast.bob, offer.pk, need.pk)
    assert {made.newcomer, made.met} == {party(cast, "P1"), party(cast, "P2")}
    act = Act.objects.of(cast.network.pk).get(kind="introduction.made")
    assert set(act.touched) == {str(party(cast, "P1")), str(party(cast, "P2"))}
    assert Letter.objects.filter(subject__contains="something for each other").count() == 2
    assert giving.meetings(cast.bob)[0].introduced_on == clock.today()
    with pytest.raises(Conflict):
        needs.introduce(cast.alice, offer.pk, need.pk)
    assert Introduction.objects.of(cast.network.pk).count() == 1


def test_a_need_is_of_ones_own_party_and_is_met_once(cast: Cast, zoe: Actor) -> None:
    need = needs.ask(cast.bob, Asked(party=party(cast, "P2"), what="A driver"))
    for act in (needs.met, needs.remove):
        with pytest.raises(NotAllowed):
            act(zoe, need.pk)
    with pytest.raises(NotAllowed):
        needs.ask(zoe, Asked(party=party(cast, "P2"), what="A driver"))
    needs.met(cast.bob, need.pk)
    with pytest.raises(Conflict):
        needs.met(cast.bob, need.pk)
    assert giving.open_needs(cast.bob) == []
    assert shown_records(cast.alice).table("needs")["what"].to_list() == ["A driver"]


def test_units_are_added_up_only_by_the_key_that_the_network_gave(cast: Cast) -> None:
    for giver, receiver, value in (("P1", "P2", 10.0), ("P2", "P1", 8.0)):
        row = given(cast, cast.alice, giver, receiver, value=value, unit="hours")
        Exchange.objects.of(cast.network.pk).filter(pk=row.pk).update(confirmed_on=clock.today())
    assert giving.flows(cast.bob)[1] == {"hours": 2}
    balances.set_key(cast.alice, "hours", 0.5)
    found = runs.seen(cast.network.pk).picture["exchange"]
    assert (found["unit"], found["key"], found["other_units"]) == ("points", [["hours", 0.5]], [])
    assert _gets(cast, "P2") == 5 + (4 if _is_recent(cast) else 0)
    assert giving.flows(cast.bob)[1] == {}
    balances.set_key(cast.alice, "hours", None)
    assert giving.unit_key(cast.bob) == {}
    for unit, points in (("points", 2.0), ("hours", 0.0), ("cows", 1.0)):
        with pytest.raises(Invalid):
            balances.set_key(cast.alice, unit, points)
    with pytest.raises(NotAllowed):
        balances.set_key(cast.bob, "hours", 1.0)


def _is_recent(cast: Cast) -> bool:
    """Whether the gift of the small records lies in the year that the mirror looks at."""
    first = Exchange.objects.of(cast.network.pk).earliest("created_at")
    return first.given_on is not None and first.given_on > clock.today() - timedelta(days=364)


def test_a_new_name_of_a_kind_goes_to_all_that_was_given(cast: Cast) -> None:
    row = given(cast, cast.alice, "P1", "P2", kind="time")
    kind = balances.add_kind(cast.alice, name="time")
    balances.change_kind(cast.alice, kind.pk, name="hands", unit="hours")
    row.refresh_from_db()
    assert row.kind == "hands"
    with pytest.raises(Invalid):
        balances.add_kind(cast.alice, name="Hands")
    with pytest.raises(NotAllowed):
        balances.remove_kind(cast.bob, kind.pk)
    balances.remove_kind(cast.alice, kind.pk)
    assert not ExchangeKind.objects.of(cast.network.pk).exists()
    assert giving.kind_names(cast.bob) == ["hands"]


def test_an_agreed_imbalance_silences_its_handle_until_its_day(cast: Cast) -> None:
    for number in range(7):
        row = given(cast, cast.alice, "P1", "P2", value=9.0, what=f"gift {number}")
        exchanges.confirm(cast.bob, row.pk)
    key = f"conditions.balance:{party(cast, 'P2')}"
    assert key in _handles(cast)
    agreed = balances.accept(cast.alice, party(cast, "P2"), note="Young", until=clock.today() + timedelta(days=30))
    assert key not in _handles(cast)
    assert giving.holds(agreed)
    balances.no_longer_accept(cast.alice, agreed.pk)
    assert key in _handles(cast)


def _handles(cast: Cast) -> set[str]:
    return {handle["key"] for handle in runs.seen(cast.network.pk).handles}


def test_an_imbalance_is_agreed_by_leaders_with_a_reason_and_a_last_day(cast: Cast) -> None:
    soon, code = clock.today() + timedelta(days=30), party(cast, "P2")
    with pytest.raises(NotAllowed):
        balances.accept(cast.bob, code, note="Why not", until=soon)
    for note, until in (("", soon), ("Young", None), ("Young", clock.today()), ("Young", soon + timedelta(days=900))):
        with pytest.raises(Invalid):
            balances.accept(cast.alice, code, note=note, until=until)
    agreed = balances.accept(cast.alice, code, note="Young", until=soon)
    balances.change_accepted(cast.alice, agreed.pk, note="Younger", until=soon, seen=version(agreed))
    with pytest.raises(Changed):
        balances.change_accepted(cast.alice, agreed.pk, note="Other", until=soon, seen=version(agreed))


def test_how_it_feels_is_first_of_all_the_partys_own(cast: Cast, zoe: Actor) -> None:
    row = balances.feel(cast.bob, party(cast, "P2"), gives=5, gets=1, shared=False)
    assert giving.felt_share(row) == 1
    assert set(giving.felt(cast.bob)) == {party(cast, "P2")}
    assert giving.felt(cast.alice) == giving.felt(zoe) == giving.felt(cast.carla) == {}
    balances.feel(cast.bob, party(cast, "P2"), gives=2, gets=2, shared=True)
    assert set(giving.felt(zoe)) == {party(cast, "P2")}
    assert FeltBalance.objects.of(cast.network.pk).count() == 1
    with pytest.raises(NotAllowed):
        balances.feel(zoe, party(cast, "P2"), gives=1, gets=1, shared=False)
    with pytest.raises(Invalid):
        balances.feel(cast.bob, party(cast, "P2"), gives=6, gets=1, shared=False)


def test_who_is_taken_out_takes_along_what_was_only_theirs(cast: Cast) -> None:
    needs.ask(cast.bob, Asked(party=party(cast, "P2"), what="A driver"))
    balances.feel(cast.bob, party(cast, "P2"), gives=2, gets=2, shared=True)
    removal.remove(cast.alice, party(cast, "P2"))
    assert not Need.objects.of(cast.network.pk).exists()
    assert not FeltBalance.objects.of(cast.network.pk).exists()
    assert Person.objects.of(cast.network.pk).filter(name="Bob").exists()
