"""Words that would do harm if they were half read: near fatal, a drug misspelt, what followed the end of a drug."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.case import Action, Case, Dechallenge, Outcome, Recurrence, Role
from nocere.span import Fact, Missing


def only(text: str) -> Case:
    (case,) = read(text.encode(), name="case.txt").cases
    return case


@pytest.mark.parametrize("near", ["near fatal", "near-fatal", "nearly fatal", "non-fatal", "potentially fatal"])
def test_near_fatal_is_not_fatal(near: str) -> None:
    """No reaction of it may come out as fatal; nor may a life-threatening one be missed."""
    case = only(
        f"A 71-year-old woman developed {near} rhabdomyolysis caused by simvastatin. Simvastatin was stopped and she recovered."
    )
    (reaction,) = case.reactions
    assert not (isinstance(reaction.outcome, Fact) and reaction.outcome.value is Outcome.FATAL)
    if near.startswith("near"):
        assert isinstance(reaction.seriousness.life_threatening, Fact)
    assert isinstance(reaction.seriousness.death, Missing)


def test_fatal_is_fatal() -> None:
    (reaction,) = only("A 71-year-old woman developed fatal rhabdomyolysis caused by simvastatin.").reactions
    assert isinstance(reaction.outcome, Fact)
    assert reaction.outcome.value is Outcome.FATAL


def test_a_name_in_no_lexicon_is_a_drug_where_it_is_blamed() -> None:
    """Authors misspell names; what is told as the cause was given."""
    case = only("A 30-year-old man developed enterocolitis shortly after intravitreal injection of bevazicumab.")
    assert [d.name.value for d in case.drugs if d.role.value is Role.SUSPECT] == ["bevazicumab"]


def test_a_drug_stopped_for_good_is_no_lasting_harm() -> None:
    """What was permanent is the stopping."""
    case = only(
        "A 62-year-old man developed pneumonitis caused by methotrexate. Methotrexate was permanently stopped. "
        "He was seen again in May."
    )
    assert isinstance(case.reactions[0].outcome, Missing)
    assert isinstance(case.drugs[0].reactions[0].dechallenge, Missing)


def test_harm_that_is_permanent_has_not_gone() -> None:
    (reaction,) = only("A 62-year-old man developed deafness caused by amikacin. His deafness was permanent.").reactions
    assert isinstance(reaction.outcome, Fact)
    assert reaction.outcome.value is Outcome.NOT_RECOVERED


def test_what_got_better_in_the_end_is_a_dechallenge_though_it_did_not_at_first() -> None:
    case = only(
        "A 55-year-old woman developed hepatitis caused by nitrofurantoin. Nitrofurantoin was stopped. "
        "Her hepatitis did not improve at first. After three weeks the hepatitis resolved."
    )
    dechallenge = case.drugs[0].reactions[0].dechallenge
    assert isinstance(dechallenge, Fact)
    assert dechallenge.value is Dechallenge.POSITIVE


def test_what_never_got_better_is_no_positive_dechallenge() -> None:
    case = only(
        "A 55-year-old woman developed hepatitis caused by nitrofurantoin. Nitrofurantoin was stopped. "
        "Her hepatitis did not improve."
    )
    dechallenge = case.drugs[0].reactions[0].dechallenge
    assert isinstance(dechallenge, Fact)
    assert dechallenge.value is Dechallenge.NEGATIVE


def test_who_recovered_from_these_events_recovered_from_all() -> None:
    case = only(
        "A 55-year-old woman developed neutropenia and hepatitis caused by clozapine. "
        "She recovered from these adverse events after clozapine was stopped."
    )
    assert {r.outcome.value for r in case.reactions if isinstance(r.outcome, Fact)} == {Outcome.RECOVERED}
    assert len(case.reactions) == 2 and all(isinstance(r.outcome, Fact) for r in case.reactions)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("There was a favourable outcome.", Outcome.RECOVERED),
        ("Her consciousness was fully restored.", Outcome.RECOVERED),
        ("No further episodes occurred.", Outcome.RECOVERED),
        ("The encephalopathy got worse.", Outcome.NOT_RECOVERED),
    ],
)
def test_how_it_went_in_other_words(told: str, outcome: Outcome) -> None:
    case = only("A 44-year-old woman developed encephalopathy caused by ifosfamide. " + told)
    found = {r.outcome.value for r in case.reactions if isinstance(r.outcome, Fact)}
    assert outcome in found


@pytest.mark.parametrize(
    "told",
    [
        "Her gout improved in May.",
        "Cessation of the therapy was discussed.",
    ],
)
def test_how_another_illness_went_is_not(told: str) -> None:
    case = only("A 44-year-old woman with gout developed encephalopathy caused by ifosfamide. " + told)
    assert all(isinstance(r.outcome, Missing) for r in case.reactions)


def test_a_reaction_named_only_in_the_end_went_as_the_patient_did() -> None:
    case = only(
        "A 44-year-old man was given amisulpride and became unwell. Amisulpride was stopped, and he recovered. "
        "This was a hypertensive crisis caused by amisulpride."
    )
    assert {r.outcome.value for r in case.reactions if isinstance(r.outcome, Fact)} == {Outcome.RECOVERED}


@pytest.mark.parametrize(
    "told",
    [
        "The hepatitis resolved with cessation.",
        "Nitrofurantoin was thought to be the probable cause and was therefore stopped.",
        "Nitrofurantoin was immediately changed to cefalexin.",
        "She was taken off all drugs.",
        "The hepatitis resolved after de-challenge.",
    ],
)
def test_a_drug_stopped_in_other_words(told: str) -> None:
    case = only("A 55-year-old woman developed hepatitis caused by nitrofurantoin. " + told)
    (drug,) = (d for d in case.drugs if d.name.value.lower() == "nitrofurantoin")
    assert isinstance(drug.action, Fact)
    assert drug.action.value is Action.WITHDRAWN


def test_a_drug_thought_the_cause_and_not_stopped_is_not_stopped() -> None:
    case = only(
        "A 55-year-old woman developed hepatitis caused by nitrofurantoin. "
        "Nitrofurantoin was thought to be the cause but was not stopped."
    )
    assert isinstance(case.drugs[0].action, Missing) or case.drugs[0].action.value is not Action.WITHDRAWN


@pytest.mark.parametrize(
    "told",
    [
        "Rechallenge with nitrofurantoin produced hepatitis within a day.",
        "An oral challenge test with nitrofurantoin was positive.",
        "Nitrofurantoin was restarted in May; the hepatitis recurred.",
        "She developed similar symptoms after two rechallenges.",
        "She was not rechallenged in hospital. At home she again had hepatitis on inadvertent re-exposure.",
    ],
)
def test_what_came_again_came_again(told: str) -> None:
    case = only("A 55-year-old woman developed hepatitis caused by nitrofurantoin. Nitrofurantoin was stopped. " + told)
    found = [p.rechallenge.value for p in case.drugs[0].reactions if isinstance(p.rechallenge, Fact)]
    assert found == [Recurrence.RECURRED]


@pytest.mark.parametrize(
    "told",
    [
        "Rechallenge with nitrofurantoin was not followed by hepatitis.",
        "An oral challenge test with nitrofurantoin was negative.",
    ],
)
def test_what_did_not_come_again_did_not(told: str) -> None:
    case = only("A 55-year-old woman developed hepatitis caused by nitrofurantoin. Nitrofurantoin was stopped. " + told)
    found = [p.rechallenge.value for p in case.drugs[0].reactions if isinstance(p.rechallenge, Fact)]
    assert Recurrence.RECURRED not in found
