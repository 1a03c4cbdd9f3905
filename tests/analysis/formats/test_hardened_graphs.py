"""Thousands of damaged files: each is read or refused with a place, and none raises."""

import random
from collections.abc import Callable

import polars as pl
import pytest

from vierspan.analysis.formats.gexf import read_gexf
from vierspan.analysis.formats.graphml import read_graphml
from vierspan.analysis.formats.kumu import read_kumu_json
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.records import Records

GRAPHML = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="k" for="node" attr.name="sector" attr.type="string"><default>zorg</default></key>
<key id="w" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed"><node id="a"><data key="k">wonen</data></node><node id="b"/>
<edge id="e" source="a" target="b"><data key="w">2.5</data></edge></graph></graphml>"""
GEXF = b"""<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed" mode="dynamic" timeformat="date">
<attributes class="node"><attribute id="0" title="skills" type="liststring"/>
<attribute id="1" title="n" type="integer"/>
</attributes><nodes><node id="a" label="A" start="2020-01-01"><attvalues><attvalue for="0" value="[x, 'y']"/>
<attvalue for="1" value="3"/></attvalues></node><node id="b" pid="a"/></nodes>
<edges><edge id="e" source="a" target="b" weight="1.5"><spells><spell start="2020-01-01" end="2021-01-01"/></spells>
</edge></edges></graph></gexf>"""
KUMU = b"""{"elements": [{"_id": "e1", "attributes": {"label": "A", "element type": "Person", "tags": ["x", "y"]}},
{"_id": "e2", "attributes": {"label": "B", "size": 3}}],
"connections": [{"_id": "c", "from": "e1", "to": "e2", "direction": "mutual", "attributes": {"strength": 2}}]}"""
TOKENS = (
    b"<",
    b">",
    b'"',
    b"&",
    b"&a;",
    b"\x00",
    b"\xff",
    b"</node>",
    b"<!DOCTYPE x>",
    b"]]>",
    b"1e999",
    b"NaN",
    b"-",
    b"{",
    b"]",
)
Reader = Callable[[bytes], tuple[dict[str, pl.DataFrame], list[Problem]]]


def damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(content) + 1), chance.randint(0, 30)
        match chance.randrange(5):
            case 0:
                content = content[:at] + chance.choice(TOKENS) + content[at:]
            case 1:
                content = content[:at] + content[at + length :]
            case 2:
                content = content[:at]
            case 3:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
            case _:
                content = content[:at] + content[at : at + length] * 3 + content[at + length :]
    return content


@pytest.mark.parametrize(("seed_file", "read"), [(GRAPHML, read_graphml), (GEXF, read_gexf), (KUMU, read_kumu_json)])
def test_damaged_files_are_read_or_refused_in_plain_words(seed_file: bytes, read: Reader) -> None:
    chance = random.Random(12)  # noqa: S311 - only has to differ, not to be secret
    for _ in range(700):
        content = damaged(seed_file, chance)
        tables, problems = read(content)
        if not tables:
            assert problems, content
            continue
        try:
            Records.of(tables)
        except UnreadableInput as refusal:
            pytest.fail(f"{refusal.problems} from {content!r}")
