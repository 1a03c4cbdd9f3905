from vierspan.workspace.common.errors import DomainError


class NothingToSee(DomainError):
    """The network has no people and no parties yet, so there is no mirror to make."""


class NotReady(DomainError):
    """The first mirror of a large network is being made."""
