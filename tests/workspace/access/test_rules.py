from uuid import uuid4

import pytest

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import RULES, Do, authorise, may, refusal
from vierspan.workspace.common.errors import NotAllowed


def someone(role: Role) -> Actor:
    return Actor(user_id=uuid4(), network_id=uuid4(), role=role, person_id=uuid4())


def test_every_deed_has_exactly_one_rule() -> None:
    assert set(RULES) == set(Do)


@pytest.mark.parametrize("do", Do)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_a_thing_from_the_least_role_up(do: Do, role: Role) -> None:
    order = [Role.GUEST, Role.OBSERVER, Role.MEMBER, Role.LEAD]
    assert may(someone(role), do) == (order.index(role) >= order.index(RULES[do].least))


def test_a_refusal_says_which_role_is_needed() -> None:
    with pytest.raises(NotAllowed) as refused:
        authorise(someone(Role.MEMBER), Do.MANAGE_MEMBERS)
    assert refused.value.reason == "needs_lead"


def test_who_made_a_thing_may_undo_it_by_account_and_by_person() -> None:
    member = someone(Role.MEMBER)
    assert refusal(member, Do.UNDO_ACT) == "needs_lead_or_owner"
    assert refusal(member, Do.UNDO_ACT, owner_id=uuid4()) == "needs_lead_or_owner"
    assert may(member, Do.UNDO_ACT, owner_id=member.user_id)
    assert may(member, Do.UNDO_ACT, owner_id=member.person_id)


def test_having_made_a_thing_does_not_help_where_the_rule_does_not_say_so() -> None:
    guest = someone(Role.GUEST)
    assert not may(guest, Do.EDIT_NETWORK, owner_id=guest.user_id)


def test_what_is_allowed_passes_in_silence() -> None:
    authorise(someone(Role.LEAD), Do.MANAGE_MEMBERS)
