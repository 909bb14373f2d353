"""How a report is cited: from its cite line, journal line, identifier lines, title and byline, each field quoted."""

from __future__ import annotations

import pytest

from nocere.document import Author, Citation
from nocere.reading import read_document
from nocere.reading.vancouver import MOST, initials
from nocere.span import Fact

NAMES = ("title", "journal", "year", "volume", "issue", "pages", "doi", "pmid")


def cited(text: str) -> Citation:
    return read_document(text.encode(), "x.txt").citation


def fields(citation: Citation) -> dict[str, str]:
    return {name: fact.value for name in NAMES if isinstance(fact := getattr(citation, name), Fact)}


LINES = [
    ("JIH  Vol.7 No.2 , March 2019", {"journal": "JIH", "volume": "7", "issue": "2", "year": "2019"}),
    ("J Invent Harm. 2019 May 3;13(1):120. doi: 10.1234/s1-019-2046-y.",
     {"journal": "J Invent Harm", "year": "2019", "volume": "13", "issue": "1", "pages": "120", "doi": "10.1234/s1-019-2046-y"}),
    ("1. Tea Harm. 2019 Nov-Dec;13(Suppl 2):S120-S125. Epub 2019 Sep 1.",
     {"journal": "Tea Harm", "year": "2019", "volume": "13", "issue": "Suppl 2", "pages": "S120-S125"}),
    ("Journal of Invented Harm volume 13, Article number: 120 (2019)",
     {"journal": "Journal of Invented Harm", "volume": "13", "pages": "120", "year": "2019"}),
    ("Journal of Invented Harm (2019) 13:120",
     {"journal": "Journal of Invented Harm", "volume": "13", "pages": "120", "year": "2019"}),
    ("Invented Harm Reports 7(2):11-14, June 2019",
     {"journal": "Invented Harm Reports", "volume": "7", "issue": "2", "pages": "11-14", "year": "2019"}),
    ("https://doi.org/10.1234/jih.5", {"doi": "10.1234/jih.5"}),
    ("DOI: 10.1234/jih.5", {"doi": "10.1234/jih.5"}),
    ("PMID: 31043171 [Indexed for MEDLINE]", {"pmid": "31043171"}),
    ("Published: 3 May 2019", {"year": "2019"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_lines_known_by_their_shape(line: str, expected: dict[str, str]) -> None:
    citation = cited(f"{line}\n\nPurple ears after tea\n\nAbstract: A boy took tea in 1999.")
    assert fields(citation) == {"title": "Purple ears after tea", **expected}


CITE = [
    ("Cite this paper: Quill, A. and Marlow, B. (2019) Purple ears. Tea Harm, 7, 11-14.", "cite-line.harvard"),
    ("How to cite this article: Quill A, Marlow B. Purple ears. Tea Harm. 2019;7(1):11-14.", "cite-line.vancouver"),
    ("Citation: Quill A, Marlow B (2019) Purple ears. Tea Harm 7(1):11-14.", "cite-line.springer"),
    ("To cite this article:\nQuill, A., & Marlow, B. (2019). Purple ears. Tea Harm, 7(1), 11-14.", "cite-line.apa"),
]


@pytest.mark.parametrize(("line", "made"), CITE)
def test_the_cite_line_comes_first(line: str, made: str) -> None:
    """In whatever style it is printed."""
    citation = cited(f"Another Journal 2001;1:1-2.\n\nPurple ears\n\nAbstract: A boy.\n\n{line}\n")
    assert isinstance(citation.title, Fact) and citation.title.made.name == f"citation.{made}"
    said = fields(citation)
    assert (said["title"], said["journal"], said["year"]) == ("Purple ears", "Tea Harm", "2019")
    assert (said["volume"], said["pages"]) == ("7", "11-14")
    assert [fact.value.family for fact in citation.authors] == ["Quill", "Marlow"]


def test_no_field_comes_from_the_story_or_the_references() -> None:
    text = (
        "A boy took tea (doi: 10.1234/no).\n\nHe slept in 2003. Ada Quill saw him.\n\n"
        "References\n1. Quill P. Purple. J Tea. 2001;1:2-3."
    )
    citation = cited(text)
    assert fields(citation) == {}
    assert citation.authors == ()
    assert not isinstance(citation.vancouver, Fact)


BYLINES = [
    (
        "Ada Quill1, Bob van der Marlow2,* and Chloé-Anne O’Teapot³",
        ["Quill|Ada", "van der Marlow|Bob", "O’Teapot|Chloé-Anne"],
    ),
    ("Quill A(1), van der Marlow B(2)(3).", ["Quill|A", "van der Marlow|B"]),
    ("Ada B. Quill; Bob Marlow", ["Quill|Ada B.", "Marlow|Bob"]),
]


@pytest.mark.parametrize(("line", "expected"), BYLINES)
def test_bylines(line: str, expected: list[str]) -> None:
    citation = cited(
        f"Purple ears after tea\n{line}\nDepartment of Tea, Nowhere. ada@example.org\n\nAbstract: A boy took tea."
    )
    assert [f"{fact.value.family}|{fact.value.given}" for fact in citation.authors] == expected
    assert all("@" not in fact.quote for fact in citation.authors)


@pytest.mark.parametrize(
    "line", ["ada@example.org", "Ada Quill ada@example.org, Bob Marlow", "Quill A <ada@example.org>, Marlow B"]
)
def test_no_address_enters_a_field(line: str) -> None:
    document = read_document(
        f"Purple ears\n{line}\n\nAbstract: A boy.\n\nCite this paper: {line} Purple ears. Tea Harm. 2019;7:1-2.".encode(),
        "x",
    )
    assert "@" not in document.citation.model_dump_json()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("F.-F.", "FF"),
        ("Fay-Finn", "FF"),
        ("FF", "FF"),
        ("J. B.", "JB"),
        ("Ada", "A"),
        ("J. van", "J"),
        ("", ""),
        ("Ç.", "Ç"),
    ],
)
def test_initials(given: str, expected: str) -> None:
    assert initials(given) == expected


def whole(authors: int, title: str) -> Fact[str]:
    names = ", ".join(f"Quill{chr(97 + n % 26)}{chr(97 + n // 26)}, A." for n in range(authors))
    fact = cited(f"Abstract: A boy.\n\nCite this paper: {names} (2019) {title}. Tea Harm, 7, 11-14.\n").vancouver
    assert isinstance(fact, Fact)
    return fact


def test_a_long_list_of_authors_is_shortened_and_told() -> None:
    fact = whole(80, "Purple ears")
    assert len(fact.value) <= MOST
    assert ", et al. Purple ears. Tea Harm. 2019;7:11-14." in fact.value
    assert "of 80 authors kept" in fact.made.why


def test_a_long_title_is_shortened_and_told() -> None:
    fact = whole(3, "Purple ears " * 50)
    assert len(fact.value) <= MOST
    assert fact.value.startswith("Quillaa A, et al. Purple ears")
    assert "…" in fact.value and fact.value.endswith("Tea Harm. 2019;7:11-14.")
    assert "title shortened" in fact.made.why


def test_a_shortened_citation_is_noted() -> None:
    names = (
        ", ".join(f"Quill{chr(97 + n)}, A." for n in range(26))
        + ", "
        + ", ".join(f"Marlow{chr(97 + n)}, A." for n in range(26))
    )
    document = read_document(f"Cite this paper: {names} (2019) Ears. Tea Harm, 7, 11-14.".encode(), "x")
    assert document.notes[0].startswith("citation: ")


def test_authors_of_a_group() -> None:
    citation = cited("Abstract: A boy.\n\nCite this paper: Tea Safety Study Group (2019) Ears. Tea Harm, 7, 11-14.")
    assert [fact.value for fact in citation.authors] == [Author(family="Tea Safety Study Group")]
