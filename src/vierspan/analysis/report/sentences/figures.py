"""One figure in words: its value as the language writes it, or the reason why there is none."""

from vierspan.analysis.mirror.picture import Figure
from vierspan.analysis.phrases import phrase, written
from vierspan.analysis.schema import Language


def figure_words(figure: Figure, kind: str, language: Language) -> str:
    """The value with its range or stated error; kind is percent, number or whole."""
    if figure.value is None:
        return phrase(f"mirror.reason.{figure.reason or 'empty'}", language)
    words = written(figure.value, kind, language)
    if figure.error:
        words += f" ({phrase('mirror.reason.error', language, error=written(figure.error, kind, language))})"
    elif figure.low is not None and figure.high is not None and figure.low != figure.high:
        low, high = written(figure.low, kind, language), written(figure.high, kind, language)
        words += f" ({phrase('mirror.reason.range', language, low=low, high=high)})"
    return words


def figure_cell(figure: Figure, kind: str, language: Language) -> str:
    """The value with its range, short enough for a cell; the reason where there is none."""
    if figure.value is None:
        return phrase(f"mirror.reason.{figure.reason or 'empty'}", language)
    places = "number" if kind == "number" else "whole"
    scale = 100 if kind == "percent" else 1
    words = written(scale * figure.value, places, language) + (" %" if kind == "percent" else "")
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return words
    low, high = (written(scale * end, places, language) for end in (figure.low, figure.high))
    return words if low == high else f"{words} ({low}–{high})"


def measure_name(measure: str, language: Language) -> str:
    return phrase(f"definition.{measure}.name", language)


def counted(value: float) -> float:
    """One decimal, as it is shown, so that "1 person" and "1.0 people" never differ."""
    return round(value, 1)


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def listed(names: list[str], most: int = 4) -> str:
    """At most four names, then an ellipsis: the table has them all."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
