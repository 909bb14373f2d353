"""One value of a case as the wire has it: text, number, date, boolean, code; and what of it the wire cannot hold.

    encoder = Encoder()
    encoder.leaves(("D.2.2a", "D.2.2b"), fact)     # (Leaf("D.2.2a", "4"), Leaf("D.2.2b", "a"))
    encoder.lacks                                  # what could not be written as it is

Types, lengths and nullFlavors are those of the element table (ICH E2B(R3) IG v5.03); characters those of XML 1.0. A value
that is too long is cut with an ellipsis, and one the wire cannot hold is left out; each is a lack, so only a draft has it.

What it will not do: round, convert or guess.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from nocere.case.element import Code, Quantity
from nocere.exchange.e2b.codes import code_list, system_oid, wire_code, wire_unit
from nocere.exchange.e2b.records import Lack, Leaf
from nocere.exchange.e2b.table import Element, element
from nocere.span import Fact, Missing, NullFlavor

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOKEN = re.compile(r"\S+")
_URL = re.compile(r"[\w .,;:@&=+$!*'()~/?-]*")
_DATE = re.compile(r"(\d{1,8}|\d{9,14}|\d{14}\.\d+)([+-]\d{1,4})?$")
_TOKENS = ("code", "unit", "language")


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 forbids."""
    return _ILLEGAL.sub("�", text)


def _shown(text: str) -> str:
    """The text in quotes, cut where it would make a message unreadable."""
    return repr(clean(text if len(text) <= 60 else text[:59] + "…"))


class Encoder:
    """Turns facts into leaves and keeps what could not be said."""

    def __init__(self) -> None:
        self.lacks: list[Lack] = []

    def lack(self, number: str, what: str, supply: str) -> None:
        """Keep this lack, once."""
        found = Lack(number, clean(what), clean(supply))
        if found not in self.lacks:
            self.lacks.append(found)

    def leaves(self, numbers: tuple[str, ...], value: object) -> tuple[Leaf, ...]:
        """The elements of those numbers: a pair for a Quantity (number, unit) or a Code (version, code), else each alike."""
        if isinstance(value, Fact):
            value = value.value
        if isinstance(value, Missing):
            return tuple(leaf for number in numbers for leaf in self._missing(number, value))
        if isinstance(value, Quantity):
            return self._quantity(numbers, value)
        if isinstance(value, Code):
            return self._code(numbers[0], numbers[-1], value)
        return tuple(leaf for number in numbers for leaf in self.leaf(number, value))

    def leaf(self, number: str, value: object) -> tuple[Leaf, ...]:
        """One element with a plain value; none where the value says nothing or cannot be written."""
        row = element(number)
        text = self._text(row, value)
        if not text.strip():
            return ()
        if row.place.leaf in _TOKENS and not _TOKEN.fullmatch(text):
            self.lack(
                number, f"{_shown(text)} has a space, which is no code or unit", "give the code or UCUM unit itself"
            )
            return ()
        if row.place.prefix and not _URL.fullmatch(text):
            self.lack(
                number, f"{_shown(text)} is no address that the wire can hold", "write it without special characters"
            )
            return ()
        return (Leaf(number, text),)

    def _missing(self, number: str, value: Missing) -> tuple[Leaf, ...]:
        if value.missing is NullFlavor.CONFLICTING:
            self.lack(
                number, f"{element(number).name}: the sources contradict each other", "decide in the review which holds"
            )
            return ()
        return (Leaf(number, value.missing),) if value.missing in element(number).null_flavors else ()

    def _quantity(self, numbers: tuple[str, ...], value: Quantity) -> tuple[Leaf, ...]:
        if len(numbers) == 1:
            unit = next((t.value for t in element(numbers[0]).place.steps[-1].tests if t.name == "unit"), value.unit)
            if value.unit != unit:
                self.lack(numbers[0], f"{value.value} {value.unit} is not in {unit}", f"give it in {unit}")
                return ()
            return self.leaf(numbers[0], value.value)
        units, written = element(numbers[1]).values, wire_unit(numbers[1], value.unit)
        if units and written not in units:
            self.lack(
                numbers[1], f"the unit {_shown(value.unit)} is not one of {', '.join(units)}", "give it in one of these"
            )
        unit_leaf = self.leaf(numbers[1], written)
        return (*self.leaf(numbers[0], value.value), *unit_leaf) if unit_leaf else ()

    def _code(self, version: str, number: str, value: Code) -> tuple[Leaf, ...]:
        row = element(number)
        system = system_oid(value.system, number) or (row.system if not value.system.strip() else None)
        wanted = row.list if row.type == "code" else row.system if row.system == "TBD-PhPID" else ""
        barred = [test.value for test in row.place.steps[-1].tests if test.relation == "!="]
        if system is None or (wanted and system != wanted) or system in barred:
            self.lack(number, f"{_shown(value.system)} is not a code system for it", "give the OID of the code system")
            return ()
        if row.type == "code" and not re.fullmatch(rf"\d{{1,{row.length}}}", value.code):
            self.lack(
                number, f"{_shown(value.code)} is no MedDRA code", f"give the LLT's number, at most {row.length} digits"
            )
            return ()
        code = self.leaf(number, value.code)
        return (
            tuple(Leaf(leaf.number, leaf.value, system) for leaf in (*self.leaf(version, value.version), *code))
            if code
            else ()
        )

    def _text(self, row: Element, value: object) -> str:
        if isinstance(value, bool) or row.type == "boolean":
            return self._boolean(row, value)
        if isinstance(value, Decimal):
            return self._number(row, value)
        text = value.value if isinstance(value, StrEnum) else str(value)
        if row.type == "date":
            return self._date(row, text)
        if code_list(row.number):
            return self._listed(row, text)
        if row.type == "data":
            return self._clean(row, text)
        if row.type == "letters":
            return self._letters(row, text)
        if row.place.leaf == "value" and row.place.steps[-1].kind == "PQ":
            return self._numeric(row, text)
        return self._cut(row, self._clean(row, text))

    def _boolean(self, row: Element, value: object) -> str:
        word = "true" if value is True else "false"
        if row.type != "boolean":
            return wire_code(row.number, word) or ""
        return word if word in row.values else ""

    def _number(self, row: Element, value: Decimal) -> str:
        text = format(value, "f")
        if row.length and len(text.lstrip("-")) > row.length:
            self.lack(
                row.number,
                f"{text} is longer than {row.length} characters",
                "give it with fewer digits or in a larger unit",
            )
        return text

    def _numeric(self, row: Element, text: str) -> str:
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return self._number(row, number)
        self.lack(
            row.number, f"{_shown(text)} is no number, and the schema takes nothing else", "give the number alone"
        )
        return ""

    def _date(self, row: Element, text: str) -> str:
        found = _DATE.match(text)
        if found and found[2] and len(found[1]) < 10:
            self.lack(row.number, f"{text} has a time zone without a time", "give the time, or leave the zone out")
            return found[1]
        return text

    def _listed(self, row: Element, text: str) -> str:
        code = wire_code(row.number, text)
        if code is None:
            self.lack(
                row.number, f"{_shown(text)} is not in its code list", f"use one of: {', '.join(code_list(row.number))}"
            )
        return code or ""

    def _letters(self, row: Element, text: str) -> str:
        if re.fullmatch(rf"[A-Za-z]{{{row.length}}}", text):
            return text
        self.lack(
            row.number, f"{_shown(text)} is not {row.length} letters", f"give the {row.length}-letter code of the list"
        )
        return ""

    def _clean(self, row: Element, text: str) -> str:
        written = clean(text)
        if written != text:
            self.lack(
                row.number,
                "holds characters that XML forbids; they are written as U+FFFD",
                "remove them from the value",
            )
        return written

    def _cut(self, row: Element, text: str) -> str:
        if not row.length or len(text) <= row.length:
            return text
        self.lack(
            row.number, f"longer than {row.length} characters ({len(text)})", f"shorten it to {row.length} characters"
        )
        return text[: max(row.length - 1, 0)] + "…"
