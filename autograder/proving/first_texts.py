"""The text that each wrong answer shows first, kept beside the answers.

One file a notebook, ``solutions/NN_topic/answers/first.txt``, so that whoever changes a check reads
in a diff what students will be told instead. Computed decimals stand as ``#``: they differ in their
last digits from one machine to another; so does what NumPy says when it raises.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.proving.bank import SOLUTIONS, Verdict
from course_lib.student.workspace import write_atomically

_DECIMAL = re.compile(r"-?\d+\.\d*(e[+-]?\d+)?|-?\d+e[+-]?\d+|\bnan\b|\binf\b")
_RAISED = re.compile(r"(raised \w+|could not be examined \(\w+).*", re.DOTALL)


def path_of(notebook: str, solutions: Path = SOLUTIONS) -> Path:
    """Return the file of a notebook."""
    return solutions / notebook / "answers" / "first.txt"


def texts(verdicts: Iterable[Verdict]) -> str:
    """Return what the wrong answers among ``verdicts`` show first, in the order of their files."""
    found = []
    for v in sorted(verdicts, key=lambda v: v.answer.name):
        if v.answer.kind == "wrong":
            exercise, _, name = v.answer.name.split("/")[2:]
            lines = [f"{exercise}/{name.removesuffix('.py')}: {v.shown}", f"  {_even(v.symptom)}"]
            found += [*lines, f"  > {_even(v.cause)}"] if v.cause else lines
    return "\n".join(found) + "\n"


def _even(text: str) -> str:
    return _DECIMAL.sub("#", _RAISED.sub(r"\1 ...", text)).replace("\n", " ")


def difference(notebook: str, new: str, solutions: Path = SOLUTIONS) -> str:
    """Return the difference between the kept file and ``new``; "" if there is none."""
    path = path_of(notebook, solutions)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "kept", "now", "", "", 1, "")
    return "\n".join(lines)


def update(notebook: str, verdicts: Iterable[Verdict], solutions: Path = SOLUTIONS) -> str:
    """Write the file of a notebook and return what has changed in it."""
    new = texts(verdicts)
    changed = difference(notebook, new, solutions)
    write_atomically(path_of(notebook, solutions), new.encode())
    return changed
