"""One value from what two tellings state: with the words of both, or conflicting.

    both(one, other)                            # alike: the first with the spans of both; else the first
    single(one, other)                          # alike: the same; else missing as conflicting, with the spans of both
    further(one, other, _OUTCOMES)              # the same, but a value that goes further than the other stands

Where only one states it, that is the value. Quantities are alike where they say the same in other units: an age where the coarser
unit's number is the same, a dose by the day, a time where both are within a fifth of each other. What it will not do: choose
between contradicting values.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from nocere.case import Action, Outcome, Quantity, Recurrence
from nocere.span import Fact, Missing, NullFlavor

V = TypeVar("V")

_DAYS = {"min": Decimal(1) / 1440, "h": Decimal(1) / 24, "d": Decimal(1), "wk": Decimal(7), "mo": Decimal("30.44")}
_DAYS |= {"a": Decimal("365.25"), "{decade}": Decimal("3652.5")}
_MILLIGRAMS = {"ug": Decimal("0.001"), "mg": Decimal(1), "g": Decimal(1000)}
_NEAR = Decimal("1.25")
_FEW = Decimal("0.01")  # of a dose: what rounding may differ by

OUTCOMES = frozenset(
    {
        (Outcome.RECOVERED, Outcome.RECOVERING),
        (Outcome.SEQUELAE, Outcome.RECOVERING),
        (Outcome.SEQUELAE, Outcome.RECOVERED),
        (Outcome.FATAL, Outcome.NOT_RECOVERED),
        *((known, Outcome.UNKNOWN) for known in Outcome if known is not Outcome.UNKNOWN),
    }
)
"""Outcomes of which the first goes further than the second."""
ACTIONS = frozenset(
    {
        (Action.WITHDRAWN, Action.REDUCED),
        *(
            (known, vague)
            for known in Action
            for vague in (Action.NOT_APPLICABLE, Action.UNKNOWN)
            if known is not vague
        ),
    }
)
"""Actions of which the first goes further than the second."""
AGAIN = frozenset({(known, Recurrence.OUTCOME_UNKNOWN) for known in (Recurrence.RECURRED, Recurrence.DID_NOT_RECUR)})
"""What a rechallenge did, of which the first goes further than the second."""


def equal(one: object, other: object) -> bool:
    """Whether two values are one."""
    return one == other


def both(one: Fact[V] | Missing, other: Fact[V] | Missing, alike: Callable[[V, V], bool] = equal) -> Fact[V] | Missing:
    """The value that one or both state; the first, with its own words alone, where they differ."""
    if isinstance(one, Missing) or isinstance(other, Missing):
        return other if isinstance(one, Missing) and not one.spans else one
    return with_words_of(one, other) if alike(one.value, other.value) else one


def with_words_of(one: Fact[V], other: Fact[V]) -> Fact[V]:
    """The first with the spans of both."""
    return one.model_copy(update={"spans": tuple(dict.fromkeys((*one.spans, *other.spans)))})


def single(
    one: Fact[V] | Missing, other: Fact[V] | Missing, alike: Callable[[V, V], bool] = equal
) -> Fact[V] | Missing:
    """The value that one or both state, of which only one can be true."""
    if isinstance(one, Missing) or isinstance(other, Missing) or alike(one.value, other.value):
        return both(one, other, alike)
    spans = tuple(sorted({*one.spans, *other.spans}, key=lambda span: (span.start, span.end)))
    why = " and ".join(dict.fromkeys(f"{span.quote!r}" for span in spans))
    return Missing(missing=NullFlavor.CONFLICTING, why=f"the document says {why}", spans=spans)


def further(one: Fact[V] | Missing, other: Fact[V] | Missing, order: frozenset[tuple[V, V]]) -> Fact[V] | Missing:
    """The value that goes further, or what `single` makes of both."""
    if isinstance(one, Fact) and isinstance(other, Fact):
        if (one.value, other.value) in order:
            return one
        if (other.value, one.value) in order:
            return other
    return single(one, other)


def same_age(one: Quantity, other: Quantity) -> bool:
    """Whether two ages can be one: alike in the coarser of their units."""
    if one.unit == other.unit or one.unit not in _DAYS or other.unit not in _DAYS:
        return one == other
    coarse = max(_DAYS[one.unit], _DAYS[other.unit])
    return _whole(one, coarse) == _whole(other, coarse)


def _whole(age: Quantity, unit: Decimal) -> int:
    return int((age.value * _DAYS[age.unit] + unit / 100) // unit)


def finer(one: Quantity, other: Quantity) -> bool:
    """Whether the first age has the finer unit."""
    return _DAYS.get(one.unit, Decimal(0)) < _DAYS.get(other.unit, Decimal(0))


def same_time(one: Quantity, other: Quantity) -> bool:
    """Whether two times are within a fifth of each other."""
    if one.unit not in _DAYS or other.unit not in _DAYS or not one.value or not other.value:
        return one == other
    ratio = one.value * _DAYS[one.unit] / (other.value * _DAYS[other.unit])
    return 1 / _NEAR <= ratio <= _NEAR


Dose = tuple[Quantity, Quantity | None]
"""An amount, and the time in which it is given once, where that is said."""


def same_dose(one: Dose, other: Dose) -> bool:
    """Whether two doses are one: the same amount, or, where both say how often, the same by the day."""
    (first, kind), (second, other_kind) = _milligrams(one[0]), _milligrams(other[0])
    if kind != other_kind:
        return False
    if one[1] and other[1]:
        first, second = first / _days(one[1]), second / _days(other[1])
    return abs(first - second) <= _FEW * max(first, second)


def _milligrams(amount: Quantity) -> tuple[Decimal, str]:
    head, slash, rest = amount.unit.partition("/")
    if head in _MILLIGRAMS:
        return amount.value * _MILLIGRAMS[head], f"mg{slash}{rest}"
    return amount.value, amount.unit


def _days(time: Quantity) -> Decimal:
    return time.value * _DAYS.get(time.unit, Decimal(1)) or Decimal(1)
