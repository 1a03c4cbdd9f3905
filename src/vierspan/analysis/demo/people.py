"""The demo's network, parties and people, who knows whom, who brought in whom, and who holds which role."""

from itertools import combinations
from random import Random

from vierspan.analysis.demo.leaders import CONDITIONS_KEEPER, TAKER
from vierspan.analysis.demo.stage import Stage, some, texts

NEWCOMERS = ("burennet", "fonds-de-oeverzaak", "cultuurhuis-de-rietkraag", "nachtzorg-regio-oost")
TIE_KINDS = ({"nl": "werkt samen met", "en": "works with"}, {"nl": "verwijst door", "en": "refers to"})
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
        need_strategist=2.0,
        need_explorer=2.0,
        need_developer=3.0,
        need_process_manager=3.0,
    )
    chance = stage.chances("people")
    for entry in texts("parties")["parties"]:
        _add_party(stage, chance, entry)


def _add_party(stage: Stage, chance: Random, entry: dict[str, object]) -> None:
    cast = texts("parties")
    joined = chance.uniform(140, 240) if entry["id"] in NEWCOMERS else chance.uniform(640, 728)
    stage.add(
        "parties",
        **{key: entry[key] for key in ("id", "name", "short_name", "region", "ring")},
        sector=stage.say(cast["sectors"][entry["sector"]]),
        fair_share=float(len(entry["people"])),  # type: ignore[arg-type]
        joined_on=stage.day(joined),
    )
    for person in entry["people"]:  # type: ignore[attr-defined]
        since = stage.day(max(1, joined - chance.uniform(0, 30)))
        function = stage.say(cast["functions"][person["function"]])
        email = f"{person['id'].replace('-', '.')}@vloedstreek.example"
        ring = entry["ring"] if person is entry["people"][0] else "partner"  # type: ignore[index]
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
    """Declared ties between parties: those who share a table know each other best, neighbours somewhat."""
    chance = stage.chances("ties")
    tables = [{seat["party"] for seat in entry["table"]} for entry in texts("initiatives")["initiatives"]]
    for first, second in combinations(stage.rows["parties"], 2):
        shared = sum(first["id"] in table and second["id"] in table for table in tables)
        near = first["region"] == second["region"]
        if chance.random() < min(0.95, 0.55 * shared + 0.08 * near + 0.03):
            strength = min(5.0, 1.0 + shared + chance.randint(0, 1))
            kind = TIE_KINDS[0] if shared or chance.random() < 0.5 else TIE_KINDS[1]
            stage.add(
                "ties",
                source=first["id"],
                target=second["id"],
                kind=stage.say(kind),
                strength=strength,
                directed=kind is TIE_KINDS[1],
                basis="declared",
                since=max(first["joined_on"], second["joined_on"]),
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
