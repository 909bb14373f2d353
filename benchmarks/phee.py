"""What happens in single sentences: the shipped tagger's events and arguments, by PHEE's own metric.

    python -m benchmarks.phee CORPUS/dev.jsonl

The rule: PHEE v2 (Sun et al. 2022, arXiv 2210.12560; v2 in Sun et al. 2024, arXiv 2402.15663) and its `phee_metric.py`.
Annotated is `annotations[0]`: of a trigger the first fragment, of all else each fragment. What is annotated and what is
read is pooled per sentence by (type of event, role) as strings in lower case without punctuation and articles. Exact
counts the strings that two such bags share, token the words; both are summed over the corpus. A drug of a combination
counts as Treatment.Drug and as Combination.Drug.

The tagger marks spans; the events are made of them here. A sentence has the types of its triggers and drugs, or else of
its effects, or else Adverse. Where it has both, triggers, drugs and effects are what the tagger says; a treatment and its
parts have the types of the drugs in it; a disorder belongs to Therapeutic, which treats what the other event did; all
else goes to the nearest trigger. With a Combination.Trigger, all drugs of its treatment's type are combined, if they are
two or more. These rules were chosen on the train split: given its annotated spans they lose 0.5 points of Arguments.

What it will not do: tell two events of one type apart, so what they share counts once where PHEE counts it twice; score
the attributes (speculated, negated, severity), which PHEE's sums leave out too.
"""

from __future__ import annotations

import re
import string
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.score import Count, Record, load
from nocere.extracting.tagger import Mention, Tagger

Arguments = dict[tuple[str, str], list[str]]
"""The strings of one sentence by type of event and role."""

TYPES = {"Adverse_event": "Adverse", "Potential_therapeutic_event": "Therapeutic"}
PARTS = {
    "Subject": ("Age", "Gender", "Population", "Race", "Disorder"),
    "Treatment": ("Drug", "Dosage", "Route", "Freq", "Duration", "Time_elapsed", "Disorder"),
    "Effect": (),
}
COMBINED = "Combination.Drug"
PART_ROLES = (*(f"{role}.{part}" for role, parts in PARTS.items() for part in parts), COMBINED)
SUMS = ("MainArgs", "SubArgs", "Arguments")
ROWS = ("Trigger", *SUMS, *PARTS, *PART_ROLES)

_PARTED = dict.fromkeys(map(ord, string.punctuation), " ")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")

SYSTEMS = ("fine-tuned, v1 test", "ChatGPT, v2 test", "annotators")
PUBLISHED = {
    "Trigger": ("70.1", "", "88.2"),
    "MainArgs": ("68.6", "60.4 / 76.2", "84.6 / 90.1"),
    "SubArgs": ("76.2", "67.4 / 68.7", "80.2 / 83.2"),
    "Arguments": ("", "64.2 / 73.3", "82.4 / 87.9"),
    "Subject": ("", "58.0", "81.1"),
    "Treatment": ("", "57.7", "84.2"),
    "Effect": ("", "64.6", "86.7"),
    "Subject.Age": ("", "86.6", "90.2"),
    "Subject.Gender": ("", "84.3", "88.9"),
    "Subject.Population": ("", "49.3", ""),
    "Subject.Disorder": ("", "53.9", "68.4"),
    "Treatment.Drug": ("", "80.8", "89.9"),
    "Treatment.Dosage": ("", "47.1", "64.6"),
    "Treatment.Route": ("", "56.7", "66.1"),
    "Treatment.Freq": ("", "36.4", "46.7"),
    "Treatment.Duration": ("", "47.6", "15.7"),
    "Treatment.Time_elapsed": ("", "40.7", "26.5"),
    "Treatment.Disorder": ("", "55.9", "74.6"),
}
"""F1 exact, or exact / token, of `SYSTEMS`, as published: by this metric, but none on this split."""

SOURCES = """\
Published beside it, exact F1 or exact / token: the best fine-tuned systems on the test split of PHEE v1 (triggers by
extractive question answering, arguments by generative question answering: Sun et al. 2022), whose parts cannot be
compared with v2's; ChatGPT shown five examples, on the test split of v2 (Sun et al. 2024); two annotators against each
other on 961 sentences before v2 (PHEE's `iaa_score.json`). None of them is on the split that is measured here."""


def _strings(argument: Mapping[str, Any]) -> list[str]:
    return [fragment for fragments in argument["text"] for fragment in fragments]


def annotated(record: Record) -> Arguments:
    """What PHEE annotates in one sentence."""
    found: Arguments = {}
    for event in record["annotations"][0]["events"]:
        kind = TYPES[event["event_type"]]
        found.setdefault((kind, "Trigger"), []).append(event["Trigger"]["text"][0][0])
        for role in PARTS.keys() & event.keys():
            argument = event[role]
            found.setdefault((kind, role), []).extend(_strings(argument))
            for part in PARTS[role]:
                if part in argument:
                    found.setdefault((kind, f"{role}.{part}"), []).extend(_strings(argument[part]))
            for combination in argument.get("Combination", ()):
                if "Drug" in combination:
                    found.setdefault((kind, COMBINED), []).extend(_strings(combination["Drug"]))
    return found


def _distance(one: Mention, other: Mention) -> int:
    """Characters between two spans, negative where they overlap."""
    return max(one.start - other.end, other.start - one.end)


def _typed(name: str, mentions: Iterable[Mention], within: Mention | None = None) -> list[Mention]:
    """The mentions of a layer that says types (Trigger, Drug, Effect), those alone that touch `within`."""
    labels = {f"{name}.{kind}" for kind in TYPES.values()}
    return [m for m in mentions if m.label in labels and (within is None or _distance(m, within) < 0)]


def _types(mentions: Iterable[Mention]) -> set[str]:
    return {mention.label.split(".")[1] for mention in mentions}


def event_types(mentions: Sequence[Mention]) -> set[str]:
    """The types of event in a sentence with these mentions."""
    said = _typed("Trigger", mentions) + _typed("Drug", mentions)
    return _types(said) or _types(_typed("Effect", mentions)) or {"Adverse"}


def types_of(mention: Mention, mentions: Sequence[Mention]) -> set[str]:
    """The types of event that one mention of a sentence belongs to."""
    types = event_types(mentions)
    role, _, part = mention.label.partition(".")
    if role == "Trigger":
        return {part}
    if len(types) == 1:
        return types
    if part == "Disorder":
        return {"Therapeutic"}
    said: set[str] = set()
    if role == "Treatment":
        around = [m for m in mentions if m.label == "Treatment" and part != "Drug" and _distance(m, mention) < 0]
        said = _types(_typed("Drug", mentions, around[0] if around else mention))
    elif role == "Effect":
        said = _types(_typed("Effect", mentions, mention))
    markers = _typed("Trigger", mentions) or _typed("Drug", mentions)
    return said or _types([min(markers, key=lambda marker: _distance(marker, mention))])


def _combined(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The drugs of combinations: all of the type of the treatment that a Combination.Trigger stands in or nearest to."""
    treatments = [m for m in mentions if m.label == "Treatment"]
    kinds: set[str] = set()
    for trigger in (m for m in mentions if m.label == "Combination.Trigger"):
        nearest = min(treatments, key=lambda m: _distance(m, trigger), default=None)
        kinds |= types_of(nearest, mentions) if nearest else event_types(mentions)
    drugs = [m for m in mentions if m.label == "Treatment.Drug" and types_of(m, mentions) & kinds]
    yield from drugs if len(drugs) > 1 else ()


def read(text: str, mentions: Sequence[Mention]) -> Arguments:
    """What the tagger's mentions of one sentence say in PHEE's terms."""
    roles = [(m, m.label) for m in mentions if (m.label in PARTS or m.label in PART_ROLES) and m.label != COMBINED]
    roles += [(m, "Trigger") for m in _typed("Trigger", mentions)]
    roles += [(m, COMBINED) for m in _combined(mentions)]
    found: Arguments = {}
    for mention, role in roles:
        for kind in types_of(mention, mentions):
            found.setdefault((kind, role), []).append(text[mention.start : mention.end])
    return found


def normalised(words: str) -> str:
    """Lower case, parted at punctuation, without articles."""
    return " ".join(_ARTICLE.sub(" ", words.lower().translate(_PARTED)).split())


def _rows(role: str) -> tuple[str, ...]:
    """The rows of the table that a role counts in."""
    if role == "Trigger":
        return (role,)
    return (role, "MainArgs" if role in PARTS else "SubArgs", "Arguments")


def score(gold: Sequence[Arguments], found: Sequence[Arguments]) -> dict[str, tuple[Count, Count]]:
    """Exact and token counts of each row, over all sentences."""
    counts = {row: (Count(), Count()) for row in ROWS}
    for ours, theirs in zip(gold, found, strict=True):
        for kind, role in ours.keys() | theirs.keys():
            strings = [[normalised(s) for s in side.get((kind, role), ())] for side in (ours, theirs)]
            words = [[word for s in side for word in s.split()] for side in strings]
            for place, (left, right) in enumerate((strings, words)):
                both = (Counter(left) & Counter(right)).total()
                for row in _rows(role):
                    counts[row][place].add(both, len(left), len(right))
    return counts


def measure(path: Path, tag: Callable[[str], Sequence[Mention]]) -> dict[str, tuple[Count, Count]]:
    """The counts of one split, its sentences tagged by `tag`."""
    records = load(path)
    return score([annotated(r) for r in records], [read(r["context"], tag(r["context"])) for r in records])


def markdown(counts: Mapping[str, tuple[Count, Count]]) -> Iterator[str]:
    """The table, and whose the published figures in it are."""
    yield f"| role | P | R | F1 exact | P | R | F1 token | annotated | read | {' | '.join(SYSTEMS)} |"
    yield "|---|" + 11 * "---:|"
    for row in ROWS:
        exact, token = (count.rates() for count in counts[row])
        figures = [side[name] for side in (exact, token) for name in ("precision", "recall", "f1")]
        shown = [*figures, int(exact["gold"]), int(exact["predicted"]), *PUBLISHED.get(row, ("", "", ""))]
        yield f"| {row} | " + " | ".join(map(str, shown)) + " |"
    yield ""
    yield SOURCES


def main(arguments: Sequence[str] | None = None) -> int:
    """Tag, score, print."""
    parser = ArgumentParser(prog="python -m benchmarks.phee", description="Score the tagger by PHEE's own metric.")
    parser.add_argument("corpus", type=Path, help="one split of PHEE, JSON lines")
    given = parser.parse_args(arguments)
    print("\n".join(markdown(measure(given.corpus, Tagger.load().tag))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
