"""Where the abstract ends, whose patients the rest tells of, and what two statements of one thing make."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nocere.case import Action, Outcome, Quantity
from nocere.document import Document
from nocere.extracting import extract
from nocere.extracting.conflicts import ACTIONS, OUTCOMES, both, further, same_age, same_dose, same_time, single
from nocere.extracting.others import foreign
from nocere.extracting.people import introductions
from nocere.extracting.sentences import sentences
from nocere.extracting.tellings import abstract_end
from nocere.extracting.whose import compared
from nocere.reading import read_document
from nocere.span import NOT_STATED, Fact, Missing, Span, rule
from tests.extracting import article_texts as articles

STORY = (
    "A 50-year-old woman developed hepatitis caused by terbinafine. Terbinafine was stopped, and she recovered. " * 2
)
ENDS = [
    (
        f"A title\n\nAbstract\n\nWe report hepatitis.\n\nKeywords: a\n\nIntroduction\n\nIt is rare.\n\n{STORY}",
        "\n\nKeywords",
    ),
    (f"A title\n\nAbstract\n\nWe report hepatitis.\n\nCase report\n\n{STORY}", "\n\nCase report"),
    (
        "A title\n\nBackground: It is rare.\nCase presentation: A woman had hepatitis.\nConclusions: Be aware.\n\n"
        f"Background\n\n{STORY}",
        "\n\nBackground\n",
    ),
    (
        f"A title\n\nOBJECTIVE: To report it.\nBACKGROUND: It is rare.\nCASE SUMMARY: {STORY}\nDISCUSSION: It is rare.",
        "",
    ),
    (f"A title\n\nAbstract\n\n{STORY}\n\nKeywords: a; b", ""),
    (f"A title\n\nCase 1\n\n{STORY}\n\nDiscussion\n\nIt is rare.\n\nConclusion\n\nBe aware.", ""),
]


def read(text: str) -> Document:
    return read_document(text.encode(), "article.txt")


@pytest.mark.parametrize(("text", "behind"), ENDS)
def test_where_the_abstract_ends(text: str, behind: str) -> None:
    assert abstract_end(read(text)) == (text.index(behind) if behind else 0)


TOLD = "Leflunomide inhibits dihydroorotate dehydrogenase."
TRAPS = [
    "Unlike the patient of Jansen, who died of sepsis caused by phenytoin, our patient recovered.",
    "In contrast to our patient, the man described by Smith [1] had seizures caused by isoniazid and did not recover.",
    "A similar case was seen in 2010. The patient, a 30-year-old woman, had agranulocytosis after methimazole. She died.",
    "Smith and colleagues12 reported a 54-year-old man with hepatitis caused by methotrexate. The drug was stopped. He died.",
    "A 54-year-old man with hepatitis caused by methotrexate was described.12 He died.13 Others recovered.14,15",
    "A 61-year-old woman with pancreatitis caused by leflunomide was described by Moreau [4]. She died of shock.",
    "Leflunomide causes hypertension and neuropathy. It may cause hepatitis, and deaths have occurred [3].",
    "Tanaka reported two patients with pancreatitis. The first, a 40-year-old woman, recovered. The second, aged 50, died.",
    "Literature review\n\nWe searched PubMed. Twelve cases were found. Case 3 was a 70-year-old man who had blisters.\n\n",
    "Table 2. Published cases\n\nCase\tAge\tSex\tDrug\tReaction\n1\t49\tF\tLeflunomide\tRash\n2\t72\tM\tLeflunomide\tRash\n\n",
]


@pytest.mark.parametrize(("trap", "place"), [*((trap, TOLD) for trap in TRAPS), (TRAPS[-1], "Discussion\n")])
def test_what_is_told_of_others_changes_nothing(trap: str, place: str) -> None:
    """Whether it stands in the discussion, or, with a table, right before it."""
    plain = articles.PANCREATITIS.replace("{more}\n\n", "")
    (with_trap,) = extract(
        read(plain.replace(place, f"{trap} {place}" if "\n" not in trap else f"{trap}{place}"))
    ).cases
    (without,) = extract(read(plain)).cases
    assert [(d.name.value, d.role.value) for d in with_trap.drugs] == [
        (d.name.value, d.role.value) for d in without.drugs
    ]
    assert [(r.name.value, r.outcome.value) for r in with_trap.reactions] == [
        (r.name.value, r.outcome.value) for r in without.reactions
    ]
    assert [h.name.value for h in with_trap.patient.history] == [h.name.value for h in without.patient.history]


OTHERS = [
    (
        "Smith et al. described a 54-year-old man who had a rash [1]. He died. In our patient, the rash resolved.",
        [0, 1],
    ),
    ("Our patient had a rash. He recovered.", []),
    ("A 30-year-old man had seizures [4]. Clobazam was given.\n\nThe patient recovered.", [0, 1]),
    ("We report a 30-year-old man with a rash. He recovered.", []),
    ("A 50-year-old woman was treated. She recovered.", []),
]


@pytest.mark.parametrize(("told", "theirs"), OTHERS)
def test_whose_patient_a_discussion_tells_of(told: str, theirs: list[int]) -> None:
    found = sentences(read(f"A rash\n\nCase report\n\nA 50-year-old woman had a rash.\n\nDiscussion\n\n{told}"))
    first = next(s.index for s in found if s.part == "discussion")
    assert sorted(n - first for n in foreign(found, introductions(found))) == theirs


def test_another_s_clause_ends_where_the_words_turn_back() -> None:
    text = "Unlike the man of Wu [2], our patient lived."
    assert [text[low:high] for low, high in compared(text)] == ["Unlike the man of Wu [2], "]
    assert not list(compared("The count fell compared with previous counts."))


def quantity(value: str, unit: str) -> Quantity:
    return Quantity(value=Decimal(value), unit=unit)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("4", "a"), ("4", "a"), True),
        (("4", "a"), ("51", "mo"), True),
        (("4", "a"), ("61", "mo"), False),
        (("45", "a"), ("54", "a"), False),
        (("3", "d"), ("4", "d"), False),
    ],
)
def test_ages(one: tuple[str, str], other: tuple[str, str], alike: bool) -> None:
    assert same_age(quantity(*one), quantity(*other)) is alike


def test_doses_and_times_in_other_units() -> None:
    day, half = quantity("1", "d"), quantity("12", "h")
    assert same_dose((quantity("500", "mg"), None), (quantity("0.5", "g"), None))
    assert same_dose((quantity("500", "mg"), half), (quantity("1", "g"), day))
    assert not same_dose((quantity("500", "mg"), day), (quantity("1", "g"), day))
    assert not same_dose((quantity("5", "mg"), None), (quantity("5", "mg/kg"), None))
    assert same_time(quantity("5", "wk"), quantity("35", "d"))
    assert same_time(quantity("1", "mo"), quantity("4", "wk"))
    assert not same_time(quantity("3", "wk"), quantity("8", "wk"))


def fact(value: object, text: str, start: int, end: int) -> Fact[object]:
    return Fact[object](value=value, spans=(Span.of(text, start, end),), made=rule("test"))


def test_two_statements_of_one_thing() -> None:
    text = "recovering recovered died"
    better, well, dead = (
        fact(value, text, *place)
        for value, place in ((Outcome.RECOVERING, (0, 10)), (Outcome.RECOVERED, (11, 20)), (Outcome.FATAL, (21, 25)))
    )
    assert further(better, well, OUTCOMES) == further(well, better, OUTCOMES) == well
    assert further(NOT_STATED, well, OUTCOMES) == further(well, NOT_STATED, OUTCOMES) == well
    assert both(well, dead) == well
    found = single(dead, well)
    assert isinstance(found, Missing)
    assert [s.quote for s in found.spans] == ["recovered", "died"]
    stopped, less, same = (fact(a, text, 0, 10) for a in (Action.WITHDRAWN, Action.REDUCED, Action.NOT_CHANGED))
    assert further(less, stopped, ACTIONS) == stopped
    assert isinstance(further(same, stopped, ACTIONS), Missing)
