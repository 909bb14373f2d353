"""Many documents: one failure stops nothing, names cannot collide or escape, and an interrupted run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from nocere.cli.asked import Format, Output
from nocere.cli.batch import Batch
from nocere.cli.journal import NAME
from nocere.cli.output import stem
from nocere.cli.settings import resolve
from nocere.errors import FaultError, InputError, OutputError
from nocere.pipeline import Result
from nocere.reading import Source
from tests.cli.conftest import EXAMPLES, NOCERE, Run
from tests.exchange.page_reading import reading

REPORT = EXAMPLES / "linezolid-lactic-acidosis.txt"


def read(
    sources: Iterable[Source], *, done: Callable[[Source, str], bool], progress: Callable[[Result], None]
) -> Iterator[Result]:
    """A reader of files whose content is the order: a reading, a refusal, a fault, an interrupt."""
    for source in sources:
        order = source.bytes().decode()
        sha256 = hashlib.sha256(order.encode()).hexdigest()
        if order == "interrupt":
            raise KeyboardInterrupt
        if done(source, sha256):
            yield Result(source.name, sha256)
        elif order.startswith("ok"):
            yield Result(source.name, sha256, reading=reading())
        else:
            yield Result(source.name, error={"bad": InputError("no text"), "fault": FaultError("a fault")}[order])


def batch(folder: Path, out: Path | None, again: bool = False, **orders: str) -> Batch:
    """A batch over files with these orders."""
    folder.mkdir(exist_ok=True)
    for name, order in orders.items():
        (folder / f"{name}.txt").write_text(order)
    paths = [str(folder / f"{name}.txt") for name in orders]
    return Batch(paths, Output(Format.JSON if out else Format.JSONL, out, again), resolve({}), read)


@pytest.mark.parametrize(
    ("orders", "code"),
    [
        ({"a": "ok"}, 0),
        ({"a": "ok", "b": "ok 2"}, 0),
        ({"a": "bad"}, 2),
        ({"a": "fault"}, 5),
        ({"a": "ok", "b": "bad", "c": "ok 3"}, 3),
        ({"a": "bad", "b": "bad"}, 2),
        ({"a": "bad", "b": "fault"}, 3),
    ],
)
def test_exit_codes(orders: dict[str, str], code: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All done 0; some failed 3; all failed alike, their code. Each failure is listed with its document, at the end."""
    out = tmp_path / "out"
    assert batch(tmp_path / "in", out, **orders).run() == code
    said = capfd.readouterr().err
    for name, order in orders.items():
        assert (out / f"{name}.json").exists() == order.startswith("ok")
        assert (f"nocere: {name}.txt: " in said) != order.startswith("ok")


def test_interrupted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What was finished stays; one line says how far it came; the same command goes on from there."""
    out = tmp_path / "out"
    orders = {"a": "ok", "b": "ok 2", "c": "interrupt", "d": "ok 4"}
    assert batch(tmp_path / "in", out, **orders).run() == 130
    assert "interrupted: 2 of 4 documents were done" in capfd.readouterr().err
    assert batch(tmp_path / "in", out, **(orders | {"c": "ok 3"})).run() == 0
    assert "4 of 4 documents done, 2 of them read before" in capfd.readouterr().err
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json", "c.json", "d.json", NAME]


def test_done_means_same_bytes_same_way_still_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A changed source, a changed or missing result, or --again: read anew. A torn journal line is no line."""
    out = tmp_path / "out"

    def held(again: bool = False, **orders: str) -> bool:
        assert batch(tmp_path / "in", out, again, **orders).run() == 0
        return "read before" in capfd.readouterr().err

    assert not held(a="ok")
    assert held(a="ok")
    assert not held(again=True, a="ok")
    assert not held(a="ok, but changed")
    (out / "a.json").write_text("{")
    assert not held(a="ok, but changed")
    (out / "a.json").unlink()
    assert not held(a="ok, but changed")
    with (out / NAME).open("a") as journal:
        journal.write('{"source": "torn')
    assert held(a="ok, but changed")


def test_e2b_messages_of_several_patients(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One message goes to standard output; several are numbered files in a folder."""
    (tmp_path / "x.txt").write_text("ok")
    asked = Output(Format.E2B, draft=True)
    assert Batch([str(tmp_path / "x.txt")], asked, resolve({}), read).run() == 2
    assert "-o DIR" in capfd.readouterr().err
    out = tmp_path / "out"
    asked = Output(Format.E2B, out, draft=True)
    assert Batch([str(tmp_path / "x.txt")], asked, resolve({}), read).run() == 0
    assert sorted(path.name for path in out.iterdir()) == [NAME, "x-1.xml", "x-2.xml"]


def test_same_names_do_not_collide(tmp_path: Path) -> None:
    """Two sources of one name, in one run or in two, keep two results."""
    for folder in ("one", "two", "three"):
        batch(tmp_path / folder, None, x=f"ok {folder}")
    both = [str(tmp_path / "one" / "x.txt"), str(tmp_path / "two" / "x.txt")]
    out = tmp_path / "out"
    assert Batch(both, Output(Format.JSON, out), resolve({}), read).run() == 0
    assert len(list(out.glob("x-*.json"))) == 2
    for folder in ("one", "three"):
        alone = [str(tmp_path / folder / "x.txt")]
        assert Batch(alone, Output(Format.HTML, out), resolve({}), read).run() == 0
    assert len(list(out.glob("x*.html"))) == 2


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.txt", "report"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot"),
        ("..", "document"),
        (".hidden", "hidden"),
        ("", "document"),
        ("a b\n\x1b[31mc.v2.html", "a_b_31mc.v2"),
        ("nul.txt", "_nul"),
        ("Ödem – Fall 1.txt", "Ödem_Fall_1"),
        ("x" * 300 + ".txt", "x" * 100),
    ],
)
def test_stems_are_safe(name: str, safe: str) -> None:
    """No folder, no hidden or reserved name, no control character, not too long."""
    assert stem(name) == safe


def test_a_disk_that_fills_up_ends_the_batch(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The other documents would fail too. What failed before is listed, what was written stays."""
    out = tmp_path / "out"
    (out / "c.json").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"c\.json: cannot write"):
        batch(tmp_path / "in", out, a="ok", b="bad", c="ok 3", d="ok 4").run()
    assert "nocere: b.txt: no text" in capfd.readouterr().err
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "c.json", NAME]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to hold the second document back")
def test_ctrl_c(tmp_path: Path) -> None:
    """SIGINT to the real command while it waits for its second document."""
    os.mkfifo(tmp_path / "second.txt")
    out = tmp_path / "out"
    running = subprocess.Popen(
        [NOCERE, "read", REPORT, tmp_path / "second.txt", "--format", "json", "-o", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    patience = time.monotonic() + 60
    while not (out / NAME).exists() and running.poll() is None and time.monotonic() < patience:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode().startswith("nocere: interrupted: 1 of 2 documents were done")
    assert b"Traceback" not in err
    assert json.loads((out / f"{REPORT.stem}.json").read_bytes())["document"]["name"] == REPORT.name


def test_a_folder_of_reports(run: Run, tmp_path: Path) -> None:
    """The examples, whole: each becomes a file, nothing fails, and a second run has nothing to do."""
    out = tmp_path / "out"
    ended = run("read", EXAMPLES, "--format", "html", "-o", out)
    assert ended.code == 0, ended.err
    assert ended.out == ""
    assert REPORT.with_suffix(".html").name in {path.name for path in out.iterdir()}
    assert "; 0 files in" in run("read", EXAMPLES, "--format", "html", "-o", out).err
