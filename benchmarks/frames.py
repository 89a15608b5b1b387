"""Measure explorers in this process: the first picture of one, then a frame for each control.

Run as a program it prints JSON, and works with older versions of course_lib on the path too:
the picture is whatever widget holds one, and a control is whatever can be moved.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import statistics
import sys
from collections.abc import Iterator
from time import process_time
from typing import Any

#: Each explorer: its notebook, its module, and the student's functions that it takes.
EXPLORERS = {
    "00 activation": ("warmup", "activation"),
    "00 two_losses": ("warmup", "two_losses"),
    "01 valley": ("preprocessing", "valley"),
    "02 activations": ("initialization", "activations"),
    "03 statistics": ("batchnorm", "statistics"),
    "04 mask_sums": ("dropout", "mask_sums"),
    "05 descent": ("optimizers", "descent"),
    "06 curve_ensemble": ("ensembles", "curve_ensemble"),
    "07 net_health": ("tuning", "net_health"),
    "08 distortions": ("regularization", "distortions"),
    "09 shattered": ("residual", "shattered"),
    "10 transfer_layers": ("transfer", "transfer_layers"),
    "12 rate": ("since", "rate"),
}
MOVES = 9


def condition_number(x: Any) -> float:
    """Stand in for the student's answer in notebook 01."""
    import numpy as np

    values = np.linalg.eigvalsh(x.T @ x / len(x))
    return float(values[-1] / values[0])


def sharpness(gradient: Any, w: Any, v: Any, rounds: int) -> tuple[float, Any]:
    """Stand in for the student's answer in notebook 12."""
    value = 0.0
    for _ in range(rounds):
        v = v / (v @ v) ** 0.5
        hv = (gradient(w + 1e-4 * v) - gradient(w - 1e-4 * v)) / 2e-4
        value, v = float(v @ hv), hv
    return value, v


#: What an explorer takes of the student's own.
GIVEN: dict[str, tuple[Any, ...]] = {"valley": (condition_number,), "rate": (sharpness,)}


def open_explorer(name: str) -> tuple[float, list[Any]]:
    """Open an explorer; return the CPU seconds until its first picture, and its controls."""
    start = process_time()
    topic, module = EXPLORERS[name]
    import IPython.display

    shown: list[Any] = []
    IPython.display.display = lambda *things, **options: shown.extend(things)
    explorer = importlib.import_module(f"course_lib.lessons.{topic}.explorers.{module}").explorer
    with contextlib.redirect_stdout(io.StringIO()):
        explorer(*GIVEN.get(module, ()))
    taken = process_time() - start
    controls = [c for c in _inside(shown[0]) if hasattr(c, "value") and hasattr(c, "description")]
    return taken, [c for c in controls if type(c).__name__ not in ("HTML", "Play", "Label")]


def frame(control: Any) -> float:
    """Return the median CPU milliseconds of a move of a control to a value not seen before."""
    times = []
    for value in _values(control):
        start = process_time()
        control.value = value
        times.append(1000 * (process_time() - start))
    return statistics.median(times[len(times) // 3 :])  # the first moves fill caches


def _inside(widget: Any) -> Iterator[Any]:
    for child in getattr(widget, "children", ()):
        yield child
        yield from _inside(child)


def _values(control: Any) -> list[Any]:
    if hasattr(control, "options"):
        options = [getattr(o, "value", o) for o in control.options]
        return [o for o in options if o != control.value][:MOVES]
    if isinstance(control.value, bool):
        return [not control.value, control.value] * 3
    low, high = control.min, control.max
    if hasattr(control, "base"):
        low, high = control.base**low, control.base**high
        return [low * (high / low) ** ((i + 0.37) / MOVES) for i in range(MOVES)]
    places = [low + (high - low) * (i + 0.37) / MOVES for i in range(MOVES)]
    return [type(control.value)(place) for place in places]


if __name__ == "__main__":
    first, found = open_explorer(sys.argv[1])
    frames = {c.description: frame(c) for c in found}
    json.dump({"first": first, "frames": frames}, sys.stdout)
