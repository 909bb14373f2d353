"""Document → sentences, with their place in the text and the part of the report they stand in.

    for sentence in sentences(document): ...

Only parts that speak of patients are split: title, abstract, case, body, discussion and their like; never the reference
list, the citation, the authors or a page's chrome (their words are other people's). A sentence ends at . ! or ? before
white space and a capital, figure or bracket, with the raised figures that cite
works behind it, at an empty line, and where a publisher lost the space after a full stop. A
line of a table is one sentence, and so is a heading that numbers a patient ("Case 2").
`rules/sentence_abbreviations.toml` lists the words whose full stop ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nocere.document import Document, Part, Section
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
    r"(?<=[a-z)\]])\.\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z])"
    r"|[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9<>])|(?<=[a-z)\]]{2})\.(?=[A-Z][a-z])"
    r"|\r?\n[ \t]*\r?\n|\r?\n"
)
_NUMBERED = re.compile(
    r"(?:case|patient|subject)\b.{0,20}?\b(?:\d{1,2}|[A-H]|one|two|three|four|five|six)\b\W*", re.IGNORECASE
)
_WRAPPED = 150  # characters in a line that no publisher wraps: it is a paragraph
_WHITE = re.compile(r"[^\S\t ]")
CELL = re.compile(r"[ ]*[\t|][ ]*")
"""What parts two cells of a table's line."""
_LAST_WORD = re.compile(r"(\S+)\Z")


class Abbreviation(Row):
    """A word, without its final full stop, after which no sentence ends."""

    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is `document.text[start:end]` with a space for each line end and each space that does not break, `index` counts the
    sentences of the document from 0; `opens` where it is the first of its paragraph, `heading` where it is a heading."""

    index: int
    start: int
    end: int
    text: str
    part: Part
    opens: bool = False
    heading: bool = False


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


def _opens(text: str, before: Sentence | None, section: Section, start: int) -> bool:
    """Whether a paragraph begins here: with the section, behind an empty line, or behind a line too long to be wrapped."""
    if before is None or before.start < section.start:
        return True
    between = text[before.end : start]
    if "\n" not in between:
        return False
    return between.count("\n") > 1 or before.end - (text.rfind("\n", 0, before.end) + 1) > _WRAPPED


def _placed(document: Document, section: Section) -> Iterator[tuple[int, int]]:
    """The sentences of a section, behind the heading that numbers its patient."""
    if section.heading and section.part is Part.CASE and _NUMBERED.fullmatch(section.heading.quote):
        yield section.heading.start, section.heading.end
    yield from _cuts(document.text, section.start, section.end)


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the readable parts, in the order of the text."""
    found: list[Sentence] = []
    for section in document.sections:
        if section.part not in READABLE:
            continue
        for begin, stop in _placed(document, section):
            raw = document.text[begin:stop]
            text = raw.strip()
            if any(character.isalnum() for character in text):
                start = begin + len(raw) - len(raw.lstrip())
                opens = _opens(document.text, found[-1] if found else None, section, start)
                headed = start < section.start
                words = _WHITE.sub(" ", text)
                found.append(Sentence(len(found), start, start + len(text), words, section.part, opens, headed))
    return tuple(found)
