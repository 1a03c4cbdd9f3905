import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from vierspan.workspace.config import catalogue

WORKSPACE = catalogue.LOCALE.parent
CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "pgettext": 1}
IN_TEMPLATE = re.compile(
    r"""(?<!\w)(?:gettext|_|ngettext)\(u?(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\"\"\".*?\"\"\")"""
)


def texts_of_code(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            given = node.args[CALLS[node.func.id]]
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


def texts_of_template(file: Path) -> Iterator[str]:
    for call in IN_TEMPLATE.finditer(templatize(file.read_text(encoding="utf-8"))):
        yield ast.literal_eval(call["text"])


def used_texts() -> set[str]:
    found: set[str] = set()
    for file in WORKSPACE.rglob("*.py"):
        found |= set(texts_of_code(file))
    for file in [*WORKSPACE.rglob("*.html"), *WORKSPACE.rglob("*.txt")]:
        found |= set(texts_of_template(file))
    return found


def test_every_text_in_the_catalogue_has_a_sure_translation() -> None:
    assert catalogue.gaps() == []


def test_every_text_of_the_site_stands_in_the_catalogue() -> None:
    known = {entry.msgid for file in catalogue.catalogues() for entry in polib.pofile(str(file))}
    used = used_texts()
    assert len(used) > 200
    assert sorted(used - known) == []
