"""Each example against what a person extracts from it: who, which drugs in which role, what they did, how it ended.

Where a person reads more than is held here: single tablets of ibuprofen are over when they harm, so that no action applies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.extracting import extract
from nocere.reading import read_document
from tests.extracting.telling import Told, told

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

LINEZOLID = Told(
    """
    67 a female
    suspect linezolid: drug withdrawn; dechallenge positive; not given again
    concomitant metformin
    concomitant ramipril
    concomitant doxycycline
    treatment thiamine
    reaction severe lactic acidosis: recovered
    reaction thrombocytopenia: recovered
    """
)
ALLOPURINOL = Told(
    """
    54 a male
    suspect allopurinol: drug withdrawn; dechallenge positive
    concomitant febuxostat
    treatment prednisolone
    reaction drug reaction with eosinophilia and systemic symptoms: outcome not told
    """,
    """
    reaction fever: outcome not told
    reaction facial oedema: outcome not told
    reaction maculopapular rash: recovered
    """,
)
LAMOTRIGINE = Told(
    """
    19 a female
    suspect lamotrigine: drug withdrawn; dechallenge positive
    concomitant levetiracetam
    treatment clobetasol
    treatment levothyroxine
    reaction drug reaction with eosinophilia and systemic symptoms: outcome not told
    reaction hypothyroidism: not recovered
    """,
    """
    reaction fever: outcome not told
    reaction enlarged cervical lymph nodes: outcome not told
    reaction exfoliative rash: recovered
    """,
)
SULFASALAZINE = Told(
    """
    71 a female
    suspect sulfasalazine: drug withdrawn
    concomitant methotrexate
    treatment methylprednisolone
    treatment n-acetylcysteine
    reaction drug reaction with eosinophilia and systemic symptoms: outcome not told
    reaction acute liver failure: fatal
    """,
    """
    reaction jaundice: outcome not told
    reaction rash: outcome not told
    reaction eosinophilia: outcome not told
    """,
)
IBUPROFEN = Told(
    """
    33 a female
    suspect ibuprofen: action not told; recurred when given again
    concomitant hydroxychloroquine
    concomitant paracetamol
    treatment ceftriaxone
    treatment aciclovir
    reaction recurrent aseptic meningitis: recovered
    """
)
CLOZAPINE = Told(
    """
    29 a male
    suspect clozapine: drug withdrawn; dechallenge positive; did not recur when given again
    concomitant sodium valproate
    concomitant olanzapine
    concomitant amisulpride
    treatment bisoprolol
    treatment ramipril
    reaction myocarditis: recovered
    """
)

EXPECTED = {
    "linezolid-lactic-acidosis.txt": [LINEZOLID],
    "dress-case-series.txt": [ALLOPURINOL, LAMOTRIGINE, SULFASALAZINE],
    "ibuprofen-meningitis.txt": [IBUPROFEN],
    "clozapine-myocarditis.html": [CLOZAPINE],
    "timolol-trial-no-case.txt": [],
}


def test_every_example_is_here() -> None:
    assert {p.name for p in EXAMPLES.iterdir()} - {"README.md"} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_person_extracts(name: str) -> None:
    path = EXAMPLES / name
    reading = extract(read_document(path.read_bytes(), name))
    assert reading.verdict.has_case is bool(EXPECTED[name])
    assert len(reading.cases) == len(EXPECTED[name])
    for case, expected in zip(reading.cases, EXPECTED[name], strict=True):
        found = told(case)
        assert not expected.wanted - found
        assert not found - expected.allowed


def test_a_letter_s_title_is_not_its_kind() -> None:
    path = EXAMPLES / "ibuprofen-meningitis.txt"
    title = read_document(path.read_bytes(), path.name).citation.title
    assert getattr(title, "value", None) == "Recurrent aseptic meningitis caused by ibuprofen"
