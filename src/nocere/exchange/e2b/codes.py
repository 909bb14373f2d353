"""The code lists of E2B(R3): from the words of a case to the numbers of the wire, and from a terminology's name to its OID.

    wire_code("E.i.7", "fatal")              # "5"
    system_oid("EDQM", "G.k.4.r.10.2b")      # "0.4.0.127.0.16.1.1.2.6"

The rows are `rules/e2b_codes.toml`, `rules/e2b_units.toml` and `rules/e2b_systems.toml`; `rules/e2b_required.toml` says what
stands where a required element is not stated (ICH E2B(R3) Implementation Guide v5.03).

What it will not do: guess a code from a word that is not listed.
"""

from __future__ import annotations

import re
from functools import cache

from nocere.rulebook import Row, rows

_UID = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+|[A-Za-z][A-Za-z0-9\-]*")


class _Code(Row):
    element: str
    word: str
    code: str


class _Unit(Row):
    element: str
    unit: str
    code: str


class _System(Row):
    name: str
    oid: str
    element: str = ""


class Required(Row):
    """What stands where a required element is not stated, or what would supply it."""

    element: str
    value: str = ""
    null: str = ""
    draft: bool = False
    digits: int = 0
    what: str = ""
    supply: str = ""
    why: str = ""


@cache
def code_list(number: str) -> dict[str, str]:
    """Word to code for that element; empty where the element takes no code of a closed list."""
    return {row.word: row.code for row in rows("e2b_codes", _Code) if row.element == number}


def wire_code(number: str, word: str) -> str | None:
    """The code of that word, or the word itself where it is a code of the list; None where it is neither."""
    listed = code_list(number)
    return listed.get(word, word if word in listed.values() else None)


def wire_unit(number: str, unit: str) -> str:
    """The unit as that element writes it."""
    return next((row.code for row in rows("e2b_units", _Unit) if (row.element, row.unit) == (number, unit)), unit)


def system_oid(name: str, number: str) -> str | None:
    """The object identifier of a terminology; the name itself where it is one; None where it is neither."""
    found = [row for row in rows("e2b_systems", _System) if row.name.casefold() == name.casefold()]
    for row in found:
        if row.element in ("", number):
            return row.oid
    return name if not found and _UID.fullmatch(name) else None


@cache
def required() -> dict[str, Required]:
    """The rows of `e2b_required` by element."""
    return {row.element: row for row in rows("e2b_required", Required)}
