"""The term: what is late and what it costs, extensions, groups."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_course import RIGHT, ROOT, ROSTER, TINY, make_zip, put

from autograder.building.choices import ELSEWHERE, read_term
from autograder.building.term import Late
from autograder.course import Course
from autograder.grading.agreed import read_extensions, read_groups
from autograder.grading.collect import collect
from autograder.grading.grade import grade_assignments
from autograder.grading.lateness import Clock, lateness
from autograder.grading.receipt import Receipt, read_receipt, write_receipt
from autograder.grading.unmatched import Unmatched, note_unmatched
from autograder.running.execute import Limits
from autograder.sandbox import for_our_own
from course_lib.student.errors import CourseError

TERM = """[term]
time_zone = "Europe/Berlin"
late = { percent = 10, grace = 1, last_day = 7 }

[term.due]
90_tiny = 2026-11-30T23:59:00
"""
DUE = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)


@pytest.fixture
def term(listed: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setenv(ELSEWHERE, str(listed.root / "course.toml"))
    (listed.root / "course.toml").write_text(TERM)
    return listed


def at(**later: float) -> str:
    return (DUE + timedelta(**later)).strftime("%Y-%m-%d %H:%M:%S UTC")


@pytest.mark.parametrize(
    ("time", "text", "penalty"),
    [
        ("", "", 0),
        (at(seconds=0), "", 0),
        (at(minutes=1), "late by 1 h: costs nothing", 0),
        (at(hours=24), "late by 1 d 0 h: costs nothing", 0),
        (at(hours=25), "late by 1 d 1 h: -10 points", 10),
        (at(days=7), "late by 7 d 0 h: -60 points", 60),
        (at(days=7, seconds=1), "late by 7 d 0 h: after the last day", 100),
    ],
)
def test_what_lateness_costs(term: Course, time: str, text: str, penalty: float) -> None:
    found = Clock(term, TINY, 100.0).of("s1", time)
    assert (found.due, found.text, found.penalty) == (DUE, text, penalty)
    assert found.reduced(50.0) == max(0, 50 - penalty)


def test_the_clock_goes_by_the_zone_on_both_sides_of_summer_time(term: Course) -> None:
    text = TERM.replace("2026-11-30T23:59:00", "2026-06-30T23:59:00")
    (term.root / "course.toml").write_text(text)
    assert read_term(term).due[TINY].astimezone(UTC).hour == 21
    (term.root / "course.toml").write_text(TERM.replace("23:59:00", "23:59:00-05:00"))
    assert read_term(term).due[TINY].astimezone(UTC).hour == 4, "a zone of its own counts"


@given(
    st.floats(0, 1e6),
    st.floats(0, 1e6),
    st.floats(0, 100),
    st.floats(0, 30),
    st.one_of(st.none(), st.floats(0, 30)),
    st.floats(0, 1000),
)
def test_later_never_costs_less_and_never_more_than_all(
    early: float, more: float, percent: float, grace: float, last: float | None, most: float
) -> None:
    late = Late(percent=percent, grace=grace, last_day=last)
    one = lateness(DUE + timedelta(seconds=early), DUE, late, most)
    two = lateness(DUE + timedelta(seconds=early + more), DUE, late, most)
    assert 0 <= one.penalty <= two.penalty + 1e-6 <= most + 2e-6


def test_extensions_are_for_one_student(term: Course) -> None:
    (term.root / "extensions.csv").write_text(
        "id;notebook;until\ns1;90;2026-12-07 23:59\ns2;;3 days\ns2;90;+5\ns3;;2020-01-01\n"
    )
    clock = Clock(term, TINY, 100.0)
    assert clock.of("s1", at(days=7)).text == ""
    assert clock.of("s1", at(days=7)).extended
    assert clock.of("s2", at(days=5, hours=1)).text == "late by 1 h: costs nothing"
    told = clock.of("s3", at(hours=1)).text
    assert told == "late by 1 h: costs nothing", "an extension takes no time away"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("extensions.csv", "id,until\ns9,3\n", "line 2: 's9' is not in students.csv."),
        ("extensions.csv", "id,until\ns1,soon\n", "line 2: until 'soon' is neither a time"),
        ("extensions.csv", "id,notebook,until\ns1,44,3\n", "line 2: There is no notebook '44'"),
        ("extensions.csv", "id,when\ns1,3\n", "needs a first line with a column until."),
        ("groups.csv", "group,id\nA,s1\nB,s1\n", "line 3: s1 is in 'A' too. Remove one."),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    term: Course, name: str, text: str, problem: str
) -> None:
    (term.root / name).write_text(text)
    with pytest.raises(CourseError) as caught:
        read_extensions(term, read_term(term))
        read_groups(term, TINY)
    assert name in str(caught.value) and problem in str(caught.value)


@pytest.mark.parametrize(
    ("line", "problem"),
    {
        "late = { percent = 10, points = 5 }": "late has percent and points",
        "late = { percents = 10 }": "late has 'percents'; did you mean 'percent'?",
        "late = { grace = -1 }": "late has grace = -1, expected a number from 0",
        "late = 10": "late is a table such as",
        "due = 3": "due is a table [term.due]",
        "due = { 90_tny = 2026-01-01T00:00:00 }": "no notebook '90_tny'; did you mean '90_tiny'?",
        'due = { 90_tiny = "soon" }': "90_tiny is due 'soon', expected a date with a time",
    }.items(),
)
def test_a_policy_that_cannot_be_meant_is_told(term: Course, line: str, problem: str) -> None:
    (term.root / "course.toml").write_text(f"[term]\n{line}\n")
    with pytest.raises(CourseError) as caught:
        read_term(term)
    assert "line 2: " in str(caught.value) and problem in str(caught.value)


def work(text: str) -> bytes:
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()


def hand_in(course: Course, tmp_path: Path, student: str, text: str, day: int) -> list[str]:
    path = tmp_path / f"{student}{day}{text}.zip"
    make_zip(path, {f"{student}/{TINY}.ipynb": work(text)}, datetime(2024, 3, day))
    return [f"{d.student} {d.state}" for d in collect(course, path)]


def test_the_newest_of_a_group_counts_for_all_of_it(term: Course, tmp_path: Path) -> None:
    (term.root / "groups.csv").write_text("group,id,notebook\nA,s1,90\nA,s2,90\n")

    def there() -> dict[str, str]:
        paths = term.submitted(TINY).items()
        return {s: json.loads(p.read_bytes())["cells"][0]["source"] for s, p in paths}

    assert hand_in(term, tmp_path, "s1", "one", 5) == ["s1 collected", "s2 collected"]
    assert there() == {"s1": "one", "s2": "one"}
    assert read_receipt(term, TINY, "s2").by == "s1"
    assert hand_in(term, tmp_path, "s2", "two", 3) == ["s2 older"], "s1's is newer"
    assert hand_in(term, tmp_path, "s2", "three", 7) == ["s1 collected", "s2 collected"]
    assert there() == {"s1": "three", "s2": "three"}
    assert hand_in(term, tmp_path, "s3", "alone", 7) == ["s3 collected"]
    assert hand_in(term, tmp_path, "s1", "one", 6) == ["s1 older"]
    assert hand_in(term, tmp_path, "s1", "four", 9) == ["s1 collected", "s2 collected"]
    assert there() == {"s1": "four", "s2": "four", "s3": "alone"}


def test_lateness_is_in_every_row_and_nobody_s_files_too(
    class_course: Course, handed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    course = class_course
    monkeypatch.setenv(ELSEWHERE, str(course.root / "course.toml"))
    (course.root / "course.toml").write_text(TERM)
    (course.root / "students.csv").write_text(ROSTER)
    for student, time in (("s1", at(days=2.5)), ("s2", "")):
        put(course, student, handed(RIGHT))
        write_receipt(course, TINY, student, Receipt(time=time, source="archive", by="s2"))
    note_unmatched(course, [Unmatched("x.ipynb", TINY, "d", "nobody")], ())
    limits = Limits(protection=for_our_own())
    one, two, three = grade_assignments(course, [TINY], limits)[TINY]
    # Two started days after the grace, each ten percent of 25 points.
    assert (one.score, one.penalty, one.total) == (20, 5, 15)
    assert one.late == "late by 2 d 12 h: -5 points" and one.due == at()
    assert "handed in by s2" in one.notes
    assert (two.late, two.penalty, two.total) == ("", 0, 20)
    assert (three.state, three.late, three.penalty) == ("missing", "", None)
    assert three.reason == "nothing was handed in under this name; 1 files are nobody's yet"


def test_a_group_written_down_after_its_file_was_collected(
    class_course: Course, tmp_path: Path
) -> None:
    (class_course.root / "students.csv").write_text(ROSTER)
    hand_in(class_course, tmp_path, "s1", "a notebook of another course", 5)
    (class_course.root / "groups.csv").write_text("group,id\nA,s1\nA,s2\n")
    limits = Limits(protection=for_our_own())
    rows = {r.student: r for r in grade_assignments(class_course, [TINY], limits)[TINY]}
    assert rows["s2"].state == rows["s1"].state == "failed", "as it came, and not missing"
    assert "handed in by s1" in rows["s2"].notes and rows["s3"].state == "missing"


@pytest.mark.git
def test_what_names_students_is_ignored_by_git(tmp_path: Path) -> None:
    names = ["students.csv", "extensions.csv", "groups.csv"]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    told = subprocess.run(
        ["git", "check-ignore", *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert told.stdout.split() == names
