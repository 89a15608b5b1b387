"""A student's evening with notebook 02, from the start page to the file that is handed in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessible import barriers
from in_lab import APP, NOTEBOOK, cell, draw_now, picture, run_all, run_cell, until_open
from servers import serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
NAME = "02_initialization"
ANSWER = """\
def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": fan_in**-0.5, "he": (2 / fan_in) ** 0.5}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))"""
CLEAR = "notebook:clear-all-cell-outputs"
SLIDER = ".jp-OutputArea .widget-hslider .noUi-handle"
WRONG = ANSWER.replace("(2 / fan_in)", "(1 / fan_in)")
WRONG_TOO = ANSWER.replace("(2 / fan_in) ** 0.5", "2 / fan_in")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "notebooks" / NAME, folder / "notebooks" / NAME)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(["course", "lab"], folder, tmp_path_factory.mktemp("config")) as found:
        yield found


def start(page: Any, address: str) -> str:
    page.goto(address)
    return str(page.locator("tbody tr").inner_text())


def cell_with(path: Path, source: str) -> str:
    """Return the id of the only cell that holds ``source``."""
    cells = json.loads(path.read_bytes())["cells"]
    (found,) = [cell["id"] for cell in cells if source in "".join(cell["source"])]
    return str(found)


def shown(explorer: Any) -> tuple[list[str], str]:
    """Return what the sliders of an explorer say, and its picture."""
    readings = explorer.locator(".widget-readout").all_inner_texts()
    return readings, explorer.locator(".widget-html img").get_attribute("src")


def move(page: Any, explorer: Any, key: str) -> None:
    """Press a key on the first slider, and wait for the next picture."""
    old = explorer.locator(".widget-html img").element_handle()
    explorer.locator("[role=slider]").first.press(key)
    page.wait_for_function("image => !image.isConnected", arg=old)
    explorer.locator(".widget-html img").wait_for()


def shut_down(page: Any) -> None:
    page.evaluate(f"async () => {{ await {NOTEBOOK}.sessionContext.shutdown(); }}")


def open_from_start(page: Any) -> None:
    page.get_by_role("link", name="02 Initialization").click()
    until_open(page)


def look_around(page: Any) -> None:
    """Run the unanswered notebook as it is, and move the first slider that comes into view."""
    assert run_all(page) == []
    assert not page.locator(".Toastify__toast").count(), "nothing pops up over the notebook"
    handle = page.locator(SLIDER).first
    while not handle.count():
        # Cells far down are drawn when they come into view.
        page.mouse.wheel(0, 600)
        page.wait_for_function("new Promise(requestAnimationFrame)")
    handle.scroll_into_view_if_needed()
    explorer = page.locator(".jp-CodeCell", has=page.locator(".noUi-handle")).first
    picture = explorer.locator(".widget-html img").first
    reading = explorer.locator(".widget-readout").first
    before, number = picture.get_attribute("src"), reading.inner_text()
    seen = picture.screenshot()
    handle.press("ArrowRight")
    page.wait_for_function(
        """([old, cell]) => [...cell.querySelectorAll('.widget-html img')]
            .some(image => image.src !== old && image.complete)""",
        arg=[before, explorer.element_handle()],
    )
    assert reading.inner_text() != number
    assert picture.screenshot() != seen
    assert re.match("blob:|data:", picture.get_attribute("src"))


def test_the_path_of_a_student(page: Any, address: str, folder: Path) -> None:
    path = folder / "notebooks" / NAME / f"{NAME}.ipynb"
    released = path.read_bytes()
    assert "0 of 6" in start(page, address)
    picture(page, page, "start")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == []
    open_from_start(page)
    wide = f"() => {NOTEBOOK}.node.clientWidth / innerWidth"
    assert page.evaluate(wide) > 0.9, "the notebook has the window, and no list of files"
    assert page.evaluate(f"{NOTEBOOK}.context.model.dirty") is False
    page.evaluate(f"async () => {{ await {NOTEBOOK}.context.save(); }}")
    assert path.read_bytes() == released, "a look changes nothing"
    assert page.get_by_text("Create Assignment").count() == 0
    look_around(page)
    page.evaluate(f"async () => {{ await {NOTEBOOK}.sessionContext.session.kernel.restart(); }}")
    page.evaluate(f"async () => {{ await {APP}.commands.execute({CLEAR!r}); }}")
    draw_now(page)

    run_cell(page, "setup")
    said = run_cell(page, "test_init_weights")
    assert "`init_weights` is not there yet: it is made in the section" in said
    assert "C" in run_cell(page, "predict_shrink", 'prediction_shrink = predict("C")')
    activations = cell_with(path, "explore.explorer(")
    run_cell(page, activations)
    explorer = cell(page, activations)
    explorer.locator(".widget-html img").wait_for()
    before = shown(explorer)
    move(page, explorer, "ArrowRight")
    after = shown(explorer)
    picture(page, explorer, "explorer")
    assert after[0] != before[0] and after[1] != before[1]
    run_cell(page, "init_weights", WRONG)
    assert "0 of" not in run_cell(page, "test_init_weights")
    verdict = cell(page, "test_init_weights")
    verdict.locator("summary").first.click()
    picture(page, page, "notebook")
    assert verdict.locator("details[open]").count() == 1
    assert verdict.get_by_text("Show me a smaller case").count() == 0
    run_cell(page, "init_weights", WRONG_TOO)
    run_cell(page, "test_init_weights")
    case = cell(page, "test_init_weights").locator("details", has_text="Show me a smaller case")
    case.locator("summary").click()
    assert "init_weights was given" in case.inner_text()
    run_cell(page, "init_weights", ANSWER)
    assert "everything holds" in run_cell(page, "test_init_weights")
    assert "1 of 6" in run_cell(page, "progress")
    page.evaluate(f"async () => {{ await {NOTEBOOK}.context.save(); }}")
    shut_down(page)

    assert "1 of 6" in start(page, address), "the next evening"
    open_from_start(page)
    draw_now(page)
    assert "std * rng.standard_normal" in cell(page, "init_weights").inner_text()
    explorer = cell(page, activations)
    explorer.locator(".widget-html img").wait_for()
    picture(page, explorer, "reopened")
    assert shown(explorer) == after
    assert "run this cell again" in explorer.inner_text()
    assert page.get_by_text("model not found").count() == 0
    shut_down(page)
    command = [Path(sys.executable).with_name("course"), "submit", "02", "--id", "s1"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (folder / "submissions" / f"{NAME}--s1.ipynb").is_file()
    assert "not yet" not in start(page, address)
