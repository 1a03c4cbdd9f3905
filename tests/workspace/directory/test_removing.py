import pytest

from factories import Cast, id_of
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.course.models import Activity
from vierspan.workspace.directory.actions import notes, removal
from vierspan.workspace.directory.models import Initiative, Note, Party, Person, PrivateNote, Tie
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.networks.models import Membership


def test_what_goes_along_and_what_stays_is_said_before(cast: Cast) -> None:
    bob = id_of(cast.alice, Person, name="Bob")
    told = {(each.model, each.goes): each.rows for each in removal.what_hangs_on(cast.alice, bob)}
    assert told[("initiatives.seat", True)] == 1
    assert told[("leadership.rating", True)] == 1
    assert told[("directory.initiative", False)] == 1
    assert told[("networks.membership", False)] == 1


def test_a_person_taken_out_is_nameless_in_the_acts_and_nowhere_else(cast: Cast) -> None:
    bob = id_of(cast.alice, Person, name="Bob")
    notes.share(cast.alice, bob, "Over Bob")
    notes.write_for_oneself(cast.alice, bob, "Alleen voor mij")
    acts = Act.objects.of(cast.network.pk).count()
    removal.remove(cast.alice, bob)
    assert Act.objects.of(cast.network.pk).count() == acts
    text = str(list(Act.objects.of(cast.network.pk).values("person", "touched")))
    assert str(bob) not in text
    assert not Note.objects.of(cast.network.pk).filter(about=bob).exists()
    assert not PrivateNote.objects.of(cast.network.pk).filter(about=bob).exists()
    assert Initiative.objects.of(cast.network.pk).get(name="Care shop").initiator_id is None
    assert not Membership.objects.of(cast.network.pk).filter(person_id=bob).exists()
    assert insight.has_actors(cast.alice)
    insight.current_run(cast.alice)


def test_a_party_taken_out_leaves_its_people_without_a_party(cast: Cast) -> None:
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    people = list(Person.objects.of(cast.network.pk).filter(party=brink).values_list("pk", flat=True))
    removal.remove(cast.alice, brink)
    assert people
    assert not Person.objects.of(cast.network.pk).filter(pk__in=people).exclude(party=None).exists()
    assert not Tie.objects.of(cast.network.pk).filter(source=brink).exists()
    assert not Seat.objects.of(cast.network.pk).filter(party=brink).exists()
    assert str(brink) not in str(list(Activity.objects.of(cast.network.pk).values_list("parties", flat=True)))
    assert Tie.objects.of(cast.other.pk).count() == 2
    assert insight.has_actors(cast.alice)
    insight.current_run(cast.alice)


def test_only_a_leader_of_this_network_takes_somebody_out(cast: Cast) -> None:
    bob = id_of(cast.alice, Person, name="Bob")
    for actor in (cast.bob, cast.carla):
        with pytest.raises(NotAllowed):
            removal.remove(actor, bob)
        with pytest.raises(NotAllowed):
            removal.what_hangs_on(actor, bob)
    with pytest.raises(NotFound):
        removal.remove(cast.dirk, bob)
    assert Person.objects.of(cast.network.pk).filter(pk=bob).exists()
