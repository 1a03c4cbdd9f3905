"""Closing a round: what may be shown is worked out once, through the release gate; then all ties to people go."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vierspan.workspace.access.release import Breakdown, Cell, Plan, Snapshot, release, texts
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import PULSE_ITEMS, PulseResult
from vierspan.workspace.conditions.reflection import letters
from vierspan.workspace.conditions.reflection.answering import HIGHEST, LOWEST, in_language
from vierspan.workspace.conditions.reflection.models import Invitation, Response, Round
from vierspan.workspace.networks import traces

LANGUAGES = ("nl", "en")
TABLES = ("reflection_response", "reflection_invitation", "reflection_round")


def close(of: Round, on: date | None = None) -> None:
    """Call it inside a transaction, with the round held and open."""
    settle(of, on or clock.today())
    write_figures(of)
    facts_changed(of.network_id)
    asked = Invitation.objects.of(of.network_id).filter(round=of).select_related("person")
    letters.send(of, asked, "closed", {language: _in_words(of, language) for language in LANGUAGES})
    transaction.on_commit(lambda: traces.wipe.enqueue(tables=list(TABLES)))


def settle(of: Round, on: date) -> None:
    """Freeze the figures and cut every tie between answers and people."""
    of.snapshot = _snapshot(of)
    of.state, of.closed_on, of.secret = "closed", on, ""
    _anonymise(of)
    of.save()


def _snapshot(of: Round) -> dict[str, Any]:
    handed_in = list(Response.objects.of(of.network_id).filter(round=of, is_handed_in=True))
    said = {uuid.uuid4().hex: response for response in handed_in}
    asked = {each["key"]: _answers(said, each["key"]) for each in of.questions}
    groups = _groups(of, said)
    breakdowns = (Breakdown(key=of.breakdown, groups=groups),) if groups else ()
    found = release(asked, Plan(k=of.k, lowest=LOWEST, highest=HIGHEST, breakdowns=breakdowns))
    words = [response.words for response in handed_in if response.may_show_words]
    return {
        "version": 1,
        "invited": Invitation.objects.of(of.network_id).filter(round=of).count(),
        "answered": len(handed_in),
        # Answers are never taken over into another round, so no later audit needs to know who was in which sum.
        "cells": Snapshot(cells=found.cells, shown={}).to_plain(),
        "groups": sorted(groups),
        "texts": texts(words, k=of.k, shuffle_with=SystemRandom()),
    }


def _answers(said: Mapping[str, Response], key: str) -> dict[str, float]:
    given = {sheet: response.answers.get(key, 0) for sheet, response in said.items()}
    return {sheet: value for sheet, value in given.items() if value >= LOWEST}


def _groups(of: Round, said: Mapping[str, Response]) -> dict[str, frozenset[str]]:
    """Every group in which somebody was asked, also when nobody of it answered."""
    if not of.breakdown:
        return {}
    asked = Invitation.objects.of(of.network_id).filter(round=of).exclude(group="")
    names = set(asked.values_list("group", flat=True))
    return {name: frozenset(sheet for sheet, each in said.items() if each.group == name) for name in names}


def _anonymise(of: Round) -> None:
    """New rows in a random order under random ids, without group or words; drafts and who answered are forgotten."""
    rows = Response.objects.of(of.network_id).filter(round=of)
    answers = [response.answers for response in rows.filter(is_handed_in=True)]
    SystemRandom().shuffle(answers)
    rows.delete()
    Response.objects.bulk_create(
        [Response(network_id=of.network_id, round=of, answers=each, is_handed_in=True) for each in _alike(of, answers)]
    )
    Invitation.objects.of(of.network_id).filter(round=of).update(token_hash="", has_answered=False)


def _alike(of: Round, answers: Sequence[Mapping[str, int]]) -> list[dict[str, int]]:
    """Each with its answers in the order of the questions: not in the order in which somebody gave them."""
    asked = [each["key"] for each in of.questions]
    return [{key: each.get(key, 0) for key in asked} for each in answers]


def write_figures(of: Round) -> None:
    """What was released of the house's questions, for the mirror: just as blunt."""
    assert of.snapshot is not None and of.closed_on is not None  # noqa: S101 - for the types alone
    cells = Snapshot.from_plain(of.snapshot["cells"])
    for each in of.questions:
        cell = cells.cell(each["key"])
        if each["key"] in PULSE_ITEMS and cell.mean is not None:
            PulseResult.objects.of(of.network_id).update_or_create(
                network_id=of.network_id,
                external_id=f"{of.pk.hex}.{each['key']}",
                defaults={
                    "asked_on": of.closed_on,
                    "item": each["key"],
                    "score": cell.mean,
                    "answers": at_least(cell),
                    "invited": of.snapshot["invited"],
                },
            )


def at_least(cell: Cell) -> int:
    """How many answered, as far as it is told: of "5-9" the five."""
    return int(cell.count.split("-")[0])


def _in_words(of: Round, language: str) -> str:
    """The released means of the whole, a line each."""
    assert of.snapshot is not None  # noqa: S101 - for the types alone: it has just been made
    cells = Snapshot.from_plain(of.snapshot["cells"])
    with translation.override(language):
        lines = [
            f"- {in_language(each['nl'], each['en'], language)} {mean}"
            for each in of.questions
            if (mean := _mean(cells.cell(each["key"])))
        ]
        return "\n".join(lines) or _("Too few people answered to show anything.")


def _mean(cell: Cell) -> str:
    edge = {"at_least": "≥ ", "at_most": "≤ "}.get(cell.edge, "")
    return "" if cell.mean is None else f"{edge}{number_format(cell.mean, 1)}"
