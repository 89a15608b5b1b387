"""``course check --seeds``: what a notebook claims, tried with other seeds.

The source is run once with each offset. The letter that a prediction gets from its run must be that
of the reference answer each time; a claim is judged on all runs together.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from course_lib.findings import Claim, judge
from course_lib.seeds import VARIABLE

OFFSETS = (0, 1000, 2000)


@dataclass(frozen=True)
class Tried:
    """One claim or one letter: the cell, the sentence, whether it stands, and what was seen."""

    cell: str
    sentence: str
    stands: bool
    seen: str


def run(source: Path, offset: int) -> list[dict[str, Any]]:
    """Return what the cells of a source tell when all seeds are moved by ``offset``."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.proving.told", str(source)],
        env={**os.environ, VARIABLE: str(offset)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def try_claims(source: Path, progress: Callable[[str], None] = lambda done: None) -> list[Tried]:
    """Run a source with each of ``OFFSETS`` and judge all that it claims."""
    runs = []
    for offset in OFFSETS:
        runs.append(run(source, offset))
        progress(f"offset {offset}")
    return list(judged(runs))


def judged(runs: list[list[dict[str, Any]]]) -> Iterator[Tried]:
    """Yield the verdicts on what several runs of one source told; a failed cell is one, too."""
    for cells in runs:
        for one in cells:
            if "error" in one:
                yield Tried(one["cell"], "the cell runs", False, one["error"])
    letters: dict[str, list[tuple[str, str]]] = {}
    claims: dict[tuple[str, str], list[Claim]] = {}
    for one in (one for cells in runs for one in cells if "error" not in one):
        if one["letter"]:
            letters.setdefault(one["cell"], []).append((one["guess"], one["letter"]))
        for claim in one["claims"]:
            key = one["cell"], claim["sentence"]
            claims.setdefault(key, []).append(
                Claim(**{**claim, "values": np.array(claim["values"])})
            )
    for cell, seen in letters.items():
        said = ", ".join(letter for _, letter in seen)
        yield Tried(
            cell,
            f"the letter is {seen[0][0]}",
            all(guess == letter for guess, letter in seen),
            said,
        )
    for (cell, sentence), of in claims.items():
        stands, numbers = judge(of)
        if len(of) < len(runs):
            stands, numbers = (
                False,
                f"only {len(of)} of {len(runs)} runs make this claim; {numbers}",
            )
        yield Tried(cell, sentence, stands, numbers)
