"""Therapies that are named by their kind or by "the therapy" alone, and what began after a poisoning."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.case import Case, Role


def only(text: str) -> Case:
    (case,) = read(text.encode(), name="case.txt").cases
    return case


def suspects(case: Case) -> list[str]:
    return [d.name.quote for d in case.drugs if d.role.value is Role.SUSPECT]


def reactions(case: Case) -> list[str]:
    return [r.name.quote for r in case.reactions]


STOPPED = [
    "Treatment was discontinued because of haemorrhagic cystitis.",
    "After two cycles therapy had to be interrupted due to haemorrhagic cystitis.",
    "She had haemorrhagic cystitis and stopped therapy.",
]


@pytest.mark.parametrize("stopped", STOPPED)
def test_the_therapy_is_what_was_given_before(stopped: str) -> None:
    case = only(f"A 61-year-old woman with lymphoma received cyclophosphamide. {stopped} The lymphoma was stable.")
    assert suspects(case) == ["cyclophosphamide"]
    assert reactions(case) == ["haemorrhagic cystitis"]


CLASSES = [
    "anti-leprosy treatment",
    "interferon-based therapy",
    "mammalian target of rapamycin inhibitor",
    "proteasome inhibitor",
    "antiangiogenic agent",
]


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_a_drug_where_none_is_named(name: str) -> None:
    text = f"A 44-year-old man received a new {name}. Ten days later he developed stomatitis caused by the {name}."
    assert any(name in drug.name.quote for drug in only(text).drugs)


def test_a_substance_that_a_regimen_is_built_on_is_the_drug() -> None:
    case = only("A 58-year-old man received cisplatin-based chemotherapy and developed deafness caused by cisplatin.")
    assert suspects(case) == ["cisplatin"]


@pytest.mark.parametrize("word", ["overdose", "self-poisoning"])
def test_what_begins_after_a_poisoning_is_held_against_it(word: str) -> None:
    case = only(
        f"A 23-year-old woman was admitted after {word} with 9 g of lithium. In her case, bradycardia and tremor were noted."
    )
    assert suspects(case) == ["lithium"]
    assert reactions(case) == ["bradycardia", "tremor"]


def test_what_was_given_long_after_for_something_else_treats_nothing() -> None:
    filler = "Her garden was in bloom. " * 8
    case = only(
        "A 50-year-old woman developed urticaria caused by naproxen. Naproxen was stopped. "
        f"{filler}Two years later she received fluconazole for oral thrush."
    )
    assert suspects(case) == ["naproxen"]
    assert [t.name.quote for t in case.treatments if t.drug] == []


def test_stopping_that_helped_is_no_harm() -> None:
    case = only(
        "Minoxidil-induced pericarditis\n\nA 66-year-old man on minoxidil had fever and polyneuropathy. "
        "Stopping minoxidil led to rapid amelioration of the fever."
    )
    assert "fever" not in reactions(case)


@pytest.mark.parametrize("words", ["an allergic reaction", "an allergic skin eruption"])
def test_a_name_that_blames_a_medicine_needs_no_second_voice(words: str) -> None:
    case = only(f"A 29-year-old man was started on anti-leprosy treatment. Two weeks later he developed {words}.")
    assert reactions(case) == [words.removeprefix("an ")]


def test_what_came_of_a_reaction_is_a_reaction() -> None:
    story = (
        "Fixed drug eruption after dapsone\n\nA 30-year-old woman took dapsone and developed a fixed drug eruption. "
        "Later she was found to have cellulitis, which was attributed to {cause}."
    )
    assert "cellulitis" in reactions(only(story.format(cause="the fixed drug eruption")))
    assert "cellulitis" not in reactions(only(story.format(cause="an insect bite")))


@pytest.mark.parametrize("words", ["did not drink alcohol", "never took alcohol", "denied alcohol"])
def test_what_was_not_taken_is_no_drug(words: str) -> None:
    case = only(f"A 61-year-old woman who {words} developed pancreatitis caused by leflunomide.")
    assert [d.name.quote for d in case.drugs] == ["leflunomide"]


def test_a_clause_is_no_name() -> None:
    case = only(
        "A 39-year-old man developed nephritis caused by vancomycin. The symptoms had completely disappeared by day 9."
    )
    assert reactions(case) == ["nephritis"]
