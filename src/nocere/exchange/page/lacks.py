"""What a drug-safety reader would ask the authors for: the elements that are missing, in plain words, each with why.

    for lack in lacks(case):
        lack.what, lack.why, lack.elements       # "dose of calcium gluconate", "not found in the text", ("G.k.4.r.1a", …)

This is about the case as a story. What a message lacks before it can be sent is `nocere.exchange.e2b.readiness`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nocere.case import Case, Drug, Reaction, Role, Seriousness
from nocere.exchange.page import words
from nocere.span import NOT_STATED, Fact, Missing, NullFlavor, Span

_NO_CODE = Missing(missing=NullFlavor.NI, why="not coded; coding needs your MedDRA files")
_NO_SETTING = Missing(missing=NullFlavor.NI, why="for the sender to say, not the text")


@dataclass(frozen=True, slots=True)
class Lack:
    """One missing element; `spans` are the words that contradict each other, where they do."""

    what: str
    why: str
    elements: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def lacks(case: Case) -> tuple[Lack, ...]:
    """Everything worth asking for, patient first."""
    blamed = (drug for drug in case.drugs if drug.role.value in (Role.SUSPECT, Role.INTERACTING))
    found = (
        *_patient(case),
        *(lack for drug in blamed for lack in _drug(drug)),
        *(lack for reaction in case.reactions for lack in _reaction(reaction, case)),
        *_report(case),
    )
    return tuple(found)


def _patient(case: Case) -> Iterator[Lack]:
    patient = case.patient
    yield from _unless(
        "age of the patient", ("D.2.2", "D.2.3", "D.2.1"), patient.age, patient.age_group, patient.birth_date
    )
    yield from _unless("sex of the patient", ("D.5",), patient.sex)


def _drug(drug: Drug) -> Iterator[Lack]:
    name = drug.name.value
    given = drug.dosages
    doses = (fact for dosage in given for fact in (dosage.dose, dosage.text))
    yield from _unless(f"dose of {name}", ("G.k.4.r.1", "G.k.4.r.8"), *doses)
    yield from _unless(f"route of {name}", ("G.k.4.r.10",), *(dosage.route for dosage in given))
    yield from _unless(
        f"when {name} was given", ("G.k.4.r.4",), *(fact for d in given for fact in (d.start, d.end, d.duration))
    )
    yield from _unless(f"what {name} was given for", ("G.k.7",), *(indication.name for indication in drug.indications))
    yield from _unless(f"what was done with {name}", ("G.k.8",), drug.action)
    yield from _unless(
        f"what happened without {name} (dechallenge)", (), *(pair.dechallenge for pair in drug.reactions)
    )
    yield from _unless(
        f"whether {name} was given again (rechallenge)", ("G.k.9.i.4",), *(pair.rechallenge for pair in drug.reactions)
    )


def _reaction(reaction: Reaction, case: Case) -> Iterator[Lack]:
    name = reaction.name.value
    intervals = (
        fact
        for drug in case.drugs
        for pair in drug.reactions
        if pair.reaction == reaction.id
        for fact in (pair.interval, pair.interval_from_last)
    )
    yield from _unless(f"onset of {name}", ("E.i.4", "G.k.9.i.3.1"), reaction.start, reaction.onset, *intervals)
    yield from _unless(f"outcome of {name}", ("E.i.7",), reaction.outcome)
    criteria = (getattr(reaction.seriousness, field) for field in Seriousness.model_fields)
    yield from _unless(f"a seriousness criterion for {name}", ("E.i.3.2",), *criteria)
    yield from _unless(f"MedDRA term for {name}", ("E.i.2.1",), reaction.term, otherwise=_NO_CODE)


def _report(case: Case) -> Iterator[Lack]:
    report = case.report
    yield from _unless("who reported", ("C.2.r.1",), *(reporter.family_name for reporter in report.reporters))
    yield from _unless("country of the reporter", ("C.2.r.3",), *(reporter.country for reporter in report.reporters))
    yield from _unless("qualification of the reporter", ("C.2.r.4",), *(r.qualification for r in report.reporters))
    yield from _unless("the publication", ("C.4.r.1",), *(entry.reference for entry in report.literature))
    received = report.first_received
    yield from _unless("when the report was first received", ("C.1.4",), received, otherwise=_NO_SETTING)


def _unless(
    what: str, elements: tuple[str, ...], *values: Fact[Any] | Missing, otherwise: Missing = NOT_STATED
) -> Iterator[Lack]:
    """A lack, unless one of these values is there; the first of them that says why, or else `otherwise`, is the reason."""
    if any(isinstance(value, Fact) for value in values):
        return
    missing = (value for value in values if isinstance(value, Missing))
    telling = next((value for value in missing if value != NOT_STATED), otherwise)
    yield Lack(what, words.reason(telling), elements, telling.spans)
