"""A reading as one HTML page: the text with every quote marked, beside what was read from it.

    Path("case.html").write_bytes(write_page(reading))
    write_page(reading, explanation)             # with why, in details elements that are closed at first

One file, nothing loaded from anywhere: style and script are inside and a Content-Security-Policy admits them by their hash
and nothing else. Without script the links still lead from fact to quote and back. All text is escaped (`markup`). The same
reading makes the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from string import Template

from nocere import __version__
from nocere.case import Case, Reading, Verdict
from nocere.case.explanation import Explanation
from nocere.document import Citation, Document
from nocere.exchange.page.facts import Numbered
from nocere.exchange.page.highlights import Mark, place
from nocere.exchange.page.markup import Html, join, tag
from nocere.exchange.page.quotes import short
from nocere.exchange.page.reasons import Reasons, aside, reasons, without_case
from nocere.exchange.page.source import source_text
from nocere.exchange.page.view import Kind, tell
from nocere.exchange.page.why import Why
from nocere.span import Fact

_LEGEND = tuple(kind for kind in Kind if kind not in (Kind.LINK, Kind.ASIDE))


def write_page(reading: Reading, explanation: Explanation | None = None) -> bytes:
    """The page, in UTF-8."""
    style, script = _file("page.css"), _file("page.js")
    patients = [Numbered(tell(case), _why(case, explanation)) for case in reading.cases]
    facts = [patient.html(len(patients)) for patient in patients]
    if not facts:
        facts = [tag("p", "No case was made of this document.", class_="summary")]
    marks = [Mark("verdict", Kind.VERDICT, "verdict", span) for span in reading.verdict.spans]
    marks += [mark for patient in patients for mark in patient.marks]
    if explanation:
        for why, title, parts in _rest(explanation, {place(mark.span) for mark in marks}):
            facts.append(why.html(title, parts))
            marks += why.marks
    document = reading.document
    page = Template(_file("page.html")).substitute(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'",
        title=join(_title(document)),
        style=style,
        script=script,
        heading=join(_title(document)),
        cited=_cited(document),
        verdict=_verdict(reading.verdict, len(reading.cases)),
        tabs=_tabs(patients),
        legend=_legend({mark.kind for mark in marks}),
        source=source_text(document, marks),
        facts=join(*facts),
        alone="" if patients else "alone",
        notes=tag("ul", *(tag("li", note) for note in document.notes), class_="notes") if document.notes else "",
        made=join(f"nocere {__version__} · {document.name} · SHA-256 {document.id}"),
    )
    return page.encode()


def _why(case: Case, explanation: Explanation | None) -> tuple[Reasons, ...]:
    return reasons(case, explanation.of(case)) if explanation else ()


def _rest(explanation: Explanation, taken: set[str]) -> Iterator[tuple[Why, str, tuple[Reasons, ...]]]:
    """What belongs to no case: the patients who make none, and the rest of the text."""
    for number, patient in enumerate(explanation.without_case, 1):
        title = f"Why no case was made of “{short(patient.spans[0].quote)}”: {patient.why}"
        yield Why(f"none{number}", taken), title, without_case(patient)
    title = f"The rest of the text: {len(explanation.aside)} stretches in no case"
    yield Why("aside", taken), title, (aside(explanation),)


def _file(name: str) -> str:
    return (files("nocere.exchange.page") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _title(document: Document) -> str:
    return document.citation.title.value if isinstance(document.citation.title, Fact) else document.name


def _cited(document: Document) -> Html:
    cited = _vancouver(document.citation)
    return tag("p", cited, class_="cited") if cited else Html("")


def _vancouver(citation: Citation) -> str:
    if isinstance(citation.vancouver, Fact):
        return citation.vancouver.value
    facts = (citation.journal, citation.year, citation.doi)
    return " · ".join(fact.value for fact in facts if isinstance(fact, Fact))


def _verdict(verdict: Verdict, patients: int) -> Html:
    if patients:
        word = f"{verdict.document_type} · {patients} patient{'s' if patients > 1 else ''}"
    else:
        word = f"No case · {verdict.document_type}"
    quotes = (
        tag(
            "a",
            str(number),
            href=f"#{place(span)}",
            class_="quote",
            title=span.quote,
            data_place=place(span),
            data_line="verdict",
        )
        for number, span in enumerate(verdict.spans, 1)
    )
    links = tag("span", "quotes ", *(join(quote, " ") for quote in quotes), class_="quotes") if verdict.spans else ""
    return tag(
        "p",
        tag("b", word),
        " ",
        tag("span", verdict.reason),
        " ",
        links,
        id="verdict",
        class_="judged" if patients else "judged none",
    )


def _tabs(patients: list[Numbered]) -> Html:
    if len(patients) < 2:
        return Html("")
    links = (
        tag("a", tag("b", f"P{p.told.position}"), " ", _brief(p.told.summary), href=f"#{p.id}", data_patient=p.id)
        for p in patients
    )
    return tag("nav", *links, class_="tabs", aria_label="Patients")


def _brief(summary: str) -> str:
    return " · ".join(summary.split(" · ")[:2])


def _legend(kinds: set[Kind]) -> Html:
    items = [tag("li", tag("span", str(kind), class_=f"mark k-{kind}")) for kind in _LEGEND if kind in kinds]
    if not items:
        return Html("")
    return tag("ul", *items, class_="legend", aria_label="What the marks mean")
