"""What people said of their scores in the demo network, and two squares on which they do not agree."""

from collections.abc import Mapping
from uuid import UUID

from vierspan.workspace.course.models import Contribution

# Activity, theme and judge by their codes in the demo's records; the score where it is another than it was.
Said = tuple[str, str, int | None, Mapping[str, str]]
REASONS: tuple[Said, ...] = (
    (
        "wijkteams-samen-op-pad",
        "thuis-blijven-wonen",
        None,
        {
            "nl": "Wie er vroeg bij is, hoeft later niet te verhuizen.",
            "en": "Who comes early need not move house later.",
        },
    ),
    (
        "woningscan-75",
        "vallen-voorkomen",
        0,
        {
            "nl": "We scannen veel, maar zelden gaat er daarna een drempel weg.",
            "en": "We check many homes, but seldom does a threshold go afterwards.",
        },
    ),
    (
        "een-aanspreekpunt",
        "mantelzorg",
        0,
        {
            "nl": "Mantelzorgers bellen ons niet. Ze bellen hun buurvrouw.",
            "en": "Family carers do not call us. They call their neighbour.",
        },
    ),
    (
        "respijtweekend",
        "mantelzorg",
        None,
        {
            "nl": "Twee dagen slapen, en je kunt weer een maand.",
            "en": "Two days of sleep, and you can go on for a month.",
        },
    ),
    (
        "terug-naar-huis",
        "nachtzorg",
        None,
        {
            "nl": "Om tien uur 's avonds zijn we klaar. Daarna is er niemand.",
            "en": "At ten in the evening we are done. After that there is nobody.",
        },
    ),
)


def add_reasons(network_id: UUID, language: str) -> None:
    """At the last judgement of each of these squares."""
    for activity, theme, score, reason in REASONS:
        rows = Contribution.objects.of(network_id).filter(activity__external_id=activity, theme__external_id=theme)
        said = rows.exclude(judged_by=None).order_by("judged_on", "id").last()
        if said is None:
            continue
        said.reason = reason["nl" if language == "nl" else "en"]
        said.score = said.score if score is None else score
        said.save()
