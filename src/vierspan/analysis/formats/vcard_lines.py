"""The lines of vCards as address books write them: folded, quoted-printable, escaped; 2.1, 3.0 and 4.0."""

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_BREAK = re.compile(r"\r\n|\n|\r")
_PIECE = re.compile(r"\\.|[^\\]|\\$", re.DOTALL)
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
WIDEST = 75


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name and parameter names in capitals, its value as it stands (still escaped)."""

    name: str
    parameters: dict[str, list[str]]
    value: str

    @property
    def types(self) -> set[str]:
        return {word.casefold() for word in self.parameters.get("TYPE", ())}

    @property
    def is_preferred(self) -> bool:
        return "pref" in self.types or "PREF" in self.parameters

    @property
    def text(self) -> str:
        return unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The components between semicolons."""
        return [unescaped(part) for part in parted(self.value, ";")]


@dataclass(slots=True)
class Card:
    """The properties of one card; `is_whole` tells whether its end was there."""

    properties: list[Property] = field(default_factory=list)
    is_whole: bool = True

    def all(self, name: str) -> list[Property]:
        """The properties of this name that say something, the preferred ones first."""
        found = [one for one in self.properties if one.name == name and one.value.strip(" ;,")]
        return sorted(found, key=lambda one: not one.is_preferred)

    def text(self, name: str) -> str:
        return next((one.text for one in self.all(name)), "")


def cards_in(text: str) -> Iterator[Card]:
    """The cards of a text in order. A card within a card (an assistant's) falls away; a missing end is forgiven."""
    card: Card | None = None
    for found in _outer(filter(None, map(_property, _unfolded(_BREAK.split(text))))):
        edge = _edge(found)
        if edge and card:
            card.is_whole = edge == "END"
            yield card
            card = None
        if edge == "BEGIN":
            card = Card()
        elif card and not edge:
            card.properties.append(found)
    if card:
        card.is_whole = False
        yield card


def _edge(found: Property) -> str:
    """BEGIN or END where a card begins or ends here."""
    is_edge = found.name in ("BEGIN", "END") and found.value.strip().upper() == "VCARD"
    return found.name if is_edge else ""


def _outer(properties: Iterable[Property]) -> Iterator[Property]:
    """The properties but for those of a card that stands under an empty AGENT."""
    inner, is_agent = 0, False
    for found in properties:
        edge = _edge(found)
        if inner or (is_agent and edge == "BEGIN"):
            inner += {"BEGIN": 1, "END": -1}.get(edge, 0)
        else:
            yield found
        is_agent = found.name == "AGENT" and not found.value.strip()


def _unfolded(lines: Sequence[str]) -> Iterator[str]:
    """The lines with what was broken off put back: after a blank, and after the = of quoted-printable."""
    parts: list[str] = []
    is_quoted = False
    for line in lines:
        if parts and is_quoted and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            if parts:
                yield "".join(parts)
            parts = [line]
            is_quoted = "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
    if parts:
        yield "".join(parts)


def _property(line: str) -> Property | None:
    at = _colon(line)
    if at < 1:
        return None
    name, *told = _unquoted_parts(line[:at])
    parameters: dict[str, list[str]] = {}
    for parameter in told:
        key, sign, value = parameter.partition("=")
        if not sign:
            key, value = ("ENCODING" if parameter.upper() in _ENCODINGS else "TYPE"), parameter
        words = [value] if '"' in value and "," not in value.replace('"', "") else value.split(",")
        parameters.setdefault(key.strip().upper(), []).extend(word.strip().strip('"') for word in words)
    value = line[at + 1 :]
    if "QUOTED-PRINTABLE" in (word.upper() for word in parameters.get("ENCODING", ())):
        value = _unquoted(value, parameters.get("CHARSET", ["utf-8"])[0])
    return Property(name.rpartition(".")[2].strip().upper(), parameters, value)


def _colon(line: str) -> int:
    """Where the value begins: the first colon that is not between quotes."""
    is_quoted = False
    for at, letter in enumerate(line):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return at
    return line.find(":")


def _unquoted_parts(head: str) -> list[str]:
    parts, is_quoted = [""], False
    for letter in head:
        is_quoted ^= letter == '"'
        if letter == ";" and not is_quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _unquoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode())
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", errors="replace")


def parted(value: str, mark: str) -> list[str]:
    """The parts between marks that are not escaped, each still escaped."""
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(value):
        if piece == mark:
            parts.append([])
        else:
            parts[-1].append(piece)
    return ["".join(part) for part in parts]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def escaped(text: str) -> str:
    """A text as a value: reading it back gives the same, with any line break as the one there is."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(lines: Iterable[str]) -> bytes:
    """The lines broken so that none is longer than 75 bytes, letters kept whole."""
    return b"".join(b"\r\n ".join(_pieces(line)) + b"\r\n" for line in lines)


def _pieces(line: str) -> list[bytes]:
    pieces: list[bytes] = []
    now = bytearray()
    for letter in line:
        written = letter.encode()
        if len(now) + len(written) > WIDEST - bool(pieces):
            pieces.append(bytes(now))
            now = bytearray()
        now += written
    return [*pieces, bytes(now)]
