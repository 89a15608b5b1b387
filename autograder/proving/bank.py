"""The exercise bank: accepted and wrong answers that prove the checks.

In ``solutions/NN_topic/answers/<exercise>/`` the files of ``accepted/`` earn full points in the
visible and the hidden check; those of ``wrong/`` lose points in the visible check, and the property
that their docstring names is the first one shown. Adding a file is all it takes to add a case.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pebble import ProcessExpired, ProcessPool

from autograder.course import HOUSE
from course_lib.checking.core import Exercise, hidden_rng
from course_lib.checking.report import Report

SOLUTIONS = HOUSE / "solutions"
SECONDS = 10.0
_PROPERTY = re.compile(r"^\s*property:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One answer to an exercise: its source, and what the checks must say about it."""

    notebook: str
    exercise: str
    kind: str  # "accepted", "wrong" or "mutant"
    name: str
    source: str

    @property
    def expected(self) -> str:
        """Return the name of the property that a wrong answer must fail first."""
        found = _PROPERTY.search(self.source)
        return found.group(1) if found else ""


@dataclass(frozen=True)
class Verdict:
    """What the checks said about an answer; shares are of the exercise's points."""

    answer: Answer
    visible: float = 0.0
    hidden: float = 0.0
    shown: str = ""  # the first failure of the visible check
    hidden_shown: str = ""
    hints: tuple[str, ...] = ()
    seconds: float = 0.0
    error: str = ""

    @property
    def caught(self) -> bool:
        """Tell whether the visible check took points."""
        return self.visible < 1.0

    @property
    def as_expected(self) -> bool:
        """Tell whether the checks said what the bank says they must."""
        if self.answer.kind == "accepted":
            return self.visible == 1.0 and self.hidden == 1.0
        hinted = self.answer.kind == "mutant" or self.shown == self.answer.expected
        return self.caught and hinted


@dataclass
class BankResult:
    """The verdicts on a set of answers, and the numbers that sum them up."""

    verdicts: list[Verdict]
    equivalents: dict[str, int] = field(default_factory=dict)

    def of(self, notebook: str) -> BankResult:
        """Return the part of one notebook."""
        verdicts = [v for v in self.verdicts if v.answer.notebook == notebook]
        return BankResult(verdicts, {notebook: self.equivalents.get(notebook, 0)})

    @property
    def equivalent(self) -> int:
        """Return how many mutants compute the same as the reference."""
        return sum(self.equivalents.values())

    def numbers(self) -> dict[str, Any]:
        """Return the numbers of ``course bank --json``."""
        of = {k: [v for v in self.verdicts if v.answer.kind == k] for k in ("accepted", "wrong")}
        mutants = [v for v in self.verdicts if v.answer.kind == "mutant"]
        return {
            "exercises": len({(v.answer.notebook, v.answer.exercise) for v in self.verdicts}),
            "accepted": len(of["accepted"]),
            "accepted_full": sum(v.as_expected for v in of["accepted"]),
            "wrong": len(of["wrong"]),
            "wrong_caught": sum(v.caught for v in of["wrong"]),
            "wrong_hinted": sum(v.shown == v.answer.expected for v in of["wrong"]),
            "mutants": len(mutants) + self.equivalent,
            "mutants_killed": sum(v.caught for v in mutants),
            "equivalent": self.equivalent,
            "failures": [_failure(v) for v in self.verdicts if not v.as_expected],
        }


def _failure(verdict: Verdict) -> dict[str, Any]:
    accepted = verdict.answer.kind == "accepted"
    missed_by_hidden = accepted and verdict.visible == 1.0
    return {
        "file": verdict.answer.name,
        "points": round(verdict.hidden if missed_by_hidden else verdict.visible, 4),
        "max": 1.0,
        "expected": "full points" if accepted else verdict.answer.expected or "points lost",
        "shown": verdict.error or (verdict.hidden_shown if missed_by_hidden else verdict.shown),
    }


def find_exercise(notebook: str, exercise: str) -> Exercise:
    """Return the check of an exercise, such as ``("00_warmup", "relu")``.

    Raises LookupError when course_lib has no such check.
    """
    topic = notebook.partition("_")[2]
    try:
        module = importlib.import_module(f"course_lib.lessons.{topic}.checks")
    except ModuleNotFoundError:
        raise LookupError(
            f"there are no checks for {notebook!r}: course_lib/lessons/{topic}/checks"
        ) from None
    found = getattr(module, exercise, None)
    if not isinstance(found, Exercise):
        raise LookupError(f"course_lib/lessons/{topic}/checks has no exercise named {exercise!r}")
    return found


def exercises(notebook: str) -> dict[str, Exercise]:
    """Return the exercises of a notebook by name."""
    module = importlib.import_module(f"course_lib.lessons.{notebook.partition('_')[2]}.checks")
    return {k: v for k, v in vars(module).items() if isinstance(v, Exercise)}


def notebooks() -> list[str]:
    """Return the notebooks that have answers in the bank."""
    return sorted(p.parent.name for p in SOLUTIONS.glob("[0-9][0-9]_*/answers"))


def answers(notebook: str | None = None, solutions: Path = SOLUTIONS) -> Iterator[Answer]:
    """Yield the answers of the bank, of one notebook or of all."""
    for path in sorted(solutions.glob(f"{notebook or '*'}/answers/*/*/*.py")):
        kind = path.parent.name
        if kind in ("accepted", "wrong"):
            folder = path.parents[1]
            yield Answer(
                notebook=folder.parents[1].name,
                exercise=folder.name,
                kind=kind,
                name=str(path.relative_to(solutions)),
                source=path.read_text(encoding="utf-8"),
            )


def load(answer: Answer, names: Iterable[str]) -> list[Callable[..., Any]]:
    """Run the source of an answer and return its functions by name.

    Raises LookupError when one is missing.
    """
    namespace: dict[str, Any] = {"__name__": "answer", "np": np}
    exec(compile(answer.source, answer.name, "exec"), namespace)
    missing = [name for name in names if name not in namespace]
    if missing:
        raise LookupError(f"{answer.name} does not define {', '.join(missing)}")
    return [namespace[name] for name in names]


def judge(answer: Answer) -> Verdict:
    """Run the visible and the hidden check on an answer, in this process."""
    from time import perf_counter

    exercise = find_exercise(answer.notebook, answer.exercise)
    functions = load(answer, exercise.functions)
    start = perf_counter()
    visible = exercise.evaluate(functions, np.random.default_rng(0))
    seconds = perf_counter() - start
    hidden = exercise.evaluate(functions, hidden_rng(), hidden=True)
    return Verdict(
        answer=answer,
        visible=visible.share,
        hidden=hidden.share,
        shown=_first(visible),
        hidden_shown=_first(hidden),
        hints=tuple(t for o in visible.failures for t in (o.symptom, o.cause) if t),
        seconds=seconds,
    )


def _first(report: Report) -> str:
    return report.failures[0].name if report.failures else ""


@cache
def _limit_threads() -> None:
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)


def _judge_in_worker(answer: Answer) -> Verdict:
    _limit_threads()
    return judge(answer)


def judge_all(
    items: Iterable[Answer],
    workers: int = 2,
    seconds: float = SECONDS,
    progress: Callable[[], None] = lambda: None,
) -> list[Verdict]:
    """Judge answers in worker processes; one that loops or dies fails alone, after ``seconds``."""
    items = list(items)
    verdicts: list[Verdict] = []
    with ProcessPool(max_workers=workers) as pool:
        futures = [pool.schedule(_judge_in_worker, args=(a,), timeout=seconds) for a in items]
        for answer, future in zip(items, futures, strict=True):
            try:
                verdicts.append(future.result())
            except TookTooLong:
                error = f"took longer than {seconds:g} s"
                verdicts.append(Verdict(answer, shown=error, error=error))
            except ProcessExpired:
                verdicts.append(Verdict(answer, shown="died", error="its process died"))
            except Exception as problem:
                text = f"{type(problem).__name__}: {problem}"
                verdicts.append(Verdict(answer, shown=text, error=text))
            progress()
    return verdicts
