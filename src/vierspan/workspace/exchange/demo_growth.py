"""Growth in the demo: a wish, tries, lines of the log, a buddy, and what came of one thing for several."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.leadership.growth.models import Entry, OwnIntervention, Pair, Seen, Shared, TryOut, Wish
from vierspan.workspace.leadership.growth.releasing import tell_when_enough
from vierspan.workspace.networks.models import Network

MAKEOVER, SLOT = 18, 23  # numbers of the library
EFFECTS = (4, 5, 3, 4, 4, 2)  # of the six who let theirs be counted
NAMED_EFFECT = 5
WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "why": "Ik praat de bijeenkomst vol. Ik wil dat anderen het werk doen.",
        "makeover": "Een andere bijeenkomst",
        "slot": "Vijf minuten signalen",
        "planned": "Vijf minuten aan het begin: ieder een signaal van buiten. Ik zeg zelf niets.",
        "done": "Eerst alleen nadenken, dan in tweetallen, dan pas samen.",
        "came": "De stille mensen begonnen. Het liep tien minuten uit, en dat was het waard.",
        "saw": "Je wachtte na je vraag. Je telde bijna hoorbaar tot tien, en toen kwam Yusuf.",
        "message": "Ik probeerde iets anders in de opbouw. Wat zag je?",
        "lines": (
            "Als ik wacht, komt er meer dan als ik help.",
            "Na een half uur keek ik weer op mijn lijst. Volgende keer ligt die in mijn tas.",
        ),
        "theirs": "Ik durfde te zeggen dat ik het niet wist. Niemand vond dat gek.",
        "ask_saw": "Ik wachtte met mijn eigen mening tot het einde. Merkte je er iets van?",
        "asks": "Zullen we elkaar bellen na elke bijeenkomst?",
        "named": "We begonnen met één vraag en tien minuten stilte. Daarna ging het vanzelf.",
        "own": (
            "Met z'n tweeën de wijk in",
            "Twee partijen praten over bewoners zonder ze te spreken.",
            "Vraag een collega van een andere partij om een middag samen langs drie mensen te gaan.",
            "maak er geen werkbezoek van met een verslag.",
        ),
    },
    "en": {
        "why": "I fill the gathering with talk. I want the others to do the work.",
        "makeover": "A different gathering",
        "slot": "Five minutes of signals",
        "planned": "Five minutes at the start: a signal from outside by each. I say nothing myself.",
        "done": "Think alone first, then in pairs, and only then together.",
        "came": "The quiet ones began. It ran ten minutes over, and that was worth it.",
        "saw": "You waited after your question. You nearly counted to ten out loud, and then Yusuf spoke.",
        "message": "I tried another order. What did you see?",
        "lines": (
            "When I wait, more comes than when I help.",
            "After half an hour I looked at my list again. Next time it stays in my bag.",
        ),
        "theirs": "I dared to say that I did not know. Nobody thought it odd.",
        "ask_saw": "I kept my own opinion for the end. Did you notice?",
        "asks": "Shall we call each other after every gathering?",
        "named": "We began with one question and ten minutes of silence. After that it went by itself.",
        "own": (
            "Into the neighbourhood, two by two",
            "Two parties speak of residents without speaking to them.",
            "Ask a colleague of another party to spend an afternoon visiting three people together.",
            "do not make it a working visit with a report.",
        ),
    },
}


def add_growth(network: Network, person_id: UUID) -> None:
    """Written down without acts and letters: the demo's figures and handles stay what they were."""
    words, today = WORDS.get(network.language, WORDS["en"]), clock.today()
    me = Person.objects.of(network.pk).get(pk=person_id)
    others = list(Person.objects.of(network.pk).exclude(party=me.party_id).exclude(party=None).order_by("name")[:8])
    wish = Wish.objects.create(network=network, person=me, kind="pole", what="FD_lo", why=words["why"])
    done = _done(network, me, words, effect=4, on=today - timedelta(days=16), wish=wish)
    Seen.objects.create(
        network=network,
        try_out=done,
        person=others[0],
        message=words["message"],
        asked_on=today - timedelta(days=16),
        saw=words["saw"],
        answered_on=today - timedelta(days=14),
    )
    _planned(network, me, words, wish)
    for back, line in zip((14, 5), words["lines"], strict=True):
        Entry.objects.create(
            network=network, person=me, try_out=done, words=line, written_on=today - timedelta(days=back)
        )
    _buddies(network, me, others, words)
    _asking(network, me, others, words)
    _own(network, others[2], words["own"])
    _worked(network, others, words)


def _planned(network: Network, me: Person, words: dict[str, Any], wish: Wish) -> None:
    today = clock.today()
    coming = Gathering.objects.of(network.pk).filter(held_on__gt=today).order_by("held_on").first()
    TryOut.objects.create(
        network=network,
        person=me,
        wish=wish,
        number=SLOT,
        name=words["slot"],
        plan=words["planned"],
        gathering=coming,
        initiative=Initiative.objects.of(network.pk).filter(state="active").order_by("name").first(),
        due_on=coming.held_on if coming else today + timedelta(days=6),
        reminds=False,
    )


def _done(network: Network, person: Person, words: dict[str, Any], **more: Any) -> TryOut:
    told = {"came": words["came"], "plan": words["done"], "again": "yes", "reminds": False, **more}
    on = told.pop("on")
    made = TryOut(network=network, person=person, number=MAKEOVER, name=words["makeover"], state="done", **told)
    made.due_on = made.done_on = on
    made.save()
    return made


def _buddies(network: Network, me: Person, others: list[Person], words: dict[str, Any]) -> None:
    """One to practise with, who shared a line, and one who asks."""
    today = clock.today()
    Pair.objects.create(
        network=network,
        asker=me,
        asked=others[0],
        asked_on=today - timedelta(days=40),
        began_on=today - timedelta(days=38),
    )
    Pair.objects.create(
        network=network, asker=others[1], asked=me, message=words["asks"], asked_on=today - timedelta(days=2)
    )
    line = Entry.objects.create(
        network=network, person=others[0], words=words["theirs"], written_on=today - timedelta(days=9)
    )
    Shared.objects.create(network=network, entry=line, person=me, shared_on=today - timedelta(days=9))


def _asking(network: Network, me: Person, others: list[Person], words: dict[str, Any]) -> None:
    """A try of the co-ordinator's that is over and waits for a note, and somebody who asks what she saw of theirs."""
    today = clock.today()
    over = TryOut(network=network, person=me, number=MAKEOVER, name=words["makeover"], plan=words["done"])
    over.due_on, over.reminds = today - timedelta(days=3), False
    over.save()
    theirs = _done(network, others[3], words, effect=3, on=today - timedelta(days=4))
    Seen.objects.create(
        network=network, try_out=theirs, person=me, message=words["ask_saw"], asked_on=today - timedelta(days=4)
    )


def _own(network: Network, author: Person, told: tuple[str, str, str, str]) -> None:
    name, when, first_step, risk = told
    OwnIntervention.objects.create(
        network=network,
        number=1001,
        orientation="developer",
        polarity={"PT": -1, "CC": -1},
        moments=["staying_away", "role_not_granted"],
        name=name,
        when=when,
        first_step=first_step,
        risk=risk,
        author=author,
    )


def _worked(network: Network, others: list[Person], words: dict[str, Any]) -> None:
    """Six of several parties let theirs be counted, and one tells it by name."""
    today = clock.today()
    for back, (person, effect) in enumerate(zip(others[1:7], EFFECTS, strict=True)):
        _done(network, person, words, effect=effect, on=today - timedelta(days=30 + back), counts="counted", came="")
    on = today - timedelta(days=21)
    _done(network, others[7], words, effect=NAMED_EFFECT, on=on, counts="named", came=words["named"], was_counted=False)
    tell_when_enough(network.pk, MAKEOVER)
