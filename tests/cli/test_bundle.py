"""Options in groups: Typer sees them flat, the command gets them whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from nocere.cli.bundle import bundled


@dataclass(frozen=True)
class Size:
    """A group."""

    width: Annotated[int, typer.Option(help="How wide.")] = 1
    height: Annotated[int, typer.Option("--tall", "-t")] = 2


@pytest.mark.parametrize(
    ("arguments", "said"), [(["x"], "x 1 2"), (["x", "--width", "5"], "x 5 2"), (["x", "-t", "9"], "x 1 9")]
)
def test_groups_are_spread_and_gathered(arguments: list[str], said: str) -> None:
    """Names, defaults and short forms are the fields'."""
    app = typer.Typer()

    @app.command()
    @bundled
    def draw(name: Annotated[str, typer.Argument()], size: Size) -> None:
        typer.echo(f"{name} {size.width} {size.height}")

    result = CliRunner().invoke(app, arguments)
    assert result.output.strip() == said
    assert "How wide." in CliRunner().invoke(app, ["--help"]).output
