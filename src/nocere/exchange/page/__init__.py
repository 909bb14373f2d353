"""A reading as one HTML page: the text with every quote marked, beside what was read from it.

    Path("case.html").write_bytes(write_page(reading))

One file, nothing loaded from anywhere: style and script are inside and a Content-Security-Policy admits them by their hash
and nothing else. Without script the links still lead from fact to quote and back. All text is escaped (`markup`). The same
reading makes the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from string import Template

from nocere import __version__
from nocere.case import Reading, Verdict
from nocere.document import Citation, Document
from nocere.exchange.page.facts import Numbered
from nocere.exchange.page.highlights import Mark, place
from nocere.exchange.page.markup import Html, join, tag
from nocere.exchange.page.source import source_text
from nocere.exchange.page.view import Kind, tell
from nocere.span import Fact

_LEGEND = tuple(kind for kind in Kind if kind is not Kind.LINK)


def write_page(reading: Reading) -> bytes:
    """The page, in UTF-8."""
    style, script = _file("page.css"), _file("page.js")
    patients = [Numbered(tell(case)) for case in reading.cases]
    facts = [patient.html(len(patients)) for patient in patients]
    marks = [Mark("verdict", Kind.VERDICT, "verdict", span) for span in reading.verdict.spans]
    marks += [mark for patient in patients for mark in patient.marks]
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
        facts=join(*facts) if facts else tag("p", "No case was made of this document.", class_="summary"),
        alone="" if facts else "alone",
        notes=tag("ul", *(tag("li", note) for note in document.notes), class_="notes") if document.notes else "",
        made=join(f"nocere {__version__} · {document.name} · SHA-256 {document.id}"),
    )
    return page.encode()


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
