import pytest

from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions, queries
from vierspan.workspace.networks.models import Membership
from vierspan.workspace.networks.scoped import UnscopedRead

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "read",
    [
        list,
        lambda rows: list(rows.filter(role="lead")),
        lambda rows: list(rows.iterator()),
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.first(),
        lambda rows: rows.aggregate(),
        lambda rows: rows.update(role="guest"),
        lambda rows: rows.delete(),
        lambda rows: User.objects.filter(pk__in=rows.values("user_id")).count(),
    ],
)
def test_rows_of_all_networks_at_once_are_refused(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnscopedRead):
        read(Membership.objects.all())


def test_rows_of_one_network_leave_those_of_others_out() -> None:
    anna, bram = User.objects.create_user("anna@a.nl"), User.objects.create_user("bram@b.nl")
    mine, other = actions.create(anna, name="Onze Zorg"), actions.create(bram, name="Andere Zorg")
    assert [each.user for each in Membership.objects.of(mine.id)] == [anna]
    actor = queries.actor_for(bram, other.slug)
    assert [each.user for each in Membership.objects.visible_to(actor).filter(role="lead")] == [bram]
