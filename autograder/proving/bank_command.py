"""``course bank``: run the exercise bank and the mutants, and say what the checks missed."""

from __future__ import annotations

import json as json_module
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from autograder.course import HOUSE
from autograder.proving import bank as exercise_bank
from autograder.proving import mutants as mutation

PAGE = HOUSE / "docs" / "bank.md"
COLUMNS = (
    *("exercises", "accepted", "accepted full", "wrong", "wrong caught", "wrong hinted"),
    *("mutants", "mutants killed", "equivalent"),
)
PAGE_HEAD = """# The exercise bank in numbers

Every check of the course is proven on answers. **Accepted** ones are right, in forms that people
really write; they must earn full points in the visible and in the hidden check. **Wrong** ones hold
one mistake each; the *visible* check must take points (caught), and the property that it shows
first must be the one that names the mistake (hinted). **Mutants** are the reference solutions with
one operator, comparison, constant, axis, call or name changed, or one statement dropped, by a
program; the visible check must take points (killed). **Equivalent** mutants compute the same; they
are listed by hand, each with the reason, in
`solutions/NN_topic/answers/<exercise>/equivalent.toml`.

`course bank --page` writes this page; `make test` holds every line of it.
"""


def run(notebook: str | None = None, with_mutants: bool = True) -> exercise_bank.BankResult:
    """Judge the bank of one notebook, or of all, and the mutants of its reference solutions.

    Raises LookupError for a notebook that is not in the bank.
    """
    known = exercise_bank.notebooks()
    if notebook is not None and notebook not in known:
        raise LookupError(f"there is no bank for {notebook!r}; there is one for {', '.join(known)}")
    chosen = [notebook] if notebook else known
    items = [a for name in chosen for a in exercise_bank.answers(name)]
    equivalent: dict[str, int] = {}
    if with_mutants:
        for name in chosen:
            source = HOUSE / "solutions" / name / f"{name}.py"
            if source.exists():
                items.extend(mutation.mutants(name, source))
                listed = [mutation.equivalents(name, e) for e in exercise_bank.exercises(name)]
                equivalent[name] = sum(map(len, listed))
    with Progress(console=_stderr(), transient=True) as progress:
        task = progress.add_task("answers", total=len(items))
        verdicts = exercise_bank.judge_all(items, progress=lambda: progress.advance(task))
    return exercise_bank.BankResult(verdicts, equivalent)


def bank(
    notebook: Annotated[str | None, typer.Argument(help="A notebook; all when left out.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    mutants: Annotated[bool, typer.Option(help="Also run the machine-made wrong answers.")] = True,
    page: Annotated[bool, typer.Option("--page", help="Also write docs/bank.md.")] = False,
) -> None:
    """Prove the checks: run every accepted and wrong answer of the bank through them."""
    try:
        result = run(notebook, mutants)
    except LookupError as error:
        typer.echo(f"course bank: {error.args[0]}", err=True)
        raise typer.Exit(2) from None
    numbers = result.numbers()
    if json:
        typer.echo(json_module.dumps(numbers, indent=1))
    else:
        _print_table(result)
    if page:
        PAGE.write_text(write_page(result), encoding="utf-8")
    if numbers["failures"]:
        raise typer.Exit(1)


def write_page(result: exercise_bank.BankResult) -> str:
    """Return docs/bank.md for the result of all notebooks."""
    lines = [
        PAGE_HEAD,
        "| notebook | " + " | ".join(COLUMNS) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    names = sorted({v.answer.notebook for v in result.verdicts})
    return "\n".join([*lines, *(page_row(name, result.of(name)) for name in names)]) + "\n"


def page_row(notebook: str, result: exercise_bank.BankResult) -> str:
    """Return a notebook's line of docs/bank.md."""
    numbers = result.numbers()
    cells = [str(numbers[column.replace(" ", "_")]) for column in COLUMNS]
    return f"| {notebook} | " + " | ".join(cells) + " |"


def _print_table(result: exercise_bank.BankResult) -> None:
    numbers = result.numbers()
    table = Table(title="Exercise bank")
    for column in ("file", "points", "expected", "shown"):
        table.add_column(column, overflow="fold")
    for failure in numbers["failures"]:
        table.add_row(
            failure["file"], f"{failure['points']:g}", failure["expected"], failure["shown"]
        )
    console = Console()
    if numbers["failures"]:
        console.print(table)
    slowest = max(result.verdicts, key=lambda v: v.seconds, default=None)
    for name, value in numbers.items():
        if name != "failures":
            console.print(f"{name:>15}: {value}")
    if slowest is not None:
        console.print(f"slowest visible check: {slowest.seconds:.2f} s ({slowest.answer.name})")


def _stderr() -> Console:
    return Console(file=sys.stderr)


if __name__ == "__main__":
    typer.run(bank)
