"""What ``course bank`` tells a person, and a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.proving.prove import Proof, failure
from autograder.proving.sentences import Unshown


def joined(proofs: Mapping[str, Proof]) -> Proof:
    """Return several proofs as one."""
    parts = list(proofs.values())
    return Proof(
        [v for proof in parts for v in proof.verdicts],
        sum(proof.equivalent for proof in parts),
        [one for proof in parts for one in proof.lacking],
        [one for proof in parts for one in proof.unused],
    )


def as_json(proof: Proof, unshown: list[Unshown]) -> dict[str, Any]:
    """Return what ``course bank --json`` prints."""
    return {
        **proof.totals(),
        "failures": [failure(verdict) for verdict in proof.failures],
        "lacking": proof.lacking,
        "unused": proof.unused,
        "outside": proof.outside,
        "unshown": [vars(one) for one in unshown],
    }


def print_proof(proof: Proof, unshown: list[Unshown]) -> None:
    """Print what the checks missed, the totals, and what is worth a look."""
    console = Console()
    if proof.failures:
        table = Table(title="Not judged as they should be")
        for column in ("file", "points", "expected", "shown"):
            table.add_column(column, overflow="fold")
        for row in map(failure, proof.failures):
            cells = row["file"], f"{row['points']:g}", row["expected"], row["shown"]
            table.add_row(*map(escape, cells))
        console.print(table)
    for name, value in proof.totals().items():
        console.print(f"{name.replace('_', ' '):>15}: {value}")
    if slowest := max(proof.verdicts, key=lambda v: v.seconds, default=None):
        console.print(f"slowest visible check: {slowest.seconds:.2f} s ({slowest.answer.name})")
    sentences = [f"{one.file}:{one.line}: {one.text}" for one in unshown]
    for title, lines in (
        ("Answers that lack something", proof.lacking),
        ("Unused", proof.unused),
        ("Outside the range of their kind", proof.outside),
        ("Sentences that no answer shows", sentences),
    ):
        if lines:
            console.print(f"\n{title}:")
        for line in lines:
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
