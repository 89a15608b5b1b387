"""From a key to the pixels, in a real browser: ``python -m benchmarks.latency``.

JupyterLab in Chromium shows explorers and two references in one notebook: a slider that swaps two
pictures made beforehand, which is what kernel, widgets and browser cost without us, and a bare
figure of two empty panels that matplotlib draws as a whole at every move. The first slider of each
is moved by the keyboard, 60 times, and the next move waits for the picture of the last one. What
is measured is the time from the key to the first frame in which the new picture is decoded.
Elapsed time, so only ratios of one run mean something, and only on a machine that rests.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

from benchmarks import no_arguments

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from in_lab import cell, draw_all_cells, open_notebook, run_all  # noqa: E402
from servers import FLAGS, PATIENCE, serve  # noqa: E402

MOVES = 60  # ten to and ten fro: a slider at its end would not move
READY, BARE = "ready-made picture", "bare figure"
EXPLORERS = {
    "02 activations": ("initialization", "activations"),
    "04 mask_sums": ("dropout", "mask_sums"),
    "05 descent": ("optimizers", "descent"),
    "06 curve_ensemble": ("ensembles", "curve_ensemble"),
}
REFERENCE = """\
from ipywidgets import HTML, IntSlider, VBox
from matplotlib.figure import Figure
from course_lib.explorer.show import _image
from course_lib.plots import png
def reference(source):
    slider, picture = IntSlider(description="x"), HTML()
    def move(change=None):
        picture.value = _image(source(slider.value), "a picture to measure with")
    move()
    slider.observe(move, "value")
    return VBox([slider, picture])
def drawn(number):
    figure = Figure(figsize=(9.5, 3.4))
    figure.subplots(1, 2)[0].set_title(str(number))
    return png(figure)"""
CELLS = {
    READY: f"{REFERENCE}\nready = [drawn(0), drawn(1)]\nreference(lambda n: ready[n % 2])",
    BARE: f"{REFERENCE}\nreference(drawn)",
    **{
        name: f"from course_lib.lessons.{topic}.explorers import {module} as e\ne.explorer()"
        for name, (topic, module) in EXPLORERS.items()
    },
}
MEASURE = """async ([explorer, moves]) => {
    const handle = explorer.querySelector('[role=slider]');
    const image = () => explorer.querySelector('.widget-html img');
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let i = 0; i < moves; i++) {
        const key = Math.floor(i / 10) % 2 ? 'ArrowLeft' : 'ArrowRight';
        const old = image(), start = performance.now();
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        while (!image() || image() === old) await frame();
        await image().decode();
        await frame();
        times.push(performance.now() - start);
    }
    return times;
}"""


def measured(chromium: str) -> dict[str, list[float]]:
    """Return the milliseconds of each move, by the name of what was moved."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder, config = Path(made, "course"), Path(made, "config")
        # `course lab` opens where a notebook of the course is.
        shutil.copytree(ROOT / "notebooks" / "00_warmup", folder / "notebooks" / "00_warmup")
        config.mkdir()
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
        for name, source in CELLS.items():
            notebook.cells.append(nbformat.v4.new_code_cell(source, id=name.replace(" ", "-")))
        nbformat.write(notebook, folder / "notebooks" / "latency.ipynb")
        draw_all_cells(config)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(PATIENCE)
        with serve(["course", "lab"], folder, config) as address:
            open_notebook(page, address, "latency.ipynb")
            if errors := run_all(page):
                raise RuntimeError(f"the notebook failed: {errors}")
            times: dict[str, list[float]] = {}
            for moves in (20, MOVES):  # the first fill caches
                for name in CELLS:
                    element = cell(page, name.replace(" ", "-")).element_handle()
                    times[name] = page.evaluate(MEASURE, [element, moves])
        browser.close()
    return times


def summary(times: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Return the 50th and 95th percentile of each, the latter also beside the references."""
    rows: dict[str, dict[str, float]] = {}
    for name, taken in times.items():
        cuts = statistics.quantiles(taken, n=20)
        rows[name] = {"p50 ms": cuts[9], "p95 ms": cuts[18]}
    for row in rows.values():
        for reference in (READY, BARE):
            row[f"p95 / {reference}"] = row["p95 ms"] / rows[reference]["p95 ms"]
    return {n: {k: float(f"{v:.3g}") for k, v in row.items()} for n, row in rows.items()}


def table(rows: dict[str, dict[str, float]]) -> str:
    """Return a summary as a table in Markdown."""
    names = list(rows[READY])
    lines = [f"| moved | {' | '.join(names)} |", "|---" * (1 + len(names)) + "|"]
    lines += [f"| {n} | {' | '.join(f'{v:g}' for v in row.values())} |" for n, row in rows.items()]
    return "\n".join(lines)


def main() -> None:
    """Print and save what was measured, and how busy the machine was."""
    from tests.conftest import NEEDS

    before = os.getloadavg()[0]
    rows = summary(measured(NEEDS["browser"][0]()))
    found = {"load before": before, "load after": os.getloadavg()[0], "rows": rows}
    path = ROOT / "benchmarks" / "latency.json"
    path.write_text(json.dumps(found, indent=1) + "\n")
    print(table(rows))


if __name__ == "__main__":
    no_arguments("latency", __doc__)
    main()
