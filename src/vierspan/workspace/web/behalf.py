"""On whose behalf an initiative works, in words that stand wherever it is named at length."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.initiatives.mandate import queries
from vierspan.workspace.initiatives.mandate.queries import Behalf

NAMED = 3


def behalf_words(found: Behalf, *, names: bool = True) -> str:
    """In a short sentence; the parties by name where the reader may know them and they are few."""
    if found.mandate == "whole":
        return _("Works on behalf of the whole network")
    if found.mandate == "none":
        return _("Works on behalf of those at the table, not of the network")
    if found.mandate != "part":
        return _("On whose behalf it works is not agreed yet")
    if found.parties and names:
        first = ", ".join(each.name for each in found.parties[:NAMED])
        rest = len(found.parties) - NAMED
        if rest <= 0:
            return _("Works on behalf of %(parties)s") % {"parties": first}
        told = ngettext(
            "Works on behalf of %(parties)s and one more party",
            "Works on behalf of %(parties)s and %(n)s more parties",
            rest,
        )
        return told % {"parties": first, "n": rest}
    return _("Works on behalf of a part of the network")


def short_words(found: Behalf, *, names: bool = True) -> str:
    """For a column of a list, under the words "on whose behalf"."""
    if found.mandate == "part" and found.parties and names:
        rest = len(found.parties) - 1
        return found.parties[0].name + (f" + {rest}" if rest else "")
    return {
        "whole": _("the whole network"),
        "part": _("a part of the network"),
        "none": _("those at the table"),
    }.get(found.mandate, _("not agreed yet"))


def behalves_in_words(actor: Actor, rows: Iterable[Any]) -> Mapping[UUID, str]:
    names = may(actor, Do.READ_DIRECTORY)
    return {key: behalf_words(each, names=names) for key, each in queries.behalves(actor, rows).items()}
