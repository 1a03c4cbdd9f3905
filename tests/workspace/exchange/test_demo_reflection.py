"""What the demo looks back on fits what stands in its records."""

import pytest
from django.core import mail

from vierspan.workspace.acts.models import Act
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.conditions.reflection.models import Board, Improvement, Round
from vierspan.workspace.conditions.reflection.queries import improvements, rounds
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.networks.queries import actor_for


@pytest.mark.django_db
def test_the_closed_round_tells_what_stands_in_the_pulse_and_the_other_is_half_way() -> None:
    network, user = load_demo("nl")
    lead = actor_for(user, network.slug)
    closed = Round.objects.of(network.pk).get(state="closed")
    found = rounds.results(lead, closed.pk)
    assert found is not None
    assert closed.closed_on is not None
    rows = PulseResult.objects.of(network.pk).filter(party=None, asked_on=closed.closed_on)
    told = {each.key: (found.cell(each.key).mean, found.cell(each.key).count) for each in found.questions}
    assert told == {row.item: (row.score, str(row.answers)) for row in rows}
    running = Round.objects.of(network.pk).get(state="open")
    assert rounds.progress(lead, running.pk).whole.from_percent == 25
    assert rounds.own_link(lead, running.pk) and not rounds.has_answered(lead, running.pk)
    assert Board.objects.of(network.pk).get().stage == "done"
    assert len(improvements.improvements(lead)) == 3
    subjects = [str(each.pk) for model in (Round, Board, Improvement) for each in model.objects.of(network.pk)]
    assert not Act.objects.of(network.pk).filter(subject__in=subjects).exists(), "the story of the demo stays"
    assert not [letter for letter in mail.outbox if "/pulse/" in letter.body]
