"""What worked here: told of five or more people at a time, once, and never put together anew (docs/release-gate.md)."""

import secrets
from uuid import UUID

from vierspan.workspace.access.release import Plan, release
from vierspan.workspace.leadership.growth.models import TryOut, Worked

PLAN = Plan()
FEWEST_PARTIES = 2
AGAIN = {"yes": 5, "otherwise": 3, "no": 1}  # the same scale as the effect, so that one plan holds for both


def tell_when_enough(network_id: UUID, number: int) -> Worked | None:
    """Those who let theirs be counted and were not told of yet, when they are enough: so no sum ever rests on fewer.

    One try a person, the last one. People of one party only are not enough: the party could be read off. What somebody
    tells with their name is never among them: whoever knows it could take it off, and fewer would be left.
    """
    waiting = TryOut.objects.of(network_id).filter(number=number, state="done", was_counted=None)
    rows = waiting.filter(counts="counted").exclude(effect=None).select_related("person")
    last = {row.person_id: row for row in rows.order_by("done_on", "changed_at")}
    parties = {row.person.party_id for row in last.values()}
    if len(last) < PLAN.k or len(parties) < FEWEST_PARTIES:
        return None
    sheets = {secrets.token_hex(8): row for row in last.values()}
    answers = {
        "effect": {sheet: float(row.effect or 0) for sheet, row in sheets.items()},
        "again": {sheet: float(AGAIN[row.again]) for sheet, row in sheets.items()},
    }
    told = Worked(network_id=network_id, number=number, snapshot=release(answers, PLAN).to_plain())
    told.save()
    rows.filter(person__in=last).update(was_counted=True)
    return told
