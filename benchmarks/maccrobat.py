"""Age, sex, drugs, doses and routes in whole case texts, against MACCROBAT's spans.

    python -m benchmarks.maccrobat CORPUS [--wrong]

The rule: MACCROBAT (Caufield et al. 2019), brat files: NAME.txt with NAME.ann beside it. Each text is read as any plain
text, cut into sentences, and given to what the reader itself uses: the grammars, `patients.split`, `mentions`. Strict is
the same characters; overlapping, at least one character in common, each span used once. Of a discontinuous annotation
any fragment will do for overlapping, and nothing for strict.

Its scheme is another than ours, and the figures are to be read with that in mind:

- Age and Sex mark the patient once, where the text introduces them; the grammars read every age and every word for a
  person. The rows "of the patient" are what a case would hold.
- Medication is all that is given, "chemotherapy", "medication" and "antibiotics" too, in brackets with the brackets.
  nocere reads named substances and classes, whoever had them. "Known" are those that stand in one of its lexicons; the
  model alone took the others for drugs.
- Dosage is any word on how much, how often or how long: "high-dose", "daily", "tapered", "4 cycles". The grammar reads
  amounts with a unit wherever they stand, a laboratory's too; the model, what PHEE calls a dosage.
- Administration is the way or the form: "intravenous", "tablets", "drip". The rules read the words for ways wherever they
  stand, of an examination too.
- "Of a drug" are the dose and the route that a case would hold: one of each for each drug.

What it will not do: count relations, or the events of care, of which MACCROBAT has many more.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import Count
from nocere.extracting.dosing import dosing_of
from nocere.extracting.evidence import PatientEvidence
from nocere.extracting.grammar.ages import ages
from nocere.extracting.grammar.doses import doses
from nocere.extracting.grammar.persons import persons
from nocere.extracting.mentions import SentenceMentions
from nocere.extracting.patients import split
from nocere.extracting.routes import route_words
from nocere.extracting.sentences import Sentence
from nocere.extracting.tagger import Tagger
from nocere.extracting.whole import everything
from nocere.reading import read_document
from nocere.terms.lexicon import Lexicon

Place = tuple[int, int]
Fragments = tuple[Place, ...]
"""One annotation: its fragments in the order of the text, most often one."""

FIELDS = {
    "age, grammar": "Age",
    "age of the patient": "Age",
    "sex, grammar": "Sex",
    "sex of the patient": "Sex",
    "drug": "Medication",
    "drug, known": "Medication",
    "dose, grammar": "Dosage",
    "dose, model": "Dosage",
    "dose of a drug": "Dosage",
    "route, rules": "Administration",
    "route, model": "Administration",
    "route of a drug": "Administration",
}
"""What is measured, and MACCROBAT's name for it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One case text with its annotations by kind."""

    name: str
    text: str
    marks: Mapping[str, tuple[Fragments, ...]]


def read_folder(folder: Path) -> list[Text]:
    """The annotated texts of a folder, by name."""
    return [_text(path) for path in sorted(folder.glob("*.txt"))]


def _text(path: Path) -> Text:
    marks: dict[str, set[Fragments]] = {}
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").split("\n"):
        if line.startswith("T"):
            kind, _, places = line.split("\t")[1].partition(" ")
            fragments = [place.split() for place in places.split(";")]
            marks.setdefault(kind, set()).add(tuple((int(start), int(end)) for start, end in fragments))
    text = path.read_bytes().decode("utf-8")
    return Text(path.stem, text, {kind: tuple(sorted(found)) for kind, found in marks.items()})


def _of_grammars(sentence: Sentence) -> Iterator[tuple[str, Place]]:
    """What the grammars say of one sentence, in its own offsets."""
    yield from (("age, grammar", (age.start, age.end)) for age in ages(sentence.text))
    for person in persons(sentence.text):
        if person.sex and person.kind == "person":
            yield "sex, grammar", (person.start, person.end)
    yield from (("dose, grammar", (dose.start, dose.end)) for dose in doses(sentence.text))
    yield from (("route, rules", match.span()) for _, match in route_words(sentence.text))


def _of_mentions(found: SentenceMentions) -> Iterator[tuple[str, Place]]:
    """What the mentions of one sentence say, in the document's offsets."""
    for drug in found.drugs:
        yield "drug", (drug.start, drug.end)
        if drug.known:
            yield "drug, known", (drug.start, drug.end)
    for row, label in (("dose, model", "Treatment.Dosage"), ("route, model", "Treatment.Route")):
        yield from ((row, (span.start, span.end)) for span in found.spans.get(label, ()))


def _of_drugs(evidence: PatientEvidence) -> Iterator[tuple[str, Place]]:
    """The dose and the route that a case would hold of each drug."""
    for drug in evidence.drugs:
        dosing = dosing_of(evidence, drug)
        if dosing and dosing.dose_at:
            yield "dose of a drug", dosing.dose_at
        if dosing and dosing.route_at:
            yield "route of a drug", dosing.route_at


def _of_patients(text: str, found: Sequence[Sentence]) -> Iterator[tuple[str, Place]]:
    """The age and the sex that a case would hold of each patient."""
    for patient in split(found).individuals:
        if patient.age:
            yield "age of the patient", (patient.age.start, patient.age.end)
        if patient.sex_at:
            low, high = patient.sex_at
            said = [person for person in persons(text[low:high]) if person.sex is patient.sex]
            yield from (("sex of the patient", (low + p.start, low + p.end)) for p in said[:1])


def read(text: Text) -> dict[str, set[Place]]:
    """What nocere reads in one text, by row, whoever it is of."""
    document = read_document(text.text.encode(), f"{text.name}.txt")
    if document.text != text.text:
        raise ValueError(f"{text.name}: the text was changed in reading, its annotations do not fit any more")
    evidence = everything(document, Tagger.load(), Lexicon.load())
    found: dict[str, set[Place]] = {field: set() for field in FIELDS}
    for sentence in evidence.sentences:
        for field, (start, end) in _of_grammars(sentence):
            found[field].add((sentence.start + start, sentence.start + end))
        for field, place in _of_mentions(evidence.marks[sentence.index]):
            found[field].add(place)
    for field, place in (*_of_drugs(evidence), *_of_patients(document.text, evidence.sentences)):
        found[field].add(place)
    return found


def same(mark: Fragments, place: Place) -> bool:
    """Whether an annotation is one fragment, just here."""
    return mark == (place,)


def overlapping(mark: Fragments, place: Place) -> bool:
    """Whether an annotation shares a character with what was read."""
    return any(start < place[1] and place[0] < end for start, end in mark)


def matches(
    marks: Iterable[Fragments], places: Iterable[Place], alike: Callable[[Fragments, Place], bool]
) -> list[tuple[Fragments, Place]]:
    """Annotations with what was read of them, both in the order of the text, each used once."""
    left, pairs = sorted(places), []
    for mark in sorted(marks):
        place = next((place for place in left if alike(mark, place)), None)
        if place is not None:
            left.remove(place)
            pairs.append((mark, place))
    return pairs


def measure(texts: Sequence[Text]) -> dict[str, tuple[Count, Count]]:
    """Strict and overlapping counts of each row, over all texts."""
    counts = {field: (Count(), Count()) for field in FIELDS}
    for text in texts:
        for field, places in read(text).items():
            marks = text.marks.get(FIELDS[field], ())
            for count, alike in zip(counts[field], (same, overlapping), strict=True):
                count.add(len(matches(marks, places, alike)), len(marks), len(places))
    return counts


def markdown(counts: Mapping[str, tuple[Count, Count]]) -> Iterator[str]:
    """The table."""
    yield "| field | MACCROBAT | P | R | F1 strict | P | R | F1 overlapping | annotated | read |"
    yield "|---|---|" + 8 * "---:|"
    for field, pair in counts.items():
        strict, loose = (count.rates() for count in pair)
        figures = [side[name] for side in (strict, loose) for name in ("precision", "recall", "f1")]
        shown = [*figures, int(strict["gold"]), int(strict["predicted"])]
        yield f"| {field} | {FIELDS[field]} | " + " | ".join(map(str, shown)) + " |"


def wrong(texts: Sequence[Text]) -> Iterator[str]:
    """What was missed, cut otherwise or read beside it, a line each: text, row, annotated, read."""
    for text in texts:
        for field, places in read(text).items():
            marks = text.marks.get(FIELDS[field], ())
            pairs = matches(marks, places, overlapping)
            found, taken = {mark for mark, _ in pairs}, {place for _, place in pairs}
            differing: list[tuple[Fragments, Fragments]] = [(m, (p,)) for m, p in pairs if not same(m, p)]
            differing += [(mark, ()) for mark in marks if mark not in found]
            differing += [((), (place,)) for place in places - taken]
            for sides in sorted(differing, key=lambda sides: min(sides[0] + sides[1])):
                said = (" ".join(text.text[start:end] for start, end in side) for side in sides)
                yield "\t".join((text.name, field, *(" ".join(words.split()) for words in said)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score, print."""
    parser = ArgumentParser(prog="python -m benchmarks.maccrobat", description="Score spans in whole case texts.")
    parser.add_argument("corpus", type=Path, help="a folder of brat files")
    parser.add_argument("--wrong", action="store_true", help="list what differs instead")
    given = parser.parse_args(arguments)
    texts = read_folder(given.corpus)
    print("\n".join(wrong(texts) if given.wrong else markdown(measure(texts))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
