"""The parts of plain texts: headings of each kind, lines known by their shape, bare texts, lists of references."""

from __future__ import annotations

import pytest

from nocere.document import Document, Part
from nocere.reading import headings, read_document

Parts = list[tuple[str, str, str]]


def read(text: str) -> Document:
    return read_document(text.encode(), "x.txt")


def parts(document: Document) -> Parts:
    """(part, heading, text) of each section."""
    return [
        (s.part.value, s.heading.quote if s.heading else "", document.text[s.start : s.end]) for s in document.sections
    ]


BARE: list[tuple[str, Parts]] = [
    ("A boy took tea.", [("body", "", "A boy took tea.")]),
    ("A boy took tea.\n\nHe was well.", [("body", "", "A boy took tea.\n\nHe was well.")]),
    (
        "Purple ears after tea.\n\nA boy took tea. He was well.",
        [("title", "", "Purple ears after tea."), ("abstract", "", "A boy took tea. He was well.")],
    ),
    (
        "Purple ears in patients who underwent tea\n\nA boy took tea.\n\nHe was well.\n",
        [("title", "", "Purple ears in patients who underwent tea"), ("body", "", "A boy took tea.\n\nHe was well.")],
    ),
    (
        "Case report: purple ears after tea.\n\nA boy took tea.",
        [("title", "", "Case report: purple ears after tea."), ("abstract", "", "A boy took tea.")],
    ),
    (
        "We saw two boys.\r\n\r\nBoth took tea.\r\n",
        [("body", "", "We saw two boys.\r\n\r\nBoth took tea.")],
    ),
    (
        "Case 1: A boy was seen.\nCase 2: A girl was seen.",
        [("case", "Case 1", "A boy was seen."), ("case", "Case 2", "A girl was seen.")],
    ),
    (
        "Purple ears\n\nOBJECTIVE: To tell. CASE SUMMARY: A boy took tea. DISCUSSION: It was tea. CONCLUSIONS: Beware.",
        [
            ("title", "", "Purple ears"),
            ("introduction", "OBJECTIVE", "To tell."),
            ("case", "CASE SUMMARY", "A boy took tea."),
            ("discussion", "DISCUSSION", "It was tea."),
            ("conclusion", "CONCLUSIONS", "Beware."),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BARE, ids=lambda value: str(value)[:30])
def test_texts_without_much_around_them(text: str, expected: Parts) -> None:
    assert parts(read(text)) == expected


ARTICLE = """Journal of Invented Harm 2019;7(2):11-14.

Purple ears after moon tea: a case report

Ada Quill1, Bob van der Marlow2*
1 Department of Tea, University of Nowhere
2 Clinic of Ears, Nowhere. E-mail: bob@example.org

Abstract
Background: Tea is common. Case presentation: A boy drank tea.

Keywords: tea; ears

1. Introduction
Tea is old.

2 CASE REPORT
A 4-year-old boy drank tea.
Treatment
He was given milk.

3. Discussion
Tea again.
Treatment
Milk is known to work.

Conclusion
Beware of tea.

Acknowledgements
We thank the cow.

References
1. Quill P. Purple. J Tea. 2001;1:2-3.
2. Marlow A. Ears, and a title that
   goes on. J Tea. 2002;1:4.

How to cite this article: Quill A, van der Marlow B. Purple ears after moon tea: a case report. J Invent Harm. 2019;7(2):11-14.
© 2019 Quill and van der Marlow.
"""


def test_an_article() -> None:
    """Each part in order; a sub-heading in the discussion is not this patient's."""
    document = read(ARTICLE)
    assert [(part, heading) for part, heading, _ in parts(document)] == [
        ("journal", ""),
        ("title", ""),
        ("authors", ""),
        ("introduction", "Background"),
        ("case", "Case presentation"),
        ("keywords", "Keywords"),
        ("introduction", "Introduction"),
        ("case", "CASE REPORT"),
        ("case", "Treatment"),
        ("discussion", "Discussion"),
        ("conclusion", "Conclusion"),
        ("acknowledgements", "Acknowledgements"),
        ("references", "References"),
        ("citation", "How to cite this article"),
        ("chrome", ""),
    ]
    said = {heading: text for _, heading, text in parts(document) if heading}
    assert said["Discussion"] == "Tea again.\nTreatment\nMilk is known to work."
    assert [reference.title for reference in document.references] == ["Purple", "Ears, and a title that goes on"]


@pytest.mark.parametrize(
    "block",
    [
        "[1] Quill P. Purple. J Tea. 2001;1:2-3.\n[2] Marlow A. Ears. J Tea. 2002;1:4.",
        "(1) Quill P. Purple. J Tea. 2001;1:2-3.\n\n(2) Marlow A. Ears. J Tea. 2002;1:4.",
        "References\n1) Quill P. Purple. J Tea. 2001;1:2-3.\n2) Marlow A.\n Ears. J Tea. 2002;1:4.",
        "REFERENCES:\n\n1 Quill P. Purple. J Tea. 2001;1:2-3.\n2 Marlow A. Ears. J Tea. 2002;1:4.",
        "References\n1.\nQuill P. Purple. J Tea. 2001;1:2-3.\n2.\nMarlow A. Ears. J Tea. 2002;1:4.",
        "Bibliography\n[1] Quill P. Purple. J Tea. 2001;1:2-3. [2] Marlow A. Ears. J Tea. 2002;1:4.",
        "References: 1. Quill P. Purple. J Tea. 2001;1:2-3. 2. Marlow A. Ears. J Tea. 2002;1:4.",
        "References\nQuill P. Purple. J Tea. 2001;1:2-3.\nMarlow A. Ears. J Tea. 2002;1:4.",
        "References\nQuill P. Purple. J Tea.\n2001;1:2-3.\n\nMarlow A. Ears. J Tea. 2002;1:4.",
    ],
)
def test_lists_of_references(block: str) -> None:
    """However they are numbered: two references, the case apart from them."""
    document = read(f"Purple ears\n\nAbstract: A boy drank tea.\n\n{block}")
    assert [(r.title, r.journal, r.route) for r in document.references] == [
        ("Purple", "J Tea", "vancouver"),
        ("Ears", "J Tea", "vancouver"),
    ]
    (abstract,) = document.only(Part.ABSTRACT)
    assert document.text[abstract.start : abstract.end] == "A boy drank tea."
    (listed,) = document.only(Part.REFERENCES)
    assert listed.end == len(document.text)
    assert all(listed.start <= r.span.start and r.span.end <= listed.end for r in document.references)


@pytest.mark.parametrize(
    "text",
    [
        "We saw three boys in 2001.\n1. The first drank tea in 1999.\n2. The second drank milk in 2000.\n3. The third slept.",
        "1. A boy, 4 years.\n2. A girl, 5 years.\n3. A boy, 6 years.\n4. A cat.",
    ],
)
def test_numbered_patients_are_no_references(text: str) -> None:
    document = read(text)
    assert not document.references
    assert not document.only(Part.REFERENCES)


@pytest.mark.parametrize("line", ["discussion", "References 2", "Casebook", "Results were good", "The Discussion"])
def test_no_heading(line: str) -> None:
    assert headings.alone(line) is None
    assert headings.opening(f"{line} and more: tea") is None


def test_a_reference_that_no_rule_accounts_for_is_told() -> None:
    document = read(
        "Purple ears\n\nAbstract: A boy.\n\nReferences\n1. Quill P. Purple. J Tea. 2001;1:2-3.\n2. The Book of Tea."
    )
    assert [r.route for r in document.references] == ["vancouver", "none"]
    assert document.references[1].span.quote == "The Book of Tea."
    assert document.notes == ("references kept as strings, no rule accounts for them: 2",)


def test_markdown() -> None:
    """Its marks are no part of a heading or a title."""
    document = read(
        "# Purple ears after tea\n\n## Abstract\n\nA boy.\n\n**Case report**\n\nA girl.\n\n**Discussion:** Tea.\n"
    )
    assert parts(document) == [
        ("title", "", "Purple ears after tea"),
        ("abstract", "Abstract", "A boy."),
        ("case", "Case report", "A girl."),
        ("discussion", "Discussion", "Tea."),
    ]
