"""What the map says in words: of the whole, and of one person or party."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.insight.maps.network import MapData
from vierspan.workspace.insight.maps.standing import Standing, Whole

FEW = 2  # so many names stand in a heading; of more the number is said
NOTABLE_REACH = 0.5


def message(whole: Whole) -> str:
    """The heading of the map: who holds others to the whole, else who knows most others, else how many there are."""
    if whole.cut:
        return _without(whole)
    if whole.actors > 3 and whole.hub_reach >= NOTABLE_REACH * (whole.actors - 1):
        return _hub(whole)
    return counted(whole)


def in_groups(total: int) -> str:
    """Of a network too large to draw one by one."""
    return _("%(total)s people and parties, drawn as the groups they form") % {
        "total": number_format(total, use_l10n=True, force_grouping=True)
    }


def _without(whole: Whole) -> str:
    if len(whole.loose) <= FEW:
        words = (
            _("Without %(name)s, %(others)s comes loose")
            if len(whole.loose) == 1
            else _("Without %(name)s, %(others)s come loose")
        )
        return words % {"name": whole.cut, "others": listed(whole.loose)}
    if whole.kind == "party":
        return _("Without %(name)s, %(number)d parties come loose") % {"name": whole.cut, "number": len(whole.loose)}
    return _("Without %(name)s, %(number)d people come loose") % {"name": whole.cut, "number": len(whole.loose)}


def _hub(whole: Whole) -> str:
    facts = {"name": whole.hub, "reach": whole.hub_reach, "others": whole.actors - 1}
    if whole.kind == "party":
        return _("%(name)s has ties with %(reach)d of the %(others)d other parties") % facts
    return _("%(name)s has ties with %(reach)d of the %(others)d other people") % facts


def counted(whole: Whole) -> str:
    if not whole.ties:
        return _("There are %(actors)d on the map, and no ties between them yet") % {"actors": whole.actors}
    facts = {"actors": whole.actors, "ties": whole.ties}
    if whole.kind == "party":
        return _("%(actors)d parties, and %(ties)d times two of them are tied") % facts
    return _("%(actors)d people, and %(ties)d times two of them are tied") % facts


def lead(whole: Whole) -> str:
    """One line under the heading: what to do about it, or who is at the core."""
    if whole.cut:
        return _("A second tie to them makes the network stronger.")
    if 0 < len(whole.core) <= 8:
        return _("At the core: %(names)s.") % {"names": listed(whole.core)}
    return ""


def meaning(standing: Standing) -> tuple[str, str]:
    """What it means that this one stands here: a sentence that counts, and one that helps."""
    name, count = standing.node.name, len(standing.neighbours)
    if standing.loose:
        first = _("Without %(name)s, these lose their tie to the rest: %(others)s.")
        return first % {"name": name, "others": listed(standing.loose[:4])}, _(
            "A second tie makes the network stronger."
        )
    if not count:
        return _("%(name)s is not tied to others yet.") % {"name": name}, _("Who could introduce them to somebody?")
    if standing.hangs_on:
        only = _("%(name)s is tied to the rest through %(other)s only.")
        return only % {"name": name, "other": standing.hangs_on}, _("A second tie makes the network stronger.")
    if len(standing.groups) >= 3:
        return _("%(name)s reaches into %(number)d other sectors.") % {
            "name": name,
            "number": len(standing.groups),
        }, _("Ask them who should meet whom.")
    return ngettext("%(name)s has a tie with %(number)d other.", "%(name)s has ties with %(number)d others.", count) % {
        "name": name,
        "number": count,
    }, ""


def listed(names: Sequence[str]) -> str:
    """One, two and three."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def tie_kinds(data: MapData) -> dict[str, str]:
    """The kinds of tie on this map, the most frequent first, with the names of those that are ours."""
    ours = {
        "table": _("sit at one table"),
        "gathering": _("met at a gathering"),
        "exchange": _("gave to each other"),
        "belongs": _("belongs to a party"),
        "tie": _("tied"),
    }
    counts: dict[str, int] = {}
    for edge in data.edges:
        counts[edge.kind] = counts.get(edge.kind, 0) + 1
    return {kind: ours.get(kind, kind) for kind in sorted(counts, key=lambda each: (-counts[each], each))}
