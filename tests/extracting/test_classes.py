"""Class words stand for substances, and a class word for another class is kept."""

from __future__ import annotations

from pathlib import Path

from nocere import read

STORY = (
    "A 50-year-old man was given an anticoagulant and low-molecular-weight heparin, then heparins and enoxaparin again. "
    "Heparin-induced bruising developed. The antihypertensive drugs, beta-blockers, and propranolol were withdrawn. "
    "After steroids and a corticosteroid, the glucocorticoids and prednisone, he recovered."
)


def test_classes_within_classes_lose_no_mention(tmp_path: Path) -> None:
    """A class word that could stand for another class word is not folded into one that is itself folded away."""
    reading = read(STORY.encode(), name="story.txt")
    reading.check()
    names = {drug.name.value for case in reading.cases for drug in case.drugs}
    assert reading.cases and "prednisone" in {t.name.value for c in reading.cases for t in c.treatments} | names


def test_a_class_word_stands_for_its_substance_whatever_the_lexicon_calls_it() -> None:
    story = "Pemphigoid after dipeptidyl peptidase-4 inhibitor\n\nA 70-year-old man took linagliptin and developed pemphigoid."
    (case,) = read(story.encode(), name="story.txt").cases
    assert [drug.name.value for drug in case.drugs] == ["linagliptin"]
