"""Drugs, adverse effects and which did which, sentence by sentence, against the ADE corpus, strictly.

    python -m benchmarks.ade CORPUS/DRUG-AE.rel PHEE [--wrong]

The rule: the ADE corpus (Gurulingappa et al. 2012), as relation extraction measures it (SpERT, Eberts and Ulges 2020;
Table-Sequence, Wang and Lu 2020). An entity is right with the same characters and type, a relation with both its
entities right. A relation whose drug and effect overlap is left out, and a sentence without another one. ADE gives
offsets into abstracts that it does not hold; the place of the sentence in them is the one that all its rows agree on.

Its articles are PHEE's too, so it is measured on those of PHEE's development split alone, and no other article than
theirs and those of PHEE's train split is read. What is published was learned and measured on ten random parts of
sentences, in which 89 of 100 measured sentences have their abstract among those that were learned.

Three ways of reading a sentence, each chosen on the articles of PHEE's train split:

- "read": what the tagger calls a drug and an effect in ADE's sense, which it learned on the train split's articles, as it is.
- "by rules": what ADE calls a name. Drugs are the chemicals that are not given as treatment alone; an effect is
  parted at its joints, an abbreviation in brackets too, and "an", "possible", "drug-induced" or "episodes of" is no part of it.
- "learned": the same marks and the lexicons', read by a labeller (`benchmarks.conventions`) that learns ADE's names
  from the train split's articles, as the published systems do.

Each drug then did each effect: of annotated entities this is right for 97 pairs of 100 in the train split's articles.

What it will not do: use ADE's sentences without an effect, or its doses; read a sentence beside its neighbours.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.conventions import Features, Labeller, Mark, Place, features, labelled, marked, places, words_of
from benchmarks.score import Count, load
from nocere.extracting.tagger import Mention, Tagger
from nocere.terms.lexicon import Lexicon

KINDS = ("Drug", "Adverse-Effect")
ROWS = (*KINDS, "entities, micro", "entities, macro", "relations")
CAUSES = ("right", "boundary", "type", "missing", "spurious")

PUBLISHED = {
    "entities, macro": ("89.3", "89.7", "91.3"),
    "relations": ("79.2", "80.1", "83.2"),
}
SYSTEMS = ("SpERT", "Table-Sequence", "PFN")
SOURCES = """\
Published beside it, F1 strict, without overlapping entities: SpERT with BERT (Eberts and Ulges 2020), Table-Sequence with
ALBERT (Wang and Lu 2020), PFN with ALBERT-xxlarge (Yan et al. 2021). All learned from ADE itself and were measured in ten
folds of sentences, most of them with their own abstract in what was learned; here no article is in both."""

_SURE = 0.5
_JOINT = re.compile(
    r"\s*(?:[,;:]\s*(?:(?:and|or)\b)?|[()\[\]]|\b(?:and/or|and|or|plus|with|without|as well as|after|followed by|due to|"
    r"secondary to|leading to|resulting in|complicated by|caused by|causing|because of|associated with|related to|"
    r"manifest\w* (?:by|as)|characteri[sz]ed by|including|such as|consisting of|progress\w+ to|present\w* (?:as|with)|"
    r"consistent with|that|which|who|is|was|were|has|had|occurred)\b)\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[\s\"'-]+|(?:an?|the|his|her|their|these|this|other|some|few|further|both|possible|potential|probable|suspected|"
    r"apparent|subsequent|concomitant|associated|occasional|significant|marked)\s|[\w-]+[- ](?:induced|associated|related)\s|"
    r"(?:recurrence|development|occurrence|onset|emergence|appearance|incidence|risk|cases?|episodes?|presentation|"
    r"degrees?|signs?|features|history|form|type) of\s",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[\s.,\"'-]+|\s(?:immediately|spontaneously|associated|along|tendency|outcome))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with the places of drug and effect of each relation."""

    article: str
    text: str
    relations: frozenset[tuple[Place, Place]]

    @property
    def entities(self) -> Entities:
        """The drugs and the effects of the relations."""
        return Entities({drug for drug, _ in self.relations}, {effect for _, effect in self.relations})


class Entities(NamedTuple):
    """The places of drugs and of adverse effects in a sentence, in the order of `KINDS`."""

    drugs: set[Place]
    effects: set[Place]

    @property
    def pairs(self) -> set[tuple[Place, Place]]:
        """Each drug with each effect that it does not overlap."""
        return {(drug, effect) for drug in self.drugs for effect in self.effects if not _overlap(drug, effect)}


Read = Callable[[Sentence], Entities]


class Row(NamedTuple):
    """A line of DRUG-AE.rel: the words and the place in the abstract of an effect and of a drug."""

    effect: str
    effect_at: int
    drug: str
    drug_at: int


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def articles(split: Path) -> frozenset[str]:
    """The articles of a split of PHEE."""
    return frozenset(record["id"].split("_")[0] for record in load(split))


def read_corpus(path: Path, chosen: frozenset[str]) -> list[Sentence]:
    """The sentences of these articles, in the order of the file; other articles' lines are passed over."""
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article, _, rest = line.rstrip("\n").partition("|")
            if article in chosen:
                text, effect, effect_at, _, drug, drug_at, _ = rest.rsplit("|", 6)
                told[article, text].append(Row(effect, int(effect_at), drug, int(drug_at)))
    found = [Sentence(article, text, _relations(text, rows)) for (article, text), rows in told.items()]
    return [sentence for sentence in found if sentence.relations]


def _begins(text: str, rows: Iterable[Row]) -> int:
    """Where the sentence begins in its abstract: what most of the names agree on."""
    said = Counter(
        at - match.start()
        for row in rows
        for words, at in ((row.effect, row.effect_at), (row.drug, row.drug_at))
        for match in re.finditer(f"(?={re.escape(words)})", text)
    )
    return max(said, key=lambda begin: (said[begin], -begin))


def _relations(text: str, rows: Sequence[Row]) -> frozenset[tuple[Place, Place]]:
    begin = _begins(text, rows)
    found = set()
    for row in rows:
        drug = (row.drug_at - begin, row.drug_at - begin + len(row.drug))
        effect = (row.effect_at - begin, row.effect_at - begin + len(row.effect))
        if text[slice(*drug)] != row.drug or text[slice(*effect)] != row.effect:
            raise ValueError(f"{row.effect!r} and {row.drug!r} do not stand where they should in {text!r}")
        if not _overlap(drug, effect):
            found.add((drug, effect))
    return frozenset(found)


def _of(mentions: Iterable[Mention], *labels: str, sure: float = 0.0) -> list[Place]:
    return [(m.start, m.end) for m in mentions if m.label in labels and m.probability >= sure]


def _clear(wanted: Iterable[Place], others: Iterable[Place]) -> list[Place]:
    """Those that none of the others overlaps."""
    kept = list(others)
    return [place for place in wanted if not any(_overlap(place, other) for other in kept)]


def _drugs(mentions: Sequence[Mention]) -> list[Place]:
    """Chemicals, or else drugs; without those given as treatment alone or named in an effect, where others are left."""
    found = _of(mentions, "Chemical", sure=_SURE) or _of(mentions, "Treatment.Drug")
    adverse = _of(mentions, "Drug.Adverse")
    treating = _clear(_of(mentions, "Drug.Therapeutic"), adverse)
    found = _clear(found, treating) or found
    return _clear(found, _of(mentions, "Effect")) or found


def trimmed(text: str, place: Place) -> Place:
    """The place without what ADE leaves out at its ends."""
    start, end = place
    while before := _BEFORE.match(text, start, end):
        start = before.end()
    while behind := _BEHIND.search(text[start:end]):
        end = start + behind.start()
    return start, end


def parted(text: str, place: Place, whole: Sequence[Place]) -> list[Place]:
    """The names in one effect: cut at its joints, those aside that stand within one of `whole`, and trimmed."""
    begin, found = place[0], []
    for joint in _JOINT.finditer(text, *place):
        if not any(start < joint.start() and joint.end() < end for start, end in whole):
            found.append((begin, joint.start()))
            begin = joint.end()
    cut = [trimmed(text, piece) for piece in [*found, (begin, place[1])]]
    return [(start, end) for start, end in cut if re.search(r"[A-Za-z]{2}", text[start:end])]


def _effects(text: str, mentions: Sequence[Mention]) -> list[Place]:
    """The parts of the effects; where there is none, the diseases, without those that were there before or treated."""
    diseases = _of(mentions, "Disease")
    effects = _of(mentions, "Effect", sure=_SURE)
    found = [part for effect in effects for part in parted(text, effect, diseases)]
    return found or _clear(diseases, _of(mentions, "Subject.Disorder", "Treatment.Disorder")) or diseases


def plain(mentions: Sequence[Mention]) -> Entities:
    """What the tagger says, as it says it."""
    return Entities(set(_of(mentions, "ADE.Drug", sure=_SURE)), set(_of(mentions, "ADE.Effect", sure=_SURE)))


def by_rules(text: str, mentions: Sequence[Mention]) -> Entities:
    """What the tagger says, cut as ADE cuts."""
    return Entities(set(_drugs(mentions)), set(_effects(text, mentions)))


def seen(text: str, mentions: Sequence[Mention]) -> tuple[list[Place], Features]:
    """The words of a sentence, and what each is known by."""
    words = words_of(text)
    marks = marked(mentions)
    for hit in Lexicon.load().find(text):
        marks.append(Mark(f"lexicon {hit.kind}{'?' if hit.ambiguous else ''}", hit.start, hit.end))
    for kind, found in zip(KINDS, by_rules(text, mentions), strict=True):
        marks += [Mark(f"rule {kind}", *place) for place in sorted(found)]
    return words, features(text, words, marks)


def learn(sentences: Iterable[Sentence], tag: Callable[[str], Sequence[Mention]]) -> Read:
    """A reading that has learned from these sentences."""
    examples = []
    for sentence in sentences:
        words, rows = seen(sentence.text, tag(sentence.text))
        examples.append((rows, labelled(words, sentence.entities)))
    labeller = Labeller.fit(examples, 1 + 2 * len(KINDS))

    def read(sentence: Sentence) -> Entities:
        words, rows = seen(sentence.text, tag(sentence.text))
        labels = labeller.label(rows)
        return Entities(*(places(words, labels, kind) for kind in range(len(KINDS))))

    return read


def _mean(rates: Sequence[Mapping[str, float]]) -> dict[str, float]:
    mean = {name: round(sum(r[name] for r in rates) / len(rates), 1) for name in ("precision", "recall", "f1")}
    return mean | {name: sum(r[name] for r in rates) for name in ("gold", "predicted")}


def score(sentences: Sequence[Sentence], read: Read) -> dict[str, dict[str, float]]:
    """The rates of each row over all sentences."""
    counts = {row: Count() for row in ROWS}
    for sentence in sentences:
        ours, theirs = sentence.entities, read(sentence)
        for kind, gold, found in zip(KINDS, ours, theirs, strict=True):
            for row in (kind, "entities, micro"):
                counts[row].add(len(gold & found), len(gold), len(found))
        pairs = theirs.pairs
        counts["relations"].add(len(sentence.relations & pairs), len(sentence.relations), len(pairs))
    rates = {row: count.rates() for row, count in counts.items()}
    return rates | {"entities, macro": _mean([rates[kind] for kind in KINDS])}


def causes(ours: Entities, theirs: Entities) -> Iterator[tuple[str, str, Place]]:
    """Each annotated entity and each one read beside them: its type, why it is right or wrong, its place."""
    for kind, gold, found in zip(KINDS, ours, theirs, strict=True):
        other = theirs[1 - KINDS.index(kind)]
        for place in sorted(gold):
            near = any(_overlap(place, one) for one in found)
            beside = "boundary" if near else "type" if any(_overlap(place, one) for one in other) else "missing"
            yield kind, "right" if place in found else beside, place
        for place in _clear(sorted(found), [*ours.drugs, *ours.effects]):
            yield kind, "spurious", place


def _rated(sentences: Sequence[Sentence], ways: Mapping[str, Read]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Each line of the table of rates; the last is the most that the rule for relations could reach."""
    for way, read in ways.items():
        yield from ((way, row, rates) for row, rates in score(sentences, read).items())
    yield "annotated entities", "relations", score(sentences, lambda sentence: sentence.entities)["relations"]


def markdown(sentences: Sequence[Sentence], ways: Mapping[str, Read]) -> Iterator[str]:
    """The tables, and whose the published figures in them are."""
    of = {row: len(SYSTEMS) * ("",) for row in ROWS} | PUBLISHED
    yield f"{len(sentences)} sentences of {len({s.article for s in sentences})} articles.\n"
    yield f"| way | what | P | R | F1 strict | annotated | read | {' | '.join(SYSTEMS)} |"
    yield "|---|---|" + (5 + len(SYSTEMS)) * "---:|"
    for way, row, r in _rated(sentences, ways):
        shown = (r["precision"], r["recall"], r["f1"], int(r["gold"]), int(r["predicted"]), *of[row])
        yield f"| {way} | {row} | " + " | ".join(map(str, shown)) + " |"
    yield "\nWhere the entities part, by cause:\n"
    yield f"| way | type | {' | '.join(CAUSES)} |\n|---|---|" + len(CAUSES) * "---:|"
    for way, read in ways.items():
        told = Counter((kind, why) for s in sentences for kind, why, _ in causes(s.entities, read(s)))
        for kind in KINDS:
            yield f"| {way} | {kind} | " + " | ".join(str(told[kind, why]) for why in CAUSES) + " |"
    yield ""
    yield SOURCES


def measured(corpus: Path, phee: Path) -> tuple[list[Sentence], dict[str, Read]]:
    """The sentences of the development split's articles, and the ways of reading them."""
    train, dev = articles(phee / "train.jsonl"), articles(phee / "dev.jsonl")
    if both := train & dev:
        raise ValueError(f"articles in both splits of PHEE: {', '.join(sorted(both))}")
    tag = cache(Tagger.load().tag)
    return read_corpus(corpus, dev), {
        "read": lambda sentence: plain(tag(sentence.text)),
        "by rules": lambda sentence: by_rules(sentence.text, tag(sentence.text)),
        "learned": learn(read_corpus(corpus, train), tag),
    }


def wrong(sentences: Iterable[Sentence], ways: Mapping[str, Read]) -> Iterator[str]:
    """What parts, a line each: article, way, type, cause, the entity, what of its type was read (or annotated)."""
    for sentence in sentences:
        for way, read in ways.items():
            theirs = read(sentence)
            for kind, why, place in causes(sentence.entities, theirs):
                if why != "right":
                    other = sorted(one for one in theirs[KINDS.index(kind)] if one != place and _overlap(one, place))
                    said = (sentence.text[slice(*one)] for one in other)
                    yield "\t".join((sentence.article, way, kind, why, sentence.text[slice(*place)], " + ".join(said)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, read, score, print."""
    parser = ArgumentParser(prog="python -m benchmarks.ade", description="Score drugs, effects and relations on ADE.")
    parser.add_argument("corpus", type=Path, help="DRUG-AE.rel")
    parser.add_argument(
        "phee", type=Path, help="the folder of PHEE's train.jsonl and dev.jsonl, which name the articles"
    )
    parser.add_argument("--wrong", action="store_true", help="list what differs instead")
    given = parser.parse_args(arguments)
    print("\n".join((wrong if given.wrong else markdown)(*measured(given.corpus, given.phee))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
