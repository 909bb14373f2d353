"""Links from a line of the page to the words it rests on.

quote_link(join("600 mg"), span, "p1-7")     # an a element that leads to the span's place in the text
"""

from __future__ import annotations

from nocere.exchange.page.highlights import place
from nocere.exchange.page.markup import Html, tag
from nocere.span import Span

_LONGEST = 140


def quote_link(inner: Html, span: Span, line: str, says: str = "") -> Html:
    """A link from a line to a quote's place in the text."""
    where = f"{says}characters {span.start} to {span.end}"
    return tag("a", inner, href=f"#{place(span)}", class_="quote", title=where, data_line=line, data_place=place(span))


def short(quote: str) -> str:
    """A quote in one line, shortened where it is long."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
