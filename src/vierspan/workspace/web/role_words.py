"""What the pages about roles and the core say in words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vierspan.workspace.insight.cores import Cores
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership.roles.queries import Held
from vierspan.workspace.web.templatetags.vierspan import day

ROLES = ("strategist", "explorer", "developer", "process_manager")


def in_a_sentence(orientation: str) -> str:
    return {
        "strategist": pgettext("in a sentence", "strategist"),
        "explorer": pgettext("in a sentence", "explorer"),
        "developer": pgettext("in a sentence", "developer"),
        "process_manager": pgettext("in a sentence", "process manager"),
    }.get(orientation, orientation)


def one_in(orientation: str) -> str:
    """The role with its article, as object of a sentence."""
    return {
        "strategist": pgettext("with article", "the role of strategist"),
        "explorer": pgettext("with article", "the role of explorer"),
        "developer": pgettext("with article", "the role of developer"),
        "process_manager": pgettext("with article", "the role of process manager"),
    }.get(orientation, orientation)


def asks(orientation: str) -> str:
    """What one does in it, in one line."""
    return {
        "strategist": _("Looks after the course: what binds us, and what comes first."),
        "explorer": _("Looks outside: what comes up, and with whom we could take it."),
        "developer": _("Looks after how we work together: rules, give and get, gatherings."),
        "process_manager": _("Takes initiatives further: steps, promises, decisions."),
    }[orientation]


def overview(found: Iterable[Held]) -> str:
    """The one thing to know of the roles."""
    now = [each for each in found if each.is_now]
    if not now:
        return _("Nobody holds a role yet")
    held = {each.row.orientation for each in now if each.row.initiative_id is None}
    empty = [each for each in ROLES if each not in held]
    if len(empty) == 1:
        return _("Nobody holds %(role)s") % {"role": one_in(empty[0])}
    if empty:
        names = listed([in_a_sentence(each) for each in empty])
        return _("Held by nobody in the whole network: %(roles)s") % {"roles": names}
    soon = [each for each in now if each.ends_soon]
    if soon:
        n = len(soon)
        return ngettext("%(n)s role passes on soon", "%(n)s roles pass on soon", n) % {"n": n}
    return _("All four orientations are held by somebody")


def who_holds(found: Held) -> str:
    """The head of the page of one role."""
    row = found.row
    facts = {"name": row.person.name, "role": in_a_sentence(row.orientation)}
    if row.initiative:
        facts["where"] = row.initiative.name
        if found.is_over:
            return _("%(name)s was %(role)s of %(where)s") % facts
        return _("%(name)s is %(role)s of %(where)s") % facts
    if found.is_over:
        return _("%(name)s was %(role)s of the network") % facts
    return _("%(name)s is %(role)s of the network") % facts


def ending(found: Held) -> str:
    """How it goes on from here; empty for what is over."""
    left = found.days_left
    if found.is_over:
        return ""
    if left is None:
        return _("No last day was agreed on.")
    if left == 0:
        return _("Today is the last day.")
    told = {"n": left, "when": day(found.row.until)}
    return ngettext("The last day is %(when)s, in %(n)s day.", "The last day is %(when)s, in %(n)s days.", left) % told


def core_message(found: Cores) -> str:
    if not found.named:
        return _("No core group was named yet")
    n = len(found.named)
    return ngettext("One person was named into the core", "%(n)s people were named into the core", n) % {"n": n}


def core_difference(found: Cores) -> list[tuple[str, str]]:
    """In words who stands where, each with the question it raises."""
    if found.state == "unknown":
        text = _("Who meets whom is hardly recorded, so no core can be computed.")
        return [(text, _("Record who is tied to whom, or who was at which gathering."))]
    if found.state == "unclear":
        return [(_("From who meets whom no core can be told apart."), _("Everybody is tied about as much."))]
    if not found.named:
        text = _("From who meets whom, these stand at the core: %(names)s.") % {"names": names(found.computed)}
        return [(text, _("Is that the group that decides? Then name them, so that everybody knows."))]
    return list(filter(None, (_both(found), _only_computed(found), _only_named(found))))


def _both(found: Cores) -> tuple[str, str] | None:
    if not found.both:
        return _("Nobody who was named stands at the core in who meets whom."), _(
            "Do you meet elsewhere than recorded?"
        )
    if not found.only_named and not found.only_computed:
        return _("The named core and the one that shows are the same people."), ""
    return _("In both: %(names)s.") % {"names": names(found.both)}, ""


def _only_computed(found: Cores) -> tuple[str, str] | None:
    if not found.only_computed:
        return None
    text = _("At the core in who meets whom, and not named: %(names)s.") % {"names": names(found.only_computed)}
    return text, _("Do they decide along without anybody having asked them to?")


def _only_named(found: Cores) -> tuple[str, str] | None:
    if not found.only_named:
        return None
    text = _("Named, and less at the core in who meets whom: %(names)s.") % {"names": names(found.only_named)}
    return text, _("Do they have the time for it, or do they meet people in a way that is not recorded?")


def names(found: Sequence[Ref]) -> str:
    return listed([each.name for each in found])


def listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
