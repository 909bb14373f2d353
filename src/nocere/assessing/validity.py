"""The four minimum criteria of a valid report: identifiable patient, identifiable reporter, reaction, suspect drug.

    with_criteria(case).criteria    # (MinimumCriterion(criterion=PATIENT, met_by=Fact('4-year-old girl')), ...)

The rule: ICH E2D and the E2B(R3) Implementation Guide, 3.3.1. Any one of age, age group, sex, initials or an individual
description identifies a patient; for literature the authors are the reporters. A criterion that is not met is missing
with its reason. What it will not do: judge whether the reaction was caused by the drug.
"""

from __future__ import annotations

from typing import Any

from nocere.case import Case, Criterion, MinimumCriterion, Role
from nocere.span import Fact, Missing, NullFlavor


def _words(fact: Fact[Any]) -> Fact[str]:
    """The fact as text: its quote where it has one."""
    return Fact(value=fact.quote or str(fact.value), spans=fact.spans, made=fact.made, confidence=fact.confidence)


def _lack(why: str) -> Missing:
    return Missing(missing=NullFlavor.NI, why=why)


def _patient(case: Case) -> Fact[str] | Missing:
    patient = case.patient
    for value in (patient.age, patient.sex, patient.age_group, patient.name, patient.description):
        if isinstance(value, Fact):
            return _words(value)
    return _lack("no age, sex, age group, initials or individual description is given")


def _reporter(case: Case) -> Fact[str] | Missing:
    for reporter in case.report.reporters:
        if isinstance(reporter.family_name, Fact):
            return _words(reporter.family_name)
    return _lack("no author is named in the text; add the citation")


def _reaction(case: Case) -> Fact[str] | Missing:
    return _words(case.reactions[0].name) if case.reactions else _lack("no adverse reaction of this patient was found")


def _drug(case: Case) -> Fact[str] | Missing:
    blamed = [d for d in case.drugs if d.role.value in (Role.SUSPECT, Role.INTERACTING)]
    return _words(blamed[0].name) if blamed else _lack("no drug is suspected of it")


_CRITERIA = (
    (Criterion.PATIENT, _patient),
    (Criterion.REPORTER, _reporter),
    (Criterion.REACTION, _reaction),
    (Criterion.DRUG, _drug),
)


def with_criteria(case: Case) -> Case:
    """The case with its four criteria, each met by words or missing with a reason."""
    criteria = tuple(MinimumCriterion(criterion=criterion, met_by=met(case)) for criterion, met in _CRITERIA)
    return case.model_copy(update={"criteria": criteria})
