"""Four opportunities in the demo: one with coalitions to choose from and answers, one idea, one that became an
initiative and one let go. Nobody gets a mail of them."""

from datetime import timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party, Person, Theme
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities.models import Bring, Opportunity, Partner, Requirement, Source
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.networks.models import Network

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "open": (
            "Eén nachtteam voor twee gemeenten",
            "Wie 's nachts hulp nodig heeft, krijgt binnen een half uur iemand aan huis, van wie dan ook. Nu rijden "
            "drie auto's langs elkaar heen.",
            "De verzekeraar koopt vanaf het voorjaar per regio in. Wie nu samen begint, bepaalt mee hoe.",
        ),
        "takes": (
            ("competence", "Verpleegkundigen voor de nacht", True, 2),
            ("mandate", "Besluit over de inkoop van zorg", True, 1),
            ("means", "Een auto en een telefoonlijn", True, 1),
            ("competence", "Vrijwilligers die waken", False, 1),
        ),
        "need": "Mantelzorgers willen één nummer dat ook om drie uur opneemt",
        "said": ("Twee verpleegkundigen op vaste nachten", "Onze telefoonlijn blijft de hele nacht open"),
        "remark": "Kunnen we eerst met twee wijken beginnen?",
        "reason": "Dit jaar geen mensen voor, volgend najaar graag",
        "idea": (
            "Leerlingen die meelopen bij thuisblijvers",
            "Leerlingen leren het vak, ouderen hebben gezelschap en de scholen hun stageplekken.",
            "De opleiding zoekt vóór de zomer nieuwe plekken.",
        ),
        "gone": ("Samen een gebouw kopen", "Eén huis voor drie balies."),
        "gone_why": "De rente maakt het te duur, en de balies willen juist de wijken in.",
    },
    "en": {
        "open": (
            "One night team for two municipalities",
            "Whoever needs help at night has somebody at home within half an hour, whoever sends them. Now three cars "
            "pass each other.",
            "From spring on the insurer buys by region. Who begins together now has a say in how.",
        ),
        "takes": (
            ("competence", "Nurses for the night", True, 2),
            ("mandate", "A decision on buying care", True, 1),
            ("means", "A car and a telephone line", True, 1),
            ("competence", "Volunteers who sit up", False, 1),
        ),
        "need": "Carers want one number that also answers at three in the morning",
        "said": ("Two nurses on fixed nights", "Our telephone line stays open all night"),
        "remark": "Could we begin with two neighbourhoods?",
        "reason": "Nobody to spare this year; next autumn gladly",
        "idea": (
            "Pupils who keep company to who stays at home",
            "Pupils learn the trade, older people have company, and the schools have their placements.",
            "The school looks for new places before summer.",
        ),
        "gone": ("Buy a building together", "One house for three desks."),
        "gone_why": "Interest rates make it too dear, and the desks want to be in the neighbourhoods.",
    },
}
# Per requirement of the open one: places in the list of parties that bring it, and whether they said so themselves.
BRINGS = (((0, True), (3, False), (6, None)), ((1, True), (4, None)), ((2, None), (7, True)), ((5, True), (8, None)))
ANSWERED = ((0, "interested"), (1, "interested"), (2, "invited"), (9, "not_now"))


def add_opportunities(network: Network, author: Person) -> None:
    parties = list(Party.objects.of(network.pk).filter(left_on=None).order_by("ring", "name")[:12])
    if len(parties) <= max(at for at, _state in ANSWERED):
        return
    said = WORDS[network.language]
    themes = list(Theme.objects.of(network.pk).filter(retired_on=None).order_by("-priority", "name"))
    row = _framed(network, author, said["open"], "looking", themes[:1], days=24)
    row.least, row.most = 3, 6
    row.save()
    _made_of(network, row, parties[5], said["need"])
    _takes(network, row, parties, said["takes"])
    _asked(network, row, author, parties, said)
    _framed(network, author, said["idea"], "idea", themes[1:2], days=9)
    gone = _framed(network, author, (*said["gone"], ""), "let_go", themes[2:3], days=120)
    gone.let_go_on, gone.let_go_why = clock.today() - timedelta(days=40), said["gone_why"]
    gone.save()
    _became(network, author)


def _became(network: Network, author: Person) -> None:
    """The last initiative was an opportunity before, made of the oldest signal."""
    rows = Initiative.objects.of(network.pk).filter(state="active").exclude(started_on=None)
    made = rows.order_by("-started_on", "name").first()
    signal = Signal.objects.of(network.pk).exclude(spotted_on=None).order_by("spotted_on", "name").first()
    if made is None or made.started_on is None or signal is None:
        return
    row = _framed(network, made.initiator or author, (made.name, "", ""), "initiative", [], days=0)
    row.framed_on, row.became_on = made.started_on - timedelta(days=70), made.started_on
    row.initiative, row.themes = made, made.themes
    row.save()
    Source(network=network, opportunity=row, kind="signal", signal=signal, words=signal.name).save()
    seats = Seat.objects.of(network.pk).filter(initiative=made, state="joined").exclude(party=None)
    for party in sorted({each.party_id for each in seats if each.party_id}, key=str)[:4]:
        partner = Partner(network=network, opportunity=row, party_id=party, state="interested", is_chosen=True)
        partner.invited_on = made.started_on - timedelta(days=50)
        partner.answered_on = made.started_on - timedelta(days=40)
        partner.save()


def _framed(
    network: Network, author: Person, words: tuple[str, str, str], stage: str, themes: list[Theme], *, days: int
) -> Opportunity:
    name, about, why_now = words
    row = Opportunity(network=network, name=name, about=about, why_now=why_now, author=author, party=author.party)
    row.stage, row.framed_on = stage, clock.today() - timedelta(days=days)
    row.themes = [str(each.pk) for each in themes]
    row.save()
    return row


def _made_of(network: Network, row: Opportunity, party: Party, need: str) -> None:
    for signal in Signal.objects.of(network.pk).exclude(stage="retired").order_by("-spotted_on", "name")[:2]:
        Source(network=network, opportunity=row, kind="signal", signal=signal, words=signal.name).save()
    Source(network=network, opportunity=row, kind="need", party=party, words=need).save()


def _takes(network: Network, row: Opportunity, parties: list[Party], takes: Any) -> None:
    for (kind, name, is_must, count), brings in zip(takes, BRINGS, strict=True):
        asked = Requirement(network=network, opportunity=row, kind=kind, name=name, is_must=is_must, parties=count)
        asked.save()
        for at, confirmed in brings:
            bring = Bring(network=network, requirement=asked, party=parties[at], confirmed=confirmed or None)
            bring.confirmed_on = clock.today() if confirmed else None
            bring.save()


def _asked(network: Network, row: Opportunity, author: Person, parties: list[Party], said: Any) -> None:
    brings = iter(said["said"])
    for at, state in ANSWERED:
        person = Person.objects.of(network.pk).filter(party=parties[at]).order_by("name").first()
        partner = Partner(network=network, opportunity=row, party=parties[at], person=person, state=state)
        partner.invited_by, partner.invited_on = author, clock.today() - timedelta(days=5)
        if state != "invited":
            partner.answered_on, partner.answered_by = clock.today() - timedelta(days=2), person
        partner.brings = next(brings, "") if state == "interested" else ""
        partner.reason = said["reason"] if state == "not_now" else ""
        partner.remark = said["remark"] if at == 1 else ""
        partner.save()
