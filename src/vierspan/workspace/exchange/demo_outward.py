"""How the demo network shows itself: a page that is public, news, and what was said outside by whom."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.course.positioning.actions import agreeing, appearance, log, news, page, turns
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.networks.models import Network

ACCENT = "#1f5f5b"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="none" stroke="#1f5f5b" stroke-width="6" '
    b'stroke-linecap="round" d="M6 44c9-8 17-8 26 0s17 8 26 0M6 56c9-8 17-8 26 0s17 8 26 0"/><path fill="#1f5f5b" '
    b'd="M32 6 12 23v13c7-3 13-2 20 3 7-5 13-6 20-3V23Z"/></svg>'
)
SHOWN = ("logo", "motto", "about", "identity", "issue", "ambition", "themes", "news", "parties", "contact", "press_kit")
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "motto_nl": "Thuis oud worden, met elkaar geregeld",
        "motto_en": "Growing old at home, arranged together",
        "about_nl": "Wij zijn ruim veertig organisaties voor zorg, wonen en welzijn in de Vloedstreek. Niemand van ons "
        "kan het alleen: samen zorgen we dat ouderen thuis kunnen blijven wonen, met hulp die past.",
        "about_en": "We are more than forty organisations for care, housing and welfare in the Vloedstreek. None of us "
        "can do it alone: together we see to it that older people can stay at home, with help that fits.",
        "identity_en": "We are residents and people from care, housing and welfare. Together we see to it that you can "
        "grow old at home in the Vloedstreek.",
        "issue_en": "More older people, fewer hands: how do we keep good care within reach of everybody?",
        "ambition_en": "In ten years it is an exception that somebody has to leave home because it no longer works.",
        "facts_nl": "De streek telt drie gemeenten.\nWe komen vier keer per jaar met alle partijen bij elkaar.",
        "facts_en": "The region counts three municipalities.\nAll parties meet four times a year.",
    }
)
POSTS = {
    "nl": (
        (
            "Zeven dorpen doen mee met de huiskamer",
            "In zeven dorpen staat sinds deze maand een **huiskamer** open: een plek voor koffie, een vraag en een "
            "praatje.\n\nDat begon met één keukentafel. Vrijwilligers, de woonstichting en het welzijnswerk regelden "
            "het samen:\n\n- de sleutel ligt bij de buren\n- elke dinsdag is er iemand van de wijkzorg\n- wie niet "
            "zelf kan komen, wordt gehaald\n\nWil jouw dorp ook? Schrijf ons.",
        ),
        (
            "Wat we leerden van een jaar proberen",
            "Een jaar geleden begonnen we klein. Niet alles werkte, en dat schrijven we ook op.\n\n> Begin met wie er "
            "al is, niet met een plan.\n\nVolgend jaar gaan we door met wat bewoners zelf belangrijk vonden.",
        ),
        ("Een dag over nachtzorg", "Een eerste opzet. Wie vult aan?"),
    ),
    "en": (
        (
            "Seven villages join the living room",
            "In seven villages a **living room** has been open since this month: a place for coffee, a question and a "
            "talk.\n\nIt began with one kitchen table. Volunteers, housing and welfare arranged it together:\n\n- the "
            "neighbours keep the key\n- every Tuesday somebody of the district nurses is there\n- who cannot come is "
            "fetched\n\nDoes your village want one too? Write to us.",
        ),
        (
            "What we learnt from a year of trying",
            "A year ago we began small. Not everything worked, and we write that down too.\n\n> Begin with who is "
            "there already, not with a plan.\n\nNext year we go on with what residents themselves found important.",
        ),
        ("A day about night care", "A first outline. Who adds to it?"),
    ),
}
SAID = {
    "nl": (
        ("Interview over thuis oud worden", "press", "Dagblad Oost", "lezers in de streek", 12),
        ("Praatje op het congres Langer Thuis", "talk", "De Flint", "collega's uit het land", 40),
        ("Uitleg aan de commissie zorg", "meeting", "Raadhuis", "raadsleden van drie gemeenten", 66),
        ("Gesprek met de zorgverzekeraar", "meeting", "", "inkopers", 95),
        ("Ochtendgesprek op de radio", "radio_tv", "Radio Vloedstreek", "luisteraars", 130),
        ("Bijdrage aan de nieuwsbrief van de provincie", "newsletter", "", "ambtenaren", 171),
        ("Gastles aan studenten", "talk", "Hogeschool Oost-Veld", "studenten zorg en welzijn", 210),
    ),
    "en": (
        ("Interview about growing old at home", "press", "Eastern Daily", "readers in the region", 12),
        ("Talk at the congress on living at home", "talk", "De Flint", "colleagues in the country", 40),
        ("Explained our work to the care committee", "meeting", "Town hall", "councillors of three municipalities", 66),
        ("Conversation with the health insurer", "meeting", "", "buyers of care", 95),
        ("Morning talk on the radio", "radio_tv", "Radio Vloedstreek", "listeners", 130),
        ("Piece in the newsletter of the province", "newsletter", "", "civil servants", 171),
        ("Guest lesson for students", "talk", "Eastern University", "students of care and welfare", 210),
    ),
}
OTHERS = (3, 6)  # what somebody else than the co-ordinator said: she is the face, and that is the point
COMING = {
    "nl": (("Stand op de zorgmarkt", 16), ("Praatje bij de ouderenraad", 37)),
    "en": (("Stand at the care fair", 16), ("Talk to the council of older people", 37)),
}
ON_ROSTER = 5


def add_outward(network: Network, user_id: UUID, person_id: UUID) -> None:
    """Done by the co-ordinator."""
    actor = Actor(
        user_id=user_id, network_id=network.pk, role=Role.LEAD, person_id=person_id, language=network.language
    )
    agreeing.say_oneself(actor, "yes")
    speakers = _roster(actor)
    _said(actor, speakers)
    _posts(actor)
    _page(actor)


def _roster(actor: Actor) -> list[Person]:
    """The co-ordinator, and of a few other core parties somebody each."""
    core = Person.objects.of(actor.network_id).filter(ring="core").exclude(party=None).order_by("name")
    by_party = {person.party_id: person for person in core if person.pk != actor.person_id}
    others = list(by_party.values())[: ON_ROSTER - 1]
    speakers = [*Person.objects.of(actor.network_id).filter(pk__in=[actor.person_id]), *others]
    for person in speakers:
        turns.put_on(actor, person.pk)
    return speakers


def _said(actor: Actor, speakers: list[Person]) -> None:
    today = clock.today()
    for number, (what, medium, place, audience, ago) in enumerate(SAID[actor.language]):
        person = speakers[1 + OTHERS.index(number)] if number in OTHERS else speakers[0]
        told = log.Told(
            what=what,
            said_on=today - timedelta(days=ago),
            medium=medium,
            place=place,
            audience=audience,
            person=person.pk,
        )
        log.log(actor, told)
    for what, ahead in COMING[actor.language]:
        turns.plan(actor, turns.Occasion(what=what, on=today + timedelta(days=ahead), medium="talk"))


def _posts(actor: Actor) -> None:
    party = own_party(actor)
    for number, (title, text) in enumerate(POSTS[actor.language]):
        is_draft = number == len(POSTS[actor.language]) - 1
        shown_on = None if is_draft else clock.today() - timedelta(days=9 + 70 * number)
        written = news.Written(
            title=title, text=text, language=actor.language, author=actor.person_id, party=party, shown_on=shown_on
        )
        made = news.write(actor, written)
        if not is_draft:
            news.publish(actor, made.pk)


def _page(actor: Actor) -> None:
    found = appearance.choose_logo(actor, LOGO)
    found = appearance.choose_accent(actor, ACCENT, seen=found.changed_at.isoformat())
    found = page.keep_words(actor, WORDS, seen=found.changed_at.isoformat())
    parties = Party.objects.of(actor.network_id).filter(ring__in=("core", "partner")).values_list("pk", flat=True)
    chosen = page.Chosen(
        fields=SHOWN,
        languages=("nl", "en"),
        contact_email="info@vloedstreek.example",
        contact_person=actor.person_id,
        parties=list(parties),
    )
    page.choose_what_shows(actor, chosen, seen=found.changed_at.isoformat())
    page.publish(actor)
