#!/usr/bin/env python
"""Django's own commands for this site."""

import os
import sys

from django.core.management import execute_from_command_line

from vierspan.workspace.config.env import folder
from vierspan.workspace.config.secret import keep_key

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vierspan.workspace.config.settings")
    if not os.environ.get("VIERSPAN_SECRET_KEY"):
        keep_key(folder("VIERSPAN_DATA_DIR", "var"))
    execute_from_command_line(sys.argv)
