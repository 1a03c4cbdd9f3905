"""Two surveys in the demo: one that is closed and told about, one that is half answered. Nobody gets a mail of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys import closing, roster, standard
from vierspan.workspace.directory.surveys.models import Answer, Item, RosterEntry, Survey, Voice
from vierspan.workspace.networks.models import Network

SEED = 1871
TITLES = {
    "nl": ("Hoe staan we ervoor met elkaar?", "Wie neemt waarin het voortouw?"),
    "en": ("How do we stand with each other?", "Who takes the lead in what?"),
}
INTROS = {
    "nl": "We willen weten wie elkaar kent en wat we aan elkaar hebben. Daar praten we over op de netwerkdag.",
    "en": "We want to know who knows whom and what we mean to each other. We will talk about it on the network day.",
}
WILLING = 6  # parties that let their ties be seen: a few, so that acts stay what the mirror is made of


@dataclass(frozen=True, slots=True)
class Drawn:
    """How well each name is known, how it stands, and how each question tends to be answered."""

    chance: Random
    known: Mapping[object, float]
    standing: Mapping[object, float]
    leaning: Mapping[str, float]

    def of(self, entry: RosterEntry, item: Item) -> float:
        return self.standing[entry.about] + self.leaning[item.key]


def add_surveys(network: Network) -> None:
    """A wave about parties, closed two months ago, and one about people, open for nine more days."""
    today, chance = clock.today(), Random(SEED)  # noqa: S311 - the same figures for everybody
    past, now = TITLES[network.language]
    closed = _made(network, past, "parties", opened=today - timedelta(days=80))
    _answered(closed, _asked(closed, chance, most=54), chance, share=0.85)
    closing.close(closed, on=today - timedelta(days=60))
    running = _made(network, now, "people", opened=today - timedelta(days=8), rings=("core",))
    Survey.objects.of(network.pk).filter(pk=running.pk).update(closes_on=today + timedelta(days=9))
    voices = _asked(running, chance, most=40)
    _answered(running, voices, chance, share=0.5)
    Voice.objects.of(network.pk).filter(survey=running).update(invited_on=running.opened_on)


def _made(network: Network, title: str, about: str, *, opened: date, rings: Sequence[str] = ()) -> Survey:
    survey = Survey(
        network=network,
        title=title,
        intro=INTROS[network.language],
        about=about,
        rings=list(rings),
        language=network.language,
        letters=standard.letters(),
        state="open",
        is_evergreen=True,
        opened_on=opened,
    )
    survey.save()
    Item.objects.bulk_create([Item(network=network, survey=survey, **item) for item in standard.items()])
    RosterEntry.objects.bulk_create(roster.entries(survey))
    return survey


def _asked(survey: Survey, chance: Random, *, most: int) -> list[Voice]:
    """Two people of each party, as far as there are places."""
    by_party: dict[object, list[Person]] = {}
    for person in roster.reachable(survey.network_id).exclude(party=None):
        by_party.setdefault(person.party_id, []).append(person)
    people = [person for each in by_party.values() for person in each[:2]]
    chosen = chance.sample(people, min(most, len(people)))
    voices = [
        Voice(
            network_id=survey.network_id,
            survey=survey,
            person=person,
            party=person.party,
            sector=person.party.sector if person.party else "",
            language=survey.language,
        )
        for person in chosen
    ]
    Voice.objects.bulk_create(voices)
    return voices


def _answered(survey: Survey, voices: Sequence[Voice], chance: Random, *, share: float) -> None:
    entries = list(RosterEntry.objects.of(survey.network_id).filter(survey=survey))
    items = list(Item.objects.of(survey.network_id).filter(survey=survey))
    drawn = Drawn(
        chance,
        known={entry.about: chance.choice((0.22, 1.0, 1.2, 1.4)) for entry in entries},
        standing={entry.about: chance.gauss(0, 0.6) for entry in entries},
        leaning={item.key: chance.gauss(0, 0.5) for item in items},
    )
    parties = sorted({voice.party_id for voice in voices if voice.party_id}, key=str)
    willing = set(_core_first(survey, parties)[:WILLING])
    done, rows = [], []
    for voice in voices:
        if chance.random() > share:
            continue
        voice.has_answered, voice.opted_in = True, voice.party_id in willing
        done.append(voice)
        rows += list(_said(voice, entries, items, drawn))
    Voice.objects.of(survey.network_id).bulk_update(done, ["has_answered", "opted_in"])
    Answer.objects.bulk_create(rows, batch_size=500)


def _core_first(survey: Survey, parties: Sequence[UUID]) -> list[UUID]:
    rows = Party.objects.of(survey.network_id).filter(pk__in=parties)
    return [party.pk for party in sorted(rows, key=lambda party: (party.ring != "core", party.name))]


def _said(voice: Voice, entries: Sequence[RosterEntry], items: Sequence[Item], drawn: Drawn) -> Iterator[Answer]:
    """Of those whom one is in touch with, everything; more of one's own sector than of others."""
    chance = drawn.chance
    for entry in entries:
        is_near = entry.sector == voice.sector
        likely = (0.6 if is_near else 0.32) * drawn.known[entry.about]
        if entry.about in (voice.party_id, voice.person_id) or chance.random() > likely:
            continue
        for item in items:
            middle = (item.low + item.high) / 2 + 0.4 + drawn.of(entry, item) + 0.3 * is_near
            if item.kind == "would_like":
                value = int(chance.random() < 0.3)
            else:
                value = max(item.low, min(item.high, round(chance.gauss(middle, 0.8))))
            yield Answer(network_id=voice.network_id, voice=voice, about=entry.about, item=item, value=value)
