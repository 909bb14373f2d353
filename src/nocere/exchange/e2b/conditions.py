"""When a conditional element is required: the `when` of the element table, asked of a record.

    holds("C.2.r.5=1", chain)                # chain: the records from the root down to the one asked

`A|B` either, `A&B` both, `!A` not, `A=v` that value, `A` present; a group's number asks whether the record is one of it
(conformance column of the ICH E2B(R3) IG v5.03).

What it will not do: know any rule that is not in the table.
"""

from __future__ import annotations

from functools import cache

from nocere.exchange.e2b.records import Record
from nocere.exchange.e2b.table import elements
from nocere.span import NullFlavor

GROUPS = (
    *("C.1.6.1.r", "C.1.9.1.r", "C.1.10.r", "C.2.r", "C.4.r", "C.5.1.r", "D.7.1.r", "D.8.r", "D.9.2.r", "D.9.4.r"),
    *("D.10.7.1.r", "D.10.8.r", "E.i", "F.r", "G.k", "G.k.2.3.r", "G.k.4.r", "G.k.7.r", "G.k.9.i", "G.k.9.i.2.r"),
    *("G.k.10.r", "H.3.r", "H.5.r"),
)


def group_of(number: str) -> str:
    """The innermost repeating group that the element belongs to; "" for one that occurs once."""
    inside = [group for group in GROUPS if number == group or number.startswith(f"{group}.")]
    return max(inside, key=len, default="")


@cache
def members(group: str) -> tuple[str, ...]:
    """The elements of that group itself, in the order of the table."""
    return tuple(number for number, row in elements().items() if row.type != "group" and group_of(number) == group)


def holds(when: str, chain: tuple[Record, ...]) -> bool:
    """Whether the condition holds for the last record of the chain."""
    if "|" in when:
        return any(holds(part, chain) for part in when.split("|"))
    if "&" in when:
        return all(holds(part, chain) for part in when.split("&"))
    if when.startswith("!"):
        return not holds(when[1:], chain)
    number, _, wanted = when.partition("=")
    if number in GROUPS:
        return chain[-1].group == number
    found = _find(number, chain)
    return found == wanted if wanted else found is not None


def _find(number: str, chain: tuple[Record, ...]) -> str | NullFlavor | None:
    """The element in the record, in one above it, or in one below."""
    for record in reversed(chain):
        if (value := record.get(number)) is not None:
            return value
    return next((value for record in chain[-1].walk() if (value := record.get(number)) is not None), None)


def asked(number: str, chain: tuple[Record, ...]) -> bool:
    """Whether the standard requires the element in the last record of the chain."""
    row = elements()[number]
    if row.conformance == "required":
        return True
    return bool(row.when) and holds(row.when, chain)
