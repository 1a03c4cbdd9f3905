"""The roles that somebody can have in a network."""

from enum import StrEnum


class Role(StrEnum):
    """From most to least; a role may do whatever a lower one may."""

    LEAD = "lead"
    MEMBER = "member"
    OBSERVER = "observer"
    GUEST = "guest"

    @property
    def rank(self) -> int:
        return len(Role) - list(Role).index(self)

    def reaches(self, other: "Role") -> bool:
        """Whether this role may do what the other may."""
        return self.rank >= other.rank
