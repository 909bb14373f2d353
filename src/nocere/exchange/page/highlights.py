"""The text cut into runs at every edge of every quote, so that nested and overlapping quotes can all be marked.

    marks = [Mark("p1-3", Kind.DRUG, span), ...]
    for run in runs(marks, 0, len(text)):
        run.start, run.end, run.marks            # the innermost (shortest) mark first

What it will not do: make markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nocere.exchange.page.view import Kind
from nocere.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote of one line: the line's id on the page, what it is about, what it is called, and where it stands."""

    line: str
    kind: Kind
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is covered by the same marks from its first character to its last."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def place(span: Span) -> str:
    """The id of a stretch of the source text on the page."""
    return f"s{span.start}-{span.end}"


def runs(marks: Sequence[Mark], start: int, end: int) -> Iterator[Run]:
    """The runs of `[start, end)`, in order, without gaps."""
    waiting = sorted((m for m in marks if m.span.start < end and m.span.end > start), key=lambda m: m.span.start)
    edges = {start, end}
    for mark in waiting:
        edges |= {max(mark.span.start, start), min(mark.span.end, end)}
    ordered = sorted(edges)
    active: list[Mark] = []
    upcoming = iter(waiting)
    following = next(upcoming, None)
    for here, there in pairwise(ordered):
        active = [mark for mark in active if mark.span.end > here]
        while following is not None and following.span.start <= here:
            active.append(following)
            following = next(upcoming, None)
        yield Run(here, there, tuple(sorted(active, key=_narrowest)))


def _narrowest(mark: Mark) -> tuple[bool, int, bool, int]:
    # Of two marks on the same words the one that is about the patient's story is shown, not the one about the report or
    # about what was not taken; a mark that is only a place to jump to gives way to all others.
    rest = mark.kind in (Kind.REPORT, Kind.VERDICT, Kind.CONSIDERED)
    return (mark.kind is Kind.ASIDE, mark.span.end - mark.span.start, rest, mark.span.start)
