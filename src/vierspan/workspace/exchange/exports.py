"""A whole network in the forms that other programs open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language, tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight.facts import readable
from vierspan.workspace.insight.records import records_of
from vierspan.workspace.insight.words import spoken
from vierspan.workspace.networks.models import Network


@dataclass(frozen=True, slots=True)
class File:
    """Something to download."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    ending: str
    media_type: str
    write: Callable[[Records, Language], bytes]


def _xlsx(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats import write_workbook

    return write_workbook(records, language)


def _csv(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats import write_csv_zip

    return write_csv_zip(records, language)


def _graphml(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats.graphml import write_graphml

    return write_graphml(records)


def _gexf(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats.gexf import write_gexf

    return write_gexf(records)


def _kumu(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats.kumu import write_kumu

    return write_kumu(records)


def _kumu_json(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats.kumu import write_kumu_json

    return write_kumu_json(records)


def _vcard(records: Records, language: Language) -> bytes:
    from vierspan.analysis.formats.vcard import write_vcard

    return write_vcard(records)


def _json(records: Records, language: Language) -> bytes:
    rows = (f'"{key}":{records.table(key).write_json()}' for key in records.present)
    return ("{" + ",".join(rows) + "}").encode()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Mapping[str, Form] = {
    "xlsx": Form(".xlsx", XLSX, _xlsx),
    "csv": Form(".csv.zip", "application/zip", _csv),
    "graphml": Form(".graphml", "application/graphml+xml", _graphml),
    "gexf": Form(".gexf", "application/gexf+xml", _gexf),
    "kumu": Form("-kumu.xlsx", XLSX, _kumu),
    "kumu-json": Form("-kumu.json", "application/json", _kumu_json),
    "vcard": Form(".vcf", "text/vcard; charset=utf-8", _vcard),
    "json": Form(".json", "application/json", _json),
}


# What only participants read of each other.
OF_PARTICIPANTS = {"people": ("email", "phone"), "acts": ("note",)}


def export(actor: Actor, form: str) -> File:
    """Everything in the network that the actor may see, in one file. Raises NotFound for an unknown form."""
    authorise(actor, Do.EXPORT_NETWORK)
    if form not in FORMS:
        raise NotFound
    chosen = FORMS[form]
    slug = Network.objects.get(pk=actor.network_id).slug
    content = chosen.write(shown_records(actor), spoken(actor.language))
    return File(f"{slug}{chosen.ending}", chosen.media_type, content)


def shown_records(actor: Actor) -> Records:
    """The records as this role may see them: single ratings for leads only, addresses and notes not for observers."""
    records = records_of(actor.network_id)
    kept = {key: records.table(key) for key in records.present}
    kept |= {"acts": readable(kept["acts"])} if "acts" in kept else {}
    if not actor.role.reaches(Role.LEAD):
        kept.pop("ratings", None)
    if not actor.role.reaches(Role.MEMBER):
        kept.pop("notes", None)
        for key in kept.keys() & OF_PARTICIPANTS.keys():
            kept[key] = kept[key].with_columns(
                pl.lit(None, dtype=pl.String).alias(name) for name in OF_PARTICIPANTS[key]
            )
    return Records.of({key: frame for key, frame in kept.items() if key in tables()})
