"""PHEE's sentences and the labelled spans that the mention model learns from them.

    for sentence in read_phee(Path("corpora/phee/train.jsonl")): sentence.text, sentence.spans

The rule: PHEE v2 (Sun et al. 2022, arXiv 2210.12560; v2 in Sun et al. 2024, arXiv 2402.15663), `annotations[0]` only.
Each fragment of a discontinuous argument is a span of its own, spans are pooled over the events of a sentence.
The type of the event is written into `Trigger.*`, `Drug.*` and `Effect.*`; in both types at once, Adverse wins.

What it will not do: link arguments to events, or read the test split.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training.sentence import LabelledSpan, Sentence

EVENT_TYPES = {"Adverse_event": "Adverse", "Potential_therapeutic_event": "Therapeutic"}
TAUGHT = frozenset({"main", "sub", "treated", "second", "trigger", "attr", "drug_role", "effect_role", "combined"})


def read_phee(path: Path) -> list[Sentence]:
    """All sentences of one split, in the file's order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_sentence(json.loads(line)) for line in lines if line.strip()]


def _sentence(record: Mapping[str, Any]) -> Sentence:
    spans: set[LabelledSpan] = set()
    for event in record["annotations"][0]["events"]:
        spans.update(_spans_of_event(event))
    for label, start, end in list(spans):
        name, _, kind = label.partition(".")
        if kind == "Therapeutic" and (f"{name}.Adverse", start, end) in spans:
            spans.discard((label, start, end))
    text: str = record["context"]
    for label, start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{record['id']}: {label} at {start}:{end} lies outside its sentence")
    return Sentence(record["id"], text, frozenset(spans), TAUGHT)


def _fragments(argument: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for texts, starts in zip(argument.get("text", []), argument.get("start", []), strict=True):
        for text, start in zip(texts, starts, strict=True):
            if text:
                yield start, start + len(text)


def _spans_of_event(event: Mapping[str, Any]) -> Iterator[LabelledSpan]:
    kind = EVENT_TYPES[event["event_type"]]
    for name, argument in event.items():
        if not isinstance(argument, dict):
            continue
        for start, end in _fragments(argument):
            yield (f"Trigger.{kind}" if name == "Trigger" else name), start, end
            if name == "Effect":
                yield f"Effect.{kind}", start, end
        for label, inner in _inner_arguments(name, argument):
            for start, end in _fragments(inner):
                yield label, start, end
                if label == "Treatment.Drug":
                    yield f"Drug.{kind}", start, end


def _inner_arguments(name: str, argument: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, value in argument.items():
        if key == "Combination":
            for combination in value:
                if "Trigger" in combination:
                    yield "Combination.Trigger", combination["Trigger"]
                if "Drug" in combination:
                    yield "Treatment.Drug", combination["Drug"]
                    yield "Combination.Drug", combination["Drug"]
        elif isinstance(value, dict):
            yield f"{name}.{key}", value
