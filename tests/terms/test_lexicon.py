"""The lexicon: what it finds and does not, where, and how fast it is there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.errors import TermsError
from nocere.terms import Lexicon
from nocere.terms.words import normalise

LEXICON = Lexicon.load()

FOUND = [  # text, kind, words found, preferred name
    ("rash after aspirin", "drug", "aspirin", "aspirin"),
    ("given 5-FU weekly", "drug", "5-FU", "fluorouracil"),
    ("given 5 FU weekly", "drug", "5 FU", "fluorouracil"),
    ("PTU was stopped", "drug", "PTU", "propylthiouracil"),
    ("high-dose ara-C", "drug", "ara-C", "cytarabine"),
    ("10% calcium gluconate was infused", "drug", "calcium gluconate", "calcium gluconate"),
    ("intralesional sodium thiosulfate", "drug", "sodium thiosulfate", "sodium thiosulfate"),
    ("sodium\nvalproate", "drug", "sodium\nvalproate", "valproate sodium"),
    ("paracetamol", "drug", "paracetamol", "acetaminophen"),
    ("rifampicin", "drug", "rifampicin", "rifampin"),
    ("Tegretol", "drug", "Tegretol", "carbamazepine"),
    ("interferon-α", "drug", "interferon-α", "Interferon-alpha"),
    ("adrenaline", "drug", "adrenaline", "epinephrine"),
    ("β-blockers", "drug_class", "β-blockers", "beta blocker"),
    ("beta blocker", "drug_class", "beta blocker", "beta blocker"),
    ("corticosteroids", "drug_class", "corticosteroids", "corticosteroid"),
    ("antibiotic", "drug_class", "antibiotic", "antibiotic"),
    ("NSAIDs", "drug_class", "NSAIDs", "nonsteroidal anti-inflammatory drug"),
    ("non-steroidal anti-inflammatory drugs", "drug_class", "non-steroidal anti-inflammatory drugs", None),
    ("contrast medium", "drug_class", "contrast medium", "contrast medium"),
    ("calcinosis cutis", "reaction", "calcinosis cutis", None),
    ("systemic lupus erythematosus", "reaction", "systemic lupus erythematosus", None),
    ("Stevens–Johnson syndrome", "reaction", "Stevens–Johnson syndrome", None),
    ("acute lymphoblastic leukaemia", "reaction", "acute lymphoblastic leukaemia", None),
    ("haemolytic anaemia", "reaction", "haemolytic anaemia", None),
    ("hemolytic anemia", "reaction", "hemolytic anemia", None),
    ("diarrhoea", "reaction", "diarrhoea", "Diarrhea"),
    ("pulmonary oedema", "reaction", "pulmonary oedema", "Pulmonary Edema"),
    ("seizures", "reaction", "seizures", "Seizures"),
    ("two headaches", "reaction", "headaches", "Headache"),
    ("pain", "reaction", "pain", "Pain"),
    ("hypocalcaemia", "reaction", "hypocalcaemia", "Hypocalcemia"),
    ("calcaemia\r\nand renal\r\nfailure", "reaction", "renal\r\nfailure", "Renal insufficiency"),
    ("💊 rash 💊", "reaction", "rash", None),
    ("Sjo\u0308gren's syndrome", "reaction", "Sjo\u0308gren's syndrome", None),
]

NOT_FOUND = [  # text, why it could be mistaken
    ("a severe case in this patient on the left", "modifiers and plain words"),
    ("We achieve this on the premise of a choice", "brand names that are words"),
    ("all cases hit by a ten", "abbreviations in small letters"),
    ("aspirinate and rashly", "parts of words"),
    ("rash-like? no: renal, failure", "a comma between the words"),
    ("water was drunk with the food, a tablet and an apple", "things that are given but are no drugs"),
    ("Staphylococcus aureus and Escherichia coli grew", "organisms"),
]


@pytest.mark.parametrize(("text", "kind", "words", "preferred"), FOUND)
def test_finds(text: str, kind: str, words: str, preferred: str | None) -> None:
    hits = [hit for hit in LEXICON.find(text) if hit.kind == kind]
    assert words in [text[hit.start : hit.end] for hit in hits]
    if preferred:
        assert preferred in [hit.preferred for hit in hits]


@pytest.mark.parametrize(("text", "why"), NOT_FOUND)
def test_does_not_find(text: str, why: str) -> None:
    assert [text[hit.start : hit.end] for hit in LEXICON.find(text) if text[hit.start : hit.end] != "rash"] == [], why


@pytest.mark.parametrize(
    "word", ["creatinine", "glucose", "hemoglobin", "haemoglobin", "oxygen", "potassium", "sodium"]
)
def test_marks_laboratory_words_ambiguous(word: str) -> None:
    hits = LEXICON.find(f"serum {word} was 4.2")
    assert hits and all(hit.ambiguous for hit in hits)


def test_longest_name_wins_and_kinds_may_overlap() -> None:
    text = "acute renal failure"
    (hit,) = LEXICON.find(text)
    assert (hit.start, hit.end) == (0, len(text))


def test_looks_up_whole_phrases() -> None:
    entry = LEXICON.look_up("Lupus Erythematosus, Systemic", "reaction")
    assert entry is not None and entry.source == "MeSH" and entry.id == "D008180"
    assert LEXICON.look_up("aspirin tablets of his", "drug") is None
    assert LEXICON.look_up("ten", "reaction") is None
    assert LEXICON.look_up("TEN", "reaction") is not None


_WORDS = st.sampled_from(
    [w for row in FOUND for w in row[0].split(" ")] + ["é", "ﬁ", "İ", "ß", "中文", "👩‍⚕️", "\u0301", "2²"]
)
_GAPS = st.sampled_from([" ", "\n", "\r\n", "\n\n", "-", ", ", ". ", "'", "\u00a0", "\t", "", "–"])
_TEXTS = st.lists(st.tuples(_WORDS, _GAPS), max_size=30).map(lambda pairs: "".join(w + g for w, g in pairs))


@given(st.one_of(_TEXTS, st.text()))
def test_offsets_hold_in_any_text(text: str) -> None:
    hits = LEXICON.find(text)
    assert hits == LEXICON.find(text)
    last = dict.fromkeys(("drug", "drug_class", "reaction"), 0)
    for hit in hits:
        entry = LEXICON.look_up(text[hit.start : hit.end], hit.kind)
        assert entry is not None and entry.surface == normalise(text[hit.start : hit.end])
        assert (entry.preferred, entry.source, entry.id, entry.ambiguous) == (
            hit.preferred,
            hit.source,
            hit.id,
            hit.ambiguous,
        )
        assert last[hit.kind] <= hit.start < hit.end <= len(text)
        last[hit.kind] = hit.end


def test_every_name_is_its_own_normal_form_and_is_found() -> None:
    for kind in ("drug", "drug_class", "reaction"):
        for surface in LEXICON.surfaces(kind)[::97]:
            assert normalise(surface) == surface
            hits = [hit for hit in LEXICON.find(surface.upper()) if hit.kind == kind]
            assert [(hit.start, hit.end) for hit in hits] == [(0, len(surface))], surface


def test_sources_and_version_are_named() -> None:
    assert set(LEXICON.sources) == {"UNII", "MeSH", "HPO", "nocere"}
    assert LEXICON.version
    assert len(LEXICON) > 100_000


@pytest.mark.parametrize("data", [None, b"", b"not a lexicon"])
def test_missing_or_damaged_file_is_one_clear_error(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "lexicon.z"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(TermsError, match="missing or damaged"):
        Lexicon.load(path)


def test_a_cold_load_is_short() -> None:
    code = (
        "import time, json; begun = time.process_time(); from nocere.terms import Lexicon; Lexicon.load();"
        "print(json.dumps(time.process_time() - begun))"
    )
    spent = min(
        json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    )
    assert spent < 0.5  # 0.1 s on a quiet machine; generous, since tests share theirs
