"""`nocere demo`: what nocere does, on an invented report that is inside the package. Needs no file and no network."""

from __future__ import annotations

from typing import Annotated

import typer

REPORT = "linezolid-lactic-acidosis.txt"


def demo(
    text: Annotated[bool, typer.Option("--text", help="Print the report itself instead of the card.")] = False,
) -> None:
    """Read an invented report and show the card of its case.

    Example: nocere demo --text > report.txt
    """
    from importlib.resources import files

    from nocere.cli.output import emit, say

    data = (files("nocere") / "demo" / REPORT).read_bytes()
    if text:
        emit(data)
        return

    from nocere.cli.screen import show_card
    from nocere.pipeline import read

    say("nocere: reading an invented report that comes with nocere (nocere demo --text prints it)")
    show_card(read(data, REPORT))
    say("nocere: each value stands with its quote and [where it is in the text]; see it side by side in a browser:")
    say(f"        nocere demo --text > {REPORT}; nocere read {REPORT} --format html > case.html")
