"""The demo's network, parties and people, who knows whom, who brought in whom, and who holds which role."""

from itertools import combinations
from random import Random

from vierspan.analysis.demo.leaders import CONDITIONS_KEEPER, CORE, TAKER
from vierspan.analysis.demo.stage import Entry, Stage, some, texts

NEWCOMERS = ("burennet", "fonds-de-oeverzaak", "cultuurhuis-de-rietkraag", "nachtzorg-regio-oost")
TIE_KINDS = {
    "works_with": {"nl": "werkt samen met", "en": "works with"},
    "asks": {"nl": "vraagt raad aan", "en": "asks advice of"},
}
# The towns are made up; this is where they would lie.
TOWNS = {
    "Vloedstad": (52.255, 6.163),
    "Oosterdal": (52.315, 6.42),
    "Lageveld": (52.12, 6.29),
    "Wilgenoord": (52.37, 6.13),
}
SHARED_TABLE = 0.3  # of those at one table this part is also in touch outside it
ROLES = (
    ("marit-hoekema", "strategist", 0.75),
    ("sjoerd-alberda", "strategist", 0.6),
    ("bram-oostinga", "explorer", 0.65),
    ("ilse-tjaarda", "explorer", 0.6),
    ("fatima-rahmi", "developer", 0.85),
    ("annelies-kuiper", "process_manager", 0.8),
    ("roel-vermaat", "process_manager", 0.7),
)


def add_people(stage: Stage) -> None:
    """Network, parties, people and where they work."""
    network = texts("course")["network"]
    stage.add(
        "network",
        id="langer-thuis",
        name=network["name"],
        purpose=["service", "problem_solving"],
        phase="realise",
        turbulent=False,
        need_strategist=2,
        need_explorer=3,
        need_developer=3,
        need_process_manager=3,
    )
    chance = stage.chances("people")
    for entry in texts("parties")["parties"]:
        _add_party(stage, chance, entry)


def _add_party(stage: Stage, chance: Random, entry: Entry) -> None:
    cast = texts("parties")
    where = stage.chances(f"place of {entry['id']}")
    latitude, longitude = TOWNS[entry["region"]]
    joined = chance.uniform(140, 240) if entry["id"] in NEWCOMERS else chance.uniform(690, 728)
    stage.add(
        "parties",
        **{key: entry[key] for key in ("id", "name", "short_name", "region", "ring")},
        sector=stage.say(cast["sectors"][entry["sector"]]),
        place=entry["region"],
        latitude=round(latitude + where.uniform(-0.02, 0.02), 4),
        longitude=round(longitude + where.uniform(-0.035, 0.035), 4),
        fair_share=float(len(entry["people"])),
        joined_on=stage.day(joined),
    )
    for person in entry["people"]:
        since = stage.day(max(1, joined - chance.uniform(0, 30)))
        function = stage.say(cast["functions"][person["function"]])
        email = f"{person['id'].replace('-', '.')}@vloedstreek.example"
        ring = "core" if person["id"] in CORE else "partner" if entry["ring"] == "core" else entry["ring"]
        stage.add(
            "people",
            id=person["id"],
            name=person["name"],
            party=entry["id"],
            function=function,
            email=email,
            ring=ring,
            joined_on=since,
        )
        stage.add("affiliations", person=person["id"], party=entry["id"], role=function, since=since)


def add_ties(stage: Stage) -> None:
    """Who is in touch with whom: the core weekly, those who share a table now and then, others through the core."""
    chance = stage.chances("ties")
    core = [row["id"] for row in stage.rows["people"] if row["ring"] == "core"]
    for first, second in combinations(core, 2):
        _tie(stage, first, second, chance.randint(7, 9), "works_with")
        _tie(stage, first, second, chance.randint(6, 9), "asks")
    tables = [[seat["person"] for seat in entry["table"]] for entry in texts("initiatives")["initiatives"]]
    met = {pair for table in tables for pair in combinations(sorted(set(table) - set(core)), 2)}
    for first, second in sorted(met):
        if chance.random() < SHARED_TABLE:
            _tie(stage, first, second, chance.randint(1, 2), "works_with")
    for row in stage.rows["people"]:
        if row["id"] not in core:
            for leader in some(chance, core, chance.choice((0, 1, 1, 2))):
                _tie(stage, row["id"], leader, chance.randint(1, 3), chance.choice(("works_with", "asks")))


def _tie(stage: Stage, first: str, second: str, strength: float, kind: str) -> None:
    people = {row["id"]: row["joined_on"] for row in stage.rows["people"] if row["id"] in (first, second)}
    stage.add(
        "ties",
        source=first,
        target=second,
        kind=stage.say(TIE_KINDS[kind]),
        strength=float(strength),
        directed=kind == "asks",
        basis="declared",
        since=max(people.values()),
    )


def add_introductions(stage: Stage) -> None:
    """Who brought in whom. Every newcomer of the last year has a buddy."""
    chance = stage.chances("introductions")
    introducers = ["ilse-tjaarda", "coby-ramaker", "jaap-nijholt", "kees-dijkhof", "simone-grever", "annelies-kuiper"]
    for party in NEWCOMERS:
        joined = next(row["joined_on"] for row in stage.rows["parties"] if row["id"] == party)
        for newcomer in (party, *stage.people_of(party)):
            stage.add(
                "introductions",
                introducer=CONDITIONS_KEEPER if newcomer == party else chance.choice(introducers),
                newcomer=newcomer,
                made_on=joined,
                welcomed=True,
            )
    people = [row["id"] for row in stage.rows["people"] if row["id"] not in introducers]
    for _ in range(24):
        newcomer, met = some(chance, people, 2)
        stage.add(
            "introductions",
            introducer=chance.choice(introducers),
            newcomer=newcomer,
            met=met,
            made_on=stage.busy_day(chance, 540, 20),
        )


def add_notes(stage: Stage) -> None:
    """What they tell each other about a party or a person."""
    for note in texts("parties")["notes"]:
        stage.add(
            "notes",
            about=note["about"],
            text=stage.say(note),
            written_by=note["by"],
            written_on=stage.day(note["ago"]),
        )


def add_roles(stage: Stage) -> None:
    """Roles that were granted by most parties."""
    chance = stage.chances("roles")
    parties = [row["id"] for row in stage.rows["parties"] if row["id"] not in NEWCOMERS]
    for person, orientation, share in ROLES:
        stage.add(
            "roles",
            person=person,
            orientation=orientation,
            granted_by=some(chance, parties, round(share * len(parties))),
            since=stage.day(chance.uniform(400, 600)),
        )


def fair_parties(stage: Stage) -> list[str]:
    """All parties but the one that takes."""
    return [row["id"] for row in stage.rows["parties"] if row["id"] != TAKER]
