"""A conversation in confidence of the demo, and what an earlier one taught; everything in it is made up."""

from dataclasses import asdict
from datetime import timedelta

from django.utils import translation

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.conflicts.models import Case, Lesson, Named, Word
from vierspan.workspace.conditions.conflicts.steps import usual
from vierspan.workspace.conditions.models import Rule
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Network

SIDES = ("Marit Hoekema", "Sjoerd Alberda")
WORDS = {
    "nl": {
        "title": "Wie praat er met de wethouder?",
        "about": "Vorige week sprak ik de wethouder, en die had het verhaal al van jou gehoord. Ik voelde me voor het "
        "blok gezet. Ik wil graag dat we zulke gesprekken vooraf afstemmen.",
        "answer": "Dat had ik moeten zeggen. Het kwam onverwacht op een bijeenkomst ter sprake. "
        "Zullen we donderdag bellen?",
        "lesson": "Spreek vooraf af wie een bestuurder spreekt, ook als het maar even tussendoor is.",
    },
    "en": {
        "title": "Who talks with the alderman?",
        "about": "I spoke with the alderman last week, who had heard the story from you already. "
        "I felt put on the spot. I would like us to tune such talks beforehand.",
        "answer": "I should have told you. It came up by surprise at a meeting. Shall we call on Thursday?",
        "lesson": "Agree beforehand who talks with a board member, also when it is only in passing.",
    },
}


def add_conflict(network: Network) -> None:
    words, today = WORDS[network.language], clock.today()
    people = [Person.objects.of(network.pk).get(name=name) for name in SIDES]
    case = Case(network=network, title=words["title"], about=words["about"], state="open", opened_by=people[0])
    with translation.override(network.language):
        case.steps = [asdict(step) for step in usual()]
    case.opened_on, case.step_since = today - timedelta(days=6), today - timedelta(days=6)
    case.save()
    for person in people:
        Named(network=network, case=case, person=person, part="side").save()
    Word(network=network, case=case, by=people[1], text=words["answer"], said_on=today - timedelta(days=4)).save()
    rule = Rule.objects.of(network.pk).filter(topic="conflict").first()
    Lesson(network=network, text=words["lesson"], rule=rule, learned_in=today.replace(month=1, day=1)).save()
