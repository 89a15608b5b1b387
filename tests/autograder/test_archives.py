"""The archives of learning platforms: six students each, files signed or not."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from tiny_course import TINY, make_zip

from autograder.course import Course
from autograder.grading.collect import collect

#: Commas, quotes, other alphabets, leading zeros, addresses as ids; the name, login and numbers.
CLASS = [
    ("00001234", "Jean Muster", "jmuster1", 11),
    ("s.lee@uni.edu", "Lee, Ana Maria", "slee", 12),
    ("k-12", "王伟", "wwang", 13),
    ("0007", "Seán O'Neil", "soneil", 14),
    ("u_5", 'Bob "Bo" Smith', "bsmith", 15),
    ("z9", "Jürgen Müller-Lüdenscheidt", "jmueller", 16),
]
ROSTER = "Identifier,ID number,Full name,Username\n" + "".join(
    f"""Participant {number},{who},"{name.replace('"', '""')}",{login}\n"""
    for who, name, login, number in CLASS
)
METADATA = "---\n" + "".join(
    f":submission_{3000 + number}:\n  :submitters:\n  - :name: {json.dumps(name)}\n"
    f"    :sid: {json.dumps(who)}\n  :created_at: 2024-03-01 10:00:{number} Z\n"
    for who, name, login, number in CLASS
)
STAMP = "2024-03-01-10-00-00"


def letters(name: str) -> str:
    """A name as Canvas puts it before a file."""
    last, comma, first = name.partition(", ")
    return "".join(c for c in (last + first if comma else name).lower() if c.isalnum())


def file(who: str, signed: bool, end: str = "", kind: str = ".ipynb") -> str:
    return f"{TINY}--{who}{end}{kind}" if signed else f"{TINY}{end}{kind}"


def canvas(who: str, name: str, login: str, number: int, signed: bool) -> str:
    late = "_LATE" if number % 2 else ""
    end = "-1" if number == 13 else ""
    return f"{letters(name)}{late}_{number}_99{number}_{file(who, signed, end)}"


#: A platform's name of a student's file: ours with the id, or as it was in the notebooks' folder.
NAMINGS = {
    "Canvas": canvas,
    "Moodle": lambda w, n, lo, k, s: f"{n}_{k}_assignsubmission_file_/{file(w, s)}",
    "Moodle, flat": lambda w, n, lo, k, s: f"{n}_{k}_assignsubmission_file_{file(w, s)}",
    "Moodle, blind": lambda w, n, lo, k, s: f"Participant_{k}_assignsubmission_file_/{file(w, s)}",
    "Blackboard": lambda w, n, lo, k, s: (
        f"Home work_{lo}_attempt_2024-03-01-10-00-{k}_{file(w, s)}"
    ),
    "Brightspace": lambda w, n, lo, k, s: f"55{k}-88 - {n} - Mar 1, 2024 1000 AM/{file(w, s)}",
    "Brightspace, id": lambda w, n, lo, k, s: (
        f"55{k}-88 - {w} {n} - Mar 1, 2024 1000 AM/{file(w, s)}"
    ),
    "Gradescope": lambda w, n, lo, k, s: f"assignment_5_export/submission_{3000 + k}/{file(w, s)}",
    "Google Classroom": lambda w, n, lo, k, s: f"{n} - {file(w, s)}",
    "Google Classroom, copy": lambda w, n, lo, k, s: f"Copy of {n} - {file(w, s)}",
    "nbgrader's exchange": lambda w, n, lo, k, s: (
        f"{w}+{TINY}+2024-03-01 10:00:{k} UTC+r4nd/{TINY}.ipynb"
    ),
    "nbgrader's submitted": lambda w, n, lo, k, s: f"{w}/{TINY}/{TINY}.ipynb",
    "a browser's copy": lambda w, n, lo, k, s: (
        f"{n}_{k}_assignsubmission_file_/{file(w, s, ' (2)')}"
    ),
    "a file manager's": lambda w, n, lo, k, s: (
        f"{n}_{k}_assignsubmission_file_/{file(w, s, ' - Copy')}"
    ),
    ".ipynb.txt": lambda w, n, lo, k, s: (
        f"{n}_{k}_assignsubmission_file_/{file(w, s, kind='.ipynb.txt')}"
    ),
    ".json": lambda w, n, lo, k, s: f"{n}_{k}_assignsubmission_file_/{file(w, s, kind='.json')}",
    "without an ending": lambda w, n, lo, k, s: (
        f"{n}_{k}_assignsubmission_file_/{file(w, s, kind='')}"
    ),
}


@pytest.fixture
def platform(course: Course) -> Course:
    (course.root / "students.csv").write_text(ROSTER, encoding="utf-8")
    return course


def notebook(who: str, signed: bool) -> bytes:
    told = {"student": who, "assignment": TINY, "at": "2024-03-01T09:59:00+00:00"}
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": who}
    metadata = {"course": {"handed_in": told}} if signed else {}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}).encode()


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "plain"])
@pytest.mark.parametrize("naming", NAMINGS)
def test_every_student_s_file_is_found(
    platform: Course, tmp_path: Path, naming: str, signed: bool
) -> None:
    files = {NAMINGS[naming](*one, signed): notebook(one[0], signed) for one in CLASS}
    # What platforms put beside the files.
    files["Jean Muster_11_assignsubmission_onlinetext/onlinetext.html"] = b"<p>{}</p>"
    files["Home work_jmuster1_attempt_2024-03-01-10-00-11.txt"] = b"Name: Jean Muster (jmuster1)"
    if naming == "Gradescope":
        files["assignment_5_export/submission_metadata.yml"] = METADATA.encode()
    make_zip(tmp_path / "lms.zip", files, datetime(2024, 3, 1, 12))
    done = collect(platform, tmp_path / "lms.zip")
    assert {(d.student, d.state) for d in done} == {(one[0], "collected") for one in CLASS}
    for who, path in platform.submitted(TINY).items():
        assert path.read_bytes() == notebook(who, signed)


def test_a_zip_for_each_student_in_a_zip(platform: Course, tmp_path: Path) -> None:
    files = {}
    for who, name, _, number in CLASS:
        make_zip(tmp_path / f"{number}.zip", {f"work/{TINY}.ipynb": notebook(who, False)})
        packed = (tmp_path / f"{number}.zip").read_bytes()
        files[f"{name}_{number}_assignsubmission_file_/work.zip"] = packed
    make_zip(tmp_path / "lms.zip", files, datetime(2024, 3, 1, 12))
    done = collect(platform, tmp_path / "lms.zip")
    assert {(d.student, d.state) for d in done} == {(one[0], "collected") for one in CLASS}


def test_blackboard_s_newest_attempt_counts(platform: Course, tmp_path: Path) -> None:
    start = "Home work_jmuster1_attempt_2024-03-0"
    files = {
        f"{start}2-10-00-00_{TINY}.ipynb": notebook("second", False),
        f"{start}1-10-00-00_{TINY}.ipynb": notebook("first", False),
    }
    make_zip(tmp_path / "lms.zip", files, datetime(2024, 3, 9))
    assert [d.state for d in collect(platform, tmp_path / "lms.zip")] == ["older", "collected"]
    assert platform.submitted(TINY)["00001234"].read_bytes() == notebook("second", False)


def test_gradescope_s_list_tells_the_time(platform: Course, tmp_path: Path) -> None:
    path = f"x/submission_3011/{TINY}.ipynb"
    files = {path: notebook("a", False), "x/submission_metadata.yml": METADATA.encode()}
    # One's own list counts for nothing: it does not lie beside the folders.
    own = METADATA.replace("00001234", "z9").encode()
    files["x/submission_3011/a/submission_metadata.yml"] = own
    make_zip(tmp_path / "lms.zip", files, datetime(2024, 3, 9))
    (done,) = collect(platform, tmp_path / "lms.zip")
    assert (done.student, done.time, done.source) == (
        "00001234",
        "2024-03-01 10:00:11 UTC",
        "record",
    )


@pytest.mark.parametrize(
    "path",
    [
        f"eve_99_98_z9_16_1_{TINY}.ipynb",
        f"Work_eve_attempt_{STAMP}_x_jmueller_attempt_{STAMP}_{TINY}.ipynb",
        f"Eve_99_assignsubmission_file_x_16_assignsubmission_file_{TINY}.ipynb",
    ],
)
def test_a_platform_s_beginning_cannot_be_added_to(
    platform: Course, tmp_path: Path, path: str
) -> None:
    """What follows the platform's part of a name is the uploader's word, a second part too."""
    make_zip(tmp_path / "lms.zip", {path: notebook("eve", False)}, datetime(2024, 3, 1))
    (done,) = collect(platform, tmp_path / "lms.zip")
    assert (done.student, done.state) == ("", "unmatched")


NEAR = {
    f"x--{TINY}--1234.ipynb": "00001234",
    f"{TINY}--S.Lee.ipynb": "s.lee@uni.edu",
    f"{TINY}--s.lee@students.uni.edu.ipynb": "s.lee@uni.edu",
    f"Jürgen Müller_9_assignsubmission_file_/{TINY}.ipynb": "z9",
    f"anamarialees_9_8_{TINY}.ipynb": "s.lee@uni.edu",
}


@pytest.mark.parametrize("path", NEAR)
def test_near_misses_are_asked_about(platform: Course, tmp_path: Path, path: str) -> None:
    make_zip(tmp_path / "lms.zip", {path: notebook("a", False)}, datetime(2024, 3, 1))
    (done,) = collect(platform, tmp_path / "lms.zip")
    assert (done.student, done.state) == ("", "unmatched")
    assert f"did you mean {NEAR[path]!r}?" in done.reason


def test_case_and_blanks_of_an_id_are_forgiven(platform: Course, tmp_path: Path) -> None:
    names = (f"{TINY}--JMUSTER1 .ipynb", f"{TINY}--Z9.ipynb")
    files = {name: notebook(name, False) for name in names}
    make_zip(tmp_path / "lms.zip", files, datetime(2024, 3, 1))
    done = collect(platform, tmp_path / "lms.zip")
    assert [(d.student, d.state) for d in done] == [("00001234", "collected"), ("z9", "collected")]
