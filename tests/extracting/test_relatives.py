"""Words about a relative are nobody's in the report; a mother's medicines are her unborn child's exposure."""

from __future__ import annotations

import pytest

from nocere.extracting import extract
from nocere.extracting.relatives import relatives
from tests.extracting.documents import document


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("Her mother had had a rash with carbamazepine.", ["Her mother had had a rash with carbamazepine."]),
        (
            "She has no known allergies, and her sister also has lupus but tolerates ibuprofen.",
            ["her sister also has lupus but tolerates ibuprofen."],
        ),
        ("His brother takes lithium; he had never taken it.", ["His brother takes lithium"]),
        ("His father had died of a stroke, and he took warfarin.", ["His father had died of a stroke"]),
        ("The boy's older sister, who was treated with phenytoin, is well.",
         ["The boy's older sister, who was treated with phenytoin, is well."]),
    ],
)  # fmt: skip
def test_a_relative_is_spoken_of_until_the_patient_is_again(text: str, theirs: list[str]) -> None:
    assert [text[a:b] for a, b in relatives(text, baby=False)] == theirs


@pytest.mark.parametrize(
    "text",
    [
        "Her mother reported that she had taken ten tablets.",
        "His wife had noticed a rash after amoxicillin.",
        "His mother gave him ibuprofen.",
        "Her husband found her unconscious.",
        "The patient and her sister took the same herbal tea.",
        "Her mother had taken valproate during pregnancy.",
        "She took the tablets of her husband.",
    ],
)
def test_what_relatives_tell_or_do_and_what_a_mother_took_with_child_stay(text: str) -> None:
    assert not relatives(text, baby=False)


def test_a_babys_mother_counts_for_what_she_took_only() -> None:
    assert not relatives("His mother took lithium.", baby=True)
    assert relatives("His mother had no complaints.", baby=True)
    assert relatives("His father took lithium.", baby=True)


def test_a_relatives_drug_and_death_enter_no_case() -> None:
    (case,) = extract(
        document(
            "A 40-year-old man developed hepatitis caused by isoniazid. His brother had died of hepatitis after halothane. "
            "He recovered, and his sister takes allopurinol."
        )
    ).cases
    assert [d.name.value for d in case.drugs] == ["isoniazid"]
    assert [r.outcome.value for r in case.reactions] == ["recovered"]
