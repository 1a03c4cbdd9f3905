"""Goal 13 of trust.md: however an address is spelled, and however it is reached, no machine inside is ever called."""

import ipaddress
import socket
from urllib.parse import quote

import pytest

from hostile import FEED, PUBLIC, World, reply, says, server
from vierspan.workspace.horizon.sources.fetching import Asked, Unreached, fetch
from vierspan.workspace.horizon.sources.fetching.addresses import is_allowed

DENIED = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "127.255.255.254", "0", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "167772161", "0xa000001",  # noqa: S104
    "012.0.0.1",
    "100.64.0.1", "100.127.255.254", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
    "169.254.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1", "3232235521", "0xc0a80001", "192.0.0.8",
    "192.0.0.170", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "\u2460\u2461\u2466.0.0.1",
    "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[100::1]", "[2001::1]", "[2001:db8::1]",
    "[2002:7f00:1::]", "[2002:a00:1::]", "[3fff::1]", "[5f00::1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]",
    "[fe80::1%25lo]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[::ffff:0:127.0.0.1]", "[4000::1]", "[8000::1]",
)  # fmt: skip
MISSPELLED = (
    "http://", "http:///rss", "https:news.example.nl", "ftp://news.example.nl/", "file:///etc/passwd",
    "gopher://news.example.nl/", "data:text/xml,<rss/>", "javascript:alert(1)", "http://user:secret@news.example.nl/",
    "http://news.example.nl:22/", "http://news.example.nl:8080/", "https://news.example.nl:80/",
    "http://news.example.nl:0/", "http://news.example.nl:99999/", "http://news.example.nl\r\nX-Evil: 1/",
    "http://news example.nl/", "http://[::1/", "http://news.example.nl\\@10.0.0.1/", "http://" + "a" * 300 + ".nl/",
    "unix:///run/docker.sock", "//10.0.0.1/", "http://127.0.0.1%2f.example.nl/",
)  # fmt: skip
ALLOWED = (
    "1.1.1.1", "8.8.8.8", "9.9.9.9", PUBLIC, "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255",
    "128.0.0.1", "169.253.255.255", "169.255.0.1", "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.255.255",
    "192.169.0.1", "198.17.255.255", "198.20.0.1", "203.0.112.1", "223.255.255.255", "2001:4860:4860::8888",
    "2606:4700:4700::1111", "2a00:1450:400e::1", "2620:fe::fe",
)  # fmt: skip


def _numbers(host: str) -> list[str]:
    """As the resolver of this machine reads a spelling, without asking anybody."""
    bare = host.strip("[]").replace("%25", "%")
    bare = bare if bare.isascii() else bare.encode("idna").decode()
    try:
        found = socket.getaddrinfo(bare, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except OSError:
        return [bare]
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _refused(address: str, world: World) -> None:
    with pytest.raises(Unreached) as told:
        fetch(Asked(address=address), world.means(5))
    assert told.value.reason == "address_not_allowed"


def test_there_are_at_least_sixty_spellings() -> None:
    assert len(DENIED) >= 60
    assert len(ALLOWED) >= 20


@pytest.mark.parametrize("host", DENIED)
def test_a_denied_address_is_never_called_directly(host: str) -> None:
    world = World(says(reply()), _numbers)
    _refused(f"http://{host}/rss", world)
    assert world.called == []


@pytest.mark.parametrize("host", DENIED)
def test_a_denied_address_is_never_called_by_redirect(host: str) -> None:
    where = quote(f"http://{host}/rss", safe=":/[]%")
    with server(says(reply(b"", f"Location: {where}", status="302 Found"))) as world:
        world.numbers = lambda name: [PUBLIC] if name == "news.example.nl" else _numbers(name)
        _refused("http://news.example.nl/rss", world)
    assert world.called == [(PUBLIC, 80)]


@pytest.mark.parametrize("host", DENIED)
def test_a_name_that_leads_inside_the_second_time_is_called_only_the_first(host: str) -> None:
    """Rebinding: what was checked is what is called, and each redirect is checked anew."""
    answers = iter([[PUBLIC], _numbers(host)])
    with server(says(reply(b"", "Location: /again", status="302 Found"))) as world:
        world.numbers = lambda _name: next(answers)
        _refused("http://news.example.nl/rss", world)
    assert world.called == [(PUBLIC, 80)]


@pytest.mark.parametrize("host", DENIED[:12])
def test_one_denied_number_among_good_ones_is_enough_to_refuse(host: str) -> None:
    world = World(says(reply()), lambda _name: [PUBLIC, *_numbers(host)])
    _refused("http://news.example.nl/rss", world)
    assert world.called == []


@pytest.mark.parametrize("address", MISSPELLED)
def test_an_address_that_is_none_is_refused_before_anybody_is_asked(address: str) -> None:
    world = World(says(reply()))
    _refused(address, world)
    assert world.called == []


@pytest.mark.parametrize("number", ALLOWED)
def test_the_open_internet_is_called(number: str) -> None:
    assert is_allowed(number)
    with server(says(reply())) as world:
        world.numbers = lambda _name: [number]
        assert fetch(Asked(address="http://news.example.nl/rss"), world.means(5)).body == FEED
    assert world.called == [(number, 80)]


def test_python_itself_calls_some_of_these_global_so_the_list_is_our_own() -> None:
    """A control: were the check `is_global`, these would get in."""
    fooled = [each for each in ("224.0.0.1", "64:ff9b::7f00:1", "ff0e::1") if ipaddress.ip_address(each).is_global]
    assert fooled
    assert not any(map(is_allowed, fooled))


def test_without_the_check_the_same_world_is_called() -> None:
    """A control: the spellings do lead somewhere."""
    with server(says(reply())) as world:
        line = world.connect(_numbers("2130706433")[0], 80, 5)
        line.close()
    assert world.called == [("127.0.0.1", 80)]


def test_the_name_stands_in_the_host_and_the_number_is_called() -> None:
    with server(says(reply())) as world:
        fetch(Asked(address="http://NEWS.example.nl/a b?q=é".replace(" ", "%20")), world.means(5))
    assert world.asked[0].startswith(b"GET /a%20b?q=%C3%A9 HTTP/1.1\r\nHost: news.example.nl")
