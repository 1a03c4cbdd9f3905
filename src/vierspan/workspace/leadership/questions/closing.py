"""Closing a round: what may be told is worked out once, through the release gate; then all ties to people go."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import SystemRandom
from statistics import fmean
from typing import Any

from django.db import transaction

from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.release import Snapshot
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.models import PutOff
from vierspan.workspace.leadership.questions import items, letters, scales
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round, Told
from vierspan.workspace.leadership.questions.scales import Said
from vierspan.workspace.networks import traces

OFTEN = 2.5  # from here on somebody is seen taking the lead; the scale goes from 0 to 4
TABLES = ("questions_response", "questions_invitation", "questions_round", "leadership_putoff")


def close(of: Round, on: date | None = None) -> None:
    """Call it inside a transaction, with the round held and open."""
    asked = list(_invited(of).select_related("person"))
    settle(of, on or clock.today())
    facts_changed(of.network_id)
    letters.tell_it_is_closed(of, asked)
    transaction.on_commit(lambda: traces.wipe.enqueue(tables=list(TABLES)))


def settle(of: Round, on: date) -> None:
    """Freeze the figures and cut every tie between answers and people."""
    counted = _counted(of)
    said = scales.sheets(counted)
    told = _told(of, said)
    of.snapshot = {
        "version": 1,
        "invited": _invited(of).count(),
        "answered": len(said) if len(said) >= of.k else None,  # of too few not even how few
        **told,
    }
    of.state, of.closed_on, of.secret = "closed", on, ""
    _anonymise(of, [response.answers for response, _side in counted])
    of.save()


def _invited(of: Round) -> Any:
    return Invitation.objects.of(of.network_id).filter(round=of)


def _counted(of: Round) -> list[tuple[Response, str]]:
    """What was handed in by who is still on the list, with the side they are of; who was taken out counts no more."""
    rows = {row.key: row for row in Response.objects.of(of.network_id).filter(round=of, is_handed_in=True)}
    found = []
    for each in _invited(of).select_related("person"):
        row = rows.get(answer_keys.response_key(of, answer_keys.token(of, each)))
        if row is not None:
            found.append((row, str(each.person.party_id or each.person_id)))
    SystemRandom().shuffle(found)
    return found


def _told(of: Round, said: Sequence[Said]) -> dict[str, Any]:
    if of.kind == items.ABOUT:
        return {"cells": _plain(scales.about_one(of, said))}
    if of.kind == items.NEED:
        return {"cells": _plain(scales.needs(of, said))}
    agreed = [str(each.person_id) for each in _invited(of).filter(agrees=True)]
    leads = scales.leads(of, said, agreed)
    _tell_each(of, leads, agreed)
    return {"cells": _plain(scales.ownership(of, said)), "lead": _lead(of, leads, agreed)}


def _plain(found: Snapshot) -> dict[str, Any]:
    """Answers are never taken over into another round, so no later audit needs to know who was in which sum."""
    return Snapshot(cells=found.cells, shown={}).to_plain()


def _tell_each(of: Round, leads: Snapshot, agreed: Iterable[str]) -> None:
    """What is theirs, in a row of their own that goes when they go."""
    Told.objects.bulk_create(
        Told(
            network_id=of.network_id,
            round=of,
            person_id=person,
            cells={each.key: leads.cell(f"{each.key}:{person}").to_plain() for each in items.leads("nl")},
        )
        for person in agreed
    )


def _lead(of: Round, leads: Snapshot, agreed: Sequence[str]) -> dict[str, Any]:
    """Per orientation over all who can be told of, when they are k or more: worked out from blunt figures only."""
    found: dict[str, Any] = {}
    for each in items.leads("nl"):
        cells = [leads.cell(f"{each.key}:{person}") for person in agreed]
        means = [cell.mean for cell in cells if cell.mean is not None]
        if len(means) >= of.k:
            often = sum(mean >= OFTEN for mean in means)
            found[each.key] = {"people": len(means), "often": often, "mean": round(fmean(means), 1)}
    return found


def _anonymise(of: Round, counted: Sequence[Mapping[str, int]]) -> None:
    """New rows in a random order under random ids; drafts, lists and who answered are forgotten.

    Of a round about everybody each answer comes to stand alone: whom somebody did not judge would tell who it was. What
    was said of who did not want to be told of goes.
    """
    kept = [dict(each) for each in counted]
    if of.kind == items.EVERYONE:
        agreed = {"", *(str(each.person_id) for each in _invited(of).filter(agrees=True))}
        told = (pair for each in kept for pair in each.items() if pair[0].partition(":")[2] in agreed)
        kept = [{key: value} for key, value in told]
    SystemRandom().shuffle(kept)
    Response.objects.of(of.network_id).filter(round=of).delete()
    Response.objects.bulk_create(
        Response(network_id=of.network_id, round=of, answers=each, is_handed_in=True) for each in kept
    )
    _invited(of).update(token_hash="", has_answered=False, roster=[])
    PutOff.objects.of(of.network_id).filter(key__endswith=f":{of.pk}").delete()  # who put it off had not answered then
