"""Fetching from addresses that people typed, as if every one of them meant harm."""

from vierspan.workspace.horizon.sources.fetching.client import Asked, Fetched, fetch
from vierspan.workspace.horizon.sources.fetching.refusals import Unreached

__all__ = ["Asked", "Fetched", "Unreached", "fetch"]
