"""Initiatives in the demo: what each is for, a mandate that is a close call, parties that differ, and one that closed.

Nobody gets a mail of it, and nothing here is an act: the handles of the demo stay what they are.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.initiatives.mandate.models import Choice, Estimate, OfWhom
from vierspan.workspace.initiatives.starting.models import (
    Charter,
    Ending,
    Judgement,
    Lesson,
    OwnTemplate,
    Piece,
    Result,
    Turn,
)
from vierspan.workspace.initiatives.starting.ways import WayPhase, WayStep, ours, plain
from vierspan.workspace.networks.models import Network

ESTIMATED, DIFFERS, CLOSED, WENT_BACK, CHOSEN = "respijt", "wijkteams", "infopunt", "een-dossier", "hofje"
# value, feasibility, timing, energy, interest, touched: a breadth of 60 per cent, on the border
ESTIMATES = (
    (5, 4, 4, 4, 5, False),
    (4, 4, 3, 4, 4, False),
    (5, 3, 4, 3, 3, True),
    (4, 4, 4, 4, 2, True),
    (5, 4, 4, 4, 1, False),
)
TEXTS: Mapping[str, Mapping[str, Any]] = {
    "nl": {
        "purposes": {
            "medicatie-aan-huis": "Ouderen thuis krijgen op tijd de goede medicijnen, ook in het weekend. Apotheek, "
            "huisarts en thuiszorg maken er één lijn van.",
            "wijkteams": "Eén team per wijk waar ouderen en hun buren bij terechtkunnen, van welke organisatie het ook "
            "komt.",
            "hofje": "Een hofje met twintig woningen waar oud en jong op elkaar letten, met zorg dichtbij.",
            "valvrij": "In vier dorpen vallen ouderen minder: beter licht, sterkere benen, minder losse kleedjes.",
            "respijt": "Mantelzorgers kunnen dichtbij even op adem komen. Nu moet je daarvoor de streek uit.",
            "digimaatjes": "In elke wijk zijn er mensen die helpen met de telefoon, de tablet en de formulieren.",
            "een-dossier": "Wie thuis zorgt, ziet wat de ander deed. Nu vertelt een oudere hetzelfde vier keer.",
            "huiskamers": "In vijf dorpen is er een plek waar je zonder afspraak binnenloopt, elke dag.",
            "vlot-thuis": "Na het ziekenhuis is thuis alles klaar: hulp, spullen en iemand die belt.",
            "passend-wonen": "Genoeg woningen waar je oud kunt worden, verdeeld over de streek.",
            "vroeg-erbij": "Bij vergeetachtigheid eerder een gesprek, en minder wachten op een antwoord.",
            "vervoer": "Ook zonder auto kom je in het buitengebied bij de dokter en bij je vrienden.",
            "infopunt": "Eén plek waar je met elke vraag over ouder worden terechtkunt.",
            "zorgwinkel": "Samen hulpmiddelen inkopen en uitlenen, in één winkel.",
        },
        "lines": (
            "Onze leden vragen er elke week naar",
            "Graag, als het dicht bij de wijk blijft",
            "We doen mee, maar wie betaalt de nachten?",
            "Dit raakt onze eigen opvang; spreek eerst met ons",
            "Nu niet, we zitten vol tot de zomer",
        ),
        "conditions": "Elk halfjaar vertellen we hoe het gaat. Wie later mee wil doen, kan aansluiten. De naam van het "
        "netwerk gebruiken we alleen op de uitnodiging.",
        "judged": (
            ("on_course", "De drie teams draaien en vinden elkaar"),
            ("attention", "De avonden zijn dun bezet"),
            ("stuck", "Wij krijgen de verwijzingen niet op gang"),
        ),
        "back": "De privacyvraag bleek niet beantwoord. We gaan eerst weer langs bij wie het raakt.",
        "results": (("Het infopunt is open, vier dagen per week", "1.240 bezoekers"), ("Eén telefoonnummer", "")),
        "lessons": (
            "Begin met de vragen die mensen stellen, niet met de folders",
            "Reken een vaste plek voor drie jaar",
        ),
        "returns": "De gemeente houdt het punt open. De lijst met vragen is voor iedereen te gebruiken.",
        "closing": "Het staat, en de gemeente neemt het over.",
        "endings": (
            ("steps", "Tweede plek in Wilgenoord zoeken", "let_go"),
            ("commitments", "Folders opruimen", "done"),
        ),
        "way": ("Proeftuin", "Klein en snel proberen, en dan pas praten over meer.", "Wie doet er zes weken mee?"),
        "tried": ("Een dag samen kijken", "Zes weken proberen"),
        "wanted": "Wat we na zes weken willen weten",
    },
    "en": {
        "purposes": {
            "medicatie-aan-huis": "Older people at home get the right medicines on time, in weekends too. Pharmacy, "
            "doctor and home care make it one line.",
            "wijkteams": "One team in each district where older people and their neighbours can turn, whichever "
            "organisation it comes from.",
            "hofje": "A courtyard with twenty homes where old and young look after each other, with care near by.",
            "valvrij": "In four villages older people fall less: better light, stronger legs, fewer loose rugs.",
            "respijt": "Carers can catch their breath near home. Now they have to leave the region for it.",
            "digimaatjes": "In every district there are people who help with the phone, the tablet and the forms.",
            "een-dossier": "Who cares at home sees what the other did. Now an older person tells the same four times.",
            "huiskamers": "In five villages there is a place to walk into without an appointment, every day.",
            "vlot-thuis": "After hospital all is ready at home: help, things, and somebody who calls.",
            "passend-wonen": "Enough homes in which to grow old, spread over the region.",
            "vroeg-erbij": "With memory loss an earlier talk, and less waiting for an answer.",
            "vervoer": "Without a car too, one gets to the doctor and to friends in the countryside.",
            "infopunt": "One place for every question about growing old.",
            "zorgwinkel": "Buying and lending aids together, in one shop.",
        },
        "lines": (
            "Our members ask for it every week",
            "Gladly, if it stays close to the district",
            "We take part, but who pays for the nights?",
            "This touches our own day care; speak to us first",
            "Not now, we are full until the summer",
        ),
        "conditions": "We tell how it goes every half year. Who wants to join later can. We use the name of "
        "the network on the invitation only.",
        "judged": (
            ("on_course", "The three teams run, and find each other"),
            ("attention", "The evenings are thinly staffed"),
            ("stuck", "We cannot get the referrals going"),
        ),
        "back": "The privacy question turned out not to be answered. First we go back to those it concerns.",
        "results": (("The information point is open four days a week", "1,240 visitors"), ("One telephone number", "")),
        "lessons": (
            "Begin with the questions people ask, not with the leaflets",
            "Reckon on a fixed place for three years",
        ),
        "returns": "The municipality keeps the point open. Everybody may use the list of questions.",
        "closing": "It stands, and the municipality takes it over.",
        "endings": (
            ("steps", "Look for a second place in Wilgenoord", "let_go"),
            ("commitments", "Clear the leaflets", "done"),
        ),
        "way": ("Trial garden", "Try small and fast, and only then talk about more.", "Who takes part for six weeks?"),
        "tried": ("A day of looking together", "Six weeks of trying"),
        "wanted": "What we want to know after six weeks",
    },
}


def add_initiatives(network: Network) -> None:
    said = TEXTS[network.language]
    rows = {each.external_id: each for each in Initiative.objects.of(network.pk)}
    for key, purpose in said["purposes"].items():
        if key in rows:
            _charter(network, rows[key], purpose, said)
    _pieces(network, rows[ESTIMATED])
    _estimates(network, rows[ESTIMATED], said)
    _chosen(network, rows[CHOSEN], said)
    _judged(network, rows[DIFFERS], said)
    _went_back(network, rows[WENT_BACK], said)
    _closed(network, rows[CLOSED], said)
    _own_way(network, said)


def _charter(network: Network, row: Initiative, purpose: str, said: Mapping[str, Any]) -> None:
    returns = said["returns"] if row.external_id == CLOSED else ""
    Charter(network=network, initiative=row, purpose=purpose, returns=returns).save()


def _pieces(network: Network, row: Initiative) -> None:
    """What its way of working wants, up to the phase it is in."""
    way = next(each for each in ours(network.language) if each.key == row.kind)
    there_since = row.started_on
    wanted = [(each.phase, name) for each in way.phases for name in each.wanted]
    for place, (phase, name) in enumerate(wanted):
        is_there = phase in ("explore", "share")
        since = there_since if is_there else None
        Piece(network=network, initiative=row, phase=phase, name=name, place=place, there_since=since).save()


def _parties(network: Network, row: Initiative, most: int) -> list[Party]:
    """The leading party and others, the same ones every time."""
    rest = [each for each in Party.objects.of(network.pk).order_by("external_id") if each.pk != row.party_id]
    return [*([row.party] if row.party else []), *rest][:most]


def _estimates(network: Network, row: Initiative, said: Mapping[str, Any]) -> None:
    """Five of six parties answered: a breadth of 60, just on the border."""
    day = clock.today() - timedelta(days=6)
    parties = _parties(network, row, len(ESTIMATES) + 1)
    for party, numbers, line in zip(parties, ESTIMATES, said["lines"], strict=False):
        value, feasibility, timing, energy, interest, affected = numbers
        Estimate(
            network=network,
            initiative=row,
            party=party,
            asked_on=day,
            answered_on=day,
            value=value,
            feasibility=feasibility,
            timing=timing,
            energy=energy,
            interest=interest,
            affected=affected,
            line=line,
        ).save()
    Estimate(network=network, initiative=row, party=parties[-1], asked_on=day).save()


def _chosen(network: Network, row: Initiative, said: Mapping[str, Any]) -> None:
    made = Choice(
        network=network,
        initiative=row,
        mandate=row.mandate,
        conditions=said["conditions"],
        review_on=clock.today() + timedelta(days=40),
        chosen_on=row.mandate_on,
        person=row.mandate_by,
    )
    made.save()
    for party in _parties(network, row, 3):
        OfWhom(network=network, choice=made, party=party).save()


def _judged(network: Network, row: Initiative, said: Mapping[str, Any]) -> None:
    day = clock.today() - timedelta(days=9)
    for party, (status, line) in zip(_parties(network, row, 3), said["judged"], strict=True):
        Judgement(network=network, initiative=row, party=party, status=status, line=line, judged_on=day).save()


def _went_back(network: Network, row: Initiative, said: Mapping[str, Any]) -> None:
    day = clock.today() - timedelta(days=20)
    turn = Turn(network=network, initiative=row, what="phase", before="agree", after=row.phase, turned_on=day)
    turn.reason, turn.person = said["back"], row.initiator
    turn.save()


def _closed(network: Network, row: Initiative, said: Mapping[str, Any]) -> None:
    day = row.ended_on
    for name, figure in said["results"]:
        Result(network=network, initiative=row, name=name, figure=figure, noted_on=day).save()
    for name in said["lessons"]:
        Lesson(network=network, initiative=row, name=name, noted_on=day).save()
    for table, name, how in said["endings"]:
        Ending(network=network, initiative=row, table=table, name=name, how=how, ended_on=day).save()
    turn = Turn(network=network, initiative=row, what="state", before="active", after=row.state, turned_on=day)
    turn.reason, turn.person = said["closing"], row.initiator
    turn.save()


def _own_way(network: Network, said: Mapping[str, Any]) -> None:
    name, about, question = said["way"]
    first, then = said["tried"]
    steps = (WayStep(first, 1, 3), WayStep(then, 6, 4))
    phases = plain([WayPhase("explore", question, (said["wanted"],), steps)])
    OwnTemplate(network=network, name=name, about=about, kind="exploration", phases=phases).save()
