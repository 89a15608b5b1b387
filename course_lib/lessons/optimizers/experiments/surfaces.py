"""Surfaces over a plane on which optimizers show their character, and paths down them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.seeds import default_rng

Rule = Callable[..., tuple[Array, Any]]


@dataclass(frozen=True)
class Surface:
    """A loss of two parameters whose lowest value is 0, with its gradient and its Hessian.

    ``f``, ``grad`` and ``hessian`` take a point ``w`` (2,); ``f`` also takes (2, ...) for a map.
    """

    name: str
    f: Callable[[Array], Array]
    grad: Callable[[Array], Array]
    hessian: Callable[[Array], Array]
    start: tuple[float, float]
    minima: tuple[tuple[float, float], ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]


def bowl(condition: float, degrees: float = 0.0) -> Surface:
    """Return ``(a^2 + condition * b^2) / 2`` whose axes a, b are turned by ``degrees``."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    matrix = turn.T @ np.diag([1.0, condition]) @ turn
    start = turn.T @ [-10.0, 1.0]
    return Surface(
        name=f"bowl, condition {condition:g}" + (f", turned {degrees:g}°" if degrees else ""),
        f=lambda w: 0.5 * np.einsum("i...,ij,j...->...", w, matrix, w),
        grad=lambda w: matrix @ w,
        hessian=lambda w: matrix,
        start=(float(start[0]), float(start[1])),
        minima=((0.0, 0.0),),
        x_range=(-12.0, 12.0),
        y_range=(-6.0, 6.0) if degrees else (-3.0, 3.0),
    )


def _saddle(w: Array) -> Array:
    x, y = w
    value: Array = x**2 - y**2 + y**4 / 4 + 1
    return value


def _rosenbrock(w: Array) -> Array:
    x, y = w
    value: Array = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    return value


def _rosenbrock_grad(w: Array) -> Array:
    x, y = w
    return np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])


def _rosenbrock_hessian(w: Array) -> Array:
    x, y = w
    return np.array([[2 - 400 * (y - 3 * x**2), -400 * x], [-400 * x, 200.0]])


_BEALE = ((1.5, 1), (2.25, 2), (2.625, 3))


def _beale(w: Array) -> Array:
    x, y = w
    value: Array = sum((c - x + x * y**n) ** 2 for c, n in _BEALE)
    return value


def _beale_grad(w: Array) -> Array:
    x, y = w
    rests = [(c - x + x * y**n, y**n - 1, n * x * y ** (n - 1)) for c, n in _BEALE]
    return np.array([sum(2 * r * dx for r, dx, _ in rests), sum(2 * r * dy for r, _, dy in rests)])


def _beale_hessian(w: Array) -> Array:
    x, y = w
    total = np.zeros((2, 2))
    for c, n in _BEALE:
        rest, first = c - x + x * y**n, np.array([y**n - 1, n * x * y ** (n - 1)])
        mixed = n * y ** (n - 1)
        second = np.array([[0.0, mixed], [mixed, n * (n - 1) * x * y ** max(n - 2, 0)]])
        total += 2 * np.outer(first, first) + 2 * rest * second
    return total


SADDLE = Surface(
    name="saddle",
    f=_saddle,
    grad=lambda w: np.array([2 * w[0], -2 * w[1] + w[1] ** 3]),
    hessian=lambda w: np.array([[2.0, 0.0], [0.0, -2 + 3 * w[1] ** 2]]),
    start=(-2.0, 0.001),
    minima=((0.0, 2**0.5), (0.0, -(2**0.5))),
    x_range=(-2.5, 2.5),
    y_range=(-2.2, 2.2),
)
ROSENBROCK = Surface(
    name="Rosenbrock",
    f=_rosenbrock,
    grad=_rosenbrock_grad,
    hessian=_rosenbrock_hessian,
    start=(-1.2, 1.0),
    minima=((1.0, 1.0),),
    x_range=(-2.0, 2.0),
    y_range=(-1.0, 3.0),
)
BEALE = Surface(
    name="Beale",
    f=_beale,
    grad=_beale_grad,
    hessian=_beale_hessian,
    start=(1.0, 1.5),
    minima=((3.0, 0.5),),
    x_range=(-1.0, 4.5),
    y_range=(-1.5, 2.0),
)
#: Where the slope of (x^2 - 1)^2 + 0.4 x is 0: the deep well, a barrier, the poor well.
_DEEP, _, _POOR = np.sort(np.roots([4.0, 0.0, -4.0, 0.4]).real).tolist()


def _wells(w: Array) -> Array:
    x, y = w
    value: Array = (x**2 - 1) ** 2 + 0.4 * x + 2 * y**2 - ((_DEEP**2 - 1) ** 2 + 0.4 * _DEEP)
    return value


WELLS = Surface(
    name="two wells",
    f=_wells,
    grad=lambda w: np.array([4 * w[0] * (w[0] ** 2 - 1) + 0.4, 4 * w[1]]),
    hessian=lambda w: np.array([[12 * w[0] ** 2 - 4, 0.0], [0.0, 4.0]]),
    start=(1.8, 0.5),
    minima=((_DEEP, 0.0), (_POOR, 0.0)),
    x_range=(-2.0, 2.2),
    y_range=(-1.2, 1.2),
)
RACED = (bowl(100), bowl(100, 30), SADDLE, ROSENBROCK, BEALE)
SURFACES = {s.name: s for s in (*RACED, WELLS)}


def share_past_the_first_well(rule: Rule, rho: float, starts: Array, lr: float = 0.01) -> float:
    """Return which share of ``starts``, all right of the poor well, ends in the deep one.

    The walk is along x, 3000 steps.
    """
    w, state = starts.copy(), None
    for _ in range(3000):
        w, state = rule(w.copy(), 4 * w * (w**2 - 1) + 0.4, state, lr, rho=rho)
    return float(np.mean(np.asarray(w) < 0))


def sgd(w: Array, dw: Array, state: Any, lr: float) -> tuple[Array, Any]:
    """Take one step of plain descent, in the form of the rules that the notebook asks for."""
    return w - lr * dw, state


@dataclass(frozen=True)
class Path:
    """The places of a descent (steps + 1, 2) and the loss at each (steps + 1,)."""

    places: Array
    losses: Array

    def steps_to(self, goal: float) -> float:
        """Return the first step at which the loss is at most ``goal``, inf if there is none."""
        there = np.flatnonzero(self.losses <= goal)
        return float(there[0]) if len(there) else np.inf


def descend(
    rule: Rule,
    surface: Surface,
    lr: float,
    steps: int,
    start: tuple[float, float] | None = None,
    goal: float = -np.inf,
    **options: Any,
) -> Path:
    """Follow ``rule`` down a surface; stop at ``goal``, or when the loss is 10^6 times its first.

    ``options`` go to the rule: ``rho=0.99``, ``beta2=0.9``.
    """
    w, state = np.array(surface.start if start is None else start, dtype=float), None
    places, losses = [w], [float(surface.f(w))]
    limit = 1e6 * (1 + losses[0])
    for _ in range(steps):
        if not goal < losses[-1] < limit:
            break
        # A rule may write into its arguments: it gets a copy, and so does the record.
        w, state = rule(w.copy(), surface.grad(w), state, lr, **options)
        w = np.array(w, dtype=float)
        places.append(w)
        losses.append(float(surface.f(w)))
    return Path(np.array(places), np.array(losses))


RATES = tuple(10.0 ** np.arange(-3, 1.1, 0.5))


@dataclass(frozen=True)
class Best:
    """How a rule did on a surface at its best rate: the steps from each start (starts,)."""

    lr: float
    steps: Array

    def __str__(self) -> str:
        low, middle, high = np.sort(self.steps)[[0, len(self.steps) // 2, -1]]
        if not np.isfinite(middle):
            return "-"
        return f"{middle:.0f} ({low:.0f}-{high:.0f})".replace("inf", "never")


def race(
    rules: dict[str, Rule],
    goal: float = 1e-3,
    steps: int = 600,
    starts: int = 5,
    spread: float = 0.1,
) -> dict[str, dict[str, Best]]:
    """Let each rule run on each surface at each of ``RATES``; keep the rate with the best median.

    All rules begin at the same places: the surface's own start and others, normal numbers with std
    ``spread`` away from it. ``steps`` is the number after which a run counts as "never".
    """
    away = spread * default_rng(5).standard_normal((starts, 2))
    away[0] = 0
    table: dict[str, dict[str, Best]] = {}
    for surface in RACED:
        places = [(float(x), float(y)) for x, y in surface.start + away]
        table[surface.name] = {}
        for name, rule in rules.items():
            at_rates = []
            for lr in RATES:
                runs = [descend(rule, surface, lr, steps, p, goal).steps_to(goal) for p in places]
                at_rates.append(Best(float(lr), np.array(runs)))
            table[surface.name][name] = min(at_rates, key=_quality)
    return table


def _quality(best: Best) -> tuple[float, float]:
    steps = np.sort(best.steps)
    return float(steps[len(steps) // 2]), float(np.minimum(steps, 1e9).sum())


def race_table(table: dict[str, dict[str, Best]]) -> str:
    """Return the results of a race as text: a row for each rule, a column for each surface."""
    short = [name.replace(", condition 100", "").replace(", turned", " turned") for name in table]
    lines = [" " * 8 + "".join(f"{name:>16}" for name in short)]
    for rule in next(iter(table.values())):
        lines.append(f"{rule:8}" + "".join(f"{row[rule]!s:>16}" for row in table.values()))
    return "\n".join(lines)


def steps_by_condition(
    rule: Rule, conditions: Array, tuned: Callable[[float], dict[str, float]], share: float = 1e-6
) -> Array:
    """Return for each condition number the steps until the loss is ``share`` of its first.

    ``tuned`` returns the best rate, and whatever else the rule takes, for a condition number.
    """
    steps = []
    for condition in conditions:
        surface = bowl(float(condition))
        goal = share * float(surface.f(np.array(surface.start)))
        options: dict[str, Any] = {**tuned(float(condition))}
        path = descend(rule, surface, steps=30000, goal=goal, **options)
        steps.append(path.steps_to(goal))
    return np.array(steps)


def best_for_sgd(condition: float) -> dict[str, float]:
    """Return the rate with which plain descent on a bowl converges fastest."""
    return {"lr": 2 / (1 + condition)}


def best_for_momentum(condition: float) -> dict[str, float]:
    """Return the rate and the rho with which momentum on a bowl converges fastest (Polyak)."""
    root = condition**0.5
    return {"lr": (2 / (1 + root)) ** 2, "rho": ((root - 1) / (root + 1)) ** 2}


def newton_path(step: Callable[..., Array], surface: Surface, steps: int = 8) -> Path:
    """Follow a Newton step (w, grad, hessian) -> w from the surface's start."""
    w = np.array(surface.start)
    places = [w]
    for _ in range(steps):
        w = np.array(step(w.copy(), surface.grad(w), surface.hessian(w)), dtype=float)
        places.append(w)
    return Path(np.array(places), np.array([float(surface.f(p)) for p in places]))


def newton_table(step: Callable[..., Array]) -> str:
    """Return as text where Newton's method ends on each surface, and what is there."""
    lines = []
    for surface in SURFACES.values():
        x, y = end = newton_path(step, surface, steps=20).places[-1]
        low, high = np.linalg.eigvalsh(surface.hessian(end))
        lines.append(
            f"{surface.name:32} ends at ({x:+.2f}, {y:+.2f}), curvatures {low:.1f} and {high:.1f}: "
            f"{'minimum' if low > 0 else 'SADDLE'}"
        )
    return "\n".join(lines)
