"""Rounds of questions about leadership among sixteen people, made without the pages that set them up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reflection_circle import Circle, make_circle
from vierspan.workspace.access import answer_keys
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round


@dataclass(frozen=True, slots=True)
class Asking:
    """One open round, with the links of those who are asked."""

    circle: Circle
    round: Round

    def link(self, person: Person, more: str = "") -> str:
        return f"/link/lead/{self.token(person)}/{more}"

    def token(self, person: Person) -> str:
        rows: Any = Invitation.objects.of(self.round.network_id)
        return answer_keys.token(self.round, rows.get(round=self.round, person=person))

    def response(self, person: Person) -> Response:
        key = answer_keys.response_key(self.round, self.token(person))
        rows: Any = Response.objects.of(self.round.network_id)
        found: Response = rows.get(round=self.round, key=key)
        return found


def make_asking(kind: str, circle: Circle | None = None, **more: Any) -> Asking:
    """About person 1, or of everybody: the people from 2 on are asked."""
    circle = circle or make_circle()
    about = circle.people[0] if kind == "about" else None
    closes_on = clock.today() + timedelta(days=7)
    shape = {"language": "en", "state": "open", "k": 5, "closes_on": closes_on, **more}
    of = Round(network=circle.network, kind=kind, about=about, secret=answer_keys.new_secret(), **shape)
    of.save()
    roster = [str(each.pk) for each in circle.people[:5]]
    for person in circle.people[1:9]:
        asked = Invitation(
            network=circle.network,
            round=of,
            person=person,
            language=of.language,
            roster=roster if kind == "everyone" else [],
        )
        asked.token_hash = answer_keys.hashed(answer_keys.token(of, asked))
        asked.save()
    return Asking(circle, of)
