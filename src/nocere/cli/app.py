"""The Typer application: what `nocere` alone shows, and which commands there are.

Each command is a file of its own beside this one and imports what it needs when it runs, so that help costs nothing.
"""

from __future__ import annotations

from typing import Annotated

import typer

from nocere import __version__
from nocere.cli import bench, demo, doctor, read, schema

TASKS = """nocere reads published case reports of drug harm and makes evidence-linked safety cases.

What do you want to do?

  read a report                       nocere read report.txt
  read a folder, one file per result  nocere read inbox/ --format json -o results/
  see every value beside its quote    nocere read report.html --format html > case.html
  make an E2B(R3) message             nocere read report.txt --format e2b --draft
  see how it works, without a file    nocere demo
  check this installation             nocere doctor
  measure it on annotated reports     nocere bench folder/
  get the JSON Schema of the results  nocere schema

Each command explains itself:         nocere read --help
"""

app = typer.Typer(
    name="nocere",
    help="Read published case reports of drug harm; write evidence-linked, standards-ready safety cases.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"nocere {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def tasks(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read published case reports of drug harm; write evidence-linked, standards-ready safety cases."""
    if context.invoked_subcommand is None:
        typer.echo(TASKS, nl=False)


app.command("read")(read.read)
app.command("demo")(demo.demo)
app.command("doctor")(doctor.doctor)
app.command("bench")(bench.bench)
app.command("schema")(schema.schema)
