"""What cannot be read or written: one clear line on standard error, the right exit code, nothing half-written."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from nocere.cli.output import write
from nocere.errors import OutputError
from tests.cli.conftest import EXAMPLES, NOCERE, Run, command, one_line

REPORT = EXAMPLES / "linezolid-lactic-acidosis.txt"


def files(folder: Path) -> list[str]:
    """The names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"  \n\n  ", "blank.txt"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "picture.txt"),
    "nul.txt": (b"A 4-year-old girl\0 had a rash", "nul.txt"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "long.txt": (b"A rash. " * 6_500_000, "characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_report(name: str, run: Run, tmp_path: Path) -> None:
    """Each is refused in one line that names the file; exit 2; nothing on standard output."""
    data, says = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    ended = run("read", path)
    assert ended.code == 2
    assert ended.out == ""
    line = one_line(ended)
    assert name in line
    assert says in line


def test_a_missing_file(run: Run) -> None:
    """The name is repeated, so that a typing mistake is seen."""
    ended = run("read", "reprot.txt")
    assert ended.code == 2
    assert "reprot.txt" in one_line(ended)


def test_a_folder_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    """Says what was looked for."""
    ended = run("read", tmp_path)
    assert ended.code == 2
    assert ".txt" in one_line(ended)


def test_usage(run: Run) -> None:
    """A wrong option or value is exit 2."""
    assert run("read").code == 2
    assert run("read", REPORT, "--format", "word").code == 2
    assert run("raed", REPORT).code == 2


@pytest.mark.parametrize("form", ["json", "html", "e2b"])
def test_several_documents_need_a_folder(form: str, run: Run) -> None:
    """Formats that hold one document say where several would go."""
    ended = run("read", REPORT, EXAMPLES / "timolol-trial-no-case.txt", "--format", form)
    assert ended.code == 2
    assert "-o DIR" in one_line(ended)


def test_out_onto_a_file(run: Run, tmp_path: Path) -> None:
    """-o names a folder; a file of that name is left alone."""
    there = tmp_path / "results"
    there.write_text("mine")
    ended = run("read", REPORT, "--format", "json", "-o", there)
    assert ended.code == 2
    assert "is a file" in one_line(ended)
    assert there.read_text() == "mine"


def test_out_where_no_folder_can_be(run: Run, tmp_path: Path) -> None:
    """A folder under a file cannot be made, by root neither."""
    (tmp_path / "file").touch()
    ended = run("read", REPORT, "--format", "json", "-o", tmp_path / "file" / "results")
    assert ended.code == 2
    one_line(ended)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root")
def test_no_permission(run: Run, tmp_path: Path) -> None:
    """A folder that may not be written to."""
    tmp_path.chmod(0o500)
    ended = run("read", REPORT, "--format", "json", "-o", tmp_path / "results")
    assert ended.code == 2
    assert "ermission" in one_line(ended)


@pytest.mark.parametrize("reason", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_file_that_cannot_be_made(reason: int, tmp_path: Path) -> None:
    """No permission, a read-only disk, a full one: root is bound by none of our making, so the opener is handed in."""

    def refuse(path: Path) -> int:
        raise OSError(reason, os.strerror(reason), str(path))

    with pytest.raises(OutputError, match=os.strerror(reason)):
        write(tmp_path / "x.json", b"data", opened=refuse)
    assert files(tmp_path) == ["here"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_disk_that_fills_up_while_writing(tmp_path: Path) -> None:
    """What was there before stays; nothing is left beside it."""
    (tmp_path / "x.json").write_bytes(b"before")
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path / "x.json", b"data" * 10_000, opened=lambda path: os.open("/dev/full", os.O_WRONLY))
    assert files(tmp_path) == ["here", "x.json"]
    assert (tmp_path / "x.json").read_bytes() == b"before"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_standard_output_that_is_full() -> None:
    """One line, exit 2, no complaint of Python's at exit."""
    with open("/dev/full", "wb") as full:
        ended = subprocess.run([NOCERE, "demo", "--text"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr.decode().splitlines() == [
        "nocere: standard output: No space left on device; nothing more was written"
    ]


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """`| head` ends the command without a word."""
    ended = subprocess.run(
        ["sh", "-c", f'"{NOCERE}" schema 2>"{tmp_path}/err" | head -c 10'], capture_output=True, check=True, timeout=60
    )
    assert len(ended.stdout) == 10
    assert (tmp_path / "err").read_text() == ""


def test_a_misspelt_setting(run: Run) -> None:
    """nocere.toml with a key that is none lists those that are."""
    Path("nocere.toml").write_text('sendr = "Anytown"')
    ended = run("read", REPORT)
    assert ended.code == 2
    assert "sendr" in one_line(ended)
    assert "sender_type" in ended.err


def test_a_settings_file_that_is_no_toml() -> None:
    """Said in one line, as everything."""
    Path("nocere.toml").write_text("sender = ")
    assert "nocere.toml" in one_line(command("doctor"))
