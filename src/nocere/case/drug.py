"""Section G: the drugs, how they were given, what for, what was done with them, and what links them to the reactions."""

from __future__ import annotations

from nocere.case.choices import Action, Dechallenge, Recurrence, Role
from nocere.case.element import Coded, Date, Flag, Measure, Text, element, group, required_element
from nocere.span import Fact, Frozen, Missing


class Substance(Frozen):
    """G.k.2.3.r: a substance in the product, its identifier and strength."""

    name: Text = element("G.k.2.3.r.1")
    identifier: Coded = element("G.k.2.3.r.2a", "G.k.2.3.r.2b")
    strength: Measure = element("G.k.2.3.r.3a", "G.k.2.3.r.3b")


class Dosage(Frozen):
    """G.k.4.r: one way the drug was given. `text` is the authors' words for dose and frequency."""

    dose: Measure = element("G.k.4.r.1a", "G.k.4.r.1b")
    every: Measure = element("G.k.4.r.2", "G.k.4.r.3")
    start: Date = element("G.k.4.r.4")
    end: Date = element("G.k.4.r.5")
    duration: Measure = element("G.k.4.r.6a", "G.k.4.r.6b")
    batch: Text = element("G.k.4.r.7")
    text: Text = element("G.k.4.r.8")
    form: Text = element("G.k.4.r.9.1")
    form_term: Coded = element("G.k.4.r.9.2a", "G.k.4.r.9.2b")
    route: Text = element("G.k.4.r.10.1")
    route_term: Coded = element("G.k.4.r.10.2a", "G.k.4.r.10.2b")
    parent_route: Text = element("G.k.4.r.11.1")
    parent_route_term: Coded = element("G.k.4.r.11.2a", "G.k.4.r.11.2b")


class Indication(Frozen):
    """G.k.7.r: what the drug was given for."""

    name: Text = element("G.k.7.r.1")
    term: Coded = element("G.k.7.r.2a", "G.k.7.r.2b")


class CausalityAssessment(Frozen):
    """G.k.9.i.2.r: one judgement of the pair: whose, by which method, with what result."""

    source: Text = element("G.k.9.i.2.r.1")
    method: Text = element("G.k.9.i.2.r.2")
    result: Text = element("G.k.9.i.2.r.3")


class DrugReaction(Frozen):
    """G.k.9.i: this drug and that reaction. `reaction` is the reaction's id in the case.

    `why` quotes the words that tie the two together.
    """

    reaction: str = required_element("G.k.9.i.1")
    why: Text = element()
    assessments: tuple[CausalityAssessment, ...] = group("G.k.9.i.2.r")
    interval: Measure = element("G.k.9.i.3.1a", "G.k.9.i.3.1b")
    interval_from_last: Measure = element("G.k.9.i.3.2a", "G.k.9.i.3.2b")
    dechallenge: Fact[Dechallenge] | Missing = element()
    rechallenge: Fact[Recurrence] | Missing = element("G.k.9.i.4")


class Drug(Frozen):
    """G.k: a suspect, interacting or concomitant drug. `name` is the authors' most specific word for it."""

    id: str
    name: Fact[str] = required_element("G.k.2.2")
    role: Fact[Role] = required_element("G.k.1")
    product: Coded = element("G.k.2.1.1a", "G.k.2.1.1b")
    pharmaceutical_product: Coded = element("G.k.2.1.2a", "G.k.2.1.2b")
    substances: tuple[Substance, ...] = group("G.k.2.3.r")
    country_obtained: Text = element("G.k.2.4")
    blinded: Flag = element("G.k.2.5")
    authorisation_number: Text = element("G.k.3.1")
    authorisation_country: Text = element("G.k.3.2")
    holder: Text = element("G.k.3.3")
    dosages: tuple[Dosage, ...] = group("G.k.4.r")
    cumulative_dose: Measure = element("G.k.5a", "G.k.5b")
    gestation_at_exposure: Measure = element("G.k.6a", "G.k.6b")
    indications: tuple[Indication, ...] = group("G.k.7.r")
    action: Fact[Action] | Missing = element("G.k.8")
    reactions: tuple[DrugReaction, ...] = group("G.k.9.i")
    additional: tuple[Text, ...] = group("G.k.10.r")
    additional_text: Text = element("G.k.11")
