"""All explorers in one notebook of JupyterLab: named, honest, and still there the next day."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from accessible import barriers
from in_lab import (
    NOTEBOOK,
    cell,
    command,
    draw_all_cells,
    errors,
    open_notebook,
    picture,
    run_all,
    run_cell,
)
from servers import serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "course_lib" / "lessons"
NAMES = sorted(
    (path.parts[-3], path.stem)
    for path in LESSONS.glob("*/explorers/*.py")
    if path.stem != "__init__"
)
#: What an explorer takes of the student's own.
GIVEN = {
    "valley": "lambda x: 2.0",
    "rate": "lambda gradient, w, v, rounds: (float(abs(gradient(w)).max()), v)",
}
CHECK = """\
from course_lib.lessons.warmup import checks
def relu_forward(x):
    return abs(x), x
def relu_backward(dout, cache):
    return dout
checks.relu(relu_forward, relu_backward, points=10)"""
FORGOTTEN = """\
from course_lib.lessons.optimizers.explorers import descent
def momentum(x, grad, state, lr, rho=0.9):
    state = rho * (0 if state is None else state) - lr * grad
descent.explorer({"momentum": momentum})"""
BROKEN = FORGOTTEN.replace("- lr * grad", "- lr * grads")
OFFER = """\
from course_lib.student.download import offer
offer("explorers", student="s1")"""
BAR = """\
from course_lib.engine.progress import progress_bar
for step in progress_bar(range(3), total=3, unit="step"):
    pass"""

PICTURES = "[...document.querySelectorAll('.jp-OutputArea .widget-html img')]"
LOST = (
    "[...document.querySelectorAll('.jp-OutputArea-output')]"
    ".filter(output => output.textContent.includes('model not found'))"
)
SHOWN = len(NAMES) + 2  # the explorers, and two with a student's function


def written(name: str, source: str) -> Any:
    return nbformat.v4.new_code_cell(source, id=name)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A course with a notebook of all explorers, and a failed check."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "notebooks" / "00_warmup", folder / "notebooks" / "00_warmup")
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    for topic, name in NAMES:
        given = GIVEN.get(name, "")
        source = f"from course_lib.lessons.{topic}.explorers import {name} as e"
        notebook.cells.append(written(name, f"{source}\ne.explorer({given})"))
    notebook.cells += [written("check", CHECK), written("forgotten", FORGOTTEN)]
    notebook.cells += [written("broken", BROKEN), written("bar", BAR)]
    nbformat.write(notebook, folder / "notebooks" / "explorers.ipynb")
    config = tmp_path_factory.mktemp("config")
    draw_all_cells(config)
    with serve(["course", "lab"], folder, config) as found:
        yield found


@pytest.fixture(scope="module")
def opened(page: Any, address: str) -> Any:
    open_notebook(page, address, "explorers.ipynb")
    assert run_all(page) == []
    page.wait_for_function(f"{PICTURES}.filter(image => image.complete).length === {SHOWN}")
    return page


def test_no_explorer_and_no_verdict_has_a_barrier(opened: Any) -> None:
    for topic, name in NAMES:
        picture(opened, cell(opened, name).locator(".jp-OutputArea"), f"{topic}-{name}")
    assert barriers(opened, ".jp-Notebook .jp-Cell-outputWrapper") == []


def test_a_barrier_would_be_found(opened: Any) -> None:
    """Negative control."""
    opened.evaluate("document.querySelector('.widget-html img').removeAttribute('alt')")
    (found,) = barriers(opened, ".jp-Notebook .jp-Cell-outputWrapper")
    assert found.startswith("critical image-alt")


def test_an_error_would_be_seen(opened: Any) -> None:
    """Negative control: running all cells, of which none may fail, could have failed."""
    run_cell(opened, "bar", "raise ValueError('as it should')")
    assert errors(opened) == ["ValueError: as it should"]
    run_cell(opened, "bar", BAR)


def test_what_is_read_aloud_is_what_is_shown(opened: Any) -> None:
    sliders = cell(opened, "activations").locator(".widget-hslider")
    for slider in sliders.all():
        handle, shown = slider.locator("[role=slider]"), slider.locator(".widget-readout")
        assert handle.get_attribute("aria-label") == slider.locator("label").inner_text()
        before = shown.inner_text()
        handle.press("ArrowLeft")
        opened.wait_for_function(
            "([shown, before]) => shown.textContent !== before",
            arg=[shown.element_handle(), before],
        )
        opened.wait_for_function(
            "([handle, shown]) => handle.getAttribute('aria-valuetext') === shown.textContent",
            arg=[handle.element_handle(), shown.element_handle()],
        )


def test_no_name_is_cut(opened: Any) -> None:
    cut = opened.evaluate(
        """() => [...document.querySelectorAll('.jp-OutputArea .widget-label')]
            .filter(label => label.scrollWidth > label.clientWidth)
            .map(label => label.textContent)"""
    )
    assert cut == []


def test_sliders_keep_their_way_in_a_narrow_window(opened: Any) -> None:
    usual = opened.viewport_size
    opened.set_viewport_size({"width": 800, "height": 900})
    ways = """() => [...document.querySelectorAll('.jp-OutputArea .noUi-target')]
        .filter(way => way.offsetParent)  // 00 hides a slider that means nothing
        .map(way => {
            const cell = way.closest('.jp-OutputArea').getBoundingClientRect();
            const {width, right} = way.getBoundingClientRect();
            return [width, cell.right - right];
        })"""
    # The window has its new size at once, its panels a little later.
    opened.wait_for_function(f"({ways})().every(([width, room]) => room > 0)")
    assert min(width for width, _ in opened.evaluate(ways)) > 50
    opened.set_viewport_size(usual)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("forgotten", "Your momentum returned what cannot be drawn: TypeError: cannot unpack"),
        ("broken", "Your momentum raised NameError: name 'grads' is not defined"),
    ],
)
def test_a_mistake_stands_in_the_place_of_the_picture(opened: Any, name: str, said: str) -> None:
    explorer = cell(opened, name)
    assert explorer.locator("img").count() == 1
    explorer.locator("select").nth(1).select_option("momentum")
    alert = explorer.locator("[role=alert]")
    alert.wait_for()
    picture(opened, explorer, f"mistake-{name}")
    assert said in alert.inner_text().replace("`", "")
    assert explorer.locator("img").count() == 0
    if name == "broken":
        assert "line 3 of its cell:" in alert.inner_text()
    explorer.locator("select").nth(1).select_option("sgd")
    explorer.locator("img").wait_for()


def test_a_file_to_hand_in_can_be_downloaded(opened: Any) -> None:
    """As where there is no terminal; the link is in the file's own output, and not handed in."""
    opened.evaluate(f"async () => {{ await {NOTEBOOK}.context.save(); }}")
    said = run_cell(opened, "bar", OFFER)
    assert "last saved" in said
    with opened.expect_download() as found:
        cell(opened, "bar").get_by_role("link", name="explorers--s1.ipynb").click()
    assert found.value.suggested_filename == "explorers--s1.ipynb"
    handed_in = json.loads(found.value.path().read_bytes())
    about = handed_in["metadata"]["course"]["handed_in"]
    assert (about["assignment"], about["student"]) == ("explorers", "s1")
    assert [c["id"] for c in handed_in["cells"]][-1] == "bar"


def test_a_saved_explorer_is_there_the_next_day(opened: Any, address: str) -> None:
    run_cell(opened, "mask_sums")  # a second time: what it showed first is gone
    explorer = cell(opened, "mask_sums")
    explorer.locator("[role=slider]").first.press("End")
    opened.wait_for_function(
        "image => !image.isConnected", arg=explorer.locator("img").element_handle()
    )
    readout, source = explorer.locator(".widget-readout").first, explorer.locator("img")
    before = readout.inner_text(), source.get_attribute("src")
    opened.evaluate(f"async () => {{ await {NOTEBOOK}.context.save(); }}")
    opened.evaluate(f"async () => {{ await {NOTEBOOK}.sessionContext.shutdown(); }}")
    command(opened, "application:close-all")
    open_notebook(opened, address, "explorers.ipynb")
    opened.wait_for_function(f"{PICTURES}.length >= {SHOWN}")
    assert opened.evaluate(f"{LOST}.length") == 0
    explorer = cell(opened, "mask_sums")
    picture(opened, explorer, "reopened")
    assert explorer.locator(".widget-readout").first.inner_text() == before[0]
    assert explorer.locator("img").get_attribute("src") == before[1]
    assert "run this cell again" in explorer.inner_text()
