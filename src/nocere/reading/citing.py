"""How a report is cited: read from its own lines, each field quoting them.

    citation = cite(text, sections)              # Citation(title=Fact(...), ..., vancouver=Fact(...))

Rule: the "Cite this paper" line comes first, parsed by the grammars of reference strings; then the journal line, identifier
lines, title and byline of the page; then the page's metadata block. A field is taken from the first of these that prints
it. Patterns are rows of rules/reading_layout.toml.

What it will not do: take a field from running text or references, or let an e-mail address into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nocere.document import Author, Citation, Part, Section
from nocere.reading.lines import lines_of, shape, undegreed
from nocere.reading.references import Cut, Named, one_line, parse
from nocere.reading.references.names import written
from nocere.reading.vancouver import Parts, render
from nocere.span import NOT_STATED, Fact, Missing, Span, rule

FIELDS = ("title", "journal", "year", "volume", "issue", "pages", "doi", "pmid")
_EMAIL = re.compile(r"\S@\S")
_SAME = {"range": "pages", "suppl": "issue"}


@dataclass(frozen=True)
class Given:
    """Fields printed in one place: their stretches of the text, the authors, and the rule that read them."""

    made: str
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    authors: tuple[Named, ...] = ()
    more: bool = False


def cite(text: str, sections: Sequence[Section], metadata: Given | None = None) -> tuple[Citation, tuple[str, ...]]:
    """The citation of a report, and what the reader wants known of it."""
    given = [*_cited(text, sections), *_lines(text, sections), *_front(text, sections)]
    given += [metadata] if metadata else []
    facts = {name: _field(text, given, name) for name in FIELDS}
    authors, more = _authors(text, given)
    parts = _parts(text, given, facts, authors, more)
    rendered = render(parts)
    if not rendered:
        return Citation(authors=authors, **facts), ()
    whole = Fact[str](value=rendered.text, spans=parts.spans, made=rule("citation.vancouver", rendered.why))
    notes = (f"citation: {rendered.why}",) if rendered.why else ()
    return Citation(authors=authors, vancouver=whole, **facts), notes


def _field(text: str, given: Sequence[Given], name: str) -> Fact[str] | Missing:
    for each in given:
        cut = each.cuts.get(name)
        fact = _fact(text, cut, f"citation.{each.made}") if cut else None
        if fact:
            return fact
    return NOT_STATED


def _fact(text: str, cut: Cut, made: str) -> Fact[str] | None:
    value = one_line(text[slice(*cut)])
    if not value or _EMAIL.search(value):
        return None
    return Fact(value=value, spans=(Span.of(text, *cut),), made=rule(made))


def _authors(text: str, given: Sequence[Given]) -> tuple[tuple[Fact[Author], ...], bool]:
    for each in given:
        if each.authors:
            made = rule(f"citation.{each.made}")
            facts = tuple(
                Fact[Author](value=one.author, spans=(Span.of(text, *one.cut),), made=made) for one in each.authors
            )
            return facts, each.more
    return (), False


def _parts(
    text: str,
    given: Sequence[Given],
    facts: Mapping[str, Fact[str] | Missing],
    authors: tuple[Fact[Author], ...],
    more: bool,
) -> Parts:
    """What the Vancouver form is made of: the cite line alone where it says enough, since the page's lines may say more."""
    said = {name: fact for name, fact in facts.items() if isinstance(fact, Fact)}
    line = given[0] if given else None
    if line and line.made.startswith("cite-line.") and {"title", "journal", "year"} <= line.cuts.keys():
        said = {name: fact for name, fact in said.items() if name in line.cuts or name == "doi"}
    return Parts(authors, said, more)


def _cited(text: str, sections: Sequence[Section]) -> Iterator[Given]:
    """What the "Cite this paper" line says."""
    for section in sections:
        if section.part == Part.CITATION and section.heading:
            parsed = parse(text[section.start : section.end])
            if parsed.route != "none":
                cuts = {name: _moved(cut, section.start) for name, cut in parsed.cuts.items()}
                named = tuple(Named(one.author, _moved(one.cut, section.start)) for one in parsed.names.named)
                yield Given(f"cite-line.{parsed.route}", cuts, named, parsed.names.more)


def _moved(cut: Cut, by: int) -> Cut:
    return Cut(cut.start + by, cut.end + by)


def _lines(text: str, sections: Sequence[Section]) -> Iterator[Given]:
    """What journal lines, identifier lines and dates say."""
    late: list[Given] = []
    for section in sections:
        if section.part not in (Part.JOURNAL, Part.CITATION):
            continue
        for line in lines_of(text[section.start : section.end]):
            start = section.start + line.start
            found = shape(text[start : section.start + line.end])
            if found and found.kind in ("journal", "identifier", "published"):
                cuts = {
                    _SAME.get(name, name): _moved(Cut(*found.found.span(name)), start)
                    for name in found.found.groupdict()
                    if found.found[name]
                }
                given = Given(f"{found.kind}.{found.name}", {name: _clean(text, cut) for name, cut in cuts.items()})
                late += [given] if found.kind == "published" else []
                yield from () if found.kind == "published" else (given,)
    yield from late


def _front(text: str, sections: Sequence[Section]) -> Iterator[Given]:
    """What title and byline say."""
    for section in sections:
        if section.part == Part.TITLE:
            yield Given("title", {"title": _clean(text, Cut(section.start, section.end))})
            break
    for section in sections:
        if section.part == Part.AUTHORS:
            for start, end in _paragraphs(text, section):
                names = written(text, start, start + undegreed(text[start:end]))
                if names:
                    yield Given("byline", {}, names.named, names.more)
                    return


def _paragraphs(text: str, section: Section) -> Iterator[tuple[int, int]]:
    """The paragraphs of a section, each followed by its lines."""
    lines = lines_of(text[section.start : section.end])
    begun = [at for at, line in enumerate(lines) if at == 0 or line.gap]
    for at, end in zip(begun, [*begun[1:], len(lines)], strict=True):
        yield section.start + lines[at].start, section.start + lines[end - 1].end
        for line in lines[at:end] if end - at > 1 else []:
            yield section.start + line.start, section.start + line.end


def _clean(text: str, cut: Cut) -> Cut:
    """The stretch without white space and full stops at its end."""
    end = cut.end
    while end > cut.start + 1 and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return Cut(cut.start, end)
