"""Letters and short reports: the line that names the kind of article is no title, a greeting is no text, and the last
lines say who wrote it, where from and where it appeared. All reports here are invented."""

from __future__ import annotations

import pytest

from nocere.document import Document, Part
from nocere.reading import read_document
from nocere.span import Fact

STORY = "A 40-year-old woman took naproxen for back pain. Two days later she had hives."
TITLE = "Hives after naproxen"


def read(text: str) -> Document:
    return read_document(text.encode(), "letter.txt")


def parts(document: Document) -> list[tuple[Part, str]]:
    return [(s.part, document.text[s.start : s.end]) for s in document.sections]


@pytest.mark.parametrize(
    "kicker",
    [
        "LETTER TO THE EDITOR",
        "Letter",
        "Correspondence",
        "Case Report",
        "CASE REPORT",
        "[Case report]",
        "Case Report | Open Access",
        "Open Access Case Report",
        "OPEN ACCESS",
        "Brief Report",
        "Short Communication",
        "Original Article",
        "Images in Clinical Medicine",
        "Article type: Case report",
        "Drug points",
        "A case report and review of the literature",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_the_kind_of_article_is_no_title(kicker: str, gap: str) -> None:
    document = read(f"{kicker}{gap}{TITLE}\n\n{STORY}")
    assert parts(document)[:2] == [(Part.CHROME, kicker), (Part.TITLE, TITLE)]
    assert isinstance(document.citation.title, Fact) and document.citation.title.value == TITLE
    assert STORY in parts(document)[2][1]


def test_case_report_without_a_title_is_a_heading() -> None:
    assert [part for part, _ in parts(read(f"CASE REPORT\n{STORY}"))] == [Part.CASE]


def test_a_title_that_holds_such_words_is_a_title() -> None:
    title = "Letter bomb injuries treated with ketamine: a case report"
    assert parts(read(f"{title}\n\n{STORY}"))[0] == (Part.TITLE, title)


def test_the_kind_may_stand_between_title_and_byline() -> None:
    found = parts(read(f"{TITLE}\n\nCase Report\n\nR. Okafor and L. Petit\n\n{STORY}"))
    assert [part for part, _ in found[:3]] == [Part.TITLE, Part.CHROME, Part.AUTHORS]


@pytest.mark.parametrize("greeting", ["Dear Editor,", "To the Editor:", "Sir,", "Dear Sirs,"])
def test_a_greeting_is_neither_title_nor_text(greeting: str) -> None:
    assert parts(read(f"{TITLE}\n\n{greeting}\n\n{STORY}"))[1] == (Part.CHROME, greeting)


def test_the_foot_of_a_letter_says_who_wrote_it_and_where() -> None:
    foot = "N. Ferrante, MD\nInvented Hospital, Bari, Italy\n\nLetters in Fictional Neurology 2022;31:9."
    document = read(f"LETTER\n\n{TITLE}\n\n{STORY}\n\n{foot}")
    assert [part for part, _ in parts(document)] == [Part.CHROME, Part.TITLE, Part.BODY, Part.AUTHORS, Part.JOURNAL]
    assert isinstance(document.citation.vancouver, Fact)
    assert document.citation.vancouver.value == f"Ferrante N. {TITLE}. Letters in Fictional Neurology. 2022;31:9."


def test_a_last_sentence_is_no_foot() -> None:
    assert parts(read(f"{TITLE}\n\n{STORY}\n\nShe was seen in our Hospital."))[-1][0] == Part.BODY


def test_every_character_stays_in_a_section() -> None:
    text = f"LETTER TO THE EDITOR\n\n{TITLE}\n\nDear Editor,\n\n{STORY}\n\nN. Ferrante\nInvented Hospital"
    document = read(text)
    held = {at for s in document.sections for at in range(s.start, s.end)}
    assert document.text == text
    assert all(at in held or text[at].isspace() for at in range(len(text)))
