"""The time to onset of a diagnosis named later is that of the presentation which it explains."""

from __future__ import annotations

import pytest

from nocere import read

AFTER = (
    "Hypokalaemia caused by abiraterone\n\nA 71-year-old man presented with seizures two weeks after receiving abiraterone. "
    "Serum potassium was low. The seizures were caused by abiraterone-induced hypokalaemia."
)
BEFORE = (
    "Sorafenib-induced myocardial infarction\n\nA 65-year-old man was admitted with chest pain. Two weeks before his admission, "
    "sorafenib had been started. He was diagnosed with sorafenib-induced myocardial infarction."
)
SINCE_DIAGNOSIS = (
    "Rash caused by ibuprofen\n\nA 30-year-old woman presented eight months after the diagnosis of lupus. "
    "She had ibuprofen-induced rash."
)
TWICE = (
    "Rash caused by ibuprofen\n\nA 30-year-old woman presented with fever two days after receiving ibuprofen. Headache developed "
    "three weeks after receiving ibuprofen. She was found to have ibuprofen-induced nephritis."
)


@pytest.mark.parametrize(
    ("text", "onset"),
    [
        pytest.param(AFTER, "two weeks after receiving abiraterone", id="after a drug"),
        pytest.param(BEFORE, "Two weeks before", id="drug begun before admission"),
        pytest.param(SINCE_DIAGNOSIS, None, id="since a diagnosis"),
        pytest.param(TWICE, None, id="two presentations"),
    ],
)
def test_onset_of_what_is_named_later(text: str, onset: str | None) -> None:
    (case,) = read(text.encode(), name="case.txt").cases
    blamed = [
        r
        for r in case.reactions
        if r.name.value.lower().split()[-1] in ("hypokalaemia", "infarction", "rash", "nephritis")
    ]
    assert blamed
    assert {getattr(r.onset, "quote", None) for r in blamed} == {onset}
