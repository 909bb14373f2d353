"""The weights and thresholds by which voices become a decision.

weight("temporal")              # 0.7, from rules/roles.toml, where its reason stands beside it
joined([0.5, 0.5])              # 0.75: independent voices as one, 1 - Π(1 - weight)
pooled(0.9, 0.5, 0.5)           # 0.75: two opinions of one thing, at equal shares
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from nocere.rulebook import Row, rows

_CERTAIN = 0.9999
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


def pooled(one: float, other: float, share: float) -> float:
    """Two opinions as one, the second with this share: the logarithmic pool (Genest and Zidek 1986, section 3). An opinion
    of nothing at all stays nothing."""
    if not one or not other:
        return 0.0
    odds = [math.log(p / (1.0 - p)) for p in (min(x, _CERTAIN) for x in (one, other))]
    return 1.0 / (1.0 + math.exp(-((1.0 - share) * odds[0] + share * odds[1])))
