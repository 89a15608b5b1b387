"""docs/bank.md: the exercise bank in numbers.

The numbers are lower bounds, so that whoever adds an answer need not touch the page: two who do at
the same time would meet in one line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.course import HOUSE
from course_lib.student.workspace import write_atomically

PAGE = HOUSE / "docs" / "bank.md"
COLUMNS = (
    *("exercises", "accepted", "accepted full", "wrong", "wrong caught", "wrong hinted"),
    *("idea", "convention", "detail", "guard", "two", "within"),
    *("mutants", "mutants killed", "equivalent"),
)
HEAD = """# The exercise bank in numbers

Every check of the course is proven on answers. **Accepted** ones are right, in forms that people
really write; they must earn full points in the visible and in the hidden check. **Wrong** ones hold
one mistake each; the *visible* check must take points (caught), and the property that it shows
first must be the one that names the mistake (hinted). **Mutants** are the reference solutions with
one operator, comparison, constant, axis, call or name changed, or one statement dropped, by a
program; the visible check must take points (killed). **Equivalent** mutants compute the same; they
are listed by hand, each with the reason, in
`solutions/NN_topic/answers/<exercise>/equivalent.toml`.

## What a mistake costs

A slip is priced once, and by what it means. Each function of an exercise has its share of the
points, and where a function returns several results each may have its own: the weights of its rows
in the check. A function that is right keeps its share, whatever is wrong beside it: a guard that
calls both takes from the wrong one.

| kind | what it is | the function keeps |
|---|---|---|
| idea | misses what the exercise is about | at most a third |
| convention | has the idea, but divides by N - 1, or turns an order round | at least two thirds |
| detail | has the idea, and slips in a case: an edge, a default, a shape | at least two thirds |
| guard | changes its inputs, loses digits, draws from another `rng` | nine tenths |

Rows that only follow from a named mistake cost nothing more. Every wrong answer of the bank states
its kind, and `course bank` tells of those that keep more or less than it allows.

## What other people's code gave

Before the answers of the bank were priced by kind, the checks were run on functions of real
students that they had never seen, from public solutions of CS231n, CS182 and others, through
adapters. Of 251 wrong functions 249 were caught, and of 840 distinct right ones none was rejected.
The checks in CS231n's own notebooks catch 35 % of the wrong ones. What was missed, and every hint
that misled, has become an answer of the bank or is being made one.

## The numbers

Of the wrong answers the columns `idea` to `two` count the kinds, and `within` those that keep what
their kind allows, with visible and with hidden inputs. What each shows first stands in
`solutions/NN_topic/answers/first.txt`, and `course bank NN --texts` writes it anew.

The numbers are lower bounds. `course bank NN --page` counts again; `make test` holds that none has
become smaller and that nothing is missed.
"""
_ROW = re.compile(r"^\| (\d\d_\w+) \|.*$", re.MULTILINE)


def rows(text: str) -> dict[str, str]:
    """Return the line of each notebook on the page."""
    return {found[1]: found[0] for found in _ROW.finditer(text)}


def row(notebook: str, totals: Mapping[str, int]) -> str:
    """Return the line of a notebook."""
    cells = [str(totals[column.replace(" ", "_")]) for column in COLUMNS]
    return f"| {notebook} | " + " | ".join(cells) + " |"


def totals_of(line: str) -> dict[str, int]:
    """Return the totals that a line of the page tells."""
    cells = [cell.strip() for cell in line.strip("|").split("|")][1:]
    return {c.replace(" ", "_"): int(cell) for c, cell in zip(COLUMNS, cells, strict=True)}


def render(lines: Mapping[str, str]) -> str:
    """Return the page with the given line of each notebook."""
    head = ["| notebook | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    return "\n".join([HEAD, *head, *(lines[name] for name in sorted(lines))]) + "\n"


def update(lines: Mapping[str, str], known: Iterable[str], page: Path = PAGE) -> None:
    """Put lines on the page in the place of their own; those of other ``known`` notebooks stay."""
    before = rows(page.read_text(encoding="utf-8")) if page.exists() else {}
    kept = {name: line for name, line in before.items() if name in set(known)}
    write_atomically(page, render({**kept, **lines}).encode())
