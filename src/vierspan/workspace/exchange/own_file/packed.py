"""The file itself: a zip with a page to read and the same as JSON for programs."""

import json
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from vierspan.workspace.exchange.exports import File
from vierspan.workspace.exchange.own_file.gathered import Taken
from vierspan.workspace.exchange.own_file.page import page

MEDIA_TYPE = "application/zip"


def packed(found: Taken, language: str) -> File:
    """In memory: one person's own rows are few."""
    content, name = BytesIO(), f"{_('what-is-mine')}-{found.made_on:%Y-%m-%d}"
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr(f"{name}.html", page(found, language))
        held.writestr(f"{name}.json", json.dumps(found.plain, ensure_ascii=False, indent=2))
    return File(f"{name}.zip", MEDIA_TYPE, content.getvalue())
