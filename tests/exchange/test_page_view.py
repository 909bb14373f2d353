"""The telling of a case: nothing that was read is left out, what is missing is named, and it reads as people write."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from nocere.case import Code, Quantity
from nocere.exchange.page import words
from nocere.exchange.page.view import Line, Telling, tell
from nocere.span import Fact, Missing, NullFlavor, facts_in, rule
from tests.exchange.page_reading import fact, reading


def lines(told: Telling) -> Iterator[Line]:
    """Every line of a telling."""
    yield from told.criteria
    for section in told.sections:
        for block in section.blocks:
            yield from (block.head,) if block.head else ()
            yield from block.lines


def test_no_fact_is_left_out() -> None:
    """Each fact's value is in some line that holds its spans."""
    for case in reading().cases:
        told = list(lines(tell(case)))
        for one in facts_in(case):
            holding = [line for line in told if set(one.spans) <= set(line.spans)]
            assert any(words.shown(one.value) in line.value for line in holding), one


def test_summary() -> None:
    """Who, what, from what, how it ended, how serious: in one line."""
    woman, boy = (tell(case).summary for case in reading().cases)
    assert woman == (
        "33-year-old woman · aseptic meningitis (severe, lumbar spine) · ibuprofen by mouth · recovered · "
        "serious: other medically important"
    )
    assert boy == "6-month-old boy · rash · amoxicillin · outcome not found · no seriousness criterion found"


def test_what_is_missing() -> None:
    """Said in plain words with its reason and element; what is there is not said to be missing."""
    woman, boy = ({lack.what: lack for lack in tell(case).lacks} for case in reading().cases)
    assert woman["country of the reporter"].why == "the authors' address is not given"
    assert woman["MedDRA term for aseptic meningitis"].elements == ("E.i.2.1",)
    assert not {"age of the patient", "onset of aseptic meningitis", "dose of ibuprofen"} & set(woman)
    assert {"age of the patient", "outcome of rash", "dose of amoxicillin"} <= set(boy)


def test_a_conflict_keeps_its_quotes() -> None:
    """A value that the text contradicts is shown as such, with both places."""
    (conflict,) = [line for line in lines(tell(reading().cases[0])) if "contradicts" in line.value]
    assert conflict.missing
    assert len(conflict.spans) == 2


def test_the_timeline_has_dates_first() -> None:
    """Dated happenings by date, the others as the text has them."""
    case = reading().cases[0]
    first, *others = case.reactions
    start = Fact(value="20200131", spans=fact("rash").spans, made=rule("test"))
    dated = case.model_copy(update={"reactions": (first.model_copy(update={"start": start}), *others)})
    (timeline,) = [section for section in tell(dated).sections if section.title == "Timeline"]
    times = [line.label for line in timeline.blocks[0].lines]
    assert times[0] == "2020-01-31"
    assert times[-1] == "no time given"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Quantity(value=Decimal(4), unit="a"), "4 years"),
        (Quantity(value=Decimal("1.0"), unit="mo"), "1 month"),
        (Quantity(value=Decimal("1.50"), unit="mg/kg"), "1.5 mg/kg"),
        (Quantity(value=Decimal("1E+3"), unit="mg"), "1000 mg"),
        (
            Code(system="MedDRA", version="27.0", code="10007070", name="Calcinosis"),
            "Calcinosis (MedDRA 27.0, 10007070)",
        ),
        (True, "yes"),
        (False, "no"),
    ],
)
def test_values_in_words(value: object, said: str) -> None:
    """As a person would write them."""
    assert words.shown(value) == said


@pytest.mark.parametrize(
    ("timestamp", "said"),
    [
        ("2014", "2014"),
        ("201401", "2014-01"),
        ("20140131", "2014-01-31"),
        ("201401311530+0100", "2014-01-31 15:30 +0100"),
    ],
)
def test_dates_in_words(timestamp: str, said: str) -> None:
    """No more precise than they are."""
    assert words.date(timestamp) == said


@pytest.mark.parametrize("flavor", list(NullFlavor))
def test_every_reason_has_words(flavor: NullFlavor) -> None:
    """No code is shown for a missing value."""
    assert " " in words.reason(Missing(missing=flavor))
