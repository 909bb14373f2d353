"""Document → sentences, with their place in the text and the part of the report they stand in.

    for sentence in sentences(document): ...

Only parts that speak of patients are split: title, abstract, case, body, discussion and their like; never the reference
list, the citation, the authors or a page's chrome (their words are other people's). A sentence ends at . ! or ? before
white space and a capital, figure or bracket, at an empty line, and where a publisher lost the space after a full stop. A
line of a table is one sentence.
`rules/sentence_abbreviations.toml` lists the words whose full stop ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nocere.document import Document, Part
from nocere.rulebook import Row, rows

READABLE = frozenset(
    {
        Part.TITLE,
        Part.ABSTRACT,
        Part.INTRODUCTION,
        Part.METHODS,
        Part.CASE,
        Part.RESULTS,
        Part.DISCUSSION,
        Part.CONCLUSION,
        Part.BODY,
    }
)

_END = re.compile(
    r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9<>])|(?<=[a-z)\]]{2})\.(?=[A-Z][a-z])|\r?\n[ \t]*\r?\n"
    r"|\r?\n"
)
CELL = re.compile(r"[ ]*[\t|][ ]*")
"""What parts two cells of a table's line."""
_LAST_WORD = re.compile(r"(\S+)\Z")


class Abbreviation(Row):
    """A word, without its final full stop, after which no sentence ends."""

    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is `document.text[start:end]`; `index` counts the sentences of the document from 0."""

    index: int
    start: int
    end: int
    text: str
    part: Part


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row.word.lower() for row in rows("sentence_abbreviations", Abbreviation))


def _ends_nothing(before: str, mark: str) -> bool:
    if not mark.startswith("."):
        return False
    found = _LAST_WORD.search(before)
    word = found.group(1).lstrip("(['\"“‘").lower() if found else ""
    return word in _abbreviations() or (
        len(word) == 1 and word.isalpha() and found is not None and found.group(1)[-1].isupper()
    )


def _is_table_line(text: str, at: int) -> bool:
    """Whether the line that holds this offset is one of a table: three cells or more."""
    low, high = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return len(CELL.findall(text, low, high if high >= 0 else len(text))) > 1


def _parts_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether this is a full stop inside a table's line, or the end of a line beside which there is no table."""
    if match.group().strip():
        return _is_table_line(text, match.start())
    within_text = len(match.group().splitlines()) == 1
    return within_text and not (_is_table_line(text, match.start()) or _is_table_line(text, match.end()))


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if _parts_nothing(text, match) or _ends_nothing(text[begin : match.start()], match.group()):
            continue
        stop = match.end() if match.group().strip() else match.start()
        yield begin, stop
        begin = match.end()
    yield begin, end


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the readable parts, in the order of the text."""
    found: list[Sentence] = []
    for section in document.sections:
        if section.part not in READABLE:
            continue
        for begin, stop in _cuts(document.text, section.start, section.end):
            raw = document.text[begin:stop]
            text = raw.strip()
            if any(character.isalnum() for character in text):
                start = begin + len(raw) - len(raw.lstrip())
                found.append(Sentence(len(found), start, start + len(text), text, section.part))
    return tuple(found)
