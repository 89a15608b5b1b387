"""The exercise bank: accepted and wrong answers that prove the checks.

In ``solutions/NN_topic/answers/<exercise>/`` the files of ``accepted/`` earn full points in the
visible and the hidden check; those of ``wrong/`` lose points in the visible check, and the property
that their docstring names is the first one shown. The kind of the mistake sets what it may keep of
the points, see ``ranges.py``. Where the docstring also names words of the cause, the cause that is
shown with it holds them:

    \"\"\"The running variance uses N - 1.

    property: variance over N
    kind: convention
    cause: divides by N - 1
    \"\"\"

Adding a file is all it takes to add a case.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
from pebble import ProcessExpired, ProcessPool

from autograder.course import HOUSE
from autograder.proving.ranges import RANGES, is_within, kept_at_fault
from course_lib.checking.core import Exercise, hidden_rng
from course_lib.checking.report import Report
from course_lib.student.errors import CourseError

SOLUTIONS = HOUSE / "solutions"
KINDS = ("accepted", "wrong")
#: Of waiting for one answer; a check of notebook 11 trains nets, also on a busy machine.
SECONDS = 60.0
_LINE = r"^\s*{}:\s*(.+?)\s*$"


@dataclass(frozen=True)
class Answer:
    """One answer to an exercise: its source, and what the checks must say about it.

    ``setting`` is run before the source: a mutant is one function among the reference solutions.
    """

    notebook: str
    exercise: str
    kind: str  # "accepted", "wrong" or "mutant"
    name: str
    source: str
    setting: str = ""

    @property
    def expected(self) -> str:
        """Return the name of the property that a wrong answer must fail first."""
        return self._named("property")

    @property
    def mistake(self) -> str:
        """Return the kind of a wrong answer's mistake, a key of ``ranges.RANGES``; "" if none."""
        return self._named("kind")

    @property
    def cause(self) -> str:
        """Return words of the cause that must be shown with that property, if any are named."""
        return self._named("cause")

    def _named(self, key: str) -> str:
        found = re.search(_LINE.format(key), self.source, re.MULTILINE)
        return found.group(1) if found else ""


@dataclass(frozen=True)
class Verdict:
    """What the checks said about an answer; shares are of the exercise's points.

    ``kept`` is what the part at fault keeps of its share, visible and hidden. ``texts`` holds every
    symptom, cause and note of both.
    """

    answer: Answer
    visible: float = 0.0
    hidden: float = 0.0
    shown: str = ""  # the first failure of the visible check
    symptom: str = ""  # what it says at once
    cause: str = ""  # what is shown as its cause
    causes: tuple[str, ...] = ()  # all that the visible check shows open
    hidden_shown: str = ""
    kept: tuple[float, float] = (0.0, 0.0)
    texts: tuple[str, ...] = ()
    seconds: float = 0.0
    error: str = ""

    @property
    def caught(self) -> bool:
        """Tell whether the visible check took points."""
        return self.visible < 1.0

    @property
    def hinted(self) -> bool:
        """Tell whether a wrong answer is shown the property, and the cause, that it names."""
        return self.shown == self.answer.expected and self.answer.cause in self.cause

    @property
    def within(self) -> bool:
        """Tell whether a wrong answer keeps what the kind of its mistake allows."""
        if self.answer.kind != "wrong":
            return True
        kind = self.answer.mistake
        return kind in RANGES and all(is_within(kind, share) for share in self.kept)

    @property
    def as_expected(self) -> bool:
        """Tell whether the checks said what the bank says they must."""
        if self.answer.kind == "accepted":
            return self.visible == 1.0 and self.hidden == 1.0
        return self.caught and (self.answer.kind == "mutant" or self.hinted)


def find_exercise(notebook: str, exercise: str) -> Exercise:
    """Return the check of an exercise, such as ``("00_warmup", "relu")``.

    Raises LookupError when course_lib has no such check.
    """
    try:
        return exercises(notebook)[exercise]
    except KeyError:
        raise LookupError(f"the checks of {notebook} have no exercise named {exercise!r}") from None


def exercises(notebook: str) -> dict[str, Exercise]:
    """Return the exercises of a notebook by name; none when course_lib has no such lesson.

    Raises CourseError when the lesson's checks cannot be imported.
    """
    name = f"course_lib.lessons.{notebook.partition('_')[2]}.checks"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return {}
        raise _unimportable(notebook, error) from error
    except (ImportError, SyntaxError, NameError, TypeError, ValueError, AttributeError) as error:
        raise _unimportable(notebook, error) from error
    return {k: v for k, v in vars(module).items() if isinstance(v, Exercise)}


def _unimportable(notebook: str, error: Exception) -> CourseError:
    told = f"{type(error).__name__}: {error}"
    return CourseError(f"The checks of {notebook} cannot be imported: {told}. Correct that first.")


def notebooks() -> list[str]:
    """Return the notebooks that have answers in the bank."""
    return sorted(p.parent.name for p in SOLUTIONS.glob("[0-9][0-9]_*/answers"))


def answers(
    notebook: str | None = None, exercise: str | None = None, solutions: Path = SOLUTIONS
) -> Iterator[Answer]:
    """Yield the answers of the bank: all, those of one notebook, or those of one exercise."""
    for path in sorted(solutions.glob(f"{notebook or '*'}/answers/{exercise or '*'}/*/*.py")):
        kind = path.parent.name
        if kind in KINDS:
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
    exec(compiled(answer.setting), namespace)
    exec(compile(answer.source, answer.name, "exec"), namespace)
    missing = [name for name in names if name not in namespace]
    if missing:
        raise LookupError(f"{answer.name} does not define {', '.join(missing)}")
    return [namespace[name] for name in names]


@cache
def compiled(setting: str) -> CodeType:
    """Compile once what many mutants share: it is far longer than what each of them changes."""
    return compile(setting, "<setting>", "exec")


def judge(answer: Answer) -> Verdict:
    """Run the visible and the hidden check on an answer, in this process.

    A mutant meets the visible check alone, and only until it has lost points.
    """
    from time import perf_counter

    exercise = find_exercise(answer.notebook, answer.exercise)
    functions = load(answer, exercise.functions)
    if answer.kind == "mutant":
        # Whether the visible check takes points is all that is asked of a mutant.
        found = exercise.evaluate(functions, np.random.default_rng(0), until_loss=True)
        return Verdict(answer, visible=found.share, shown=_first(found))
    start = perf_counter()
    visible = exercise.evaluate(functions, np.random.default_rng(0))
    seconds = perf_counter() - start
    hidden = exercise.evaluate(functions, hidden_rng(), hidden=True)
    return Verdict(
        answer=answer,
        visible=visible.share,
        hidden=hidden.share,
        shown=_first(visible),
        symptom=visible.failures[0].symptom if visible.failures else "",
        cause=visible.failures[0].cause if visible.failures else "",
        causes=tuple(dict.fromkeys(o.cause for o in visible.failures if o.cause and not o.folded)),
        hidden_shown=_first(hidden),
        kept=(
            kept_at_fault(visible, answer.expected),
            kept_at_fault(hidden, answer.expected),
        ),
        texts=tuple(dict.fromkeys([*_texts(visible), *_texts(hidden)])),
        seconds=seconds,
    )


def _first(report: Report) -> str:
    return report.failures[0].name if report.failures else ""


def _texts(report: Report) -> Iterator[str]:
    yield from (text for o in report.failures for text in (o.symptom, o.cause) if text)
    yield from report.notes


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
    progress: Callable[[str], None] = lambda done: None,
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
            progress(answer.name)
    return verdicts
