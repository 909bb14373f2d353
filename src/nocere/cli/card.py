"""The card: a reading on a terminal, one block per patient, each value with its quote and where it stands in the text.

    print_card(reading, console)
    print_card(reading, console, explanation)    # and below it, why

Plain in a pipe, coloured on a terminal that wants colour; nothing is said by colour alone. Fits 80 columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from nocere.case import Reading
from nocere.case.explanation import Explanation
from nocere.cli.explained import explained
from nocere.cli.output import visible
from nocere.document import Citation
from nocere.exchange.page.lacks import Lack
from nocere.exchange.page.view import Block, Line, Telling, tell
from nocere.span import Fact, Span

_QUOTE = 60
_MOST = 2
"""Quotes shown of one value; the page and the rows hold them all."""


def print_card(reading: Reading, console: Console, explanation: Explanation | None = None) -> None:
    """The whole card of one document, and its explanation where there is one."""
    patients = (_patient(tell(case), len(reading.cases)) for case in reading.cases)
    below = [explained(explanation, reading)] if explanation else []
    console.print(_Visible(Group(_document(reading), *patients, *below, Text())))


class _Visible:
    """What is inside, with signs that steer terminals replaced: a report's text may hold any character."""

    def __init__(self, inside: RenderableType) -> None:
        self._inside = inside

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._inside, options):
            yield Segment(visible(segment.text), segment.style, segment.control)


def _document(reading: Reading) -> RenderableType:
    verdict = reading.verdict
    head = Text(reading.document.name, style="bold")
    cited = _cited(reading.document.citation)
    if reading.cases:
        word = f"{verdict.document_type} · {len(reading.cases)} patient{'s' if len(reading.cases) > 1 else ''}"
        said = Text.assemble((word, "bold"), f" · {verdict.reason}")
    else:
        said = Text.assemble(("no case: ", "bold"), f"{verdict.reason} ({verdict.document_type})")
    quotes = [_quoted(verdict.spans)] if verdict.spans else []
    notes = [Text(f"note: {note}", style="dim") for note in reading.document.notes]
    return Group(Rule(head, align="left", style="dim"), *cited, said, *quotes, *notes)


def _cited(citation: Citation) -> list[Text]:
    best = citation.vancouver if isinstance(citation.vancouver, Fact) else citation.title
    return [Text(best.value, style="italic")] if isinstance(best, Fact) else []


def _patient(told: Telling, of: int) -> RenderableType:
    parts: list[RenderableType] = [
        Text(),
        Text.assemble((f"Patient {told.position} of {of}  ", "bold reverse"), " ", (told.summary, "bold")),
        _validity(told),
    ]
    for section in told.sections:
        parts += [_heading(section.title), *(_block(block) for block in section.blocks)]
    if told.narrative:
        parts += [_heading("Narrative, composed from the values above"), Padding(Text(told.narrative), (0, 0, 0, 4))]
    if told.lacks:
        parts += [_heading("What is missing"), *_lacks(told.lacks)]
    return Group(*parts)


def _validity(told: Telling) -> RenderableType:
    if not told.criteria:
        return Padding(Text("minimum criteria: not assessed"), (0, 0, 0, 2))
    met = sum(1 for line in told.criteria if not line.missing)
    word = "valid report" if told.valid else "not a valid report yet"
    rows = tuple(
        Line(f"{'✗ missing:' if line.missing else '✓'} {line.label}", line.value, line.spans) for line in told.criteria
    )
    return Group(_heading(f"{word}: {met} of 4 minimum criteria"), _table(rows, left=34))


def _lacks(lacks: tuple[Lack, ...]) -> Iterator[RenderableType]:
    """The missing elements under the reason they share."""
    for why in dict.fromkeys(lack.why for lack in lacks):
        same = [lack for lack in lacks if lack.why == why]
        listed = Text.assemble((f"{why}: ", "italic"), " · ".join(lack.what for lack in same), " ")
        listed.append_text(_quoted(tuple(span for lack in same for span in lack.spans)))
        yield Padding(listed, (0, 0, 0, 4))


def _heading(title: str) -> RenderableType:
    return Padding(Text(title, style="bold cyan"), (1, 0, 0, 0))


def _block(block: Block) -> RenderableType:
    table = _table(block.lines)
    if block.head is None:
        return table
    head = Text.assemble((block.head.value, "bold"), f"  [{block.tag}]" if block.tag else "", " ")
    head.append_text(_quoted(block.head.spans, block.head.value))
    return Group(Padding(head, (0, 0, 0, 2)), table) if block.lines else Padding(head, (0, 0, 0, 2))


def _table(lines: tuple[Line, ...], left: int = 24) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=left - 4, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for line in lines:
        value = Text.assemble((line.value, "dim italic" if line.missing else ""), " ")
        value.append_text(_quoted(line.spans, line.label, line.value))
        table.add_row(Text(line.label), value)
    return Padding(table, (0, 0, 0, 4))


def _quoted(spans: tuple[Span, ...], *said: str) -> Text:
    """The quotes and their places; a quote that what is `said` beside it opens with is not said twice."""
    out = Text(style="dim")
    for span in spans[:_MOST]:
        place = f"[{span.start}–{span.end}]"
        again = any(_opens(text, span.quote) for text in said)
        out.append(f"{place} " if again else f"“{_short(span.quote)}” {place} ")
    if len(spans) > _MOST:
        out.append(f"+{len(spans) - _MOST} more ")
    return out


def _opens(said: str, quote: str) -> bool:
    words = quote.casefold().split()
    return said.casefold().split()[: len(words)] == words


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _QUOTE else f"{flat[: _QUOTE - 1]}…"
