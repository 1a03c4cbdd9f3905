"""Three decisions in the demo: one open with an objection, one on which advice is asked, one that is closed. Nobody
gets a mail of them, and they leave no acts, so that the mirror of the demo stays what it is."""

from datetime import timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives.deciding.counting import in_figures
from vierspan.workspace.initiatives.deciding.models import Amendment, Question, Stand, Voice
from vierspan.workspace.initiatives.deciding.queries import of_question
from vierspan.workspace.initiatives.models import Decision, Position
from vierspan.workspace.networks.models import Network

VOICES = 5
WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "open": (
            "Delen we vanaf januari één rooster voor de nacht?",
            "Vanaf 1 januari plannen we de nachten in één gezamenlijk rooster, eerst voor een half jaar.",
            "Nu rijden er soms drie auto's door dezelfde straat. Het rooster kost elke partij twee uur per week.",
        ),
        "objection": "Onze cao vraagt een rooster dat acht weken vooruit vaststaat. Zonder dat vallen nachten uit.",
        "met": (
            "We plannen de nachten in één gezamenlijk rooster.",
            "Het gaat in op 1 januari en eerst voor een half jaar, zodat we kunnen stoppen als het niet werkt.",
            "We weten niet of dit werkt, en zitten er dan voorgoed aan vast.",
        ),
        "agreed": ("Goed zo.", "Laten we het proberen."),
        "advice": (
            "Welke huisstijl krijgt de folder over de nachtzorg?",
            "Eén folder voor alle bewoners, in de stijl van het netwerk of van de gemeente.",
            "Het drukwerk moet voor de zomer af.",
        ),
        "given": "Neem de stijl van het netwerk: mensen kennen die van de wijkkrant.",
        "closed": (
            "Doen we mee aan de landelijke proef?",
            "We melden ons aan met twee wijken.",
            "De proef geeft geld voor een jaar, en vraagt een verslag.",
            "We doen mee met twee wijken. Wie het verslag schrijft, spreken we in september af.",
        ),
    },
    "en": {
        "open": (
            "Do we share one roster for the night from January?",
            "From 1 January we plan the nights in one shared roster, for half a year to begin with.",
            "Now three cars sometimes drive through one street. The roster costs each party two hours a week.",
        ),
        "objection": "Our labour agreement asks for a roster fixed eight weeks ahead. Without it nights drop out.",
        "met": (
            "We plan the nights in one shared roster.",
            "It begins on 1 January and for half a year, so that we can stop when it does not work.",
            "We do not know whether this works, and would be tied to it for good.",
        ),
        "agreed": ("Good.", "Let us try it."),
        "advice": (
            "In which style do we print the leaflet on night care?",
            "One leaflet for all residents, in the style of the network or of the municipality.",
            "It must be printed before the summer.",
        ),
        "given": "Take the style of the network: people know it from the local paper.",
        "closed": (
            "Do we take part in the national trial?",
            "We sign up with two neighbourhoods.",
            "The trial gives money for a year, and asks for a report.",
            "We take part with two neighbourhoods. Who writes the report we agree on in September.",
        ),
    },
}


def add_decisions(network: Network) -> None:
    words = WORDS[network.language]
    parties = list(Party.objects.of(network.pk).exclude(ring="environment").order_by("name")[:VOICES])
    lead = Person.objects.of(network.pk).exclude(email="").order_by("name").first()
    initiative = Initiative.objects.of(network.pk).filter(state="active").order_by("name").first()
    about = {"initiative": initiative, "opener": None, "decider": None}
    _open(network, words, parties, about)
    _advice(network, words, parties, {**about, "decider": lead})
    _closed(network, words, parties, about)


def _open(network: Network, words: dict[str, Any], parties: list[Party], about: dict[str, Any]) -> None:
    """By consent, in its second round: one objection was met, and another stands."""
    rule = {"rule": "consent", "rounds": 3, "round": 2, "fallback": "qualified", "quorum": "1/2"}
    row, voices = _put(network, words["open"], parties, {**about, **rule, "due_on": clock.today() + timedelta(days=10)})
    was, how, reason = words["met"]
    _say(row, voices[1], "objection", reason, round=1, ended="amended", how=how)
    Amendment.objects.create(
        network=network, question=row, round=2, was=was, became=row.proposal, why=how, on=clock.today()
    )
    _say(row, voices[0], "yes", words["agreed"][0], round=1)
    _say(row, voices[1], "yes", words["agreed"][1], round=2)
    _say(row, voices[2], "objection", words["objection"], round=2)


def _advice(network: Network, words: dict[str, Any], parties: list[Party], about: dict[str, Any]) -> None:
    due = {"rule": "advice", "due_on": clock.today() + timedelta(days=6)}
    row, voices = _put(network, words["advice"], parties[:3], {**about, **due})
    _say(row, voices[0], "advice", words["given"], round=1)


def _closed(network: Network, words: dict[str, Any], parties: list[Party], about: dict[str, Any]) -> None:
    *texts, outcome = words["closed"]
    row, voices = _put(network, tuple(texts), parties, {**about, "rule": "majority", "quorum": "1/2"})
    for voice, word in zip(voices, ("yes", "yes", "abstain", "yes"), strict=False):
        _say(row, voice, word, "", round=1)
    seen = of_question(row)
    row.ruling = in_figures(seen.count, seen.voices) | {"round": 1}
    row.state, row.outcome_text = "closed", outcome
    row.review_on = clock.today() + timedelta(days=180)
    row.save()
    closed = {"outcome": "adopted", "closed_on": clock.today() - timedelta(days=20), "review_on": row.review_on}
    Decision.objects.of(network.pk).filter(pk=row.pk).update(**closed)


def _put(
    network: Network, texts: tuple[str, ...], parties: list[Party], about: dict[str, Any]
) -> tuple[Question, list[Voice]]:
    name, proposal, background = texts
    row = Question(network=network, state="open", name=name, proposal=proposal, background=background, **about)
    method = "majority" if row.rule == "majority" else row.rule
    row.decision = Decision.objects.create(
        pk=row.pk,
        network=network,
        name=name,
        initiative=row.initiative,
        method=method,
        opened_on=clock.today() - timedelta(days=30 if row.rule == "majority" else 4),
        due_on=row.due_on,
    )
    row.save()
    return row, [Voice.objects.create(network=network, question=row, party=party) for party in parties]


def _say(row: Question, voice: Voice, word: str, reason: str, **about: Any) -> None:
    assert row.decision is not None  # noqa: S101 - it is open
    position = Position.objects.create(
        network=row.network, decision=row.decision, party=voice.party, position=word, taken_on=clock.today()
    )
    if about.get("ended"):
        position.resolved_on = clock.today()
        position.save()
    Stand.objects.create(
        network=row.network,
        position=position,
        question=row,
        voice=voice,
        word=word,
        reason=reason,
        way="leader",
        **about,
    )
