"""Which two may be one: by name, e-mail address, telephone number, web address. Asked, never brought together by
itself."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlsplit

from vierspan.analysis.formats.spellings import suggest
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.spelling import telling, words

REMEMBERED = 16
MOST_SHARING = 4  # what more share is theirs together: a switchboard, an office
DIGITS = 9  # of a telephone number that tell, whatever stands before them
# Mail boxes that anybody may have, so that sharing them says nothing.
FREE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.nl outlook.com live.nl live.com msn.com icloud.com me.com yahoo.com "
    "ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl hetnet.nl casema.nl upcmail.nl telfort.nl proton.me "
    "protonmail.com gmx.net web.de example.com example.org".split()
)
SURE = {
    "same_email": 0.98,
    "same_name": 0.96,
    "same_words": 0.95,
    "legal_form": 0.9,
    "word_order": 0.9,
    "same_phone": 0.85,
    "same_website": 0.85,
    "initials": 0.75,
    "typing_slip": 0.7,
    "abbreviation": 0.6,
    "same_mail_domain": 0.5,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two ids, the smaller first, with the reasons why they may be one, the surest first."""

    first: str
    second: str
    reasons: tuple[str, ...]

    @property
    def sureness(self) -> float:
        """One reason counts whole, each next one takes away half of the doubt that is left."""
        doubt = 1.0 - SURE[self.reasons[0]]
        return 1.0 - doubt * 0.5 ** (len(self.reasons) - 1)


@lru_cache(maxsize=REMEMBERED)
def likenesses(network_id: uuid.UUID, table: str, changed: str) -> Sequence[Likeness]:
    """The surest first; worked out once as long as nothing changed."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    pairs = _of_people(network_id) if table == "people" else _of_parties(network_id)
    for one, other, reason in pairs:
        if one != other:
            found[min(one, other), max(one, other)].add(reason)
    alike = [
        Likeness(first, second, tuple(sorted(reasons, key=lambda each: -SURE[each])))
        for (first, second), reasons in found.items()
    ]
    return sorted(alike, key=lambda each: (-each.sureness, each.first, each.second))


def _of_parties(network_id: uuid.UUID) -> Iterator[tuple[str, str, str]]:
    rows = list(Party.objects.of(network_id).values_list("pk", "name", "website"))
    names = [(str(pk), name) for pk, name, _site in rows]
    yield from _by_name(names)
    yield from _shared(((str(pk), _host(site)) for pk, _name, site in rows), "same_website")
    people = Person.objects.of(network_id).exclude(party=None).exclude(email="").values_list("party_id", "email")
    domains = {(str(party), _domain(email)) for party, email in people}
    yield from _shared(domains, "same_mail_domain")


def _of_people(network_id: uuid.UUID) -> Iterator[tuple[str, str, str]]:
    kept = Person.objects.of(network_id).values_list("pk", "name", "email", "phone", "party_id")
    rows: list[tuple[uuid.UUID, str, str, str, uuid.UUID | None]] = list(kept)
    yield from _by_person_name([(str(pk), name) for pk, name, *_rest in rows])
    yield from _by_initials([(str(pk), name, str(party or "")) for pk, name, _e, _p, party in rows])
    yield from _shared(((str(pk), email.casefold()) for pk, _n, email, *_rest in rows), "same_email")
    yield from _shared(((str(pk), _number(phone)) for pk, _n, _e, phone, _party in rows), "same_phone")


def _by_name(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for pk, name in rows:
        ids[name].append(pk)
    for same in ids.values():
        yield from ((one, other, "same_name") for one, other in combinations(same[:MOST_SHARING], 2))
    for group in suggest(ids):
        for other in group.others:
            yield ids[group.keep][0], ids[other][0], group.reason


def _by_person_name(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The same words, without the small ones, in any order; and a slip in a long name."""
    whole: dict[str, list[str]] = defaultdict(list)
    for pk, name in rows:
        whole[" ".join(sorted(telling(words(name))))].append(pk)
    for same in whole.values():
        yield from ((one, other, "same_words") for one, other in combinations(same[:MOST_SHARING], 2))
    long_enough = [name for name in whole if name.count(" ")]
    for group in suggest(long_enough):
        if group.reason == "typing_slip":
            for other in group.others:
                yield whole[group.keep][0], whole[other][0], "typing_slip"


def _by_initials(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """J. de Vries and Jan de Vries, at the same party."""
    families: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for pk, name, party in rows:
        first, *rest = telling(words(name))
        if rest and party:
            families[(party, *rest)].append((pk, first))
    for family in families.values():
        for (one, first), (other, second) in combinations(family, 2):
            short, long = sorted((first, second), key=len)
            if short != long and len(short) <= 2 and long[0] == short[0]:
                yield one, other, "initials"


def _shared(rows: Iterable[tuple[str, str]], reason: str) -> Iterator[tuple[str, str, str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for pk, value in rows:
        if value:
            holders[value].append(pk)
    for several in holders.values():
        if len(several) <= MOST_SHARING:
            yield from ((one, other, reason) for one, other in combinations(several, 2))


def _host(website: str) -> str:
    if not website:
        return ""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _domain(email: str) -> str:
    domain = email.rpartition("@")[2].casefold()
    return "" if domain in FREE_MAIL else domain


def _number(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""
