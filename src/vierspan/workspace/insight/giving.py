"""The charts of the conditions: who gives what to whom, and how a rule lives."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.report import charts as drawn
from vierspan.analysis.report.charts import Twin
from vierspan.workspace.conditions.giving import Flow
from vierspan.workspace.conditions.rule_texts import Moment
from vierspan.workspace.insight.words import spoken


def flow_chart(flows: Iterable[Flow], names: Mapping[str, str], language: str) -> SafeString:
    return mark_safe(drawn.flow_chart(_flows(flows), names, spoken(language)))  # noqa: S308 - escaped where it is drawn


def flow_table(flows: Iterable[Flow], names: Mapping[str, str], language: str) -> Twin:
    return drawn.flow_table(_flows(flows), names, spoken(language))


def rule_moments(seen: Sequence[Moment], since: date, until: date, language: str) -> SafeString:
    """What was seen of a rule and when it was spoken of, on one line of time."""
    plain = [drawn.Seen(each.day, each.what) for each in seen]
    return mark_safe(drawn.moments(plain, since, until, spoken(language)))  # noqa: S308 - escaped where it is drawn


def _flows(flows: Iterable[Flow]) -> list[drawn.Flow]:
    return [
        drawn.Flow(str(each.giver), str(each.receiver) if each.receiver else None, each.points, each.is_confirmed)
        for each in flows
    ]
