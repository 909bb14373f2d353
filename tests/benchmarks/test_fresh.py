"""The annotations of fresh texts: places without words, which stand in the texts of the corpora where these are there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import fresh
from benchmarks.score import Record

CODED = {"age_group", "sex", "role", "action", "outcome", "unit", "dechallenge", "rechallenge", "id", "doc_type"}


def lines(part: str) -> list[Record]:
    return [json.loads(line) for line in (fresh.HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def words(item: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a record with the name of its field."""
    if isinstance(item, str):
        yield key, item
    elif isinstance(item, dict):
        for name, value in item.items():
            yield from words(value, name)
    elif isinstance(item, list):
        for value in item:
            yield from words(value, key)


@pytest.mark.parametrize("part", fresh.PARTS)
def test_the_annotations_hold_no_words_of_the_texts(part: str) -> None:
    records = lines(part)
    assert records
    for record in records:
        assert {name for name, _ in words(record)} <= CODED | {"serious"}


def test_no_text_is_in_both_parts() -> None:
    seen, unseen = ({record["id"] for record in lines(part)} for part in fresh.PARTS)
    assert len(seen) == 251
    assert len(unseen) == 212
    assert not seen & unseen


def test_places_become_words() -> None:
    record = {"drugs": [{"name": [0, 9], "dose": None}], "history": [[14, 18]], "n_patients": 1}
    assert fresh._words(record, "ibuprofen and gout") == {
        "drugs": [{"name": "ibuprofen", "dose": None}],
        "history": ["gout"],
        "n_patients": 1,
    }


@pytest.mark.shared
@pytest.mark.parametrize("part", fresh.PARTS)
def test_the_places_stand_in_the_texts(part: str, shared_dir: Path) -> None:
    texts = fresh.texts_of(shared_dir / "data")
    for place, record in zip(lines(part), fresh.annotated(part, texts), strict=True):
        names = [drug["name"] for case in record["cases"] for drug in case["drugs"]]
        assert all(name and name == name.strip() for name in names)
        assert place["id"] == record["id"]
