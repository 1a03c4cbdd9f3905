"""Dilemmas in the demo: a thought of one's own, and one that a colleague shows."""

from datetime import timedelta
from uuid import UUID

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.dilemmas.actions import SHOWN_FOR
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought
from vierspan.workspace.networks.models import Membership, Network

WORDS = {
    "nl": (
        "De wethouder belt altijd mij. De volgende keer vraag ik of Yusuf het verhaal doet, en ga ik naast hem zitten.",
        "Ik vraag steeds dezelfde drie, omdat die ja zeggen. Zullen we samen bedenken wie we overslaan?",
    ),
    "en": (
        "The alderman always rings me. Next time I ask Yusuf to tell the story, and sit beside him.",
        "I keep asking the same three, because they say yes. Shall we think together about whom we pass over?",
    ),
}


def add_dilemmas(network: Network, person_id: UUID) -> None:
    """Written down without letters."""
    mine, theirs = WORDS.get(network.language, WORDS["en"])
    today = clock.today()
    Thought(
        network=network, person_id=person_id, card="ownership", words=mine, written_on=today - timedelta(days=12)
    ).save()
    author = _colleague(network, person_id)
    if author is None:
        return
    on = today - timedelta(days=4)
    thought = Thought(network=network, person=author, card="same_people", words=theirs, written_on=on)
    thought.save()
    Shown(
        network=network, thought=thought, recipient_id=person_id, words=theirs, shared_on=on, ends_on=on + SHOWN_FOR
    ).save()


def _colleague(network: Network, person_id: UUID) -> Person | None:
    """Somebody of another party who can sign in."""
    held = Membership.objects.of(network.pk).current().exclude(person_id=None).exclude(person_id=person_id)
    people = Person.objects.of(network.pk).filter(pk__in=held.values("person_id"))
    mine = Person.objects.of(network.pk).get(pk=person_id)
    return people.exclude(party=mine.party_id).order_by("name").first()
