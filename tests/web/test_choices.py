"""Choosing on its pages: the robust view, trying, recording, votes, hours and limits; and wrong users."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, id_of, nobody
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.course.actions import capacity
from vierspan.workspace.course.models import Activity, Capacity
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import limits, rounds
from vierspan.workspace.course.priorities.actions.choosing import Chosen
from vierspan.workspace.course.priorities.actions.rounds import Plan
from vierspan.workspace.course.priorities.models import Bond, Choice, Round, Terms, Vote
from vierspan.workspace.course.priorities.quarters import quarter_of
from vierspan.workspace.directory.models import Party, Theme
from vierspan.workspace.directory.versions import version
from vierspan.workspace.harvest.actions.portfolio import decide_portfolio


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "choices/") -> str:
    return f"/n/{cast.network.slug}/course/{place}"


def words(cast: Cast, place: str = "choices/", who: str = "bob") -> str:
    answer = client_of(who).get(at(cast, place))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def pilot(cast: Cast) -> UUID:
    """It asks ten hours of each of two parties."""
    found = id_of(cast.alice, Activity, name="Pilot")
    Activity.objects.of(cast.network.pk).filter(pk=found).update(hours=80)
    return found


@pytest.fixture
def oosterdal(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Gemeente Oosterdal")


@pytest.fixture
def held(cast: Cast) -> Round:
    themes = tuple(str(each.pk) for each in Theme.objects.of(cast.network.pk).order_by("name"))
    return rounds.open_round(cast.alice, Plan(title="What first?", way="dots", themes=themes, dots=3))


@pytest.fixture
def now() -> date:
    return quarter_of(clock.today())


def test_without_hours_it_asks_for_them_first(cast: Cast, pilot: UUID) -> None:
    page = words(cast)
    assert "Nobody said yet how many hours there are" in page
    assert "Nobody was asked yet" in page


def test_what_fits_stands_above_the_line_and_the_rest_below(
    cast: Cast, pilot: UUID, oosterdal: UUID, now: date
) -> None:
    capacity.state(cast.bob, oosterdal, now, hours=12)
    page = words(cast)
    assert "This one in any case; one not now" in page
    above, below = page.split("Here your time ends")
    assert "Pilot" in above.split('data-drop="in"')[1]
    assert "Loose end" in below
    assert "Worked out exactly: nothing that fits yields more." in page
    assert "10 of 12 hours" in page


def test_what_does_not_fit_is_told_with_what_a_few_hours_would_buy(
    cast: Cast, pilot: UUID, oosterdal: UUID, now: date
) -> None:
    capacity.state(cast.bob, oosterdal, now, hours=7, energy=1)
    page = words(cast)
    assert "3 more hours of Gemeente Oosterdal bring in Pilot" in page
    tried = words(cast, f"choices/tried/?try=1&in={pilot}")
    assert "One party has too few hours for it." in tried
    assert "<b>3 too many</b>" in tried
    assert "little energy" in tried


def test_trying_has_an_address_of_its_own_and_says_what_it_costs(cast: Cast, pilot: UUID) -> None:
    answer = client_of("bob").get(at(cast, "choices/tried/?try=1"))
    assert "Nothing is in yet" in answer.content.decode()
    assert answer["HX-Replace-Url"] == at(cast, "choices/?try=1")
    assert "100 points that everything" in words(cast, f"choices/?try=1&in={pilot}&in={nobody()}&in=junk")
    loose = id_of(cast.alice, Activity, name="Loose end")
    assert "points less than the best" in words(cast, f"choices/tried/?try=1&in={loose}")


def test_must_haves_that_clash_are_named(cast: Cast, pilot: UUID, oosterdal: UUID, now: date) -> None:
    capacity.state(cast.bob, oosterdal, now, hours=2)
    limits.bind(cast.bob, "must", pilot)
    page = words(cast)
    assert "Your must-haves do not fit together" in page
    assert "Gemeente Oosterdal has too few hours" in page
    assert "Pilot is a must" in page


def test_an_empty_network_is_told_where_to_begin(cast: Cast) -> None:
    Activity.objects.of(cast.network.pk).delete()
    for who in ("alice", "bob", "carla", "gus"):
        assert "There is nothing to choose yet" in words(cast, who=who)


def test_a_quarter_has_its_own_hours(cast: Cast, pilot: UUID, oosterdal: UUID, now: date) -> None:
    after = quarter_of(date(now.year + 1, now.month, 1))
    capacity.state(cast.bob, oosterdal, after, hours=3)
    assert "3 too many" not in words(cast, f"choices/?try=1&in={pilot}")
    assert "7 too many" in words(cast, f"choices/?try=1&in={pilot}&quarter={after.isoformat()}")
    assert client_of("bob").get(at(cast, "choices/?quarter=soon")).status_code == 200


def test_a_choice_is_recorded_with_its_reasons(cast: Cast, pilot: UUID) -> None:
    loose = id_of(cast.alice, Activity, name="Loose end")
    form = words(cast, f"choices/choose/?in={pilot}")
    assert "What waits, and why" in form
    given = {"in": str(pilot), "name": "This quarter", "reason": "It fits", f"why-{loose}": "Too much"}
    answer = client_of("bob").post(at(cast, "choices/choose/"), given)
    made = Choice.objects.of(cast.network.pk).get()
    assert answer["Location"].endswith(f"/choices/made/{made.pk}/")
    page = words(cast, f"choices/made/{made.pk}/")
    assert "It fits" in page
    assert "Too much" in page
    assert "The decision in the room of the initiatives" in page
    waits = words(cast)
    assert "Loose end" in waits.split("Not now, but not forgotten")[1]
    assert "Nothing was recorded yet" not in waits


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"reason": ""}, "Say in a few words why"),
        ({"name": ""}, "Give it a name"),
        ({"revisit_on": "2020-01-01"}, "Choose a day after today"),
        ({"revisit_on": "never"}, "This day does not exist"),
        ({"in": ""}, "Choose at least one activity"),
        ({"method": "dice"}, "Select a valid choice"),
    ],
)
def test_a_record_that_is_wrong_is_told_and_stays_typed(
    cast: Cast, pilot: UUID, changed: dict[str, str], told: str
) -> None:
    given = {"in": str(pilot), "name": "Our quarter", "reason": "Because", **changed}
    answer = client_of("bob").post(at(cast, "choices/choose/"), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Our quarter" in answer.content.decode() or not given["name"]
    assert not Choice.objects.of(cast.network.pk).exists()


def test_what_waits_is_looked_at_again_from_the_page(cast: Cast, pilot: UUID) -> None:
    decide_portfolio(cast.bob, _chosen(pilot), name="x")
    (row,) = queries.not_now(cast.bob)
    address = at(cast, f"choices/waiting/{row.pk}/")
    client_of("bob").post(address, {"says": "later"})
    later = queries.not_now(cast.bob)[0].revisit_on
    assert later is not None
    assert later > clock.today()
    client_of("bob").post(address, {"says": "done"})
    assert queries.not_now(cast.bob) == []
    assert client_of("bob").post(address, {"says": "what"}).status_code == 404


def test_a_choice_is_taken_back_by_who_made_it(cast: Cast, pilot: UUID) -> None:
    made = decide_portfolio(cast.alice, _chosen(pilot), name="x")
    address = at(cast, f"choices/made/{made.pk}/take-back/")
    assert client_of("bob").post(address).status_code == 403
    client_of("alice").post(address)
    assert not Choice.objects.of(cast.network.pk).exists()


def test_hours_of_my_party_are_kept_in_one_go(cast: Cast, oosterdal: UUID, now: date) -> None:
    assert "What can your party put in?" in words(cast, "capacity/")
    given = {"party": str(oosterdal), "quarter": now.isoformat(), "hours": "37.5", "energy": "2"}
    client_of("bob").post(at(cast, "capacity/state/"), given)
    row = Capacity.objects.of(cast.network.pk).get(party=oosterdal, since=now)
    assert (row.hours, row.energy) == (37.5, 2)
    page = words(cast, "capacity/state/")
    assert 'value="37.5"' in page
    again = {**given, "hours": "20", "version": version(row)}
    client_of("bob").post(at(cast, "capacity/state/"), again)
    assert Capacity.objects.of(cast.network.pk).get(party=oosterdal, since=now).hours == 20
    late = client_of("bob").post(at(cast, "capacity/state/"), {**given, "hours": "5", "version": version(row)})
    assert late.status_code == 409
    client_of("bob").post(at(cast, "capacity/take-back/"), {"party": str(oosterdal), "quarter": now.isoformat()})
    assert not Capacity.objects.of(cast.network.pk).filter(party=oosterdal, since=now).exists()


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("", "Zero is an answer too"),
        ("-1", "from 0 up"),
        ("much", "Write a number"),
        ("1e9", "outside what is possible"),
    ],
)
def test_hours_that_cannot_be_are_told_beside_the_field(
    cast: Cast, oosterdal: UUID, now: date, hours: str, told: str
) -> None:
    given = {"party": str(oosterdal), "quarter": now.isoformat(), "hours": hours}
    answer = client_of("bob").post(at(cast, "capacity/state/"), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_nobody_speaks_for_a_party_of_others_through_the_form(cast: Cast, now: date) -> None:
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    answer = client_of("bob").post(
        at(cast, "capacity/state/"), {"party": str(brink), "quarter": now.isoformat(), "hours": "4"}
    )
    assert answer.status_code == 422
    taken = client_of("bob").post(at(cast, "capacity/take-back/"), {"party": str(brink), "quarter": now.isoformat()})
    assert taken.status_code == 403
    assert client_of("bob").post(at(cast, "capacity/take-back/"), {"party": "x"}).status_code in (400, 422)


def test_what_goes_together_is_said_taken_away_and_undone(cast: Cast, pilot: UUID) -> None:
    loose = id_of(cast.alice, Activity, name="Loose end")
    given = {"kind": "needs", "activity": str(pilot), "other": str(loose), "reason": "first that"}
    client_of("bob").post(at(cast, "choices/limits/"), given)
    assert "Pilot only together with Loose end" in words(cast, "choices/limits/")
    twice = client_of("bob").post(at(cast, "choices/limits/"), given)
    assert twice.status_code == 422
    assert "This was said already" in twice.content.decode()
    client = client_of("bob")
    bond = Bond.objects.of(cast.network.pk).get()
    gone = client.post(at(cast, f"choices/limits/{bond.pk}/remove/"), follow=True).content.decode()
    assert "Undo" in gone
    client.post(at(cast, "choices/limits/undo/"))
    assert Bond.objects.of(cast.network.pk).get().reason == "first that"
    assert client.post(at(cast, "choices/limits/undo/")).status_code == 404


def test_weights_and_themes_that_must_be_served_are_kept(cast: Cast) -> None:
    night = id_of(cast.alice, Theme, name="Night care")
    given = {f"weight-{night}": "5", f"must-{night}": "on", "everybody": "on"}
    client_of("bob").post(at(cast, "choices/limits/terms/"), given)
    row = Terms.objects.of(cast.network.pk).get()
    assert (row.weights, row.must_themes, row.is_for_everybody) == ({str(night): 5.0}, [str(night)], True)
    late = client_of("bob").post(at(cast, "choices/limits/terms/"), {f"weight-{night}": "9"})
    assert late.status_code == 409
    wrong = client_of("bob").post(at(cast, "choices/limits/terms/"), {f"weight-{night}": "-1", "version": version(row)})
    assert wrong.status_code == 422


def test_what_an_activity_asks_of_whom_is_changed(cast: Cast, pilot: UUID, oosterdal: UUID) -> None:
    assert 'placeholder="10"' in words(cast, f"choices/hours/{pilot}/")
    client_of("bob").post(at(cast, f"choices/hours/{pilot}/"), {str(oosterdal): "14"})
    assert "Gemeente Oosterdal: 14.0" in words(cast, "choices/limits/")
    wrong = client_of("bob").post(at(cast, f"choices/hours/{pilot}/"), {str(oosterdal): "-2"})
    assert wrong.status_code == 422


def test_a_round_is_opened_voted_in_closed_and_counted(cast: Cast, oosterdal: UUID) -> None:
    themes = [str(each.pk) for each in Theme.objects.of(cast.network.pk).order_by("name")]
    client_of("bob").post(at(cast, "votes/new/"), {"title": "First?", "way": "dots", "dots": "3", "themes": themes})
    held = Round.objects.of(cast.network.pk).get()
    client_of("bob").post(at(cast, f"votes/{held.pk}/"), {"party": str(oosterdal), themes[0]: "2", themes[1]: "1"})
    assert Vote.objects.of(cast.network.pk).get().given == {themes[0]: 2, themes[1]: 1}
    page = words(cast, f"votes/{held.pk}/")
    assert "2 dots" in page
    assert "two more parties have to speak" in page.lower()
    client_of("bob").post(at(cast, f"votes/{held.pk}/close/"))
    assert "This round is closed." in words(cast, f"votes/{held.pk}/")
    late = client_of("bob").post(at(cast, f"votes/{held.pk}/"), {"party": str(oosterdal), themes[0]: "3"})
    assert late.status_code == 422
    client_of("bob").post(at(cast, f"votes/{held.pk}/take-over/"))
    assert Terms.objects.of(cast.network.pk).get().weights == {themes[0]: 2.0, themes[1]: 1.0}
    client_of("bob").post(at(cast, f"votes/{held.pk}/reopen/"))
    client_of("bob").post(at(cast, f"votes/{held.pk}/remove/"))
    assert not Round.objects.of(cast.network.pk).exists()


def test_parties_that_want_something_else_are_told_to_talk_first(cast: Cast, held: Round) -> None:
    one, other = held.themes
    for name, given in (
        ("Thuiszorg De Brink", {one: 3}),
        ("Gemeente Oosterdal", {other: 3}),
        ("Café Samen", {one: 2, other: 1}),
    ):
        rounds.vote(cast.alice, held.pk, id_of(cast.alice, Party, name=name), given)
    assert "You do not agree yet on Housing and Night care: talk about that first." in words(cast)
    assert "Agreement 11 of 100 over 3 parties" in words(cast, f"votes/{held.pk}/")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Say what you ask"),
        ({"dots": "90"}, "outside what is possible"),
        ({"themes": []}, "at least two themes"),
        ({"closes_on": "2020-01-01"}, "Choose a day after today"),
    ],
)
def test_a_round_that_cannot_be_is_told(cast: Cast, changed: dict[str, object], told: str) -> None:
    themes = [str(each.pk) for each in Theme.objects.of(cast.network.pk)]
    given = {"title": "First?", "way": "dots", "dots": "3", "themes": themes, **changed}
    answer = client_of("bob").post(at(cast, "votes/new/"), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()


WRITES = ("choices/choose/", "choices/limits/", "choices/limits/terms/", "capacity/state/", "votes/new/")


def test_others_see_nothing_and_readers_change_nothing(cast: Cast, held: Round, pilot: UUID) -> None:
    made = decide_portfolio(cast.alice, _chosen(pilot), name="x")
    places = ("choices/", "choices/limits/", f"choices/made/{made.pk}/", "votes/", f"votes/{held.pk}/", "capacity/")
    for place in places:
        assert client_of("dirk").get(at(cast, place)).status_code == 404
        assert client_of("eve").get(at(cast, place)).status_code == 404
        for who in ("carla", "gus"):
            page = client_of(who).get(at(cast, place))
            assert page.status_code == 200
            assert "Record this choice" not in page.content.decode()
            assert "Alice" not in page.content.decode() or who == "carla"
    for place in WRITES:
        for who in ("carla", "gus"):
            assert client_of(who).post(at(cast, place)).status_code == 403
    assert client_of("carla").post(at(cast, f"votes/{held.pk}/"), {held.themes[0]: "1"}).status_code == 403
    assert not Vote.objects.of(cast.network.pk).exists()
    other = f"/n/{cast.other.slug}/course/"
    assert client_of("dirk").get(f"{other}votes/{held.pk}/").status_code == 404
    assert client_of("dirk").get(f"{other}choices/made/{made.pk}/").status_code == 404
    assert client_of("dirk").get(f"{other}choices/hours/{pilot}/").status_code == 404


def test_a_page_that_is_being_worked_out_says_how_far_it_is(
    cast: Cast, pilot: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vierspan.workspace.insight import portfolio

    monkeypatch.setattr(portfolio, "AT_ONCE", 0)
    page = words(cast)
    assert "We are working out what is best now." in page
    assert "choices/progress/" in page
    assert "HX-Refresh" not in client_of("bob").get(at(cast, "choices/progress/"))


def _chosen(pilot: UUID) -> Chosen:
    return Chosen(quarter=quarter_of(clock.today()), activities=frozenset({pilot}), reason="It fits")
