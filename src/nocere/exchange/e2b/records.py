"""What a case is between model and XML: records of element numbers with their values on the wire.

    Record("E.i", "r1", leaves=(Leaf("E.i.7", "1"),))

The first record holds the elements that occur once; each repeating group (C.2.r, E.i, G.k.4.r ...) is a record in it.

What it will not do: know where an element stands in the XML (`table`), or whether it must be there (`readiness`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nocere.span import NullFlavor


@dataclass(frozen=True)
class Leaf:
    """An element and its value as the wire has it, or why it has none. `system` is a coded value's code system."""

    number: str
    value: str | NullFlavor
    system: str = ""


@dataclass(frozen=True)
class Record:
    """One occurrence of a group. `marks` fill the `{…}` of locations: the UUIDs of reaction and drug, a media type."""

    group: str
    local: str = ""
    leaves: tuple[Leaf, ...] = ()
    records: tuple[Record, ...] = ()
    marks: dict[str, str] = field(default_factory=dict)

    def get(self, number: str) -> str | NullFlavor | None:
        """The value of that element in this record itself."""
        return next((leaf.value for leaf in self.leaves if leaf.number == number), None)

    def said(self, number: str) -> str | None:
        """The same where it is a value; None where it is a nullFlavor or not there."""
        value = self.get(number)
        return None if isinstance(value, NullFlavor) else value

    def of(self, group: str) -> tuple[Record, ...]:
        """The records of that group in this record."""
        return tuple(record for record in self.records if record.group == group)

    def walk(self) -> Iterator[Record]:
        """This record and all in it."""
        yield self
        for record in self.records:
            yield from record.walk()

    def with_leaf(self, *leaves: Leaf) -> Record:
        """The record with these elements too; an element that is there already is replaced."""
        new = {leaf.number for leaf in leaves}
        return replace(self, leaves=(*(leaf for leaf in self.leaves if leaf.number not in new), *leaves))


@dataclass(frozen=True)
class Lack:
    """What stands between a case and a file that can be submitted: the element, what is missing, what would supply it."""

    number: str
    what: str
    supply: str

    def __str__(self) -> str:
        return f"{self.number}: {self.what}; {self.supply}"
