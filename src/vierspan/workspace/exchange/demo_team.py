"""What the team of the demo network said when it looked in its mirror: how it is governed, and one talk."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.leadership.team.models import AGREED, NOTE, Governed, Line, Session
from vierspan.workspace.networks.models import Network

DAYS_AGO = 63
TEXTS: Mapping[str, Any] = MappingProxyType(
    {
        "nl": {
            "title": "Teamdag: wie doet wat, en wat als?",
            "lines": (
                ("need", NOTE, "We dachten dat we te weinig naar buiten keken. Het zijn eerder steeds dezelfde twee."),
                ("need", NOTE, "Voorwaarden krijgen pas aandacht als het schuurt."),
                ("need", AGREED, "Elk overleg begint met tien minuten over hoe we samenwerken."),
                ("one", NOTE, "Bij ziekte weet niemand welke afspraken er buiten lopen."),
                ("one", AGREED, "Iedereen die een rol heeft, neemt één ander mee tot de zomer."),
            ),
        },
        "en": {
            "title": "Team day: who does what, and what if?",
            "lines": (
                ("need", NOTE, "We thought that we looked outside too little. It is rather always the same two."),
                ("need", NOTE, "Conditions only get attention when it chafes."),
                ("need", AGREED, "Each meeting begins with ten minutes on how we work together."),
                ("one", NOTE, "When somebody falls ill, nobody knows what was agreed outside."),
                ("one", AGREED, "Whoever holds a role takes one other person along until the summer."),
            ),
        },
    }
)


def add_team(network: Network, user_id: Any) -> None:
    said, on = TEXTS[network.language], clock.today() - timedelta(days=DAYS_AGO)
    Governed(network=network, form="lead", competence=4, said_on=on).save()
    talk = Session(network=network, title=said["title"], topics=["need", "one"], held_on=on, closed_on=on)
    talk.made_by_id = user_id
    talk.save()
    at = clock.now() - timedelta(days=DAYS_AGO)
    for n, (topic, kind, words) in enumerate(said["lines"]):
        when = at + timedelta(minutes=n)
        Line(network=network, session=talk, topic=topic, kind=kind, text=words, made_at=when).save()
