"""Why a reading is as it is, on the page and in tables: whole, most doubtful first, closed, and plain without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.case.explanation import Explanation
from nocere.exchange.page import words, write_page
from nocere.exchange.page.made import about
from nocere.exchange.page.reasons import Reasons, aside, percent, reasons, without_case
from nocere.pipeline import read
from nocere.span import facts_in
from tests.exchange.page_explanation import explanation
from tests.exchange.page_reading import TEXT, reading
from tests.exchange.test_page import Page

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_page(reading(), explanation()).decode())


def parts(given: Explanation) -> dict[str, Reasons]:
    """The parts for the first patient by their titles."""
    return {part.title: part for part in reasons(reading().cases[0], given.patients[0])}


def test_every_value_is_in_the_first_part() -> None:
    """With what made it and its places."""
    first = parts(explanation())["How each value was read"]
    told = [(row.name, row.spans) for row in first.rows]
    told += [(item.name, item.spans) for group in first.groups for item in group.items]
    case = reading().cases[0]
    for fact in (f for part in (case.patient, case.drugs, case.reactions, case.treatments) for f in facts_in(part)):
        assert any(words.shown(fact.value) in name and set(fact.spans) <= set(spans) for name, spans in told), fact


def test_the_most_doubtful_is_first() -> None:
    """Nearest to its threshold; among values the least sure."""
    found = parts(explanation())
    assert [row.name for row in found["Conditions that were considered"].rows] == ["knee pain", "aseptic meningitis"]
    assert [row.name for row in found["Drugs that were considered"].rows] == ["ibuprofen", "ceftriaxone"]


def test_the_least_sure_value_is_first() -> None:
    """Whatever it is of."""
    case = reading().cases[0]
    drug = case.drugs[0]
    doubtful = drug.model_copy(update={"name": drug.name.model_copy(update={"confidence": 0.2})})
    rows = reasons(case.model_copy(update={"drugs": (doubtful,)}), explanation().patients[0])[0].rows
    assert (rows[0].name, rows[0].number) == ("drug: ibuprofen", "20%")


def test_what_spoke_stands_with_its_number() -> None:
    (meningitis,) = [r for r in parts(explanation())["Conditions that were considered"].rows if r.became == "reaction"]
    numbers = [note.number for note in meningitis.notes]
    assert numbers == ["85%", "85%", ">99%", "+0.72", "-0.50"]
    (pain,) = [r for r in parts(explanation())["Conditions that were considered"].rows if r.dropped]
    assert [note.number for note in pain.notes] == ["30%", "×0.40"]


@pytest.mark.parametrize(
    ("number", "said"), [(0.0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.998, ">99%"), (1.0, "100%")]
)
def test_numbers_in_words(number: float, said: str) -> None:
    """Nothing is called sure or impossible that is not."""
    assert percent(number) == said


def test_nothing_of_an_explanation_is_left_out() -> None:
    """Each candidate, each word passed over and each stretch set aside is named with its place."""
    given = explanation()
    told = [part for case in reading().cases for part in reasons(case, given.of(case))]
    told += [part for patient in given.without_case for part in without_case(patient)] + [aside(given)]
    places = {span for part in told for row in part.rows for span in row.spans}
    places |= {span for part in told for group in part.groups for item in group.items for span in item.spans}
    for patient in given.patients:
        for item in (*patient.conditions, *patient.drugs):
            assert set(item.spans) <= places, item
        assert {passed.span for passed in patient.passed} <= places
    assert {one.span for one in given.aside} <= places


def test_a_closed_element_for_each_patient(page: Page) -> None:
    """And one for who makes no case, and one for the rest of the text; none is open."""
    told = page.all("details", **{"class": "explained"})
    assert len(told) == 4
    assert not [one for one in told if "open" in one]
    assert len(page.all("summary")) >= 4


def test_the_page_stays_whole(page: Page) -> None:
    """The text is there to its last character, ids are unique, and every link leads somewhere."""
    assert page.words == TEXT
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    hrefs = [a["href"] for _, a in page.elements if "href" in a]
    assert all(href[1:] in ids for href in hrefs)


def test_what_is_dropped_is_marked_and_what_is_set_aside_is_not(page: Page) -> None:
    """Dropped words have a mark and say why; words set aside can be jumped to and look like the rest."""
    (dropped,) = [
        a for a in page.all("a") if "k-considered" in a.get("class", "") and a["title"].startswith("dropped: denied")
    ]
    assert dropped["data-places"]
    asides = [a for a in page.all("a") if "k-aside" in a.get("class", "")]
    assert asides
    folded = [a for a in page.all("details") if a.get("class") == "part"]
    assert folded and not [a for a in folded if "open" in a]


def test_without_explanation_the_page_says_nothing_of_it() -> None:
    markup = write_page(reading()).decode()
    assert 'class="explained"' not in markup
    assert "k-considered" not in markup.split("</style>")[1]


def test_same_explanation_same_bytes() -> None:
    assert write_page(reading(), explanation()) == write_page(reading(), explanation())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_made_a_value_has_plain_words(path: Path) -> None:
    """Each rule and model that made a value of the examples."""
    made = {fact.made for case in read(path).cases for fact in facts_in(case)}
    assert not {one.name for one in made if not (one.why or about(one.name))}
