"""Prove the checks of a notebook, or of one exercise: run the bank and the mutants, and sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from autograder.proving.bank import (
    KINDS,
    SOLUTIONS,
    Answer,
    Verdict,
    answers,
    compiled,
    exercises,
    judge_all,
    notebooks,
)
from autograder.proving.mutants import Reference, equivalents, mutants, unused_equivalents
from autograder.proving.ranges import RANGES
from course_lib.checking.core import VISIBLE_SEED, Exercise, hidden_rng
from course_lib.student.errors import CourseError
from course_lib.student.workspace import resolve

#: Shows how far a number of steps has come; what it gives is called after each with its name.
Bar = Callable[[int], AbstractContextManager[Callable[[str], None]]]
#: Accepted and wrong answers that every exercise has.
FEWEST = 4


@dataclass
class Proof:
    """The verdicts on the answers of one or more notebooks, and the totals that sum them up.

    ``equivalent`` counts the mutants that compute the same, ``lacking`` names exercises with too
    few answers and answers whose docstring lacks something, and ``unused`` what the bank holds for
    nothing, which is not a failure.
    """

    verdicts: list[Verdict]
    equivalent: int = 0
    lacking: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[Verdict]:
        """Return the verdicts that are not what the bank says they must be."""
        return [v for v in self.verdicts if not v.as_expected]

    @property
    def outside(self) -> list[str]:
        """Return the wrong answers that keep more or less than their kind allows, with both."""
        return [
            f"{v.answer.name}: of the part at fault it keeps {v.kept[0]:.0%} visible, "
            f"{v.kept[1]:.0%} hidden; kind: {v.answer.mistake} allows {least:.0%} to {most:.0%}"
            for v in self.verdicts
            if v.answer.mistake in RANGES and not v.within
            for least, most in [RANGES[v.answer.mistake]]
        ]

    def totals(self) -> dict[str, int]:
        """Return how many answers there are, and how many the checks judged as they should."""
        of = {
            kind: [v for v in self.verdicts if v.answer.kind == kind] for kind in (*KINDS, "mutant")
        }
        return {
            "exercises": len({(v.answer.notebook, v.answer.exercise) for v in self.verdicts}),
            "accepted": len(of["accepted"]),
            "accepted_full": sum(v.as_expected for v in of["accepted"]),
            "wrong": len(of["wrong"]),
            "wrong_caught": sum(v.caught for v in of["wrong"]),
            "wrong_hinted": sum(v.hinted for v in of["wrong"]),
            **{
                name: sum(v.answer.mistake == name for v in of["wrong"])
                for name in ("idea", "convention", "detail", "guard", "two")
            },
            "within": sum(v.within for v in of["wrong"]),
            "mutants": len(of["mutant"]) + self.equivalent,
            "mutants_killed": sum(v.caught for v in of["mutant"]),
            "equivalent": self.equivalent,
        }


def failure(verdict: Verdict) -> dict[str, Any]:
    """Return what a table tells of an answer that was not judged as it should be."""
    answer = verdict.answer
    accepted = answer.kind == "accepted"
    missed_by_hidden = accepted and verdict.visible == 1.0
    shown = verdict.error or (verdict.hidden_shown if missed_by_hidden else verdict.shown)
    expected = "full points" if accepted else answer.expected or "points lost"
    if answer.cause and not verdict.error:
        expected = f"{expected}; cause: {answer.cause}"
        shown = f"{shown}; cause: {verdict.cause or 'none'}"
    return {
        "file": answer.name,
        "points": round(verdict.hidden if missed_by_hidden else verdict.visible, 4),
        "max": 1.0,
        "expected": expected,
        "shown": shown,
    }


def chosen(wanted: Iterable[str] | None = None) -> list[tuple[str, str | None]]:
    """Return the notebooks, and where one is named the exercises, that ``wanted`` means, or all.

    "00", "00_warmup" and "00/gelu" are understood. Raises CourseError for what there is not.
    """
    found: list[tuple[str, str | None]] = []
    for one in wanted or notebooks():
        name, _, exercise = one.partition("/")
        notebook = resolve(name, notebooks())
        if exercise and exercise not in exercises(notebook):
            known = ", ".join(exercises(notebook)) or "none yet"
            raise CourseError(
                f"There is no exercise {exercise!r} in {notebook}. Choose one of: {known}; a new "
                "one is imported in the lesson's checks/__init__.py."
            )
        found.append((notebook, exercise or None))
    whole = {notebook for notebook, exercise in found if exercise is None}
    once = {(n, e) for n, e in found if e is None or n not in whole}
    return sorted(once, key=lambda one: (one[0], one[1] or ""))


def prove(
    notebook: str,
    exercise: str | None = None,
    *,
    with_mutants: bool = True,
    workers: int = 2,
    bar: Bar = lambda total: nullcontext(lambda done: None),
) -> Proof:
    """Judge the bank of a notebook, or of one exercise, and the mutants of its reference.

    Raises CourseError for an entry of ``equivalent.toml`` that cannot be meant.
    """
    names = [exercise] if exercise else list(exercises(notebook))
    reference = Reference.of(notebook)
    items = [answer for name in names for answer in answers(notebook, name)]
    lack = [*lacking(items, notebook, names), *undescribed(items, exercises(notebook))]
    idle = unused(reference, exercise)
    equivalent = 0
    for name in names if with_mutants else ():
        items += mutants(reference, name)
        gone = unused_equivalents(reference, name)
        equivalent += len(equivalents(notebook, name)) - len(gone)
        idle += [f"{notebook}/answers/{name}/equivalent.toml: {key}" for key in gone]
    _warm(reference, names)
    with bar(len(items)) as progress:
        verdicts = judge_all(items, workers, progress=progress)
    return Proof(verdicts, equivalent, lack, idle)


def _warm(reference: Reference, names: Iterable[str]) -> None:
    """Import and train here, once, what checks keep for a process: the workers are forks of it."""
    space: dict[str, Any] = {"np": np}
    with suppress(Exception):  # the workers tell what is wrong, answer by answer
        exec(compiled(reference.text), space)
        for check in (exercises(reference.notebook)[name] for name in names):
            functions = [space[name] for name in check.functions]
            check.evaluate(functions, np.random.default_rng(VISIBLE_SEED))
            check.evaluate(functions, hidden_rng(), hidden=True)


def lacking(items: Iterable[Answer], notebook: str, names: Iterable[str]) -> list[str]:
    """Return which exercises have too few answers to prove anything."""
    counts = [(a.exercise, a.kind) for a in items]
    return [
        f"{notebook}/answers/{name} has {counts.count((name, kind))} {kind} answers, "
        f"it needs {FEWEST} or more"
        for name in names
        for kind in KINDS
        if counts.count((name, kind)) < FEWEST
    ]


def undescribed(items: Iterable[Answer], checks: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield what the docstrings of wrong answers do not say, or say wrongly."""
    for answer in items:
        if answer.kind != "wrong" or answer.exercise not in checks:
            continue
        properties = [*checks[answer.exercise].property_names(), "inputs unchanged"]
        if answer.expected not in properties:
            yield _line(answer.name, "property", answer.expected, properties)
        if answer.mistake not in RANGES:
            yield _line(answer.name, "kind", answer.mistake, list(RANGES))


def _line(file: str, key: str, said: str, known: list[str]) -> str:
    choice = f"{', '.join(map(repr, known[:-1]))} or {known[-1]!r}"
    if not said:
        return f"{file}: its docstring needs a line `{key}: ...`, with {choice}"
    return f"{file}: there is no {key} {said!r}; write {choice}"


def unused(
    reference: Reference, exercise: str | None = None, solutions: Path = SOLUTIONS
) -> list[str]:
    """Return the folders of the bank that prove nothing which a student meets."""
    known = exercises(reference.notebook)
    bank = solutions / reference.notebook / "answers"
    found = []
    for folder in sorted(p for p in bank.glob(exercise or "[a-z]*") if p.is_dir()):
        place = f"{reference.notebook}/answers/{folder.name}"
        if folder.name not in known:
            found.append(f"{place}: course_lib has no check of this name")
        elif not reference.functions & set(known[folder.name].functions):
            found.append(f"{place}: no cell of the notebook asks for it")
        kinds = {p.name for p in folder.glob("[a-z]*/")} - {*KINDS}
        found += [f"{place}/{kind}: neither accepted nor wrong" for kind in sorted(kinds)]
    return found
