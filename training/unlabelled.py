"""Sentences that nobody labelled, for the student to learn from its teacher's labels.

    read_unlabelled(Path("corpora/literature/pubmed20n0014.xml.gz"), without=texts)
    read_reports(Path("corpora/casereports/e3c_ade_like.jsonl"), without=texts)

The rule: knowledge distillation wants sentences like those that will be read (Hinton et al. 2015, arXiv 1503.02531; Jiao et
al. 2020, arXiv 1909.10351). From one file of MEDLINE, the English abstracts that their indexers gave a qualifier of harm, or
that are case reports; of them, the sentences that name a drug. From whole case reports (E3C layer 3, documents under CC BY), all
sentences that name a drug or a condition.

What it will not do: label, or fetch.
"""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from pathlib import Path

from nocere.terms.lexicon import Lexicon
from training.sentence import Sentence, stretches

HARMS = frozenset({"adverse effects", "chemically induced", "poisoning", "toxicity"})  # MeSH qualifiers
LENGTHS = (40, 400)  # characters


def read_unlabelled(medline: Path, without: Collection[str]) -> list[Sentence]:
    """The sentences of the file's abstracts of harm that name a drug, in the file's order."""
    lexicon = Lexicon.load()
    found = []
    for pmid, abstract in _abstracts(medline):
        if any(abstract[:200] in text for text in without):
            continue
        for begin, end in stretches(abstract):
            words = abstract[begin:end]
            if LENGTHS[0] <= len(words) <= LENGTHS[1] and any(hit.kind != "reaction" for hit in lexicon.find(words)):
                found.append(Sentence(f"{pmid}_{begin}", words, frozenset(), frozenset()))
    return found


def read_reports(reports: Path, without: Collection[str]) -> list[Sentence]:
    """The sentences of case reports that name a drug or a condition, in the file's order."""
    lexicon = Lexicon.load()
    found = []
    for line in reports.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if any(record["text"].strip() in text for text in without):
            continue
        for begin, end in stretches(record["text"]):
            words = record["text"][begin:end]
            if LENGTHS[0] <= len(words) <= LENGTHS[1] and lexicon.find(words):
                found.append(Sentence(f"{record['id']}_{begin}", words, frozenset(), frozenset()))
    return found


def _abstracts(medline: Path) -> Iterator[tuple[str, str]]:
    """PMID and abstract of each record of harm."""
    with gzip.open(medline) as file:
        for _, record in ET.iterparse(file):
            if record.tag == "MedlineCitation":
                abstract = " ".join("".join(part.itertext()) for part in record.iterfind(".//AbstractText"))
                if abstract and record.findtext(".//Language") == "eng" and _of_harm(record):
                    yield record.findtext("PMID", ""), " ".join(abstract.split())
                record.clear()


def _of_harm(record: ET.Element) -> bool:
    qualifiers = {name.text for name in record.iterfind(".//QualifierName")}
    return bool(qualifiers & HARMS) or any(
        kind.text == "Case Reports" for kind in record.iterfind(".//PublicationType")
    )
