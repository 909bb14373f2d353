"""A reading in the format that was asked for: the files it makes, as bytes.

    make = maker(Format.JSON, settings, draft=False)
    make(reading).files                          # a File for <stem>.json
    make(reading, explanation).files             # with why, in the formats that a person reads

What it will not do: write anything.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Protocol

from rich.console import Console

from nocere.case import Reading
from nocere.case.explanation import Explanation
from nocere.cli.asked import Format
from nocere.cli.card import print_card
from nocere.cli.made import File, Made
from nocere.cli.sending import Sending
from nocere.cli.settings import Setting
from nocere.exchange.page import write_page
from nocere.exchange.rows import to_json, to_jsonl


class Maker(Protocol):
    """What makes the files of one reading, and of its explanation where there is one."""

    def __call__(self, reading: Reading, explanation: Explanation | None = None) -> Made: ...


def maker(form: Format, settings: Mapping[str, Setting], draft: bool) -> Maker:
    """What makes that format. Raises `SchemaError` or `InputError` where the settings for it cannot be used."""
    if form is Format.E2B:
        sending = Sending(settings, draft)
        return lambda reading, explanation=None: sending.messages(reading)
    write, ending = {
        Format.CARD: (_card, ".txt"),
        Format.JSON: (lambda reading, _: to_json(reading), ".json"),
        Format.JSONL: (lambda reading, _: to_jsonl(reading), ".jsonl"),
        Format.HTML: (write_page, ".html"),
    }[form]
    return lambda reading, explanation=None: Made((File("", ending, write(reading, explanation)),))


def _card(reading: Reading, explanation: Explanation | None) -> bytes:
    out = io.StringIO()
    console = Console(file=out, width=80, no_color=True, force_terminal=False, legacy_windows=False)
    print_card(reading, console, explanation)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()).encode()
