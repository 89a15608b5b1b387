"""A notebook as a page: what the reference shows, and nothing that a student should find."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.book.page import page, shown
from autograder.book.reference import reference
from autograder.building.build import make_release
from autograder.building.source import build_source
from autograder.course import Course
from course_lib.student.errors import CourseError
from tests.autograder.tiny_course import TINY, new_course

DOT = "iVBORw0KGgo="


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return new_course(tmp_path_factory.mktemp("book") / "course")


@pytest.fixture(scope="module")
def ran(course: Course) -> tuple[NotebookNode, dict]:
    return reference(course, TINY)


def by_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.id: cell for cell in notebook.cells}


def out(data: dict, kind: str = "display_data") -> dict:
    return {"output_type": kind, "data": data, "metadata": {}}


def test_the_page_shows_stubs_and_what_the_reference_computes(ran) -> None:
    cells = by_id(page(*ran))
    assert "raise NotImplementedError()" in cells["double"].source
    experiment = next(c for c in cells.values() if "doubled four times" in c.source)
    assert "doubled four times: 16.0" in experiment.outputs[0].text
    assert not cells["double"].outputs


def test_the_outcome_of_a_prediction_is_folded_and_nobody_predicted(ran) -> None:
    notebook = page(*ran)
    folded = [c for c in notebook.cells if "hide-output" in c.metadata.get("tags", ())]
    (cell,) = folded
    said = cell.outputs[0].text
    assert "The run says B. 2 x is larger" in said
    assert "predicted" not in said
    assert "no prediction" not in nbformat.writes(notebook).lower()


def test_a_fold_of_the_run_says_to_predict_first() -> None:
    html = "<details><summary>Look without predicting</summary><p>The run says B. You recorded "
    (kept,) = shown([out({"text/html": html + "no prediction.</p>"})], "experiment")
    assert "Predict first, then open: what the run says" in kept.data["text/html"]
    assert kept.data["text/html"].endswith("<p>The run says B.</p>")


def test_a_written_answer_says_what_is_asked_and_what_it_is_worth(ran) -> None:
    source = by_id(page(*ran))["explain_halve"].source
    assert "read by a person (5 points)" in source
    assert "Halving undoes" not in source


def test_the_run_is_kept_until_something_changes(course: Course, ran, monkeypatch) -> None:
    monkeypatch.setattr("autograder.book.reference.run_notebook", None)
    assert reference(course, TINY)[1] == ran[1]


def test_a_reference_that_fails_names_its_cell(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    path = course.source(TINY)
    text = path.read_text(encoding="utf-8").replace('print("doubled', 'print(nowhere, "doubled')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"cell-\d+: NameError: name 'nowhere'"):
        reference(course, TINY)


def test_widgets_scripts_and_progress_are_left_out() -> None:
    view = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "VBox()"}
    assert shown([out(view)], "experiment") == []
    (kept,) = shown([out({**view, "image/png": DOT})], "experiment")
    assert set(kept.data) == {"image/png", "text/plain"}
    assert shown([out({"application/javascript": "1"})], "experiment") == []
    bar = {"output_type": "stream", "name": "stderr", "text": "10%"}
    assert shown([bar], "experiment") == []
    number = out({"text/plain": "20.0"}, "execute_result")
    assert shown([number], "test") == []
    assert len(shown([number], "experiment")) == 1


def test_lines_that_come_one_by_one_are_one_output() -> None:
    lines = [{"output_type": "stream", "name": "stdout", "text": f"{i}\n"} for i in range(3)]
    first, picture, last = shown([*lines, out({"image/png": DOT}), *lines], "experiment")
    assert first.text == last.text == "0\n1\n2\n"
    assert picture.data == {"image/png": DOT}


def test_a_picture_is_told_in_words(course: Course) -> None:
    release = make_release(course, TINY, build_source(course, TINY))
    at = next(i for i, c in enumerate(release.cells) if "experiment" in c.metadata.get("tags", ()))
    told = "What the figure shows: twice $x$,\nalways. More words."
    release.cells.insert(at + 1, nbformat.v4.new_markdown_cell(told))
    outputs = {release.cells[at].id: [out({"image/png": DOT})]}
    assert page(release, outputs).cells[at].metadata["mystnb"]["image"]["alt"] == "twice x, always."
    own = {**out({"image/png": DOT}), "metadata": {"image/png": {"alt": "Two lines."}}}
    outputs = {release.cells[at].id: [own]}
    assert page(release, outputs).cells[at].metadata["mystnb"]["image"]["alt"] == "Two lines."
