"""The explanation: what it says is kept is what extract returns, and nothing that was seen goes without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.case.explanation import Became, ConsideredCondition, ConsideredDrug, Explanation
from nocere.document import Document
from nocere.extracting import extract
from nocere.extracting.explain import explain
from nocere.extracting.mentions import mentions
from nocere.extracting.sentences import sentences
from nocere.extracting.tagger import Tagger
from nocere.reading import read_document
from nocere.terms.lexicon import Lexicon
from tests.extracting.documents import document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")])
IN_CASE = (Became.SUSPECT, Became.INTERACTING, Became.CONCOMITANT, Became.NOT_ADMINISTERED)
TELLING = (
    "A 54-year-old man with gout was started on allopurinol.",
    "A 31-year-old woman was admitted with pneumonia.",
    "Two weeks later he developed a widespread rash and fever.",
    "He had no jaundice and denied headache.",
    "The rash was attributed to allopurinol.",
    "Allopurinol was stopped and prednisolone was given, and the rash resolved.",
    "She developed hepatitis caused by isoniazid.",
    "Her sister takes carbamazepine and has epilepsy.",
    "His serum lithium level was normal, and lactate was raised.",
    "There were no adverse events.",
    "Ten patients received warfarin, and two had bleeding.",
    "Phenytoin is a known cause of hepatitis.",
    "Clinicians should be aware of agranulocytosis with clozapine.",
    "He had been taking aspirin and metoprolol for years.",
    "An exfoliative dermatitis as a manifestation of drug allergy was suspected.",
    "He recovered and was discharged.",
)
TITLES = ("", "Allopurinol-induced rash", "Hepatitis in a woman", "A trial of warfarin")


def holds(explanation: Explanation) -> None:
    """What is said to be kept is in the case, as it stands there, and the other way round."""
    for case in explanation.reading.cases:
        patient = explanation.of(case)
        reactions = {(c.name, c.spans) for c in patient.conditions if c.became is Became.REACTION}
        assert reactions == {(r.name.value, r.name.spans) for r in case.reactions}
        drugs = {(d.name, d.spans, str(d.became)) for d in patient.drugs if d.became in IN_CASE}
        assert drugs == {(d.name.value, d.name.spans, str(d.role.value)) for d in case.drugs}
        treatments = {(d.name, d.spans) for d in patient.drugs if d.became is Became.TREATMENT}
        assert treatments == {(t.name.value, t.name.spans) for t in case.treatments if t.drug}
        scores = {c.spans: round(c.score, 3) for c in patient.conditions}
        assert all(scores[r.name.spans] == r.name.confidence for r in case.reactions)
    for patient in explanation.without_case:
        assert {item.became for item in (*patient.conditions, *patient.drugs)} <= {Became.DROPPED}


def accounts_for_all(found: Document, explanation: Explanation) -> None:
    """Each drug and condition that a sentence names is considered or in words that are set aside; each has a reason."""
    patients = explanation.patients
    assert all(item.why for patient in patients for item in (*patient.conditions, *patient.drugs, *patient.passed))
    assert all(one.whose for one in explanation.aside)
    considered = {
        (span.start, span.end)
        for patient in patients
        for item in (*patient.conditions, *patient.drugs)
        for span in item.spans
    }
    aside = [one.span for one in explanation.aside]
    for sentence in sentences(found):
        named = mentions(sentence, Tagger.load(), Lexicon.load())
        places = [(m.start, m.end) for m in named.drugs] + [(m.start, m.end) for m in named.conditions]
        for start, end in places:
            assert (start, end) in considered or any(s.start <= start and end <= s.end for s in aside), sentence.text
    read = [s for s in sentences(found) if not any(a.start <= s.start and s.end <= a.end for a in aside)]
    assert patients or not read


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_on_the_examples(path: Path) -> None:
    found = read_document(path.read_bytes(), path.name)
    explanation = explain(found)
    assert explanation.reading == extract(found)
    assert explanation == explain(found)
    holds(explanation)
    accounts_for_all(found, explanation)


@given(st.sampled_from(TITLES), st.lists(st.sampled_from(TELLING), min_size=1, max_size=7))
def test_on_any_telling(title: str, told: list[str]) -> None:
    found = document(" ".join(told), title)
    explanation = explain(found)
    assert explanation.reading == extract(found)
    holds(explanation)
    accounts_for_all(found, explanation)


def conditions(text: str, title: str = "") -> dict[str, ConsideredCondition]:
    """The conditions considered for the one patient, by name."""
    (patient,) = explain(document(text, title)).patients
    return {condition.name: condition for condition in patient.conditions}


def drugs(text: str) -> dict[str, ConsideredDrug]:
    """The drugs considered for the one patient, by name."""
    (patient,) = explain(document(text)).patients
    return {drug.name: drug for drug in patient.drugs}


HARMED = "A 54-year-old man developed a severe rash caused by allopurinol."


@pytest.mark.parametrize(
    ("told", "name", "why"),
    [
        ("He had no jaundice.", "jaundice", "denied or ruled out"),
        ("He was monitored for hepatitis.", "hepatitis", "only feared or looked for"),
        ("He also had asthma.", "asthma", "nothing reads it as a drug's harm"),
        ("He had an infection.", "infection", "names no event by itself"),
    ],
)
def test_why_a_condition_is_no_reaction(told: str, name: str, why: str) -> None:
    condition = conditions(f"{HARMED} {told}")[name]
    assert condition.became is not Became.REACTION
    assert condition.why == why


def test_what_speaks_for_a_reaction() -> None:
    rash = conditions(HARMED)["severe rash"]
    assert rash.became is Became.REACTION
    assert rash.score >= rash.threshold
    assert "link.r-by-d" in [voice.rule for voice in rash.voices]
    assert all(voice.why and voice.span.quote for voice in rash.voices)
    assert rash.learned is not None
    assert rash.learned.drug == "allopurinol"
    assert 0 < len(rash.learned.speaks_for) <= 3
    assert all(share.why and share.worth > 0 for share in rash.learned.speaks_for)
    assert all(share.worth < 0 for share in rash.learned.speaks_against)


def test_what_takes_from_a_reaction_is_named() -> None:
    """A report that says no drug did harm: the voices are there, and so is what is left of them."""
    told = "A 54-year-old man developed a rash after allopurinol. There were no adverse events."
    rash = conditions(told)["rash"]
    assert "after-denial" in [factor.id for factor in rash.factors]
    assert rash.score < max(voice.weight for voice in rash.voices)


def test_why_a_drug_is_what_it_is() -> None:
    found = drugs(f"{HARMED} He had been on metoprolol for years. The rash improved after prednisolone.")
    assert found["allopurinol"].became is Became.SUSPECT
    assert found["allopurinol"].link is not None
    assert found["allopurinol"].link.rule == "link.r-by-d"
    assert found["metoprolol"].became is Became.CONCOMITANT
    assert found["metoprolol"].why == "too little speaks for suspicion"


def test_a_relative_is_set_aside() -> None:
    explanation = explain(document(f"{HARMED} His sister takes carbamazepine."))
    (aside,) = explanation.aside
    assert "carbamazepine" in aside.span.quote
    assert "relative" in aside.whose


def test_general_statements_and_groups_are_set_aside_with_their_rule() -> None:
    told = f"{HARMED} Clinicians should be aware of agranulocytosis. Ten patients received warfarin."
    aside = {one.rule: one.whose for one in explain(document(told)).aside}
    assert "nobody" in aside["scope.advice"]
    assert "group" in aside["scope.group-counted"]


def test_a_patient_without_a_case_says_why() -> None:
    (patient,) = explain(document("A 31-year-old woman was admitted with pneumonia. She took amoxicillin.")).patients
    assert patient.position is None
    assert patient.why == "no condition of this patient is read as a drug's harm"
    assert patient.conditions


def test_a_document_without_a_patient_is_set_aside_whole() -> None:
    explanation = explain(document("Warfarin is known to cause bleeding. Phenytoin is a known cause of rash."))
    assert not explanation.patients
    assert len(explanation.aside) == 2


def test_what_was_marked_and_not_taken_is_passed_over() -> None:
    (patient,) = explain(document(f"{HARMED} Serum lactate was raised.")).patients
    assert "lactate" in [passed.span.quote for passed in patient.passed]
