"""A Reading in the form that the annotated cases have, so that one can be held against the other.

    record("BC5CDR:1", reading)      # {"id": …, "doc_type": "case_report", "has_icsr": True, "cases": [ … ]}

Names, terms, doses, routes, indications and onsets are the document's own words: the first quote of each. What the reading
gives as missing is null, or "unknown" where the form asks for a word. Drugs of the form are the case's drugs, and the
medicines among its treatments with the role "treatment".

What it will not do: improve on a reading, or leave out what would score badly.
"""

from __future__ import annotations

from typing import Any

from nocere.case import (
    Action,
    Case,
    Dechallenge,
    Drug,
    Outcome,
    Quantity,
    Reaction,
    Reading,
    Recurrence,
    Role,
    Treatment,
)
from nocere.span import Fact, Missing

UNITS = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour", "{decade}": "decade"}
OUTCOMES = {
    Outcome.RECOVERED: "recovered",
    Outcome.RECOVERING: "recovering",
    Outcome.NOT_RECOVERED: "not_recovered",
    Outcome.SEQUELAE: "recovered_with_sequelae",
    Outcome.FATAL: "fatal",
    Outcome.UNKNOWN: "unknown",
}
ACTIONS = {
    Action.WITHDRAWN: "withdrawn",
    Action.REDUCED: "reduced",
    Action.INCREASED: "increased",
    Action.NOT_CHANGED: "unchanged",
    Action.NOT_APPLICABLE: "not_applicable",
    Action.UNKNOWN: "unknown",
}
ROLES = {Role.SUSPECT: "suspect", Role.INTERACTING: "interacting", Role.CONCOMITANT: "concomitant"}
DECHALLENGES = {
    Dechallenge.POSITIVE: "positive",
    Dechallenge.NEGATIVE: "negative",
    Dechallenge.NOT_DONE: "not_done",
}
RECHALLENGES = {Recurrence.RECURRED: "positive", Recurrence.DID_NOT_RECUR: "negative"}
CRITERIA = {
    "death": "death",
    "life_threatening": "life_threatening",
    "hospitalisation": "hospitalisation",
    "disability": "disability",
    "congenital_anomaly": "congenital_anomaly",
    "other": "other_important",
}
GROUPS = {"foetus": "fetus"}


def record(identifier: str, reading: Reading) -> dict[str, Any]:
    """The reading as one line of the annotated cases."""
    return {
        "id": identifier,
        "doc_type": reading.verdict.document_type.value.replace(" ", "_").replace("-", "_"),
        "has_icsr": reading.verdict.has_case,
        "n_patients": len(reading.cases),
        "cases": [_case(case) for case in reading.cases],
    }


def _case(case: Case) -> dict[str, Any]:
    patient = case.patient
    pairs = [pair for drug in case.drugs for pair in drug.reactions]
    return {
        "age": _age(patient.age),
        "age_group": GROUPS.get(group := _value(patient.age_group), group),
        "sex": _value(patient.sex),
        "drugs": [_drug(d) for d in case.drugs if d.role.value in ROLES]
        + [_treatment(t) for t in case.treatments if t.drug],
        "reactions": [_reaction(r) for r in case.reactions],
        "dechallenge": _first(DECHALLENGES, [pair.dechallenge for pair in pairs]),
        "rechallenge": _first(RECHALLENGES, [pair.rechallenge for pair in pairs]),
        "serious": [name for field, name in CRITERIA.items() if any(_criterion(r, field) for r in case.reactions)],
        "history": [quote for condition in patient.history if (quote := _quote(condition.name))],
    }


def _age(age: Fact[Quantity] | Missing) -> dict[str, Any] | None:
    if isinstance(age, Missing):
        return None
    return {"value": float(age.value.value), "unit": UNITS[age.value.unit], "verbatim": age.quote}


def _drug(drug: Drug) -> dict[str, Any]:
    action = _value(drug.action)
    return {
        "name": drug.name.quote,
        "role": ROLES[drug.role.value],
        "dose": next((_quote(d.text) for d in drug.dosages), None),
        "route": next((_quote(d.route) for d in drug.dosages), None),
        "indication": next((_quote(i.name) for i in drug.indications), None),
        "action": ACTIONS[action] if action else "unknown",
    }


def _treatment(treatment: Treatment) -> dict[str, Any]:
    return {
        "name": treatment.name.quote,
        "role": "treatment",
        "dose": next((_quote(d.text) for d in treatment.dosages), None),
        "route": next((_quote(d.route) for d in treatment.dosages), None),
        "indication": _quote(treatment.indication),
        "action": "not_applicable",
    }


def _reaction(reaction: Reaction) -> dict[str, Any]:
    outcome = _value(reaction.outcome)
    return {
        "term": reaction.name.quote,
        "outcome": OUTCOMES[outcome] if outcome else "unknown",
        "onset": _quote(reaction.onset),
    }


def _criterion(reaction: Reaction, field: str) -> bool:
    return _value(getattr(reaction.seriousness, field)) is True


def _value(known: Fact[Any] | Missing) -> Any:
    return None if isinstance(known, Missing) else known.value


def _quote(known: Fact[Any] | Missing) -> str | None:
    return None if isinstance(known, Missing) else known.quote or None


def _first(words: dict[Any, str], found: list[Any]) -> str | None:
    """The word of whichever value comes first in `words` and was found for any pair of drug and reaction."""
    values = {_value(one) for one in found}
    return next((word for value, word in words.items() if value in values), None)
