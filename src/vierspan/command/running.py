"""One command, run: what goes wrong becomes one plain sentence and a number."""

import argparse
import sys
from collections.abc import Callable

from vierspan.command.errors import Refused

Work = Callable[[argparse.Namespace], int]


def run(given: argparse.Namespace) -> int:
    """The exit code of one command; no traceback for what the user can mend."""
    if given.version:
        return _version()
    try:
        return _work(given.command)(given)
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return refused.code
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _version() -> int:
    from importlib.metadata import version

    print(f"vierspan {version('vierspan')}")
    return 0


def _work(command: str | None) -> Work:
    if command in ("mirror", "check"):
        from vierspan.command import mirror

        return mirror.mirror if command == "mirror" else mirror.check
    if command in ("template", "schema"):
        from vierspan.command import paper

        return paper.template if command == "template" else paper.schema
    if command in ("backup", "restore"):
        from vierspan.command import archive

        return archive.backup if command == "backup" else archive.restore
    if command in ("serve", "demo"):
        from vierspan.command import serving

        return serving.serve if command == "serve" else serving.demo
    if command is None:
        return _help
    from vierspan.command import workspace

    return workspace.passed_on


def _help(given: argparse.Namespace) -> int:
    from vierspan.command.arguments import parser

    parser().print_help()
    return 0
