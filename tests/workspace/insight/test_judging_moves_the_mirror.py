"""What is judged in the room of the course shows in the mirror, and takes a handle away."""

import pytest

from vierspan.workspace.course import coherence
from vierspan.workspace.course.actions import judging
from vierspan.workspace.course.actions.judging import Said
from vierspan.workspace.course.models import Activity
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.networks.queries import actor_for


@pytest.mark.django_db
def test_the_blank_theme_is_no_handle_any_more_once_an_activity_serves_it() -> None:
    network, user = load_demo("en")
    actor = actor_for(user, network.slug)
    before = queries.current_run(actor)
    assert any(each.finder == "course.blank_theme" for each in queries.today(actor, before).active)
    night = Theme.objects.of(network.pk).get(external_id="nachtzorg")
    judged = {activity for activity, theme in coherence.judged_squares(actor) if theme == night.pk}
    fresh = next(each for each in coherence.live_activities(actor) if each.pk not in judged)
    assert isinstance(fresh, Activity)
    judge = coherence.judges(actor)[0]
    judging.judge(actor, (fresh.pk, night.pk), Said(judge=judge.id, score=3, reason="from tonight on"))
    after = runs.make(network.pk)
    assert not any(each.finder == "course.blank_theme" for each in queries.today(actor, after).active)
    acts = runs.unpacked(after.acts)
    mine = acts.filter((acts["kind"] == "contribution.judged") & (acts["person"] == str(actor.person_id)))
    assert str(night.pk) in mine["subject"].to_list()
    assert mine.filter(mine["subject"] == str(night.pk))["orientation"].to_list()[-1] == "strategist"
