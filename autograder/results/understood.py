"""What a class understood of one notebook: figures from its records and submissions, no names.

A record holds every property of every test. Difficulty is the mean share of an exercise's points;
discrimination is the correlation of an exercise with the sum of the others (item-rest), which is
low or negative where good students lose points too: look at that exercise first.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean, median
from typing import Any

from autograder.building.plan import Plan, Step, Submission

#: Characters of an example; longer answers are cut.
LONGEST = 1200
_OUTCOME = re.compile(r"(?:so says the run|the run says (\w))")
_GUESS = re.compile(r"You predicted (\w)")
_NO_GUESS = re.compile(r"No prediction recorded\. The run says (\w)")
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Exercise:
    """How a class did in one exercise; shares are of its points, over ``n`` graded students."""

    name: str
    points: float
    n: int
    difficulty: float
    discrimination: float | None
    full: int
    nothing: int
    unwritten: int
    seconds: float


@dataclass(frozen=True)
class Misconception:
    """A property that did not hold, with its cause where the check named one.

    ``students`` of ``n`` were hit; ``example`` is the answer of one of them, without comments.
    """

    exercise: str
    name: str
    cause: str
    students: int
    n: int
    example: str


@dataclass(frozen=True)
class Guess:
    """The letters that a class predicted, and the letter that most of its runs said."""

    name: str
    letters: Mapping[str, int]
    outcome: str

    @property
    def right(self) -> int:
        """Return how many predicted what the run said."""
        return self.letters.get(self.outcome, 0)


def exercises(plan: Plan, records: Mapping[str, Record]) -> list[Exercise]:
    """Return the figures of every test with points, in the order of the notebook."""
    graded = [r for r in records.values() if r["result"]]
    tests = [s for s in plan.steps if s.kind == "test" and s.points]
    shares = {s.id: [_share(r, s) for r in graded] for s in tests}
    found = []
    for step in tests:
        own = shares[step.id]
        rest = [
            sum(shares[o.id][i] * o.points for o in tests if o is not step)
            for i in range(len(graded))
        ]
        found.append(
            Exercise(
                name=step.id.removeprefix("test_"),
                points=step.points,
                n=len(own),
                difficulty=fmean(own) if own else 0.0,
                discrimination=_correlation(own, rest),
                full=sum(share >= 1 - 1e-9 for share in own),
                nothing=sum(share <= 0 for share in own),
                unwritten=sum(_unwritten(r, step.id) for r in graded),
                seconds=median([_cell(r, step.id).get("seconds", 0.0) for r in graded] or [0.0]),
            )
        )
    return found


def misconceptions(
    plan: Plan, records: Mapping[str, Record], submissions: Mapping[str, Submission]
) -> list[Misconception]:
    """Return which properties failed and why, the most frequent first.

    Of what failed in one answer each named cause counts, and the first failure of a part without
    one: what comes after it often follows from it.
    """
    graded = {student: r for student, r in records.items() if r["result"]}
    hit: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for student, record in graded.items():
        told = {(e, n, c) for e, n, c in _failures(record)}
        for key in sorted(told):
            hit[key].append(student)
    answers = {step.id: _answers(plan, step) for step in plan.steps if step.kind == "test"}
    tests = {step.id.removeprefix("test_"): step.id for step in plan.steps if step.kind == "test"}
    found = []
    for (exercise, name, cause), students in hit.items():
        cells = answers.get(tests.get(exercise, ""), [])
        example = _example([submissions[s] for s in students if s in submissions], cells)
        found.append(Misconception(exercise, name, cause, len(students), len(graded), example))
    return sorted(found, key=lambda m: (-m.students, m.exercise, m.name, m.cause))


def guesses(plan: Plan, submissions: Mapping[str, Submission]) -> list[Guess]:
    """Return the predictions of the class and what their runs said, as the notebooks show it."""
    found = []
    for step in plan.steps:
        match = re.search(r"^(\w+) = predict\(", step.source, re.MULTILINE)
        if step.kind != "solution" or not match:
            continue
        compare = f"{match[1]}.compare("
        shown = [s.id for s in plan.steps if compare in s.source]
        letters: Counter[str] = Counter()
        outcomes: Counter[str] = Counter()
        for submission in submissions.values():
            if letter := _letter(submission.answers.get(step.id, "")):
                letters[letter] += 1
            outcomes.update(_outcomes(submission, shown))
        outcome = outcomes.most_common(1)[0][0] if outcomes else ""
        found.append(Guess(step.id, dict(sorted(letters.items())), outcome))
    return found


def _letter(source: str) -> str:
    match = re.search(r"""predict\(\s*["'](\w)["']""", source)
    return match[1].upper() if match else ""


def _outcomes(submission: Submission, cells: Sequence[str]) -> Iterator[str]:
    for name in cells:
        for output in submission.outputs.get(name, ()):
            text = str(output.get("text", ""))
            if (guess := _GUESS.search(text)) and (said := _OUTCOME.search(text)):
                yield said[1] or guess[1]
            elif other := _NO_GUESS.search(text):
                yield other[1]


def _cell(record: Record, name: str) -> Mapping[str, Any]:
    cell: Mapping[str, Any] = record["result"]["cells"].get(name, {})
    return cell


def _share(record: Record, step: Step) -> float:
    return float(_cell(record, step.id).get("points") or 0.0) / step.points


def _unwritten(record: Record, name: str) -> bool:
    outcomes = [o for r in _cell(record, name).get("reports", ()) for o in r["outcomes"]]
    return bool(outcomes) and all(o["unwritten"] for o in outcomes)


def _correlation(own: Sequence[float], rest: Sequence[float]) -> float | None:
    try:
        return round(correlation(own, rest), 3) if len(own) > 2 else None
    except StatisticsError:
        # Everybody has the same.
        return None


def _failures(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield exercise, property and cause of what failed in a record."""
    for name, cell in record["result"]["cells"].items():
        for report in cell["reports"]:
            seen = set()
            for outcome in report["outcomes"]:
                if outcome["passed"] or outcome["unwritten"]:
                    continue
                first = outcome["part"] not in seen
                seen.add(outcome["part"])
                if outcome["cause"] or first:
                    yield name.removeprefix("test_"), outcome["name"], _words(outcome)
        if cell["outcome"] in ("died", "timeout"):
            yield name.removeprefix("test_"), f"ended by {cell['outcome']}", cell["reason"]


def _words(outcome: Mapping[str, Any]) -> str:
    """Return the cause, or the symptom, without the numbers that differ from one to the next."""
    text = outcome["cause"] or outcome["symptom"]
    return re.sub(r"-?\b\d+\.\d+(e[-+]?\d+)?\b", "…", " ".join(str(text).split()))


def _answers(plan: Plan, test: Step) -> list[str]:
    """Return the answer cells whose functions a test calls."""
    found = []
    for step in plan.steps:
        if step.kind == "solution":
            names = [n.name for n in ast.parse(step.source).body if isinstance(n, ast.FunctionDef)]
            if any(re.search(rf"\b{name}\b", test.source) for name in names):
                found.append(step.id)
    return found


def _example(submissions: Sequence[Submission], cells: Sequence[str]) -> str:
    """Return the shortest of some answers without comments and texts, which may name somebody."""
    shown = []
    for submission in submissions:
        parts = [_anonymous(submission.answers.get(name, "")) for name in cells]
        if all(parts):
            shown.append("\n\n\n".join(parts))
    return min(shown, key=lambda text: (len(text), text), default="")[:LONGEST]


def _anonymous(source: str) -> str:
    if len(source) > 20 * LONGEST:
        return ""
    try:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
                text = ast.get_docstring(node)
                node.body = (node.body[1:] or [ast.Pass()]) if text is not None else node.body
        return ast.unparse(_NoTexts().visit(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


class _NoTexts(ast.NodeTransformer):
    """Take out what may hold a name: texts."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("…") if isinstance(node.value, str | bytes) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.Constant:
        return ast.Constant("…")
