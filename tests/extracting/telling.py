"""A case as a few plain lines, so that a test can hold a whole report against what a person would extract from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from nocere.case import Case, Drug, Recurrence, Role
from nocere.span import Fact, Missing

AGAIN = {
    Recurrence.RECURRED: "recurred when given again",
    Recurrence.DID_NOT_RECUR: "did not recur when given again",
    Recurrence.NOT_DONE: "not given again",
}
V = TypeVar("V")


@dataclass(frozen=True)
class Told:
    """What a person extracts of one patient; `signs` are lines that may stand or lack: signs of a reaction that is named."""

    lines: str
    signs: str = ""

    @property
    def wanted(self) -> set[str]:
        return {line.strip() for line in self.lines.strip().splitlines()}

    @property
    def allowed(self) -> set[str]:
        return self.wanted | {line.strip() for line in self.signs.strip().splitlines()}


def value(fact: Fact[V] | Missing) -> V | None:
    return fact.value if isinstance(fact, Fact) else None


def told(case: Case) -> set[str]:
    """The lines of a case: patient, drugs by role, what was done with the suspects and what it did, reactions and outcomes."""
    lines = {_patient(case)}
    for drug in case.drugs:
        name, role = drug.name.quote.lower(), value(drug.role)
        suspect = role in (Role.SUSPECT, Role.INTERACTING)
        lines.add(" ".join(f"{role} {name}{_use(drug) if suspect else ''}".split()))
    lines |= {f"treatment {t.name.quote.lower()}" for t in case.treatments if t.drug}
    lines |= {f"reaction {r.name.value.lower()}: {value(r.outcome) or 'outcome not told'}" for r in case.reactions}
    return lines


def _patient(case: Case) -> str:
    age, group, sex = value(case.patient.age), value(case.patient.age_group), value(case.patient.sex)
    return " ".join(str(part) for part in (f"{age.value} {age.unit}" if age else group, sex) if part)


def _use(drug: Drug) -> str:
    effects = {value(pair.dechallenge) for pair in drug.reactions} - {None}
    again = {value(pair.rechallenge) for pair in drug.reactions} - {None}
    said = [
        str(value(drug.action) or "action not told"),
        *(f"dechallenge {effect}" for effect in effects),
        *(AGAIN[each] for each in again if each),
    ]
    return ": " + "; ".join(said)
