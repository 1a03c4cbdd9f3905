import json

import pytest

from factories import Cast
from vierspan.workspace.acts import actions, queries
from vierspan.workspace.acts.models import EXISTENCE_ONLY, Act
from vierspan.workspace.exchange.exports import shown_records
from vierspan.workspace.insight import facts, runs, sheets
from vierspan.workspace.insight.facts import Facts


@pytest.mark.parametrize("kind", sorted(EXISTENCE_ONLY))
def test_what_is_done_in_confidence_counts_and_is_read_nowhere(cast: Cast, kind: str) -> None:
    actions.record_existence(cast.bob, kind)
    act = Act.objects.of(cast.network.pk).get(kind=kind)
    assert (act.subject, act.touched, act.note) == ("", [], "")
    run = runs.make(cast.network.pk)
    assert kind in runs.unpacked(run.acts)["kind"].to_list()
    for reader in (cast.alice, cast.bob):
        assert kind not in [each.kind for each in queries.feed(reader).rows]
        assert kind not in queries.kinds_noted(reader)
        assert str(act.pk) not in [row.id for row in sheets.sheet(reader, "acts").page.rows]
        assert kind not in sheets.tally(reader, "acts", "kind")
        listed = facts.facts(reader, run, Facts(table="ledger", count=0))
        assert str(act.pk) not in [row.id for row in listed.page.rows]
        assert kind not in json.dumps(shown_records(reader).table("acts")["kind"].to_list())


def test_what_somebody_notes_of_it_in_their_own_words_is_theirs_to_tell(cast: Cast) -> None:
    actions.note(cast.bob, "Feedback gegeven aan Anna")
    assert "feedback.given" in [each.kind for each in queries.feed(cast.bob).rows]


def test_only_acts_in_confidence_are_recorded_without_more(cast: Cast) -> None:
    with pytest.raises(ValueError, match="drafted"):
        actions.record_existence(cast.bob, "rule.drafted")
