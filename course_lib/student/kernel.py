"""Run a notebook from top to bottom in a fresh kernel."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any


@dataclass(frozen=True)
class CellRun:
    """What became of a code cell; ``points`` is the number that it ended with, if any."""

    id: str
    seconds: float
    error: str = ""
    points: float | None = None


def run_notebook(
    notebook: Any, seconds: float, progress: Callable[[], None] = lambda: None
) -> list[CellRun]:
    """Run the code cells of an nbformat notebook and return what became of each.

    Errors do not stop the run. When ``seconds`` are over, or the kernel dies, the cell at hand
    says so in its error and the rest is left out.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    runs: list[CellRun] = []
    end = monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as folder:
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": folder}},
        )
        # Jupyter's kernel writes remarks on its transport that mean nothing to a student.
        with client.setup_kernel(stderr=subprocess.DEVNULL):
            for index, cell in enumerate(notebook.cells):
                progress()
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                start = monotonic()
                client.timeout = max(1, round(end - start))
                try:
                    client.execute_cell(cell, index)
                except CellTimeoutError:
                    error = f"it was still running after {seconds:g} s"
                    return [*runs, CellRun(cell.id, monotonic() - start, error)]
                except DeadKernelError:
                    error = "it ended the kernel"
                    return [*runs, CellRun(cell.id, monotonic() - start, error)]
                runs.append(CellRun(cell.id, monotonic() - start, *_read_outputs(cell)))
    return runs


def _read_outputs(cell: Any) -> tuple[str, float | None]:
    error, points = "", None
    for output in cell.outputs:
        if output.output_type == "error":
            error = f"{output.ename}: {output.evalue}".rstrip(": ")
        elif output.output_type == "execute_result":
            try:
                points = float(output.data.get("text/plain", ""))
            except ValueError:
                points = None
    return error, points
