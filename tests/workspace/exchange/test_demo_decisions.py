from factories import Cast
from vierspan.workspace.exchange.demo_decisions import add_decisions
from vierspan.workspace.initiatives.deciding import queries
from vierspan.workspace.initiatives.deciding.models import Question


def test_the_demo_has_one_question_with_objections_one_for_advice_and_one_closed(cast: Cast) -> None:
    add_decisions(cast.network)
    found = {each.rule: each for each in Question.objects.of(cast.network.pk)}
    standing = queries.standing(cast.alice, found["consent"].pk)
    assert standing.count.state == "blocked"
    assert len(standing.objections) == 1
    assert [each.ended for each in standing.before] == ["amended"]
    assert queries.standing(cast.alice, found["advice"].pk).count.state == "waiting"
    assert found["majority"].state == "closed"
    assert found["majority"].ruling["state"] == "adopted"
