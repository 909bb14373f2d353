"""Lines of a text, and what a single line is by its shape (rules/reading_layout.toml).

    for line in lines_of(text): text[line.start:line.end]
    shape("Journal of Rashes 2014;3(1):13-17.")  # Shape(kind="journal", name="pubmed", found=<match>)

Rule: only lines with something on them count; `gap` says that an empty line stands before one. Lines are never changed.

What it will not do: look at more than one line, or at a line longer than a heading's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nocere.reading.references.names import written
from nocere.rulebook import Row, rows

LONGEST = 400
SHAPED = ("journal", "identifier", "published", "copyright")
_SHAPED = re.compile(r"\d|©|^(?:\(c\)|Copy|This is|All|Lic)")
"""What every line with a shape has: most lines are told apart by it."""
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """`[start, end)` of a line without white space at its edges; `gap`: an empty line stands before it."""

    start: int
    end: int
    gap: bool


class ShapeRow(Row):
    """One shape of line: its kind and its pattern."""

    kind: str
    name: str
    pattern: str


@dataclass(frozen=True)
class Shape:
    """What a line is, and the match whose groups are fields of the citation."""

    kind: str
    name: str
    found: re.Match[str]


def lines_of(text: str) -> list[Line]:
    """The lines that say something, in order."""
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        said = text[start:end].strip()
        if said:
            start += text[start:end].index(said[0]) if text[start].isspace() else 0
            gap = not lines or len(_BREAK.findall(text, last, start)) > 1
            lines.append(Line(start, start + len(said), gap))
            last = start + len(said)
    return lines


def shape(line: str) -> Shape | None:
    """The kind of line this is from its first character: journal, identifier, published or copyright."""
    if len(line) > LONGEST or not _SHAPED.search(line):
        return None
    for kind, name, pattern in _shapes():
        found = pattern.match(line)
        if found and kind in SHAPED:
            return Shape(kind, name, found)
    return None


def says_where_from(line: str) -> bool:
    """Whether a line tells where authors work or how to write to them."""
    return len(line) <= 2 * LONGEST and _has("affiliation", line)


def tells(line: str) -> bool:
    """Whether a line is a sentence of a story, so no title."""
    return _has("narrative", line)


def is_kicker(line: str) -> bool:
    """Whether a line says what kind of article follows, or who may read it."""
    return len(line) <= LONGEST // 4 and _has("kicker", line)


def greets(line: str) -> bool:
    """Whether a line is the greeting of a letter and nothing more."""
    return len(line) <= LONGEST // 4 and _has("greeting", line)


def is_byline(line: str) -> bool:
    """Whether a line is a list of two or more authors, or one author with bare initials."""
    names = written(line, 0, undegreed(line)) if len(line) <= 4 * LONGEST else None
    return bool(names and (len(names.named) > 1 or (names.named[0].author.given.isupper() and not line.isupper())))


def undegreed(line: str) -> int:
    """Where the line ends without the academic degrees behind its last name."""
    return min(
        (found.start() for kind, _, each in _shapes() if kind == "degrees" and (found := each.search(line))),
        default=len(line),
    )


def _has(kind: str, line: str) -> bool:
    return any(pattern.search(line) for each, _, pattern in _shapes() if each == kind)


@cache
def _shapes() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row.kind, row.name, re.compile(row.pattern)) for row in rows("reading_layout", ShapeRow))
