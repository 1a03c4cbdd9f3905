"""The tokens and the styles of the charts, as the site bundles them and the report carries them."""

from base64 import b64encode
from functools import cache
from importlib.resources import files

FONT = "schibsted-grotesk-latin-wght-normal.woff2"


@cache
def stylesheet(name: str) -> str:
    """One stylesheet of this folder, as it stands."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def embedded() -> str:
    """Tokens and charts with the typeface inside, for a page that stands on its own."""
    face = files("vierspan.analysis.report").joinpath("fonts", FONT).read_bytes()
    source = f"data:font/woff2;base64,{b64encode(face).decode('ascii')}"
    tokens = stylesheet("tokens.css")
    place = next(part for part in ("../fonts/", "fonts/") if f'url("{part}{FONT}")' in tokens)
    return tokens.replace(f"{place}{FONT}", source) + stylesheet("charts.css")
