"""The command `nocere`: data on standard output, everything else on standard error, exit codes that mean something.

    0 ok · 1 done, with findings · 2 usage or bad input · 3 partial · 4 something missing · 5 integrity · 130 interrupted

Whatever nocere refuses (`NocereError`) is one line, `nocere: …`, and its exit code; never a traceback.
"""

from __future__ import annotations

import sys

from nocere.errors import NocereError

__all__ = ["main"]


def main() -> None:
    """Run the command line of this process."""
    from nocere.cli.app import app

    try:
        app()
    except NocereError as error:
        print(f"nocere: {error}", file=sys.stderr)  # noqa: T201 - this is where the command speaks
        sys.exit(error.exit_code)
