"""The network as outsiders see it: only what was chosen, and nothing of anybody who did not agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course.models import Course
from vierspan.workspace.course.positioning.agreements import Leave, leave_of
from vierspan.workspace.course.positioning.models import OF_THE_COURSE, Picture, Post, Profile, ShownParty
from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.networks.models import Network

TERMS = ("", "now", "two_years", "ten_years")
MOST_POSTS = 30


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language that it is in, and of an ambition by when."""

    text: str
    language: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A gathering to come, by what outsiders may know of it."""

    name: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A decision of which outsiders may know; what was not chosen is empty. Never who said what."""

    name: str
    outcome: str = ""
    text: str = ""
    on: date | None = None
    background: str = ""
    method: str = ""
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A post, with who brings it as far as that may be known."""

    post: Post
    author: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everything that can be seen; what was not chosen is not in it at all."""

    network: Network
    profile: Profile
    language: str
    languages: tuple[str, ...]
    logo: Picture | None = None
    motto: Said | None = None
    about: Said | None = None
    texts: Mapping[str, tuple[Said, ...]]
    themes: tuple[str, ...] = ()
    gatherings: tuple[Event, ...] = ()
    decisions: tuple[Ruled, ...] = ()
    news: tuple[Dispatch, ...] = ()
    parties: tuple[str, ...] = ()
    email: str = ""
    person: str = ""
    facts: tuple[str, ...] = ()
    has_press_kit: bool = False
    withheld: tuple[Person, ...] = ()  # whose names kept something back: for who previews

    @property
    def has_contact(self) -> bool:
        return bool(self.email or self.person)

    @property
    def has_news(self) -> bool:
        return "news" in self.profile.fields

    @property
    def is_bare(self) -> bool:
        """Whether nothing can be seen beside the name."""
        parts = (
            self.logo,
            self.motto,
            self.about,
            self.texts,
            self.themes,
            self.gatherings,
            self.decisions,
            self.news,
            self.parties,
        )
        return not any((*parts, self.has_contact, self.has_press_kit))


def public_profile(slug: str) -> Profile:
    """The profile behind the address of a public page. NotFound where there is none, or where it is not public."""
    found = Profile.objects.of_public_page(slug).select_related("network", "logo", "contact_person").first()
    if found is None:
        raise NotFound
    return found


def language_of(profile: Profile, asked: str) -> str:
    """The language that was asked for; the network's own where none was. NotFound for one that is not offered."""
    offered = languages_of(profile)
    if asked and asked not in offered:
        raise NotFound
    own = profile.network.language
    return asked or (own if own in offered else offered[0])


def languages_of(profile: Profile) -> tuple[str, ...]:
    return tuple(profile.languages) or (profile.network.language,)


def outside(
    profile: Profile, language: str, gatherings: Sequence[Event] = (), decisions: Sequence[Ruled] = ()
) -> Outside:
    """What outsiders may see of this network, in one language. `gatherings` and `decisions` are those chosen."""
    leave = leave_of(profile.network_id)
    shown = frozenset(profile.fields)
    return Outside(
        network=profile.network,
        profile=profile,
        language=language,
        languages=languages_of(profile),
        logo=profile.logo if "logo" in shown else None,
        motto=_own_words(profile, "motto", language, leave) if "motto" in shown else None,
        about=_own_words(profile, "about", language, leave) if "about" in shown else None,
        texts=_texts(profile, language, shown, leave),
        themes=_themes(profile.network_id, leave) if "themes" in shown else (),
        gatherings=tuple(each for each in gatherings if leave.clears(each.name)) if "gatherings" in shown else (),
        decisions=tuple(each for each in decisions if leave.clears(each.name, each.text, each.background)),
        news=_news(profile, language, leave) if "news" in shown else (),
        parties=_parties(profile.network_id) if "parties" in shown else (),
        email=_email(profile, leave) if "contact" in shown else "",
        person=_person(profile, leave) if "contact" in shown else "",
        facts=_facts(profile, language, leave) if "press_kit" in shown else (),
        has_press_kit="press_kit" in shown,
        withheld=tuple(leave.withheld),
    )


def _own_words(profile: Profile, key: str, language: str, leave: Leave) -> Said | None:
    """In this language, or in another where nobody wrote it in this one."""
    for each in (language, *(other for other in languages_of(profile) if other != language)):
        text = profile.words.get(f"{key}_{each}", "")
        if text and leave.clears(text):
            return Said(text, each)
    return None


def _texts(profile: Profile, language: str, shown: frozenset[str], leave: Leave) -> dict[str, tuple[Said, ...]]:
    """Per part the words for outside, else the latest text of the course that a party endorsed."""
    found = {}
    for kind in OF_THE_COURSE:
        if kind not in shown:
            continue
        own = profile.words.get(f"{kind}_{language}", "")
        said = (Said(own, language),) if own and leave.clears(own) else _of_the_course(profile, kind, leave)
        if said:
            found[kind] = said
    return found


def _of_the_course(profile: Profile, kind: str, leave: Leave) -> tuple[Said, ...]:
    rows = Course.objects.of(profile.network_id).filter(kind=kind).exclude(endorsed_by=[])
    rows = rows.order_by(F("version").asc(nulls_first=True), F("proposed_on").asc(nulls_first=True), "created_at")
    latest = {row.term: row.name for row in rows}
    if len(latest) > 1:
        latest.pop("", None)  # from before terms were said
    own = profile.network.language
    return tuple(Said(latest[term], own, term) for term in TERMS if term in latest and leave.clears(latest[term]))


def _themes(network_id: UUID, leave: Leave) -> tuple[str, ...]:
    rows = Theme.objects.of(network_id).order_by(F("priority").desc(nulls_last=True), "name")
    return tuple(name for name in rows.values_list("name", flat=True) if leave.clears(name))


def _parties(network_id: UUID) -> tuple[str, ...]:
    """Of those that were chosen, who are still in the network."""
    chosen = ShownParty.objects.of(network_id).values("party")
    here = Q(left_on=None) | Q(left_on__gt=clock.today())
    rows = Party.objects.of(network_id).filter(here, pk__in=chosen).order_by("name")
    return tuple(rows.values_list("name", flat=True))


def _email(profile: Profile, leave: Leave) -> str:
    return profile.contact_email if leave.clears_address(profile.contact_email) else ""


def _person(profile: Profile, leave: Leave) -> str:
    person = profile.contact_person
    return person.name if person and person.pk in leave.agreed else ""


def _facts(profile: Profile, language: str, leave: Leave) -> tuple[str, ...]:
    facts = _own_words(profile, "facts", language, leave)
    lines = (line.strip(" -*") for line in facts.text.splitlines()) if facts else ()
    return tuple(line for line in lines if line)


def _news(profile: Profile, language: str, leave: Leave) -> tuple[Dispatch, ...]:
    """What is out by now, in this language; where there is none in it, in the other."""
    every = published(profile.network_id)
    here = [post for post in every if post.language == language] or every
    cleared = (post for post in here if leave.clears(post.title, post.text, post.picture_words))
    return tuple(_dispatch(post, leave) for post in cleared)[:MOST_POSTS]


def published(network_id: UUID) -> list[Post]:
    rows = Post.objects.of(network_id).filter(state="published", shown_on__lte=clock.today())
    return list(rows.select_related("author", "party").order_by("-shown_on", "-changed_at"))


def dispatch(profile: Profile, address: str) -> Dispatch:
    """One post by its address, also in a language that the page itself is not in now."""
    if "news" not in profile.fields:
        raise NotFound
    leave = leave_of(profile.network_id)
    found = next((post for post in published(profile.network_id) if post.address == address), None)
    if found is None or not leave.clears(found.title, found.text, found.picture_words):
        raise NotFound
    return _dispatch(found, leave)


def _dispatch(post: Post, leave: Leave) -> Dispatch:
    author = post.author.name if post.author and post.author_id in leave.agreed else ""
    return Dispatch(post, author, post.party.name if post.party else "")
