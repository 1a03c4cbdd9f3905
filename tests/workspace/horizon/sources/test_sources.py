"""Sources from adding to taking out: what came stays whatever happens, and each thing is there once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from factories import Cast
from hostile import FEED, World, reply, says, server
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.sources import arriving, asking, jobs, queries
from vierspan.workspace.horizon.sources.actions import inbox, sources
from vierspan.workspace.horizon.sources.actions.sources import About
from vierspan.workspace.horizon.sources.models import Item, Source, Term
from vierspan.workspace.horizon.sources.queries import Wanted
from vierspan.workspace.horizon.sources.reading.found import Copy, Found
from vierspan.workspace.insight import runs

ADDRESS = "https://news.example.nl/rss"
ICS = b"""BEGIN:VCALENDAR
X-WR-CALNAME:Sector
BEGIN:VEVENT
UID:1
SUMMARY:Regiodag
DTSTART:%s
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Congres
DTSTART:%s
END:VEVENT
END:VCALENDAR
"""


def _ics(*days_ahead: int) -> bytes:
    moments = [(clock.now() + timedelta(days=n)).strftime("%Y%m%dT%H%M%SZ").encode() for n in days_ahead]
    return ICS % tuple(moments)


def _plain(row: Source) -> Source:
    """Asked over plain HTTP, as the server of the test speaks."""
    Source.objects.of(row.network_id).filter(pk=row.pk).update(address="http://news.example.nl/rss")
    return row


@pytest.fixture
def source(cast: Cast) -> Source:
    """Kept by its address; the background work of the tests cannot reach it, and says so."""
    row = Source(network=cast.network, kind="feed", name="Nieuws", address="http://news.example.nl/rss")
    row.next_at = clock.now() + timedelta(hours=1)
    row.save()
    return row


@pytest.fixture
def good() -> Iterator[World]:
    with server(says(reply(FEED, 'ETag: "1"'))) as world:
        yield world


def _items(cast: Cast, **wanted: Any) -> list[str]:
    return [each.title for each in queries.inbox(cast.bob, Wanted(**wanted)).rows]


def test_what_a_source_says_lands_in_the_inbox(cast: Cast, source: Source, good: World) -> None:
    asking.ask(cast.network.pk, source.pk, good.means(5))
    row = queries.source(cast.bob, source.pk)
    assert _items(cast) == ["Een proef met sensoren begint"]
    assert (row.etag, row.failure, row.last_new, row.stage) == ('"1"', "", 1, "")
    assert row.next_at is not None and row.reached_at is not None
    assert row.next_at - row.reached_at == asking.EVERY


def test_asked_again_it_brings_nothing_twice_and_is_asked_with_its_mark(
    cast: Cast, source: Source, good: World
) -> None:
    asking.ask(cast.network.pk, source.pk, good.means(5))
    asking.ask(cast.network.pk, source.pk, good.means(5))
    assert len(_items(cast)) == 1
    assert b'If-None-Match: "1"' in good.asked[1]


def test_the_last_good_copy_stays_and_the_reason_is_kept(cast: Cast, source: Source, good: World) -> None:
    asking.ask(cast.network.pk, source.pk, good.means(5))
    reached = queries.source(cast.bob, source.pk).reached_at
    for act in (says(reply(b"", status="404 Gone")), says(reply(b"<html></html>", kind="text/html"))):
        with server(act) as bad:
            asking.ask(cast.network.pk, source.pk, bad.means(5))
    row = queries.source(cast.bob, source.pk)
    assert (row.failure, row.failures, row.reached_at) == ("web_page", 2, reached)
    assert row.is_stale
    assert _items(cast) == ["Een proef met sensoren begint"]


def test_a_website_leads_to_its_feed_and_is_asked_there_from_then_on(cast: Cast, source: Source) -> None:
    page = b"<html><link rel='alternate' type='application/rss+xml' href='/nieuws.xml'><p>Welkom</html>"
    turns = iter((reply(page, kind="text/html"), reply(FEED)))
    with server(lambda line: line.sendall(next(turns))) as site:
        asking.ask(cast.network.pk, source.pk, site.means(5))
    row = queries.source(cast.bob, source.pk)
    assert (row.failure, row.address) == ("", "http://news.example.nl/nieuws.xml")
    assert site.asked[1].startswith(b"GET /nieuws.xml ")
    assert _items(cast) == ["Een proef met sensoren begint"]


def test_a_website_never_leads_to_where_nobody_may_look(cast: Cast, source: Source) -> None:
    page = b"<html><link rel=alternate type=application/atom+xml href='http://127.0.0.1/feed'></html>"
    with server(says(reply(page, kind="text/html"))) as site:
        asking.ask(cast.network.pk, source.pk, site.means(5))
    row = queries.source(cast.bob, source.pk)
    assert (row.failure, row.address) == ("address_not_allowed", "http://news.example.nl/rss")
    assert len(site.asked) == 1


def test_who_fails_is_asked_less_and_less_often_and_as_late_as_it_says(cast: Cast, source: Source) -> None:
    pauses = []
    with server(says(reply(b"", status="500 Oops"))) as bad:
        for _n in range(6):
            asking.ask(cast.network.pk, source.pk, bad.means(5))
            row = queries.source(cast.bob, source.pk)
            assert row.next_at is not None and row.tried_at is not None
            pauses.append((row.next_at - row.tried_at) / timedelta(hours=1))
    assert pauses == [2, 4, 8, 16, 24, 24]
    with server(says(reply(b"", "Retry-After: 172800", status="429 Slow"))) as busy:
        asking.ask(cast.network.pk, source.pk, busy.means(5))
    row = queries.source(cast.bob, source.pk)
    assert row.next_at is not None and row.tried_at is not None
    assert row.next_at - row.tried_at == timedelta(days=2)


def test_who_says_to_have_stopped_is_not_asked_again(cast: Cast, source: Source) -> None:
    with server(says(reply(b"", status="410 Gone"))) as gone:
        asking.ask(cast.network.pk, source.pk, gone.means(5))
    assert queries.source(cast.bob, source.pk).is_paused


def test_a_turn_that_another_took_over_does_nothing(cast: Cast, source: Source) -> None:
    jobs.ask_when_due.call(str(cast.network.pk), str(source.pk), "2020-01-01T00:00:00+00:00")
    assert queries.source(cast.bob, source.pk).tried_at is None


def test_the_same_item_of_two_feeds_is_there_once(cast: Cast) -> None:
    other = FEED.replace(b"https://news.example.nl/1", b"https://www.news.example.nl/1/?utm_source=x")
    other = other.replace(b"<guid>1</guid>", b"<guid>elsewhere</guid>")
    title = FEED.replace(b"https://news.example.nl/1", b"https://other.example/a").replace(b"<guid>1<", b"<guid>z<")
    for n, body in enumerate((FEED, other, title)):
        _row, new = sources.add_file(cast.bob, (f"{n}.xml", body), "feed", About(name=f"Bron {n}"))
        assert new == (n == 0)
    items = queries.inbox(cast.bob).rows
    assert len(items) == 1
    assert [each.name for each in queries.sources_of(cast.bob, items)[items[0].pk]] == ["Bron 0", "Bron 1", "Bron 2"]


def test_a_source_that_is_taken_out_takes_only_what_was_its_own(cast: Cast) -> None:
    one, _new = sources.add_file(cast.bob, ("a.xml", FEED), "feed", About(name="Een"))
    own = FEED.replace(b"Een proef met sensoren begint", b"Iets anders").replace(b"/1<", b"/2<").replace(b">1<", b">2<")
    two, _new = sources.add_file(cast.bob, ("b.xml", own), "feed", About(name="Twee"))
    sources.bring_up_to_date(cast.bob, two.pk, ("b.xml", FEED))
    kept = next(each for each in queries.inbox(cast.bob).rows if each.title == "Iets anders")
    inbox.make_signal(cast.bob, kept.pk)
    with pytest.raises(NotAllowed):
        sources.take_out(cast.carla, two.pk)
    assert sources.take_out(cast.bob, two.pk) == "Twee"
    assert sorted(_items(cast, shown="all")) == ["Een proef met sensoren begint", "Iets anders"]
    sources.take_out(cast.alice, one.pk)
    assert _items(cast, shown="all") == ["Iets anders"]


def test_a_calendar_moves_its_events_and_takes_back_what_is_off(cast: Cast) -> None:
    row, new = sources.add_file(cast.bob, ("s.ics", _ics(5, 9)), "calendar", About())
    assert (row.name, new) == ("Sector", 2)
    moved = _ics(7, 9).replace(b"UID:2", b"UID:3").replace(b"Congres", b"Beurs")
    assert sources.bring_up_to_date(cast.bob, row.pk, ("s.ics", moved)) == 1
    found = {each.title: each for each in queries.inbox(cast.bob).rows}
    assert set(found) == {"Regiodag", "Beurs"}
    assert found["Regiodag"].said_at.date() == (clock.now() + timedelta(days=7)).date()


def test_a_newer_file_that_cannot_be_read_leaves_all_as_it_was(cast: Cast) -> None:
    row, _new = sources.add_file(cast.bob, ("a.xml", FEED), "feed", About())
    with pytest.raises(Invalid) as told:
        sources.bring_up_to_date(cast.bob, row.pk, ("b.xml", b"nothing"))
    assert (told.value.field, told.value.reason) == ("file", "no_feed")
    assert _items(cast) == ["Een proef met sensoren begint"]


@pytest.mark.parametrize("address", ["http://10.0.0.1:80@x/", "file:///etc/passwd", "http://a.nl:22/", "http://[::1/"])
def test_an_address_that_may_not_be_asked_is_refused_at_once(cast: Cast, address: str) -> None:
    with pytest.raises(Invalid) as told:
        sources.add(cast.bob, address, "feed", About())
    assert told.value.reason == "address_not_allowed"


def test_an_address_stands_here_once_and_a_calendar_may_have_its_own_scheme(cast: Cast) -> None:
    row = sources.add(cast.bob, "webcal://127.0.0.1/agenda.ics", "calendar", About())
    assert row.address == "webcal://127.0.0.1/agenda.ics"
    with pytest.raises(Invalid) as told:
        sources.add(cast.bob, "webcal://127.0.0.1/agenda.ics", "calendar", About())
    assert told.value.reason == "source_stands_already"
    assert row.next_at is not None
    jobs.ask_when_due.call(str(cast.network.pk), str(row.pk), row.next_at.isoformat())
    assert queries.source(cast.bob, row.pk).failure == "address_not_allowed"


def test_the_demo_asks_nobody(cast: Cast) -> None:
    type(cast.network).objects.filter(pk=cast.network.pk).update(is_demo=True)
    with pytest.raises(Invalid) as told:
        sources.add(cast.bob, ADDRESS, "feed", About())
    assert told.value.reason == "demo_stays_home"


def test_nobody_is_pestered(cast: Cast, source: Source) -> None:
    Source.objects.of(cast.network.pk).update(tried_at=clock.now())
    with pytest.raises(Conflict):
        sources.try_now(cast.bob, source.pk)
    sources.pause(cast.bob, source.pk)
    Source.objects.of(cast.network.pk).update(tried_at=clock.now() - timedelta(hours=1))
    with pytest.raises(Invalid):
        sources.try_now(cast.bob, source.pk)


def test_who_saves_second_sees_both_and_the_background_is_no_second_person(
    cast: Cast, source: Source, good: World
) -> None:
    seen = version(source)
    asking.ask(cast.network.pk, source.pk, good.means(5))
    sources.change(cast.bob, source.pk, About(name="Nieuws voor ons"), seen=seen)
    with pytest.raises(Changed):
        sources.change(cast.alice, source.pk, About(name="Nieuws van ver"), seen=seen)


def test_guests_see_no_inbox_and_observers_judge_nothing(cast: Cast, source: Source) -> None:
    for read in (queries.sources, queries.inbox, queries.waiting_count):
        read(cast.carla)
        with pytest.raises(NotAllowed):
            read(cast.gus)
    row, _new = arriving.take_in_mail(cast.network.pk, Found(mark="a", title="Een mail", is_mail=True))
    for judge in (inbox.make_signal, inbox.not_for_us, inbox.later, inbox.put_back):
        with pytest.raises(NotAllowed):
            judge(cast.carla, row.pk)
        with pytest.raises(NotFound):
            judge(cast.dirk, row.pk)
    with pytest.raises(NotFound):
        queries.source(cast.dirk, source.pk)


def test_one_press_makes_a_signal_with_where_it_came_from_and_its_theme(cast: Cast) -> None:
    theme = Theme.objects.of(cast.network.pk).first()
    assert theme is not None
    sources.add_file(cast.bob, ("a.xml", FEED), "feed", About(name="Nieuws", theme_id=theme.pk))
    item = queries.inbox(cast.bob).rows[0]
    made = inbox.make_signal(cast.bob, item.pk)
    again = inbox.make_signal(cast.alice, item.pk)
    assert made.signal_id == again.signal_id
    assert made.signal_id is not None
    signal = Signal.objects.of(cast.network.pk).get(pk=made.signal_id)
    assert (signal.name, signal.origin, signal.theme_id) == (item.title, "Nieuws", theme.pk)
    assert (signal.address, signal.spotter_id) == ("https://news.example.nl/1", cast.bob.person_id)
    assert runs.make(cast.network.pk).network_id == cast.network.pk  # the spotted signal is a fact of the mirror
    assert queries.inbox(cast.bob).total == 0


def test_a_signal_that_is_taken_away_leaves_its_item(cast: Cast) -> None:
    sources.add_file(cast.bob, ("a.xml", FEED), "feed", About())
    item = inbox.make_signal(cast.bob, queries.inbox(cast.bob).rows[0].pk)
    Signal.objects.of(cast.network.pk).filter(name=item.title).delete()
    row = queries.item(cast.bob, item.pk)
    assert (row.state, row.signal_id) == ("signal", None)


def test_later_comes_back_and_what_is_put_back_waits_again(cast: Cast) -> None:
    sources.add_file(cast.bob, ("a.xml", FEED), "feed", About())
    item = inbox.later(cast.bob, queries.inbox(cast.bob).rows[0].pk)
    assert queries.waiting_count(cast.bob) == 0
    Item.objects.of(cast.network.pk).filter(pk=item.pk).update(back_on=clock.today())
    assert queries.waiting_count(cast.bob) == 1
    inbox.not_for_us(cast.bob, item.pk)
    assert _items(cast, shown="not_for_us") == [item.title]
    inbox.put_back(cast.bob, item.pk)
    assert queries.waiting_count(cast.bob) == 1


def test_filters_by_source_word_and_what_is_new_to_the_reader(cast: Cast) -> None:
    row, _new = sources.add_file(cast.bob, ("a.xml", FEED), "feed", About(name="A"))
    sources.add_file(cast.bob, ("s.ics", _ics(5, 9)), "calendar", About(name="B"))
    assert _items(cast, source=row.pk) == ["Een proef met sensoren begint"]
    assert _items(cast, search="SENSOR drie") == ["Een proef met sensoren begint"]
    assert _items(cast, followed=True) == []
    inbox.follow(cast.bob, "Regiodág")
    assert _items(cast, followed=True) == ["Regiodag"]
    inbox.saw_all(cast.bob)
    assert queries.unseen_count(cast.bob) == 0
    assert queries.unseen_count(cast.alice) == 3


def test_what_became_no_signal_goes_after_a_year(cast: Cast) -> None:
    old = clock.now() - timedelta(days=400)
    for name in ("oud", "oud signaal"):
        row, _new = arriving.take_in_mail(cast.network.pk, Found(mark=name, title=name, is_mail=True))
        Item.objects.of(cast.network.pk).filter(pk=row.pk).update(
            said_at=old, state="signal" if "signaal" in name else ""
        )
    arriving.prune(cast.network.pk)
    assert _items(cast, shown="all") == ["oud signaal"]


def test_a_source_keeps_its_newest_items(cast: Cast, source: Source) -> None:
    now = clock.now()
    many = [Found(mark=str(n), title=f"Bericht {n}", said_at=now - timedelta(minutes=n)) for n in range(620)]
    arriving.take_in(source, Copy(items=many))
    assert queries.counted(cast.bob)[source.pk] == arriving.MOST_ITEMS
    arriving.take_in(source, Copy(items=[Found(mark="new", title="Het nieuwste", said_at=now)]))
    assert queries.counted(cast.bob)[source.pk] == arriving.MOST_ITEMS


def test_mails_come_in_each_on_its_own(cast: Cast) -> None:
    mail = b"From: Els <els@example.nl>\r\nSubject: Proef in Goes\r\n\r\nDag allen"
    brought = inbox.bring_mails(
        cast.bob, [("a.eml", mail), ("b.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("c.eml", mail)]
    )
    assert (brought.new, brought.known) == (1, 1)
    assert [(each.name, each.reason) for each in brought.unread] == [("b.msg", "outlook_file")]
    with pytest.raises(Invalid):
        inbox.bring_mails(cast.bob, [("a.eml", mail)] * 31)


def test_a_word_is_followed_or_ignored_once_and_can_be_forgotten(cast: Cast) -> None:
    inbox.follow(cast.bob, "  Warmtenet ")
    inbox.ignore(cast.alice, "warmtenet")
    assert [each.words for each in queries.terms(cast.bob, "ignore")] == ["warmtenet"]
    assert queries.terms(cast.bob, "follow") == []
    inbox.forget(cast.bob, "WARMTENET")
    assert not Term.objects.of(cast.network.pk).exists()
    with pytest.raises(Invalid):
        inbox.follow(cast.bob, " a ")


def test_a_theme_or_person_that_goes_leaves_the_source(cast: Cast) -> None:
    theme = Theme.objects.of(cast.network.pk).first()
    assert theme is not None and cast.bob.person_id is not None
    about = About(name="A", theme_id=theme.pk, keeper_id=cast.bob.person_id)
    row, _new = sources.add_file(cast.bob, ("a.xml", FEED), "feed", about)
    theme.delete()
    Person.objects.of(cast.network.pk).filter(pk=cast.bob.person_id).delete()
    found = queries.source(cast.alice, row.pk)
    assert (found.theme_id, found.keeper_id) == (None, None)
