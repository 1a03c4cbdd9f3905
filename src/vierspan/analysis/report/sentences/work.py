"""The work itself: what is given and got, and what serves what."""

from vierspan.analysis.mirror.picture import Coherence, Exchange
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.sentences.figures import listed
from vierspan.analysis.schema import Language


def exchange(given: Exchange | None, language: Language) -> list[str]:
    if given is None:
        return [phrase("mirror.missing.exchange", language)]
    far = [balance.name for balance in given.balances if balance.light == "agenda"]
    said = [phrase("mirror.exchange.fine", language)]
    if far:
        said = [phrase("mirror.exchange.agenda", language, count=len(far), names=listed(far))]
    for key, figure in (("reciprocity", given.reciprocity), ("cycle_share", given.cycle_share)):
        if figure.value is not None:
            said.append(phrase(f"mirror.exchange.{key}", language, value=figure.value))
    if given.unconfirmed:
        said.append(phrase("mirror.exchange.unconfirmed", language, count=given.unconfirmed))
    return said


def coherence(given: Coherence | None, language: Language) -> list[str]:
    if given is None:
        return [phrase("mirror.missing.coherence", language)]
    blank = [theme.name for theme in given.themes if theme.is_blank]
    said = [phrase("mirror.coherence.covered", language)]
    if blank:
        said = [phrase("mirror.coherence.blank", language, count=len(blank), names=listed(blank))]
    loose = [activity.name for activity in given.activities if activity.is_loose]
    if loose:
        said.append(phrase("mirror.coherence.loose", language, count=len(loose), names=listed(loose)))
    if given.portfolio_alignment.value is not None:
        said.append(phrase("mirror.coherence.portfolio_alignment", language, value=given.portfolio_alignment.value))
        said += [] if given.has_effort else [phrase("mirror.coherence.no_effort", language)]
    if given.overlaps:
        said.append(phrase("mirror.coherence.overlaps", language, count=len(given.overlaps)))
    return said
