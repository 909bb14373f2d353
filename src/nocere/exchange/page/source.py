"""The left side of the page: the document's text, every character of it, with the quotes marked.

Sections keep their place and get their name in the margin; references fold away unless something is quoted from them.
A mark links to the line it supports. Text in no section (the line that is a heading, say) is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nocere.document import Document, Part
from nocere.exchange.page.highlights import Mark, Run, place, runs
from nocere.exchange.page.markup import Html, join, tag

_FOLDED = (Part.REFERENCES, Part.CHROME)
_WIDE = 90
"""A longer quote is underlined only: a tinted paragraph hides what is quoted inside it."""


def source_text(document: Document, marks: Sequence[Mark]) -> Html:
    """The whole text, in parts."""
    return join(*(_part(document, part, start, end, marks) for part, start, end in _parts(document)))


def _parts(document: Document) -> Iterator[tuple[Part | None, int, int]]:
    """Every stretch of the text in order: the sections, and what lies between them. Nested sections give way."""
    here = 0
    for section in sorted(document.sections, key=lambda s: (s.start, -s.end)):
        if section.start < here or section.start == section.end:
            continue
        if section.start > here:
            yield None, here, section.start
        yield section.part, section.start, section.end
        here = section.end
    if here < len(document.text):
        yield None, here, len(document.text)


def _part(document: Document, part: Part | None, start: int, end: int, marks: Sequence[Mark]) -> Html:
    here = [mark for mark in marks if mark.span.start < end and mark.span.end > start]
    body = join(*(_run(document.text, run) for run in runs(here, start, end)))
    words = tag("div", body, class_="words")
    if part is None or not document.text[start:end].strip():
        return tag("div", words, class_="part")
    if part in _FOLDED:
        return tag("details", tag("summary", str(part)), words, class_="part", open=bool(here))
    return tag("section", tag("div", str(part), class_="margin"), words, class_=f"part part-{part.value}")


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
