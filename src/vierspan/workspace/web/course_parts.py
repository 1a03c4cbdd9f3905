"""The parts of the course as a page tells them: their names, what each asks, who stands behind it, what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import texts
from vierspan.workspace.course.news import News
from vierspan.workspace.course.texts import CourseText
from vierspan.workspace.directory.drafting.difference import Difference, difference

LABELS: Mapping[str, str | Promise] = {
    "identity": gettext_lazy("What binds us"),
    "issue": gettext_lazy("Our shared issue or opportunity"),
    "ambition-now": gettext_lazy("Our ambition for now"),
    "ambition-in-2-years": gettext_lazy("Our ambition in two years"),
    "ambition-in-10-years": gettext_lazy("Our ambition in ten years"),
    "ambition": gettext_lazy("Our ambition"),
    "strategy": gettext_lazy("How we get there"),
    "not": gettext_lazy("What we are not"),
}
TERMS: Mapping[str, str | Promise] = {
    "ambition-now": gettext_lazy("Now"),
    "ambition-in-2-years": gettext_lazy("In two years"),
    "ambition-in-10-years": gettext_lazy("In ten years"),
    "ambition": gettext_lazy("Without a term"),
}
QUESTIONS: Mapping[str, str | Promise] = {
    "identity": gettext_lazy("Who are we together, and what do we share?"),
    "issue": gettext_lazy("What do we want to solve or seize that nobody can alone?"),
    "ambition-now": gettext_lazy("What do we want to have done this year?"),
    "ambition-in-2-years": gettext_lazy("Where do we stand in two years?"),
    "ambition-in-10-years": gettext_lazy("What is different in ten years, thanks to us?"),
    "ambition": gettext_lazy("What do we want to achieve?"),
    "strategy": gettext_lazy("What do we do first, and how do we go about it?"),
    "not": gettext_lazy("What do we leave to others, on purpose?"),
}
STANCES: Mapping[str, str | Promise] = {
    "yes": gettext_lazy("Yes, we stand behind it"),
    "with_remark": gettext_lazy("Yes, with a remark"),
    "not_yet": gettext_lazy("Not yet"),
}
SHORT_STANCES: Mapping[str, str | Promise] = {
    "yes": gettext_lazy("stands behind it"),
    "with_remark": gettext_lazy("stands behind it, with a remark"),
    "not_yet": gettext_lazy("not yet"),
}


_LINES: Mapping[str, Any] = {
    "begun": gettext_lazy("%(who)s wrote the first words of “%(part)s”"),
    "proposed": gettext_lazy("%(who)s proposes other words for “%(part)s”"),
    "adopted": gettext_lazy("A proposal was adopted: “%(part)s” reads differently now"),
    "declined": gettext_lazy("A proposal for “%(part)s” was declined"),
    "withdrawn": gettext_lazy("A proposal for “%(part)s” was taken back"),
    "yes": gettext_lazy("%(who)s stands behind “%(part)s”"),
    "with_remark": gettext_lazy("%(who)s stands behind “%(part)s”, with a remark"),
    "not_yet": gettext_lazy("%(who)s does not stand behind “%(part)s” yet"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part on the page."""

    key: str
    label: str
    term: str
    question: str
    text: CourseText
    address: str
    stand: str

    @property
    def marks(self) -> list[str]:
        """One mark for each party, those behind it first."""
        order = ("yes", "with_remark", "not_yet")
        said = sorted((each.stance for each in self.text.said), key=order.index)
        return [*said, *("silent" for _party in self.text.silent)]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts side by side, with how much differs in words."""

    difference: Difference
    before: str
    after: str

    @property
    def told(self) -> str:
        found = self.difference
        if found.is_same:
            return _("The two are the same.")
        added = ngettext("%(n)s word added", "%(n)s words added", found.added) % {"n": found.added}
        taken = ngettext("%(n)s word taken away", "%(n)s words taken away", found.taken) % {"n": found.taken}
        return f"{added}, {taken}."


def compared(old: str, new: str, before: str, after: str) -> Compared:
    return Compared(difference(old, new), before, after)


def section(slug: str, found: CourseText) -> Section:
    key = found.part.key
    address = reverse("web:course_text", args=[slug, key])
    term = str(TERMS.get(key, ""))
    return Section(key, str(LABELS[key]), term, str(QUESTIONS[key]), found, address, stand(found))


def stand(found: CourseText) -> str:
    """How many parties stand behind the words, in a sentence."""
    if not found.versions:
        return _("Nothing stands here yet")
    if not found.said:
        return _("Nobody said yet whether they stand behind this")
    n, total = found.behind, found.parties
    told = ngettext("%(n)s of %(total)s parties stands behind this", "%(n)s of %(total)s parties stand behind this", n)
    return told % {"n": n, "total": total}


def sections(actor: Actor, slug: str) -> list[Section]:
    return [section(slug, found) for found in texts.texts(actor)]


def told(news: News, slug: str) -> dict[str, Any]:
    """One thing that changed, as a line."""
    return {
        "line": _LINES[news.what] % {"who": news.who or _("Somebody"), "part": str(LABELS[news.part.key]).lower()},
        "words": news.words,
        "at": news.at,
        "address": reverse("web:course_text", args=[slug, news.part.key]),
    }


def versions(found: CourseText) -> Iterator[tuple[int, Any]]:
    """Each version with its number, the latest first."""
    for place, row in enumerate(found.versions):
        yield texts.number_of(found.versions, place), row
