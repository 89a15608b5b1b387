"""Figures of notebook 11."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.clinic.checks.triage import SUSPECTS
from course_lib.lessons.clinic.checks.wards import Run, ward
from course_lib.plots import PALETTE, label, mean_band
from course_lib.seeds import offset

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN = ("healthy", "rate too low", "labels shuffled", "decay too strong", "softmax twice")


def losses(runs: Sequence[Run], name: str = "loss") -> Array:
    """Return a loss of some runs, (runs, steps), cut at 1000."""
    curves: Array = np.nan_to_num(np.array([run[name] for run in runs]), nan=1e3, posinf=1e3)
    return np.minimum(curves, 1e3)


def interventions() -> Figure:
    """Draw the loss of five kinds of patients, as they are and under two interventions."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 3.4), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True)
    records = ward(SHOWN * 8, 60 + offset())
    titles = {"loss": "as it is", "loss_few": "20 rows only", "loss_no_decay": "without decay"}
    for axes, (key, title) in zip(panels, titles.items(), strict=True):
        for index, name in enumerate(SHOWN):
            curves = losses(records[index :: len(SHOWN)], key)[:, :60]
            mean_band(axes, np.arange(60), np.log10(np.maximum(curves, 1e-3)), name, index)
        label(axes, title, "step", "log10 of the loss (nats)", legend=key == "loss")
    return figure


def matrix(counts: Array, title: str) -> Figure:
    """Draw a confusion matrix: truth in rows, the first suspect in columns."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 5.4), layout="constrained")
    axes = figure.subplots()
    axes.imshow(counts, cmap="Blues", vmin=0)
    for row, column in np.argwhere(counts > 0):
        dark = counts[row, column] > counts.max() / 2
        axes.text(column, row, str(counts[row, column]), ha="center", va="center",
                  color="white" if dark else PALETTE[6])  # fmt: skip
    axes.set_xticks(range(len(SUSPECTS)), SUSPECTS, rotation=45, ha="right")
    axes.set_yticks(range(len(SUSPECTS)), SUSPECTS)
    axes.grid(visible=False)
    label(axes, title, "first suspect", "what the patient has", legend=False)
    return figure
