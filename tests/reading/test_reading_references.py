"""Reference strings, invented, in each house style: every field, or the string kept whole."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.reading.references import LONGEST, ROUTES, parse
from nocere.reading.references.parsed import FIELDS

# the string, its route, its authors "Family|given" joined by "; " ("+" where more follow), its fields
ROWS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "Quill, P.-Q. , Marlow, A. and Teapot, B.B. (2011) Purple ears. Two children. Journal of Invented Harm, 19, 43-50.",
        "harvard", "Quill|P.-Q.; Marlow|A.; Teapot|B.B.",
        {"year": "2011", "title": "Purple ears. Two children", "journal": "Journal of Invented Harm", "volume": "19",
         "pages": "43-50"},
    ),
    (
        "Quill, P., Marlow, A., 2016a. Purple ears after tea. J Invent Harm 8 (2), 037–043. doi:10.1234/jih.1000264",
        "harvard", "Quill|P.; Marlow|A.",
        {"year": "2016", "title": "Purple ears after tea", "journal": "J Invent Harm", "volume": "8", "issue": "2",
         "pages": "037–043", "doi": "10.1234/jih.1000264"},
    ),
    (
        "Quill, P. (1985) Purple ears. Journal of Invented Harm, 106, 168.",
        "harvard", "Quill|P.",
        {"year": "1985", "title": "Purple ears", "journal": "Journal of Invented Harm", "volume": "106", "pages": "168"},
    ),
    (
        "Quill PQ, van der Marlow A, Teapot BB Jr, et al. Purple ears after tea? Lancet Tea. 2011 May 3;19(2):43-50. "
        "doi: 10.1234/x.1. Epub 2011 Apr 1. PMID: 1234567; PMCID: PMC7654321.",
        "vancouver", "Quill|PQ; van der Marlow|A; Teapot|BB Jr; +",
        {"year": "2011", "title": "Purple ears after tea?", "journal": "Lancet Tea", "volume": "19", "issue": "2",
         "pages": "43-50", "doi": "10.1234/x.1", "pmid": "1234567"},
    ),
    (
        "Müller-Öz Ç, O’Quill D’A. Ears. A study. J. Am. Acad. Teas 2011; 58 Suppl 1: S43–S50. [PubMed] [CrossRef]",
        "vancouver", "Müller-Öz|Ç; O’Quill|D’A",
        {"year": "2011", "title": "Ears. A study", "journal": "J. Am. Acad. Teas", "volume": "58", "issue": "Suppl 1",
         "pages": "S43–S50"},
    ),
    (
        "World Tea Organization. Purple ears: report of a committee. Bull World Tea Organ. 2003;81(12 Suppl 2):e1234.",
        "vancouver", "World Tea Organization|",
        {"year": "2003", "title": "Purple ears: report of a committee", "journal": "Bull World Tea Organ",
         "volume": "81", "issue": "12 Suppl 2", "pages": "e1234"},
    ),
    (
        "Quill PQ, Marlow A. Purple ears. J. Invent. Med. Rep. 2009;7: 27",
        "vancouver", "Quill|PQ; Marlow|A",
        {"year": "2009", "title": "Purple ears", "journal": "J. Invent. Med. Rep", "volume": "7", "pages": "27"},
    ),
    (
        "Quill PQ, Marlow A. Purple ears after tea. JAMA Tea. 2021;3(4):123-145. doi:10.1234/jamatea.2021.1",
        "ama", "Quill|PQ; Marlow|A",
        {"year": "2021", "title": "Purple ears after tea", "journal": "JAMA Tea", "volume": "3", "issue": "4",
         "pages": "123-145", "doi": "10.1234/jamatea.2021.1"},
    ),
    (
        "Quill PQ, Marlow A. Purple ears after tea. JAMA Tea. Published online May 3, 2021. doi:10.1234/jamatea.2021.1",
        "ama", "Quill|PQ; Marlow|A",
        {"year": "2021", "title": "Purple ears after tea", "journal": "JAMA Tea", "doi": "10.1234/jamatea.2021.1"},
    ),
    (
        "Quill, P.-Q., de la Marlow, A., & Teapot, B. (2011). Purple ears: A tale of two teas. Journal of Tea, 19(2), 43–50. "
        "https://doi.org/10.1234/(sici)1097.x",
        "apa", "Quill|P.-Q.; de la Marlow|A.; Teapot|B.",
        {"year": "2011", "title": "Purple ears: A tale of two teas", "journal": "Journal of Tea", "volume": "19",
         "issue": "2", "pages": "43–50", "doi": "10.1234/(sici)1097.x"},
    ),
    (
        "Quill, P., Marlow, A., … Teapot, B. (2019, May). Purple ears. Tea, 7(1), Article e0123.",
        "apa", "Quill|P.; Marlow|A.; Teapot|B.; +",
        {"year": "2019", "title": "Purple ears", "journal": "Tea", "volume": "7", "issue": "1", "pages": "e0123"},
    ),
    (
        "Quill P, Le Marlow A, Teapot B (2011) Purple ears after tea. J Tea Sci 19(2):43–50. https://doi.org/10.1234/s1-2",
        "springer", "Quill|P; Le Marlow|A; Teapot|B",
        {"year": "2011", "title": "Purple ears after tea", "journal": "J Tea Sci", "volume": "19", "issue": "2",
         "pages": "43–50", "doi": "10.1234/s1-2"},
    ),
    (
        "Quill P, Marlow A. Purple ears after tea. Front Tea (2011) 12:45. doi: 10.1234/ftea.2011.00045",
        "springer", "Quill|P; Marlow|A",
        {"year": "2011", "title": "Purple ears after tea", "journal": "Front Tea", "volume": "12", "pages": "45",
         "doi": "10.1234/ftea.2011.00045"},
    ),
    (
        "Quill P, Marlow A (May 03, 2019) Purple ears after tea. Teaus 11(5): e4567. doi:10.1234/teaus.4567",
        "springer", "Quill|P; Marlow|A",
        {"year": "2019", "title": "Purple ears after tea", "journal": "Teaus", "volume": "11", "issue": "5",
         "pages": "e4567", "doi": "10.1234/teaus.4567"},
    ),
    (
        "P.-Q. Quill, A. van Marlow, B.B. Teapot, Purple ears, after tea, J. Tea Clin. Pract. 19 (2) (2011) 43–50.",
        "elsevier", "Quill|P.-Q.; van Marlow|A.; Teapot|B.B.",
        {"year": "2011", "title": "Purple ears, after tea", "journal": "J. Tea Clin. Pract.", "volume": "19",
         "issue": "2", "pages": "43–50"},
    ),
    (
        "P. Quill, A. Marlow, et al., Purple ears, Tea Harm 19 (2011) 104325, https://doi.org/10.1234/j.tea.2011.104325.",
        "elsevier", "Quill|P.; Marlow|A.; +",
        {"year": "2011", "title": "Purple ears", "journal": "Tea Harm", "volume": "19", "pages": "104325",
         "doi": "10.1234/j.tea.2011.104325"},
    ),
    (
        "Quill PQ, Marlow A. 2003. Purple ears after tea. Antimicrob Agents Tea 93: 491–507.",
        "cse", "Quill|PQ; Marlow|A",
        {"year": "2003", "title": "Purple ears after tea", "journal": "Antimicrob Agents Tea", "volume": "93",
         "pages": "491–507"},
    ),
    (
        "Quill P, Marlow A: Purple ears after tea. J Clin Tea 12:345-350, 1994",
        "cse-late-year", "Quill|P; Marlow|A",
        {"year": "1994", "title": "Purple ears after tea", "journal": "J Clin Tea", "volume": "12", "pages": "345-350"},
    ),
    (
        "Quill, P., Marlow, A. & Teapot, B. Purple ears: a case. J Tea Harm 13, 120 (2019). https://doi.org/10.1234/s1-2",
        "nature", "Quill|P.; Marlow|A.; Teapot|B.",
        {"year": "2019", "title": "Purple ears: a case", "journal": "J Tea Harm", "volume": "13", "pages": "120",
         "doi": "10.1234/s1-2"},
    ),
    (
        "Quill, P.-Q. et al. Purple ears. J. Tea Harm 13, 120–124 (2019).",
        "nature", "Quill|P.-Q.; +",
        {"year": "2019", "title": "Purple ears", "journal": "J. Tea Harm", "volume": "13", "pages": "120–124"},
    ),
    (
        "Quill, A.; van Marlow, B. B.; Teapot, C.-D. Purple ears. J. Tea Harm 2019, 13, 120–124. https://doi.org/10.1234/x",
        "acs", "Quill|A.; van Marlow|B. B.; Teapot|C.-D.",
        {"year": "2019", "title": "Purple ears", "journal": "J. Tea Harm", "volume": "13", "pages": "120–124",
         "doi": "10.1234/x"},
    ),
    (
        "Quill A and Marlow B (2019) Purple ears. Front. Tea 10:120. doi: 10.1234/ftea.2019.00120",
        "springer", "Quill|A; Marlow|B",
        {"year": "2019", "title": "Purple ears", "journal": "Front. Tea", "volume": "10", "pages": "120",
         "doi": "10.1234/ftea.2019.00120"},
    ),
    ("Quill P. The Book of Tea. 3rd ed. Teatown: Kettle Press; 2001. 450 p.", "none", "", {}),
    ("https://www.example.org/tea", "none", "", {}),
    ("Tea Agency. Purple ears. https://doi.org/10.1234/tea.5", "none", "", {"doi": "10.1234/tea.5"}),
    ("Quill P, mail p.quill@example.org. Purple ears. J Tea. 2001;1:2-3.", "none", "", {}),
    ("", "none", "", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "route", "authors", "fields"), ROWS, ids=lambda value: str(value)[:40])
def test_house_style(text: str, route: str, authors: str, fields: dict[str, str]) -> None:
    """Every field as printed."""
    parsed = parse(text)
    assert parsed.route == route
    named = [f"{one.author.family}|{one.author.given}" for one in parsed.names.named]
    assert "; ".join(named + ["+"] * parsed.names.more) == authors
    assert {name: parsed.value(text, name) for name in parsed.cuts} == fields


def test_every_grammar_has_a_row() -> None:
    assert {route for _, route, _, _ in ROWS} == set(ROUTES)


@pytest.mark.parametrize(
    "label", ["[PubMed]", "PubMed", "[Google Scholar] [CrossRef]", "CAS PubMed PubMed Central Google Scholar"]
)
def test_links_after_a_reference_are_no_part_of_it(label: str) -> None:
    parsed = parse(f"Quill P. Purple ears. J Tea. 2001;1:2-3. {label}")
    assert (parsed.route, parsed.names.more) == ("vancouver", False)


DOIS = ["doi: 10.1234/x", "doi:10.1234/x.", "DOI 10.1234/x", "https://doi.org/10.1234/x", "http://dx.doi.org/10.1234/x.",
        "doi: https://doi.org/10.1234/x", "doi.org/10.1234/x"]  # fmt: skip


@pytest.mark.parametrize("printed", DOIS)
def test_a_doi_in_each_way_of_printing_it(printed: str) -> None:
    text = f"Quill P. Purple ears. J Tea. 2001;1:2-3. {printed}"
    parsed = parse(text)
    assert parsed.value(text, "doi") == "10.1234/x"
    assert parsed.value(text, "pages") == "2-3"


@given(st.text(max_size=300))
def test_any_string_comes_out(text: str) -> None:
    """No exception, and each field lies inside the string."""
    check(text)


PIECES = st.sampled_from(
    ["Quill", "P.", "P", "PQ", "et al.", ",", ", ", ". ", " and ", "& ", "(2011)", "2011", ";", ":", "19", "(2)", "43-50",
     " ", "J. Tea", "Tea", "doi: 10.1234/x", "[PubMed]", "e12", "@", "\n", "ö", "e\u0301", "Jr", "van ", "?", "…"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_string_of_reference_pieces_comes_out(text: str) -> None:
    check(text)


def check(text: str) -> None:
    parsed = parse(text)
    assert parsed.route in ROUTES
    assert set(parsed.cuts) <= set(FIELDS)
    cuts = sorted(parsed.cuts.values())
    assert all(0 <= start <= end <= len(text) for start, end in cuts)
    assert all(one.end <= other.start for one, other in pairwise(cuts))
    for one in parsed.names.named:
        assert "@" not in one.author.family + one.author.given


BOMBS: list[Any] = [
    "A",
    "A, ",
    "A, B. ",
    "A B, ",
    ". ",
    "1, ",
    "(2011) ",
    "2011;",
    " ",
    "J. ",
    "10.1234/",
    "et al. ",
    "[PubMed] ",
    "a-",
    "1-",
    "A.-",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_string_takes_long(bomb: str) -> None:
    """The longest string that is parsed, of one repeated piece."""
    text = (bomb * LONGEST)[:LONGEST]
    begun = time.process_time()
    for tail in ("", " (2011) T. J, 3, 4-5.", " 2011;3:4-5.", " J. 3 (2011) 4-5."):
        parse(text[: LONGEST - len(tail)] + tail)
    assert time.process_time() - begun < 1
