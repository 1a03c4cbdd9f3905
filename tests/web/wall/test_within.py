"""Who is in the network: what their role says, and no more."""

import pytest
from django.test import Client

from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import RULES, Do
from wall_addresses import ABSENT, NOBODY, OF_NETWORK, Address, ask, same, tried
from wall_world import ROLES, World

pytestmark = pytest.mark.django_db

# What is there only for the people named in it, whatever their role: in both networks the leader, and nobody else.
PERSONAL = {
    "wish_id",
    "try_id",
    "entry_id",
    "seen_id",
    "pair_id",
    "case_id",
    "named_id",
    "feedback_id",
    "asked_id",
    "ask_id",
    "remark_id",
    "own_side_id",
    "of_voice_id",
    "own_answers_id",
    "mirror_share_id",
    "thought_id",
    "shown_thought_id",
    "questions_id",
}
# What is not there in these networks: a logo, a picture, a text that five others stand beside, hours that nobody was
# asked for; and a draft, which is for who writes it.
NOT_HERE = {
    "n/<slug:slug>/logo/",
    "n/<slug:slug>/course/outward/news/<uuid:post_id>/",
    "n/<slug:slug>/course/outward/news/<uuid:post_id>/picture/",
    "n/<slug:slug>/course/choices/hours/<uuid:activity_id>/",
    "n/<slug:slug>/conditions/reflection/pulse/<uuid:round_id>/texts/<int:place>/hide/",
    # A term that does not rise here; how it stands with a source, which only a part of a page asks for; and how the
    # role of process manager is seen, which is for who holds it and the leaders.
    "n/<slug:slug>/horizon/rising/term/",
    # What a holder writes for who comes next, which is for that holder.
    "n/<slug:slug>/leadership/roles/<uuid:role_id>/handover/words/",
    "n/<slug:slug>/horizon/sources/<uuid:source_id>/state/",
    "n/<slug:slug>/initiatives/recognised/",
}


def may(role: Role | None, address: Address) -> bool:
    return role is not None and address.needs is not None and role.reaches(address.needs)


@pytest.mark.parametrize("role", [role for role, part in ROLES.items() if part])
def test_within_the_network_everybody_may_do_what_their_role_says_and_no_more(
    world: World, knockers: dict[str, Client], role: str
) -> None:
    slips = []
    for address, method in tried(OF_NETWORK, role):
        reply = ask(knockers[role], method, address, address.filled(world.ours.slug, world.ours.objects))
        wrong = reply.status_code >= 500
        if may(ROLES[role], address):
            is_for_others = role != "lead" and bool(PERSONAL & set(address.parameters))
            if address.pattern not in NOT_HERE:
                wrong |= method == "get" and (reply.status_code == 404) != (is_for_others and reply.status_code != 405)
            wrong |= method in ("put", "delete") and reply.status_code != 405 and not _takes(address, method)
        elif RULES[Do(address.rule)].or_owner:
            wrong |= reply.status_code not in (403, 404, 405, 409)
        else:
            wrong |= reply.status_code not in ((403, 405, 422) if address.is_api else (403,))
        if wrong:
            slips.append(f"{method} {address.pattern}: {reply.status_code}")
    assert not slips, "\n".join(slips)


def _takes(address: Address, method: str) -> bool:
    return method == "delete" and address.pattern == "api/v1/networks/<slug>/acts/<uuidstr:act_id>"


@pytest.mark.parametrize("role", ["lead", "guest", "member of both"])
def test_an_object_of_another_network_is_as_absent_as_one_that_never_was(
    world: World, knockers: dict[str, Client], role: str
) -> None:
    slips = []
    for address, method in tried([one for one in OF_NETWORK if one.things], role):
        given = {name: ABSENT.get(name, NOBODY) for name in address.things}
        objects = {name: world.theirs.objects.get(name, NOBODY) for name in address.things}
        theirs = ask(knockers[role], method, address, address.filled(world.ours.slug, objects))
        absent = ask(knockers[role], method, address, address.filled(world.ours.slug, given))
        is_seen = same(theirs, *objects.values()) != same(absent, *given.values())
        if is_seen or theirs.status_code in (200, 302) or theirs.status_code >= 500:
            slips.append(f"{method} {address.pattern}: {theirs.status_code} beside {absent.status_code}")
    assert not slips, "\n".join(slips)
