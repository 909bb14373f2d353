"""Where a report's list of references is, and where each entry of it begins and ends.

    found = find_list(text, lines)               # List(head, first, last, start, heading, entries) or None
    found.entries[0]                             # Entry(start, end, number)

Rule: the last heading of references with something under it opens the list, and the next heading of another part closes
it. Without a heading, a run of numbered lines that count upwards, carry years and are mostly accounted for by a grammar
is a list. Entries are numbered `[1]`, `(1)`, `1.`, `1)` or `1`, or are paragraphs, or lines.

What it will not do: put together a reference that a page break has cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nocere.document import Part
from nocere.reading import headings
from nocere.reading.lines import Line, shape
from nocere.reading.references import parse

_MARKERS = (
    re.compile(r"\[(\d{1,4})\]\s*"),
    re.compile(r"\((\d{1,4})\)\s*"),
    re.compile(r"(\d{1,4})[.)](?:\s+|(?=[^\W\d_])|$)"),
    re.compile(r"(\d{1,4})(?:\s+(?=[^\W\d_])|$)"),
)
_INSIDE = (re.compile(r"(?<=\s)\[(\d{1,4})\]\s*"), re.compile(r"(?<=[.;\])]\s)(\d{1,3})\.\s+(?=[^\W\d_])"))
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d[a-z]?\b")
_CLOSING = (Part.CITATION, Part.ACKNOWLEDGEMENTS, Part.KEYWORDS, Part.AUTHORS)
_LABEL = re.compile(r"\s*(?:references|reference list|bibliography|literature cited)\s?[:.]\s*", re.I)


@dataclass(frozen=True)
class Entry:
    """One entry: `[start, end)` without its number."""

    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True)
class List:
    """A list of references: lines `[head, last)`, its entries from `first` on, where its text begins, its heading."""

    head: int
    first: int
    last: int
    start: int
    heading: tuple[int, int] | None
    entries: tuple[Entry, ...]


def find_list(text: str, lines: list[Line], listed: tuple[int, int] | None = None) -> List | None:
    """The list of references among these lines; `listed` is where it is, when the page says so."""
    return _headed(text, lines) or _listed(text, lines, listed) or _numbered(text, lines)


def _headed(text: str, lines: list[Line]) -> List | None:
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        said = text[line.start : min(line.end, line.start + 100)]
        heading = headings.alone(said) if line.end - line.start <= 90 else None
        label = _LABEL.match(said)
        if heading and heading.part == Part.REFERENCES:
            first, start = at + 1, 0
            mark = (line.start + heading.start, line.start + heading.end)
        elif label and label.end() < len(said) and said[0].isupper():
            first, start = at, line.start + label.end()
            mark = (line.start, line.start + len(label.group().rstrip(" \t:.")))
        else:
            continue
        last = _closed(text, lines, first + (1 if start else 0))
        if first < last:
            return List(at, first, last, start, mark, tuple(_entries(text, lines[first:last], start)))
    return None


def _closed(text: str, lines: list[Line], first: int) -> int:
    """The number of the first line from here that belongs to another part."""
    for at in range(first, len(lines)):
        said = text[lines[at].start : lines[at].end]
        alone = headings.alone(said)
        opened = headings.opening(said)
        if (alone and alone.part != Part.REFERENCES) or (opened and opened.part in _CLOSING):
            return at
        kind = shape(said)
        if kind and kind.kind == "copyright":
            return at
    return len(lines)


def _listed(text: str, lines: list[Line], listed: tuple[int, int] | None) -> List | None:
    if not listed:
        return None
    inside = [at for at, line in enumerate(lines) if listed[0] <= line.start < listed[1]]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    entries = tuple(_entries(text, lines[first:last], 0))
    return List(first, first, last, 0, None, entries) if _are_references(text, entries) else None


def _numbered(text: str, lines: list[Line]) -> List | None:
    """A list without a heading."""
    for kind, marker in enumerate(_MARKERS[:3]):
        hits = [(at, found) for at, line in enumerate(lines) if (found := marker.match(text, line.start, line.end))]
        ones = [n for n, (_, found) in enumerate(hits) if int(found[1]) == 1]
        run = _counting(hits[ones[-1] :]) if ones else []
        if len(run) < (1 if kind == 0 else 2):
            continue
        first = run[0]
        last = _closed(text, lines, first + 1)
        entries = tuple(_entries(text, lines[first:last], 0))
        if _are_references(text, entries):
            return List(first, first, last, 0, None, entries)
    return None


def _counting(hits: list[tuple[int, re.Match[str]]]) -> list[int]:
    """The lines whose numbers count upwards from the first."""
    run: list[int] = []
    for at, found in hits:
        if int(found[1]) == len(run) + 1:
            run.append(at)
    return run


def _are_references(text: str, entries: tuple[Entry, ...]) -> bool:
    """Whether entries carry years and are accounted for: most of many, all of one or two."""
    said = [text[entry.start : entry.end] for entry in entries]
    most, half = (0.6, 0.5) if len(said) > 2 else (1, 1)
    dated = sum(bool(_YEAR.search(each)) for each in said)
    parsed = sum(parse(each).route != "none" for each in said[:20])
    return dated >= most * len(said) and parsed >= half * len(said[:20])


def _entries(text: str, lines: list[Line], start: int) -> Iterator[Entry]:
    """The entries of these lines, from `start` on."""
    lines = [Line(max(line.start, start), line.end, line.gap) for line in lines if line.end > start]
    for marker in _MARKERS:
        begun = _begun(text, lines, marker)
        if len(begun) > 1 or (begun and begun[0][0] == 0):
            yield from _by_number(text, lines, begun)
            return
    yield from _by_paragraph(lines)


def _begun(text: str, lines: list[Line], marker: re.Pattern[str]) -> list[tuple[int, int, int]]:
    """(line, number, start) of each line that begins with the next number."""
    begun: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        found = marker.match(text, line.start, line.end)
        if found and (not begun or int(found[1]) == begun[-1][1] + 1):
            begun.append((at, int(found[1]), found.end()))
    return begun


def _by_number(text: str, lines: list[Line], begun: list[tuple[int, int, int]]) -> Iterator[Entry]:
    """Each entry up to the next number; an empty line ends the last one."""
    ends = [at for at, _, _ in begun[1:]] + [len(lines)]
    for (at, number, start), end in zip(begun, ends, strict=True):
        last = at
        while last + 1 < end and not (lines[last + 1].gap and lines[last].end > start):
            last += 1
        yield from _split(text, start, lines[last].end, number)


def _split(text: str, start: int, end: int, number: int) -> Iterator[Entry]:
    """Entries that stand in one line, each beginning with the next number."""
    for marker in _INSIDE:
        for found in marker.finditer(text, start, end):
            if int(found[1]) == number + 1:
                yield Entry(start, _trimmed(text, start, found.start()), number)
                start, number = found.end(), number + 1
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield Entry(start, end, number)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _by_paragraph(lines: list[Line]) -> Iterator[Entry]:
    """Paragraphs where empty lines part them, lines otherwise."""
    gaps = any(line.gap for line in lines[1:])
    begun = [at for at, line in enumerate(lines) if at == 0 or line.gap or not gaps]
    for at, end in zip(begun, [*begun[1:], len(lines)], strict=True):
        yield Entry(lines[at].start, lines[end - 1].end)
