"""Ties that a survey tells of by name: only between sides that both let it be seen."""

import uuid
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Tie
from vierspan.workspace.directory.surveys.models import Survey

LEAST = 2.0  # "now and then": to know a name is no tie yet


def write(survey: Survey, named: Sequence[Sequence[object]]) -> int:
    """Put the ties of this wave in the place of those of the wave before; how many there are."""
    _end_earlier(survey)
    values = {(str(giver), str(receiver)): float(str(value)) for giver, receiver, value in named}
    ties = {pair: value for pair, value in values.items() if value >= LEAST}
    with translation.override(survey.language):
        kind = _("is in touch with")
    Tie.objects.bulk_create(
        Tie(
            network_id=survey.network_id,
            source=uuid.UUID(giver),
            target=uuid.UUID(receiver),
            kind=kind,
            strength=value,
            directed=True,
            basis="survey",
            since=survey.closed_on,
            confirmed=True if (receiver, giver) in ties else None,
            confirmed_on=survey.closed_on if (receiver, giver) in ties else None,
        )
        for (giver, receiver), value in ties.items()
    )
    return len(ties)


def _end_earlier(survey: Survey) -> None:
    """What an earlier wave told holds until this one, so that two moments can be compared."""
    if survey.follows is None:
        return
    earlier = Tie.objects.of(survey.network_id).filter(basis="survey", until=None)
    earlier.filter(since__lte=survey.follows.closed_on or clock.today()).update(until=survey.closed_on)
