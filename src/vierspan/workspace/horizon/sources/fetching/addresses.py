"""Which machines may be asked: those of the open internet, and no other."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from vierspan.workspace.horizon.sources.fetching.refusals import Unreached

LONGEST_ADDRESS = 2000
LONGEST_HOST = 253
PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[A-Za-z0-9._:-]+")

# Written out: ipaddress calls several of these global, and its opinion changes with the version of Python.
DENIED = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
GLOBAL_SIX = ipaddress.ip_network("2000::/3")  # all that was ever given out of version 6; the rest is refused unseen


@dataclass(frozen=True, slots=True)
class Place:
    """A host with its port and the path that is asked there."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        return urlunsplit((self.scheme, self.shown_host, self.path, "", ""))

    @property
    def shown_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def place_of(address: str) -> Place:
    """An address in parts; Unreached where it is none, or none that we ask."""
    address = address.strip()
    if len(address) > LONGEST_ADDRESS or any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        raise Unreached("address_not_allowed")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unreached("address_not_allowed") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise Unreached("address_not_allowed")
    if port not in (None, PORTS[scheme]):
        raise Unreached("address_not_allowed")
    return Place(scheme, _host(parts.hostname or ""), PORTS[scheme], _path(parts.path, parts.query))


def redirected(place: Place, to: str) -> Place:
    return place_of(urljoin(place.address, to.strip()))


def is_allowed(ip: str) -> bool:
    """Whether this number belongs to a machine that may be asked."""
    try:
        number = ipaddress.ip_address(ip)
    except ValueError:  # also one with a zone, which no public machine has
        return False
    if number.version == 6 and (number not in GLOBAL_SIX or getattr(number, "scope_id", None)):
        return False
    return not any(number in each for each in DENIED if each.version == number.version)


def _host(host: str) -> str:
    """As the name service takes it: plain letters, those of other scripts in punycode."""
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise Unreached("address_not_allowed") from None
    if not plain or len(plain) > LONGEST_HOST or not HOST.fullmatch(plain):
        raise Unreached("address_not_allowed")
    return plain


def _path(path: str, query: str) -> str:
    asked = quote(path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{asked}?{quote(query, safe='/%:@!$&()*+,;=~-._?')}" if query else asked
