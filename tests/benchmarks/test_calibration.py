"""The expected calibration error, by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import calibration

SURE_AND_RIGHT = [(1.0, True)] * 4
SURE_AND_WRONG = [(1.0, False)] * 4
HALF = [(0.5, True), (0.5, False)]


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        pytest.param([], 0.0, id="nothing"),
        pytest.param(SURE_AND_RIGHT, 0.0, id="sure and right"),
        pytest.param(SURE_AND_WRONG, 1.0, id="sure and wrong"),
        pytest.param(HALF, 0.0, id="half sure, half right"),
        pytest.param([*SURE_AND_WRONG, *HALF, *HALF], 0.5, id="weighted by mentions"),
        pytest.param([(0.61, True), (0.69, False)], 0.15, id="one bin"),
    ],
)
def test_the_error(judged: list[tuple[float, bool]], error: float) -> None:
    assert calibration.error(calibration.bins(judged)) == pytest.approx(error)


def test_what_the_annotators_marked_is_right(tmp_path: Path) -> None:
    """Label and place must agree; the event does not matter."""
    text = "Rash after ibuprofen in a 4-year-old girl."
    effect = {"text": [["Rash"]], "start": [[0]]}
    drug = {"text": [["ibuprofen"]], "start": [[11]]}
    event = {"event_type": "Adverse_event", "Effect": effect, "Treatment": {**drug, "Drug": drug}}
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"id": "1_0", "context": text, "annotations": [{"events": [event]}]}), encoding="utf-8")
    judged = calibration.judged(path)
    assert any(right for _, right in judged)
    assert not all(right for _, right in judged)
