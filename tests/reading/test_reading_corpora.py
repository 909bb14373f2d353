"""Real strings and texts beside the repository: what a grammar claims is right, and bare texts are not torn apart."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from nocere.document import Part
from nocere.reading import read_document
from nocere.reading.references import parse

pytestmark = pytest.mark.shared

LABEL = re.compile(r"<(author|title|journal|date|pages|volume|booktitle|publisher|editor)>(.*?)</\1>", re.S)
NUMBER = re.compile(r"^(?:\[\d+\]|\(\d+\)|\d+[.)]?)\s+")


def plain(text: str) -> str:
    """Only letters and digits: labels in this corpus take the punctuation of either side."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]+>", "", text).casefold())


def labelled(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The strings of journal articles, with their labels."""
    rows = []
    for sequence in re.findall(r"<sequence>(.*?)</sequence>", path.read_text(encoding="utf-8"), re.S):
        labels: dict[str, str] = {}
        for name, value in LABEL.findall(sequence):
            labels[name] = f"{labels.get(name, '')} {html.unescape(value)}"
        said = html.unescape(re.sub(r"</?[\w-]+>", "", re.sub(r">\s+<", "> <", sequence)))
        if labels.keys() >= {"author", "title", "journal", "date"} and not labels.keys() & {
            "booktitle",
            "publisher",
            "editor",
        }:
            rows.append((NUMBER.sub("", re.sub(r"</?\w+>", "", " ".join(said.split()))), labels))
    return rows


def test_what_a_grammar_claims_is_right(shared_dir: Path) -> None:
    """At least 96 of 100 claimed strings have title, journal, year and pages as labelled; the rest say "none"."""
    folder = shared_dir / "data" / "references" / "anystyle"
    claimed = right = 0
    for text, labels in labelled(folder / "core.xml") + labelled(folder / "good.xml"):
        parsed = parse(text)
        if parsed.route != "none":
            claimed += 1
            right += (
                plain(parsed.value(text, "title")) == plain(labels["title"])
                and plain(parsed.value(text, "journal")) == plain(labels["journal"])
                and parsed.value(text, "year") in labels["date"]
                and plain(parsed.value(text, "pages")) in plain(labels.get("pages", parsed.value(text, "pages")))
            )
    assert claimed > 600
    assert right >= 0.96 * claimed


def test_titles_of_the_gold_texts(shared_dir: Path) -> None:
    """A text with a title line has a TITLE, a bare body has none; all else of them stays where a case can be read."""
    for line in (shared_dir / "gold" / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = read_document(row["text"].encode(), row["id"])
        assert document.text == row["text"]
        assert bool(document.only(Part.TITLE)) == row["id"].startswith("BC5CDR"), row["id"]
        assert not document.only(Part.CHROME, Part.REFERENCES, Part.CITATION, Part.AUTHORS, Part.JOURNAL), row["id"]
