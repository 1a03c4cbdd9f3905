"""Events worth going to, and what came back of them."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from factories import Cast
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.outside import calendar, feeds, queries
from vierspan.workspace.horizon.outside.actions import events, stakeholders
from vierspan.workspace.horizon.outside.actions.events import Told
from vierspan.workspace.horizon.outside.models import Event
from vierspan.workspace.networks.models import Membership


def ahead(cast: Cast, days: int = 10, **told: Any) -> Event:
    given = {"name": "Congress", "starts_on": clock.today() + timedelta(days=days), **told}
    return events.add(cast.bob, Told(**given))


def test_what_lies_ahead_stands_apart_from_what_was(cast: Cast) -> None:
    coming, was, undated = ahead(cast), ahead(cast, -10), ahead(cast, starts_on=None, name="Some day")
    lasting = ahead(cast, -1, ends_on=clock.today() + timedelta(days=1), name="Fair")
    assert queries.events(cast.gus) == [lasting, coming, undated]
    assert queries.events(cast.gus, past=True) == [was]
    assert queries.events(cast.gus, search="FAIR") == [lasting]


def test_who_organises_it_may_be_on_the_list(cast: Cast) -> None:
    row = stakeholders.add(cast.alice, stakeholders.Told(name="Province"))
    assert ahead(cast, host="province").stakeholder_id == row.pk


@pytest.mark.parametrize(
    ("told", "field"),
    [({"name": ""}, "name"), ({"ends_on": date(2020, 1, 1)}, "ends_on"), ({"link": "javascript:x"}, "link")],
)
def test_what_cannot_be_is_not_kept(cast: Cast, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        ahead(cast, **told)
    assert slip.value.field == field


def test_who_saves_second_sees_both(cast: Cast) -> None:
    row = ahead(cast)
    events.change(cast.alice, row.pk, Told(name="Congress", place="Here"), seen=version(row))
    with pytest.raises(Changed):
        events.change(cast.bob, row.pk, Told(name="Congress", place="There"), seen=version(row))


def test_one_goes_and_after_all_not(cast: Cast) -> None:
    row = ahead(cast)
    events.go(cast.bob, row.pk)
    events.go(cast.bob, row.pk)
    assert [each.person_id for each in queries.visits(cast.carla, [row])[row.pk]] == [cast.bob.person_id]
    events.stay_home(cast.bob, row.pk)
    assert queries.visits(cast.carla, [row]) == {}


def test_what_was_brought_back_counts_once_also_when_put_right(cast: Cast) -> None:
    row = ahead(cast, -3)
    visit = events.bring_back(cast.bob, row.pk, "They share one key")
    events.bring_back(cast.bob, row.pk, "They share one key and one phone", seen=version(visit))
    act = Act.objects.of(cast.network.pk).get(kind="insight.brought_back")
    assert (act.person, act.subject, act.party is not None) == (cast.bob.person_id, str(row.pk), True)
    assert "one phone" in act.note
    events.stay_home(cast.bob, row.pk)
    assert not Act.objects.of(cast.network.pk).filter(kind="insight.brought_back").exists()


def test_nothing_comes_back_before_it_was(cast: Cast) -> None:
    with pytest.raises(Invalid):
        events.bring_back(cast.bob, ahead(cast).pk, "Guess")
    with pytest.raises(Invalid):
        events.bring_back(cast.bob, ahead(cast, -1).pk, " ")


def test_who_is_nobody_in_the_directory_is_told_so(cast: Cast) -> None:
    with pytest.raises(Invalid) as slip:
        events.go(cast.dirk, events.add(cast.dirk, Told(name="Fair")).pk)
    assert slip.value.reason == "needs_person"


def test_only_who_put_it_there_or_a_leader_takes_it_off(cast: Cast) -> None:
    row = events.add(cast.alice, Told(name="Fair"))
    with pytest.raises(NotAllowed):
        events.remove(cast.bob, row.pk)
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            events.go(who, row.pk)
    with pytest.raises(NotFound):
        events.remove(cast.dirk, row.pk)
    events.remove(cast.alice, row.pk)


def test_a_calendar_reads_moments_days_and_whether_one_goes(cast: Cast) -> None:
    timed = ahead(cast, starts_on=date(2026, 12, 1), starts_at=time(9, 30), ends_at=time(16), place="Hall")
    days = ahead(cast, starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 3), name="Fair")
    text = calendar.written([timed, days, ahead(cast, starts_on=None)], going={timed.pk}, name="Outside")
    first, second = Calendar.from_ical(text).walk("VEVENT")
    assert (first["SUMMARY"], first["STATUS"], first["LOCATION"]) == ("Congress", "CONFIRMED", "Hall")
    assert first.decoded("dtstart").isoformat() == "2026-12-01T08:30:00+00:00"
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2026, 12, 2), date(2026, 12, 4))
    assert second["STATUS"] == "TENTATIVE"


def test_a_calendar_address_of_ones_own_ends_the_one_before(cast: Cast) -> None:
    row = ahead(cast)
    first = feeds.make(cast.bob)
    second = feeds.make(cast.bob)
    assert feeds.has_feed(cast.bob)
    with pytest.raises(NotFound):
        keys.opened(first, feeds.PURPOSE)
    link = keys.opened(second, feeds.PURPOSE)
    assert row.name in feeds.feed_of(link)
    feeds.end(cast.bob)
    assert not feeds.has_feed(cast.bob)


def test_who_left_reads_nothing_any_more(cast: Cast) -> None:
    link = keys.opened(feeds.make(cast.bob), feeds.PURPOSE)
    Membership.objects.of(cast.network.pk).filter(user_id=cast.bob.user_id).delete()
    with pytest.raises(NotFound):
        feeds.feed_of(link)
