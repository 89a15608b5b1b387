"""What a student did is kept, told, and never in the way; a look at a notebook changes nothing."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from course_lib import missing, notebook, progress
from course_lib.lessons.warmup import checks
from course_lib.student import store
from course_lib.student.cli import app
from course_lib.student.start_page import render
from course_lib.student.untouched import RELEASED, UntouchedFiles
from course_lib.student.workspace import WRITE_HERE, write_atomically

ROOT = Path(__file__).parents[2]
NAME = "00_warmup"
RELU = "course_lib.lessons.warmup.checks.activations"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder; the working directory is that of notebook 00."""
    for name in (NAME, "01_preprocessing"):
        target = tmp_path / "notebooks" / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        shutil.copy(ROOT / "notebooks" / name / target.name, target)
    monkeypatch.chdir(tmp_path / "notebooks" / NAME)
    return tmp_path


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A kernel that has run the first cell of notebook 00."""
    shell = SimpleNamespace(user_ns={"checks": checks}, said=[])
    shell._showtraceback = lambda kind, error, lines: shell.said.extend(lines)
    shell.showtraceback = lambda told, tb_offset: shell.said.append("a traceback")
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr("IPython.display.display", lambda shown: shell.said.append(shown))
    return shell


def answer(text: str) -> tuple[Any, Any]:
    names: dict[str, Any] = {}
    exec(text, {"np": __import__("numpy")}, names)
    return names["relu_forward"], names["relu_backward"]


RIGHT = """
def relu_forward(x):
    return np.maximum(x, 0), x
def relu_backward(dout, cache):
    return dout * (cache > 0)
"""
WRONG = RIGHT.replace("np.maximum(x, 0)", "np.abs(x)")
WORSE = RIGHT.replace("cache > 0", "cache < 0")


def status() -> Any:
    return CliRunner().invoke(app, ["status"])


@pytest.mark.usefixtures("shell")
def test_a_changed_answer_that_fails_is_a_try(folder: Path) -> None:
    tries = []
    commented = WRONG.replace("np.abs(x), x", "np.abs(x), x  # no idea")
    for text in (WRONG, WRONG, commented, WORSE, RIGHT, RIGHT):
        checks.relu(*answer(text), points=10)
        tries.append(progress.failed_tries("relu", RELU))
    assert tries == [1, 1, 1, 2, 2, 2]
    kept = store.read(folder, NAME)["checks"]["relu"]
    assert (kept["share"], kept["holds"]) == (1.0, True)
    checks.relu.hidden(*answer(WRONG), points=10)
    assert store.read(folder, NAME)["checks"]["relu"] == kept
    assert [p.name for p in (folder / ".progress").iterdir()] == [f"{NAME}.json"]


def test_what_no_notebook_runs_is_not_kept(folder: Path) -> None:
    checks.relu(*answer(RIGHT), points=10)
    notebook.predict("A").compare("A", "so it is.")
    assert not (folder / ".progress").exists()
    assert progress.failed_tries("relu", RELU) == 0


def test_without_a_folder_it_is_kept_as_long_as_the_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: SimpleNamespace
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "_unkept", {})
    checks.relu(*answer(WRONG), points=10)
    assert progress.failed_tries("relu", RELU) == 1
    progress.show()
    assert "not kept here" in shell.said[-1].data
    assert list(tmp_path.iterdir()) == []


def test_predictions_count_as_the_run_says(folder: Path, shell: SimpleNamespace) -> None:
    for name, letter in (("prediction_mean", "b"), ("prediction_dip", "A")):
        shell.user_ns[name] = notebook.predict(letter)
        shell.user_ns[name].compare("B", "so it is.")
    assert progress.right_predictions() == 1
    kept = store.read(folder, NAME)["predictions"]
    assert kept["prediction_dip"] == {"letter": "A", "outcome": "B"}


def test_status_and_the_pages_tell_the_same(folder: Path, shell: SimpleNamespace) -> None:
    path = folder / "notebooks" / NAME / f"{NAME}.ipynb"
    assert path.read_text().count(WRITE_HERE) == 2
    path.write_text(path.read_text().replace(WRITE_HERE, "Because 2 + 2 = 4.", 1))
    checks.relu(*answer(RIGHT), points=10)
    checks.softmax_loss(lambda logits, labels: (0.0, logits), points=10)
    shell.user_ns["prediction_mean"] = notebook.predict("B")
    shell.user_ns["prediction_mean"].compare("B", "so it is.")
    store.note_hand_in(folder, NAME)
    done = status()
    assert done.exit_code == 0
    line = next(line for line in done.stdout.splitlines() if line.startswith(NAME))
    assert "1 of 8" in line and "1 of 6" in line and "1 of 2" in line and "not yet" not in line
    progress.show()
    shown = shell.said[-1].data
    assert "| checks that hold | 1 of 8 |" in shown
    assert "](../01_preprocessing/01_preprocessing.ipynb)" in shown
    page = render(folder, "/base/")
    assert 'href="/base/doc/tree/notebooks/00_warmup/00_warmup.ipynb"' in page
    assert "1 of 8" in page and "00 Warm-up</td>" in page.replace("\n", "")


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"checks": 1}', '{"checks": {"relu": []}}'])
def test_what_is_kept_may_be_spoiled(text: str, folder: Path, shell: SimpleNamespace) -> None:
    write_atomically(folder / ".progress" / f"{NAME}.json", text.encode())
    assert "0 of 8" in status().stdout
    checks.relu(*answer(RIGHT), points=10)
    assert "1 of 8" in status().stdout


def test_values_that_cannot_be_meant_are_none(folder: Path) -> None:
    row = {"share": "all", "holds": "yes", "failed_tries": None}
    kept = {"checks": {"relu": row, "nothing": {}}, "handed_in": 7, "predictions": {"x": {}}}
    write_atomically(folder / ".progress" / f"{NAME}.json", json.dumps(kept).encode())
    line = next(line for line in status().stdout.splitlines() if line.startswith(NAME))
    assert "0 of 8" in line and "0 of 80" in line and line.endswith("not yet")


def test_a_notebook_that_cannot_be_read_is_named_after_the_others(folder: Path) -> None:
    (folder / "notebooks" / NAME / f"{NAME}.ipynb").write_text("no notebook")
    done = status()
    assert done.exit_code == 1
    assert "01_preprocessing" in done.stdout and "is not a notebook" in done.stderr
    assert "is not a notebook" in render(folder, "/")


def test_a_title_is_text(folder: Path) -> None:
    path = folder / "notebooks" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("# 00 Warm-up", "# <img src=x> Warm-up", 1))
    assert "<img" not in render(folder, "/")


def test_a_name_from_a_cell_that_was_not_run(folder: Path, shell: SimpleNamespace) -> None:
    for name, told in (
        ("relu_forward", "`relu_forward` is not there yet: it is made in the section"),
        ("np", "it is made in the first cell of the notebook. Run that cell first"),
        ("nonsense", "a traceback"),
    ):
        with pytest.raises(NameError) as raised:
            eval(name, {})
        missing._show(shell, NameError, raised.value, None, None)
        assert told in shell.said[-1]
    path = folder / "notebooks" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("def relu_forward", "def my_relu"))
    found = progress.path_of_notebook()
    assert found is not None
    assert "Was it renamed" in missing.explain("relu_forward", json.loads(found.read_text()))


def test_a_look_at_a_notebook_leaves_its_file_as_it_is(folder: Path) -> None:
    files = UntouchedFiles(root_dir=str(folder))
    name = f"notebooks/{NAME}/{NAME}.ipynb"
    before = (folder / name).read_bytes()

    async def look(**changes: Any) -> dict[str, Any]:
        model = await files.get(name)
        given = dict(model["content"]["metadata"]["language_info"])
        model["content"]["metadata"].update(changes)
        await files.save(model, name)
        return given

    state = "application/vnd.jupyter.widget-state+json"
    given = asyncio.run(look(widgets={state: {"state": {}}}))
    assert given["version"] and given != RELEASED, "what the kernel will say"
    assert (folder / name).read_bytes() == before
    asyncio.run(look(widgets={state: {"state": {"one": {}}}}))
    assert state in (folder / name).read_text()
