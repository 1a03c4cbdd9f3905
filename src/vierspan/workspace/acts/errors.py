from vierspan.workspace.common.errors import DomainError


class LedgerIsAppendOnly(DomainError):
    """An act is never changed or removed; what went wrong is put right by a new act."""
