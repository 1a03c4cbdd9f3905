"""The settings under which the tests run: as in production, with a key of its own and without collected files."""

import os
import tempfile

os.environ["VIERSPAN_DATA_DIR"] = tempfile.mkdtemp(prefix="vierspan-tests-")
os.environ["VIERSPAN_SECRET_KEY"] = "only-for-the-tests"
os.environ["VIERSPAN_BASE_URL"] = "http://testserver"

from vierspan.workspace.config import catalogue
from vierspan.workspace.config.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

catalogue.compile_all()
# A file, as in production: in memory all threads of a browser test share one connection, and so one transaction.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['VIERSPAN_DATA_DIR']}/test.sqlite3"}  # noqa: F405
