"""What stands in the records of an initiative, as people say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.initiatives.starting.gate import Sign
from vierspan.workspace.initiatives.starting.queries import Glance, Standing
from vierspan.workspace.insight import words
from vierspan.workspace.web.templatetags.vierspan import day

STATUSES = [
    ("on_course", gettext_lazy("on course")),
    ("attention", gettext_lazy("needs attention")),
    ("stuck", gettext_lazy("stuck")),
]


@dataclass(frozen=True, slots=True)
class PhaseShown:
    key: str
    label: str
    is_on: bool
    is_done: bool


def phases(current: str, language: str) -> list[PhaseShown]:
    """All six, with where it is; the ones before it are not locked, only behind it."""
    at = PHASES.index(current) if current else -1
    return [
        PhaseShown(key, words.choice_label("phases", key, language), n == at, n < at) for n, key in enumerate(PHASES)
    ]


def message(found: Glance) -> str:
    """The one thing to know of it now."""
    name = {"name": found.row.name}
    if found.row.state == "finished":
        return _("%(name)s is finished") % name
    if found.row.state == "stopped":
        return _("%(name)s has stopped") % name
    if found.row.state == "paused":
        return _("%(name)s is paused") % name
    if found.promises_late:
        told = ngettext(
            "%(name)s: one promise is past its day",
            "%(name)s: %(n)s promises are past their day",
            found.promises_late,
        )
        return told % {**name, "n": found.promises_late}
    if found.next_step:
        due = found.next_step.due_on
        about = {**name, "step": found.next_step.name, "day": day(due) if due else ""}
        return _next_words(str(found.row.name), found.next_step.name, is_dated=due is not None) % about
    return str(found.row.name)


def _next_words(name: str, step: str, *, is_dated: bool) -> str:
    """Without the name where the step bears it already."""
    if name.casefold() in step.casefold():
        return _("Next: %(step)s, before %(day)s") if is_dated else _("Next: %(step)s")
    return _("%(name)s: next is %(step)s, before %(day)s") if is_dated else _("%(name)s: next is %(step)s")


def sign_words(sign: Sign) -> str:
    """What shows of its own accord, there or missing."""
    there, missing = _signs(sign.count)[sign.key]
    return there if sign.is_there else missing


def _signs(n: int) -> dict[str, tuple[str, str]]:
    return {
        "purpose": (_("What it is for stands in words"), _("What it is for is not written down")),
        "leader": (_("Somebody leads it"), _("Nobody leads it")),
        "parties": (
            ngettext("One party sits at the table", "%(n)s parties sit at the table", n) % {"n": n},
            _("There are no two parties at the table yet"),
        ),
        "mandate": (_("On whose behalf it works is agreed"), _("On whose behalf it works is not agreed yet")),
        "decided": (_("Something was decided together"), _("Nothing was decided together yet")),
        "promised": (
            ngettext("One promise was made", "%(n)s promises were made", n) % {"n": n},
            _("Nothing was promised yet"),
        ),
        "owned": (
            _("Every step ahead has somebody who takes care of it"),
            ngettext("Nobody takes care of one step ahead", "Nobody takes care of %(n)s steps ahead", n) % {"n": n}
            if n
            else _("There are no steps ahead"),
        ),
        "on_time": (
            _("No promise is past its day"),
            ngettext("One promise is past its day", "%(n)s promises are past their day", n) % {"n": n},
        ),
        "result": (
            ngettext("One result is written down", "%(n)s results are written down", n) % {"n": n},
            _("No result is written down yet"),
        ),
        "lesson": (
            ngettext("One lesson is written down", "%(n)s lessons are written down", n) % {"n": n},
            _("What you learned is not written down yet"),
        ),
        "judged": (
            ngettext("One party said how it goes", "%(n)s parties said how it goes", n) % {"n": n},
            _("No two parties said how it goes"),
        ),
    }


def standing_words(found: Standing) -> str:
    """How the parties see it, and whether they agree."""
    labels = dict(STATUSES)
    if found.reading == "none":
        return _("Nobody said yet how it goes")
    if found.reading == "one":
        return _("One party says: %(status)s. Ask another party too.") % {"status": labels[found.said[0].status]}
    n = len(found.said)
    if found.reading == "differ":
        told = ", ".join(f"{labels[key]} {found.counts[key]}" for key, _label in STATUSES if found.counts.get(key))
        return _("The %(n)s parties that said so differ: %(told)s") % {"n": n, "told": told}
    return _("All %(n)s parties that said so: %(status)s") % {"n": n, "status": labels[found.reading]}


def leaders(found: Glance, *, names: bool) -> Sequence[str]:
    """Who leads, by name where the reader may know them."""
    return [each.name for each in found.leaders] if names else []
