"""An explorer with a goal: bring the loss below 10^-6 within 100 steps.

Two sliders set the start on a surface, others the optimizer, its learning rate and its memory; a
Play control walks along the path. Each optimizer is the student's own rule, if there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine import optim
from course_lib.engine.arrays import Array
from course_lib.explorer import choice, explore, power, slider
from course_lib.lessons.optimizers.experiments.surfaces import SURFACES, Rule, descend, sgd
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure


GOAL = 1e-6
STEPS = 100
RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
# What the memory slider means to a rule; the others have nothing that it could set.
MEMORY = {"momentum": "rho", "nesterov": "rho", "rmsprop": "decay", "adam": "beta1"}
_LOSS_RANGE = (-12.0, 6.0)  # powers of ten that the right panel shows
_PIXELS = 120


@dataclass(frozen=True)
class Params:
    """What the controls say; ``memory`` is rho, decay or beta1."""

    surface: str
    rule: str
    x: float
    y: float
    lr: float
    memory: float = 0.9


@dataclass(frozen=True)
class Walk:
    """A path of at most 100 steps: places (n + 1, 2), losses (n + 1,), where it met the goal."""

    params: Params
    places: Array
    losses: Array
    reached: int | None

    @property
    def verdict(self) -> str:
        """Say in a few words how it went."""
        if self.reached is not None:
            return f"goal reached at step {self.reached}"
        if len(self.losses) <= STEPS:
            return f"diverged after {len(self.losses) - 1} steps"
        return f"loss {self.losses[-1]:.1e} after {STEPS} steps, the goal is {GOAL:.0e}"


def from_library(name: str) -> Rule:
    """Return an optimizer of course_lib in the form of the notebook's rules."""
    kind = {
        "momentum": optim.Momentum,
        "nesterov": optim.Nesterov,
        "adagrad": optim.AdaGrad,
        "rmsprop": optim.RMSProp,
        "adam": optim.Adam,
    }[name]

    def rule(w: Array, dw: Array, state: Any, lr: float, **options: float) -> tuple[Array, Any]:
        optimizer = kind(lr, **options) if state is None else state
        w = w.copy()
        optimizer.step(w, dw)
        return w, optimizer

    return rule


def _library() -> dict[str, Rule]:
    return {"sgd": sgd, **{name: from_library(name) for name in RULES[1:]}}


@lru_cache(maxsize=256)
def compute(params: Params, rule: Rule) -> Walk:
    """Take 100 steps of ``rule`` with these parameters, fewer when it diverges."""
    surface = SURFACES[params.surface]
    name = MEMORY.get(params.rule)
    options = {} if name is None else {name: params.memory}
    with np.errstate(all="ignore"):
        path = descend(rule, surface, params.lr, STEPS, (params.x, params.y), **options)
    there = np.flatnonzero(path.losses <= GOAL)
    return Walk(params, path.places, path.losses, int(there[0]) if len(there) else None)


def draw(figure: Figure, walk: Walk, step: int = STEPS) -> None:
    """Draw the path up to ``step`` on the map, and its losses; artists are used again."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    surface = SURFACES[walk.params.surface]
    if left.get_title() != surface.name:
        _draw_map(left, walk.params.surface)
    line, start, here = left.lines[:3]
    shown = walk.places[: step + 1]
    line.set_data(*shown.T)
    start.set_data(*walk.places[:1].T)
    here.set_data(*shown[-1:].T)
    losses = np.log10(np.clip(walk.losses, 10.0 ** _LOSS_RANGE[0], 10.0 ** _LOSS_RANGE[1]))
    whole, now = right.lines[:2]
    whole.set_data(np.arange(len(losses)), losses)
    now.set_data([len(shown) - 1], [losses[len(shown) - 1]])
    right.set_title(walk.verdict)


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.07, right=0.98, bottom=0.15, top=0.9, wspace=0.2)
    look = {"markersize": 3, "linewidth": 1, "marker": MARKERS[0]}
    left.plot([], [], color=PALETTE[1], label="path", **look)
    left.plot([], [], MARKERS[1], color=PALETTE[0], markersize=8, label="start")
    left.plot([], [], MARKERS[2], color=PALETTE[2], markersize=10, label="this step")
    left.plot([], [], MARKERS[7], color="black", markersize=11, label="minimum")
    label(left, "", "first parameter", "second parameter")
    left.legend(loc="lower right", ncols=2, fontsize=8, frameon=True)
    left.grid(False)
    right.plot([], [], color=PALETTE[1], label="loss")
    right.plot([], [], MARKERS[2], color=PALETTE[2], markersize=10, label="this step")
    right.axhline(np.log10(GOAL), color="black", linestyle="--", label="goal")
    right.set_xlim(-2, STEPS + 2)
    right.set_ylim(_LOSS_RANGE[0] - 0.5, _LOSS_RANGE[1] + 0.5)
    right.set_yticks(range(-12, 7, 3), [f"1e{k}" for k in range(-12, 7, 3)])
    label(right, "", "step", "loss (log)")
    right.legend(loc="upper right", fontsize=8)
    freeze_layout(figure)


def _draw_map(axes: Any, name: str) -> None:
    """Show the logarithm of the loss as shades of grey, an image that need not be drawn again."""
    surface = SURFACES[name]
    for image in list(axes.images):
        image.remove()
    extent = (*surface.x_range, *surface.y_range)
    axes.imshow(_bands(name), extent=extent, origin="lower", aspect="auto", cmap="Greys", alpha=0.6)
    axes.lines[3].set_data(*np.transpose(surface.minima))
    axes.set_xlim(*surface.x_range)
    axes.set_ylim(*surface.y_range)
    axes.set_title(surface.name)


@lru_cache(maxsize=8)
def _bands(name: str) -> Array:
    """Return the logarithm of a surface in bands, whose edges are level lines."""
    surface = SURFACES[name]
    x, y = np.linspace(*surface.x_range, _PIXELS), np.linspace(*surface.y_range, _PIXELS)
    heights = np.log10(surface.f(np.array(np.meshgrid(x, y))) + 1e-2)
    return np.round(3 * heights) / 3


def figure_of(params: Params, rule: Rule | None = None, step: int = STEPS) -> Figure:
    """Return the explorer's figure without the controls, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 4.0), dpi=80)
    draw(figure, compute(params, rule or _library()[params.rule]), step)
    return figure


def explorer(rules: Mapping[str, Rule] | None = None) -> None:
    """Show the explorer. ``rules`` replaces optimizers of the library by the student's own."""
    import ipywidgets as widgets
    from matplotlib.figure import Figure

    chosen = {**_library(), **(rules or {})}
    surface, rule = choice("surface", list(SURFACES)), choice("optimizer", RULES)
    x, y = (
        slider("start, first", 0.0, 0.0, 1.0, 0.05),
        slider("start, second", 0.0, 0.0, 1.0, 0.001),
    )
    lr = power("lr", 0.01, -4, 1, 0.05, ".2g")
    memory = slider("memory", 0.9, 0.0, 0.99, 0.01)
    step = slider("step", STEPS, 0, STEPS)
    play = widgets.Play(value=STEPS, min=0, max=STEPS, interval=120)
    widgets.jslink((play, "value"), (step, "value"))
    figure = Figure(figsize=(10.5, 4.0), dpi=80)
    shown = None

    def redraw() -> None:
        nonlocal shown
        if surface.value != shown:
            shown = surface.value
            _move_start(x, y, shown)
        memory.disabled = rule.value not in MEMORY
        memory.description = MEMORY.get(rule.value, "memory")
        # Rounded: a slider's 0 may be 1e-16, and from there a rule would leave the ridge.
        place = round(x.value, 6), round(y.value, 6)
        params = Params(surface.value, rule.value, *place, lr.value, memory.value)
        draw(figure, compute(params, chosen[rule.value]), step.value)

    rows = [[surface, rule], [x, y], [lr, memory], [step, play]]
    explore(figure, redraw, *rows, yours=lambda: rule.value if rule.value in (rules or {}) else "")


def _move_start(x: Any, y: Any, name: str) -> None:
    """Give the sliders of the start the range of a surface, and its usual start."""
    surface = SURFACES[name]
    for control, (low, high), value in (
        (x, surface.x_range, surface.start[0]),
        (y, surface.y_range, surface.start[1]),
    ):
        # A slider refuses a minimum above its maximum: open the range first.
        control.min, control.max = min(control.min, low), max(control.max, high)
        control.value = value
        control.min, control.max = low, high
