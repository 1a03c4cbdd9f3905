"""The values a mirror is made of: plain, frozen, and the same in Python, in JSON and on the page."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from vierspan.analysis.orientations import Orientation

VERSION = "1"  # of the formulas; a stored mirror says with which it was made


class Value(BaseModel):
    """What every part of a mirror is: unchangeable, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(StrEnum):
    """Why a figure has no value. Undefined is not zero."""

    EMPTY = "empty"
    TOO_FEW = "too_few"
    NO_VARIANCE = "no_variance"
    DISCONNECTED = "disconnected"
    SUPPRESSED = "suppressed"


class Basis(StrEnum):
    """What a figure rests on."""

    ACTS = "acts"
    RATINGS = "ratings"
    TIES = "ties"
    SEATS = "seats"
    ATTENDANCE = "attendance"
    EXCHANGES = "exchanges"
    CONTRIBUTIONS = "contributions"
    CONTACTS = "contacts"
    PULSE = "pulse"


class Aspect(StrEnum):
    """The four ways in which everybody leads."""

    TAKING_PART = "taking_part"
    DIRECTION = "direction"
    INFLUENCE = "influence"
    BINDING = "binding"


class Verdict(StrEnum):
    SHORT = "short"
    FITS = "fits"
    CROWDED = "crowded"
    UNKNOWN = "unknown"


class Window(Value):
    """From and including `start`, up to and including `end`."""

    start: date
    end: date


FILLED = "*"  # any value, in what facts have in common


class Facts(Value):
    """Which rows lie under a figure: a table (or "ledger", the acts given and derived) and what they have in common.

    `where` holds column = value pairs, "*" standing for any value (on a number: any but zero); `ids`, where given, name
    the rows one by one (at most a thousand); `since` and `until` are days in the table's first column of dates.
    """

    table: str
    where: dict[str, str] = {}
    ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    count: int


class Figure(Value):
    """One number with all it takes to trust it, or the reason why there is none."""

    value: float | None
    n: int
    window: Window
    version: str = VERSION
    reason: Reason | None = None
    low: float | None = None  # range when any single subject, rater or row is left out
    high: float | None = None
    error: float | None = None  # stated error where the value is sampled; None where it is exact
    is_indicative: bool = False  # response under 70 per cent
    facts: Facts | None = None


class Carrier(Value):
    """One who carries part of an orientation or aspect."""

    actor: str
    name: str
    party: str | None
    share: float


class Sharing(Value):
    """How leadership is shared, for one orientation, one aspect, or over all, from one basis (methods 2.1-2.5)."""

    basis: Basis
    unit: str = "person"  # who carries: "person" or "party"
    amount: Figure  # density of the rating or following matrix, 0-1
    effective_leaders: Figure  # N2, inverse Simpson
    concentration: Figure  # G*, Gini over the fixed member list, 0-1
    starlike: Figure  # C_in, Freeman centralisation of what is received, 0-1
    top_one: Figure
    top_three: Figure
    effective_parties: Figure  # N2 over parties
    dependency: Figure  # largest share of the whole that falls away with one person
    mutuality_core: Figure  # mean rating between core members
    mutuality_rest: Figure
    carriers: tuple[Carrier, ...]  # largest first, at most twelve
    rest_share: float  # of all others together
    rest_count: int


class Need(Value):
    """What the network needs of one orientation, and how far it is covered (methods 7.2), all 0-100."""

    orientation: Orientation
    need: float | None
    need_low: float | None
    need_high: float | None
    reason: Reason | None = None  # why there is no need
    grounds: tuple[str, ...]  # keys of what raised or lowered the need: "purpose.learning", "phase.agree", "declared"
    cover: Figure
    verdict: Verdict


class OrientationMirror(Value):
    orientation: Orientation
    done: Sharing | None  # from acts, given or derived
    seen: Sharing | None  # from ratings
    need: Need


class AspectMirror(Value):
    aspect: Aspect
    persons: Sharing
    parties: Sharing
    bound_to: dict[str, float] = {}  # of binding only: points "to_oneself", "to_network", "to_initiative"


class Scale(Value):
    """One of the four scales of the palette: position -1 (first pole) to 1 (second pole), and the range used."""

    axis: str  # FD, PT, CC, SB
    position: Figure
    low: float | None
    high: float | None
    repertoire: Figure  # 0 one pole only, 1 both as much


class Core(Value):
    """Who stands at the core: computed, and as declared (methods 2.6)."""

    basis: Basis
    method: str  # "enumeration", "coreness", "off_block"
    clarity: Figure  # correlation with the ideal picture
    is_clear: bool
    members: tuple[str, ...]
    declared: tuple[str, ...]
    both: tuple[str, ...]


class Broker(Value):
    actor: str
    name: str
    group: str | None
    bridged_pairs: int  # pairs of groups that only this one links
    groups: tuple[str, ...]
    roles: dict[str, int]  # Gould-Fernandez: coordinator, consultant, gatekeeper, representative, liaison
    brokerage: float | None  # 1 - min(1, Burt's constraint)
    betweenness: float | None


class Brokerage(Value):
    grouping: str  # "sector", "party", "community"
    brokers: tuple[Broker, ...]
    betweenness_error: float | None
    dropped_triples: int


class Meeting(Value):
    """Two who often meet (Newman weight, methods 2.9)."""

    first: str
    second: str
    weight: float


class Participation(Value):
    rate: Figure  # attended over invited, weighted
    gatherings: int
    never_came: tuple[str, ...]
    often: tuple[Meeting, ...]
    starters: tuple[Carrier, ...]  # who starts, carries, joins: from seats and initiatives
    carriers: tuple[Carrier, ...]
    joiners: tuple[Carrier, ...]


class PartyBalance(Value):
    party: str
    name: str
    gives: float
    gets: float
    balance: float | None  # -1 only gets, 1 only gives, None inactive
    light: str  # "fine", "talk", "agenda", "inactive"
    confirmed_share: float | None


class Exchange(Value):
    unit: str
    other_units: tuple[str, ...] = ()  # also in the records, and left out: units are never added up
    reciprocity: Figure
    reciprocity_above_chance: Figure
    cycle_share: Figure
    burden: Figure  # G* of giving
    balances: tuple[PartyBalance, ...]
    unconfirmed: int
    key: tuple[tuple[str, float], ...] = ()  # points for one of each unit that was converted


class ThemeCoverage(Value):
    theme: str
    name: str
    weight: float
    coverage: float
    gap: float
    is_blank: bool
    activities: tuple[str, ...]


class ActivityAlignment(Value):
    activity: str
    name: str
    alignment: float | None
    is_loose: bool
    why_loose: str | None


class Overlap(Value):
    first: str
    second: str
    likeness: float


class Coherence(Value):
    themes: tuple[ThemeCoverage, ...]
    activities: tuple[ActivityAlignment, ...]
    overlaps: tuple[Overlap, ...]
    portfolio_alignment: Figure
    disagreement: Figure  # mean spread between judges
    has_effort: bool


class Face(Value):
    """The strategist's dilemma (methods 2.8)."""

    face_share: Figure
    person: str | None
    ownership_breadth: Figure
    ownership_change: Figure  # percentage points since the wave before
    is_alarm: bool


class Attachment(Value):
    """How firmly one explorer is tied to the network (methods 5)."""

    person: str
    detachment: Figure
    outward: float | None  # EI index, -1 inward to 1 outward
    unreturned: float | None  # share of signals not brought back within 60 days
    absent: float | None
    is_drifting: bool
    is_closed: bool


class Moment(Value):
    """One period of the trend."""

    window: Window
    acts: dict[str, int]  # per orientation, and "all"
    cover: dict[str, float | None]
    effective_leaders: dict[str, float | None]


class Count(Value):
    table: str
    rows: int
    in_window: int


class Grounds(Value):
    """What the mirror rests on."""

    counts: tuple[Count, ...]
    people: int
    parties: int
    acts: int
    acts_given: int
    acts_derived: int
    people_acting: int
    parties_acting: int
    ratings: int
    raters: int
    response: float | None
    bases: tuple[Basis, ...]


class Picture(Value):
    """The whole mirror but the two long tables (actors and ledger)."""

    version: str = VERSION
    network: str
    window: Window
    grounds: Grounds
    overall_done: Sharing | None
    overall_seen: Sharing | None
    orientations: tuple[OrientationMirror, ...]  # always four, in the order of the square
    aspects: tuple[AspectMirror, ...]  # those with a basis
    palette: tuple[Scale, ...]
    core: Core | None
    brokerage: Brokerage | None
    participation: Participation | None
    exchange: Exchange | None
    coherence: Coherence | None
    face: Face
    attachments: tuple[Attachment, ...]
    trend: tuple[Moment, ...]
    key: dict[str, str]  # the message of the page: phrase key and who or what it speaks of
