"""Explanation: what was considered for a reading, what became of it, and why; made by `nocere.extracting.explain`.

    for patient in explanation.patients:
        for condition in patient.conditions:
            condition.name, condition.score, condition.became, condition.why

Beside a reading, not in it: a case holds what was read, an explanation also what was not taken and what spoke for and
against. Numbers are from 0 to 1. Every place is a `Span`, so that it quotes the document.
What it will not do: decide. It is written down when the stages have decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nocere.case.reading import Case, Reading
from nocere.span import Span


class Became(StrEnum):
    """What became of something considered: where it stands in the case, or that it does not."""

    REACTION = "reaction"
    HISTORY = "history"
    INDICATION = "indication"
    SUSPECT = "suspect"
    INTERACTING = "interacting"
    CONCOMITANT = "concomitant"
    NOT_ADMINISTERED = "drug not administered"
    TREATMENT = "treatment"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Voice:
    """One thing that spoke: how far it convinces, the id of the rule or weight, what it is in plain words, and its words."""

    weight: float
    rule: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Share:
    """One number of a learned sum and its weight; `worth` is what it added or took, in log-odds."""

    id: str
    why: str
    number: float
    weight: float

    @property
    def worth(self) -> float:
        """Weight times number."""
        return self.weight * self.number


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned number of the likeliest drug, and what spoke most for it and against it."""

    drug: str
    number: float
    speaks_for: tuple[Share, ...]
    speaks_against: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """What took from the voices: the factor that is left, and why."""

    id: str
    why: str
    left: float


@dataclass(frozen=True, slots=True)
class ConsideredCondition:
    """A condition and whether it is a reaction. `by_rule` is what the voices say together after `factors`; `score` that and
    the learned number pooled. `learned` is None where no rule spoke."""

    name: str
    spans: tuple[Span, ...]
    became: Became
    why: str
    voices: tuple[Voice, ...] = ()
    factors: tuple[Factor, ...] = ()
    by_rule: float = 0.0
    learned: Learned | None = None
    score: float = 0.0
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class ConsideredDrug:
    """A drug and its part; `threshold` is what suspicion must reach, `link` the words that decided it, where some did."""

    name: str
    spans: tuple[Span, ...]
    became: Became
    why: str
    suspicion: float = 0.0
    relief: float = 0.0
    threshold: float = 0.0
    link: Voice | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that the model or a lexicon marked and of which no drug or condition was made."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of the text that enters no case: whose words it holds, and the rule that says so, where one does."""

    span: Span
    whose: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PatientExplained:
    """All that was considered for one patient. `position` is that of the case, or None where the patient makes none, which
    `why` then says; `spans` are the words that introduce the patient."""

    position: int | None
    why: str
    spans: tuple[Span, ...]
    conditions: tuple[ConsideredCondition, ...]
    drugs: tuple[ConsideredDrug, ...]
    passed: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a reading is as it is: each patient's candidates, and what was set aside for all."""

    reading: Reading
    patients: tuple[PatientExplained, ...]
    aside: tuple[SetAside, ...]

    def of(self, case: Case) -> PatientExplained:
        """What was considered for the patient of this case."""
        return next(patient for patient in self.patients if patient.position == case.position)

    @property
    def without_case(self) -> tuple[PatientExplained, ...]:
        """The patients of whom no case was made."""
        return tuple(patient for patient in self.patients if patient.position is None)
