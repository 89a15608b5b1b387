"""JupyterLab in a real browser, started as `make lab` starts it, on a copy of the notebooks.

The notebook runs from top to bottom unanswered, a slider is moved, and the picture changes.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from servers import serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
RUN_ALL = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
SLIDER = ".jp-OutputArea .widget-hslider .noUi-handle"


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """Start the server in a folder of its own and return the address that it prints."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    broken = nbformat.read(folder / "notebooks/02_initialization/02_initialization.ipynb", 4)
    broken.cells = [nbformat.v4.new_code_cell("raise ValueError('as it should')")]
    nbformat.write(broken, folder / "notebooks/broken.ipynb")
    with serve(["course", "lab"], folder, tmp_path_factory.mktemp("config")) as found:
        yield found


def run_all(page, address: str, notebook: str) -> list[str]:
    """Open a notebook, run every cell, wait until the kernel is idle; return the errors shown."""
    page.goto(re.sub(r"/course\?", f"/lab/tree/notebooks/{notebook}?reset&", address))
    page.wait_for_function("window.jupyterapp !== undefined")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    page.evaluate(f"async () => {{ await {RUN_ALL}; }}")
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
    )
    # A notebook draws the cells that are in view only, so the document itself is asked.
    return page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.model.sharedModel.cells
            .flatMap(cell => cell.toJSON().outputs ?? [])
            .filter(output => output.output_type === 'error')
            .map(output => output.ename + ': ' + output.evalue)"""
    )


def test_a_notebook_with_an_error_is_seen(page, address):
    """Negative control: the run of the next test could fail."""
    assert run_all(page, address, "broken.ipynb") == ["ValueError: as it should"]


def test_the_unanswered_notebook_runs_and_its_explorer_moves(page, address):
    assert "/course?" in address  # where a student begins
    assert run_all(page, address, "02_initialization/02_initialization.ipynb") == []
    assert not page.locator(".Toastify__toast").count()  # nothing pops up over the notebook
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
    shown = picture.screenshot()
    handle.press("ArrowRight")
    page.wait_for_function(
        """([old, cell]) => [...cell.querySelectorAll('.widget-html img')]
            .some(image => image.src !== old && image.complete)""",
        arg=[before, explorer.element_handle()],
    )
    assert reading.inner_text() != number
    assert picture.screenshot() != shown
    assert re.match("blob:|data:", picture.get_attribute("src"))
