import pytest

from factories import Cast, nobody
from vierspan.workspace.acts.errors import LedgerIsAppendOnly
from vierspan.workspace.acts.models import Act


def test_an_act_is_never_changed(cast: Cast) -> None:
    acts = Act.objects.of(cast.network.pk)
    act = acts[0]
    for change in (
        act.save,
        act.delete,
        acts.delete,
        lambda: acts.update(note="x"),
        lambda: acts.bulk_update([act], ["note"]),
    ):
        with pytest.raises(LedgerIsAppendOnly):
            change()
    assert acts.count() == 2


def test_a_person_who_leaves_without_trace_leaves_the_sums(cast: Cast) -> None:
    bob, stand_in = cast.bob.person_id, nobody()
    assert bob is not None
    Act.objects.of(cast.network.pk).anonymise(bob, stand_in)
    acts = list(Act.objects.of(cast.network.pk).order_by("kind"))
    assert [act.kind for act in acts] == ["initiative.started", "network.represented"]
    assert acts[0].person == stand_in
    assert acts[1].touched == [str(stand_in)]
    assert Act.objects.of(cast.other.pk).exclude(person=stand_in).count() == 2


def test_acts_go_with_their_network(cast: Cast) -> None:
    cast.network.delete()
    assert Act.objects.of(cast.network.pk).count() == 0
