"""Every address of the site and the API with the rule that it declares, and one request of which nothing stays."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import RULES, Do

METHODS = ("get", "post", "put", "delete")
ABSENT = {"slug": "bestaat-niet", "handle": "geen:handvat", "token": "geen-uitnodiging"}
NOBODY = str(UUID(int=4))
FORM_MARK = re.compile(r"\b[A-Za-z0-9]{64}\b")

# What an address of the API asks for, as declared in `access.rules`.
API = {
    "api/v1/networks": "signed_in",
    "api/v1/networks/<slug>": Do.READ_NETWORK,
    "api/v1/networks/<slug>/mirror": Do.READ_MIRROR,
    "api/v1/networks/<slug>/mirror/actors": Do.READ_MEMBERS,
    "api/v1/networks/<slug>/handles": Do.READ_HANDLES,
    "api/v1/networks/<slug>/facts": Do.READ_FACTS,
    "api/v1/networks/<slug>/tables": Do.READ_ROOMS,
    "api/v1/networks/<slug>/tables/<key>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/tables/<key>/<uuidstr:row_id>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/acts": Do.READ_FACTS,
    "api/v1/networks/<slug>/acts/<uuidstr:act_id>": Do.UNDO_ACT,
    "api/v1/networks/<slug>/export/<form>": Do.EXPORT_NETWORK,
    "api/v1/networks/<slug>/imports": Do.IMPORT_RECORDS,
    "api/v1/networks/<slug>/people": Do.EDIT_DIRECTORY,
    "api/v1/networks/<slug>/people/<uuidstr:person_id>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/parties": Do.EDIT_DIRECTORY,
    "api/v1/networks/<slug>/parties/<uuidstr:party_id>": Do.READ_DIRECTORY,
    "api/v1/": "open",
    "api/v1/openapi.json": "open",
    "api/v1/^.*$": "open",
}
# What stands in the place of a parameter that is not an object of the network, by address.
WORDS = {
    "form": {
        "mirror": "html",
        "export": "json",
        "surveys": "csv",
        "decisions": "csv",
        "reflection": "csv",
        "pulse": "csv",
        "paper": "badges",
    },
    "key": {"mirror": "sharing", "tables": "parties"},
    "table": {"course": "themes", "horizon": "signals", "conditions": "rules", "initiatives": "commitments"}
    | {"fields": "people", "people": "parties"},
    "place": {"texts": "1", "ours": "1"},
    "language": {"import": "nl"},
    "community": {"inside": "0"},
    "what": {"feedback": "reply", "wishes": "end", "tries": "drop", "log": "delete", "buddies": "no"},
    "intervention": {"growth": "23"},
    "kind": {"questions": "about"},
    "part": {"course": "strategy"},
    "phase": {"initiatives": "share"},
    "card": {"dilemmas": "core"},
    "screen": {"lead": "s", "answers": "s"},
}
QUERY = {
    "n/<slug:slug>/facts/": "?table=ledger",
    "api/v1/networks/<slug>/facts": "?table=ledger",
    "n/<slug:slug>/horizon/opportunities/export/": "?as=csv",
}
# Kept by allauth for who is signed in.
SECOND_STEP = "in/two/"


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the site with the rule that it declares."""

    pattern: str
    rule: str

    @property
    def needs(self) -> Role | None:
        """The least role; None where no network is asked for."""
        return RULES[Do(self.rule)].least if self.rule in set(Do) else None

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("api/")

    @property
    def parts(self) -> list[str]:
        return [part for part in self.pattern.split("/") if part]

    @property
    def parameters(self) -> list[str]:
        return [name.rpartition(":")[2] for name in _between(self.pattern)]

    @property
    def things(self) -> list[str]:
        """The parameters that name an object of a network."""
        return [self.thing(name) for name in self.parameters if name != "slug" and self._word(name) is None]

    def thing(self, name: str) -> str:
        if name == "row_id":
            return WORDS["table"].get(self.parts[2], "parties")
        return "handle" if name == "key" else name

    def _word(self, name: str) -> str | None:
        return next((word for part, word in WORDS.get(name, {}).items() if part in self.parts), None)

    def filled(self, slug: str, objects: dict[str, str]) -> str:
        address = self.pattern
        for part in _between(self.pattern):
            name = part.rpartition(":")[2]
            value = slug if name == "slug" else self._word(name) or objects.get(self.thing(name)) or NOBODY
            address = address.replace(f"<{part}>", value)
        return "/" + address.replace("^.*$", "nothing") + QUERY.get(self.pattern, "")


def _between(pattern: str) -> list[str]:
    return [part.partition(">")[0] for part in pattern.split("<")[1:]]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, pattern)
        else:
            yield pattern, each


def addresses() -> dict[str, Address]:
    found = {}
    for pattern, each in _walk(get_resolver()):
        rule = API.get(pattern) or getattr(each.callback, "access_rule", None)
        found[pattern] = Address(pattern, str(rule or ("signed_in" if pattern.startswith(SECOND_STEP) else "unknown")))
    return found


ADDRESSES = addresses()
OF_NETWORK = [address for address in ADDRESSES.values() if "slug" in address.parameters]


def ask(client: Client, method: str, address: Address, place: str) -> Any:
    """One request, of which nothing stays: neither in the database nor in the asker's cookies."""
    sent: dict[str, Any] = {}
    cookies: SimpleCookie = SimpleCookie()
    cookies.update(client.cookies)
    if method == "post" and address.is_api:
        sent = {"data": {"text": "Sprak met de gemeente"}, "content_type": "application/json"}
    with transaction.atomic():
        reply = getattr(client, method)(place, headers={"accept-language": "en"}, **sent)
        reply.seen = b"".join(reply.streaming_content) if reply.streaming else reply.content
        transaction.set_rollback(True)
    client.cookies = cookies
    return reply


def tried(given: Iterable[Address], role: str) -> list[tuple[Address, str]]:
    """Every address by every method; the two that no page takes are left to those who may do most and least."""
    methods = METHODS if role in ("lead", "guest", "lead elsewhere") else METHODS[:2]
    return [(address, method) for address in given for method in methods]


def same(reply: Any, *hidden: str) -> tuple[int, str]:
    """Status and text without what the asker typed, and without what is new in every form."""
    text = reply.seen.decode("utf-8", "replace")
    for each in sorted({one for one in hidden if one}, key=len, reverse=True):
        text = text.replace(each, "·")
    return reply.status_code, FORM_MARK.sub("·", text)
