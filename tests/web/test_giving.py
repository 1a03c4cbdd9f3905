"""Give and get on its pages: one line to write in, the receiver's word, what suits what, and the balance."""

from datetime import timedelta

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.actions import exchanges
from vierspan.workspace.conditions.actions.exchanges import Told
from vierspan.workspace.conditions.models import AcceptedImbalance, Exchange, FeltBalance, Need, UnitKey
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import version


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/conditions/exchanges/{place}"


@pytest.fixture
def gift(cast: Cast) -> Exchange:
    giver, receiver = (id_of(cast.alice, Party, external_id=code) for code in ("P1", "P2"))
    return exchanges.log(cast.alice, Told(giver=giver, receiver=receiver, what="a hand at the open day", value=3))


def test_one_line_is_enough_and_can_be_taken_back(cast: Cast) -> None:
    alice = client_of("alice")
    given = {"giver": "Thuiszorg De Brink", "receiver": "cafe samen", "what": "a hand", "amount": "2 hours"}
    page = alice.post(at(cast, "new/"), given, follow=True).content.decode()
    row = Exchange.objects.of(cast.network.pk).get(what="a hand")
    assert (row.value, row.unit) == (2, "hours")
    assert "Written down: a hand. Who got it is asked to confirm. (2 hours)" in page
    assert f"{row.pk}/remove/" in page
    alice.post(at(cast, f"{row.pk}/remove/"))
    assert not Exchange.objects.of(cast.network.pk).filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"giver": "Nobody"}, "This party is not here"),
        ({"receiver": "Thuiszorg De Brink"}, "A party gives to another"),
        ({"what": ""}, "Say in a few words what it is"),
        ({"amount": "a whole lot"}, "Write how much, such as 4 points"),
        ({"given_on": "2999-01-01"}, "This day has yet to come"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_stays_typed(cast: Cast, changed: dict[str, str], told: str) -> None:
    given = {"giver": "Thuiszorg De Brink", "receiver": "Café Samen", "what": "a hand", "amount": "3", **changed}
    page = client_of("alice").post(at(cast, "new/"), given)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert 'value="Café Samen"' in page.content.decode() or "receiver" in changed


def test_who_got_it_is_asked_first_thing_and_says_yes(cast: Cast, gift: Exchange) -> None:
    bob = client_of("bob")
    page = bob.get(at(cast)).content.decode()
    assert "One gift to you waits for your word" in page
    assert "Yes, that is so" in page
    bob.post(at(cast, f"{gift.pk}/confirm/"))
    gift.refresh_from_db()
    assert gift.confirmed_on == clock.today()
    assert "waits for your word" not in bob.get(at(cast)).content.decode()


def test_who_sees_it_otherwise_says_why_to_the_two_parties_only(cast: Cast, gift: Exchange) -> None:
    bob = client_of("bob")
    assert bob.post(at(cast, f"{gift.pk}/otherwise/"), {"why": ""}).status_code == 422
    bob.post(at(cast, f"{gift.pk}/otherwise/"), {"why": "CANARY two hours"})
    assert "CANARY" in client_of("alice").get(at(cast, f"{gift.pk}/")).content.decode()
    for name in ("carla", "gus"):
        page = client_of(name).get(at(cast, f"{gift.pk}/")).content.decode()
        assert "who got it sees it otherwise" in page
        assert "CANARY" not in page


def test_who_saves_second_sees_both(cast: Cast, gift: Exchange) -> None:
    given = {"giver": "Thuiszorg De Brink", "receiver": "Gemeente Oosterdal", "amount": "3", "version": version(gift)}
    alice = client_of("alice")
    assert alice.post(at(cast, f"{gift.pk}/edit/"), {**given, "what": "one"}).status_code == 302
    page = alice.post(at(cast, f"{gift.pk}/edit/"), {**given, "what": "two"})
    assert page.status_code == 409
    assert "Somebody changed this while you were typing" in page.content.decode()


def test_offers_and_needs_meet(cast: Cast) -> None:
    alice, bob = client_of("alice"), client_of("bob")
    alice.post(at(cast, "offers/new/"), {"giver": "Thuiszorg De Brink", "what": "A consulting room", "kind": "room"})
    page = bob.post(
        at(cast, "needs/new/"),
        {"party": "Gemeente Oosterdal", "what": "consultingroom on Tuesday", "kind": "room"},
        follow=True,
    ).content.decode()
    assert "One offer and one need seem made for each other" in page
    offer, need = Exchange.objects.of(cast.network.pk).get(state="offered"), Need.objects.of(cast.network.pk).get()
    page = bob.post(at(cast, f"{offer.pk}/introduce/{need.pk}/"), follow=True).content.decode()
    assert "Introduced. Both get a mail" in page
    bob.post(at(cast, f"needs/{need.pk}/met/"))
    assert "Nothing at the moment" in bob.get(at(cast, "matches/")).content.decode()
    assert "consultingroom" in bob.get(at(cast, "matches/?as=csv")).content.decode()


def test_the_key_is_seen_by_all_and_set_by_leaders(cast: Cast) -> None:
    assert "never added up" in client_of("gus").get(at(cast, "key/")).content.decode()
    assert client_of("bob").post(at(cast, "key/"), {"hours": "0.5"}).status_code == 403
    assert client_of("alice").post(at(cast, "key/"), {"hours": "-1"}).status_code == 422
    client_of("alice").post(at(cast, "key/"), {"hours": "0.5", "euro": ""})
    assert UnitKey.objects.of(cast.network.pk).get().points == 0.5
    assert "an hour is 0.5 points" in client_of("gus").get(at(cast, "key/")).content.decode()
    client_of("alice").post(at(cast, "key/kinds/new/"), {"name": "time", "unit": "hours"})
    assert "time" in client_of("bob").get(at(cast, "key/")).content.decode()


def test_the_balance_shows_flows_feelings_and_what_was_agreed(cast: Cast, gift: Exchange) -> None:
    alice, bob = client_of("alice"), client_of("bob")
    party = id_of(cast.alice, Party, external_id="P2")
    bob.post(at(cast, "balance/feel/"), {"party": str(party), "gives": "1", "gets": "5", "shared": "on"})
    assert FeltBalance.objects.of(cast.network.pk).get().gets == 5
    assert bob.post(at(cast, "balance/feel/"), {"party": str(party), "gives": "9", "gets": ""}).status_code == 422
    until = (clock.today() + timedelta(days=90)).isoformat()
    given = {"party": "Gemeente Oosterdal", "note": "Young and small", "until": until}
    assert alice.post(at(cast, "balance/agreed/new/"), {**given, "until": ""}).status_code == 422
    alice.post(at(cast, "balance/agreed/new/"), given)
    row = AcceptedImbalance.objects.of(cast.network.pk).get()
    page = bob.get(at(cast, "balance/")).content.decode()
    assert "Who gave what to whom this year" in page
    assert "chart-flows" in page
    assert "Young and small" in page
    alice.post(at(cast, f"balance/agreed/{row.pk}/end/"))
    row.refresh_from_db()
    assert row.until is not None
    assert row.until < clock.today()


@pytest.mark.parametrize("place", ["new/", "needs/new/", "offers/new/", "balance/agreed/new/"])
def test_who_may_not_write_here_is_told_so(cast: Cast, place: str) -> None:
    for name in ("carla", "gus"):
        assert client_of(name).get(at(cast, place)).status_code == 403
    assert client_of("dirk").get(at(cast, place)).status_code == 404


def test_a_new_network_is_told_what_to_do(cast: Cast) -> None:
    Exchange.objects.of(cast.network.pk).delete()
    alice = client_of("alice")
    assert "Nothing given or got yet" in alice.get(at(cast)).content.decode()
    assert "Nobody said yet what they offer or need" in alice.get(at(cast, "matches/")).content.decode()
    assert "Nothing was given yet" in alice.get(at(cast, "balance/")).content.decode()
