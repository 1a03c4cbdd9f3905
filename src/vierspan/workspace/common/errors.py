"""What can go wrong in the domains; the front doors turn each into a reply, once."""


class DomainError(Exception):
    """Something a person asked for that cannot be done as asked."""


class NotFound(DomainError):
    """It does not exist, or not for you: the two look the same."""


class NotAllowed(DomainError):
    """You may see it, and may not do this with it; `reason` is a key that the front door puts in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Conflict(DomainError):
    """Someone was before you: the thing is no longer as you saw it."""


class Invalid(DomainError):
    """What was given cannot be kept; `field` names where, `reason` is a key that the front door puts in words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
