"""Closing the pulse: what may be shown is worked out once, through the release gate; the answers themselves go."""

from random import SystemRandom

from django.db.models import QuerySet

from vierspan.workspace.access.release import Plan as ReleasePlan
from vierspan.workspace.access.release import release, texts
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.conditions.meeting.models import HIGHEST, LOWEST, PULSE_ITEMS, Guest, Plan, PulseAnswer

K = 5
RELEASE = ReleasePlan(k=K, lowest=LOWEST, highest=HIGHEST)


def close(plan: Plan) -> None:
    """Call it inside a transaction, with the plan held."""
    rows = list(PulseAnswer.objects.of(plan.network_id).filter(guest__gathering=plan.gathering))
    given = {
        item: {str(row.pk): float(value) for row in rows if (value := getattr(row, item)) is not None}
        for item in PULSE_ITEMS
    }
    snapshot = release(given, RELEASE)
    plan.pulse_result = {
        "asked": present(plan).count(),
        "figures": snapshot.to_plain(),
        "lines": texts([row.line for row in rows], k=K, shuffle_with=SystemRandom()),
    }
    plan.pulse_state = "closed"
    plan.save()
    PulseAnswer.objects.of(plan.network_id).filter(pk__in=[row.pk for row in rows]).delete()
    _rate(plan, [snapshot.cell(item).mean for item in PULSE_ITEMS])


def present(plan: Plan) -> QuerySet[Guest]:
    rows = Guest.objects.of(plan.network_id).filter(gathering=plan.gathering, withdrawn=False)
    return rows.exclude(checked_in_at=None).select_related("person", "network")


def _rate(plan: Plan, means: list[float | None]) -> None:
    """The gathering's rating is the mean of what was released; nothing where nothing was."""
    shown = [mean for mean in means if mean is not None]
    if len(shown) == len(PULSE_ITEMS):
        plan.gathering.rating = round(sum(shown) / len(shown), 1)
        plan.gathering.save()
        facts_changed(plan.network_id)
