"""How a field says which ICH E2B(R3) elements it fills, and the value types that fields are made of.

    sex: Fact[Sex] | Missing = element("D.5")
    name: Fact[str] = required_element("G.k.2.2")
    numbers(Patient)["sex"]                      # ("D.5",)

A pair such as ("D.2.2a", "D.2.2b") is one `Quantity`: number and UCUM unit; a pair of version and code is one `Code`.
Element numbers are facts of the ICH E2B(R3) Implementation Guide, v5.03; the words are ours.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, Field, StringConstraints

from nocere.span import NOT_STATED, Fact, Frozen, Missing


class Quantity(Frozen):
    """A number and its UCUM unit ("a" year, "mo", "wk", "d", "h", "mg", "mg/m2", "{DF}" ...)."""

    value: Decimal
    unit: str


class Code(Frozen):
    """A term of a terminology: system ("MedDRA", "UNII", ...), its version, the code, and the term's name."""

    system: str
    version: str
    code: str
    name: str = ""


Timestamp = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(\d{2}(\d{2}(\d{2}(\d{2}(\d{2}(\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$")
]
"""CCYYMMDDhhmmss.UUUU[+|-ZZzz], cut from the right to the precision known (E2B(R3) IG, appendix II)."""

Text: TypeAlias = Fact[str] | Missing
Flag: TypeAlias = Fact[bool] | Missing
Date: TypeAlias = Fact[Timestamp] | Missing
Measure: TypeAlias = Fact[Quantity] | Missing
Coded: TypeAlias = Fact[Code] | Missing


def element(*numbers: str) -> Any:
    """A field that is not stated unless given, and fills these elements."""
    return Field(default=NOT_STATED, json_schema_extra={"e2b": list(numbers)})


def required_element(*numbers: str) -> Any:
    """A field that must be given, and fills these elements."""
    return Field(json_schema_extra={"e2b": list(numbers)})


def group(*numbers: str) -> Any:
    """A repeating group of elements: an empty tuple unless given."""
    return Field(default=(), json_schema_extra={"e2b": list(numbers)})


def numbers(part: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """Field name to element numbers, for each field of that part that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for name, field in part.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "e2b" in extra:
            listed = extra["e2b"]
            found[name] = tuple(str(n) for n in listed) if isinstance(listed, list) else ()
    return found
