"""The parts of a report, by its headings and the shape of its lines.

    laid = lay_out(text)                         # Layout(sections, entries)
    lay_out(text, chrome=[(0, 90)], title=(91, 140))

Rule: rules/reading_headings.toml and rules/reading_layout.toml. What stands before the first heading is journal line,
title, authors, and the kind of article, which is no title; a heading opens its part; parts that nothing closes end with
their paragraph. The last lines of a letter may be who wrote it, where from, and where it appeared. Labels inside a structured
abstract open the parts they name. A text without any heading is one BODY, or TITLE and ABSTRACT where an empty line
parts them. Sections are in order, never overlap, and leave out only headings and white space.

What it will not do: read a table, or know a heading that is not in the table (its text stays in the part it is in).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nocere.document import Part, Section
from nocere.reading import headings
from nocere.reading.lines import LONGEST, Line, greets, is_byline, is_kicker, lines_of, says_where_from, shape, tells
from nocere.reading.listing import Entry, List, find_list
from nocere.span import Span

_FRONT_LINES = 60
_TITLE = 350
_ASIDE = 80
_TAKES_SUB = frozenset({Part.DISCUSSION, Part.CONCLUSION})
_FRONT = frozenset({Part.JOURNAL, Part.TITLE, Part.AUTHORS, Part.CITATION, Part.CHROME, Part.KEYWORDS})
_SHAPES = {
    "journal": Part.JOURNAL,
    "published": Part.JOURNAL,
    "identifier": Part.CITATION,
    "copyright": Part.CHROME,
}


@dataclass(frozen=True)
class Layout:
    """The sections of a text, and the entries of its list of references."""

    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class _Mark:
    """An open part: its heading, and whether its paragraph ends it."""

    part: Part
    heading: tuple[int, int] | None = None
    single: bool = False


@dataclass
class _Flow:
    """The pieces laid so far; consecutive pieces of one mark become one section."""

    text: str
    mark: _Mark = _Mark(Part.BODY)
    before: Part = Part.BODY
    filled: bool = False
    pieces: list[tuple[int, int, _Mark]] = field(default_factory=list)

    def open(self, part: Part, heading: tuple[int, int] | None = None, single: bool = False) -> None:
        """Begin a part here."""
        if not self.mark.single:
            self.before = self.mark.part
        self.mark, self.filled = _Mark(part, heading, single), False

    def add(self, start: int, end: int) -> None:
        """Give a stretch to the part that is open."""
        if start < end:
            self.pieces.append((start, end, self.mark))
            self.filled = True

    def has(self, part: Part) -> bool:
        """Whether something was given to a part of this kind."""
        return any(mark.part == part for _, _, mark in self.pieces)

    def sections(self) -> tuple[Section, ...]:
        """The sections, in order."""
        grouped: list[tuple[int, int, _Mark]] = []
        for start, end, mark in sorted(self.pieces, key=lambda piece: piece[0]):
            if grouped and grouped[-1][2] is mark:
                grouped[-1] = (grouped[-1][0], end, mark)
            else:
                grouped.append((start, end, mark))
        seen: set[int] = set()
        return tuple(self._section(*piece, seen) for piece in grouped)

    def _section(self, start: int, end: int, mark: _Mark, seen: set[int]) -> Section:
        first = id(mark) not in seen
        seen.add(id(mark))
        heading = Span.of(self.text, *mark.heading) if mark.heading and first else None
        return Section(part=mark.part, start=start, end=end, heading=heading)


def lay_out(
    text: str,
    chrome: Sequence[tuple[int, int]] = (),
    title: tuple[int, int] | None = None,
    listed: tuple[int, int] | None = None,
) -> Layout:
    """The layout of a text; `chrome` are stretches that belong to the page, `title` and `listed` where it is known."""
    every = lines_of(text)
    content = _without(every, chrome)
    found = find_list(text, content, listed)
    flow = _Flow(text)
    rest = [line for number, line in enumerate(content) if not found or not found.head <= number < found.last]
    _body(flow, rest, _front(flow, rest, title))
    if found:
        _references(flow, found, content)
    apart = _Mark(Part.CHROME)
    kept = {line.start for line in content}
    flow.pieces += [(line.start, line.end, apart) for line in every if line.start not in kept]
    return Layout(flow.sections(), found.entries if found else ())


def _without(lines: list[Line], chrome: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines outside of these stretches, which are in order."""
    kept, at = [], 0
    for line in lines:
        while at < len(chrome) and chrome[at][1] <= line.start:
            at += 1
        if at == len(chrome) or line.start < chrome[at][0]:
            kept.append(line)
    return kept


def _references(flow: _Flow, found: List, lines: list[Line]) -> None:
    flow.open(Part.REFERENCES, found.heading)
    for line in lines[found.first : found.last]:
        flow.add(max(line.start, found.start), line.end)


def _front(flow: _Flow, lines: list[Line], title: tuple[int, int] | None) -> int:
    """Lay what stands before the first heading; answer the number of the first line after it."""
    at = 0
    while at < min(len(lines), _FRONT_LINES):
        line = lines[at]
        said = flow.text[line.start : line.end]
        titled = flow.has(Part.TITLE)
        kind = shape(said)
        known = title is not None and title[0] <= line.start < title[1]
        before = title is not None and line.start < title[0]
        if title is None and _names_its_kind(flow, lines, at):
            at = _single(flow, line, at, Part.CHROME)
        elif known or (title is None and not titled and not kind and _opens_title(flow, lines, at)):
            at = _title(flow, lines, at, title)
        elif before or kind:
            at = _single(flow, line, at, _SHAPES[kind.kind] if kind else Part.CHROME)
        elif headings.alone(said) or headings.opening(said):
            break
        elif titled and (last := _byline_end(flow, lines, at)):
            for each in lines[at:last]:
                at = _single(flow, each, at, Part.AUTHORS)
        elif titled and _is_address(said):
            at = _single(flow, line, at, Part.AUTHORS)
        elif title and len(said) < _ASIDE and said[-1] not in ".!?" and _heading_near(flow, lines, at + 1):
            at = _single(flow, line, at, Part.CHROME)
        else:
            break
    return at


def _names_its_kind(flow: _Flow, lines: list[Line], at: int) -> bool:
    """Whether a line is the kind of article or a greeting: "Case Report" is also a heading, unless a title or byline follows."""
    said = flow.text[lines[at].start : lines[at].end]
    if greets(said):
        return True
    if not is_kicker(said) or at + 1 == len(lines):
        return False
    if flow.has(Part.TITLE):
        return bool(_byline_end(flow, lines, at + 1))
    heading = headings.alone(said)
    return (
        not heading
        or heading.part != Part.CASE
        or _names_its_kind(flow, lines, at + 1)
        or _opens_title(flow, lines, at + 1)
    )


def _byline_end(flow: _Flow, lines: list[Line], at: int) -> int:
    """The number after the last line of a byline that begins here, or 0: its paragraph, or the one line."""
    last = at + 1
    while last < len(lines) and not lines[last].gap:
        last += 1
    for end in (last, at + 1):
        if is_byline(flow.text[lines[at].start : lines[end - 1].end]):
            return end
    return 0


def _single(flow: _Flow, line: Line, at: int, part: Part) -> int:
    if flow.mark.part != part or flow.mark.heading or not flow.pieces:
        flow.open(part, single=True)
    flow.add(line.start, line.end)
    return at + 1


def _opens_title(flow: _Flow, lines: list[Line], at: int) -> bool:
    """Whether the lines from here are a title: short, no story, and parted from what follows."""
    last = _title_end(flow, lines, at, None)
    said = flow.text[lines[at].start : lines[last - 1].end]
    if headings.alone(said) or _is_story(said) or len(said) > _TITLE:
        return False
    opened = headings.opening(said)
    if opened:
        return opened.part == Part.CASE and last < len(lines) and lines[last].gap and len(said) < _TITLE // 2
    if flow.has(Part.JOURNAL):
        return True
    if last == len(lines) or _heading_near(flow, lines, last):
        return last < len(lines)
    return lines[last].gap and (said[-1] not in ".!" or lines[-1].end - lines[last].start > len(said))


def _heading_near(flow: _Flow, lines: list[Line], at: int) -> bool:
    said = [flow.text[line.start : line.end] for line in lines[at : at + 12] if line.end - line.start <= 8 * LONGEST]
    return any(headings.alone(line) or headings.opening(line) for line in said)


def _is_story(said: str) -> bool:
    return tells(said) and (said.rstrip("\"'”’)").endswith((".", ":", ";", ",")) or len(said) > 200)


def _is_address(said: str) -> bool:
    """Where authors work: a short line, or one that begins with their marks; never a sentence of a story."""
    marked = said[0] in "(*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹" or said[0].isdigit()
    return says_where_from(said) and (marked or len(said) < 250) and not _is_story(said)


def _title_end(flow: _Flow, lines: list[Line], at: int, title: tuple[int, int] | None) -> int:
    last = at + 1
    while last < len(lines) and not lines[last].gap:
        line = lines[last]
        said = flow.text[line.start : line.end]
        if title is not None and line.start >= title[1]:
            break
        if line.end - lines[at].start > _TITLE or headings.alone(said) or headings.opening(said):
            break
        if title is None and (shape(said) or is_byline(said) or says_where_from(said)):
            break
        last += 1
    return last


def _title(flow: _Flow, lines: list[Line], at: int, title: tuple[int, int] | None) -> int:
    last = _title_end(flow, lines, at, title)
    flow.open(Part.TITLE, single=True)
    start = lines[at].start
    while start < lines[at].end and flow.text[start] in "# ":
        start += 1
    for line in lines[at:last]:
        flow.add(max(line.start, start), line.end)
    return last


def _body(flow: _Flow, lines: list[Line], first: int) -> None:
    """Lay the rest: headings open parts, and what nothing announces goes on or falls to the body."""
    if first < len(lines):
        flow.before = _unannounced(flow, lines, first)
        flow.open(flow.before)
    foot = _foot(flow, lines, first)
    for line in lines[first:foot]:
        said = flow.text[line.start : line.end]
        heading = headings.alone(said)
        if heading and _opens(flow, heading):
            _head(flow, heading, line.start)
            continue
        opened = headings.opening(said)
        kind = shape(said) if not opened else None
        at = line.start
        if opened and _opens(flow, opened):
            at = _head(flow, opened, line.start)
        elif kind and kind.kind in ("identifier", "copyright", "published"):
            _single(flow, line, 0, _SHAPES[kind.kind])
            continue
        elif flow.mark.single and line.gap and flow.filled and not _stays(flow, said):
            flow.open(_resumed(flow))
        _running(flow, at, line.end)
    for line in lines[foot:]:
        kind = shape(flow.text[line.start : line.end])
        _single(flow, line, 0, _SHAPES[kind.kind] if kind else Part.AUTHORS)


def _foot(flow: _Flow, lines: list[Line], first: int) -> int:
    """The number of the first of the last lines that say who wrote a letter, where from and where it appeared; the number
    of all lines where the head of the report has said who wrote it."""
    foot = len(lines)
    while not flow.has(Part.AUTHORS) and foot > first + 1:
        said = flow.text[lines[foot - 1].start : lines[foot - 1].end]
        if not shape(said) and (said[-1] in ".!?:" or not (is_byline(said) or _is_address(said))):
            break
        foot -= 1
    while foot < len(lines) and not lines[foot].gap:
        foot += 1
    return foot


def _unannounced(flow: _Flow, lines: list[Line], first: int) -> Part:
    """One paragraph under a title is its abstract; anything else without a heading is body."""
    if not flow.has(Part.TITLE):
        return Part.BODY
    for line in lines[first + 1 :]:
        said = flow.text[line.start : line.end]
        if headings.alone(said) or headings.opening(said) or shape(said):
            return Part.ABSTRACT
        if line.gap:
            return Part.BODY
    return Part.ABSTRACT


def _opens(flow: _Flow, heading: headings.Heading) -> bool:
    return not (heading.row.sub and flow.mark.part in _TAKES_SUB) and heading.part != Part.REFERENCES


def _head(flow: _Flow, heading: headings.Heading, at: int) -> int:
    flow.open(heading.part, (at + heading.start, at + heading.end), heading.row.paragraph)
    return at + heading.after


def _stays(flow: _Flow, said: str) -> bool:
    """Whether a paragraph still tells of the authors: an address, or anything once the report itself has been told."""
    told = any(mark.part not in _FRONT for _, _, mark in flow.pieces)
    return flow.mark.part == Part.AUTHORS and (told or _is_address(said))


def _resumed(flow: _Flow) -> Part:
    """The part that goes on after a paragraph that nothing closed."""
    if flow.mark.part == Part.AUTHORS:
        return Part.ABSTRACT
    if flow.mark.part in (Part.CITATION, Part.CHROME) and not flow.mark.heading:
        return flow.before
    return Part.BODY


def _running(flow: _Flow, start: int, end: int) -> None:
    """Give a line to the open part, cut where headings stand inside it."""
    if flow.mark.part not in (Part.CITATION, Part.KEYWORDS, Part.AUTHORS, Part.CHROME):
        for heading in headings.running(flow.text, start, end):
            if _opens(flow, heading):
                flow.add(start, _trimmed_end(flow.text, start, heading.start))
                flow.open(heading.part, (heading.start, heading.end), heading.row.paragraph)
                start = heading.after
    flow.add(start, end)


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
