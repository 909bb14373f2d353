"""The left side of the page: the document's text, every character of it, with the quotes marked.

Sections keep their place and get their name in the margin; references fold away unless something is quoted from them.
A mark links to the line it supports. Text in no section (the line that is a heading, say) is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nocere.document import Document, Part
from nocere.exchange.page.highlights import Mark, Run, place, runs
from nocere.exchange.page.markup import Html, join, tag
from nocere.exchange.page.view import Kind

_FOLDED = (Part.REFERENCES, Part.CHROME)
_WIDE = 90
"""A longer quote is underlined only: a tinted paragraph hides what is quoted inside it."""


def source_text(document: Document, marks: Sequence[Mark]) -> Html:
    """The whole text, in parts."""
    headings = {(s.heading.start, s.heading.end) for s in document.sections if s.heading is not None}
    parts = (part for whole in _parts(document) for part in _apart(document.text, whole, headings))
    return join(*(_part(document.text, part, marks) for part in parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text, the class it is shown in, and its name in the margin, or "" where none is needed."""

    start: int
    end: int
    look: str
    name: str = ""


def _parts(document: Document) -> Iterator[_Part]:
    """Every stretch of the text in order: the sections, and what lies between them. Nested sections give way."""
    here = 0
    for section in sorted(document.sections, key=lambda s: (s.start, -s.end)):
        if section.start < here or section.start == section.end:
            continue
        if section.start > here:
            yield _Part(here, section.start, "between")
        named = section.heading is not None and section.part not in _FOLDED
        yield _Part(section.start, section.end, section.part.value, "" if named else section.part.value)
        here = section.end
    if here < len(document.text):
        yield _Part(here, len(document.text), "between")


def _apart(text: str, part: _Part, headings: set[tuple[int, int]]) -> Iterator[_Part]:
    """The part with the white space around it apart, so that it can be shown narrow and no character is lost."""
    words = text[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip())
    end = max(start, part.start + len(words.rstrip()))
    if start > part.start:
        yield _Part(part.start, start, "space")
    if end > start:
        look = (
            "heading" if any(start <= h[0] and h[1] <= end for h in headings) and part.look == "between" else part.look
        )
        yield _Part(start, end, look, part.name)
    if part.end > end:
        yield _Part(end, part.end, "space")


def _part(text: str, part: _Part, marks: Sequence[Mark]) -> Html:
    here = [mark for mark in marks if mark.span.start < part.end and mark.span.end > part.start]
    words = tag("div", *(_run(text, run) for run in runs(here, part.start, part.end)), class_="words")
    if part.look in _FOLDED:
        quoted = any(mark.kind is not Kind.ASIDE for mark in here)
        return tag("details", tag("summary", part.name), words, class_="part", open=quoted)
    name = tag("div", part.name, class_="margin") if part.name else ""
    return tag("section" if part.name else "div", name, words, class_=f"part part-{part.look}")


def _run(text: str, run: Run) -> Html:
    words = text[run.start : run.end]
    if not run.marks:
        return join(words)
    inner = run.marks[0]
    # A place is put down where its quote begins; a quote that began in an earlier part has its place there.
    begins = dict.fromkeys(place(mark.span) for mark in run.marks if mark.span.start == run.start)
    places = [tag("span", id=name, class_="place") for name in begins]
    labels = " · ".join(dict.fromkeys(mark.label for mark in run.marks))
    patients = dict.fromkeys(mark.line.split("-")[0] for mark in run.marks)
    link = tag(
        "a",
        words,
        href=f"#{inner.line}",
        class_=f"mark k-{inner.kind}" + (" wide" if len(inner.span.quote) > _WIDE else ""),
        title=labels,
        data_patients=" ".join(patients),
        data_places=" ".join(dict.fromkeys(place(mark.span) for mark in run.marks)),
    )
    return join(*places, link)
