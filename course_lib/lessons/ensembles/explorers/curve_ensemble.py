"""Explorer: nets fitted to few noisy points, their mean, and the error of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import mse_loss
from course_lib.engine.modules import Affine, Tanh
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.rng import generators
from course_lib.engine.train import fit
from course_lib.explorer import explore, slider, switch
from course_lib.plots import PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 30
GRID = np.linspace(-3, 3, 121)


@dataclass(frozen=True)
class Ensemble:
    """Curves (members, points) on GRID, the data they saw, and mean squared errors by members."""

    members: int
    resampled: bool
    x: Array
    y: Array
    curves: Array
    mean_error: Array  # (MOST,): of the mean of the first k nets
    single_error: float  # mean over all single nets


def truth(x: Array) -> Array:
    """Return the function behind the data."""
    y: Array = np.sin(2 * x) + 0.3 * x
    return y


@lru_cache(maxsize=2)
def _nets(resampled: bool) -> tuple[Array, Array, Array]:
    """Return the data and the curves (MOST, points) of all nets, trained as one stack."""
    rng = np.random.default_rng(3)
    x = rng.uniform(-3, 3, 24)
    y = truth(x) + 0.35 * rng.standard_normal(24)
    rngs = generators(5, MOST)
    rows = np.stack([g.integers(24, size=24) if resampled else np.arange(24) for g in rngs])
    net = Network([Affine(1, 20), Tanh(), Affine(20, 20), Tanh(), Affine(20, 1)], rngs, init="he")
    fit(
        net,
        x[rows][..., None],
        y[rows][..., None],
        Adam(lr=0.01),
        epochs=600,
        batch_size=24,
        rng=rngs,
        loss=mse_loss,
        stop_factor=None,
    )
    return x, y, net.predict(GRID[:, None].astype(np.float32))[..., 0]


@lru_cache(maxsize=64)
def compute(members: int, resampled: bool) -> Ensemble:
    """Take the first ``members`` (1 to 30) nets; ``resampled`` ones saw a bootstrap sample each."""
    x, y, curves = _nets(resampled)
    means = np.cumsum(curves, axis=0) / np.arange(1, MOST + 1)[:, None]
    return Ensemble(
        members=members,
        resampled=resampled,
        x=x,
        y=y,
        curves=curves[:members],
        mean_error=((means - truth(GRID)) ** 2).mean(axis=1),
        single_error=float(((curves - truth(GRID)) ** 2).mean()),
    )


def draw(figure: Figure, ensemble: Ensemble) -> None:
    """Draw the nets and their mean on the left, the error against their number on the right."""
    if not figure.axes:
        _prepare(figure, ensemble)
    left, right = figure.axes
    data, mean, _, *curves = left.lines
    data.set_data(ensemble.x, ensemble.y)
    mean.set_data(GRID, ensemble.curves.mean(axis=0))
    for line, values in zip(curves, ensemble.curves, strict=False):
        line.set_data(GRID, values)
    for line in curves[ensemble.members :]:
        line.set_data([], [])
    spread = float(ensemble.curves.var(axis=0).mean())
    left.set_title(f"{ensemble.members} nets; variance between them {spread:.3f}")
    all_sizes, now, single = right.lines
    all_sizes.set_data(np.arange(1, MOST + 1), ensemble.mean_error)
    error = float(ensemble.mean_error[ensemble.members - 1])
    now.set_data([ensemble.members], [error])
    single.set_ydata([ensemble.single_error] * 2)
    right.set_title(f"error of the mean {error:.3f}, of one net {ensemble.single_error:.3f}")


def _prepare(figure: Figure, ensemble: Ensemble) -> None:
    left, right = figure.subplots(1, 2)
    left.plot([], [], "o", color="black", markersize=4, label="data")
    left.plot([], [], color=PALETTE[0], linewidth=2.5, label="mean of the nets")
    left.plot(GRID, truth(GRID), color=PALETTE[1], linestyle="--", label="truth")
    for _ in range(MOST):
        left.plot([], [], color=PALETTE[7], linewidth=0.6, zorder=1)
    left.set(xlim=(-3, 3), ylim=(-3, 3))
    label(left, "", "input x", "output y")
    right.plot([], [], color=PALETTE[0], label="mean of the first k nets")
    right.plot([], [], "D", color=PALETTE[0], markersize=8)
    right.axhline(0, color=PALETTE[7], linestyle=":", label="one net, on average")
    right.set(xlim=(0, MOST + 1), ylim=(0, 0.25))
    label(right, "", "number of nets k", "mean squared error against the truth")


def figure_of(members: int = 10, resampled: bool = False) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.6), layout="constrained")
    draw(figure, compute(members, resampled))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: how many nets, and whether each saw a sample of its own."""
    figure = figure_of()
    compute(1, True)  # train both stacks now, so that no move of a control waits for it
    members = slider("nets", 10, 1, MOST)
    resampled = switch("a bootstrap sample for each net")

    def redraw() -> None:
        draw(figure, compute(members.value, resampled.value))

    explore(figure, redraw, [members, resampled])
