"""What a page says of itself only in its meta tags is written out under its text, so that it can be quoted.

    text, block = append(text, citation, page.meta)        # block is None where the page prints it all

Rule: Highwire Press `citation_*` tags (as Google Scholar asks for), Dublin Core and PRISM, in this order. Only fields that the
visible text did not give are written, one on a line, under the heading `HEADING`.

What it will not do: let a meta tag overrule what the page prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nocere.document import Author, Citation
from nocere.reading.citing import FIELDS, Given
from nocere.reading.references import Cut, Named
from nocere.reading.references.names import written
from nocere.span import Fact

HEADING = "Metadata of the page"
_KEYS = {
    "title": ("citation_title", "dc.title", "dcterms.title", "prism.title"),
    "journal": (
        "citation_journal_title",
        "prism.publicationname",
        "citation_journal_abbrev",
        "dc.source",
        "dcterms.ispartof",
    ),
    "year": (
        "citation_publication_date",
        "citation_date",
        "citation_year",
        "prism.publicationdate",
        "citation_online_date",
        "dc.date",
        "dcterms.issued",
    ),
    "volume": ("citation_volume", "prism.volume"),
    "issue": ("citation_issue", "prism.number"),
    "pages": ("citation_firstpage", "prism.startingpage", "citation_article_number"),
    "doi": ("citation_doi", "prism.doi", "dc.identifier"),
    "pmid": ("citation_pmid",),
}
_AUTHORS = ("citation_author", "citation_authors", "dc.creator")
_SHAPES = {
    "year": re.compile(r"(?P<value>(?:1[6-9]|20)\d\d)|.{0,20}\b(?P<value_2>(?:1[6-9]|20)\d\d)\b"),
    "doi": re.compile(r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?(?P<value>10\.\d{4,9}/\S{1,250})"),
    "pmid": re.compile(r"(?P<value>\d{1,9})$"),
}


@dataclass(frozen=True)
class Block:
    """Where the metadata begin, their heading, and their fields."""

    start: int
    heading: tuple[int, int]
    given: Given


def append(text: str, citation: Citation, meta: tuple[tuple[str, str], ...]) -> tuple[str, Block | None]:
    """The text with the metadata that it lacks, and where they are."""
    lacking = [field for field in FIELDS if not isinstance(getattr(citation, field), Fact)]
    lines = [*_lines(meta, lacking), *(_author_lines(meta) if not citation.authors else [])]
    if not lines:
        return text, None
    base = text.rstrip() + "\n\n"
    heading = (len(base), len(base) + len(HEADING))
    at, written_out, cuts, named = heading[1] + 1, [HEADING], {}, []
    for field, key, value in lines:
        start = at + len(key) + 2
        written_out.append(f"{key}: {value}")
        at = start + len(value) + 1
        cut = _cut(field, value, start)
        if field == "author":
            named += _author(value, start)
        elif cut:
            cuts[field] = cut
    return base + "\n".join(written_out), Block(heading[1] + 1, heading, Given("metadata", cuts, tuple(named)))


def _lines(meta: tuple[tuple[str, str], ...], lacking: list[str]) -> Iterator[tuple[str, str, str]]:
    """(field, key, value): the first key of each lacking field that has a usable value."""
    last = next((value for key, value in meta if key in ("citation_lastpage", "prism.endingpage")), "")
    for field in lacking:
        found = [
            (key, value)
            for wanted in _KEYS[field]
            for key, value in meta
            if key == wanted and "@" not in value and _cut(field, value, 0)
        ]
        if found:
            key, value = found[0]
            joined = field == "pages" and last and last != value and key != "citation_article_number"
            yield field, key, f"{value}-{last}" if joined else value


def _author_lines(meta: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str, str]]:
    for wanted in _AUTHORS:
        found = [(key, value) for key, value in meta if key == wanted and "@" not in value]
        if found:
            for key, value in found[:500]:
                for one in value.split(";"):
                    if one.strip():
                        yield "author", key, one.strip()
            return


def _cut(field: str, value: str, start: int) -> Cut | None:
    if field not in _SHAPES:
        return Cut(start, start + len(value))
    found = _SHAPES[field].match(value)
    if not found:
        return None
    group = next(name for name in found.re.groupindex if found[name])
    return Cut(start + found.start(group), start + found.end(group))


def _author(value: str, start: int) -> list[Named]:
    """ "Angel, Fay-Finn" or "Fay-Finn Angel"."""
    cut = Cut(start, start + len(value))
    family, comma, given = (part.strip() for part in value.partition(","))
    if comma and family and given:
        return [Named(Author(family=family, given=given), cut)]
    names = written(value, 0, len(value))
    return [Named(one.author, cut) for one in names.named] if names and len(names.named) == 1 else []
