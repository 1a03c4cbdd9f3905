"""The demo's horizon: signals and whether they came home, and contacts outside."""

from random import Random

from vierspan.analysis.demo.leaders import CO_ORDINATOR, EXPLORERS, WANDERER
from vierspan.analysis.demo.stage import Entry, Stage, texts, weighted

WANDERERS_SIGNALS = 9  # of the last year; only the first came home
STAGES = ("weak", "weak", "emerging", "emerging", "theme", "retired")
TALKS = 13  # a year, for the whole network
TALKS_BY_CO_ORDINATOR = 9


def add_signals(stage: Stage) -> None:
    chance = stage.chances("signals")
    entries = list(texts("horizon")["signals"])
    chance.shuffle(entries)
    for number, entry in enumerate(entries):
        ago = 12 + 700 * number / len(entries) + chance.uniform(-6, 6)
        is_wanderers = ago < 350 and number % 2 == 1 and number // 2 < WANDERERS_SIGNALS
        _add_signal(stage, chance, entry, ago, WANDERER if is_wanderers else weighted(chance, EXPLORERS))


def _add_signal(stage: Stage, chance: Random, entry: Entry, ago: float, spotter: str) -> None:
    brought = ago - chance.uniform(10, 45)
    came_home = brought > 0 and (spotter != WANDERER or ago > 300)
    step = chance.choice(STAGES) if came_home and ago > 120 else "weak"
    stage.add(
        "signals",
        name=stage.say(entry),
        spotter=spotter,
        spotted_on=stage.day(max(1, ago)),
        origin=stage.say(entry["origin"]),
        theme=entry["theme"],
        tag=entry["tag"],
        stage=step,
        significance=float(chance.randint(2, 5)),
        plausibility=float(chance.randint(3, 5)),
        novelty=float(chance.randint(2, 5)),
        months_ahead=float(chance.choice((3, 6, 12, 18, 24, 36))),
        brought_back_on=stage.day(brought) if came_home else None,
        adopted_on=stage.day(brought - chance.uniform(20, 60)) if step == "theme" else None,
    )


def add_contacts(stage: Stage) -> None:
    chance = stage.chances("contacts")
    for entry in texts("horizon")["outside"]:
        if entry["rhythm"]:
            _keep_warm(stage, chance, entry)
    for year in (0, 365):
        for number in range(TALKS):
            by_her = number < TALKS_BY_CO_ORDINATOR - 4 * bool(year)
            _speak(stage, chance, year + chance.uniform(8, 340), CO_ORDINATOR if by_her else "")
    for _ in range(16):
        _travel(stage, chance)


def _keep_warm(stage: Stage, chance: Random, entry: Entry) -> None:
    """Somebody speaks with them in the agreed rhythm, and tells at home what came of it."""
    ago = chance.uniform(0.2, 0.8) * entry["rhythm"]
    while ago < 640:
        _contact(stage, chance, entry, entry["person"], ago, shared_in=chance.choice((None, 10, 25, 40)))
        ago += entry["rhythm"] * chance.uniform(0.8, 1.4)


def _speak(stage: Stage, chance: Random, ago: float, person: str) -> None:
    """An appearance on behalf of the whole network."""
    stages = [entry for entry in texts("horizon")["outside"] if entry["kind"] in ("talk", "media")]
    speakers = ("sjoerd-alberda", "annelies-kuiper", "roel-vermaat", "ilse-tjaarda")
    _contact(stage, chance, chance.choice(stages), person or chance.choice(speakers), ago, shared_in=20, outward=True)


def _travel(stage: Stage, chance: Random) -> None:
    _contact(
        stage, chance, chance.choice(texts("horizon")["far_away"]), WANDERER, chance.uniform(5, 340), shared_in=None
    )


def _contact(
    stage: Stage, chance: Random, entry: Entry, person: str, ago: float, *, shared_in: float | None, **more: bool
) -> None:
    shared = ago - shared_in if shared_in else 0.0
    stage.add(
        "contacts",
        outside=stage.say(entry),
        person=person,
        kind=entry["kind"],
        held_on=stage.day(max(1, ago)),
        outward=more.get("outward", False),
        subject=stage.say(chance.choice(texts("horizon")["subjects"])),
        brought_back_on=stage.day(shared) if shared > 0 else None,
        rhythm_days=entry.get("rhythm") or None,
    )
