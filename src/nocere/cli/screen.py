"""The card on standard output: in colour on a terminal that wants it (NO_COLOR is honoured), plain in a pipe."""

from __future__ import annotations

import sys

from rich.console import Console

from nocere.case import Reading
from nocere.case.explanation import Explanation
from nocere.cli.card import print_card
from nocere.cli.output import emit

_WIDEST = 110


def show_card(reading: Reading, explanation: Explanation | None = None) -> None:
    """Print the card of that reading, with its explanation where there is one."""
    console = Console(file=sys.stdout, highlight=False, legacy_windows=False)
    width = min(console.width, _WIDEST) if console.is_terminal else 80
    console.width = width
    with console.capture() as captured:
        print_card(reading, console, explanation)
    emit("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
