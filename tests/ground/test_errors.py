"""The tree that `errors` draws of what nocere refuses is the tree there is."""

from __future__ import annotations

import importlib
import pkgutil
import re

import nocere
from nocere import errors
from nocere.errors import NocereError


def refusals() -> list[type[NocereError]]:
    """Every refusal that any module of nocere defines."""
    for module in pkgutil.walk_packages(nocere.__path__, "nocere."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return NocereError.__subclasses__()


def test_the_tree_shows_every_refusal_and_its_exit_code() -> None:
    """None lives elsewhere, and the code in brackets is the one the command ends with (2 where it says none)."""
    drawn = re.findall(r"[├└]── (\w+) .*?(?:\((?:exit )?(\d).*)?$", errors.__doc__ or "", re.MULTILINE)
    shown = {name: int(code or NocereError.exit_code) for name, code in drawn}
    assert shown == {kind.__name__: kind.exit_code for kind in refusals()}
    assert all(kind.__module__ == errors.__name__ and not kind.__subclasses__() for kind in refusals())
