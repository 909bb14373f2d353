"""What holds of every grammar on any text: places reproduce the text, findings keep apart, nothing raises, and the time a
text takes grows no faster than the text."""

from __future__ import annotations

import time
from collections.abc import Callable
from inspect import unwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.extracting.grammar.ages import ages
from nocere.extracting.grammar.body import body
from nocere.extracting.grammar.dates import dates
from nocere.extracting.grammar.doses import doses
from nocere.extracting.grammar.durations import durations
from nocere.extracting.grammar.forms import forms
from nocere.extracting.grammar.frequencies import frequencies
from nocere.extracting.grammar.gestation import gestations
from nocere.extracting.grammar.labs import labs
from nocere.extracting.grammar.place import Place
from nocere.extracting.grammar.times import times

Grammar = Callable[[str], tuple[Place, ...]]
GRAMMARS: list[Grammar] = [ages, body, dates, doses, durations, forms, frequencies, gestations, labs, times]
WORDS = [
    *(
        "a",
        "an",
        "of",
        "to",
        "in",
        "at",
        "the",
        "his",
        "her",
        "from",
        "for",
        "per",
        "and",
        "or",
        "x",
        "×",
        "%",
        "<",
        "^",
    ),
    *(
        ",",
        ".",
        ";",
        "(",
        ")",
        "/",
        "-",
        "–",
        "10",
        "0",
        "1",
        "2.5",
        "1,000",
        "10 000",
        "1/2",
        "½",
        "3-5",
        "two",
        "half",
    ),
    *(
        "2019",
        "12/03/2019",
        "March",
        "aged",
        "age",
        "old",
        "year",
        "months",
        "week",
        "days",
        "hours",
        "decade",
        "eighth",
    ),
    *("early", "mid", "70s", "seventies", "teens", "born", "gestation", "pregnant", "preterm", "first", "trimester"),
    *("weighing", "weight", "height", "kg", "cm", "ft", "tall", "mg", "g", "ml", "mg/kg", "/kg", "/day", "IU", "units"),
    *(
        "million",
        "MU",
        "µg",
        "tablets",
        "drops",
        "puffs",
        "daily",
        "twice",
        "times",
        "every",
        "other",
        "q8h",
        "bid",
        "prn",
    ),
    *("later", "after", "before", "within", "man", "woman", "infant", "she", "M", "F", "cream", "eye drops", "patch"),
    *("calcium", "serum", "ALT", "AST", "INR", "pH", "BP", "creatinine", "platelets", "count", "was", "rose", "120/80"),
    *("mmol/L", "mg/dl", "U/L", "10^9/L", "mmHg", "(normal 2.1-2.6)", "normal range", "twenty-"),
]
SOUP = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), "-".join(words)])
)


def hold(grammar: Grammar, text: str) -> None:
    """Assert what must hold of the findings in this text."""
    found = grammar(text)
    for one in found:
        assert text[one.start : one.end] == one.quote != ""
    for first, second in pairwise(found):
        assert first.end <= second.start


@pytest.mark.parametrize("grammar", GRAMMARS)
@given(text=st.one_of(st.text(max_size=120), SOUP))
def test_places_reproduce_any_text_and_keep_apart(grammar: Grammar, text: str) -> None:
    hold(grammar, text)


@given(text=st.one_of(st.text(max_size=120), SOUP))
def test_the_places_in_a_result_reproduce_the_text(text: str) -> None:
    for one in labs(text):
        for place in (one.name, *((one.normal,) if one.normal else ())):
            assert text[place.start : place.end] == place.quote
        assert one.moved(7).name.start == one.name.start + 7


HOSTILE = [
    *(
        "1",
        " ",
        "1 ",
        "1,",
        "1.",
        "1-",
        "000 ",
        "100 ",
        "1,000",
        "a ",
        "about ",
        "in his ",
        "twenty-",
        "( ",
        "/",
        "%",
        "-",
    ),
    *("ALT ", "ALT, ", "ALT was ", "serum ", "creatinine 1 to ", "creatinine 1 mg/dl to ", "1 x 10^", "x ", "tablets "),
    *(
        "1 mg ",
        "1 mg daily ",
        "1 mg/kg/kg",
        "mg",
        "4-year-old ",
        "a 4-year-old girl ",
        "born at ",
        "weight was ",
        "weight 1",
    ),
    *(
        "12/",
        "2019-",
        "March ",
        "in 2019 ",
        "for about ",
        "2 weeks ",
        "after about ",
        "for 3 weeks ",
        "every ",
        "twice ",
    ),
    *("immediately after ", "1 day", "day", "years old", "1 mmol/L ", "120/80 "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_more_time_than_its_length_explains(piece: str) -> None:
    """A hundred thousand characters of any one thing; a pattern that goes back over them would take minutes."""
    text = piece * (100_000 // len(piece))
    for grammar in GRAMMARS:
        began = time.process_time()
        hold(unwrap(grammar), text)
        assert time.process_time() - began < 3, grammar
