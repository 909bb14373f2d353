"""The command `nocere`: data on standard output, everything else on standard error, exit codes that mean something.

    0 ok · 1 done, with findings · 2 usage or bad input · 3 partial · 4 something missing · 5 integrity · 130 interrupted

Whatever nocere refuses (`NocereError`) is one line, `nocere: …`, and its exit code; never a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from nocere.errors import NocereError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run these arguments, or those of this process; ends in SystemExit as a command does."""
    from nocere.cli.app import app
    from nocere.cli.output import say

    try:
        app(arguments)
    except NocereError as error:
        say(f"nocere: {error}")
        sys.exit(error.exit_code)
