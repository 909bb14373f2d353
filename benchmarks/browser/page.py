"""The misses as one HTML page: a table of how many by cause and field, and each miss in its text.

    Path("errors.html").write_bytes(write_page([Seen("a:1", "mixed", text, misses(looked, gold)), ...]))

One file, nothing loaded from anywhere: style and script are inside, and a Content-Security-Policy admits them by their hash
and nothing else. Text is escaped (`nocere.exchange.page.markup`). Without script the numbers of the table lead to the groups,
and each miss opens by itself; with it they choose what is shown. The same misses make the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from string import Template

from benchmarks.browser.causes import Cause
from benchmarks.browser.looked import Place
from benchmarks.browser.misses import FIELDS, Miss
from nocere.exchange.page.markup import Html, join, tag

MARKS = {"gold": "expected", "read": "read", "both": "expected and read", "about": "what it is said of"}
"""The kinds of marks in the text, and what each is called."""


@dataclass(frozen=True)
class Seen:
    """A text with its misses."""

    id: str
    set: str
    text: str
    misses: tuple[Miss, ...]


Found = list[tuple[Seen, Miss]]


def write_page(seen: Sequence[Seen]) -> bytes:
    """The page, in UTF-8."""
    style, script = _file("page.css"), _file("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    found: Found = [(one, miss) for one in seen for miss in one.misses]
    held = sum(bool(one.misses) for one in seen)
    told = f"{len(found)} misses in {held} of {len(seen)} texts; {len(seen) - held} are read as annotated."
    page = Template(_file("page.html")).substitute(
        policy=policy,
        style=style,
        script=script,
        told=join(told),
        table=_table(found),
        sets=join(*(tag("option", name, value=name) for name in sorted({one.set for one in seen} - {""}))),
        legend=join(*(tag("li", tag("mark", name, class_=kind)) for kind, name in MARKS.items())),
        groups=join(*_groups(found)),
    )
    return page.encode()


def _file(name: str) -> str:
    return (files("benchmarks.browser") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _id(cause: Cause, field: str) -> str:
    return f"{cause.name.lower()}-{field.replace(' ', '-')}"


def _table(found: Found) -> Html:
    """Causes down, fields across; a number leads to its misses, and a heading to all of its row or column."""
    fields = [field for field in FIELDS if any(miss.field == field for _, miss in found)]
    heads = (
        tag("th", tag("button", tag("span", field), type="button", data_field=field), scope="col") for field in fields
    )
    rows = (_row(cause, fields, found) for cause in Cause if any(miss.cause is cause for _, miss in found))
    totals = (tag("td", str(sum(miss.field == field for _, miss in found))) for field in fields)
    return tag(
        "table",
        tag("caption", "How many, by cause and by field", class_="spoken"),
        tag("thead", tag("tr", tag("td"), *heads, tag("th", tag("span", "all"), scope="col"))),
        tag("tbody", *rows),
        tag("tfoot", tag("tr", tag("th", "all", scope="row"), *totals, tag("td", str(len(found))))),
    )


def _row(cause: Cause, fields: Sequence[str], found: Found) -> Html:
    own = [miss.field for _, miss in found if miss.cause is cause]
    cells = (_cell(cause, field, own.count(field)) for field in fields)
    head = tag("th", tag("button", str(cause), type="button", data_cause=cause.name), scope="row")
    return tag("tr", head, *cells, tag("td", str(len(own))))


def _cell(cause: Cause, field: str, number: int) -> Html:
    if not number:
        return tag("td", "·", class_="none")
    name = f"{number} of {field}: {cause}"
    shade = f"n{min(4, (number + 3) // 4)}"
    link = tag(
        *("a", str(number)), href=f"#{_id(cause, field)}", data_cause=cause.name, data_field=field, aria_label=name
    )
    return tag("td", link, class_=shade)


def _groups(found: Found) -> Iterator[Html]:
    """The misses of each field and cause, under a heading."""
    for field in FIELDS:
        for cause in Cause:
            group = [one for one in found if one[1].field == field and one[1].cause is cause]
            if group:
                head = tag("h2", tag("b", field), f" {cause} ", tag("span", str(len(group)), class_="count"))
                cards = (_card(one, miss) for one, miss in group)
                names = {"data_field": field, "data_cause": cause.name}
                yield tag("section", head, *cards, id=_id(cause, field), class_="group", **names)


def _card(seen: Seen, miss: Miss) -> Html:
    """One miss: what was expected and read, the text, and why."""
    head = tag(
        "summary",
        tag("span", seen.id, class_="id"),
        " ",
        _said("expected", miss.expected),
        " ",
        _said("read", miss.read),
        tag("span", f" of {miss.about}", class_="of") if miss.about else "",
    )
    reasons = tag("ul", *(_reason(line) for line in miss.reasons), class_="reasons")
    patient = tag("p", "Patient ", tag("b", miss.patient)) if miss.patient else ""
    beside = tag("div", patient, tag("h3", "What was weighed"), reasons, class_="why")
    text = tag("p", *_marked(seen.text, miss), class_="text")
    return tag("details", head, tag("div", text, beside, class_="open"), class_="miss", data_set=seen.set)


def _said(label: str, words: str) -> Html:
    kind = "gold" if label == "expected" else "read"
    value = tag("mark", words, class_=kind) if words else tag("i", "nothing")
    return tag("span", tag("span", label, class_="label"), " ", value, class_="said")


def _reason(line: str) -> Html:
    return tag("li", line.removeprefix("· "), class_="note" if line.startswith("· ") else "")


def _marked(text: str, miss: Miss) -> Iterator[Html]:
    """The text, every character of it, cut at each edge of what is marked."""
    layers = {"gold": miss.gold_at, "read": miss.read_at, "about": miss.about_at}
    edges = {0, len(text), *(edge for places in layers.values() for place in places for edge in place)}
    for start, end in pairwise(sorted(edges)):
        kinds = [kind for kind, places in layers.items() if _within(start, end, places)]
        kind = "both" if kinds[:2] == ["gold", "read"] else "".join(kinds[:1])
        words = text[start:end]
        yield tag("mark", words, class_=kind, title=MARKS[kind]) if kind else join(words)


def _within(start: int, end: int, places: Sequence[Place]) -> bool:
    return any(a <= start and end <= b for a, b in places)
