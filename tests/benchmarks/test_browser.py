"""The page of misses: every cause by hand, nothing where the reading is the annotation, and no markup from a text."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from benchmarks.browser.__main__ import main
from benchmarks.browser.causes import Cause, fate
from benchmarks.browser.looked import Looked, look
from benchmarks.browser.misses import FIELDS, Miss, misses
from benchmarks.browser.page import MARKS, Seen, write_page
from benchmarks.score import Record
from nocere.case import DocumentType, Reading, Verdict
from nocere.case.explanation import (
    Became,
    ConsideredCondition,
    ConsideredDrug,
    Explanation,
    PassedOver,
    PatientExplained,
    SetAside,
)
from nocere.document import Document
from nocere.extracting.tagger import Mention
from nocere.span import Span

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SERIES = (EXAMPLES / "dress-case-series.txt").read_text(encoding="utf-8")
SINGLE = (EXAMPLES / "linezolid-lactic-acidosis.txt").read_text(encoding="utf-8")
WORDS = "He had rash, fever, cough, gout, pain, chills, asthma, ulcer and tremor after aspirin."


def span(quote: str) -> Span:
    """Where the words say this."""
    start = WORDS.index(quote)
    return Span.of(WORDS, start, start + len(quote))


def condition(name: str, became: Became = Became.DROPPED, score: float = 0.0) -> ConsideredCondition:
    """A condition that was considered."""
    return ConsideredCondition(name, (span(name),), became, "as was decided", score=score, threshold=0.45)


def explained(*conditions: ConsideredCondition, passed: str = "") -> PatientExplained:
    """A patient with these candidates, and aspirin dropped."""
    drug = ConsideredDrug("aspirin", (span("aspirin"),), Became.DROPPED, "no drug")
    over = (PassedOver(span(passed), "no name"),) if passed else ()
    return PatientExplained(None, "", (span("He"),), conditions, (drug,), over)


def considered() -> Looked:
    """A text of which a first patient has candidates of every kind, and a second one of their own."""
    first = explained(
        condition("rash", Became.HISTORY),
        condition("fever"),
        condition("cough", score=0.2),
        condition("gout", score=0.6),
        passed="pain",
    )
    document = Document(id="d", name="a.txt", media_type="text/plain", encoding="utf-8", text=WORDS)
    verdict = Verdict(has_case=False, document_type=DocumentType.OTHER, reason="r")
    aside = (SetAside(span("asthma"), "a group", "scope.group"),)
    explanation = Explanation(Reading(document=document, verdict=verdict), (first,), aside)
    place = span("ulcer")
    return Looked(WORDS, (Mention("Effect", place.start, place.end, 0.7),), explanation, {"cases": []}, ())


@pytest.mark.parametrize(
    ("name", "field", "cause", "reason"),
    [
        ("rash", "reaction", Cause.ROLE, "history"),
        ("fever", "reaction", Cause.UNHEARD, "as was decided"),
        ("cough", "reaction", Cause.THRESHOLD, "20%"),
        ("gout", "reaction", Cause.RULED, "60%"),
        ("gout", "history", Cause.PASSED, "60%"),
        ("pain", "reaction", Cause.PASSED, "no name"),
        ("asthma", "reaction", Cause.ASIDE, "a group (scope.group)"),
        ("ulcer", "reaction", Cause.PASSED, "“ulcer” as Effect, 70% sure"),
        ("ulcer", "route", Cause.UNMARKED, "no stage"),
        ("tremor", "reaction", Cause.UNMARKED, "no stage"),
        ("aspirin", "drug", Cause.PASSED, "no drug"),
        ("vertigo", "reaction", Cause.UNMARKED, "not in the text"),
    ],
)
def test_what_became_of_words(name: str, field: str, cause: Cause, reason: str) -> None:
    """The furthest that they came, and the words for it."""
    looked = considered()
    found, reasons = fate(looked, None, looked.places(name), field)
    assert found is cause
    assert reason in " ".join(reasons)


def test_places_are_whole_words_first() -> None:
    """And parts of words only where there are no whole ones; line ends are white space."""
    text = "The rash was a rashlike\nrash\nof the arm."
    looked = Looked(text, (), considered().explanation, {}, ())
    assert [text[a:b] for a, b in looked.places("rash")] == ["rash", "rash"]
    assert [text[a:b] for a, b in looked.places("rash of")] == ["rash\nof"]
    assert [text[a:b] for a, b in looked.places("rashl")] == ["rashl"]
    assert looked.places("") == looked.places("ulcer") == ()


@pytest.fixture(scope="module")
def single() -> Looked:
    return look("one", SINGLE)


@pytest.fixture(scope="module")
def series() -> Looked:
    return look("several", SERIES)


def found(looked: Looked, gold: Record) -> list[tuple[str, Cause, str, str]]:
    """The misses in short."""
    return [(m.field, m.cause, m.expected, m.read) for m in misses(looked, gold)]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.[th]*t*")), ids=lambda path: path.name)
def test_a_reading_has_no_miss_against_itself(path: Path) -> None:
    looked = look(path.stem, path.read_text(encoding="utf-8"))
    assert misses(looked, looked.record) == ()


def test_facts_stand_behind_the_record(series: Looked) -> None:
    """Each quote of the record is the first of its fact."""
    for case, facts in zip(series.record["cases"], series.facts, strict=True):
        assert [one["name"] for one in case["drugs"]] == [getattr(f["name"], "quote", "") for f in facts.drugs]
        assert [one["term"] for one in case["reactions"]] == [getattr(f["term"], "quote", "") for f in facts.reactions]
        assert len(case["history"]) == len(facts.history)
        for drug, behind in zip(case["drugs"], facts.drugs, strict=True):
            for key in ("dose", "route", "indication"):
                assert (drug[key] or "") == getattr(behind[key], "quote", "")


def changed(looked: Looked, **values: Any) -> Record:
    """The reading's record with another first case."""
    gold = copy.deepcopy(looked.record)
    gold["cases"][0].update(values)
    return gold


def test_one_too_much_and_one_missing(single: Looked) -> None:
    """A drug that is not annotated, and one that no stage knows of, with its dose."""
    drugs = copy.deepcopy(single.record["cases"][0]["drugs"])
    gone = drugs.pop()
    drugs.append({**gone, "name": "ward", "dose": "a year", "route": None, "indication": None, "role": "concomitant"})
    kept = [m for m in found(single, changed(single, drugs=drugs)) if m[0] in ("drug", "dose")]
    assert ("drug", Cause.SPURIOUS, "", gone["name"]) in kept
    assert any(m[0] == "drug" and m[2] == "ward" and not m[3] for m in kept)
    assert ("dose", Cause.CARRIER, "a year", "") in kept


def test_what_differs_is_named(single: Looked) -> None:
    """Role, outcome, action, age, sex, and a term with other edges."""
    case = copy.deepcopy(single.record["cases"][0])
    first = next(d for d in case["drugs"] if d["role"] == "suspect")
    first.update(role="concomitant", action="increased")
    term = case["reactions"][0]["term"]
    case["reactions"][0].update(term=term.split()[-1], outcome="fatal")
    case["age"] = {"value": 99, "unit": "year", "verbatim": case["age"]["verbatim"]}
    case["sex"] = "male"
    got = found(single, changed(single, **case))
    assert ("role", Cause.ROLE, "concomitant", "suspect") in got
    assert ("reaction", Cause.BOUNDARY, term.split()[-1], term) in got
    for field in ("action", "outcome", "age", "sex"):
        assert [m[1] for m in got if m[0] == field] == [Cause.VALUE], field
    assert {m[0] for m in got} == {"role", "reaction", "action", "outcome", "age", "sex"}


def test_a_reaction_annotated_as_history(single: Looked) -> None:
    """Both sides of it are a matter of role."""
    case = copy.deepcopy(single.record["cases"][0])
    moved = case["reactions"].pop()["term"]
    case["history"].append(moved)
    got = [m for m in found(single, changed(single, **case)) if moved in m[2:]]
    assert sorted(m[:2] for m in got) == [("history", Cause.ROLE), ("reaction", Cause.ROLE)]


def test_another_patient_s(series: Looked) -> None:
    """A drug that belongs in the other case: too much in one, missing in the other."""
    gold = copy.deepcopy(series.record)
    one, other = gold["cases"][:2]
    moved = next(d for d in one["drugs"] if d["name"] not in str(other["drugs"]) and d["role"] == "concomitant")
    one["drugs"].remove(moved)
    other["drugs"].append(moved)
    got = [m for m in misses(series, gold) if m.field == "drug"]
    assert [(m.cause, m.expected or m.read) for m in got] == [(Cause.OTHER, moved["name"])] * 2
    assert "of another patient" in " ".join(next(m for m in got if m.expected).reasons)
    assert {m.patient[:7] for m in got} == {"1 of 3:", "2 of 3:"}


def test_a_patient_too_few_and_one_too_many(series: Looked) -> None:
    """The patient and, where one is missed, each value."""
    more, less = copy.deepcopy(series.record), copy.deepcopy(series.record)
    less["cases"].pop()
    new = {**copy.deepcopy(more["cases"][0]), "sex": "female", "drugs": [], "reactions": [], "history": ["scurvy"]}
    new.update(age={"value": 3, "unit": "month", "verbatim": "3-month-old"}, dechallenge=None, rechallenge=None)
    more["cases"].append({**new, "serious": []})
    assert found(series, less)[0][:3] == ("patient", Cause.PATIENT, "")
    assert [(m[0], m[1], m[2]) for m in found(series, more)] == [
        ("patient", Cause.PATIENT, "4 of 4: 3 month · female"),
        ("age", Cause.PATIENT, "3 month"),
        ("sex", Cause.PATIENT, "female"),
        ("history", Cause.PATIENT, "scurvy"),
    ]


def test_a_document_judged_otherwise(single: Looked) -> None:
    """Its patients go with it."""
    gold = {**single.record, "has_icsr": False, "cases": []}
    assert [(m[0], m[1]) for m in found(single, gold)] == [("document", Cause.VERDICT), ("patient", Cause.VERDICT)]


EVIL = '<script>alert("1")</script><img src=x onerror=alert(2)> & rash </p></details><style>*{}</style> “ü” rash'


class Page(HTMLParser):
    """The elements of a page, and the words of each paragraph of text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, str] = {}
        self.texts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in ("meta", "input"):
            self._open.append((tag, given.get("class", "")))
        if given.get("class") == "text":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("p", "text") in self._open:
            self.texts[-1] += data
        if self._open and self._open[-1][0] in ("style", "script"):
            self.raw[self._open[-1][0]] = data


def evil() -> list[Seen]:
    """Misses whose every word is markup."""
    start = EVIL.index("rash")
    miss = Miss(
        "reaction", Cause.SPURIOUS, EVIL, EVIL, EVIL, EVIL, ((0, start),), ((start - 2, start + 4),), (), (EVIL,)
    )
    other = Miss("drug", Cause.UNMARKED, "a", "", about_at=((0, 5),))
    return [Seen(EVIL, EVIL, EVIL, (miss, other)), Seen("clean", "b", "No miss.", ())]


def test_nothing_is_injected() -> None:
    """Whatever a text, an id or a reason says, the page's elements are ours and the text is whole."""
    page = Page(write_page(evil()).decode())
    names = [name for name, _ in page.elements]
    assert names.count("script") == names.count("style") == 1
    assert "img" not in names
    assert page.texts == [EVIL, EVIL]
    assert not page._open


def test_nothing_is_loaded() -> None:
    """The policy admits the page's own style and script by their hash; no element points out of the page."""
    page = Page(write_page(evil()).decode())
    (policy,) = (a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    for name in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    for name, attributes in page.elements:
        assert not {"src", "style", "onclick", "srcset"} & set(attributes), name
        assert attributes.get("href", "#").startswith("#")
    assert "url(" not in page.raw["style"] and "@import" not in page.raw["style"]


def test_links_lead_to_their_groups() -> None:
    """Each number of the table is how many its group holds."""
    markup = write_page(evil()).decode()
    page = Page(markup)
    ids = {a["id"] for _, a in page.elements if "id" in a}
    links = [a["href"][1:] for name, a in page.elements if name == "a" and "data-cause" in a]
    assert sorted(links) == ["spurious-reaction", "unmarked-drug"]
    assert set(links) <= ids
    assert "2 misses in 1 of 2 texts; 1 are read as annotated." in markup


def test_marks_where_two_meet() -> None:
    """Expected, read, and both where they overlap; each kind is called by its name."""
    page = Page(write_page(evil()).decode())
    marks = [(a["class"], a["title"]) for name, a in page.elements if name == "mark" and "title" in a]
    kinds = ["gold", "both", "read", "about"]
    assert sorted(marks) == sorted((kind, MARKS[kind]) for kind in kinds)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One page for the set that was asked for, the same bytes each time."""
    text = "A 4-year-old girl developed a rash caused by ibuprofen."
    gold: list[Record] = [{"id": name, "set": name, "has_icsr": False, "cases": []} for name in ("one", "two")]
    texts, cases = tmp_path / "texts.jsonl", tmp_path / "cases.jsonl"
    texts.write_text("".join(json.dumps({"id": g["id"], "text": text}) + "\n" for g in gold))
    cases.write_text("".join(json.dumps(g) + "\n" for g in gold))
    pages = []
    for name in ("a.html", "b.html"):
        out = tmp_path / name
        assert main(["--texts", str(texts), "--gold", str(cases), "--out", str(out), "--set", "one"]) == 0
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]
    assert Page(pages[0].decode()).texts == [text] * 2
    assert "2 misses in 1 texts" in capsys.readouterr().out


STYLE = (files("benchmarks.browser") / "page.css").read_text(encoding="utf-8")
PAIRS = [("ink", name) for name in ("paper", "panel", "gold", "read", "both", "n1", "n2", "n3", "n4")]
PAIRS += [("soft", "paper"), ("soft", "panel"), ("panel", "accent")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_contrast(scheme: int, front: str, back: str) -> None:
    """Text on what it stands on, 4.5 to 1 (WCAG 2.2 AA)."""
    colours = dict(re.findall(r"--(\w+): (#\w{6})\b", STYLE.split("@media", 2)[scheme]))
    lighter, darker = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_colour_is_never_alone() -> None:
    """Each kind of mark has an underline of its own."""
    lines = [re.findall(rf"mark\.{kind} \{{.*?underline (\w+) ", STYLE) for kind in MARKS]
    assert all(len(line) == 1 for line in lines)
    assert len({line[0] for line in lines}) == len(MARKS)


def test_every_field_has_its_place() -> None:
    """Those of the values of a case, and the two above them."""
    from benchmarks.patients import FIELDS as VALUES

    assert set(FIELDS) == {"document", "patient", "role", *VALUES}
