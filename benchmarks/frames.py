"""What a user of an explorer waits for: ``python -m benchmarks.frames [--before COMMIT]``.

Measured in CPU time, each explorer in a process of its own: the first picture, imports included,
and a frame for each control, the median of moves to values not seen before. With ``--before`` the
same is measured with course_lib as it was at a commit, in turns, and ratios are printed. The row
"bare figure" is an explorer that computes nothing and lets matplotlib draw two empty panels as a
whole. Most of its first picture is imports, which no explorer can save, so the ratios of first
pictures are also given for what comes on top of it. All is saved as benchmarks/frames.json.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
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
BARE = "bare figure"
HERE = Path(__file__).parent


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
    import IPython.display

    shown: list[Any] = []
    IPython.display.display = lambda *things, **options: shown.extend(things)
    if name == BARE:
        bare_explorer()
    else:
        topic, module = EXPLORERS[name]
        lesson = importlib.import_module(f"course_lib.lessons.{topic}.explorers.{module}")
        with contextlib.redirect_stdout(io.StringIO()):
            lesson.explorer(*GIVEN.get(module, ()))
    taken = process_time() - start
    controls = [c for c in _inside(shown[0]) if hasattr(c, "value") and hasattr(c, "description")]
    return taken, [c for c in controls if type(c).__name__ not in ("HTML", "Play", "Label")]


def bare_explorer() -> None:
    """Show a slider above two empty panels, drawn as a whole at every move."""
    import ipywidgets as widgets
    from IPython.display import display
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.4))
    figure.subplots(1, 2)
    slider, image = widgets.IntSlider(description="x"), widgets.Image()

    def move(change: Any = None) -> None:
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png")
        image.value = buffer.getvalue()

    move()
    slider.observe(move, "value")
    display(widgets.VBox([slider, image]))


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


def measured(name: str, path: Path) -> dict[str, Any]:
    """Measure an explorer in a process that imports course_lib from ``path``."""
    start = f"from benchmarks import frames; frames.report({name!r})"
    one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    # The folder given first wins over an installed course_lib.
    where = {"PYTHONPATH": os.pathsep.join([str(path), str(HERE.parent)])}
    done = subprocess.run(
        [sys.executable, "-c", start],
        cwd=path,
        env={**os.environ, **one, **where},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(name: str) -> None:
    """Print what was measured of one explorer, in this process."""
    first, found = open_explorer(name)
    for control in found:  # what moves for the first time is drawn twice
        frame(control)
    json.dump({"first": first, "frames": {c.description: frame(c) for c in found}}, sys.stdout)


def main() -> None:
    """Measure all explorers, and with ``--before`` those of a commit beside them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frames", description=__doc__)
    parser.add_argument("--before", help="a commit")
    parser.add_argument("names", nargs="*", help="such as 04; all when left out")
    options = parser.parse_args()
    names = [BARE, *(n for n in EXPLORERS if not options.names or n[:2] in options.names)]
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.before:
            command = ["git", "archive", options.before, "course_lib"]
            archive = subprocess.run(command, cwd=HERE.parent, capture_output=True, check=True)
            subprocess.run(["tar", "x", "-C", folder], input=archive.stdout, check=True)
        for name in names:
            now = measured(name, HERE.parent)
            topic, module = EXPLORERS.get(name, ("", ""))
            place = Path(folder, "course_lib", "lessons", topic, "explorers", f"{module}.py")
            then = measured(name, Path(folder)) if place.is_file() else None
            results[name] = {"now": now, "before": then} if then else {"now": now}
            print(line(f"{name}, first picture", now["first"], then and then["first"], "s"))
            if then:
                floor = results[BARE]["now"]["first"]
                print(
                    f"{'':48} of what comes on top of a bare figure {on_top(now, then, floor):.2f}"
                )
            for control, taken in now["frames"].items():
                was = then and then["frames"].get(control)
                print(line(f"{name}, {control}", taken, was, "ms"), flush=True)
    if not options.names:
        (HERE / "frames.json").write_text(json.dumps(results, indent=1) + "\n")


def first_pictures(results: dict[str, Any]) -> str:
    """Return the first pictures as a table in Markdown, beside those before."""
    floor = results[BARE]["now"]["first"]
    lines = [
        "| explorer | CPU s | before | ratio | of what a bare figure does not take |",
        "|---|---|---|---|---|",
        f"| {BARE} | {floor:.2f} | | | |",
    ]
    for name, row in results.items():
        if then := row.get("before"):
            now, was = row["now"]["first"], then["first"]
            rest = on_top(row["now"], then, floor)
            lines.append(f"| {name} | {now:.2f} | {was:.2f} | {now / was:.2f} | {rest:.2f} |")
    return "\n".join(lines)


def on_top(now: dict[str, Any], before: dict[str, Any], floor: float) -> float:
    """Return the ratio of two first pictures without what a bare figure takes."""
    return float(max(0.0, now["first"] - floor) / max(1e-9, before["first"] - floor))


def line(what: str, now: float, before: float | None, unit: str) -> str:
    """Return one measurement, beside the one before."""
    beside = f"  before {before:7.2f} {unit}  ratio {now / before:.2f}" if before else ""
    return f"{what:48} {now:7.2f} {unit}{beside}"


if __name__ == "__main__":
    main()
