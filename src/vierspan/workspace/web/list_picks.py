"""The values to filter a list by, each with how many rows it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import STANDING, Choice, Ref, Sheet
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.list_parts import Asked, Listing, Pick, Picks

SHORTEST_CHOICE = 2  # with fewer values there is nothing to choose

# What the values of a column are ids of.
LINKED_TABLES: Mapping[str, str] = {
    "party": "parties",
    "giver": "parties",
    "receiver": "parties",
    "theme": "themes",
    "spotter": "people",
    "initiative": "initiatives",
}
SEVERAL = frozenset({"tags", STANDING})  # of which one row may have more than one, or none
STANDINGS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "to_check": gettext_lazy("Due for a check"),
        "never_checked": gettext_lazy("Never checked"),
        "no_people": gettext_lazy("No people known"),
        "no_party": gettext_lazy("Without a party"),
        "no_ties": gettext_lazy("Without ties"),
    }
)
LABELS: Mapping[str, str | Promise] = MappingProxyType(
    {
        STANDING: gettext_lazy("Asks for care"),
        "party.sector": gettext_lazy("Sector"),
        "party.region": gettext_lazy("Region"),
    }
)


def choice_of(listing: Listing, asked: Asked) -> Choice:
    where = {**(listing.where or {}), **asked.where}
    chosen = {key: value for key, value in where.items() if value != "all"}
    return Choice(search=asked.search, where=chosen, sort=asked.sort or listing.sort)


@dataclass(frozen=True, slots=True)
class Choices:
    actor: Actor
    listing: Listing
    sheet: Sheet
    address: str
    asked: Asked
    choice: Choice  # with what looks like the search, worked out once

    def worth_it(self, keys: tuple[str, ...]) -> tuple[Picks, ...]:
        """The things to choose by in which there is something to choose."""
        found = [self.picks(key) for key in keys]
        return tuple(each for each in found if len(each.options) > (1 if each.key in SEVERAL else SHORTEST_CHOICE))

    def picks(self, key: str) -> Picks:
        """All values of a column, each with how many rows it would leave beside what else was chosen."""
        open_choice = self._without(key)
        counted = sheets.tally(self.actor, self.listing.table, key, open_choice)
        default = (self.listing.where or {}).get(key, "")
        n = sum(counted.values()) if key not in SEVERAL else self._count(open_choice)
        everything = self._pick(key, "all" if default else "", _("All"), n)
        labels = self._labels(key, counted)
        options = [
            self._pick(key, value, label, counted[value]) for value, label in labels.items() if counted.get(value)
        ]
        return Picks(key, self._label(key), (everything, *options))

    def _count(self, choice: Choice) -> int:
        return sheets.sheet(self.actor, self.listing.table, choice, size=1).page.total

    def _without(self, key: str) -> Choice:
        others = {column: value for column, value in self.asked.where.items() if column != key}
        asked = replace(self.asked, where=others, sort="")
        return replace(choice_of(replace(self.listing, where=None), asked), alike=self.choice.alike)

    def _pick(self, key: str, value: str, label: str, count: int) -> Pick:
        default = (self.listing.where or {}).get(key, "")
        is_on = value == self.asked.where.get(key, default)
        return Pick(value, label, count, is_on, with_query(self.address, **self.asked.query(**{key: value})))

    def _labels(self, key: str, counted: Mapping[str, int]) -> Mapping[str, str]:
        if key == STANDING:
            return {each: str(label) for each, label in STANDINGS.items()}
        heading = next((each for each in self.sheet.headings if each.key == key), None)
        if heading and heading.choices:
            return heading.choices
        known = {ref.id: ref.name for ref in self._named(key, counted)}
        labels = {value: known.get(value, value) for value in counted if value}
        return dict(sorted(labels.items(), key=lambda pair: pair[1].casefold()))

    def _named(self, key: str, ids: Mapping[str, int]) -> list[Ref]:
        table = LINKED_TABLES.get(key)
        return list(sheets.named(self.actor, table, ids).values()) if table else []

    def _label(self, key: str) -> str:
        heading = next((each for each in self.sheet.headings if each.key == key), None)
        return heading.label if heading else str(LABELS.get(key, key))
