"""Which kinds of drugs are given for which kinds of conditions, by their names.

    treats(drug, mention)       # True for sunitinib and "metastatic renal cell carcinoma"

`rules/given_for.toml` has the pairs. They choose among what a report says that the patient has. What it will not do: make a
tie where the report names no such condition, or deny one that words make.
"""

from __future__ import annotations

import re
from functools import cache

from nocere.extracting.evidence import DrugEvidence
from nocere.extracting.mentions import ConditionMention
from nocere.rulebook import Row, rows


class Kind(Row):
    """A kind of drugs and the conditions that it is given for."""

    drugs: str
    conditions: str


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(row.drugs, re.IGNORECASE), re.compile(row.conditions, re.IGNORECASE))
        for row in rows("given_for", Kind)
    )


def treats(drug: DrugEvidence, condition: ConditionMention) -> bool:
    """Whether a kind that one of the drug's names is of is given for the condition."""
    names = {name for mention in drug.mentions for name in (mention.text, mention.key)}
    return any(
        conditions.fullmatch(condition.text) and any(drugs.fullmatch(name) for name in names)
        for drugs, conditions in _kinds()
    )
