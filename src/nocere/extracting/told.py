"""What a report tells, with its words and the rule that read them.

    Told(Outcome.RECOVERED, 120, 141, "outcome.recovered")

The stages between evidence and case hand their findings on in this form; `assembly` makes a `Fact` of each, quoting the
document from `start` to `end`. What it will not do: hold anything that has no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Told(Generic[V]):
    """A value, the document offsets of the words that tell it, and the name of the rule that read them."""

    value: V
    start: int
    end: int
    rule: str
