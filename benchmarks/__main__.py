"""`make bench`: everything that can be measured here, printed; with `ARGS=--write`, put into README.md of this folder.

Annotated cases and corpora are looked for in NOCERE_SHARED or in `shared` beside the repository; what is not there is not
measured, and that is said. Without any, only speed is measured.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import nocere
from benchmarks import ade, bc5cdr, calibration, cases, fresh, maccrobat, patients, phee, rate, score, speed
from nocere.extracting.tagger import Tagger

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "benchmarks" / "README.md"
SHARED = Path(os.environ.get("NOCERE_SHARED") or ROOT.parent / "shared")
MEASURED = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- end of measured -->)", re.DOTALL)


def processor() -> str:
    """The processor's name as the system gives it."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.is_file() else []
    return names[0] if names else platform.processor() or platform.machine()


def machine() -> str:
    """What it was measured on and with."""
    today = datetime.datetime.now(datetime.UTC).date()
    return (
        f"Measured on {today:%Y-%m-%d} with nocere {nocere.__version__}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores ({processor()}), {platform.system()}."
    )


def quality(gold_folder: Path) -> Iterator[str]:
    """A table of rates for each set of annotated cases, and for all of them."""
    gold = score.load(gold_folder / "cases.jsonl")
    found = cases.read_texts(score.load(gold_folder / "texts.jsonl"))
    read = {r["id"]: r for r in found}
    for chosen in (*sorted({g["set"] for g in gold}), None):
        part = [g for g in gold if chosen in (None, g["set"])]
        patients = sum(len(g["cases"]) for g in part)
        option = f" --set {chosen}" if chosen else ""
        yield f"### Reading: {chosen or 'all'} ({len(part)} texts, {patients} patients)\n"
        yield f"`python -m benchmarks.score CASES.jsonl READ.jsonl{option}`\n"
        yield "| field | precision | recall | F1 | annotated | read |\n|---|---:|---:|---:|---:|---:|"
        for field, r in score.score(part, read).items():
            yield f"| {field} | {r['precision']} | {r['recall']} | {r['f1']} | {r['gold']:.0f} | {r['predicted']:.0f} |"
        yield ""


def of_phee(dev: Path, _: Path) -> Iterator[str]:
    """Arguments of events in single sentences."""
    yield from phee.markdown(phee.measure(dev, Tagger.load().tag))


def of_calibration(dev: Path, _: Path) -> Iterator[str]:
    """How sure the model is, and how often right."""
    yield from calibration.markdown(calibration.bins(calibration.judged(dev)))


def of_maccrobat(folder: Path, _: Path) -> Iterator[str]:
    """Spans in whole texts."""
    yield from maccrobat.markdown(maccrobat.measure(maccrobat.read_folder(folder)))


def of_bc5cdr(development: Path, texts: Path) -> Iterator[str]:
    """Drug-disease pairs of abstracts, the annotated cases' own aside."""
    held = [text["text"] for text in score.load(texts)] if texts.is_file() else []
    rates = bc5cdr.measure(bc5cdr.read_abstracts(development, held))
    yield "| precision | recall | F1 | annotated | read |\n|---:|---:|---:|---:|---:|"
    figures = [f"{100 * rate:.1f}" for rate in (rates.precision, rates.recall, rates.f1)]
    yield f"| {' | '.join(figures)} | {rates.annotated} | {rates.read} |"


CORPORA: tuple[tuple[str, str, str, Callable[[Path, Path], Iterable[str]]], ...] = (
    ("Sentences: PHEE v2, development", "phee/dev.jsonl", "phee CORPUS/dev.jsonl", of_phee),
    (
        "How sure, how often right: PHEE v2, development",
        "phee/dev.jsonl",
        "calibration CORPUS/dev.jsonl",
        of_calibration,
    ),
    ("Whole case texts: MACCROBAT", "maccrobat", "maccrobat CORPUS", of_maccrobat),
    (
        "Abstracts: BC5CDR, development",
        "bc5cdr/development.pubtator",
        "bc5cdr CORPUS/development.pubtator --held TEXTS.jsonl",
        of_bc5cdr,
    ),
)
"""Heading, place in the data, command, and what makes the table of this place and of the annotated cases' texts."""


def corpora(shared: Path) -> Iterator[str]:
    """A table for each public corpus that is here; the others are named."""
    for heading, place, command, lines in CORPORA:
        yield f"### {heading}\n"
        if (shared / "data" / place).exists():
            yield f"`python -m benchmarks.{command}`\n"
            yield from lines(shared / "data" / place, shared / "gold" / "texts.jsonl")
        else:
            yield f"Not measured: `data/{place}` was not there."
        yield ""


def of_fresh(shared: Path) -> Iterator[str]:
    """The tables of the texts that no rule was written on."""
    yield "### Reading: fresh texts\n"
    places = ("bc5cdr/training.pubtator", "bc5cdr/development.pubtator", "casereports/e3c_ade_like.jsonl")
    missing = [place for place in places if not (shared / "data" / place).is_file()]
    if missing:
        yield f"Not measured: {' and '.join(f'`data/{place}`' for place in missing)} not there.\n"
        return
    yield "`python -m benchmarks.fresh CORPORA`\n"
    for part in fresh.PARTS:
        yield from fresh.markdown(part, shared / "data")


def of_ade(shared: Path) -> Iterator[str]:
    """The tables of ADE, which need PHEE beside it: its splits say which articles may be measured."""
    yield "### Drugs, effects, relations: ADE, articles of PHEE's development\n"
    places = ("ade/DRUG-AE.rel", "phee/train.jsonl", "phee/dev.jsonl")
    missing = [place for place in places if not (shared / "data" / place).is_file()]
    if missing:
        yield f"Not measured: {' and '.join(f'`data/{place}`' for place in missing)} not there."
    else:
        yield "`python -m benchmarks.ade CORPUS/DRUG-AE.rel PHEE`\n"
        yield from ade.markdown(*ade.measured(shared / "data" / places[0], shared / "data" / "phee"))
    yield ""


def pace(report: Path | None, texts: Path | None) -> Iterator[str]:
    """The table of times."""
    yield "### Speed\n"
    yield "| figure | command | seconds (median) | peak MB | runs |\n|---|---|---:|---:|---:|"
    for t in speed.measure(report, texts, runs=5):
        yield f"| {t.figure} | `{t.command}` | {t.seconds:.2f} | {t.megabytes:.0f} | {t.runs} |"
    if texts:
        r = rate.measure([row["text"] for row in score.load(texts)])
        shown = "`python -m benchmarks.rate TEXTS.jsonl`"
        yield f"\n{shown}: {r.per_second} texts a second on one core ({r.texts} texts of {r.words:.0f} words on average,"
        yield f"{r.with_case} of them with a case)."


def report() -> str:
    """All that can be measured here, as Markdown."""
    gold = SHARED / "gold"
    inputs = sorted((SHARED / "inputs").glob("*.txt"))
    texts = gold / "texts.jsonl"
    # Before this process has grown: a child's peak counts what its parent held when it was begun.
    times = list(pace(inputs[0] if inputs else None, texts if texts.is_file() else None))
    lines = [machine(), ""]
    lines += quality(gold) if gold.is_dir() else ["Annotated cases were not there, and reading was not measured.\n"]
    lines += of_fresh(SHARED)
    lines += patients.section(gold)
    lines += corpora(SHARED)
    lines += of_ade(SHARED)
    lines += times
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure everything that can be measured here.")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    given = parser.parse_args(arguments)
    measured = report()
    print(measured)
    if given.write:
        text = README.read_text(encoding="utf-8")
        if not MEASURED.search(text):
            print(f"{README.name} has no place for measured tables", file=sys.stderr)
            return 2
        README.write_text(MEASURED.sub(lambda _: measured, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
