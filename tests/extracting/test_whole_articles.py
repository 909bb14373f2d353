"""Whole articles: abstract and report make one case with the words of both, and nobody else's patient is a case of the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from nocere.case import Case, Quantity, Sex
from nocere.case.explanation import Became
from nocere.extracting import extract
from nocere.extracting.explain import explain
from nocere.reading import read_document
from nocere.span import Fact, Missing, NullFlavor, Span
from tests.extracting import article_texts as articles
from tests.extracting.articles import padded
from tests.extracting.telling import told

LONG = 10_000


@dataclass(frozen=True)
class Held:
    """An article, what its padding speaks of, and the lines of its cases in order."""

    text: str
    drug: str
    reaction: str
    cases: tuple[str, ...]


PANCREATITIS = """
    61 a female
    suspect leflunomide: drug withdrawn; dechallenge positive; not given again
    concomitant lisinopril
    treatment morphine
    reaction acute pancreatitis: recovered"""
AGRANULOCYTOSIS = """
    24 a male
    suspect clozapine: drug withdrawn; dechallenge positive; not given again
    concomitant pantoprazole
    treatment filgrastim
    treatment piperacillin
    reaction agranulocytosis: recovered"""
CONFLICT = """
    female
    suspect lamotrigine: drug withdrawn; dechallenge positive
    treatment ciclosporin
    reaction stevens-johnson syndrome: outcome not told"""
FIRST = """
    81 a female
    suspect duloxetine: drug withdrawn; dechallenge positive; not given again
    reaction hyponatraemia: recovered"""
SECOND = """
    67 a male
    suspect duloxetine: drug withdrawn; dechallenge positive; recurred when given again
    reaction hyponatraemia: recovered"""
FATAL = """
    70 a male
    suspect simvastatin: drug withdrawn
    suspect clarithromycin: drug withdrawn
    concomitant metformin
    concomitant aspirin
    treatment bicarbonate
    reaction rhabdomyolysis: fatal"""
CLASS = """
    38 a female
    suspect isoniazid: drug withdrawn; dechallenge positive; recurred when given again
    suspect rifampicin: drug withdrawn; dechallenge positive; did not recur when given again
    reaction severe hepatitis: recovered"""
NO_ABSTRACT = """
    58 a male
    suspect spironolactone: drug withdrawn; dechallenge positive
    concomitant eplerenone
    concomitant furosemide
    reaction painful gynaecomastia: recovered"""
ARTICLES = {
    "pancreatitis": Held(articles.PANCREATITIS, "leflunomide", "acute pancreatitis", (PANCREATITIS,)),
    "agranulocytosis": Held(articles.AGRANULOCYTOSIS, "clozapine", "agranulocytosis", (AGRANULOCYTOSIS,)),
    "conflict": Held(articles.CONFLICT, "lamotrigine", "Stevens-Johnson syndrome", (CONFLICT,)),
    "series": Held(articles.SERIES, "duloxetine", "hyponatraemia", (FIRST, SECOND)),
    "fatal": Held(articles.FATAL, "simvastatin", "rhabdomyolysis", (FATAL,)),
    "class": Held(articles.CLASS, "isoniazid", "hepatitis", (CLASS,)),
    "no abstract": Held(articles.NO_ABSTRACT, "spironolactone", "gynaecomastia", (NO_ABSTRACT,)),
    "review": Held(articles.REVIEW, "azathioprine", "acute pancreatitis", ()),
    "trial": Held(articles.TRIAL, "leflunomide", "acute pancreatitis", ()),
}
EVERY = pytest.mark.parametrize("name", ARTICLES)


@cache
def cases(name: str, words: int = 0) -> tuple[Case, ...]:
    held = ARTICLES[name]
    text = padded(held.text, held.drug, held.reaction, words)
    assert len(text.split()) >= words
    reading = extract(read_document(text.encode(), "article.txt"))
    reading.check()
    return reading.cases


def lines(expected: str) -> set[str]:
    return {line.strip() for line in expected.strip().splitlines()}


@EVERY
@pytest.mark.parametrize("words", [0, LONG])
def test_the_case_is_what_a_person_takes_from_it_however_long_the_article(name: str, words: int) -> None:
    assert [told(case) for case in cases(name, words)] == [lines(each) for each in ARTICLES[name].cases]


@pytest.mark.parametrize("name", [name for name, held in ARTICLES.items() if "Abstract" in held.text and held.cases])
def test_what_both_state_has_the_words_of_both(name: str) -> None:
    """The abstract's words stand before its keywords, the report's behind them."""
    held = ARTICLES[name]
    end = padded(held.text, held.drug, held.reaction).index("Keywords:")
    for case in cases(name):
        facts = [case.patient.description, case.reactions[0].name, case.drugs[0].name]
        for fact in facts:
            assert isinstance(fact, Fact)
            assert in_both(fact.spans, end), fact
        age = case.patient.age
        assert in_both(age.spans, end)


def in_both(spans: tuple[Span, ...], end: int) -> bool:
    return any(span.start < end for span in spans) and any(span.start >= end for span in spans)


def test_an_outcome_a_dose_and_an_end_told_twice_quote_both() -> None:
    (case,) = cases("pancreatitis")
    drug, reaction = case.drugs[0], case.reactions[0]
    assert quotes(reaction.outcome) == ["recovered", "resolved"]
    assert quotes(drug.dosages[0].dose) == ["20 mg daily", "20 mg daily"]
    assert quotes(drug.action) == ["Leflunomide was withdrawn", "Leflunomide was withdrawn"]
    assert quotes(drug.role)[-1] == "pancreatitis was attributed to leflunomide"
    assert quotes(drug.reactions[0].rechallenge) == ["Rechallenge was not attempted"]


def test_what_they_state_differently_conflicts_with_the_words_of_both() -> None:
    (case,) = cases("conflict")
    assert case.patient.sex.value is Sex.FEMALE
    for found, said in (
        (case.patient.age, ["45-year-old", "54-year-old"]),
        (case.drugs[0].dosages[0].dose, ["100 mg daily", "25 mg daily"]),
        (case.reactions[0].outcome, ["died", "resolved"]),
    ):
        assert isinstance(found, Missing)
        assert found.missing is NullFlavor.CONFLICTING
        assert quotes(found) == said


def quotes(found: object) -> list[str]:
    assert isinstance(found, Fact | Missing)
    return [" ".join(span.quote.split()) for span in found.spans]


def test_a_finer_dose_and_an_age_in_other_units_are_no_conflict() -> None:
    """The starting dose stands beside the dose of the abstract, where the report tells both."""
    text = (
        articles.CONFLICT.replace("25 mg daily had been", "25 mg daily, and later 100 mg daily, had been")
        .replace("54-year-old", "45-year-old")
        .replace("{more}\n\n", "")
    )
    (case,) = extract(read_document(text.encode(), "article.txt")).cases
    assert case.patient.age.value == Quantity(value=45, unit="a")
    assert len(case.patient.age.spans) == 2


def test_history_and_purposes_of_the_report_are_added_to_those_of_the_abstract() -> None:
    (case,) = cases("fatal", LONG)
    assert [h.name.value for h in case.patient.history] == ["diabetes mellitus", "coronary heart disease", "bronchitis"]
    (case,) = cases("pancreatitis", LONG)
    assert [h.name.value for h in case.patient.history] == ["rheumatoid arthritis", "hypertension"]
    assert [i.name.value for i in case.drugs[0].indications] == ["rheumatoid arthritis"]


@EVERY
def test_the_explanation_tells_of_each_thing_once(name: str) -> None:
    held = ARTICLES[name]
    explained = explain(read_document(padded(held.text, held.drug, held.reaction).encode(), "article.txt"))
    assert explained.reading.cases == cases(name)
    for case in explained.reading.cases:
        patient = explained.of(case)
        kept = [c.spans for c in patient.conditions if c.became is Became.REACTION]
        assert kept == [r.name.spans for r in case.reactions]
        assert len({d.spans for d in patient.drugs}) == len(patient.drugs)
