"""The element table of ICH E2B(R3): number, name, type, length, code list, conformance, nullFlavors, place in the XML.

    element("D.5").null_flavors              # ("MSK", "UNK", "ASKU", "NASK")

Facts of the ICH E2B(R3) Implementation Guide v5.03 (18 July 2025) and its technical information, in our own words, in
`exchange/elements.csv`; R2 numbers are those of the ICH backwards-and-forwards mapping v2.02. `when` says when a conditional
element is required, in element numbers: `=` a value, `!` absent, `&` and, `|` or.

What it will not do: decide whether a case is ready (`readiness` does), or know the rules of a region.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nocere.errors import RuleError
from nocere.exchange.e2b.location import Location, parse

NAMESPACES = {"h": "urn:hl7-org:v3", "xsi": "http://www.w3.org/2001/XMLSchema-instance"}


@dataclass(frozen=True)
class Element:
    """One row. `type` is text, letters, number, date, boolean, code, data, reference, or group (a heading without a value)."""

    number: str
    name: str
    type: str
    length: int
    values: tuple[str, ...]
    list: str
    system: str
    conformance: str
    when: str
    null_flavors: tuple[str, ...]
    r2: str
    location: str
    full: str
    also: str

    @property
    def place(self) -> Location:
        """Where the value stands."""
        return parse(self.location)

    @property
    def full_place(self) -> Location | None:
        """Where it stands when start, end and duration are all given: an IVL_TS holds two of the three."""
        return parse(self.full) if self.full else None

    @property
    def places(self) -> tuple[Location, ...]:
        """Everywhere it may stand: where we write it, and where others may."""
        return tuple(parse(one) for one in (self.location, self.full, self.also) if one)


@cache
def elements() -> dict[str, Element]:
    """Every row by its number, in the order of the guide."""
    text = (files("nocere") / "exchange" / "elements.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["number"]] = Element(
            number=row["number"],
            name=row["name"],
            type=row["type"],
            length=int(row["length"] or 0),
            values=tuple(row["values"].split()),
            list=row["list"],
            system=row["system"],
            conformance=row["conformance"],
            when=row["when"],
            null_flavors=tuple(row["null_flavors"].split()),
            r2=row["r2"],
            location=row["location"],
            full=row["full"],
            also=row["also"],
        )
    return found


def element(number: str) -> Element:
    """The row of that number. Raises `RuleError` where there is none."""
    try:
        return elements()[number]
    except KeyError:
        raise RuleError(f"{number} is no element of the table exchange/elements.csv") from None


@cache
def position(number: str) -> int:
    """Where the element stands in the guide."""
    return list(elements()).index(number)
