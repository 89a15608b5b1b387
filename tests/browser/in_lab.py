"""What the tests do in JupyterLab: open a notebook, run cells, read what is shown."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from PIL import Image

APP = "window.jupyterapp"
NOTEBOOK = f"{APP}.shell.currentWidget"
IDLE = f"{NOTEBOOK}?.sessionContext?.session?.kernel?.status === 'idle'"
#: What every notebook is drawn with here: all cells at once, also those out of sight.
SETTINGS = '{"windowingMode": "none"}'


def draw_all_cells(config: Path) -> None:
    """Let Lab draw the cells that are out of sight too."""
    target = config / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    target.parent.mkdir(parents=True)
    target.write_text(SETTINGS)


def draw_now(page: Any) -> None:
    """Let Lab draw all cells of the notebook that is open."""
    page.evaluate(
        f"""() => {{
            const notebook = {NOTEBOOK}.content;
            notebook.notebookConfig = {{...notebook.notebookConfig, windowingMode: "none"}};
        }}"""
    )


def open_notebook(page: Any, address: str, name: str) -> None:
    """Open a notebook, in an empty workspace, and wait for its kernel."""
    page.goto(re.sub(r"/course\?", f"/lab/tree/notebooks/{name}?reset&", address))
    until_open(page)


def open_source(page: Any, address: str, path: str) -> None:
    """Open a source as a notebook, in an empty workspace."""
    page.goto(re.sub(r"/lab(/\w+)?\?", "/lab?reset&", address))
    page.wait_for_function(f"{APP} !== undefined && {NOTEBOOK} !== null")
    page.evaluate(
        f"""async path => {{
            await {APP}.restored;
            await {APP}.commands.execute(
                "docmanager:open", {{path, factory: "Jupytext Notebook"}});
        }}""",
        path,
    )
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(f"{NOTEBOOK}.context?.isReady")


def until_open(page: Any) -> None:
    page.wait_for_function(f"{APP} !== undefined")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(IDLE)


def command(page: Any, name: str) -> None:
    page.evaluate(f"async () => {{ await {APP}.commands.execute('{name}'); }}")


def run_all(page: Any) -> list[str]:
    """Run every cell, wait until the kernel is idle; return the errors shown."""
    command(page, "notebook:run-all-cells")
    page.wait_for_function(IDLE)
    return errors(page)


def errors(page: Any) -> list[str]:
    """Return the errors in the outputs of the open notebook."""
    # The document itself is asked: what is out of sight may not be drawn.
    found: list[str] = page.evaluate(
        f"""() => {NOTEBOOK}.model.sharedModel.cells
            .flatMap(cell => cell.toJSON().outputs ?? [])
            .filter(output => output.output_type === 'error')
            .map(output => output.ename + ': ' + output.evalue)"""
    )
    return found


def run_cell(page: Any, name: str, source: str | None = None) -> str:
    """Run the cell with this id, with another source if one is given; return its output's text."""
    page.evaluate(
        f"""async ([name, source]) => {{
            const notebook = {NOTEBOOK}.content;
            const index = notebook.widgets.findIndex(
                w => w.model.id === name || w.model.getMetadata('nbgrader')?.grade_id === name);
            if (index < 0) throw Error('no cell ' + name);
            if (source !== null) notebook.widgets[index].model.sharedModel.setSource(source);
            notebook.activeCellIndex = index;
            await {APP}.commands.execute('notebook:run-cell');
        }}""",
        [name, source],
    )
    page.wait_for_function(IDLE)
    return str(cell(page, name).locator(".jp-OutputArea").inner_text())


def cell(page: Any, name: str) -> Any:
    """Return the element of the cell with this id."""
    index = page.evaluate(
        f"""name => {NOTEBOOK}.content.widgets.findIndex(
            w => w.model.id === name || w.model.getMetadata('nbgrader')?.grade_id === name)""",
        name,
    )
    found = page.locator(".jp-Notebook .jp-Cell").nth(index)
    found.scroll_into_view_if_needed()
    return found


def picture(page: Any, where: Any, name: str) -> None:
    """Keep a small picture of an element as an artefact, where the run asks for them."""
    if folder := os.environ.get("COURSE_SCREENSHOTS"):
        path = Path(folder) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        where.screenshot(path=path)
        Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
