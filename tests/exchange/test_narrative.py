"""The case in words: only what the case holds, and plain about what it does not."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis.strategies import integers

from nocere.case import (
    Action,
    Case,
    CausalityAssessment,
    Dechallenge,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    MedicalEvent,
    Outcome,
    Patient,
    Quantity,
    Reaction,
    Recurrence,
    Role,
    Seriousness,
    Severity,
    Sex,
    Treatment,
    TreatmentResult,
)
from nocere.exchange import narrative
from nocere.exchange.narrative import narrate
from tests.exchange.e2b_cases import any_case, fact, minimal

SOURCE = re.findall(r"[^\W\d_]+", Path(narrative.__file__).read_text(encoding="utf-8").lower())
OURS = {*SOURCE, *(f"{word}s" for word in SOURCE)}
"""Every word that the narrative may add: those in its own source, and units in the plural."""


def full() -> Case:
    """A case with most of what a report tells."""
    link = DrugReaction(
        reaction="r1",
        interval=fact(Quantity(value=Decimal(3), unit="d")),
        dechallenge=fact(Dechallenge.POSITIVE),
        rechallenge=fact(Recurrence.NOT_DONE),
        assessments=(CausalityAssessment(source=fact("authors"), method=fact("Naranjo"), result=fact("probable")),),
    )
    dosage = Dosage(
        dose=fact(Quantity(value=Decimal(10), unit="mL")),
        every=fact(Quantity(value=Decimal(8), unit="h")),
        route=fact("intravenous"),
        start=fact("20200101"),
    )
    return minimal(
        patient=Patient(
            description=fact("a 4-year-old girl"),
            age=fact(Quantity(value=Decimal(4), unit="a")),
            sex=fact(Sex.FEMALE),
            history_text=fact("congenital hypoparathyroidism"),
        ),
        drugs=(
            Drug(
                id="d1",
                name=fact("calcium gluconate"),
                role=fact(Role.SUSPECT),
                dosages=(dosage,),
                indications=(Indication(name=fact("hypocalcaemia")),),
                action=fact(Action.WITHDRAWN),
                reactions=(link,),
            ),
        ),
        reactions=(
            Reaction(
                id="r1",
                name=fact("calcinosis cutis"),
                site=fact("left forearm"),
                severity=fact(Severity.SEVERE),
                onset=fact("three days later"),
                outcome=fact(Outcome.RECOVERED),
                time_to_recovery=fact(Quantity(value=Decimal(1), unit="mo")),
                seriousness=Seriousness(hospitalisation=fact(True)),
            ),
        ),
        treatments=(
            Treatment(
                id="t1",
                name=fact("sodium thiosulfate"),
                drug=True,
                reactions=("r1",),
                result=fact(TreatmentResult.HELPED),
            ),
        ),
        events=(MedicalEvent(what=fact("discharge"), when=fact("on day 9")),),
    )


def test_a_full_case_reads_as_plain_english() -> None:
    """Who, what was given, what happened, what was done, how it ended."""
    assert narrate(full()) == (
        'The patient was described as "a 4-year-old girl". The patient was 4 years old and female. '
        "Medical history: congenital hypoparathyroidism. "
        "The suspect drug was calcium gluconate (dose: 10 mL every 8 hours; route: intravenous; start: 2020-01-01; "
        "given for: hypocalcaemia). "
        "The patient developed calcinosis cutis (site: left forearm; severity: severe; onset: three days later; "
        "serious: hospitalisation). "
        "Sodium thiosulfate was given for calcinosis cutis and helped. "
        "Calcium gluconate was withdrawn. "
        "The time from the first dose of calcium gluconate to calcinosis cutis was 3 days. "
        "When calcium gluconate was stopped or reduced, calcinosis cutis improved (positive dechallenge). "
        "Calcium gluconate was not given again after calcinosis cutis. "
        'Causality of calcium gluconate for calcinosis cutis was assessed as "probable" (by: authors; method: Naranjo). '
        "The patient recovered from calcinosis cutis. The time to recovery was 1 month. "
        "Also reported: discharge (on day 9)."
    )


def test_what_is_not_stated_is_said() -> None:
    """An empty case says nothing else."""
    assert narrate(minimal()) == (
        "The suspect drug was aspirin. The patient developed rash. The outcome of rash is not stated. "
        "Not stated: the age of the patient; the sex of the patient; the dose of aspirin; the route of aspirin; "
        "the indication of aspirin; what was done with aspirin."
    )


@given(seed=integers(0, 2**32))
def test_every_number_and_word_is_the_case_s_or_ours(seed: int) -> None:
    """Digits, dates and names are the case's own; the rest are words of the narrative's source."""
    case = any_case(seed)
    said = narrate(case)
    held = " ".join(_strings(case.model_dump(mode="python")))
    digits = set(re.findall(r"\d+", held))
    dates = {part for date in re.findall(r"\d{4,8}", held) for part in (date[:4], date[4:6], date[6:8])}
    assert set(re.findall(r"\d+", said)) <= digits | dates
    words = set(re.findall(r"[^\W\d_]+", said.lower()))
    assert words <= OURS | set(re.findall(r"[^\W\d_]+", held.lower()))
    assert said == narrate(case)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _strings(one)]
    return [format(value, "f") if isinstance(value, Decimal) else str(value)]
