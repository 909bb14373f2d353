"""`nocere read`: reports in; cards, rows, pages or E2B(R3) messages out."""

from __future__ import annotations

from typing import Annotated

import typer

from nocere.cli.asked import Message, Output
from nocere.cli.bundle import bundled

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Reports (text or HTML), folders of them, or - for standard input.")
]


@bundled
def read(files: Files, output: Output, message: Message) -> None:
    """Read reports and write a safety case for each patient, every value with the words it was read from.

    Exit codes: 0 done; 1 done, but a message breaks its schema;
    2 cannot be read; 3 some documents failed (listed at the end);
    4 something is missing, such as a code that E2B requires;
    130 interrupted, and finished results stay.

    Example: nocere read inbox/ --format json -o results/
    """
    from dataclasses import asdict
    from functools import partial

    from nocere.cli.batch import Batch
    from nocere.cli.settings import resolve
    from nocere.pipeline import read_many

    reader = partial(read_many, explain=True) if output.explain else read_many
    raise typer.Exit(Batch(files, output, resolve(asdict(message)), reader).run())
