"""Section D: who the patient is, what they had and took before, how they died, who the parent is."""

from __future__ import annotations

from nocere.case.choices import AgeGroup, Sex
from nocere.case.element import Coded, Date, Flag, Measure, Text, element, group
from nocere.span import Fact, Frozen, Missing


class Condition(Frozen):
    """D.7.1.r: one item of medical history or a concurrent condition. `name` is the authors' word for it (it goes to D.7.2
    where no MedDRA term is known)."""

    name: Text = element("D.7.2")
    term: Coded = element("D.7.1.r.1a", "D.7.1.r.1b")
    start: Date = element("D.7.1.r.2")
    continuing: Flag = element("D.7.1.r.3")
    end: Date = element("D.7.1.r.4")
    comments: Text = element("D.7.1.r.5")
    family: Flag = element("D.7.1.r.6")


class PastDrug(Frozen):
    """D.8.r: a drug taken before, not at the time of the reaction."""

    name: Text = element("D.8.r.1")
    product: Coded = element("D.8.r.2a", "D.8.r.2b")
    pharmaceutical_product: Coded = element("D.8.r.3a", "D.8.r.3b")
    start: Date = element("D.8.r.4")
    end: Date = element("D.8.r.5")
    indication: Coded = element("D.8.r.6a", "D.8.r.6b")
    reaction: Coded = element("D.8.r.7a", "D.8.r.7b")


class CauseOfDeath(Frozen):
    """D.9.2.r: a cause of death as reported."""

    term: Coded = element("D.9.2.r.1a", "D.9.2.r.1b")
    text: Text = element("D.9.2.r.2")


class AutopsyCause(Frozen):
    """D.9.4.r: a cause of death that autopsy determined."""

    term: Coded = element("D.9.4.r.1a", "D.9.4.r.1b")
    text: Text = element("D.9.4.r.2")


class Death(Frozen):
    """D.9: in case of death."""

    date: Date = element("D.9.1")
    causes: tuple[CauseOfDeath, ...] = group("D.9.2.r")
    autopsy: Flag = element("D.9.3")
    autopsy_causes: tuple[AutopsyCause, ...] = group("D.9.4.r")


class ParentCondition(Frozen):
    """D.10.7.1.r: an item of the parent's medical history."""

    name: Text = element("D.10.7.2")
    term: Coded = element("D.10.7.1.r.1a", "D.10.7.1.r.1b")
    start: Date = element("D.10.7.1.r.2")
    continuing: Flag = element("D.10.7.1.r.3")
    end: Date = element("D.10.7.1.r.4")
    comments: Text = element("D.10.7.1.r.5")


class ParentPastDrug(Frozen):
    """D.10.8.r: a drug the parent took before."""

    name: Text = element("D.10.8.r.1")
    product: Coded = element("D.10.8.r.2a", "D.10.8.r.2b")
    pharmaceutical_product: Coded = element("D.10.8.r.3a", "D.10.8.r.3b")
    start: Date = element("D.10.8.r.4")
    end: Date = element("D.10.8.r.5")
    indication: Coded = element("D.10.8.r.6a", "D.10.8.r.6b")
    reaction: Coded = element("D.10.8.r.7a", "D.10.8.r.7b")


class Parent(Frozen):
    """D.10: the parent, in a parent-child or parent-foetus report."""

    identification: Text = element("D.10.1")
    birth_date: Date = element("D.10.2.1")
    age: Measure = element("D.10.2.2a", "D.10.2.2b")
    last_menstrual_period: Date = element("D.10.3")
    weight: Measure = element("D.10.4")
    height: Measure = element("D.10.5")
    sex: Fact[Sex] | Missing = element("D.10.6")
    history: tuple[ParentCondition, ...] = group("D.10.7.1.r")
    history_text: Text = element("D.10.7.2")
    past_drugs: tuple[ParentPastDrug, ...] = group("D.10.8.r")


class Patient(Frozen):
    """Section D. `weight` is in kg and `height` in cm; `description` is the authors' words that make the patient one person
    ("a 4-year-old girl", "patient 2")."""

    description: Text = element()
    name: Text = element("D.1")
    gp_record: Text = element("D.1.1.1")
    specialist_record: Text = element("D.1.1.2")
    hospital_record: Text = element("D.1.1.3")
    investigation: Text = element("D.1.1.4")
    birth_date: Date = element("D.2.1")
    age: Measure = element("D.2.2a", "D.2.2b")
    gestation: Measure = element("D.2.2.1a", "D.2.2.1b")
    age_group: Fact[AgeGroup] | Missing = element("D.2.3")
    weight: Measure = element("D.3")
    height: Measure = element("D.4")
    sex: Fact[Sex] | Missing = element("D.5")
    last_menstrual_period: Date = element("D.6")
    history: tuple[Condition, ...] = group("D.7.1.r")
    history_text: Text = element("D.7.2")
    concomitant_therapies: Flag = element("D.7.3")
    past_drugs: tuple[PastDrug, ...] = group("D.8.r")
    death: Death = Death()
    parent: Parent = Parent()
