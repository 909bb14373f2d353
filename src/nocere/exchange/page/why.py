"""The explanation on the page: a closed details element for each patient, one for what is in no case, each with its tables.

    why = Why("p1-why", taken)                   # the places that are marked already
    why.html("Why it was read so", parts)
    why.marks                                    # for the text

The browser opens and closes it by mouse and keyboard, without script. What is dropped is named so and marked in the text;
words that only spoke for something, and what is set aside whole, are a place to jump to, without a mark.
"""

from __future__ import annotations

from nocere.exchange.page.highlights import Mark, place
from nocere.exchange.page.markup import Html, join, tag
from nocere.exchange.page.quotes import quote_link, short
from nocere.exchange.page.reasons import Group, Item, Note, Reasons, Weighed
from nocere.exchange.page.view import Kind
from nocere.span import Span


class Why:
    """One details element; its ids begin with `id`. Places in `taken` are marked already and stay as they are."""

    def __init__(self, id: str, taken: set[str]) -> None:
        self.marks: list[Mark] = []
        self._id = id
        self._taken = taken
        self._count = 0

    def html(self, title: str, parts: tuple[Reasons, ...]) -> Html:
        """The element, closed; `marks` is filled by it."""
        count = f" · {dropped} dropped" if (dropped := sum(map(_dropped, parts))) else ""
        sections = (self._part(part) for part in parts)
        return tag("details", tag("summary", tag("b", title), count), *sections, class_="explained")

    def _part(self, part: Reasons) -> Html:
        says = tag("span", f" · {part.says}", class_="says") if part.says else ""
        rows = ""
        if part.rows:
            head = tag("tr", tag("th", "number", scope="col", class_="number"), tag("th", "of what", scope="col"))
            bodies = (self._row(row) for row in part.rows)
            rows = tag("table", tag("thead", head), *bodies, aria_label=part.title)
        return tag("section", tag("h3", part.title, says), rows, *(self._group(group) for group in part.groups))

    def _row(self, row: Weighed) -> Html:
        line = self._line()
        label = f"{row.became}: {row.why}" if row.became else row.why
        first = tag(
            "tr",
            tag("td", row.number, class_="number"),
            tag("th", self._named(row.name, row.spans, line, label if row.dropped else ""), scope="row"),
            id=line,
            class_="candidate",
        )
        became = join(tag("b", row.became), ": ") if row.became else ""
        why = tag("tr", tag("td", "", class_="number"), tag("td", became, row.why))
        return tag(
            "tbody", first, why, *(self._note(note) for note in row.notes), class_="dropped" if row.dropped else ""
        )

    def _note(self, note: Note) -> Html:
        line = self._line()
        quotes = (join(" ", self._link(tag("q", short(span.quote)), span, line, "")) for span in note.spans)
        rule = tag("code", note.rule) if note.rule else ""
        words = tag("td", note.words, *quotes, " ", rule)
        return tag("tr", tag("td", note.number, class_="number"), words, id=line, class_="note")

    def _group(self, group: Group) -> Html:
        items = (self._item(item, group.why if group.dropped else "") for item in group.items)
        return tag("div", tag("p", group.why), tag("ul", *items), class_="reason")

    def _item(self, item: Item, label: str) -> Html:
        line = self._line()
        named = item.name or f"“{short(item.spans[0].quote)}”"
        rule = join(" ", tag("code", item.rule)) if item.rule else ""
        return tag("li", self._named(named, item.spans, line, label), rule, id=line)

    def _named(self, name: str, spans: tuple[Span, ...], line: str, label: str) -> Html:
        """The name as a link to its first place, and a number for each other; dropped ones with their label in the text."""
        if not spans:
            return join(name)
        first, *others = spans
        more = (
            join(" ", self._link(tag("sup", str(number)), span, line, label)) for number, span in enumerate(others, 2)
        )
        return join(self._link(join(name), first, line, label), *more)

    def _link(self, inner: Html, span: Span, line: str, label: str) -> Html:
        """A link to the place, which is marked where a label is given and nothing marks it yet."""
        if place(span) not in self._taken:
            self._taken.add(place(span))
            kind = Kind.CONSIDERED if label else Kind.ASIDE
            self.marks.append(Mark(line, kind, label or "named in the explanation", span))
        return quote_link(inner, span, line)

    def _line(self) -> str:
        self._count += 1
        return f"{self._id}-{self._count}"


def _dropped(part: Reasons) -> int:
    return sum(row.dropped for row in part.rows) + sum(len(group.items) for group in part.groups if group.dropped)
