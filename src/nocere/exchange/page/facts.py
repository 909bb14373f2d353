"""The right side of the page: what was read of each patient, line by line, each with links to its quotes.

told = Numbered(tell(case), why)             # gives each line its id; why holds the parts of the explanation, if any
told.html(1)                                 # for the page
told.marks                                   # for the text
"""

from __future__ import annotations

from nocere.exchange.page import words
from nocere.exchange.page.highlights import Mark, place
from nocere.exchange.page.lacks import Lack
from nocere.exchange.page.markup import Html, join, tag
from nocere.exchange.page.quotes import quote_link, short
from nocere.exchange.page.reasons import Reasons
from nocere.exchange.page.view import Block, Kind, Line, Section, Telling
from nocere.exchange.page.why import Why
from nocere.span import Span

_MANY = 3


class Numbered:
    """One patient's telling with an id for every line; the ids and the marks come out of one walk, so they agree."""

    def __init__(self, told: Telling, why: tuple[Reasons, ...] = ()) -> None:
        self.told = told
        self._why = why
        self.id = f"p{told.position}"
        self.marks: list[Mark] = []
        self._count = 0

    def html(self, of: int) -> Html:
        """The patient's article; `marks` is filled by it."""
        told = self.told
        heading = f"Patient {told.position}" + (f" of {of}" if of > 1 else "")
        return tag(
            "article",
            tag("h2", heading, id=f"{self.id}-title"),
            tag("p", told.summary, class_="summary"),
            self._criteria(),
            *(self._section(section) for section in told.sections),
            _narrative(told.narrative),
            self._lacks(told.lacks),
            self._explained(),
            id=self.id,
            class_="patient",
            aria_labelledby=f"{self.id}-title",
        )

    def _explained(self) -> Html:
        if not self._why:
            return Html("")
        why = Why(f"{self.id}-why", {place(mark.span) for mark in self.marks})
        html = why.html("Why it was read so", self._why)
        self.marks += why.marks
        return html

    def line(self, line: Line, kind: Kind, head: bool = False) -> Html:
        """A line: the label, the value, its quotes, and how it was made."""
        self._count += 1
        name = f"{self.id}-{self._count}"
        self.marks += [
            Mark(name, kind, line.label if not head else f"{line.label}: {line.value}", s) for s in line.spans
        ]
        value = self._value(line, name)
        note = tag("span", line.made, class_="made") if line.made and not head else ""
        numbers = tag("span", ", ".join(line.elements), class_="element") if line.elements and not head else ""
        classes = "fact missing" if line.missing else "fact"
        if head:
            return tag("h4", value, id=name, class_=f"{classes} k-{kind}")
        body = join(value, tag("span", numbers, note, class_="aside"))
        return tag("div", tag("dt", line.label), tag("dd", body), id=name, class_=f"{classes} k-{kind}")

    def _value(self, line: Line, name: str) -> Html:
        if not line.spans:
            return tag("span", line.value, class_="value")
        first, *others = line.spans
        quote = "" if words.same(first.quote, line.value) else tag("q", short(first.quote))
        inner = join(tag("span", line.value, class_="value"), " " if quote else "", quote)
        link = quote_link(inner, first, name)
        more = (join(" ", self._another(span, number, line, name)) for number, span in enumerate(others, 2))
        return join(link, *more)

    @staticmethod
    def _another(span: Span, number: int, line: Line, name: str) -> Html:
        """One more quote: its words, or a number where they are the same again or there are many."""
        again = any(words.same(span.quote, said) for said in (line.value, line.spans[0].quote))
        if again or len(line.spans) > _MANY:
            return quote_link(tag("sup", str(number)), span, name, f"“{short(span.quote)}”, ")
        return quote_link(tag("q", short(span.quote)), span, name)

    def _criteria(self) -> Html:
        told = self.told
        if not told.criteria:
            return tag("p", "The four minimum criteria were not assessed.", class_="validity")
        met = sum(1 for line in told.criteria if not line.missing)
        judged = "Valid report" if told.valid else "Not a valid report yet"
        lines = tag("dl", *(self.line(_ticked(line), Kind.REPORT) for line in told.criteria))
        heading = tag("summary", tag("b", judged), f" · {met} of 4 minimum criteria")
        return tag(
            "details", heading, lines, class_="validity" + ("" if told.valid else " lacking"), open=not told.valid
        )

    def _section(self, section: Section) -> Html:
        blocks = (self._block(block, section.kind) for block in section.blocks)
        return tag("section", tag("h3", section.title), *blocks, class_=f"facts k-{section.kind}")

    def _block(self, block: Block, kind: Kind) -> Html:
        head: str = ""
        if block.head is not None:
            badge = tag("span", block.tag, class_="badge") if block.tag else ""
            head = tag("div", self.line(block.head, kind, head=True), badge, class_="head")
        return tag(
            "div",
            head,
            tag("dl", *(self.line(line, kind) for line in block.lines)) if block.lines else "",
            class_="block",
        )

    def _lacks(self, lacks: tuple[Lack, ...]) -> Html:
        if not lacks:
            return Html("")
        items = (self._lack(lack) for lack in lacks)
        return tag("section", tag("h3", f"What is missing ({len(lacks)})"), tag("ul", *items), class_="facts lacks")

    def _lack(self, lack: Lack) -> Html:
        numbers = tag("span", ", ".join(lack.elements), class_="element") if lack.elements else ""
        quotes = (join(" ", quote_link(tag("q", short(span.quote)), span, "")) for span in lack.spans)
        return tag("li", tag("b", lack.what), tag("span", f" – {lack.why} ", class_="why"), *quotes, numbers)


def _narrative(narrative: str) -> Html:
    if not narrative:
        return Html("")
    composed = tag("p", "Composed from the values above; nothing in it is new.", class_="why")
    return tag("section", tag("h3", "Narrative"), tag("p", narrative, class_="narrative"), composed, class_="facts")


def _ticked(line: Line) -> Line:
    sign = "✗" if line.missing else "✓"
    return Line(f"{sign} {line.label}", line.value, line.spans, line.made, line.elements, line.missing)
