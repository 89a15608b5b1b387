"""What a check is: named properties of an exercise, each with a weight and hints.

    relu = Exercise("relu", functions=("relu_forward", "relu_backward"))

    @relu.property("negative inputs become 0", weight=2)
    def negative_inputs(t, relu_forward):
        x = t.rng.standard_normal(t.either((3, 4), (2, 5)))
        out, _ = t.call(relu_forward, x, returns="out, cache")
        t.close("out", out, np.maximum(x, 0), "Compare the signs of x and out.")

    points = relu(relu_forward, relu_backward, points=10)          # in the notebook
    report = relu.evaluate(proxies, rng, hidden=True, points=10)   # in the grader

Properties are declared in the order in which their hints help most: the first that fails is
shown first. A property takes those of the exercise's functions that its parameters name; its own
name is what tracebacks and profiles show. Its code never looks at the type of a student's object,
so it runs the same on a function and on a proxy of a function that lives in another process.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import permutations
from typing import Any

import numpy as np

from course_lib import progress
from course_lib.checking.known import Known, explain, reordered
from course_lib.checking.outcome import Kind, Outcome
from course_lib.checking.price import GUARD
from course_lib.checking.report import Points, Report
from course_lib.checking.trial import NotWritten, Trial, Wrong
from course_lib.checking.types import Function, Slip

PropertyTest = Callable[..., None]
VISIBLE_SEED = 0
#: Failed tries of an exercise after which a smaller case is offered.
TRIES = 2
#: Whether the last check of each function that has one held; False before the first.
CHECKED: dict[str, bool] = {}
#: Of the hidden tests where nobody keeps a secret: in the proof of the checks, in plain nbgrader.
OPEN_SEED = 1


def hidden_rng(seed: int = OPEN_SEED) -> np.random.Generator:
    """Return the generator of the hidden tests' inputs; a grader's ``seed`` is its secret."""
    return np.random.default_rng(seed)


@dataclass(frozen=True)
class Property:
    """One named property: ``weight`` points for holding, or a ``cost`` for failing (a guard).

    ``functions`` names those of the student's functions that ``test`` takes, ``of`` the parts of
    the exercise that it judges.
    """

    name: str
    test: PropertyTest
    functions: tuple[str, ...]
    of: tuple[str, ...]
    kind: Kind
    weight: float
    part: str
    cost: float = 0.0


class Exercise:
    """The properties of one exercise.

    ``functions`` names the student's functions in the order in which they are handed over.
    ``forward`` is the exercise that judges the forward pass when the functions of this one are
    backward passes; without it the properties with ``part="forward"`` do.
    ``change_cost`` is the share of the points lost when a function changes its inputs.
    """

    def __init__(
        self,
        name: str,
        functions: Iterable[str],
        forward: Exercise | None = None,
        change_cost: float = GUARD,
    ) -> None:
        self.name = name
        self.functions = tuple(functions)
        self.forward = forward
        self.change_cost = change_cost
        self.properties: list[Property] = []
        self.mistakes: list[Known] = []
        # A forward pass has a check of its own, which a wrong backward pass does not fail.
        self.judged = tuple(f for f in self.functions if not forward or f not in forward.functions)
        for function in self.judged:
            CHECKED.setdefault(function, False)

    def property(
        self, name: str, weight: float, part: str = "", of: str = ""
    ) -> Callable[[PropertyTest], PropertyTest]:
        """Declare a property of the idea, which earns ``weight`` when ``test`` returns.

        It judges the last function that it takes, or the first with ``part="forward"``; ``of``
        names one result of a function where results have shares of their own.
        """
        return self._declare(name, "idea", weight, part, of)

    def detail(
        self, name: str, weight: float, part: str = "", of: str = ""
    ) -> Callable[[PropertyTest], PropertyTest]:
        """Declare a property that a function with the idea may miss: see ``price.py``."""
        return self._declare(name, "detail", weight, part, of)

    def guard(
        self, name: str, cost: float = GUARD, of: str = ""
    ) -> Callable[[PropertyTest], PropertyTest]:
        """Declare a property that earns nothing; failing it takes ``cost`` (0 to 1) of the rest.

        It belongs to every function that it takes.
        """
        return self._declare(name, "guard", 0.0, "", of, cost)

    def known(
        self, sentence: str, function: str, kind: Kind = "detail"
    ) -> Callable[[Callable[[Function], Function]], Callable[[Function], Function]]:
        """Declare a mistake that the decorated function undoes: see ``known.py``."""

        def add(mend: Callable[[Function], Function]) -> Callable[[Function], Function]:
            self.mistakes.append(Known(sentence, function, kind, mend))
            return mend

        return add

    def in_order(self, function: str, results: str) -> None:
        """Declare the results of a function, such as "dx, dw, db": another order is a slip."""
        sentence = f"The results come in another order: return `{results}`."
        count = len(results.split(","))
        for order in list(permutations(range(count)))[1:]:
            self.known(sentence, function)(partial(reordered, order=order))

    def _declare(
        self, name: str, kind: Kind, weight: float, part: str, of: str, cost: float = 0.0
    ) -> Callable[[PropertyTest], PropertyTest]:
        if name in self.property_names():
            raise ValueError(f"{self.name} has two properties named {name!r}")

        def add(test: PropertyTest) -> PropertyTest:
            if test.__name__ in ("_", "<lambda>", *(p.test.__name__ for p in self.properties)):
                raise ValueError(
                    f"{self.name}: the function of {name!r} needs a name of its own, which "
                    f"tracebacks can show; {test.__name__!r} is not one"
                )
            functions = self._taken_by(test)
            judged = functions if kind == "guard" else (functions[0 if part else -1],)
            parts = tuple(f"{name}: {of}" if of else name for name in judged)
            self.properties.append(Property(name, test, functions, parts, kind, weight, part, cost))
            return test

        return add

    def _taken_by(self, test: PropertyTest) -> tuple[str, ...]:
        """Return which functions a property takes: those that its parameters name.

        A property that serves several exercises has names of its own, or ``*functions``: it takes
        all, in order.
        """
        parameters = list(inspect.signature(test).parameters.values())[1:]
        if [p.kind for p in parameters] == [inspect.Parameter.VAR_POSITIONAL]:
            return self.functions
        wanted = tuple(p.name for p in parameters)
        if wanted and set(wanted) <= set(self.functions):
            return wanted
        if len(wanted) == len(self.functions) and not set(wanted) & set(self.functions):
            return self.functions
        raise TypeError(
            f"{test.__name__} takes {', '.join(wanted) or 'no function'}; the functions of "
            f"{self.name} are {', '.join(self.functions)}"
        )

    def module(self) -> str:
        """Return where the exercise is declared: the module of its first property."""
        return self.properties[0].test.__module__ if self.properties else ""

    def property_names(self) -> list[str]:
        """Return the names of the properties in the order of their hints."""
        return [p.name for p in self.properties]

    def __call__(self, *functions: Callable[..., Any], points: float | None = None) -> float:
        """Check ``functions``, display the verdict and return what they earn of ``points``.

        Without points, as in a source, it is the share that they earn, from 0 to 1.
        """
        rng = np.random.default_rng(VISIBLE_SEED)
        found = self._check(functions, points, rng, hidden=False)
        return Points(found) if _show.get() is display_report else found

    def hidden(self, *functions: Callable[..., Any], points: float) -> float:
        """Check the same properties on other shapes and numbers, as nbgrader alone would."""
        return self._check(functions, points, hidden_rng(), hidden=True)

    def _check(
        self,
        functions: tuple[Callable[..., Any], ...],
        points: float | None,
        rng: np.random.Generator,
        hidden: bool,
    ) -> float:
        report = self.evaluate(functions, rng, hidden, points)
        CHECKED.update(dict.fromkeys(self.judged, not report.failures))
        if not (hidden or report.unwritten):
            written = not any(o.unwritten for o in report.outcomes)
            progress.note_check(self.name, self.module(), report.share, functions, written)
            if report.failures and progress.failed_tries(self.name, self.module()) >= TRIES:
                report = replace(report, smaller=report.smallest_case())
        _show.get()(report)
        return report.points

    def evaluate(
        self,
        functions: Iterable[Function],
        rng: np.random.Generator,
        hidden: bool = False,
        points: float | None = None,
        until_loss: bool = False,
    ) -> Report:
        """Run every property on ``functions`` and return the report, without showing it.

        ``until_loss`` ends at the first property that takes points: whether there is one is all
        that the report then tells.
        """
        functions = tuple(functions)
        if len(functions) != len(self.functions):
            raise TypeError(
                f"the check {self.name!r} takes {len(self.functions)} functions "
                f"({', '.join(self.functions)}), got {len(functions)}"
            )
        named = dict(zip(self.functions, functions, strict=True))
        seed = int(rng.integers(2**63))
        outcomes: list[Outcome] = []
        shared: dict[Any, Any] = {}
        changed: dict[str, str] = {}
        forward_share = self._forward_share(named, outcomes, seed, hidden)

        def run(index: int, chosen: dict[str, Function]) -> Outcome:
            prop = self.properties[index]
            trial = Trial(
                rng=np.random.default_rng([seed, index]),
                hidden=hidden,
                names={id(f): name for name, f in chosen.items()},
                forward_share=forward_share,
                shared=shared,
            )
            outcome = _run(prop, trial, [chosen[name] for name in prop.functions])
            if chosen is named:  # a mended copy only repeats it, without the arguments' names
                changed.update(trial.changed)
            return replace(outcome, of=self._all_parts(prop)) if outcome.whole else outcome

        for index, prop in enumerate(self.properties):
            outcomes.append(run(index, named))
            if until_loss and not outcomes[-1].passed and (prop.weight or prop.cost):
                break
        if not until_loss:
            takes = [prop.functions for prop in self.properties]
            outcomes = explain(self.mistakes, named, outcomes, takes, run, list(changed.values()))
        if changed and self.change_cost:
            outcomes.insert(0, _change_outcome(changed, self.change_cost))
        return Report(self.name, outcomes, points, hidden)

    def _all_parts(self, prop: Property) -> tuple[str, ...]:
        """Return the parts of the function that a property judges, its own first."""
        function = prop.of[0].partition(":")[0]
        parts = [p.of[0] for p in self.properties if p.of[0].partition(":")[0] == function]
        return tuple(dict.fromkeys([prop.of[0], *parts]))

    def _forward_share(
        self,
        named: dict[str, Function],
        outcomes: list[Outcome],
        seed: int,
        hidden: bool,
    ) -> Callable[[], float]:
        """Return what tells which share of its points the forward pass earned."""
        forward = self.forward
        if forward is None:
            return lambda: _share_of_forward(outcomes)
        chosen = [named[name] for name in forward.functions]
        # Several properties of a backward pass ask for it.
        return cache(lambda: forward.evaluate(chosen, np.random.default_rng(seed), hidden).share)


def _share_of_forward(outcomes: list[Outcome]) -> float:
    done = [o for o in outcomes if o.part == "forward"]
    total = sum(o.weight for o in done)
    return sum(o.weight for o in done if o.passed) / total if total else 1.0


def _run(prop: Property, trial: Trial, functions: list[Function]) -> Outcome:
    """Run one property; whatever it raises is an outcome, never an error of the check."""
    symptom, cause, certain, unwritten, whole = "", "", False, False, False
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            prop.test(trial, *functions)
        passed = True
    except Wrong as wrong:
        passed, symptom, cause = False, wrong.symptom, wrong.cause
        certain, whole = wrong.certain, wrong.idea
    except NotWritten as missing:
        passed, symptom, unwritten = False, f"`{missing}` is not written yet.", True
    except (Exception, SystemExit) as error:
        passed = False
        symptom = f"The result could not be examined ({type(error).__name__}: {error})."
    return Outcome(
        name=prop.name,
        passed=passed,
        weight=prop.weight,
        cost=prop.cost,
        part=prop.part,
        symptom=symptom,
        cause=cause,
        unwritten=unwritten,
        notes=tuple(trial.notes),
        of=prop.of,
        kind="idea" if whole else prop.kind,
        whole=whole,
        certain=certain,
        case="" if passed or unwritten or trial.hidden else trial.case,
        slip=isinstance(cause, Slip),
    )


def _change_outcome(changed: dict[str, str], cost: float) -> Outcome:
    return Outcome(
        of=tuple(dict.fromkeys(changed.values())),
        kind="guard",
        name="inputs unchanged",
        passed=False,
        weight=0.0,
        cost=cost,
        symptom=" ".join(changed),
        cause="A function that writes into its arguments surprises the caller, who still needs "
        "them. Look for `*=`, `-=`, `x[...] = ` on an argument, or a name that is only "
        "another name of it. Compute a new array instead.",
    )


def display_report(report: Report) -> None:
    """Show a report as a table: HTML in a notebook, text in a terminal."""
    from IPython.display import display

    display(report)  # type: ignore[no-untyped-call]


_show: ContextVar[Callable[[Report], None]] = ContextVar("show", default=display_report)


@contextmanager
def shown_to(receiver: Callable[[Report], None]) -> Iterator[None]:
    """Send the reports of the checks that the body calls to ``receiver`` instead of the screen."""
    token = _show.set(receiver)
    try:
        yield
    finally:
        _show.reset(token)
