"""The case in words (H.1), made from the case alone.

    narrate(case)                            # "The patient was a 4-year-old girl. ..."

Every number, date and name in it is one that the case holds; what the case does not state is said to be not stated. It is
used for element H.1 of ICH E2B(R3) (IG v5.03, section 3.6: clinical course, therapeutic measures, outcome) where the case
has no narrative of its own.

What it will not do: read the document, judge, or escape anything for a format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nocere.case import (
    Action,
    Case,
    Dechallenge,
    Dosage,
    Drug,
    DrugReaction,
    Outcome,
    Reaction,
    Recurrence,
    Role,
    Treatment,
)
from nocere.case.choices import TreatmentResult
from nocere.case.element import Date, Measure, Text
from nocere.case.reaction import Test
from nocere.span import Fact, Missing

_UNITS = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour", "min": "minute", "s": "second"}
_ROLES = {
    Role.SUSPECT: "A suspect drug was",
    Role.INTERACTING: "An interacting drug was",
    Role.CONCOMITANT: "A concomitant drug was",
    Role.NOT_ADMINISTERED: "A drug that was not administered was",
}
_ACTIONS = {
    Action.WITHDRAWN: "{0} was withdrawn.",
    Action.REDUCED: "The dose of {0} was reduced.",
    Action.INCREASED: "The dose of {0} was increased.",
    Action.NOT_CHANGED: "The dose of {0} was not changed.",
    Action.UNKNOWN: "It is unknown what was done with {0}.",
    Action.NOT_APPLICABLE: "No action with {0} was applicable.",
}
_OUTCOMES = {
    Outcome.RECOVERED: "The patient recovered from {0}.",
    Outcome.RECOVERING: "The patient was recovering from {0}.",
    Outcome.NOT_RECOVERED: "The patient had not recovered from {0}.",
    Outcome.SEQUELAE: "The patient recovered from {0} with sequelae.",
    Outcome.FATAL: "The outcome of {0} was fatal.",
    Outcome.UNKNOWN: "The outcome of {0} is unknown.",
}
_DECHALLENGES = {
    Dechallenge.POSITIVE: "When {0} was stopped or reduced, {1} improved (positive dechallenge).",
    Dechallenge.NEGATIVE: "When {0} was stopped or reduced, {1} did not improve (negative dechallenge).",
    Dechallenge.NOT_DONE: "{0} was not stopped or reduced for {1}.",
}
_RECHALLENGES = {
    Recurrence.RECURRED: "When {0} was given again, {1} recurred.",
    Recurrence.DID_NOT_RECUR: "When {0} was given again, {1} did not recur.",
    Recurrence.OUTCOME_UNKNOWN: "{0} was given again; what became of {1} is unknown.",
    Recurrence.NOT_DONE: "{0} was not given again after {1}.",
}
_RESULTS = {
    TreatmentResult.HELPED: " and helped.",
    TreatmentResult.FAILED: " and did not help.",
    TreatmentResult.NOT_STATED: "; its result is not stated.",
}
_SERIOUS = {
    "death": "death",
    "life_threatening": "life-threatening",
    "hospitalisation": "hospitalisation",
    "disability": "disability",
    "congenital_anomaly": "congenital anomaly",
    "other": "other medically important condition",
}


def narrate(case: Case) -> str:
    """One factual paragraph."""
    names = {reaction.id: _text(reaction.name) for reaction in case.reactions}
    suspects = sum(drug.role.value is Role.SUSPECT for drug in case.drugs)
    said = [
        *_patient(case),
        *_history(case),
        *(_drug(drug, suspects) for drug in case.drugs),
        *(_reaction(reaction) for reaction in case.reactions),
        *(_test(test) for test in case.tests),
        *(_treatment(treatment, names) for treatment in case.treatments),
        *(sentence for drug in case.drugs for sentence in _action(drug, names)),
        *(_outcome(reaction) for reaction in case.reactions),
        *_death(case),
        *_events(case),
        *_not_stated(case),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _patient(case: Case) -> Iterator[str]:
    patient = case.patient
    age = _measure(patient.age)
    if isinstance(patient.description, Fact):
        yield f"The patient was described as {_quoted(patient.description.value)}."
    known = [f"{age} old" if age else "", patient.sex.value.value if isinstance(patient.sex, Fact) else ""]
    if any(known):
        yield f"The patient was {' and '.join(word for word in known if word)}."
    elif isinstance(patient.age_group, Fact):
        yield f"The age group of the patient was {patient.age_group.value}."
    for what, measure in (("weight", patient.weight), ("height", patient.height), ("gestation", patient.gestation)):
        if isinstance(measure, Fact):
            yield f"The {what} was {_measure(measure)}."


def _history(case: Case) -> Iterator[str]:
    patient = case.patient
    items = [_detail(item.name, item.comments) for item in patient.history if isinstance(item.name, Fact)]
    if isinstance(patient.history_text, Fact):
        items.append(patient.history_text.value.strip())
    if items:
        yield f"Medical history: {'; '.join(items)}."
    taken = [_text(drug.name) for drug in patient.past_drugs if isinstance(drug.name, Fact)]
    if taken:
        yield f"Drugs taken in the past: {'; '.join(taken)}."


def _drug(drug: Drug, suspects: int) -> str:
    details = [_dosage(dosage) for dosage in drug.dosages]
    reasons = [_text(indication.name) for indication in drug.indications]
    if given := "; ".join(reason for reason in reasons if reason):
        details.append(f"given for: {given}")
    details.append(_labelled("cumulative dose", _measure(drug.cumulative_dose)))
    alone = suspects == 1 and drug.role.value is Role.SUSPECT
    lead = "The suspect drug was" if alone else _ROLES[drug.role.value]
    return f"{lead} {_text(drug.name)}{_in_brackets(details)}."


def _dosage(dosage: Dosage) -> str:
    every = _measure(dosage.every)
    dose = _text(dosage.text) or " every ".join(part for part in (_measure(dosage.dose), every) if part)
    parts = [
        _labelled("dose", dose),
        _labelled("form", _text(dosage.form)),
        _labelled("route", _text(dosage.route)),
        _labelled("duration", _measure(dosage.duration)),
        _labelled("start", _date(dosage.start)),
        _labelled("end", _date(dosage.end)),
        _labelled("batch", _text(dosage.batch)),
    ]
    return "; ".join(part for part in parts if part)


def _reaction(reaction: Reaction) -> str:
    serious = [words for name, words in _SERIOUS.items() if _true(getattr(reaction.seriousness, name))]
    details = [
        _labelled("site", _text(reaction.site)),
        _labelled("severity", reaction.severity.value.value if isinstance(reaction.severity, Fact) else ""),
        _labelled("onset", _text(reaction.onset)),
        _labelled("start", _date(reaction.start)),
        _labelled("end", _date(reaction.end)),
        _labelled("duration", _measure(reaction.duration)),
        _labelled("serious", ", ".join(serious)),
    ]
    return f"The patient developed {_text(reaction.name)}{_in_brackets(details)}."


def _test(test: Test) -> str:
    name = _text(test.name) or (test.term.value.name.strip() if isinstance(test.term, Fact) else "")
    coded = test.result.value.value if isinstance(test.result, Fact) else ""
    result = "; ".join(part for part in (_measure(test.value), _text(test.text), coded) if part)
    dated = _in_brackets([_date(test.date)])
    return f"{name or 'A test'}{dated}: {result or 'result not stated'}." if name or result else ""


def _treatment(treatment: Treatment, names: dict[str, str]) -> str:
    targets = ", ".join(names[one] for one in treatment.reactions if one in names) or _text(treatment.indication)
    done = "was given" if treatment.drug else "was done"
    details = _in_brackets([_dosage(dosage) for dosage in treatment.dosages])
    result = treatment.result.value if isinstance(treatment.result, Fact) else TreatmentResult.NOT_STATED
    aim = f" for {targets}" if targets else ""
    return _capital(f"{treatment.name.value.strip()} {done}{aim}{details}{_RESULTS[result]}")


def _action(drug: Drug, names: dict[str, str]) -> Iterator[str]:
    name = _text(drug.name)
    if isinstance(drug.action, Fact):
        yield _capital(_ACTIONS[drug.action.value].format(name))
    for link in drug.reactions:
        if link.reaction in names:
            yield from _link(link, name, names[link.reaction])


def _link(link: DrugReaction, drug: str, reaction: str) -> Iterator[str]:
    if isinstance(link.interval, Fact):
        yield f"The time from the first dose of {drug} to {reaction} was {_measure(link.interval)}."
    if isinstance(link.interval_from_last, Fact):
        yield f"The time from the last dose of {drug} to {reaction} was {_measure(link.interval_from_last)}."
    if isinstance(link.dechallenge, Fact):
        yield _capital(_DECHALLENGES[link.dechallenge.value].format(drug, reaction))
    if isinstance(link.rechallenge, Fact):
        yield _capital(_RECHALLENGES[link.rechallenge.value].format(drug, reaction))
    for one in link.assessments:
        if isinstance(one.result, Fact):
            by = _labelled("by", _text(one.source))
            method = _labelled("method", _text(one.method))
            verdict = _quoted(one.result.value)
            yield f"Causality of {drug} for {reaction} was assessed as {verdict}{_in_brackets([by, method])}."


def _outcome(reaction: Reaction) -> str:
    name = _text(reaction.name)
    if isinstance(reaction.outcome, Missing):
        return f"The outcome of {name} is not stated."
    said = _OUTCOMES[reaction.outcome.value].format(name)
    if isinstance(reaction.time_to_recovery, Fact):
        said = f"{said} The time to recovery was {_measure(reaction.time_to_recovery)}."
    return said


def _death(case: Case) -> Iterator[str]:
    death = case.patient.death
    if isinstance(death.date, Fact):
        yield f"The date of death was {_date(death.date)}."
    causes = [
        _text(cause.text) or (cause.term.value.name if isinstance(cause.term, Fact) else "") for cause in death.causes
    ]
    if said := "; ".join(cause for cause in causes if cause):
        yield f"Reported cause of death: {said}."
    found = [
        _text(cause.text) or (cause.term.value.name if isinstance(cause.term, Fact) else "")
        for cause in death.autopsy_causes
    ]
    if said := "; ".join(cause for cause in found if cause):
        yield f"Cause of death by autopsy: {said}."


def _events(case: Case) -> Iterator[str]:
    if case.events:
        yield f"Also reported: {'; '.join(_detail(event.what, event.when) for event in case.events)}."


def _not_stated(case: Case) -> Iterator[str]:
    lacking = []
    patient = case.patient
    if (
        isinstance(patient.age, Missing)
        and isinstance(patient.age_group, Missing)
        and isinstance(patient.birth_date, Missing)
    ):
        lacking.append("the age of the patient")
    if isinstance(patient.sex, Missing):
        lacking.append("the sex of the patient")
    for drug in case.drugs:
        if drug.role.value in (Role.SUSPECT, Role.INTERACTING):
            lacking += _unstated(drug)
    if lacking:
        yield f"Not stated: {'; '.join(lacking)}."


def _unstated(drug: Drug) -> Iterator[str]:
    name = _text(drug.name)
    if not any(isinstance(one.dose, Fact) or isinstance(one.text, Fact) for one in drug.dosages):
        yield f"the dose of {name}"
    if not any(isinstance(one.route, Fact) or isinstance(one.route_term, Fact) for one in drug.dosages):
        yield f"the route of {name}"
    if not any(isinstance(one.name, Fact) or isinstance(one.term, Fact) for one in drug.indications):
        yield f"the indication of {name}"
    if isinstance(drug.action, Missing):
        yield f"what was done with {name}"


def _text(text: Text) -> str:
    return text.value.strip() if isinstance(text, Fact) else ""


def _true(flag: Fact[bool] | Missing) -> bool:
    return isinstance(flag, Fact) and flag.value


def _measure(measure: Measure) -> str:
    if isinstance(measure, Missing):
        return ""
    value, unit = format(measure.value.value, "f"), measure.value.unit
    if word := _UNITS.get(unit):
        return f"{value} {word}" if value == "1" else f"{value} {word}s"
    return f"{value} {unit}".strip()


def _date(date: Date) -> str:
    """The date with hyphens, as far as it is known; a time of day is left to its own element."""
    if isinstance(date, Missing):
        return ""
    digits = re.split(r"\D", date.value)[0][:8]
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def _detail(text: Text, more: Text) -> str:
    return f"{_text(text)}{_in_brackets([_text(more)])}"


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _in_brackets(parts: list[str]) -> str:
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _quoted(text: str) -> str:
    return f'"{text.strip()}"'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
