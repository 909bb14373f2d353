"""The learned number for a drug and a condition, by itself and beside the others."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from nocere.document import Document, Part, Section
from nocere.extracting.pairs import Pairs, PairWeight, Ranked, beside, candidates
from nocere.extracting.tagger import Tagger
from nocere.extracting.whole import everything, pairs_of
from nocere.rulebook import rows
from nocere.terms.lexicon import Lexicon

TITLE = "Agranulocytosis caused by carbamazepine."
TEXT = f"{TITLE} A 40-year-old man took carbamazepine and ramipril. Carbamazepine-induced agranulocytosis followed. He had a cough."
DOCUMENT = Document(
    id="0",
    name="a",
    media_type="text/plain",
    encoding="utf-8",
    text=TEXT,
    sections=(
        Section(part=Part.TITLE, start=0, end=len(TITLE)),
        Section(part=Part.ABSTRACT, start=len(TITLE) + 1, end=len(TEXT)),
    ),
)


def test_what_the_text_blames_comes_first() -> None:
    """And no pair is told twice."""
    found = pairs_of(DOCUMENT)
    assert ("carbamazepine" in found[0].drug_names) and ("agranulocytosis" in found[0].condition_names)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert len({(p.drug.key, p.condition.key) for p in found}) == len(found)


def test_every_number_has_its_weight_and_none_is_left_over() -> None:
    """The rule files and the code name the same numbers."""
    evidence = everything(DOCUMENT, Tagger.load(), Lexicon.load())
    said = Pairs(evidence)
    drug, condition = candidates(evidence)[0]
    assert {"bias", *said.features(drug, condition)} == {row.id for row in rows("pairs", PairWeight)}
    standing = {"bias", *beside(0.5, [0.5, 1.0]), *said.marked(drug, condition)}
    assert standing == {row.id for row in rows("pairs_beside", PairWeight)}


def test_a_likelier_pair_takes_from_another() -> None:
    """The further behind the likeliest, and the more pairs before it."""
    alone, behind = beside(0.5, [0.5]), beside(0.5, [0.5, 2.0, 3.0])
    assert (alone["behind"], alone["rank"]) == (0.0, 0.0)
    assert behind["behind"] == 2.5
    assert behind["rank"] > alone["rank"]


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=30))
def test_a_pair_stands_where_a_look_at_each_other_puts_it(everything: list[float]) -> None:
    ranked = Ranked(everything)
    for own in everything:
        found = ranked.beside(own)
        assert found["rank"] == math.log1p(sum(other > own for other in everything))
        assert found["behind"] == max(everything) - own
        assert found["likely"] == sum(other > 0.0 for other in everything)


def test_the_same_text_gives_the_same_numbers() -> None:
    assert [p.score for p in pairs_of(DOCUMENT)] == [p.score for p in pairs_of(DOCUMENT)]
