"""Texts as publishers make them, stretches of them, and readings grounded in them, for hypothesis to draw."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from nocere.case import (
    Action,
    Case,
    Code,
    Condition,
    Criterion,
    Dechallenge,
    DocumentType,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    MinimumCriterion,
    Outcome,
    Patient,
    Quantity,
    Reaction,
    Reading,
    Role,
    Seriousness,
    Sex,
    Treatment,
    Verdict,
)
from nocere.document import Author, Citation, Document, Part, Reference, Section
from nocere.span import By, Fact, Made, Missing, NullFlavor, Span, rule

PIECES = [
    "a 4-year-old girl",
    "Ménière’s disease",
    "Cafe\u0301-au-lait",  # e and a combining acute
    "👩🏽‍⚕️",  # five code points, one picture
    "naïve β-blocker 5 µg/kg",
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "𝛼-interferon",  # beyond the basic plane
    "日本語",
    "قلب",
    "e\u0327\u0301",  # two marks on one letter
    "-\u00ad-",  # soft hyphen
    " ",
]


def texts() -> st.SearchStrategy[str]:
    """Texts of at least one character, rich in what breaks offsets."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    return st.lists(st.sampled_from(PIECES) | anything, min_size=1, max_size=8).map("".join)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Any stretch of the text."""
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def facts(draw: st.DrawFn, text: str, values: st.SearchStrategy[Any]) -> Fact[Any]:
    """A value read by rule or model from one or more stretches, or given by a person without any."""
    by = draw(st.sampled_from([By.RULE, By.MODEL, By.PERSON]))
    read = st.lists(spans(text), min_size=0 if by is By.PERSON else 1, max_size=3).map(tuple)
    made = Made(
        by=by, name=draw(st.sampled_from(["age.years", "reader 1"])), why=draw(st.sampled_from(["", "heading"]))
    )
    return Fact(value=draw(values), spans=draw(read), made=made, confidence=draw(st.none() | st.floats(0, 1)))


def known(text: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact[Any] | Missing]:
    """A fact, or a reason why there is none."""
    reasons = st.builds(
        Missing,
        missing=st.sampled_from(NullFlavor),
        why=st.sampled_from(["", "the abstract and the table differ"]),
        spans=st.lists(spans(text), max_size=2).map(tuple),
    )
    return facts(text, values) | reasons


def quantities() -> st.SearchStrategy[Quantity]:
    """Numbers with a unit."""
    numbers = st.decimals(0, 1000, places=2, allow_nan=False, allow_infinity=False)
    return st.builds(Quantity, value=numbers, unit=st.sampled_from(["a", "mo", "mg", "{DF}"]))


@st.composite
def cases(draw: st.DrawFn, text: str, document: str, position: int = 1) -> Case:
    """A case with a value in each part that readings fill."""
    words = st.sampled_from(["calcinosis cutis", "calcium gluconate", "intravenous", "x"])
    text_of = known(text, words)
    codes = st.builds(Code, system=st.just("MedDRA"), version=st.just("29.1"), code=st.just("10000001"))
    reaction = Reaction(
        id="r1",
        name=draw(facts(text, words)),
        term=draw(known(text, codes)),
        outcome=draw(known(text, st.sampled_from(Outcome))),
        onset=draw(text_of),
        seriousness=Seriousness(death=draw(known(text, st.just(True)))),
    )
    pair = DrugReaction(
        reaction="r1",
        why=draw(text_of),
        interval=draw(known(text, quantities())),
        dechallenge=draw(known(text, st.sampled_from(Dechallenge))),
    )
    drug = Drug(
        id="d1",
        name=draw(facts(text, words)),
        role=draw(facts(text, st.sampled_from(Role))),
        dosages=(Dosage(text=draw(text_of), dose=draw(known(text, quantities()))),),
        indications=(Indication(name=draw(text_of)),),
        action=draw(known(text, st.sampled_from(Action))),
        reactions=(pair,),
    )
    patient = Patient(
        age=draw(known(text, quantities())),
        sex=draw(known(text, st.sampled_from(Sex))),
        birth_date=draw(known(text, st.sampled_from(["2019", "20190228", "201902281230+0100"]))),
        history=(Condition(name=draw(text_of)),),
    )
    return Case(
        id=f"c{position}",
        document=document,
        position=position,
        patient=patient,
        reactions=(reaction,),
        drugs=(drug,),
        treatments=(Treatment(id="t1", name=draw(facts(text, words)), drug=True, reactions=("r1",)),),
        criteria=(MinimumCriterion(criterion=Criterion.PATIENT, met_by=draw(text_of)),),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with sections, a citation and a reference."""
    text = draw(texts())
    cut = draw(st.integers(0, len(text)))
    author = Fact(value=Author(family="Ω"), spans=(draw(spans(text)),), made=rule("cite"))
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        name="page.txt",
        media_type="text/plain",
        encoding="utf-8",
        text=text,
        sections=(
            Section(part=Part.TITLE, start=0, end=cut, heading=draw(spans(text))),
            Section(part=Part.CASE, start=cut, end=len(text)),
        ),
        citation=Citation(authors=(author,), title=draw(known(text, st.just("A case")))),
        references=(Reference(span=draw(spans(text)), number=1, year="2019"),),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """What came out of a document: a verdict and one case or two."""
    document = draw(documents())
    verdict = Verdict(
        has_case=True,
        document_type=DocumentType.CASE_REPORT,
        reason="one patient",
        spans=(draw(spans(document.text)),),
    )
    found = tuple(draw(cases(document.text, document.id, n)) for n in range(1, draw(st.integers(1, 2)) + 1))
    return Reading(document=document, verdict=verdict, cases=found)
