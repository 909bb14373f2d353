"""The weights and thresholds by which voices become a decision.

weight("temporal")              # 0.7, from rules/roles.toml, where its reason stands beside it
joined([0.5, 0.5])              # 0.75: independent voices as one, 1 - Π(1 - weight)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from nocere.rulebook import Row, rows

SURE = 0.5  # a probability of the model that counts as seen


class Threshold(Row):
    """A named number of this stage and why it is what it is."""

    id: str
    value: float
    why: str


@cache
def weight(name: str) -> float:
    """The weight or threshold of that name."""
    return next(row.value for row in rows("roles", Threshold) if row.id == name)


def joined(weights: Iterable[float]) -> float:
    """Independent voices as one: 1 - Π(1 - weight)."""
    left = 1.0
    for voice in weights:
        left *= 1.0 - min(max(voice, 0.0), 1.0)
    return 1.0 - left
