"""ADE's measure: how its lines become sentences, what counts as right, and how the tagger's marks become its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import of_ade
from benchmarks.ade import (
    CAUSES,
    Entities,
    Sentence,
    articles,
    by_rules,
    causes,
    learn,
    main,
    markdown,
    measured,
    parted,
    plain,
    read_corpus,
    score,
    trimmed,
    wrong,
)
from benchmarks.conventions import Place
from nocere.extracting.tagger import Mention

TEXT = "Zinc gave rash; later zinc and copper gave fever."
RASH, FEVER, ZINC, COPPER = (10, 14), (43, 48), (22, 26), (31, 37)


def lines(*rows: tuple[str, str, str, int, str, int]) -> str:
    """Lines as ADE writes them, from article, sentence, effect and its place, drug and its place."""
    return "".join(
        f"{article}|{text}|{effect}|{at}|{at + len(effect)}|{drug}|{drug_at}|{drug_at + len(drug)}\n"
        for article, text, effect, at, drug, drug_at in rows
    )


def corpus(folder: Path, *rows: tuple[str, str, str, int, str, int]) -> Path:
    """A file of these lines."""
    path = folder / "DRUG-AE.rel"
    path.write_text(lines(*rows), encoding="utf-8")
    return path


def at(text: str, *words: str) -> set[Place]:
    """The first places of these words."""
    return {(text.index(one), text.index(one) + len(one)) for one in words}


def marks(text: str, *labelled: tuple[str, str]) -> list[Mention]:
    """Mentions of these words, each at its first place."""
    return [Mention(label, text.index(words), text.index(words) + len(words), 0.9) for label, words in labelled]


def test_lines_of_a_sentence_become_one_with_places_in_it(tmp_path: Path) -> None:
    """Its place in the abstract is what the names agree on, so a word that stands twice is the one that is meant."""
    path = corpus(tmp_path, ("1", TEXT, "fever", 143, "zinc", 122), ("1", TEXT, "fever", 143, "copper", 131))
    assert read_corpus(path, frozenset({"1"})) == [
        Sentence("1", TEXT, frozenset({(ZINC, FEVER), (COPPER, FEVER)})),
    ]
    twice = "Rash with zinc, no rash with zinc."
    path = corpus(tmp_path, ("1", twice, "rash", 69, "zinc", 79))
    assert read_corpus(path, frozenset({"1"}))[0].entities == Entities({(29, 33)}, {(19, 23)})


def test_signs_in_the_text_are_of_the_text(tmp_path: Path) -> None:
    """The sentence may hold the sign that parts the fields."""
    path = corpus(tmp_path, ("1", "A|B: rash after zinc.", "rash", 5, "zinc", 16))
    assert read_corpus(path, frozenset({"1"}))[0].text == "A|B: rash after zinc."


def test_other_articles_are_passed_over(tmp_path: Path) -> None:
    """Even lines that cannot be read."""
    path = corpus(tmp_path, ("1", TEXT, "fever", 43, "zinc", 22))
    path.write_text("2|no such line\n12|nor this\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [s.article for s in read_corpus(path, frozenset({"1"}))] == ["1"]


def test_overlapping_relations_are_left_out(tmp_path: Path) -> None:
    """And sentences that have no other."""
    text = "Zinc fume fever."
    path = corpus(tmp_path, ("1", text, "Zinc fume fever", 0, "Zinc", 0), ("1", TEXT, "fever", 43, "zinc", 22))
    assert [s.text for s in read_corpus(path, frozenset({"1"}))] == [TEXT]


def test_names_that_stand_elsewhere_are_refused(tmp_path: Path) -> None:
    """No relation is guessed."""
    path = corpus(tmp_path, ("1", TEXT, "fever", 43, "zinc", 22), ("1", TEXT, "rash", 11, "copper", 31))
    with pytest.raises(ValueError, match="'rash' and 'copper' do not stand"):
        read_corpus(path, frozenset({"1"}))


def test_strict_rates() -> None:
    """Same characters and type for entities, both for relations; each type, both together, and their mean."""
    gold = Sentence("1", TEXT, frozenset({(ZINC, FEVER), (COPPER, FEVER)}))
    rates = score([gold], lambda _: Entities({ZINC, RASH}, {FEVER, (9, 14)}))
    shown = {row: (r["precision"], r["recall"], r["f1"], r["gold"], r["predicted"]) for row, r in rates.items()}
    assert shown == {
        "Drug": (50.0, 50.0, 50.0, 2, 2),
        "Adverse-Effect": (50.0, 100.0, 66.7, 1, 2),
        "entities, micro": (50.0, 66.7, 57.1, 3, 4),
        "entities, macro": (50.0, 75.0, 58.4, 3, 4),
        "relations": (33.3, 50.0, 40.0, 2, 3),  # what was read as drug and as effect of itself is no pair
    }


def test_causes() -> None:
    """Each annotated entity has one, and so has each that nothing annotated overlaps."""
    ours = Entities({(0, 4), (10, 14), (20, 24), (30, 34)}, {(40, 44)})
    theirs = Entities({(0, 4), (9, 14), (50, 52)}, {(20, 24), (41, 44), (60, 62)})
    assert [(kind, why, place[0]) for kind, why, place in causes(ours, theirs)] == [
        ("Drug", "right", 0),
        ("Drug", "boundary", 10),
        ("Drug", "type", 20),
        ("Drug", "missing", 30),
        ("Drug", "spurious", 50),
        ("Adverse-Effect", "boundary", 40),
        ("Adverse-Effect", "spurious", 60),
    ]


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("a possible zinc-induced rash", "rash"),
        ("two episodes of rash", "two episodes of rash"),
        ("episodes of the rash", "rash"),
        ('"severe rash".', "severe rash"),
        ("rash immediately", "rash"),
        ("anaemia", "anaemia"),
    ],
)
def test_ends_that_are_no_part_of_a_name(phrase: str, kept: str) -> None:
    """What ADE's annotators leave out, and what they keep."""
    assert phrase[slice(*trimmed(phrase, (0, len(phrase))))] == kept


@pytest.mark.parametrize(
    ("phrase", "whole", "names"),
    [
        ("rash, fever, and a mild cough", (), ["rash", "fever", "mild cough"]),
        ("nodal rhythm (NR) with syncope", (), ["nodal rhythm", "NR", "syncope"]),
        ("rash of hands and feet", ("rash of hands and feet",), ["rash of hands and feet"]),
        ("rash and fever", ("rash and",), ["rash", "fever"]),  # a joint at the end of a name is none within
        ("(5.2), rash", (), ["rash"]),  # no name without letters
    ],
)
def test_an_effect_is_parted_at_its_joints(phrase: str, whole: tuple[str, ...], names: list[str]) -> None:
    """Lists and brackets, but not within a disease."""
    kept = sorted(at(phrase, *whole))
    assert [phrase[slice(*place)] for place in parted(phrase, (0, len(phrase)), kept)] == names


BOTH = "Zinc caused rash and fever (F), which copper relieved in a boy with gout."


def test_the_tagger_as_it_is() -> None:
    """Only what it calls a drug or an effect in ADE's sense."""
    found = marks(BOTH, ("ADE.Drug", "Zinc"), ("Drug.Therapeutic", "copper"), ("ADE.Effect", "rash and fever"))
    assert plain([*found, *marks(BOTH, ("Effect", "gout"))]) == Entities(at(BOTH, "Zinc"), at(BOTH, "rash and fever"))


@pytest.mark.parametrize(
    ("labelled", "drugs"),
    [
        ([("Chemical", "Zinc"), ("Chemical", "copper")], ["Zinc", "copper"]),
        ([("Chemical", "Zinc"), ("Chemical", "copper"), ("Drug.Therapeutic", "copper")], ["Zinc"]),
        ([("Chemical", "copper"), ("Drug.Therapeutic", "copper"), ("Drug.Adverse", "copper")], ["copper"]),
        ([("Chemical", "copper"), ("Drug.Therapeutic", "copper")], ["copper"]),  # a sentence of ADE has a drug
        ([("Chemical", "Zinc"), ("Treatment.Drug", "copper")], ["Zinc"]),
        ([("Treatment.Drug", "copper")], ["copper"]),
        ([("Chemical", "Zinc"), ("Chemical", "F"), ("Effect", "fever (F)")], ["Zinc"]),
        ([], []),
    ],
)
def test_drugs_by_rules(labelled: list[tuple[str, str]], drugs: list[str]) -> None:
    """Chemicals, those aside that only treat or that are in an effect, while others are left."""
    assert by_rules(BOTH, marks(BOTH, *labelled)).drugs == at(BOTH, *drugs)


@pytest.mark.parametrize(
    ("labelled", "effects"),
    [
        ([("Effect", "rash and fever (F)"), ("Disease", "gout")], ["rash", "fever"]),
        ([("Disease", "rash"), ("Disease", "gout"), ("Subject.Disorder", "gout")], ["rash"]),
        ([("Disease", "gout"), ("Treatment.Disorder", "gout")], ["gout"]),
        ([], []),
    ],
)
def test_effects_by_rules(labelled: list[tuple[str, str]], effects: list[str]) -> None:
    """Parts of effects, or else diseases that the patient did not have before."""
    assert by_rules(BOTH, marks(BOTH, *labelled)).effects == at(BOTH, *effects)


def nothing(_: str) -> list[Mention]:
    """A tagger that sees nothing."""
    return []


def test_what_is_learned_is_read_in_other_sentences() -> None:
    """A convention that no mark tells: the word before the effect belongs to it, the one behind does not."""
    drugs, effects = ("azone", "bezone", "cozone", "duzone"), ("kralitis", "meritis", "nolitis", "pugitis")
    known = []
    for drug, effect in zip(drugs, effects, strict=True):
        text = f"Today {drug} gave grim {effect} again."
        known.append(Sentence("1", text, frozenset(Entities(at(text, drug), at(text, f"grim {effect}")).pairs)))
    text = "Today filzone gave grim sopitis again."
    read = learn(known, nothing)
    assert read(Sentence("2", text, frozenset())) == Entities(at(text, "filzone"), at(text, "grim sopitis"))
    assert learn(known, nothing)(known[0]) == read(known[0]) == known[0].entities


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A folder of data with two invented articles of which one is learned from, and one that is neither's."""
    data = tmp_path / "data"
    for place, article in (("train", "1"), ("dev", "2")):
        (data / "phee").mkdir(parents=True, exist_ok=True)
        (data / "phee" / f"{place}.jsonl").write_text(f'{{"id": "{article}_3"}}\n', encoding="utf-8")
    (data / "ade").mkdir()
    one, two = "Severe rash after penicillin.", "Fever and rash caused by amoxicillin."
    corpus(
        data / "ade",
        ("1", one, "rash", 7, "penicillin", 18),
        ("2", two, "Fever", 0, "amoxicillin", 25),
        ("2", two, "rash", 10, "amoxicillin", 25),
        ("3", two, "Fever", 0, "amoxicillin", 25),
    )
    return data


def test_only_the_development_split_is_measured(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command, with what was published beside it."""
    corpus_at, phee = folders / "ade" / "DRUG-AE.rel", folders / "phee"
    assert articles(phee / "dev.jsonl") == {"2"}
    assert main([str(corpus_at), str(phee)]) == 0
    table = capsys.readouterr().out
    assert table.startswith("1 sentences of 1 articles.\n")
    assert "| annotated entities | relations | 100.0 | 100.0 | 100.0 | 2 | 2 | 79.2 | 80.1 | 83.2 |" in table
    heading, command, *lines = of_ade(folders.parent)
    assert heading.startswith("### ") and "python -m benchmarks.ade " in command
    assert "\n".join(lines) == table
    assert main([str(corpus_at), str(phee), "--wrong"]) == 0
    for line in filter(None, capsys.readouterr().out.splitlines()):
        assert line.split("\t")[0] == "2" and line.split("\t")[3] in CAUSES[1:]


def test_what_differs_is_listed() -> None:
    """With what was read in its place."""
    gold = Sentence("1", TEXT, frozenset({(ZINC, FEVER), (COPPER, FEVER)}))
    ways = {"this": lambda _: Entities({ZINC}, {(38, 48), RASH})}
    assert list(wrong([gold], ways)) == [
        "1\tthis\tDrug\tmissing\tcopper\t",
        "1\tthis\tAdverse-Effect\tboundary\tfever\tgave fever",
        "1\tthis\tAdverse-Effect\tspurious\trash\t",
    ]
    assert "| this | Adverse-Effect | 0 | 1 | 0 | 0 | 1 |" in list(markdown([gold], ways))


def test_splits_that_share_an_article_are_refused(folders: Path) -> None:
    """What was learned is never measured."""
    (folders / "phee" / "train.jsonl").write_text('{"id": "2_1"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="both splits of PHEE: 2"):
        measured(folders / "ade" / "DRUG-AE.rel", folders / "phee")


def test_what_is_not_there_is_said(folders: Path) -> None:
    """The runner goes on, and names both."""
    (folders / "phee" / "dev.jsonl").unlink()
    assert list(of_ade(folders.parent))[1] == "Not measured: `data/phee/dev.jsonl` not there."
    (folders / "ade" / "DRUG-AE.rel").unlink()
    assert "`data/ade/DRUG-AE.rel` and `data/phee/dev.jsonl`" in list(of_ade(folders.parent))[1]


@pytest.mark.shared
def test_each_annotated_pair_is_found_again(shared_dir: Path) -> None:
    """The counts of the development split's articles; annotated entities give nearly all relations by the rule."""
    data = shared_dir / "data"
    sentences = read_corpus(data / "ade" / "DRUG-AE.rel", articles(data / "phee" / "dev.jsonl"))
    assert (len(sentences), len({s.article for s in sentences})) == (815, 318)
    assert sum(len(s.relations) for s in sentences) == 1234
    rates = score(sentences, lambda sentence: sentence.entities)
    assert rates["entities, macro"]["f1"] == 100.0 and rates["relations"]["f1"] > 98
