"""Commands of the workspace: Django's, under the names that users know."""

import argparse
import os

# Our word, and Django's command that does the work.
COMMANDS = {"import": "import_network", "export": "export_network"}


def passed_on(given: argparse.Namespace) -> int:
    """Let the workspace do it; what it refuses has been said in one line by then."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vierspan.workspace.config.settings")
    from django.core.management import ManagementUtility

    ManagementUtility(["vierspan", COMMANDS[given.command], *given.rest]).execute()
    return 0
