"""Sentences in which no drug did anything, so that the model learns to be silent.

    read_quiet(Path("corpora/casereports/e3c_other.jsonl"), 1600, seed=0, without=texts)

The rule: every sentence of PHEE holds an event, and a model that saw nothing else sees events everywhere. Case reports that
were picked for holding no word of drug harm (E3C layer 3, documents under CC BY) give sentences that name no drug of the
lexicon. They are no gold: only the layers that such a sentence can speak for are taught, all of it outside; the words for
a person, which PHEE marks as Subject, are unsure; sentences that tell an age are left out.

What it will not do: label anything.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection
from pathlib import Path

from nocere.terms.lexicon import Lexicon
from training.sentence import Sentence, stretches

SILENT = frozenset({"main", "treated", "trigger", "attr", "drug_role", "effect_role", "combined", "ade"})
LENGTHS = (30, 400)  # characters
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_AGE = re.compile(rf"\b{_NUMBER}[- ](?:year|month|week|day)s?[- ]old|\baged\b", re.IGNORECASE)
_DETERMINER = r"(?:(?:an?|the|our|this|these|one|two|three) )?(?:\w+ )?"
_PERSON = re.compile(
    rf"\b{_DETERMINER}(?:patients?|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|infants?|males?|females?|cases?)\b",
    re.IGNORECASE,
)


def read_quiet(reports: Path, count: int, seed: int, without: Collection[str]) -> list[Sentence]:
    """`count` sentences drawn with that seed from the reports whose text is not among `without`."""
    lexicon = Lexicon.load()
    found: list[Sentence] = []
    for line in reports.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not any(record["text"].strip() in text for text in without):
            found += _sentences(record["id"], record["text"], lexicon)
    return random.Random(seed).sample(found, min(count, len(found)))


def _sentences(report: str, text: str, lexicon: Lexicon) -> list[Sentence]:
    shortest, longest = LENGTHS
    found = []
    for begin, end in stretches(text):
        words = text[begin:end]
        if not shortest <= end - begin <= longest or _AGE.search(words):
            continue
        if not any(hit.kind != "reaction" for hit in lexicon.find(words)):
            people = tuple(match.span() for match in _PERSON.finditer(words))
            found.append(Sentence(f"{report}_{begin}", words, frozenset(), SILENT, unsure=people))
    return found
