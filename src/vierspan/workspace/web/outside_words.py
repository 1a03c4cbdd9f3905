"""A public page as its template shows it: the parts in order, and the addresses of everything in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.course.positioning import prose
from vierspan.workspace.course.positioning.outside import Dispatch, Outside, Said
from vierspan.workspace.course.positioning.queries import Picture
from vierspan.workspace.web.addresses import with_query

TEASER, DESCRIPTION = 220, 200
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the things on a page stand: for everybody, or for who looks ahead."""

    home: Address  # in a language
    picture: Callable[[Picture], str]
    post: Callable[[Dispatch], str]
    css: str
    feed: str
    kit: str


def public_ways(seen: Outside) -> Ways:
    slug = seen.network.slug

    def home(language: str) -> str:
        is_own = language == seen.network.language and language in seen.languages
        return reverse("web:public_page", args=[slug]) if is_own else reverse("web:public_in", args=[slug, language])

    return Ways(
        home=home,
        picture=lambda picture: reverse("web:public_picture", args=[slug, picture.pk]),
        post=lambda each: reverse("web:public_post", args=[slug, each.post.address]),
        css=_versioned(reverse("web:public_css", args=[slug]), seen),
        feed=reverse("web:public_feed", args=[slug]),
        kit=reverse("web:public_kit", args=[slug]),
    )


def preview_ways(seen: Outside) -> Ways:
    slug = seen.network.slug
    here = reverse("web:preview_page", args=[slug])
    return Ways(
        home=lambda language: with_query(here, language=language),
        picture=lambda _picture: reverse("web:logo", args=[slug]),
        post=lambda each: reverse("web:outward_post", args=[slug, each.post.pk]),
        css=_versioned(reverse("web:look_css", args=[slug]), seen),
        feed="",
        kit=reverse("web:press_kit", args=[slug]),
    )


def _versioned(address: str, seen: Outside) -> str:
    accent = seen.profile.accent
    return with_query(address, v=accent[1:]) if accent else ""


def outsider_page(seen: Outside, ways: Ways) -> dict[str, Any]:
    """Everything that the template shows, in the language that is active."""
    return {
        "seen": seen,
        "network_name": seen.network.name,
        "has_accent": bool(seen.profile.accent),
        "logo": ways.picture(seen.logo) if seen.logo else "",
        "parts": _parts(seen),
        "news": [_news_line(each, ways) for each in seen.news],
        "languages": [
            (key, name, ways.home(key), key == seen.language)
            for key, name in _names_of(seen)
            if len(seen.languages) > 1
        ],
        "home": ways.home(seen.language),
        "css": ways.css,
        "feed": ways.feed if seen.has_news else "",
        "kit": ways.kit if seen.has_press_kit else "",
        "description": _description(seen),
    }


def _names_of(seen: Outside) -> list[tuple[str, str]]:
    """Each language by its own name."""
    own = {"nl": "Nederlands", "en": "English"}
    return [(key, own[key]) for key, _name in settings.LANGUAGES if key in seen.languages]


def _parts(seen: Outside) -> list[tuple[str, list[tuple[str, Said]]]]:
    titles = {
        "identity": _("What binds us"),
        "issue": _("What it is about"),
        "ambition": _("What we want to reach"),
    }
    return [
        (titles[kind], [(_by_when(said), said) for said in seen.texts[kind]]) for kind in titles if kind in seen.texts
    ]


def _by_when(said: Said) -> str:
    words = {
        "now": pgettext("ambition", "Now"),
        "two_years": pgettext("ambition", "In two years"),
        "ten_years": pgettext("ambition", "In ten years"),
    }
    return words.get(said.term, "")


def _news_line(each: Dispatch, ways: Ways) -> dict[str, Any]:
    return {
        "post": each.post,
        "address": ways.post(each),
        "teaser": prose.plain(each.post.text, TEASER),
        "by": byline(each),
    }


def byline(each: Dispatch) -> str:
    return ", ".join(part for part in (each.author, each.party) if part)


def _description(seen: Outside) -> str:
    first = next(iter(seen.texts.values()), ())
    said = seen.motto or seen.about or (first[0] if first else None)
    return prose.plain(said.text, DESCRIPTION) if said else ""
