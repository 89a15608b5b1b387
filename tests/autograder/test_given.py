"""Every exercise can be given, alone and with all others, or have its cells deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.building.cells import kind_of
from autograder.building.choices import read_choices
from autograder.building.plan import make_plan
from autograder.building.source import answers_of, build_source, exercises, read_source
from autograder.course import HOUSE, Course
from autograder.release.given import given_away
from autograder.release.look import look
from autograder.release.notebooks import build
from autograder.running.execute import Limits, execute
from autograder.sandbox import for_our_own
from course_lib.student.errors import CourseError

SHIPPED = Course.at(HOUSE)
EXERCISES = [
    (notebook, name)
    for notebook in SHIPPED.assignments
    for name in exercises(read_source(SHIPPED.source(notebook)))
]
#: Exercises whose functions another one's test or reference answer uses.
NEEDED = {
    "00_warmup": {"relu", "affine", "softmax_loss"},
    "04_dropout": {"dropout"},
    "03_batchnorm": {
        *("batchnorm_forward", "backward_beta", "backward_gamma", "backward_x_hat"),
        *("backward_var", "backward_mean", "backward_x"),
    },
    "09_residual": {"conv_forward", "maxpool_forward"},
}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course with copies of the shipped sources and a course.toml of its own."""
    for notebook in SHIPPED.assignments:
        (tmp_path / "solutions" / notebook).mkdir(parents=True)
        shutil.copy(SHIPPED.source(notebook), tmp_path / "solutions" / notebook)
    monkeypatch.delenv("COURSE_TOML")
    return Course.at(tmp_path)


def choose(course: Course, text: str) -> None:
    (course.root / "course.toml").write_text(text, encoding="utf-8")


def header(points: str, by_checks: str, by_hand: str = "20") -> str:
    return f"**Points: {points}** ({by_checks} by checks, {by_hand} by hand)"


def test_there_are_eighty_exercises_and_more() -> None:
    assert len(EXERCISES) >= 80


@pytest.mark.parametrize(("notebook", "name"), EXERCISES)
def test_each_exercise_can_be_given_alone(course: Course, notebook: str, name: str) -> None:
    before = read_source(course.source(notebook))
    cells = answers_of(before, name)
    points = exercises(before)[name].metadata["points"]
    choose(course, f'[{notebook}]\ngiven = ["{name}"]\n')
    source = build_source(course, notebook)
    assert source.cells.pop().id == "progress"  # what a student did: every notebook's last cell
    assert len(source.cells) == len(before.cells) - 1
    assert header(f"{100 - points:g}", f"{80 - points:g}") in source.cells[0].source
    given = {c.id: c for c in source.cells if kind_of(c) == "given"}
    assert list(given) == [c.id for c in cells]
    assert all("SOLUTION" not in c.source for c in given.values())
    assert all(c.metadata.nbgrader.locked for c in given.values())
    # The others keep their ids, so that the marks of a class stay theirs.
    assert {c.id for c in source.cells} < {c.id for c in before.cells}


@pytest.mark.parametrize("notebook", SHIPPED.assignments)
def test_all_exercises_of_a_notebook_can_be_given(course: Course, notebook: str) -> None:
    names = [name for one, name in EXERCISES if one == notebook]
    choose(course, f"[{notebook}]\ngiven = {names}\n")
    source, release = build(course, notebook)
    assert header("20", "0") in release.cells[0].source
    plan = make_plan(notebook, source, release)
    assert {s.kind for s in plan.steps} <= {*("text", "setup", "given", "experiment")} | {
        *("solution", "written")
    }
    # What is left to write is what no test asks for: predictions, and choices of one's own.
    before = read_source(course.source(notebook))
    asked = {cell.id for name in names for cell in answers_of(before, name)}
    assert asked.isdisjoint(s.id for s in plan.steps if s.kind == "solution")
    # A student gets the answers: they are no secret any more.
    handed_out = {c.id: c.source for c in release.cells}
    assert all(handed_out[s.id] == s.source for s in plan.steps if s.kind == "given")
    result = execute(plan, plan.unanswered(), Limits(protection=for_our_own()))
    assert not result.failure
    assert all(cell.outcome == "ok" for cell in result.cells.values())


def test_a_given_answer_runs_from_the_plan_and_is_called_by_tests_of_others(
    course: Course,
) -> None:
    choose(course, '[03_batchnorm]\ngiven = ["batchnorm_forward"]\n')
    source, release = build(course, "03_batchnorm")
    plan = make_plan("03_batchnorm", source, release)
    result = execute(plan, plan.reference(), Limits(protection=for_our_own()))
    assert result.points == plan.automatic < 80
    assert result.cells["batchnorm_forward"].outcome == "ok"


def test_what_gives_away_a_graded_sister_is_told(course: Course) -> None:
    choose(course, '[03_batchnorm]\ngiven = ["batchnorm_backward"]\n')
    told = list(given_away(build_source(course, "03_batchnorm")))
    assert told == [
        "`batchnorm_backward` is given, and earns 100% of test_batchnorm_backward_fused as "
        "`batchnorm_backward_fused`"
    ]
    choose(course, '[03_batchnorm]\ngiven = ["batchnorm_forward"]\n')
    assert not list(given_away(build_source(course, "03_batchnorm")))


def test_what_a_right_backward_pass_earns_is_not_given_away(course: Course) -> None:
    """A leaky forward pass is wrong; the points are those of the reference's `relu_backward`."""
    path = course.source("00_warmup")
    text = path.read_text(encoding="utf-8")
    leaky = text.replace("return x - x.mean(axis=0)", "return np.maximum(x, 0.1 * x), x")
    assert leaky != text
    path.write_text(leaky, encoding="utf-8")
    choose(course, '[00_warmup]\ngiven = ["centre"]\n')
    assert list(given_away(build_source(course, "00_warmup"))) == []


def test_other_points_and_given_exercises_build_together(course: Course) -> None:
    choose(
        course,
        '[04_dropout]\ngiven = ["mc_dropout"]\n'
        "points = { dropout = 50.5, inference = 1, explain_help = 5 }\n"
        '[01_preprocessing]\ngiven = ["pca_fit"]\npoints.whiten = 1\n',
    )
    source, release = build(course, "04_dropout")
    assert header("66.5", "51.5", "15") in release.cells[0].source
    texts = "\n".join(c.source for c in release.cells)
    assert "(15 points, read by a person)" in texts
    assert "**5 points.** Take the three lines" in texts
    assert "points=50.5)" in texts
    plan = make_plan("04_dropout", source, release)
    result = execute(plan, plan.reference(), Limits(protection=for_our_own()))
    assert (result.points, plan.automatic, plan.by_hand) == (51.5, 51.5, 15.0)
    other = "\n".join(c.source for c in build(course, "01_preprocessing")[1].cells)
    assert "**Your turn (given, no points).** `pca_fit(x)`" in other
    assert "**Your turn (1 point).** `whiten(" in other


def delete(course: Course, notebook: str, name: str) -> None:
    """Delete an exercise's cells by hand: its answers and its test."""
    path = course.source(notebook)
    before = read_source(path)
    gone = {c.id for c in [*answers_of(before, name), exercises(before)[name]]}
    text = path.read_text(encoding="utf-8")
    head, *cells = text.split("\n# %%")
    kept = [c for c, cell in zip(cells, before.cells, strict=True) if cell.id not in gone]
    text = "\n# %%".join([head, *kept])
    path.write_text(text.replace(f"({{points of {name}}})", ""), encoding="utf-8")


@pytest.mark.parametrize(("notebook", "name"), EXERCISES)
def test_the_cells_of_an_exercise_can_be_deleted(course: Course, notebook: str, name: str) -> None:
    delete(course, notebook, name)
    problems = look(read_source(course.source(notebook)))
    if name not in NEEDED.get(notebook, ()):
        assert problems == []
        return
    # What another graded cell calls must be there; the way out is named.
    assert problems
    for problem in problems:
        assert "which no cell defines. Put the cells of" in problem
        assert "back and give its exercise in course.toml, or delete this" in problem


def test_an_experiment_that_needs_a_deleted_answer_says_so(course: Course) -> None:
    import copy

    from course_lib.student.kernel import run_notebook

    delete(course, "04_dropout", "mc_dropout")
    _, release = build(course, "04_dropout")
    notebook = copy.deepcopy(release)
    setup = next(c for c in notebook.cells if c.id == "setup")
    needing = next(c for c in notebook.cells if 'with needs("mc_dropout"' in c.source)
    needing.source = 'with needs("mc_dropout"):\n    mc_dropout(None, None, 3, None)'
    notebook.cells = [setup, needing]
    runs = run_notebook(notebook, 120)
    assert not [r.error for r in runs if r.error]
    outputs = str([cell.get("outputs") for cell in notebook.cells])
    assert "This experiment needs your `mc_dropout`" in outputs


BAD = {
    "[04_droput]\n": "line 1: there is no notebook '04_droput'; did you mean '04_dropout'?",
    "\n[04_dropout]\ngiven = ['droput']\n": "line 3: there is no exercise 'droput' to give",
    "[04_dropout]\ngive = ['dropout']\n": "line 2: [04_dropout] has 'give'; did you mean 'given'?",
    "[04_dropout]\ngiven = 'dropout'\n": 'line 2: given is a list of exercises such as ["relu"]',
    "[04_dropout]\npoints = 3\n": "line 2: points is a table such as { relu = 10 }",
    "[04_dropout]\n[04_dropout.points]\ndropout = -1\n": "line 3: dropout has -1 points, expected",
    "[04_dropout]\npoints = { dropout = 'ten' }\n": "line 2: dropout has 'ten' points, expected",
    "[04_dropout]\npoints = { dropout = true }\n": "line 2: dropout has True points, expected",
    "[04_dropout]\npoints = { dropout = nan }\n": "line 2: dropout has nan points, expected",
    "[04_dropout]\npoints = { dropuot = 4 }\n": "line 2: there is nothing named 'dropuot' to give",
    "[04_dropout]\ngiven = ['dropout']\n\npoints.dropout = 4\n": (
        "line 4: dropout is given, so it can have no points"
    ),
    "dropout = 4\n": "line 1: there is no notebook 'dropout'",
    "[04_dropout\n": "cannot be read: Expected ']'",
}


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_meant_is_told_with_its_line(course: Course, text: str) -> None:
    choose(course, text)
    with pytest.raises(CourseError) as error:
        build(course, "04_dropout")
    assert "course.toml" in str(error.value)
    assert BAD[text] in str(error.value)
    assert not course.grading.exists(), "nothing was built"


def test_all_that_is_wrong_is_told_at_once(course: Course) -> None:
    choose(course, "[04_droput]\n[04_dropout]\ngive = []\npoints = 3\n")
    with pytest.raises(CourseError) as error:
        read_choices(course)
    assert [f"line {n}:" in str(error.value) for n in (1, 3, 4)] == [True] * 3


def test_a_lesson_without_its_other_room_is_told_first(course: Course) -> None:
    folder = course.root / "solutions" / "44_nowhere"
    folder.mkdir()
    shutil.copy(SHIPPED.source("04_dropout"), folder / "44_nowhere.py")
    with pytest.raises(CourseError, match=r"course_lib/lessons/nowhere") as error:
        build(course, "44_nowhere")
    assert "solutions/44_nowhere/44_nowhere.py, line" in str(error.value)
    assert not course.grading.exists()
