"""What somebody thought about dilemmas, for themselves to take along."""

from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.leadership.dilemmas import queries


def all_of_mine(actor: Actor) -> dict[str, Any]:
    return {
        "thoughts": [
            {"card": each.card, "words": each.words, "on": each.written_on.isoformat()}
            for each in queries.thoughts(actor)
        ],
        "shown": [
            {
                "to": each.recipient.name,
                "card": each.thought.card,
                "words": each.words,
                "facts": each.facts,
                "on": each.shared_on.isoformat(),
                "until": each.ends_on.isoformat(),
            }
            for each in queries.shown(actor)
        ],
    }
