"""Everything about leading that somebody can open, as each role: the pages, the letters, the paper and the files."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.test import Client
from pypdf import PdfReader

import leadership_attacker as attacker
from leadership_attacker import Figure
from leadership_worlds import ROLES, Held, World
from vierspan.workspace.insight import my_mirror as mirrors
from vierspan.workspace.leadership.profiles.actions import Wish
from vierspan.workspace.leadership.profiles.models import PARTS, Share
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED


@dataclass(frozen=True, slots=True)
class Read:
    """A figure that somebody read, of which round, and where."""

    role: str
    place: str
    held: Held
    figure: Figure


def everything(world: World, roles: Sequence[str] = ROLES) -> list[Read]:
    """All figures of all rounds that these can read."""
    found = [each for role in roles for each in read_by(world, role)]
    return [*found, *_shared(world, [role for role in ROLES if role in {*roles, "owner", "rater"}])]


def read_by(world: World, role: str) -> Iterator[Read]:
    client, at = world.client(role), f"/n/{world.network.slug}/leadership/"
    for held in world.held:
        page = client.get(f"{at}questions/{held.of.pk}/")
        if page.status_code == 200:
            text = page.content.decode()
            for figure in attacker.on_the_round(text, held.of.kind, _person(world, role)):
                yield Read(role, "the round", held, figure)
            assert all(people >= held.of.k for people in attacker.over_all(text))
    yield from _on_the_need(world, role, client.get(f"{at}need/"))
    last = _last_about(world)
    if last is not None:
        page = client.get(f"{at}mine/")
        figures = attacker.on_a_mirror(page.content.decode()) if page.status_code == 200 else []
        yield from (Read(role, "my mirror", last, figure) for figure in figures)
    yield from _own_file(world, role, client)


def _on_the_need(world: World, role: str, page: object) -> Iterator[Read]:
    rounds = [held for held in world.held if held.of.kind == NEED]
    if rounds and page.status_code == 200:  # type: ignore[attr-defined]
        for figure in attacker.on_the_need(page.content.decode()):  # type: ignore[attr-defined]
            yield Read(role, "the need", rounds[-1], figure)


def _own_file(world: World, role: str, client: Client) -> Iterator[Read]:
    reply = client.get(f"/n/{world.network.slug}/leadership/questions/mine.json")
    told = json.loads(reply.content) if reply.status_code == 200 else {}
    about = [held for held in world.held if held.of.kind == ABOUT]
    for held, each in zip(about, told.get("told_by_others", []), strict=False):
        yield from (Read(role, "own file", held, figure) for figure in attacker.in_a_file(each["cells"]))
    everybody = [held for held in world.held if held.of.kind == EVERYONE]
    for held, each in zip(everybody, told.get("told_in_rounds_about_everybody", []), strict=False):
        cells = [{"place": [key, "", ""], **cell} for key, cell in each["cells"].items()]
        figures = attacker.in_a_file(cells, _person(world, role))
        yield from (Read(role, "own file", held, figure) for figure in figures)


def _shared(world: World, roles: Sequence[str]) -> Iterator[Read]:
    """The mirror that the owner shows to somebody who answered: what all others of them then see."""
    last = _last_about(world)
    if last is None:
        return
    rater = world.actors["rater"].person_id
    row = mirrors.share(world.actors["owner"], Wish(person=rater, parts=list(PARTS)))
    for role in roles:
        page = world.client(role).get(f"/n/{world.network.slug}/leadership/mine/shared/{row.pk}/")
        assert (page.status_code == 200) == (role in ("owner", "rater")), role
        if page.status_code == 200:
            figures = attacker.on_a_mirror(page.content.decode())
            yield from (Read(role, "shared mirror", last, figure) for figure in figures)
    Share.objects.of(world.network.pk).filter(pk=row.pk).delete()


def on_paper(world: World) -> str:
    """The words of the sheet to talk with."""
    reply = world.client("owner").get(f"/n/{world.network.slug}/leadership/mine/guide/")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.content)).pages)


def _last_about(world: World) -> Held | None:
    rounds = [held for held in world.held if held.of.kind == ABOUT]
    return rounds[-1] if rounds else None


def _person(world: World, role: str) -> str:
    return str(world.actors[role].person_id or "")
