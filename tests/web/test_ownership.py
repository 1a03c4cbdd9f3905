"""The page on face and ownership, for the person concerned and for others."""

from datetime import timedelta

from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.directory.models import Party


def page(cast: Cast, name: str) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client.get(f"/n/{cast.network.slug}/course/ownership/").content.decode()


def furnish(cast: Cast) -> None:
    """Alice speaks often, and in the second wave fewer parties call the network theirs."""
    for back in range(12):
        day = clock.today() - timedelta(weeks=back)
        Act(network=cast.network, kind="network.represented", person=cast.alice.person_id, done_on=day).save()
    for days, scores in ((200, (5, 5, 4)), (20, (5, 2, 1))):
        for party, score in zip(Party.objects.of(cast.network.pk), scores, strict=True):
            row = PulseResult(network=cast.network, item="ownership", party=party, score=score)
            row.asked_on = clock.today() - timedelta(days=days)
            row.save()
    acts.facts_changed(cast.network.pk)


def test_with_little_on_record_it_says_so_and_asks_the_questions(cast: Cast) -> None:
    found = page(cast, "bob")
    assert "From 10 on we say how they are spread" in found
    assert "Questions to ask each other" in found
    assert "Taking turns as the face" in found


def test_the_face_reads_it_first_and_shares_it_when_they_will(cast: Cast) -> None:
    furnish(cast)
    mine = page(cast, "alice")
    assert "You are the face of the network, and fewer parties call it theirs" in mine
    assert "Only you see this until you share it." in mine
    theirs = page(cast, "bob")
    assert "33% of the parties call the network theirs" in theirs
    assert "is shown to that person first" in theirs
    assert "Alice" not in theirs
    assert "67 percentage points lower" in theirs


def test_guests_and_other_networks_stay_out(cast: Cast) -> None:
    client = Client()
    for name, status in (("gus", 403), ("dirk", 404)):
        client.force_login(User.objects.get(email=f"{name}@example.org"))
        assert client.get(f"/n/{cast.network.slug}/course/ownership/").status_code == status
