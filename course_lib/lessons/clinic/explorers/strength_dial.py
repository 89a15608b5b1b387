"""Explorer: a patient with a dial for the strength of its fault, and which instruments notice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import choice, explore, steps
from course_lib.lessons.clinic.checks.cases import draw_cases
from course_lib.lessons.clinic.checks.faults import Ward
from course_lib.lessons.clinic.checks.program import STEPS
from course_lib.lessons.clinic.checks.readings import INSTRUMENTS
from course_lib.lessons.clinic.checks.records import examine
from course_lib.lessons.clinic.experiments.rounds import deviations, table
from course_lib.plots import PALETTE, freeze_layout, label
from course_lib.seeds import default_rng, offset

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: The dial of each fault, from hardly there to strong, in the unit of the fault.
DIALS = {
    "rate too high": (1.0, 2.0, 4.0, 8.0, 16.0, 32.0),
    "rate too low": (1.0, 2.0, 4.0, 10.0, 30.0, 100.0),
    "labels shuffled": (0.0, 0.1, 0.2, 0.4, 0.7, 1.0),
    "gradient wrong": (0.0, 0.001, 0.01, 0.1, 0.5, 1.0),
    "decay too strong": (1e-4, 0.003, 0.01, 0.03, 0.1, 0.3),
    "dropout at test": (1.0, 0.99, 0.95, 0.9, 0.7, 0.5),
    "weights too large": (1.0, 1.25, 1.5, 2.0, 4.0, 8.0),
    "leak": (0.0, 0.1, 0.2, 0.4, 0.7, 1.0),
}
#: What the number of each dial counts.
COUNTS = {
    "rate too high": "rate by the right rate",
    "rate too low": "right rate by the rate",
    "labels shuffled": "share of labels shuffled each epoch",
    "gradient wrong": "gradient share through a closed ReLU",
    "decay too strong": "decay (lambda)",
    "dropout at test": "share of units kept at test",
    "weights too large": "weights by He's weights",
    "leak": "share of images whose copies part",
}
PATIENTS = 6


@dataclass(frozen=True)
class Visit:
    """What six patients show: deviations (instruments,), losses (patients, steps), accuracy."""

    fault: str
    strength: float
    off: Array
    loss: Array
    fresh: Array


@lru_cache(maxsize=64)
def compute(fault: str, strength: float) -> Visit:
    """Train six patients with one strength of a fault."""
    ward = Ward((fault,) * PATIENTS, np.full(PATIENTS, strength))
    draw = draw_cases(default_rng(81), PATIENTS)
    with one_blas_thread():
        runs = examine(ward.parts(), draw, 82 + offset(), ward.rate, ward.decay)
    loss = np.array([run["loss"] for run in runs])
    loss = np.minimum(np.nan_to_num(loss, nan=1e3, posinf=1e3), 1e3)
    fresh = table(runs)[:, INSTRUMENTS.index("fresh accuracy")]
    return Visit(fault, strength, deviations(runs), loss, fresh)


def draw(figure: Figure, visit: Visit) -> None:
    """Draw the losses, and a bar for each instrument: its deviations, on a log scale."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    for line, loss in zip(left.lines, visit.loss, strict=True):
        line.set_data(np.arange(len(loss)), np.maximum(loss, 1e-3))
    left.set_title(f"{COUNTS[visit.fault]}: {visit.strength:g}")
    size = np.clip(abs(visit.off), 0.1, 1e3)
    bars: Any = right.patches
    for bar, value in zip(bars, size, strict=True):
        bar.set_width(value)
        bar.set_facecolor(PALETTE[1] if value >= 5 else PALETTE[7])
    fresh = f"{visit.fresh.mean():.2f} +- {visit.fresh.std(ddof=1):.2f}"
    right.set_title(f"{np.sum(size >= 5)} of {len(size)} notice; fresh accuracy {fresh}")


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
    for _ in range(PATIENTS):
        left.plot([], [], color=PALETTE[0], alpha=0.6, linewidth=1)
    left.set_yscale("log")
    left.set_xlim(0, STEPS)
    left.set_ylim(6e-3, 1.5e3)
    label(left, " ", "step", "training loss (nats, cut at 1000)", legend=False)
    places = np.arange(len(INSTRUMENTS))[::-1]
    right.barh(places, 1.0, left=0)
    right.axvline(5, color=PALETTE[6], linestyle="--")
    right.set_xscale("log")
    right.set_xlim(0.1, 1.2e3)
    right.set_yticks(places, INSTRUMENTS)
    label(right, " ", "deviations from healthy (cut at 1000)", "", legend=False)


def figure_of(fault: str = "labels shuffled", strength: float = 0.2) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 4.2), layout="constrained")
    draw(figure, compute(fault, strength))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: a fault, and how strong it is."""
    fault = choice("fault", list(DIALS))
    dial = steps("strength", range(len(DIALS[fault.value])), 2)
    figure = figure_of(fault.value, DIALS[fault.value][dial.value])

    def redraw() -> None:
        draw(figure, compute(fault.value, DIALS[fault.value][dial.value]))

    explore(figure, redraw, [fault, dial])
