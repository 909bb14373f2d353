"""Which words are headings, and which part of a report each opens (rules/reading_headings.toml).

    alone("2. CASE REPORT:")                     # Heading(part=Part.CASE, start=0, end=15, ...) or None
    opening("Abstract: A boy ...")               # the heading that opens a line of text
    running(text, start, end)                    # headings inside a paragraph: "... RESULTS: ..."

Rule: a heading alone on its line may carry a number, a colon and the marks of Markdown; one that opens a line needs a
colon or dash after it; one inside a paragraph needs the end of a sentence before it, a capital and a colon. Offsets are
into the string given.

What it will not do: decide where a part ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nocere.document import Part
from nocere.rulebook import Row, rows

_LONGEST = 90
_NUMBER = r"(?:#{1,6}\s{1,3}|\*\*|__)?(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[A-H])[.)]?\s{1,4})?"
_COUNT = r"(?P<count>(?:\s(?:no\.?|number|n°))?\s#?(?:\d{1,2}|[IVX]{1,4}|[A-H]|one|two|three|four|five|six))?"


class HeadingRow(Row):
    """Words that open one part, and where they may stand."""

    part: Part
    words: tuple[str, ...]
    inline: bool = False
    bare: bool = False
    running: bool = False
    numbered: bool = False
    sub: bool = False
    paragraph: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading found: `[start, end)` of its words, `after` where its text begins, and its row."""

    row: HeadingRow
    start: int
    end: int
    after: int

    @property
    def part(self) -> Part:
        return self.row.part


@dataclass(frozen=True)
class _Patterns:
    alone: re.Pattern[str]
    opening: re.Pattern[str]
    bare: re.Pattern[str]
    running: re.Pattern[str]


def alone(line: str) -> Heading | None:
    """The heading this line consists of."""
    found = _patterns().alone.fullmatch(line) if len(line) <= _LONGEST and _may_head(line) else None
    return _heading(found) if found else None


def opening(line: str) -> Heading | None:
    """The heading that opens this line, with text after it."""
    for pattern in (_patterns().opening, _patterns().bare):
        found = pattern.match(line) if _may_head(line) else None
        heading = _heading(found) if found else None
        if heading:
            return heading
    return None


def running(text: str, start: int, end: int) -> Iterator[Heading]:
    """The headings inside `text[start:end]`, each after the end of a sentence."""
    for found in _patterns().running.finditer(text, start, end):
        heading = _heading(found)
        if heading:
            yield heading


def _may_head(line: str) -> bool:
    """Whether a line's first character may begin a heading: most lines are told apart by it."""
    return line[:1].isupper() or line[:1].isdigit() or line[:1] in "#*_"


def _heading(found: re.Match[str]) -> Heading | None:
    """The heading of a match, unless it is in small letters or counts what is not counted ("References 2")."""
    row = _by_words()[_plain(found["words"])]
    if not found["words"][0].isupper() or (found["count"] and not row.numbered):
        return None
    return Heading(row, found.start("heading"), found.end("heading"), found.end())


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold()


@cache
def _by_words() -> dict[str, HeadingRow]:
    return {_plain(words): row for row in rows("reading_headings", HeadingRow) for words in row.words}


@cache
def _patterns() -> _Patterns:
    every = rows("reading_headings", HeadingRow)
    inline, bare, inside = (
        _words([row for row in every if row.inline]),
        _words([row for row in every if row.bare]),
        _words([row for row in every if row.running]),
    )
    end = r"(?:\*\*|__)?(?:\s?[:：](?:\*\*|__)?|\.?\s?[—–]|\s-(?=\s))\s*"
    return _Patterns(
        alone=re.compile(rf"{_NUMBER}(?P<heading>{_words(list(every))}{_COUNT})\s?[:.]?(?:\*\*|__)?:?", re.I),
        opening=re.compile(rf"{_NUMBER}(?P<heading>{inline}{_COUNT}){end}", re.I),
        bare=re.compile(rf"(?P<heading>{bare}(?P<count>))\.?\s+(?=\S)", re.I),
        running=re.compile(rf"(?<=[.!?)\]”’\"])\s{{1,4}}(?P<heading>{inside}{_COUNT})\s?[:：]\s*", re.I),
    )


def _words(table: list[HeadingRow]) -> str:
    """An alternation of the words of these rows, the longest first."""
    words = sorted({words for row in table for words in row.words}, key=lambda words: (-len(words), words))
    return "(?P<words>" + "|".join(r"[^\S\r\n]{1,3}".join(map(re.escape, each.split())) for each in words) + ")"
