"""Files, folders and standard input become sources; what cannot be read says why."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from nocere.errors import InputError
from nocere.reading import ENDINGS, Source, sources
from nocere.reading.decoding import MOST_BYTES


def tree(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A boy: {name}", encoding="utf-8")


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    tree(
        tmp_path, "b.txt", "a/z.HTML", "a/y.md", "a/b/report", "c.pdf", ".hidden.txt", ".git/x.txt", "d.docx", "e.xhtml"
    )
    found = [str(source.path.relative_to(tmp_path)) for source in sources([str(tmp_path)]) if source.path]
    assert found == ["b.txt", "e.xhtml", "a/y.md", "a/z.HTML", "a/b/report"]


def test_a_folder_without_any_says_what_was_looked_for(tmp_path: Path) -> None:
    tree(tmp_path, "c.pdf")
    with pytest.raises(InputError, match=r"no file to read in this folder; looked for \.txt .*\(no ending\)"):
        list(sources([str(tmp_path)]))
    assert "" in ENDINGS


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    tree(tmp_path, "out/secret.txt", "in/a.txt")
    inside = tmp_path / "in"
    (inside / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (inside / "linked").symlink_to(tmp_path / "out", target_is_directory=True)
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "broken.txt").symlink_to(inside / "nothing")
    (inside / "self.txt").symlink_to(inside / "self.txt")
    (inside / "same.txt").symlink_to(inside / "a.txt")
    assert [source.name for source in sources([str(inside)])] == ["a.txt", "same.txt"]


def test_what_is_no_file_is_left_out_of_a_folder(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [source.name for source in sources([str(tmp_path)])] == ["a.txt"]


def test_a_named_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf")
    (source,) = sources([str(tmp_path / "a.pdf")])
    assert source == Source("a.pdf", tmp_path / "a.pdf")
    assert source.bytes() == b"A boy: a.pdf"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A boy")))
    (source,) = sources(["-"])
    assert (source.name, source.path, source.bytes()) == ("stdin", None, b"A boy")


@pytest.mark.parametrize(
    ("name", "says"), [("none.txt", "no such file"), ("a\0b", "cannot be read"), ("n" * 300, "cannot be read")]
)
def test_a_file_that_is_not_there_is_refused_when_read(tmp_path: Path, name: str, says: str) -> None:
    (source,) = sources([f"{tmp_path}/{name}"])
    with pytest.raises(InputError, match=says):
        source.bytes()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        Source("x", tmp_path).bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    (source,) = sources([str(tmp_path / "a.txt")])
    with pytest.raises(InputError, match="no permission"):
        source.bytes()


def test_reading_is_bounded(tmp_path: Path) -> None:
    """A file that never ends is refused, not read to its end."""
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES * 50)
    (source,) = sources([str(path)])
    with pytest.raises(InputError, match="more than 40,000,000 bytes"):
        source.bytes()
