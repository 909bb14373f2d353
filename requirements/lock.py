"""The lock files: what is installed, to the byte, on every platform.

    python requirements/lock.py              # writes core.txt and dev.txt (needs uv and the package index)
    python requirements/lock.py --check      # offline: were they made from what pyproject.toml asks for now?

`core.txt` is what the package runs and is built with; `dev.txt` adds the tests and checks. Both hold versions and the
SHA-256 of every published file of each, and no download address or machine path. The first line is a digest of the
requirements they were made from, which is how `--check` knows without a network. The `train` extra is not locked: its
torch differs by platform and accelerator.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent / "pyproject.toml"
LOCKS = ("core", "dev")
ELSEWHERE = re.compile(r"://|^-|(?<![\w.])/\w+/", re.MULTILINE)


def asked(lock: str) -> dict[str, list[str]]:
    """The requirements that this lock must satisfy, as pyproject.toml states them."""
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    project = settings["project"]
    wanted = {
        "python": [project["requires-python"]],
        "build": sorted(settings["build-system"]["requires"]),
        "core": sorted(project["dependencies"]),
    }
    if lock != "core":
        wanted[lock] = sorted(project["optional-dependencies"][lock])
    return wanted


def first_line(lock: str) -> str:
    """The line a lock opens with."""
    digest = hashlib.sha256(json.dumps(asked(lock), sort_keys=True).encode()).hexdigest()
    return f"# made by `make lock` from requirements with digest {digest[:32]}"


def write(lock: str, options: list[str]) -> None:
    """Resolve this lock for all platforms and supported Pythons."""
    path = HERE / f"{lock}.txt"
    command = ["uv", "pip", "compile", str(PROJECT), "-", "--output-file", str(path), "--quiet", "--no-config"]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *options]
    if lock != "core":
        command += ["--extra", lock, "--constraint", str(HERE / "core.txt")]
    subprocess.run(command, input="\n".join(asked(lock)["build"]), text=True, check=True)
    path.write_text(f"{first_line(lock)}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def problems(lock: str) -> list[str]:
    """What is wrong with this lock."""
    text = (HERE / f"{lock}.txt").read_text(encoding="utf-8")
    found = []
    if text.splitlines()[0] != first_line(lock):
        found.append(f"requirements/{lock}.txt was made from other requirements than pyproject.toml's; run `make lock`")
    if place := ELSEWHERE.search(text):
        found.append(f"requirements/{lock}.txt names an address or a path: {place.group()!r}")
    pins = re.split(r"\n(?=\w)", text)[1:]
    found += [f"requirements/{lock}.txt: {pin.split()[0]} has no hash" for pin in pins if "--hash=sha256:" not in pin]
    return found


def main(options: list[str]) -> int:
    """Write the locks, or check them."""
    if options != ["--check"]:
        for lock in LOCKS:
            write(lock, options)
    wrong = [problem for lock in LOCKS for problem in problems(lock)]
    print("\n".join(wrong) or "The lock files answer to pyproject.toml.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
