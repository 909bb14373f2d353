"""Which field of a case holds which element.

    held_by(Case)["E.i.7"]                   # "reactions[].outcome"

Read from the element numbers that the fields carry (`nocere.case.element`), so it cannot part from the case.

What it will not do: say what a field means; its class does.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from nocere.case.element import Code, Quantity, numbers
from nocere.span import Fact, Missing


@cache
def held_by(part: type[BaseModel]) -> dict[str, str]:
    """Element number to the path of its field, the first where there are two."""
    found: dict[str, str] = {}
    mine = numbers(part)
    for name, field in part.model_fields.items():
        many = get_origin(field.annotation) is tuple
        kind: Any = get_args(field.annotation)[0] if many else field.annotation
        path = f"{name}[]" if many else name
        if (
            isinstance(kind, type)
            and issubclass(kind, BaseModel)
            and not issubclass(kind, Fact | Missing | Quantity | Code)
        ):
            for number, below in held_by(kind).items():
                found.setdefault(number, f"{path}.{below}")
        else:
            for number in mine.get(name, ()):
                found.setdefault(number, path)
    return found
