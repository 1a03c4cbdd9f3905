"""The mirror in the words of a page: figures with their sentence, facts and definition, and what each part says."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.mirror.picture import Basis, OrientationMirror, Picture, Sharing
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report import charts
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts.square import lead
from vierspan.analysis.report.material import Material
from vierspan.analysis.report.sections.front import two_to_show
from vierspan.analysis.report.sentences.figures import listed
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.insight import mirror_figures, report
from vierspan.workspace.insight.mirror_figures import FigureView
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.sheets import Ref

MOST_NAMES = 8
HEAVY, LIGHT = 0.4, 0.2  # how much falls away with one person before it is worth saying, and below which it is fine


@dataclass(frozen=True, slots=True)
class Side:
    """How one orientation or aspect is shared, from one source: in sentences, in a strip, and as figures."""

    title: str
    strip: SafeString
    said: tuple[str, ...]
    figures: tuple[FigureView, ...] = ()


@dataclass(frozen=True, slots=True)
class Led:
    """One orientation: what is needed, what was done beside what is seen, and where these differ."""

    orientation: str
    need: tuple[str, ...]
    done: Side | None
    seen: Side | None
    differs: str


@dataclass(frozen=True, slots=True)
class Ways:
    """One of the four aspects: per person and per party."""

    title: str
    what_is: str
    definition: str
    said: tuple[str, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Accented:
    """Those whose own weight lies in one orientation, the most outspoken first."""

    orientation: str
    people: tuple[Ref, ...]
    more: int


@dataclass(frozen=True)
class Words:
    """Everything that the pages of one mirror say to one reader."""

    actor: Actor
    given: Material
    then: Picture | None = None

    @property
    def picture(self) -> Picture:
        return self.given.picture

    @property
    def sees_names(self) -> bool:
        return self.actor.role.reaches(Role.MEMBER)

    @property
    def grounds(self) -> list[str]:
        return say.grounds(self.picture, self.given.language)

    @property
    def summary(self) -> list[str]:
        return say.summary(self.picture, self.given.language)

    @cached_property
    def first_figures(self) -> tuple[FigureView, ...]:
        """The two covers that matter most, and how many lead in all."""
        covers = tuple(self._cover(part) for part in two_to_show(self.picture.orientations))
        return (*covers, *self._overall())

    @cached_property
    def led(self) -> tuple[Led, ...]:
        return tuple(self._led(place, part) for place, part in enumerate(self.picture.orientations))

    @cached_property
    def ways(self) -> tuple[Ways, ...]:
        found = say.aspects(self.picture.aspects, self.given.language)
        return tuple(self._ways(place, said) for place, (_, said) in enumerate(found))

    @cached_property
    def away(self) -> tuple[str, ...]:
        """What is left of each orientation when the one who carries most stops; where that matters little, in one."""
        heavy = [self._away(part) for part in self.picture.orientations if self._lost(part) >= HEAVY]
        light = [part.orientation for part in self.picture.orientations if 0 <= self._lost(part) < LIGHT]
        rooms = listed([charts.room_name(each, self.given.language) for each in light])
        said = [self.given.say("mirror_page.away_light", rooms=rooms)] if light else []
        return (*(each for each in heavy if each), *said)

    @cached_property
    def core(self) -> tuple[str, ...]:
        found = self.picture.core
        if found is None or self.sees_names:
            return (*say.core(found, self._of_the_same_kind(), self.given.language), *self._declared())
        key = "clear" if found.is_clear else "unclear"
        said = [self.given.say(f"mirror.core.{key}", value=found.clarity.value)] if found.clarity.value else []
        return (*said, self._hidden)

    @property
    def brokers(self) -> tuple[str, ...]:
        if self.picture.brokerage and not self.sees_names:
            return (self._hidden,)
        return tuple(say.brokers(self.picture.brokerage, self.given.language))

    @property
    def participation(self) -> tuple[str, ...]:
        return tuple(say.participation(self.picture.participation, self.given.names, self.given.language))

    @property
    def exchange(self) -> tuple[str, ...]:
        return tuple(say.exchange(self.picture.exchange, self.given.language))

    @property
    def coherence(self) -> tuple[str, ...]:
        return tuple(say.coherence(self.picture.coherence, self.given.language))

    @property
    def face(self) -> tuple[str, ...]:
        """Ownership for all; whose face it is only for whom it concerns."""
        found = self.picture.face
        said = say.face(found, self.given.names, self.given.language)
        if found.face_share.value is None or found.person is not None:
            return tuple(said)
        without = found.model_copy(update={"is_alarm": False})
        _, *rest = say.face(without, self.given.names, self.given.language)
        return (*rest, self.given.say("mirror_page.face_theirs"))

    @property
    def pull(self) -> tuple[str, ...]:
        if not self.picture.attachments:
            return (self.given.say("mirror_page.attachment_theirs"),)
        return tuple(say.pull(self.picture.attachments, self.given.names, self.given.language))

    @cached_property
    def accents(self) -> tuple[Accented, ...]:
        """Per orientation the people whose accent it is; nobody for who may not see names."""
        return tuple(self._accented(orientation) for orientation in Orientation) if self.sees_names else ()

    @property
    def matrix(self) -> SafeString:
        """What serves what; empty where there is nothing, or where the scores are not for this reader."""
        found = self.picture.coherence
        if found is None or not self.sees_names:
            return _safe("")
        return _safe(charts.matrix(charts.matrix_of(self.given.records, found), self.given.language))

    @property
    def trend(self) -> tuple[str, ...]:
        return tuple(say.trend(self.picture, self.given.language))

    @property
    def turned(self) -> list[str]:
        """The change that is largest of the four; nothing where there is no course to speak of."""
        moments = self.picture.trend
        if len(moments) < 2:
            return []
        changes = [abs(moments[-1].acts.get(each, 0) - moments[0].acts.get(each, 0)) for each in Orientation]
        return [self.trend[changes.index(max(changes))]]

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What cannot be said yet, and what to record to get it."""
        picture = self.picture
        known = {
            "seen": picture.overall_seen,
            "need": any(part.need.need is not None for part in picture.orientations),
            "aspects": picture.aspects,
            "core": picture.core,
            "brokerage": picture.brokerage,
            "participation": picture.participation,
            "exchange": picture.exchange,
            "coherence": picture.coherence,
            "ownership": picture.face.ownership_breadth.value is not None,
            "palette": any(scale.position.value is not None for scale in picture.palette),
            "trend": len(picture.trend) > 1,
        }
        return tuple(self.given.say(f"mirror.missing.{key}") for key, found in known.items() if not found)

    def figures(self, *paths: str) -> tuple[FigureView, ...]:
        """Figures of the picture by their place in it, as a page shows them."""
        views = (mirror_figures.view(self.given, path, self.then) for path in paths)
        return tuple(view for view in views if view)

    @property
    def _hidden(self) -> str:
        return self.given.say("mirror_page.names_hidden")

    def _cover(self, part: OrientationMirror) -> FigureView:
        said = say.needs(part, self.given.language)[:1]
        sharing = lead(part)
        if sharing is not None and sharing.carriers:
            said += say.sharing(sharing, part.orientation.room, self.given.language)[:1]
        place = list(Orientation).index(part.orientation)
        return mirror_figures.told(self.given, f"orientations.{place}.need.cover", " ".join(said), self.then)

    def _overall(self) -> tuple[FigureView, ...]:
        side = "overall_done" if self.picture.overall_done else "overall_seen"
        sharing: Sharing | None = getattr(self.picture, side)
        if sharing is None or sharing.effective_leaders.value is None:
            return ()
        path = f"{side}.effective_leaders"
        return (mirror_figures.told(self.given, path, " ".join(self.summary[:2]), self.then),)

    def _led(self, place: int, part: OrientationMirror) -> Led:
        room = part.orientation.room
        differs = say.leads(part, self.given.language)[-1] if say.differs(part) else ""
        sides = {
            key: self._side(f"orientations.{place}.{key}", getattr(part, key), key, room) for key in ("done", "seen")
        }
        need = tuple(say.needs(part, self.given.language))
        return Led(part.orientation.value, need, sides["done"], sides["seen"], differs)

    def _side(self, path: str, sharing: Sharing | None, key: str, room: str) -> Side | None:
        if sharing is None or not (sharing.carriers or sharing.rest_count):
            return None
        title = self.given.say(f"report.{key}")
        strip = _safe(charts.sharing_strip(sharing, self.given.language, title, room))
        said = tuple(say.sharing(sharing, room, self.given.language))
        keys = ("effective_leaders", "effective_parties", "top_three", "starlike")
        return Side(title, strip, said, self.figures(*(f"{path}.{each}" for each in keys)))

    def _ways(self, place: int, said: list[str]) -> Ways:
        part = self.picture.aspects[place]
        key = part.aspect.value
        if part.persons.basis is Basis.TIES:
            said = [*said, self.given.say("report.intro.aspect_basis_ties")]
        title, definition = (self.given.say(f"definition.{key}.{what}") for what in ("name", "text"))
        what_is = self.given.say("mirror_page.what_is", name=title.lower())
        sides = (self._strip(part.persons, "persons"), self._strip(part.parties, "parties"))
        return Ways(title, what_is, definition, tuple(said), tuple(side for side in sides if side))

    def _strip(self, sharing: Sharing, key: str) -> Side | None:
        if not (sharing.carriers or sharing.rest_count):
            return None
        title = self.given.say(f"report.{key}")
        return Side(title, _safe(charts.sharing_strip(sharing, self.given.language, title)), ())

    def _accented(self, orientation: Orientation) -> Accented:
        actors = self.given.actors
        own = actors.filter((actors["kind"] == "person") & (actors["accent"] == orientation.value).fill_null(False))
        own = own.sort("sharpness", "id", descending=[True, False], nulls_last=True)
        people = own.head(MOST_NAMES).select("id", "name").iter_rows()
        refs = tuple(Ref("people", person, name) for person, name in people)
        return Accented(orientation.value, refs, max(0, own.height - MOST_NAMES))

    def _lost(self, part: OrientationMirror) -> float:
        sharing = lead(part)
        lost = sharing.dependency.value if sharing else None
        return -1.0 if lost is None else lost

    def _away(self, part: OrientationMirror) -> str:
        sharing = lead(part)
        if sharing is None or not sharing.carriers:
            return ""
        the_room = self.given.say(f"mirror.the.{part.orientation.room}")
        facts = {"name": sharing.carriers[0].name, "left": 1 - self._lost(part), "the_room": the_room}
        return self.given.say("mirror_page.away", **facts)

    def _of_the_same_kind(self) -> int:
        """How many there are of the kinds of actor that the core consists of."""
        members = self.picture.core.members if self.picture.core else ()
        actors = self.given.actors
        kinds = actors.filter(actors["id"].is_in(members))["kind"].to_list()
        return actors.filter(actors["kind"].is_in(kinds)).height

    def _declared(self) -> Iterable[str]:
        found = self.picture.core
        if found is None:
            return
        if not found.declared:
            yield self.given.say("mirror_page.none_declared")
            return
        computed, declared = set(found.members), set(found.declared)
        for key, ids in (("only_computed", computed - declared), ("only_declared", declared - computed)):
            if ids:
                names = listed(sorted(self.given.name(each) for each in ids), 12)
                yield self.given.say(f"mirror_page.{key}", names=names)


def words_of(actor: Actor, run: Run, then: Picture | None = None) -> Words:
    return Words(actor, report.material(actor, run), then)


def _safe(fragment: str) -> SafeString:
    """Every name in a chart was escaped where it was drawn."""
    return mark_safe(fragment)  # noqa: S308
