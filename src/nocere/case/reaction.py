"""Sections E and F: the reactions, what was done for them, and the tests."""

from __future__ import annotations

from nocere.case.choices import Outcome, Severity, TestResult, TreatmentResult
from nocere.case.drug import Dosage
from nocere.case.element import Coded, Date, Flag, Measure, Text, element, group, required_element
from nocere.span import Fact, Frozen, Missing


class Seriousness(Frozen):
    """E.i.3.2: each criterion true where the text supports it, otherwise missing with its reason (ICH allows true or NI)."""

    death: Flag = element("E.i.3.2a")
    life_threatening: Flag = element("E.i.3.2b")
    hospitalisation: Flag = element("E.i.3.2c")
    disability: Flag = element("E.i.3.2d")
    congenital_anomaly: Flag = element("E.i.3.2e")
    other: Flag = element("E.i.3.2f")


class Reaction(Frozen):
    """E.i: a reaction or event of this patient. `name` is the authors' term; `term` its MedDRA LLT.

    `onset` is the time to onset in the authors' words; the number is in `DrugReaction.interval`.
    """

    id: str
    name: Fact[str] = required_element("E.i.1.1a", "E.i.1.2")
    language: Text = element("E.i.1.1b")
    term: Coded = element("E.i.2.1a", "E.i.2.1b")
    highlighted: Text = element("E.i.3.1")
    seriousness: Seriousness = Seriousness()
    start: Date = element("E.i.4")
    end: Date = element("E.i.5")
    duration: Measure = element("E.i.6a", "E.i.6b")
    outcome: Fact[Outcome] | Missing = element("E.i.7")
    confirmed: Flag = element("E.i.8")
    country: Text = element("E.i.9")
    site: Text = element()
    severity: Fact[Severity] | Missing = element()
    onset: Text = element()
    time_to_recovery: Measure = element()


class Treatment(Frozen):
    """What was given or done for the reaction. ICH keeps it out of section G; it belongs to the narrative (H.1).

    `drug` is true for a medicine and false for a procedure or care; `result` says whether the authors found that it helped.
    """

    id: str
    name: Fact[str]
    drug: bool
    reactions: tuple[str, ...] = ()
    dosages: tuple[Dosage, ...] = ()
    indication: Text = element()
    result: Fact[TreatmentResult] | Missing = element()


class Test(Frozen):
    """F.r: a test or procedure relevant to the investigation of the patient."""

    __test__ = False  # not a test case, whatever its name begins with

    date: Date = element("F.r.1")
    name: Text = element("F.r.2.1")
    term: Coded = element("F.r.2.2a", "F.r.2.2b")
    result: Fact[TestResult] | Missing = element("F.r.3.1")
    value: Measure = element("F.r.3.2", "F.r.3.3")
    text: Text = element("F.r.3.4")
    normal_low: Text = element("F.r.4")
    normal_high: Text = element("F.r.5")
    comments: Text = element("F.r.6")
    more: Flag = element("F.r.7")


class MedicalEvent(Frozen):
    """Something else that happened to the patient and belongs on the timeline ("a temporary suspension of chemotherapy")."""

    what: Fact[str]
    when: Text = element()
    kinds: tuple[str, ...] = group()
