"""What names look like: persons or organisations."""

import re
import unicodedata
from collections.abc import Iterable

_PARTICLES = frozenset("van de der den ten ter het von zu da di del della la le el al bin y e af 't v.d.".split())
_ORGANISED = frozenset(
    "bv nv vof stichting vereniging coöperatie cooperatie gemeente provincie ministerie waterschap universiteit "
    "university "
    "hogeschool college school institute instituut institutet foundation association company inc ltd llc gmbh ag ab "
    "as oy "
    "sa srl spa zorg ziekenhuis hospital huis bank capital partners group groep region regio län kommun municipality "
    "council agency network netwerk centre center centrum fund ventures labs media society club park museum state city "
    "department ministry authority services ggz ggd thuiszorg welzijn politie kerk bibliotheek fonds platform".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*$")
_PEOPLE_KINDS = frozenset(
    "person people persons persoon personen mens mensen individual individuals individu human member lid medewerker "
    "employee respondent contact user persona personne personen mitglied".split()
)
# Attributes that only people have.
_PERSONAL = frozenset(
    "age gender sex tenure seniority level dept department afdeling leeftijd geslacht surname voornaam "
    "achternaam".split()
)
_PARTY_KINDS = frozenset(
    "party parties partij partijen organisation organisations organization organizations organisatie organisaties "
    "company "
    "companies bedrijf institution institutions instelling instellingen group groep team departement agency firm "
    "university ngo government gemeente stichting vereniging partner partners".split()
)


def plain(text: str) -> str:
    """Lower case without accents or punctuation, words one blank apart."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def is_person_kind(word: str) -> bool:
    """Whether a type such as 'Person' or 'persoon' means people."""
    return plain(word) in _PEOPLE_KINDS


def is_party_kind(word: str) -> bool:
    """Whether a type such as 'Organisation' or 'partij' means parties, and nothing more special than that."""
    return plain(word) in _PARTY_KINDS


def person_share(names: Iterable[str]) -> float:
    """The share of names that look like first and last name, 0 to 1; 0 without names."""
    judged = [_looks_like_a_person(name) for name in names if name]
    return sum(judged) / len(judged) if judged else 0.0


def _looks_like_a_person(name: str) -> bool:
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or len(name) > 45:
        return False
    if any(word.casefold().strip(".") in _ORGANISED for word in words):
        return False
    named = [word for word in words if word.casefold() not in _PARTICLES]
    is_written_so = all(_WORD.match(word) and word[0].isupper() and not word[1:].isupper() for word in named)
    return len(named) >= 2 and is_written_so


def are_personal(titles: Iterable[str]) -> bool:
    """Whether among these titles of attributes is one that only people have."""
    return any(plain(title) in _PERSONAL for title in titles)
