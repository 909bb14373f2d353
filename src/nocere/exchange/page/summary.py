"""One line that says who, what, from which drug, how it ended, and whether it was serious.

summary(case)    # "4-year-old girl · calcinosis cutis (severe, left humerus) · calcium gluconate i.v. · recovered · …"
"""

from __future__ import annotations

import re

from nocere.case import Case, Drug, Reaction, Role, Seriousness
from nocere.exchange.page import words
from nocere.span import Fact, Missing

_ARTICLE = re.compile(r"^(an?|the|our|this)\s+", re.IGNORECASE)


def summary(case: Case) -> str:
    """The line for that case."""
    parts = (_who(case), _reactions(case), _drugs(case), _outcome(case), _serious(case))
    return " · ".join(part for part in parts if part)


def _who(case: Case) -> str:
    patient = case.patient
    if isinstance(patient.description, Fact):
        return _ARTICLE.sub("", patient.description.value)
    known = [
        words.shown(fact.value) for fact in (patient.age, patient.age_group, patient.sex) if isinstance(fact, Fact)
    ]
    return ", ".join(known) or "patient not described"


def _reactions(case: Case) -> str:
    return ", ".join(_reaction(reaction) for reaction in case.reactions) or "no reaction found"


def _reaction(reaction: Reaction) -> str:
    name = reaction.name.value.casefold()
    said = (str(fact.value) for fact in (reaction.severity, reaction.site) if isinstance(fact, Fact))
    details = [word for word in said if word.casefold() not in name]
    return f"{reaction.name.value} ({', '.join(details)})" if details else reaction.name.value


def _drugs(case: Case) -> str:
    blamed = [drug for drug in case.drugs if drug.role.value in (Role.SUSPECT, Role.INTERACTING)]
    return " + ".join(_drug(drug) for drug in blamed) or "no suspect drug found"


def _drug(drug: Drug) -> str:
    routes = [dosage.route.value for dosage in drug.dosages if isinstance(dosage.route, Fact)]
    return " ".join((drug.name.value, *routes[:1]))


def _outcome(case: Case) -> str:
    outcomes = dict.fromkeys(str(r.outcome.value) for r in case.reactions if isinstance(r.outcome, Fact))
    return " / ".join(outcomes) or "outcome not found"


def _serious(case: Case) -> str:
    met = dict.fromkeys(
        words.label(Seriousness, name).removeprefix("serious: ")
        for reaction in case.reactions
        for name in Seriousness.model_fields
        if _is_true(getattr(reaction.seriousness, name))
    )
    return f"serious: {', '.join(met)}" if met else "no seriousness criterion found"


def _is_true(flag: Fact[bool] | Missing) -> bool:
    return isinstance(flag, Fact) and flag.value
