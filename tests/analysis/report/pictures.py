"""A mirror made by hand, for tests of what is drawn and written."""

from datetime import date

import polars as pl

from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.mirror.picture import (
    ActivityAlignment,
    Aspect,
    AspectMirror,
    Basis,
    Carrier,
    Coherence,
    Core,
    Count,
    Face,
    Facts,
    Figure,
    Grounds,
    Moment,
    Need,
    OrientationMirror,
    Picture,
    Reason,
    Scale,
    Sharing,
    ThemeCoverage,
    Verdict,
    Window,
)
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

WINDOW = Window(start=date(2025, 11, 24), end=date(2026, 11, 23))

LEADS = {
    Orientation.STRATEGIST: ([("Marit Hoekema", 0.62), ("Sjoerd Dam", 0.21), ("Annelies Kuiper", 0.09)], 4, 2.3),
    Orientation.EXPLORER: ([("Bram Visser", 0.41), ("Ilse Bos", 0.27), ("Roel <Smit>", 0.18)], 7, 3.6),
    Orientation.DEVELOPER: ([("Fatima El Amrani", 0.74), ("Marit Hoekema", 0.12), ("Jan Prins", 0.08)], 3, 1.8),
    Orientation.PROCESS_MANAGER: ([("Annelies Kuiper", 0.28), ("Roel <Smit>", 0.22), ("Bram Visser", 0.17)], 11, 5.7),
}
COVERS = {
    Orientation.STRATEGIST: (82.0, 50.0, 65.0, Verdict.CROWDED),
    Orientation.EXPLORER: (47.0, 45.0, 60.0, Verdict.FITS),
    Orientation.DEVELOPER: (34.0, 65.0, 80.0, Verdict.SHORT),
    Orientation.PROCESS_MANAGER: (71.0, 70.0, 85.0, Verdict.FITS),
}


def figure(value: float | None, n: int = 40, count: int = 27) -> Figure:
    facts = Facts(table="ledger", where={}, ids=(), count=count)
    return Figure(value=value, n=n, window=WINDOW, reason=None if value is not None else Reason.TOO_FEW, facts=facts)


def sharing(carriers: list[tuple[str, float]], rest: int, leaders: float, basis: Basis = Basis.ACTS) -> Sharing:
    named = tuple(Carrier(actor=name, name=name, party=None, share=share) for name, share in carriers)
    left = 1 - sum(share for _, share in carriers)
    return Sharing(
        basis=basis,
        amount=figure(0.3),
        effective_leaders=figure(leaders),
        concentration=figure(0.7),
        starlike=figure(0.5),
        top_one=figure(named[0].share),
        top_three=figure(sum(c.share for c in named[:3])),
        effective_parties=figure(leaders * 0.8),
        dependency=figure(named[0].share),
        mutuality_core=figure(0.4),
        mutuality_rest=figure(0.1),
        carriers=named,
        rest_share=left,
        rest_count=rest,
    )


def orientation(which: Orientation, *, seen: bool = True) -> OrientationMirror:
    cover, low, high, verdict = COVERS[which]
    lead = sharing(*LEADS[which])
    need = Need(
        orientation=which,
        need=(low + high) / 2,
        need_low=low,
        need_high=high,
        grounds=("purpose.problem_solving", "phase.realise"),
        cover=figure(cover),
        verdict=verdict,
    )
    rated = sharing(LEADS[which][0][::-1], 2, 3.1, Basis.RATINGS) if seen else None
    return OrientationMirror(orientation=which, done=lead, seen=rated, need=need)


def unknown_orientation(which: Orientation) -> OrientationMirror:
    need = Need(
        orientation=which,
        need=None,
        need_low=None,
        need_high=None,
        grounds=(),
        cover=figure(None),
        verdict=Verdict.UNKNOWN,
    )
    return OrientationMirror(orientation=which, done=None, seen=None, need=need)


def picture(**changes: object) -> Picture:
    """A full picture; pass fields to change them."""
    everyone = sharing([("Marit Hoekema", 0.3), ("Fatima El Amrani", 0.25), ("Bram Visser", 0.2)], 30, 5.2)
    moments = tuple(
        Moment(
            window=Window(start=date(2024 + n // 4, 1 + 3 * (n % 4), 1), end=date(2024 + n // 4, 3 + 3 * (n % 4), 28)),
            acts={"all": 90, **{o: 12 + 3 * n + 7 * k for k, o in enumerate(Orientation)}},
            cover={o: COVERS[o][0] - 3 * (7 - n) for o in Orientation},
            effective_leaders={o: LEADS[o][2] - 0.1 * (7 - n) for o in Orientation},
        )
        for n in range(8)
    )
    axes = {"FD": (-0.4, 0.5), "PT": (0.3, 0.8), "CC": (-0.7, 0.2), "SB": (0.05, 0.6)}
    given: dict[str, object] = {
        "network": "Langer Thuis Vloedstreek",
        "window": WINDOW,
        "grounds": Grounds(
            counts=(Count(table="acts", rows=900, in_window=412), Count(table="gatherings", rows=24, in_window=12)),
            people=120,
            parties=40,
            acts=412,
            acts_given=300,
            acts_derived=112,
            people_acting=38,
            parties_acting=14,
            ratings=31,
            raters=31,
            response=0.8,
            bases=(Basis.ACTS, Basis.RATINGS),
        ),
        "overall_done": everyone,
        "overall_seen": None,
        "orientations": tuple(orientation(o) for o in Orientation),
        "aspects": tuple(AspectMirror(aspect=a, persons=everyone, parties=everyone) for a in Aspect),
        "palette": tuple(
            Scale(axis=k, position=figure(p), low=p - 0.3, high=min(1.0, p + 0.4), repertoire=figure(r))
            for k, (p, r) in axes.items()
        ),
        "core": Core(
            basis=Basis.TIES,
            method="coreness",
            clarity=figure(0.71),
            is_clear=True,
            members=("p0", "p1", "p2"),
            declared=("p0", "p1", "p4"),
            both=("p0", "p1"),
        ),
        "brokerage": None,
        "participation": None,
        "exchange": None,
        "coherence": coherence(),
        "face": Face(
            face_share=figure(0.62),
            person="p0",
            ownership_breadth=figure(0.55),
            ownership_change=figure(-12.0),
            is_alarm=True,
        ),
        "attachments": (),
        "trend": moments,
        "key": {"key": "mirror.message.short", "orientation": "developer"},
    }
    return Picture.model_validate({**given, **changes})


def coherence() -> Coherence:
    names = ["Nachtzorg", "Mantelzorg", "Medicatie", "Wonen"]
    return Coherence(
        themes=tuple(
            ThemeCoverage(
                theme=f"t{n}",
                name=name,
                weight=0.4 - 0.1 * n,
                coverage=0.2 * n,
                gap=0.2,
                is_blank=n == 0,
                activities=(),
            )
            for n, name in enumerate(names)
        ),
        activities=tuple(
            ActivityAlignment(activity=f"a{n}", name=f"Activiteit {n}", alignment=0.5, is_loose=n == 5, why_loose=None)
            for n in range(6)
        ),
        overlaps=(),
        portfolio_alignment=figure(0.6),
        disagreement=figure(0.3),
        has_effort=False,
    )


def actors(count: int = 12) -> pl.DataFrame:
    names = [name for lead, _, _ in LEADS.values() for name, _ in lead]
    rows = [
        {
            "id": f"p{n}",
            "name": names[n] if n < len(names) else f"Persoon {n}",
            "kind": "person",
            "party": f"Partij {n % 4}",
            "sector": "zorg",
            "ring": None,
            "acts": 20 - n,
            "taking_part": 0.2 / (n + 1),
            "direction": 0.3 / (n + 1),
            "influence": 0.25 / (n + 1),
            "binding": None,
            **{str(o): 0.1 for o in Orientation},
            **{f"level_{o}": 0.1 * ((n + k) % 8) for k, o in enumerate(Orientation)},
            **{f"seen_{o}": None for o in Orientation},
            "accent": list(Orientation)[n % 4].value if n % 5 else None,
            "sharpness": 0.3,
            "influence_basis": "acts",
            "coreness": 1.0 / (n + 1),
            "in_core": n < 3,
            "degree": 10 - n % 6,
            **{f"palette_{axis}": 0.1 for axis in ("FD", "PT", "CC", "SB")},
            **{f"reach_{axis}": 0.4 for axis in ("FD", "PT", "CC", "SB")},
        }
        for n in range(count)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def records(count: int = 12) -> Records:
    people = pl.DataFrame({"id": [f"p{n}" for n in range(count)], "name": [f"Persoon {n}" for n in range(count)]})
    pairs = [(n, m) for n in range(count) for m in range(n + 1, count) if (n * m + n + m) % 4 == 0 or n == 0]
    ties = pl.DataFrame({"source": [f"p{n}" for n, _ in pairs], "target": [f"p{m}" for _, m in pairs]})
    themes = pl.DataFrame(
        {"id": [f"t{n}" for n in range(4)], "name": ["Nachtzorg", "Mantelzorg", "Medicatie", "Wonen"]}
    )
    activities = pl.DataFrame({"id": [f"a{n}" for n in range(6)], "name": [f"Activiteit {n}" for n in range(6)]})
    scores = [(f"a{n}", f"t{m}", (n * m) % 4) for n in range(5) for m in range(1, 4)]
    contributions = pl.DataFrame(scores, schema=["activity", "theme", "score"], orient="row")
    return Records.of(
        {"people": people, "ties": ties, "themes": themes, "activities": activities, "contributions": contributions}
    )


def handles() -> list[Handle]:
    """One handle of the conditions, with evidence and a suggestion."""
    return [
        Handle(
            key="conditions.granted:p0",
            finder="unknown.finder",
            orientation=Orientation.DEVELOPER,
            subjects=("p0",),
            numbers={"share": 0.74},
            evidence=(Facts(table="ties", where={"source": "p0"}, count=11),),
            urgency=0.8,
            first_seen_by=("p0",),
            suggestions=(Suggestion(intervention=22, score=0.7, grounds=("gap",)),),
        )
    ]


def mirror(**changes: object) -> Mirror:
    message = {"phrase": "mirror.message.one_strong_one_short", "strong": "strategist", "short": "developer"}
    given = {"key": message, **changes}
    acts = pl.DataFrame(
        {
            "id": ["act-1"],
            "kind": ["course.proposed"],
            "person": ["p0"],
            "party": pl.Series([None], dtype=pl.String),
            "subject": ["t0"],
            "note": pl.Series([None], dtype=pl.String),
            "done_on": [date(2026, 5, 1)],
        }
    )
    return Mirror(picture(**given), actors(), acts)


def bare() -> Mirror:
    """A network of which nothing but names is known."""
    nothing = {
        "orientations": tuple(unknown_orientation(o) for o in Orientation),
        "overall_done": None,
        "aspects": (),
        "palette": (),
        "core": None,
        "coherence": None,
        "trend": (),
        "face": Face(
            face_share=figure(None),
            person=None,
            ownership_breadth=figure(None),
            ownership_change=figure(None),
            is_alarm=False,
        ),
        "key": {"phrase": "mirror.message.nothing_yet"},
    }
    none = Grounds(
        counts=(), people=0, parties=0, acts=0, acts_given=0, acts_derived=0, people_acting=0, parties_acting=0,
        ratings=0, raters=0, response=None, bases=(),
    )  # fmt: skip
    return Mirror(picture(**nothing, grounds=none), actors(1).clear(), mirror().acts.clear())
