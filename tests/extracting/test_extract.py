"""The whole way from document to case: the first real input, and what must hold for any document."""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.case import Outcome, Role, Sex, TreatmentResult
from nocere.extracting import extract
from nocere.reading import read_document
from nocere.span import Fact, Missing
from tests.extracting.documents import document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.shared
def test_the_first_input_and_its_traps(shared_dir: Path) -> None:
    page = shared_dir / "inputs" / "iatrogenic-calcinosis-cutis.txt"
    (case,) = extract(read_document(page.read_bytes(), page.name)).cases
    assert (case.patient.age.value.value, case.patient.age.value.unit) == (4, "a")
    assert case.patient.sex.value is Sex.FEMALE
    suspects = [d for d in case.drugs if d.role.value is Role.SUSPECT]
    assert [d.name.value for d in suspects] == ["calcium gluconate"]
    assert "hypocalcaemia" in [i.name.value for i in suspects[0].indications]
    assert isinstance(suspects[0].action, Missing)
    assert all(isinstance(p.dechallenge, Missing) and isinstance(p.interval, Missing) for p in suspects[0].reactions)
    assert all(isinstance(d.dose, Missing) for d in suspects[0].dosages)
    assert [r.name.value for r in case.reactions] == ["severe calcinosis cutis", "extravasation"]
    first = case.reactions[0]
    assert (first.site.value, first.outcome.value) == ("left humerus", Outcome.RECOVERED)
    assert isinstance(first.onset, Missing)
    assert isinstance(first.seriousness.other, Fact)
    assert isinstance(first.seriousness.hospitalisation, Missing)
    results = {t.name.value: t.result.value for t in case.treatments if isinstance(t.result, Fact)}
    assert results == {"Surgical debridement": TreatmentResult.FAILED, "local wound care": TreatmentResult.FAILED}
    history = " | ".join(c.name.quote for c in case.patient.history)
    assert "Acute Lymphoblastic Leukemia" in history and "tumor-lysissyndrome" in history and "hypocalcaemia" in history
    assert all(isinstance(r.country, Missing) for r in case.report.reporters)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_a_case_is_the_same_alone_and_after_others(path: Path) -> None:
    alone = extract(read_document(path.read_bytes(), path.name)).model_dump_json()
    for other in EXAMPLES.glob("*.txt"):
        extract(read_document(other.read_bytes(), other.name))
    assert extract(read_document(path.read_bytes(), path.name)).model_dump_json() == alone


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*ml")) + sorted(EXAMPLES.glob("*.txt")), ids=lambda p: p.name)
def test_every_quote_of_a_reading_is_in_its_document(path: Path) -> None:
    reading = extract(read_document(path.read_bytes(), path.name))
    reading.check()
    assert reading.verdict.reason


def test_what_is_said_of_others_enters_no_case() -> None:
    reading = extract(
        document(
            "Warfarin is known to cause skin necrosis. A 50-year-old man developed severe hepatitis induced by isoniazid. "
            "His mother had epilepsy. He recovered completely. Clinicians should be aware of hepatitis.",
            "Isoniazid-induced hepatitis",
        )
    )
    (case,) = reading.cases
    assert [d.name.value.lower() for d in case.drugs] == ["isoniazid"]
    assert [r.name.value for r in case.reactions] == ["severe hepatitis"]
    assert case.reactions[0].outcome.value is Outcome.RECOVERED
    assert not case.patient.history
