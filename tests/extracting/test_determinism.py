"""A case is the same bytes alone and beside others, in any order, on one thread or two, in whatever process.

Alone means: with nothing remembered of any other text. What modules remember is forgotten first (`forget`), or the text is
read in a process of its own.
"""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nocere.cli.journal import NAME
from nocere.extracting.explain import explain
from nocere.pipeline import read, read_many
from nocere.reading import Source, read_document, sources
from tests.cli.conftest import NOCERE
from tests.extracting.test_explain import TELLING, TITLES

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")])
INVENTED = {
    "two.txt": "Case 1: A 9-year-old girl with epilepsy developed a rash caused by carbamazepine. She recovered after "
    "carbamazepine was stopped. Case 2: A 12-year-old boy died of toxic epidermal necrolysis due to lamotrigine.",
    "twice.txt": "A 54-year-old man with gout was started on allopurinol. Two weeks later he developed a widespread rash. "
    "Allopurinol was stopped, and the rash resolved. Allopurinol 100 mg daily was given again, and the rash recurred.",
    "again.txt": "Allopurinol hypersensitivity. A 61-year-old man developed hepatitis due to allopurinol. "
    "Two weeks later he developed a widespread rash. Allopurinol was stopped, and the rash resolved.",
    "nobody.txt": "Ten patients received warfarin, and two had bleeding. Phenytoin is a known cause of hepatitis.",
    "signs.txt": "Naïve “31-year-old” woman 😷: 10±2 µg/kg of fentanyl i.v.; apnoea was caused by fentanyl. She recovered.",
    "long.txt": f"A 61-year-old woman took digoxin{' and water' * 300} and had heart block caused by digoxin.",
}
TEXTS: dict[str, bytes] = {path.name: path.read_bytes() for path in FILES} | {
    name: text.encode() for name, text in INVENTED.items()
}
IN_A_PROCESS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from nocere.pipeline import read
def digest(name):
    return sha256(read(Path(name).read_bytes(), Path(name).name).model_dump_json().encode()).hexdigest()
with ThreadPoolExecutor(int(sys.argv[1])) as pool:
    print(*pool.map(digest, sys.argv[2:]), sep="\\n")
"""
"""Read files on so many threads, from a cold start, and print the SHA-256 of each reading."""


class Held(Source):
    """A source whose bytes are at hand."""

    def bytes(self) -> bytes:
        return TEXTS[self.name]


def written(name: str, data: bytes) -> bytes:
    """The reading as it is written."""
    return read(data, name).model_dump_json().encode()


def forget() -> int:
    """Forget what modules remember of texts, and say how much it was; rules, lexicons and weights stay."""
    kept = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper) and _of_texts(one)]
    held = sum(one.cache_info().currsize for one in kept)
    for one in kept:
        one.cache_clear()
    return held


def _of_texts(one: _lru_cache_wrapper[object]) -> bool:
    """Whether it remembers what it was asked, up to a number: tables are remembered whole, and models are few."""
    return one.__module__.startswith("nocere.") and (one.cache_parameters()["maxsize"] or 0) > 4


@pytest.fixture(scope="module")
def alone() -> dict[str, bytes]:
    """Each text as it is read with nothing remembered."""
    found = {}
    for name, data in TEXTS.items():
        forget()
        found[name] = written(name, data)
    return found


def test_something_is_remembered_and_forgotten() -> None:
    """Or the other tests would compare remembered readings with themselves."""
    forget()
    read(TEXTS["twice.txt"], "twice.txt")
    assert forget() > 10
    assert forget() == 0


def test_the_texts_have_cases(alone: dict[str, bytes]) -> None:
    """Bytes of empty readings would be the same too easily."""
    assert sum(b'"reactions":[{' in data for data in alone.values()) >= 9
    assert len({hashlib.sha256(data).digest() for data in alone.values()}) == len(TEXTS)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(sorted(TEXTS)), min_size=2, max_size=4))
def test_in_any_order(alone: dict[str, bytes], names: list[str]) -> None:
    """In a batch, twice in it too, and with its explanation or without."""
    forget()
    for asked in (False, True):
        results = read_many([Held(name, None) for name in names], explain=asked)
        for name, result in zip(names, results, strict=True):
            assert result.reading is not None
            assert result.reading.model_dump_json().encode() == alone[name], name
            assert asked is (result.explanation is not None)


def test_all_backwards_and_forwards(alone: dict[str, bytes]) -> None:
    """The whole batch, with nothing forgotten between."""
    for names in (list(TEXTS), list(reversed(TEXTS))):
        results = read_many([Held(name, None) for name in names])
        for name, result in zip(names, results, strict=True):
            assert result.reading is not None
            assert result.reading.model_dump_json().encode() == alone[name], name


DOCUMENT = st.tuples(st.sampled_from(TITLES), st.lists(st.sampled_from(TELLING), min_size=1, max_size=6))


@settings(max_examples=30, deadline=None)
@given(DOCUMENT, DOCUMENT)
def test_sentences_that_another_report_has_too(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> None:
    """The same sentence at another place, of another patient, changes nothing, and neither do explanations."""
    first, second = ("\n\n".join((title, " ".join(told))).strip().encode() for title, told in (one, other))
    forget()
    by_itself = written("a.txt", first)
    forget()
    kept = explain(read_document(first, "a.txt"))
    forget()
    explain(read_document(second, "a.txt"))
    assert written("a.txt", first) == by_itself
    assert explain(read_document(first, "a.txt")) == kept


@contextmanager
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("names", [list(TEXTS), [*reversed(TEXTS)], [*TEXTS, *TEXTS]], ids=["on", "back", "twice"])
def test_on_one_thread_or_two(alone: dict[str, bytes], threads: int, names: list[str]) -> None:
    """They share what is remembered, and nothing was when they began."""
    forget()
    with hurried(), ThreadPoolExecutor(threads) as pool:
        for name, data in zip(names, pool.map(lambda name: written(name, TEXTS[name]), names), strict=True):
            assert data == alone[name], name


def process(paths: Sequence[Path], threads: int, **environ: str) -> list[str]:
    """The digests that a process of its own prints."""
    ended = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS, str(threads), *map(str, paths)],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of all texts."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, data in TEXTS.items():
        (inbox / name).write_bytes(data)
    return inbox


@pytest.mark.parametrize(
    ("threads", "environ"),
    [
        (1, {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}),
        (1, {"PYTHONHASHSEED": "4711", "OMP_NUM_THREADS": "2", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}),
        (2, {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1"}),
        (2, {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "2"}),
    ],
    ids=["plain", "another hash, place and clock", "two threads from a cold start", "two threads on two"],
)
def test_in_a_process_of_its_own(alone: dict[str, bytes], folder: Path, threads: int, environ: dict[str, str]) -> None:
    names = list(TEXTS) if threads == 1 else [*reversed(TEXTS)]
    wanted = [hashlib.sha256(alone[name]).hexdigest() for name in names]
    assert process([folder / name for name in names], threads, **environ) == wanted


@pytest.mark.parametrize("name", ["dress-case-series.txt", "twice.txt"])
def test_the_only_text_of_a_process(alone: dict[str, bytes], folder: Path, name: str) -> None:
    assert process([folder / name], 1) == [hashlib.sha256(alone[name]).hexdigest()]


E2B = ["--draft", "--created", "2026-01-02T03:04:05"]


@pytest.mark.parametrize(("form", "more"), [("json", []), ("html", ["--explain"]), ("e2b", E2B)])
def test_the_command_in_any_order(folder: Path, tmp_path: Path, form: str, more: list[str]) -> None:
    """Every file of the output folder, the journal aside, which tells the order."""
    made = []
    for order in (0, 1):
        paths, out = sorted(folder.iterdir(), reverse=bool(order)), tmp_path / f"out{order}"
        subprocess.run(
            [NOCERE, "read", *paths, "--format", form, "-o", out, *more],
            env=os.environ | {"PYTHONHASHSEED": str(order)},
            capture_output=True,
            check=False,
        )
        made.append({path.name: path.read_bytes() for path in out.iterdir() if path.name != NAME})
    assert made[0] == made[1]
    assert len(made[0]) >= 9


def test_a_file_s_bytes_are_what_counts(folder: Path) -> None:
    """Not where they come from."""
    for path in FILES:
        (source,) = sources([str(folder / path.name)])
        assert written(path.name, source.bytes()) == read(path).model_dump_json().encode()
