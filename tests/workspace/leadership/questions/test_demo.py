"""What the demo asked about leading."""

import pytest

from leadership_circle import make_circle
from vierspan.workspace.exchange.demo_questions import LIST, add_questions
from vierspan.workspace.leadership.questions import queries


@pytest.mark.django_db
def test_the_demo_has_something_of_every_kind_and_one_round_that_runs() -> None:
    circle = make_circle(LIST + 2)
    assert circle.me.person_id is not None
    add_questions(circle.network, circle.me.person_id)
    before, now = queries.released_about(circle.me)
    assert before.closed_on < now.closed_on
    assert all(now.snapshot.cell(each).is_shown for each in ("S", "E", "D", "P", "fd_lo", "sb_hi"))
    assert (now.invited, now.answered) == (14, 12)
    assert len(queries.self_answers(circle.me)) == 2
    needed, lead = queries.needs_said(circle.me), queries.shared_lead(circle.me)
    assert needed is not None and needed.snapshot.cell("need_e").is_shown
    assert lead is not None and lead.snapshot.cell("lead_s").is_shown and len(lead.leads) == 4
    [waiting] = queries.waiting(circle.me)
    assert waiting.round.about is not None
