"""What a form shows when somebody else was before you: both texts, side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vierspan.workspace.directory.versions import Changed, Difference
from vierspan.workspace.web.templatetags.vierspan import day

Wording = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class BothTexts:
    """One field of which the two texts differ."""

    column: str
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class BothVersions:
    """What differs, and the version to send along when yours is kept after all."""

    rows: tuple[BothTexts, ...]
    version: str


def both_versions(form: forms.Form, changed: Changed, words: Mapping[str, Wording] | None = None) -> BothVersions:
    """`words` says how to write the values of columns that are no plain text, such as references."""
    apart = (one for each in changed.differences for one in _apart(each))
    rows = tuple(_row(form, each, (words or {}).get(each.column)) for each in apart)
    return BothVersions(rows, changed.version)


def _apart(found: Difference) -> list[Difference]:
    """Columns that hold several named values differ in some of them."""
    theirs, yours = found.theirs, found.yours
    if not isinstance(theirs, Mapping) or not isinstance(yours, Mapping):
        return [found]
    names = [name for name in {**theirs, **yours} if theirs.get(name) != yours.get(name)]
    return [Difference(name, theirs.get(name), yours.get(name)) for name in names]


def _row(form: forms.Form, found: Difference, words: Wording | None) -> BothTexts:
    field = form.fields.get(found.column) or form.fields.get(found.column.removesuffix("_id"))
    say = words or (lambda value: _written(field, value))
    label = str(field.label or found.column) if field else found.column
    return BothTexts(found.column, label, say(found.theirs), say(found.yours))


def _written(field: forms.Field | None, value: Any) -> str:
    if value in (None, "", [], {}):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return _choice(field, str(value))


def _choice(field: forms.Field | None, key: str) -> str:
    choices = dict(getattr(field, "choices", None) or ())
    return str(choices.get(key, key))
