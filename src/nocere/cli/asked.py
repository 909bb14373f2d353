"""What can be asked of `nocere read`: formats and options, in groups that `nocere.cli.bundle` spreads.

Here and not in `read`, so that the code that answers can name them too; importing this costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_PANEL = "For E2B(R3) messages"


class Format(StrEnum):
    """What `nocere read` can write."""

    CARD = "card"
    JSON = "json"
    JSONL = "jsonl"
    E2B = "e2b"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Output:
    """What comes out, and where."""

    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.CARD
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Write a file per result into this folder; goes on there later."
        ),
    ] = None
    again: Annotated[bool, typer.Option("--again", help="Read anew what the folder already holds.")] = False
    draft: Annotated[bool, typer.Option("--draft", help="Write E2B even where the standard asks for more.")] = False
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what led to each value, and why the rest was dropped (card, html).")
    ] = False


@dataclass(frozen=True, slots=True)
class Message:
    """What only the sender knows; each may stand in nocere.toml or a NOCERE_ variable instead. Names are settings' names."""

    sender: Annotated[str | None, typer.Option(rich_help_panel=_PANEL, help="Organisation that sends (C.3.2).")] = None
    sender_type: Annotated[
        str | None, typer.Option(rich_help_panel=_PANEL, help="Kind of sender (C.3.1), e.g. 'health professional'.")
    ] = None
    country: Annotated[
        str | None, typer.Option(rich_help_panel=_PANEL, help="The sender's country, two letters (C.3.4.5).")
    ] = None
    sender_id: Annotated[
        str | None, typer.Option(rich_help_panel=_PANEL, help="Sender identifier of the message (N.1.3).")
    ] = None
    receiver_id: Annotated[
        str | None, typer.Option(rich_help_panel=_PANEL, help="Receiver identifier of the message (N.1.4).")
    ] = None
    received: Annotated[
        str | None,
        typer.Option(rich_help_panel=_PANEL, help="Date the publication came to hand, YYYY-MM-DD or today (C.1.4)."),
    ] = None
    created: Annotated[
        str | None,
        typer.Option(rich_help_panel=_PANEL, help="When the report is made, YYYY-MM-DDThh:mm:ss or now (C.1.2)."),
    ] = None
    ich_schemas: Annotated[
        str | None,
        typer.Option(
            "--schema-dir", metavar="DIR", rich_help_panel=_PANEL, help="Your ICH schemas, to check messages against."
        ),
    ] = None
