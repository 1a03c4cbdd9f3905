"""Who is asking, in which network, and as what."""

from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.access.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Made by networks.queries.actor_for; whoever holds one is a member of that network."""

    user_id: UUID
    network_id: UUID
    role: Role
    person_id: UUID | None = None
    language: str = "nl"

    def owns(self, owner_id: UUID | None) -> bool:
        """Whether the owner (an account or a person of the directory) is this actor."""
        return owner_id is not None and owner_id in (self.user_id, self.person_id)
