"""Rules and give and get in the demo: something told in confidence, other words on the table, how it feels."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import ExchangeKind, FeltBalance, Remark, Reply, Rule
from vierspan.workspace.directory.drafting.models import Endorsement, Proposal
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.networks.models import Network

TAKER = "ziekenhuis-de-linde"
TEXTS: Mapping[str, Mapping[str, Any]] = {
    "nl": {
        "kinds": (
            ("tijd", "Uren van je mensen", "hours"),
            ("kennis", "Training, advies, meekijken", "points"),
            ("ruimte", "Een zaal, een kamer, een keuken", "points"),
            ("spullen", "Te leen of voorgoed", "points"),
            ("contacten", "Iemand voorstellen die verder helpt", "points"),
            ("geld", "Een bijdrage aan de kas of aan een proef", "euro"),
        ),
        "remark": "De stukken voor de besluittafel kwamen twee dagen van tevoren. Ik kon ze met mijn mensen niet meer "
        "bespreken, en ging daarom zonder mandaat aan tafel.",
        "reply": "Dank je dat je het zegt. De begroting kwam laat, en ik had je moeten bellen. Zullen we er dinsdag "
        "even over praten?",
        "words": "Wie niet kan, stuurt iemand die mag beslissen, en praat die vooraf bij.",
        "reason": "Nu komt er wel iemand, maar die weet vaak niet waar het over gaat.",
        "stance": "Graag, maar bij kleine partijen is er niet altijd een tweede.",
    },
    "en": {
        "kinds": (
            ("time", "Hours of your people", "hours"),
            ("knowledge", "Training, advice, a second look", "points"),
            ("room", "A hall, a room, a kitchen", "points"),
            ("things", "On loan or for good", "points"),
            ("contacts", "Introducing somebody who helps further", "points"),
            ("money", "A contribution to the purse or to a trial", "euro"),
        ),
        "remark": "The papers for the decision table came two days ahead. I could not talk them over with my people "
        "any more, and so I came to the table without a mandate.",
        "reply": "Thank you for saying so. The budget came late, and I should have called you. Shall we talk about it "
        "on Tuesday?",
        "words": "Those who cannot come send someone who may decide, and bring them up to date beforehand.",
        "reason": "Somebody does come now, but often does not know what it is about.",
        "stance": "Gladly, but small parties do not always have a second person.",
    },
}


def add_rules(network: Network) -> None:
    """Only what participants would have put there themselves; nobody gets a mail of it."""
    said = TEXTS[network.language]
    _add_kinds(network, said)
    _add_told_in_confidence(network, said)
    _add_other_words(network, said)
    _add_feelings(network)


def _add_kinds(network: Network, said: Mapping[str, Any]) -> None:
    for place, (name, about, unit) in enumerate(said["kinds"]):
        ExchangeKind(network=network, name=name, about=about, unit=unit, place=place).save()


def _add_told_in_confidence(network: Network, said: Mapping[str, Any]) -> None:
    """Somebody tells the co-ordinator what they saw of her; she answered, and nobody else knows."""
    rule = Rule.objects.of(network.pk).get(external_id="stukken-een-week-vooraf")
    observer, marit = (_person(network, each) for each in ("kees-dijkhof", "marit-hoekema"))
    day = clock.today() - timedelta(days=9)
    remark = Remark(
        network=network,
        rule=rule,
        kind="breach",
        observer=observer,
        person=marit,
        text=said["remark"],
        seen_on=day - timedelta(days=2),
        told_on=day,
        stage_on=day,
    )
    remark.save()
    Reply(network=network, remark=remark, by=marit, text=said["reply"], said_at=clock.now() - timedelta(days=8)).save()


def _add_other_words(network: Network, said: Mapping[str, Any]) -> None:
    rule = Rule.objects.of(network.pk).get(external_id="wie-niet-kan-stuurt-iemand")
    author = _person(network, "annelies-kuiper")
    Proposal(
        network=network,
        table="rules",
        row=rule.pk,
        on_version=1,
        text=said["words"],
        reason=said["reason"],
        author=author,
        party=author.party,
        proposed_on=clock.today() - timedelta(days=12),
    ).save()
    with_remark = Party.objects.of(network.pk).filter(external_id__in=("burennet", "kerken-vloedstreek"))
    for party in with_remark:
        Endorsement(
            network=network,
            table="rules",
            row=rule.pk,
            version=1,
            party=party,
            stance="with_remark",
            remark=said["stance"],
            given_at=clock.now() - timedelta(days=20),
        ).save()


def _add_feelings(network: Network) -> None:
    """Who gets most finds it in balance; the one who gives a little more feels that strongly."""
    felt = {TAKER: (4, 4), "zorgtechniek-oost": (5, 2), "gemeente-oosterdal": (4, 3), "burennet": (2, 5)}
    for party in Party.objects.of(network.pk).filter(external_id__in=felt):
        gives, gets = felt[party.external_id]
        day = clock.today() - timedelta(days=16)
        FeltBalance(network=network, party=party, gives=gives, gets=gets, said_on=day, is_shared=True).save()


def _person(network: Network, code: str) -> Person:
    return Person.objects.of(network.pk).select_related("party").get(external_id=code)
