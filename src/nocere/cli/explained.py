"""The explanation on a terminal, below the card: why each value was read, and why each candidate was dropped.

    console.print(explained(explanation, reading))

Numbers stand right-aligned before what they are of; what is most doubtful comes first; nothing is cut that the explanation
holds, but long quotes are shortened. Nothing is said by colour alone. Fits 80 columns.
"""

from __future__ import annotations

from rich.console import Group as Together
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from nocere.case import Reading
from nocere.case.explanation import Explanation
from nocere.exchange.page.reasons import Group, Note, Reasons, Weighed, aside, reasons, without_case
from nocere.span import Span

_NUMBER = 6
_QUOTE = 48
_MOST = 2
"""Places shown of one thing; the page holds them all."""


def explained(explanation: Explanation, reading: Reading) -> RenderableType:
    """The whole, for all patients."""
    parts: list[RenderableType] = []
    for case in reading.cases:
        parts.append(_rule(f"Why: patient {case.position} of {len(reading.cases)}"))
        parts += map(_part, reasons(case, explanation.of(case)))
    for patient in explanation.without_case:
        parts.append(_rule(f"Why no case: “{_short(patient.spans[0].quote)}” {_places(patient.spans)}"))
        parts += [Text(patient.why), *map(_part, without_case(patient))]
    return Together(*parts, _rule("Why: the rest of the text"), _part(aside(explanation)))


def _rule(title: str) -> RenderableType:
    return Padding(Rule(Text(title, style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def _part(part: Reasons) -> RenderableType:
    heading = Text.assemble((part.title, "bold cyan"), (f"; {part.says}" if part.says else "", "dim"))
    rows = [_rows(part.rows)] if part.rows else []
    return Together(Padding(heading, (1, 0, 0, 0)), *rows, *(_group(group) for group in part.groups))


def _rows(rows: tuple[Weighed, ...]) -> Table:
    table = _table()
    for row in rows:
        table.add_row(
            Text(row.number, style="bold"), Text.assemble((row.name, "bold"), (f" {_places(row.spans)}", "dim"))
        )
        table.add_row("", Text.assemble((f"{row.became}: " if row.became else "", "bold"), row.why))
        for note in row.notes:
            table.add_row(Text(note.number), Padding(_note(note), (0, 0, 0, 2)))
    return table


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=_NUMBER, justify="right")
    table.add_column(ratio=1, overflow="fold")
    return table


def _note(note: Note) -> Text:
    quotes = "".join(f" “{_short(span.quote)}” [{span.start}–{span.end}]" for span in note.spans)
    return Text.assemble(note.words, (quotes, "dim"), (f" {note.rule}" if note.rule else "", "dim italic"))


def _group(group: Group) -> RenderableType:
    """The reason, and under it the things that share it."""
    table = _table()
    table.add_row("", Text(group.why, style="italic"))
    for item in group.items:
        name = item.name or f"“{_short(item.spans[0].quote)}”"
        places = f" {_places(item.spans)}" if item.spans else ""
        rule = f" {item.rule}" if item.rule else ""
        table.add_row("", Padding(Text.assemble(name, (f"{places}{rule}", "dim")), (0, 0, 0, 2)))
    return table


def _places(spans: tuple[Span, ...]) -> str:
    shown = " ".join(f"[{span.start}–{span.end}]" for span in spans[:_MOST])
    return shown if len(spans) <= _MOST else f"{shown} +{len(spans) - _MOST} more"


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _QUOTE else f"{flat[: _QUOTE - 1]}…"
