"""Feedback in the demo: something that the co-ordinator got, something that is offered, and something that is asked."""

import secrets
from datetime import timedelta
from uuid import UUID

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.feedback.models import Ask, Asked, Feedback
from vierspan.workspace.conditions.feedback.queries import hashed
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Network

WORDS = {
    "nl": {
        "got": "Hoe ik de laatste bijeenkomst leidde",
        "helped": "Je liet iedereen eerst alleen nadenken. Daardoor kwamen ook de stille mensen aan het woord.",
        "wished": "Zeg aan het eind hardop wie wat doet. Nu gingen we uiteen zonder afspraak.",
        "question": "Was er genoeg ruimte voor wat schuurt?",
        "answer": "Bijna. Bij het punt over geld ging je snel door.",
        "reply": "Dank je. De volgende keer sluit ik af met een ronde: wie doet wat?",
        "offered": "Hoe je de gemeente aan tafel hield",
        "asked": "Mijn verhaal op de netwerkdag",
        "message": "Eén ding dat werkte en één ding dat anders mag, is genoeg.",
    },
    "en": {
        "got": "How I led the last gathering",
        "helped": "You let everybody think alone first. That way the quiet ones spoke too.",
        "wished": "Say out loud at the end who does what. We parted without an agreement.",
        "question": "Was there enough room for what chafes?",
        "answer": "Nearly. At the point about money you went on quickly.",
        "reply": "Thank you. Next time I close with a round: who does what?",
        "offered": "How you kept the municipality at the table",
        "asked": "My story at the network day",
        "message": "One thing that worked and one thing that may be different is enough.",
    },
}


def add_feedback(network: Network, person_id: UUID) -> None:
    """Written down without acts and letters: the demo's figures and handles stay what they were."""
    words, today = WORDS.get(network.language, WORDS["en"]), clock.today()
    others = list(Person.objects.of(network.pk).exclude(pk=person_id).order_by("name")[:3])
    own = Ask(network=network, by_id=person_id, about="gathering", subject=words["got"], questions=[words["question"]])
    own.asked_on = today - timedelta(days=12)
    own.save()
    asked = _asked(own, others[0])
    asked.answered_on = today - timedelta(days=10)
    asked.save()
    _asked(own, others[1]).save()
    Feedback(
        network=network,
        receiver_id=person_id,
        giver=others[0],
        ask=own,
        state="given",
        subject=words["got"],
        helped=words["helped"],
        wished=words["wished"],
        more=[[words["question"], words["answer"]]],
        given_on=today - timedelta(days=10),
        reply=words["reply"],
        replied_on=today - timedelta(days=9),
    ).save()
    Feedback(
        network=network,
        receiver_id=person_id,
        giver=others[2],
        state="offered",
        subject=words["offered"],
        helped=words["offered"],
    ).save()
    theirs = Ask(network=network, by=others[1], about="act", subject=words["asked"], message=words["message"])
    theirs.save()
    _asked(theirs, Person.objects.of(network.pk).get(pk=person_id)).save()


def _asked(ask: Ask, person: Person) -> Asked:
    """Nobody holds this link: it was never sent."""
    return Asked(network=ask.network, ask=ask, person=person, token_hash=hashed(secrets.token_urlsafe(24)))
