from typing import Any

import pytest
from django.core.management import call_command

from vierspan.analysis.demo import PLANTED, PROFILE, demo_records
from vierspan.analysis.mirror import look
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.models import Run
from vierspan.workspace.networks.actions import create
from vierspan.workspace.networks.models import Network
from vierspan.workspace.networks.queries import actor_for

pytestmark = pytest.mark.django_db


def test_the_demo_opens_as_its_co_ordinator() -> None:
    network, user = load_demo("nl")
    actor = actor_for(user, network.slug)
    assert user.email == PROFILE.email
    assert actor.person_id is not None
    assert queries.current_run(actor).handles


def test_loading_the_demo_again_makes_it_anew() -> None:
    load_demo("nl")
    call_command("load_demo")
    assert Network.objects.filter(is_demo=True).count() == 1


def test_the_mirror_of_the_stored_demo_is_that_of_its_records() -> None:
    lead = User.objects.create_user("lead@example.org", "Lead", "en")
    network = create(lead, name="Stored", language="en")
    import_records(actor_for(lead, network.slug), demo_records("en", today=clock.today()))
    stored = runs.make(network.pk).picture
    direct = look(demo_records("en", today=clock.today())).picture.model_dump(mode="json")
    assert _but_ties(stored["grounds"]) == _but_ties(direct["grounds"])
    assert _values(stored["overall_done"]) == pytest.approx(_values(direct["overall_done"]))
    for kept, given in zip(stored["orientations"], direct["orientations"], strict=True):
        assert _values(kept["done"]) == pytest.approx(_values(given["done"]))
        assert kept["need"]["need"] == given["need"]["need"]


def test_the_stored_demo_has_the_handles_that_were_planted() -> None:
    network, _ = load_demo("nl")
    found = {handle["finder"] for handle in Run.objects.of(network.pk).get().handles}
    assert found >= {key.partition(":")[0] for key in PLANTED}


def _but_ties(grounds: dict[str, Any]) -> dict[str, Any]:
    return {**grounds, "counts": [count for count in grounds["counts"] if count["table"] != "ties"]}


def _values(sharing: dict[str, object]) -> dict[str, float]:
    figures = {name: part for name, part in sharing.items() if isinstance(part, dict) and "value" in part}
    return {name: figure["value"] for name, figure in figures.items() if figure["value"] is not None}
