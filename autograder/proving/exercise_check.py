"""``course check``: what whoever edits an exercise wants to know, the quick things first.

First the source alone, then the exercise's own cells, then the answers and mutants that prove its
check, then the sentences of its hints that no answer shows. All that is wrong is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.building.cells import check_call, check_name
from autograder.building.choices import read_choices
from autograder.building.lesson import read_lesson
from autograder.building.source import answers_of, defined, exercises, read_source, written
from autograder.course import HOUSE, Course
from autograder.release.look import look, rooms
from course_lib.student.errors import CourseError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.proving.prove import Bar
    from course_lib.checking.core import Exercise


_REGION = re.compile(r"^( *)### BEGIN SOLUTION.*?### END SOLUTION[^\n]*", re.MULTILINE | re.DOTALL)
_STUB = r"\1raise NotImplementedError()"


@dataclass(frozen=True)
class Part:
    """One part of the check: what was looked at, what is wrong, and what is worth a look."""

    title: str
    found: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(course: Course, wanted: str) -> tuple[str, str | None]:
    """Return the notebook, and the exercise if one is named, that "05" or "05/adam" means.

    Raises CourseError when there is none.
    """
    name, _, exercise = wanted.partition("/")
    notebook = course.assignment(name)
    if not exercise:
        return notebook, None
    source = read_source(course.source(notebook))
    known = list(exercises(source))
    if exercise not in known:
        if any(_calls(cell, exercise) for cell in source.cells):
            raise CourseError(
                f"The test cell of {exercise!r} in {notebook} has no points that can be read: its "
                "first line is # %% points=4, with your number."
            )
        choice = f"Choose one of: {', '.join(known)}. " if known else ""
        raise CourseError(
            f"There is no exercise {exercise!r} in {notebook}. {choice}"
            f"A new one begins with its test cell, # %% points=4 above checks.{exercise}(...)."
        )
    return notebook, exercise


def _calls(cell: NotebookNode, exercise: str) -> bool:
    call = check_call(cell.source) if cell.cell_type == "code" else None
    return call is not None and check_name(call) == exercise


def check(
    course: Course,
    notebook: str,
    exercise: str | None = None,
    bar: Bar | None = None,
) -> Iterator[Part]:
    """Check a notebook, or one exercise of it, part by part.

    Raises CourseError when the source is not a notebook, or course.toml cannot be meant.
    """
    source = read_source(course.source(notebook))
    yield _source_part(course, notebook, source)
    names = [exercise] if exercise else list(exercises(source))
    seeds = range(1, read_lesson(notebook).seeds + 1)
    yield _cells_part(source, names, seeds)
    yield from _proof_parts(notebook, exercise, source, seeds, bar)


def _source_part(course: Course, notebook: str, source: NotebookNode) -> Part:
    """Look at the source: header, points, names and ids; nothing is run."""
    choices = read_choices(course).get(notebook)
    problems = [*rooms(course.source(notebook)), *look(source)]
    if choices is not None:
        problems += choices.problems(exercises(source), written(source))
    return Part("source", f"{len(source.cells)} cells, {len(exercises(source))} tests", problems)


def _cells_part(source: NotebookNode, names: list[str], seeds: range) -> Part:
    """Run the exercises' own cells: the reference earns everything, the stubs nothing."""
    space: dict[str, Any] = {"__name__": "__main__"}
    problems = []
    for cell in source.cells:
        if cell.cell_type == "code" and ("locked" in cell.metadata or defined(cell)):
            if "tags" in cell.metadata or "points" in cell.metadata:
                continue
            try:
                exec(compile(cell.source, f"<{cell.id}>", "exec"), space)
            except Exception as error:
                problems.append(f"cell {cell.id}: fails: {type(error).__name__}: {error}")
    for name in names:
        problems += [f"exercise {name}: {problem}" for problem in _run(source, name, space, seeds)]
    return Part("cells", f"reference and stubs of {len(names)} exercises", problems)


def _run(source: NotebookNode, name: str, space: dict[str, Any], seeds: range) -> Iterator[str]:
    call = check_call(exercises(source)[name].source)
    if call is None:
        return  # plain assertions run when the notebook is released
    if "checks" not in space:
        return  # the cell that imports them has failed, and was told
    named = check_name(call)
    check = getattr(space["checks"], named, None)
    if check is None:
        yield "the lesson's checks/__init__.py has no check of this name"
        return
    wanted = [argument.id for argument in call.args if hasattr(argument, "id")]
    if missing := [one for one in wanted if one not in space]:
        yield f"no cell defines {', '.join(missing)}"
        return
    if tuple(wanted) != check.functions:
        yield f"its check takes {', '.join(check.functions)}, the test gives {', '.join(wanted)}"
        return
    if check.name != named:
        yield f"its check says Exercise({check.name!r}, ...), write Exercise({named!r}, ...)"
        return
    stubs = _stubs(answers_of(source, name), space)
    yield from _shares(check, [space[f] for f in wanted], [stubs[f] for f in wanted], seeds)


def _stubs(answers: Iterable[NotebookNode], space: dict[str, Any]) -> dict[str, Any]:
    """Return what the names mean where nobody has answered: the cells without their solutions."""
    blank = dict(space)
    for cell in answers:
        blank.update(dict.fromkeys(defined(cell), _not_written))
        with suppress(NotImplementedError):
            exec(compile(_REGION.sub(_STUB, cell.source), f"<{cell.id}>", "exec"), blank)
    return blank


def _shares(check: Exercise, reference: list[Any], stubs: list[Any], seeds: range) -> Iterator[str]:
    import numpy as np

    from course_lib.checking.core import VISIBLE_SEED, hidden_rng

    report = check.evaluate(reference, np.random.default_rng(VISIBLE_SEED))
    if report.share < 1:
        first = report.failures[0]
        yield f"the reference loses points in the visible check: {first.name}: {first.symptom}"
    for seed in seeds:
        report = check.evaluate(reference, hidden_rng(seed), hidden=True)
        if report.share < 1:
            first = report.failures[0]
            yield (
                f"the reference loses points in the hidden check under seed {seed}: {first.name}: "
                f"{first.symptom}"
            )
            break
    report = check.evaluate(stubs, np.random.default_rng(VISIBLE_SEED))
    if report.share > 0:
        yield (
            f"an unanswered notebook earns {report.share:.0%}: every function that the student "
            "writes needs ### BEGIN SOLUTION and ### END SOLUTION"
        )


def _seeds_part(notebook: str, exercise: str | None, seeds: range) -> Part:
    """Run the accepted answers on the hidden inputs of many seeds, and name those that lose."""
    from autograder.proving import bank
    from course_lib.checking.core import hidden_rng

    items = [a for a in bank.answers(notebook, exercise) if a.kind == "accepted"]
    problems = []
    for answer in items:
        try:
            check = bank.find_exercise(answer.notebook, answer.exercise)
            functions = bank.load(answer, check.functions)
        except Exception:
            continue  # the part about the answers says what is wrong with them
        for seed in seeds:
            report = check.evaluate(functions, hidden_rng(seed), hidden=True)
            if report.share < 1:
                first = report.failures[0]
                problems.append(
                    f"{answer.name} loses points under seed {seed}: {first.name}: {first.symptom}"
                )
                break
    return Part("seeds", f"{len(items)} accepted answers under {len(seeds)} seeds", problems)


def _unused_rows(notebook: str, source: NotebookNode) -> list[str]:
    """Return the lines of docs/coverage.md and lesson.toml whose exercise has no cells any more."""
    from autograder.proving.coverage import PAGE, stray_rows, unused_reasons

    rows = stray_rows(PAGE.read_text(encoding="utf-8"), notebook, source)
    reasons = unused_reasons(notebook, source, read_lesson(notebook).beyond)
    return [*(str(row) for row in rows if row.unused), *reasons]


def _not_written(*_: Any, **__: Any) -> None:
    raise NotImplementedError


def _in_words(failed: dict[str, Any]) -> str:
    shown = f"it shows first {failed['shown']!r}" if failed["shown"] else "no property fails"
    return (
        f"{failed['file']}: expected {failed['expected']!r}; it has {failed['points']:.0%}, {shown}"
    )


def _proof_parts(
    notebook: str,
    exercise: str | None,
    source: NotebookNode,
    seeds: range,
    bar: Bar | None,
) -> Iterator[Part]:
    """Judge the answers and mutants, and say which sentences of the hints none of them shows."""
    from autograder.proving import bank
    from autograder.proving.prove import failure, prove
    from autograder.proving.sentences import unshown

    topic = notebook.partition("_")[2]
    if not (HOUSE / "course_lib" / "lessons" / topic).is_dir():
        return  # a notebook of plain assertions alone
    try:
        known = bank.exercises(notebook)
    except CourseError as error:
        yield Part("answers", "nothing to prove without the checks", [str(error)])
        return
    if exercise and exercise not in known:
        yield Part("answers", "nothing to prove without its check")
        return
    proof = prove(notebook, exercise, bar=bar) if bar else prove(notebook, exercise)
    totals = proof.totals()
    yield Part(
        "answers",
        f"{totals['accepted']} accepted, {totals['wrong']} wrong, {totals['mutants']} mutants",
        [
            *proof.lacking,
            *(_in_words(failure(verdict)) for verdict in proof.failures),
            *proof.outside,
        ],
        [f"unused: {one}" for one in (*proof.unused, *_unused_rows(notebook, source))],
    )
    yield _seeds_part(notebook, exercise, seeds)
    sentences = unshown(notebook, exercise, proof.verdicts)
    yield Part(
        "sentences",
        f"{len(sentences)} that no answer shows",
        notes=[f"{one.file}:{one.line}: {one.text}" for one in sentences],
    )
