"""All that the page's script needs to go on without a connection, as plain data."""

import hashlib
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.directory.surveys.sheet import Entry, Sheet
from vierspan.workspace.web.answering.cells import Cells, edition
from vierspan.workspace.web.answering.questions import Step, steps, still_names

MOST_TILES = 25


def leaf(sheet: Sheet, cells: Cells, address: str) -> dict[str, Any]:
    return {
        "key": key(address),
        "address": address,
        "edition": edition(sheet),
        "most_tiles": MOST_TILES,
        "names": [_name(sheet, entry) for entry in sheet.roster],
        "questions": [_question(step) for step in steps(sheet)],
        "earlier": {str(entry.id): entry.is_asked for entry in sheet.roster if not entry.is_new},
        "still": [str(entry.id) for entry in still_names(sheet)],
        "cells": cells,
        "words": words(),
    }


def key(address: str) -> str:
    """Under which a browser keeps the answers; it does not tell the link."""
    return hashlib.sha256(f"answers kept at {address}".encode()).hexdigest()[:16]


def _name(sheet: Sheet, entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "name": entry.name,
        "about": about(entry),
        "is_new": sheet.is_evergreen and bool(sheet.earlier) and entry.is_new,
    }


def about(entry: Entry) -> str:
    """By what one knows who is meant."""
    around = (entry.party, entry.function) if entry.party else (entry.sector, entry.region)
    return " · ".join(part for part in around if part)


def _question(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "kind": step.kind,
        "among": step.among,
        "title": step.title,
        "hint": step.hint,
        "sentence": step.sentence,
        "orientation": step.orientation,
        "is_new": step.is_new,
        "words": [{"value": word.value, "label": word.label} for word in step.words],
    }


def words() -> dict[str, str]:
    """The sentences that the script says; %s is where it fills something in."""
    return {**_counts(), **_states(), **_check()}


def _counts() -> dict[str, str]:
    return {
        "progress": _("%s of %s"),
        "next": _("Go on"),
        "hand_in": _("Hand in"),
        "new": pgettext("on the list", "new"),
        "chosen_one": _("%s chosen"),
        "chosen_many": pgettext("many", "%s chosen"),
        "far": _("%s of %s answered"),
        "browse_one": _("Look through the list: %s name"),
        "browse_many": _("Look through the list: %s names"),
        "more_one": _("and %s more: type on"),
        "more_many": pgettext("many", "and %s more: type on"),
        "found_one": _("%s name found"),
        "found_many": _("%s names found"),
        "none_found": _("Nobody on the list is called “%s”. Try a part of the name."),
        "remove": _("Take %s away"),
    }


def _states() -> dict[str, str]:
    return {
        "state_kept": _("Everything is kept."),
        "state_sending": _("Keeping …"),
        "state_offline": _(
            "No connection. What you answer is kept in this browser, and sent when there is a connection again."
        ),
        "state_handing": _("Handing in …"),
        "state_waiting": _(
            "Your answers have not gone yet: there is no connection. They are kept here, and handed in by themselves "
            "when there is one. Leave this page open, or come back later with the same link."
        ),
        "state_closed": _("This survey does not take answers any more."),
        "state_unkept": _("This browser keeps nothing by itself. Stay on this page until you have handed in."),
        "differs": _("%s · %s: here “%s”, on your other device “%s”"),
        "yes": _("yes"),
        "no": _("no"),
    }


def _check() -> dict[str, str]:
    return {
        "check_title": _("Look it over, and hand in"),
        "check_hint": _("You may change everything, also after handing in, until the survey closes."),
        "nothing": _("Nothing filled in"),
        "answered": _("%s of %s answered"),
        "confirmed": _("%s of %s still so"),
        "change": _("Change: %s"),
    }
