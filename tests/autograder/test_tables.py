"""The table of a class: a line a student at 80 columns, and who needs a look first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder import class_commands
from autograder.grading.groups import Collected
from autograder.grading.rows import Row
from autograder.results.tables import LONG, print_class, print_collected, print_overview


def row(student: str, state: str = "graded", score: float | None = 60.0, **more: object) -> Row:
    name = "Anne-Marie Longfellow-Featherstonehaugh"
    values = {"to_mark": 0, **more}
    hand = 0.0 if score is not None else None
    reason = "the file is not a notebook: no JSON (line 1)" if state == "failed" else ""
    return Row(student, name, "A", state, reason, score, 80.0, hand, 20.0, total=score, **values)  # type: ignore[arg-type]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("narrow")
def test_a_student_is_a_line_and_who_needs_a_look_comes_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [
        row("a1"),
        row("b2", late="2 h late: 5 points less, and more words than a line can hold"),
        row("c3", "missing", None),
        row("d4", "failed", None),
        row("e5", score=40.0, to_mark=2),
    ]
    print_class(rows, "03_batchnorm")
    lines = capsys.readouterr().out.splitlines()
    known = {"a1", "b2", "c3", "d4", "e5"}
    ids = [line.split()[0] for line in lines if line.split(": A")[0].strip() in known]
    assert ids == ["d4:", "c3:", "b2:", "a1:", "e5:"], "it is seen where an id ends"
    assert max(map(len, lines[:-1])) <= 80
    assert "d4: the file is not a notebook: no JSON (line 1)" in lines
    below = " ".join(lines[lines.index("d4: the file is not a notebook: no JSON (line 1)") :])
    assert "b2: 2 h late: 5 points less, and more words than a line can hold" in below
    told = " ".join(" ".join(lines[-2:]).split())
    assert "3 graded, 1 failed, 1 missing, mean 53.3 and median 60.0 by tests" in told
    assert "2 answers to mark" in told


@pytest.mark.usefixtures("narrow")
def test_long_names_and_remarks_cut_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row("a1", score=80.0, to_mark=2, notes=("a remark that fills its column whole",))]
    print_class([*rows, row("b2", score=12.5)], "03_batchnorm")
    lines = capsys.readouterr().out.splitlines()
    (first,) = (line for line in lines if line.startswith(" a1"))
    (second,) = (line for line in lines if line.startswith(" b2"))
    assert "graded" in first and " 80 / 80" in first and "2 to mark" in first
    assert "12.5 / 80" in second and max(map(len, lines)) <= 80


@pytest.mark.usefixtures("narrow")
def test_of_a_long_class_who_needs_a_look_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row(f"s{n:03}") for n in range(LONG)] + [row("x1", "failed", None)]
    print_class(rows, "03")
    told = capsys.readouterr().out
    assert "x1" in told and "s001" not in told
    assert f"{LONG} more are graded without a remark of their own; --full shows them." in told
    print_class(rows, "03", full=True)
    assert "s001" in capsys.readouterr().out


@pytest.mark.usefixtures("narrow")
def test_what_many_share_is_said_once_and_whose_marks_changed_in_full(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, changed = "made from an older release", "test_relu: 8 became 12 (values)"
    rows = [row(f"s{n:03}", notes=(old,)) for n in range(LONG)]
    rows += [row("x1", notes=(old, changed)), row("x2", notes=(changed,))]
    print_class(rows, "03")
    lines = capsys.readouterr().out.splitlines()
    assert f"{LONG + 1} students: {old}" in lines and f"x1, x2: {changed}" in lines
    assert "s001" not in " ".join(lines), "what everybody has is no reason to look at one"


@pytest.mark.usefixtures("narrow")
def test_a_collected_file_is_a_line_and_of_many_those_that_need_a_look(
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = "Jean Muster_{}_assignsubmission_file_/03_batchnorm.ipynb"
    at = ("2024-03-01 11:00:00 UTC", "archive", ("identity from the file alone",))
    files = [
        Collected(place.format(n), f"s{n:03}", "03_batchnorm", "collected", "", *at)
        for n in range(LONG)
    ]
    print_collected(files)
    lines = capsys.readouterr().out.splitlines()
    (first,) = (line for line in lines if "s000" in line)
    assert "2024-03-01 11:00:00" in first and "Jean Muster" in first
    assert len(lines) < LONG + 10 and max(map(len, lines)) <= 80
    assert f"{LONG} files: identity from the file alone" in lines
    late = Collected("b", "x1", "03_batchnorm", "collected", remarks=("late, says the platform",))
    mate = replace(late, student="x2", remarks=("handed in by x1 of the same group",))
    nobodys = Collected("a.zip/q3.ipynb", "", "", "unmatched", "no name in it says whose it is")
    print_collected([*files, late, mate, nobodys])
    lines = capsys.readouterr().out.splitlines()
    assert "a.zip/q3.ipynb: no name in it says whose it is" in lines
    assert "b: late, says the platform" in lines
    assert "b: handed in by x1 of the same group" in lines
    assert "s000" not in " ".join(lines)
    assert f"{LONG} more were collected without a remark of their own." in lines


@pytest.mark.usefixtures("narrow")
def test_a_demo_is_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    who = {"perfect": "the reference answers", "broken": "half of a file"}
    rows = {f"{n:02}_x": [row("perfect"), row("broken", "failed", None)] for n in range(13)}
    print_overview(rows, who)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80 and len(lines) < 24
    assert any(line.split() == ["broken", *["x"] * 13] for line in lines)


def test_progress_without_a_terminal_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter([0.0, 4.0, 10.0, 12.0])
    monkeypatch.setattr(class_commands, "monotonic", lambda: next(seconds))
    with class_commands.shown("03", 6) as advance:
        advance("a")
        advance("b", failed=True)
        advance("c")
    said = capsys.readouterr().err.strip()
    assert said == "03: 2 of 6, 1 failed, 0.2 a second, about 20 s left"
