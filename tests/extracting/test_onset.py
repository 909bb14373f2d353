"""When a reaction began, counted from a drug: the words that tell it, and those that tell another time."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.extracting.grammar.onsets import onsets
from nocere.span import Fact

DRUG = "amoxicillin"


def counted(text: str) -> list[tuple[str, str | None]]:
    """The times that count from a drug, with their numbers; amoxicillin is the only drug."""
    at = [i for i in range(len(text)) if text.startswith(DRUG, i)]
    found = onsets(text, tuple((i, i + len(DRUG)) for i in at))
    return [(m.quote, None if m.value is None else f"{m.value} {m.unit}") for m in found]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("Rash began 3 days after starting amoxicillin.", "3 days after starting amoxicillin", "3 d"),
        ("two and one-half weeks after the first dose", "two and one-half weeks after the first dose", "2.5 wk"),
        ("Less than 24 hours after amoxicillin infusion", "Less than 24 hours after amoxicillin infusion", "24 h"),
        ("After 6 weeks of standard oral treatment, fever", "After 6 weeks of standard oral treatment", "6 wk"),
        ("within 2 days of beginning therapy", "within 2 days of beginning therapy", "2 d"),
        ("After treatment with amoxicillin for 5 days", "After treatment with amoxicillin for 5 days", "5 d"),
        ("On day 11 of treatment she", "day 11 of treatment", "11 d"),
        ("On day 4 of the third course of amoxicillin", "day 4 of the third course of amoxicillin", None),
        ("on the tenth day of amoxicillin therapy", "tenth day of amoxicillin therapy", None),
        ("the day after amoxicillin injection", "the day after amoxicillin injection", None),
        ("shortly after ingesting amoxicillin", "shortly after ingesting amoxicillin", None),
        ("Minutes after oral administration, he", "Minutes after oral administration", None),
        ("following two courses of amoxicillin", "following two courses of amoxicillin", None),
        ("during the first cycle", "during the first cycle", None),
        ("first few days after ingestion", "first few days after ingestion", None),
        ("had been treated for a cough with amoxicillin for 3 weeks.", "3 weeks", "3 wk"),
    ],
)
def test_a_time_that_counts_from_a_drug(text: str, quote: str, value: str | None) -> None:
    assert counted(text) == [(quote, value)]


@pytest.mark.parametrize(
    "text",
    [
        "3 days after discontinuation of amoxicillin",
        "two weeks after the diagnosis",
        "on day 3 after admission",
        "nine months after receiving a kidney transplant",
        "after a 12-month follow-up",
        "after a single meal",
        "a 26-year-old man",
    ],
)
def test_a_time_that_counts_from_something_else(text: str) -> None:
    assert counted(text) == []


def onset(story: str) -> set[str | None]:
    """The onsets of the rash or nephritis in a report."""
    (case,) = read(
        f"Rash caused by amoxicillin\n\nA 40-year-old woman took amoxicillin. {story}".encode(), name="r.txt"
    ).cases
    named = [r for r in case.reactions if r.name.value.lower().split()[-1] in ("rash", "nephritis")]
    return {r.onset.value if isinstance(r.onset, Fact) else None for r in named}


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("She developed a rash after two courses of amoxicillin.", "after two courses of amoxicillin"),
        ("Three days after starting amoxicillin, she developed a rash.", "Three days after starting amoxicillin"),
        ("She developed a rash. Amoxicillin had been started 9 days before the onset of symptoms.", "9 days before"),
        ("The rash resolved 3 days after starting treatment.", None),
        ("A second episode of rash came 2 days after the next dose of amoxicillin.", None),
        ("She died of the rash two months after starting amoxicillin.", None),
        ("The rash began 4 days after stopping amoxicillin.", None),
    ],
)
def test_the_onset_of_a_reaction(story: str, told: str | None) -> None:
    assert onset(story) == {told}
