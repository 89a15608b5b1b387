"""A source opened as a notebook in JupyterLab, with nbgrader's extension on, and saved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from in_lab import APP, NOTEBOOK, open_source

from autograder.course import Course

pytestmark = [pytest.mark.browser, pytest.mark.git]

ROOT = Path(__file__).parents[2]
SOURCE = "solutions/04_dropout/04_dropout.py"
HOUSE = "house"  # a folder of what the server shows


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(term: Course) -> Path:
    """A repository with one source in it."""
    folder = term.root / HOUSE
    (folder / SOURCE).parent.mkdir(parents=True)
    for name in (SOURCE, "solutions/jupytext.toml", "nbgrader_config.py", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A source")
    return folder


@pytest.fixture(scope="module")
def opened(page: Any, folder: Path, term_lab: str) -> Any:
    """The source as a notebook, with nbgrader's panel beside it."""
    open_source(page, term_lab, f"{HOUSE}/{SOURCE}")
    return page


def save(page) -> None:
    page.evaluate(f"async () => {{ await {NOTEBOOK}.context.save(); }}")


def test_nbgraders_extension_is_on(opened):
    panels = opened.evaluate(
        f"{APP}.commands.listCommands().filter(name => name.startsWith('nbgrader:'))"
    )
    assert any("create-assignment" in name for name in panels), panels
    opened.evaluate(
        f"""async () => {{
            for (const name of {[*panels]})
                if (name.includes("create-assignment")) await {APP}.commands.execute(name);
        }}"""
    )
    opened.wait_for_selector(".nbgrader-CreateAssignmentWidget, [id*=create-assignment]")


def test_saving_changes_nothing(opened, folder):
    before = (folder / SOURCE).stat().st_mtime_ns
    save(opened)
    assert (folder / SOURCE).stat().st_mtime_ns > before, "it was written"
    assert git(folder, "diff") == ""
    assert git(folder, "status", "--porcelain") == ""


def test_a_change_of_a_cell_is_one_line(opened, folder):
    """Negative control: what is edited in Lab is in the file."""
    points = opened.evaluate(
        f"""() => {{
            const cells = {NOTEBOOK}.model.sharedModel.cells;
            const test = cells.find(cell => cell.source.startsWith("checks.mc_dropout("));
            const points = test.getMetadata("points");
            test.setMetadata("points", points + 1);
            return points;
        }}"""
    )
    save(opened)
    changed = [line for line in git(folder, "diff", "-U0").splitlines() if line[0] in "+-"]
    assert changed[2:] == [f"-# %% points={points}", f"+# %% points={points + 1}"]
