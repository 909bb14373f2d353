"""The first real input, read whole: its parts, its citation, and all twelve references on every field."""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.document import Author, Document, Part
from nocere.reading import read_document
from nocere.span import Fact

pytestmark = pytest.mark.shared

VANCOUVER = (
    "Perillo T, Arcamone G, Bonamonte D, Pascone M, Santoro N. Iatrogenic calcinosis cutis in a child affected by Acute "
    "Lymphoblastic Leukemia. Case Reports in Clinical Medicine. 2014;3:13-17. doi: 10.4236/crcm.2014.31004."
)

# number, authors "Family|given", year, title, journal, volume, pages: read by hand
REFERENCES = [
    (1, "Angel|F.-F.", "2011", "Calcinosis cutis: Critical review", "Acta Dermatovenerologica Croatica", "19", "43-50"),
    (2, "Rodriguez-Cano|L. Garcia-Patos|V. Creus|M. Bastida|P. Ortega|J.J. Castells|A.", "1996",
     "Childhood calcinosis cutis", "Pediatric Dermatology", "13", "114-117"),
    (3, "Sell|E.J. Hansen|R.C. Struck-Pierce|S.", "1980",
     "Calcified nodules on the heel: A complication of neonatal intensive care", "Journal of Pediatrics", "96", "473-475"),
    (4, "Leung|A.", "1985", "Calcification following heel sticks", "Journal of Pediatrics", "106", "168"),
    (5, "Cambiaghi|S. Restano|L. Imondi|D.", "1997", "Calcified nodule of the heel", "Pediatric Dermatology", "14", "494"),
    (6, "Williamson|D. Holt|P.J.", "2001",
     "Calcified cutaneous nodules on the heels of children: a complication of heel sticks as a neonate",
     "Pediatric Dermatology", "18", "138-140"),
    (7, "Rho|N.K. Youn|S.J. Park|H.S. Kim|W.S. Lee|E.S.", "2003",
     "Calcified nodule on the heel of a child following a single heel stick in the neonatal period",
     "Clinical and Experimental Dermatology", "28", "502-503"),
    (8, "Reiter|N. El-Shabrawi|L. Leinweber|B. Berghold|A. Aberer|E.", "2011",
     "Calcinosis cutis. Treatment options", "Journal of American Academy of Dermatology", "65", "15-22"),
    (9, "Lee|F.A. Gwinn|J.L.", "1975",
     "Roentgen patterns of extravasation of calcium gluconate in the tissues of the neonate", "Journal of Pediatrics",
     "86", "598-601"),
    (10, "Lestringant|G.G. Masouyè|I. El-Hayek|M. Girardet|C. Revesz|T. Frossard|P.M.", "2000",
     "Diffuse calcinosis cutis in a patient with congenital leukemia and leukemia cutis", "Dermatology", "200", "147-150"),
    (11, "Moss|J. Syrengelas|A. Antaya|R. Lazova|R.", "2006",
     "Calcinosis cutis: A complication of intravenous administration of calcium gluconate",
     "Journal of Cutaneous Pathology", "33", "60-62"),
    (12, "Raffaella|C. Annapaola|C. Tullio|I.", "2009",
     "Successful treatment of severe iatrogenic calcinosis cutis with intravenous sodium thiosulfate in a child affected "
     "by T-acute lymphoblastic leukemia", "Pediatric Dermatology", "26", "311-315"),
]  # fmt: skip


@pytest.fixture(scope="module")
def document(shared_dir: Path) -> Document:
    path = shared_dir / "inputs" / "iatrogenic-calcinosis-cutis.txt"
    return read_document(path.read_bytes(), path.name)


def test_every_character_is_kept(document: Document, shared_dir: Path) -> None:
    path = shared_dir / "inputs" / "iatrogenic-calcinosis-cutis.txt"
    assert document.text == path.read_bytes().decode("utf-8")
    assert document.notes == ()


def test_parts(document: Document) -> None:
    """Journal line, title, abstract, citation, references; headings are spans of their own."""
    assert [(s.part, s.heading.quote if s.heading else "") for s in document.sections] == [
        (Part.JOURNAL, ""),
        (Part.TITLE, ""),
        (Part.ABSTRACT, "Abstract"),
        (Part.CITATION, "Cite this paper"),
        (Part.REFERENCES, ""),
    ]
    references = document.sections[-1]
    assert document.text[references.start :].startswith("[1]")
    assert references.end == len(document.text.rstrip())


def test_citation(document: Document) -> None:
    citation = document.citation
    said = {
        name: fact.value
        for name in ("title", "journal", "year", "volume", "issue", "pages", "doi")
        if isinstance(fact := getattr(citation, name), Fact)
    }
    assert said == {
        "title": "Iatrogenic calcinosis cutis in a child affected by Acute Lymphoblastic Leukemia",
        "journal": "Case Reports in Clinical Medicine",
        "year": "2014",
        "volume": "3",
        "issue": "1",
        "pages": "13-17",
        "doi": "10.4236/crcm.2014.31004",
    }
    assert [fact.value for fact in citation.authors] == [
        Author(family="Perillo", given="T."),
        Author(family="Arcamone", given="G."),
        Author(family="Bonamonte", given="D."),
        Author(family="Pascone", given="M."),
        Author(family="Santoro", given="N."),
    ]
    assert citation.authors[0].quote == "Perillo, T."


def test_vancouver(document: Document) -> None:
    """The whole, with the spans of its parts."""
    whole = document.citation.vancouver
    assert isinstance(whole, Fact)
    assert whole.value == VANCOUVER
    assert {"Perillo, T.", "13-17", "10.4236/crcm.2014.31004"} <= {span.quote for span in whole.spans}


@pytest.mark.parametrize("expected", REFERENCES, ids=lambda row: str(row[0]))
def test_reference(document: Document, expected: tuple[int, str, str, str, str, str, str]) -> None:
    """All twelve, every field."""
    number, authors, year, title, journal, volume, pages = expected
    reference = document.references[number - 1]
    assert len(document.references) == 12
    assert (reference.number, reference.route) == (number, "harvard")
    assert [f"{author.family}|{author.given}" for author in reference.authors] == authors.split(" ")
    assert (reference.year, reference.title, reference.journal) == (year, title, journal)
    assert (reference.volume, reference.issue, reference.pages) == (volume, "", pages)
    assert (reference.doi, reference.pmid) == ("", "")
    assert reference.span.quote.startswith(reference.authors[0].family)
    assert reference.span.quote.endswith(f"{pages}.")
