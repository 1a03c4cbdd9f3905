"""Two mirrors that are shown in the demo: a colleague's to its co-ordinator, and hers to a colleague, with a reply.

The colleague was asked about too, in a round of their own; no act tells of it.
"""

from datetime import timedelta
from random import Random
from types import MappingProxyType
from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.demo_questions import people_of, told_about
from vierspan.workspace.insight import my_mirror
from vierspan.workspace.leadership.profiles.actions import in_two_years
from vierspan.workspace.leadership.profiles.jobs import end_in_time
from vierspan.workspace.leadership.profiles.models import PARTS, Reply, Share
from vierspan.workspace.networks.models import Membership, Network

SEED = 2007
THEIRS, READER = "Fatima Rahmi", "Annelies Kuiper"
RATERS = slice(2, 12)
# How often others see it of the colleague, and how often they do themselves.
SEEN = {"s": 2.6, "e": 2.9, "d": 4.4, "p": 3.1, "fd_lo": 4.2, "fd_hi": 2.1, "pt_lo": 4.3, "pt_hi": 2.6,
        "cc_lo": 4.1, "cc_hi": 2.9, "sb_lo": 3.4, "sb_hi": 3.2}  # fmt: skip
OWN = {"s": 2.4, "e": 3.2, "d": 3.6, "p": 3.3, "fd_lo": 4.0, "fd_hi": 2.3, "pt_lo": 4.1, "pt_hi": 2.9,
       "cc_lo": 3.9, "cc_hi": 3.5, "sb_lo": 3.3, "sb_hi": 3.4}  # fmt: skip
WORDS = MappingProxyType(
    {
        "nl": {
            "theirs": "Ik schrok van hoe weinig ik confronteer. Wil je donderdag een half uur meelopen?",
            "hers": "Jij ziet wie het druk heeft. Waar had ik het laten lopen?",
            "reply": "In de zomer was Bram met verlof en haalde ik de signalen op. Nu doet hij dat weer.",
            "about_acts": "Veel van wat ik buiten hoor, vertel ik aan tafel en schrijf ik niet op.",
        },
        "en": {
            "theirs": "I was startled by how little I confront. Would you walk along for half an hour on Thursday?",
            "hers": "You see who is busy. Where could I have left it to others?",
            "reply": "In summer Bram was on leave and I gathered the signals. Now he does that again.",
            "about_acts": "Much of what I hear outside I tell at the table and do not write down.",
        },
    }
)


def add_mirrors(network: Network, user_id: Any) -> None:
    """When the mirror of the network stands, for what was done is reckoned from it."""
    people = {each.name: each for each in Person.objects.of(network.pk).filter(name__in=(THEIRS, READER))}
    if len(people) < 2:
        return
    words = WORDS[network.language]
    held = Membership.objects.of(network.pk).filter(user=user_id)
    me = Person.objects.of(network.pk).get(pk__in=held.values("person_id"))
    theirs, raters = people[THEIRS], people_of(network, people[THEIRS].pk)[RATERS]
    told_about(network, theirs, raters, days=52, seen=SEEN, own=OWN, chance=Random(SEED))  # noqa: S311 - the same always
    _shown(network, theirs, me, ("own", "seen", "palette"), words["theirs"], days=2)
    for about, said in (("seen.E", words["reply"]), ("done.E", words["about_acts"])):
        Reply(network=network, person=me, about=about, words=said, written_on=clock.today() - timedelta(days=1)).save()
    _shown(network, me, people[READER], PARTS, words["hers"], days=1)


def _shown(network: Network, owner: Person, reader: Person, parts: Any, message: str, *, days: int) -> None:
    """Without a letter; the copy is of today, as nothing of the mirror of back then is kept."""
    member = Membership.objects.of(network.pk).get(person_id=owner.pk)
    actor = Actor(
        user_id=member.user_id,
        network_id=network.pk,
        role=Role.MEMBER,
        person_id=owner.pk,
        language=network.language,
    )
    copy = my_mirror.only(my_mirror.my_mirror(actor), parts)
    on = clock.today() - timedelta(days=days)
    row = Share(network=network, person=owner, recipient=reader, language=network.language, parts=list(parts))
    row.shown, row.sources, row.message = copy.model_dump(mode="json"), copy.sources, message
    row.shared_on, row.ends_on = on, in_two_years(on)
    row.save()
    end_in_time(row)
