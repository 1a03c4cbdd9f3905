"""Goal 12 of trust.md: whatever a server does, it ends in time, small, and with a reason in words."""

import resource
import time

import pytest

from hostile import FEED, MODES, reply, says, server
from vierspan.workspace.horizon.sources.fetching import Asked, Unreached, fetch
from vierspan.workspace.horizon.sources.reading.feeds import feed
from vierspan.workspace.horizon.sources.reading.found import Unreadable

AT = Asked(address="http://news.example.nl/rss")
MEMORY_KB = 100_000


def _read(world: object, seconds: float) -> None:
    found = fetch(AT, world.means(seconds))  # type: ignore[attr-defined]
    feed(found.body, kind=found.kind, charset=found.charset)


def test_there_are_at_least_twenty_five_ways_of_being_hostile() -> None:
    assert len(MODES) >= 25


@pytest.mark.parametrize("mode", MODES)
def test_a_hostile_server_ends_in_a_reason_in_time_and_without_filling_the_memory(mode: str) -> None:
    act, reason = MODES[mode]
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with server(act) as world, pytest.raises((Unreached, Unreadable)) as told:
        _read(world, 0.6 if reason == "too_slow" else 10)
    assert told.value.reason == reason  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY_KB


def test_a_feed_of_five_megabytes_is_read_for_its_first_items_alone() -> None:
    item = b"<item><title>A title about care %d</title><link>https://a.example/%d</link></item>"
    body = b"<rss version='2.0'><channel><title>x</title>" + b"".join(item % (n, n) for n in range(60_000))
    with server(says(reply(body[:4_900_000]))) as world:
        found = fetch(AT, world.means(10))
        assert len(feed(found.body).items) == 200


def test_a_good_server_beside_hostile_ones_is_read_as_ever() -> None:
    with server(MODES["drips its body"][0]) as bad, server(says(reply(FEED, 'ETag: "a"'))) as good:
        with pytest.raises(Unreached):
            fetch(AT, bad.means(0.3))
        found = fetch(AT, good.means(5))
    assert (found.body, found.etag, found.is_same) == (FEED, '"a"', False)


def test_what_did_not_change_is_not_sent_again() -> None:
    with server(says(b"HTTP/1.1 304 Not Modified\r\n\r\n")) as world:
        asked = Asked(address=AT.address, etag='"a"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
        found = fetch(asked, world.means(5))
    assert found.is_same
    assert b'If-None-Match: "a"' in world.asked[0]
    assert b"If-Modified-Since: Mon, 23 Nov 2026" in world.asked[0]


def test_nothing_of_the_reader_is_told() -> None:
    """No cookies, no credentials, no referrer; the name that was asked for, and who asks."""
    with server(says(reply(FEED, "Set-Cookie: a=b"))) as world:
        fetch(AT, world.means(5))
        fetch(AT, world.means(5))
    told = world.asked[1].lower()
    assert b"host: news.example.nl" in told
    assert not any(each in told for each in (b"cookie", b"authorization", b"referer"))


def test_a_mark_of_theirs_cannot_smuggle_in_a_head() -> None:
    with server(says(reply())) as world:
        fetch(Asked(address=AT.address, etag='"a"\r\nX-Evil: 1'), world.means(5))
    assert b"X-Evil" not in world.asked[0]
