"""What somebody shared and said of their mirror, for themselves to take along."""

from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.leadership.profiles import queries


def all_of_mine(actor: Actor) -> dict[str, Any]:
    rows = [*queries.mine(actor), *queries.ended(actor)]
    return {
        "shared": [
            {
                "with": row.recipient.name if row.recipient else row.outside_name,
                "parts": row.parts,
                "on": row.shared_on.isoformat(),
                "until": (row.ended_on or row.ends_on).isoformat(),
            }
            for row in rows
        ],
        "replies": dict(queries.replies(actor)),
    }
