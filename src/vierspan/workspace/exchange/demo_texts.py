"""The course of the demo on its way: other words on the table, a remark, and a party that is not there yet."""

from datetime import timedelta
from uuid import UUID

from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.course.models import Course
from vierspan.workspace.course.texts import PARTS, TABLE, text_id
from vierspan.workspace.directory.drafting.models import Endorsement, Proposal
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.networks.models import Network

AUTHOR = "Joke Terpstra"
WORDS = {
    "nl": "We beginnen klein in een dorp, samen met de mensen die er wonen. We leren hardop, ook van wat misging, en "
    "nemen mee wat werkt.",
    "en": "We start small in one village, together with the people who live there. We learn out loud, also from what "
    "went wrong, and carry on with what works.",
}
WHY = {
    "nl": "In Wilgenoord hoorden we dat bewoners te laat aan tafel kwamen. Dat mag in de tekst.",
    "en": "In Wilgenoord we heard that residents came to the table too late. The text may say so.",
}
SAID = (
    (
        "Thuiszorg De Brink",
        "with_remark",
        {"nl": "Graag, als ook de nacht er een plek in krijgt.", "en": "Gladly, if the nights get a place in it too."},
    ),
    (
        "Zorgkantoor Vloedstreek",
        "not_yet",
        {
            "nl": "We willen eerst zien wat het van de financiers vraagt.",
            "en": "We first want to see what it asks of the funders.",
        },
    ),
)


def add_texts(network: Network) -> None:
    """Nothing that changes what stands: the strategy keeps its words, and one party says its yes with a remark."""
    strategy = Course.objects.of(network.pk).get(kind="strategy")
    row_id = text_id(network.pk, PARTS["strategy"])
    _propose(network, row_id)
    people = Person.objects.of(network.pk)
    for days, (name, stance, remark) in enumerate(SAID, start=2):
        party = Party.objects.of(network.pk).filter(name=name).first()
        if party is None:
            continue
        row = Endorsement(network=network, table=TABLE, row=row_id, version=1, party=party, stance=stance)
        row.remark, row.given_at = remark[network.language], clock.now() - timedelta(days=days)
        row.by = people.filter(party=party).order_by("name").first()
        row.save()
        others = [each for each in strategy.endorsed_by if each != str(party.pk)]
        strategy.endorsed_by = [*others, str(party.pk)] if stance == "with_remark" else others
    strategy.save()


def _propose(network: Network, row_id: UUID) -> None:
    author = Person.objects.of(network.pk).filter(name=AUTHOR).first()
    row = Proposal(network=network, table=TABLE, row=row_id, on_version=1, text=WORDS[network.language])
    row.reason, row.proposed_on = WHY[network.language], clock.today() - timedelta(days=5)
    row.created_at = clock.now() - timedelta(days=5)
    row.author, row.party = author, author.party if author else None
    row.save()
    act = Act(network=network, kind="course.proposed", subject=str(row.pk), done_on=row.proposed_on)
    act.person, act.party = row.author_id, row.party_id
    act.save()
