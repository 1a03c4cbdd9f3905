"""The command `vierspan`: a door to the analysis and to the workspace, and nothing more.

Nothing heavy is imported before it is known what is asked, so that help stands at once.
"""

import sys
from collections.abc import Sequence

from vierspan.command.arguments import parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 where all went well, 1 where the input or the machine stood in the way, 2 for a
    command that was put wrongly or a question that only the user can answer."""
    given = parser().parse_args(arguments)
    from vierspan.command.running import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
