"""Grades as platforms import them, and feedback as they take it."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_course import TINY, write_all

from autograder.course import Course
from autograder.grading.receipt import Receipt, write_receipt
from autograder.grading.rows import Row
from autograder.results.export import export_canvas, export_csv, export_moodle, export_wide
from autograder.results.parcel import feedback_zip
from autograder.roster import Roster, read_roster
from course_lib.student.errors import CourseError

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,90_tiny (771)\n"
    "    Points Possible,,,,,25\n"
    '"Lee, Ana",4521,0042,alee,A,\n王伟,4522,0043,wwang,B,\n"O\'Neil, Seán",4523,0044,soneil,B,\n'
)
WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
    "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n"
    "Participant 77,Ana Lee,0042,alee@uni.edu,Submitted,,25.00,Yes,-,-,\n"
    "Participant 78,王伟,0043,wwang@uni.edu,Submitted,,25.00,Yes,-,-,\n"
    "Participant 79,Seán O'Neil,0044,soneil@uni.edu,Submitted,,25.00,Yes,-,-,\n"
)
ANA = Row(
    student="0042",
    name="Lee, Ana",
    section="A",
    state="graded",
    reason="",
    score=18.5,
    max=20,
    hand=4,
    hand_max=5,
    to_mark=0,
    total=20.25,
    time="2026-12-02 10:00:00 UTC",
    due="2026-11-30 22:59:00 UTC",
    late="late by 1 d 11 h: -2.25 points",
    penalty=2.25,
    cells={"test_double": 8, "test_halve": 10.5, "explain_halve": 4},
)
#: Wei's written answer is unread; Seán handed in nothing.
WEI = replace(
    ANA,
    student="0043",
    name="王伟",
    hand=0,
    to_mark=1,
    total=20,
    late="",
    penalty=0,
    cells={**ANA.cells, "explain_halve": 0},
    unread=("explain_halve",),
)
SEAN = replace(
    ANA,
    student="0044",
    name="=cmd()",
    state="missing",
    score=None,
    hand=None,
    total=None,
    penalty=None,
    late="",
    cells={},
)
ROWS = {TINY: [ANA, WEI, SEAN]}


def roster_of(tmp_path: Path, text: str) -> Roster:
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    return read_roster(tmp_path / "roster.csv")


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_canvas_reads_it(tmp_path: Path) -> None:
    """As its importer does: the first columns by their names, the points, then students by ID."""
    path = tmp_path / "out.csv"
    export_canvas(ROWS, roster_of(tmp_path, CANVAS), path)
    head, possible, *students = lines_of(path)
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "90_tiny (771)"]
    assert "Points Possible" in possible[0] and possible[5] == "25"
    assert students == [
        ["Lee, Ana", "4521", "0042", "alee", "A", "20.25"],
        ["王伟", "4522", "0043", "wwang", "B", ""],
        ["O'Neil, Seán", "4523", "0044", "soneil", "B", ""],
    ]
    again = read_roster(path)
    assert {s.id: s.columns["90_tiny (771)"] for s in again.students.values()} == {
        "0042": "20.25",
        "0043": "",
        "0044": "",
    }
    export_canvas(ROWS, again, path, complete=False)
    assert [line[5] for line in lines_of(path)] == ["90_tiny (771)", "25", "20.25", "20", ""]


def test_canvas_by_a_plain_roster(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export_canvas(ROWS, roster_of(tmp_path, "id,name,login\n0042,Ana Lee,alee\n"), path)
    assert lines_of(path)[2] == ["Ana Lee", "", "0042", "alee", "", "20.25"]
    assert lines_of(path)[4][:3] == ["'=cmd()", "", "0044"], "on no roster, and no formula"


def test_moodle_s_worksheet_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    roster = roster_of(tmp_path, WORKSHEET)
    export_moodle(ROWS, roster, path)
    before = lines_of(tmp_path / "roster.csv")
    after = lines_of(path)
    assert after[0] == before[0]
    assert [line[5] for line in after[1:]] == ["20.25", "", ""]
    for one, other in zip(before, after, strict=True):
        assert one[:5] + one[6:] == [cell.removeprefix("'") for cell in other[:5] + other[6:]]
    with pytest.raises(CourseError, match="maximum grade is 100"):
        export_moodle(ROWS, roster_of(tmp_path, WORKSHEET.replace("25.00", "100.00")), path)


def test_moodle_s_gradebook(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    text = "First name,Last name,ID number,Email address\nAna,Lee,0042,alee@uni.edu\n"
    export_moodle(ROWS, roster_of(tmp_path, text), path)
    assert lines_of(path)[:2] == [
        ["ID number", "Email address", TINY],
        ["0042", "alee@uni.edu", "20.25"],
    ]


def test_the_long_table_has_time_and_cost(tmp_path: Path) -> None:
    export_csv(ROWS, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        ana, wei, sean = csv.DictReader(file)
    assert (ana["due"], ana["late"], ana["penalty"], ana["total"]) == (
        "2026-11-30 22:59:00 UTC",
        "late by 1 d 11 h: -2.25 points",
        "2.25",
        "20.25",
    )
    assert (wei["to_mark"], wei["total"], wei["penalty"]) == ("1", "", "0")
    assert (sean["penalty"], sean["total"]) == ("", "")


def test_points_by_exercise(tmp_path: Path) -> None:
    export_wide(ROWS, tmp_path / "out.csv")
    head, ana, wei, sean = lines_of(tmp_path / "out.csv")
    assert wei[3:6] == ["8", "10.5", ""], "what is unread is no zero"
    found = dict(zip(head, ana, strict=True))
    assert found[f"{TINY}/double"] == "8" and found[f"{TINY}/halve"] == "10.5"
    assert found[f"{TINY}/explain_halve"] == "4" and found[f"{TINY}/total"] == "20.25"
    assert sean[3:] == ["", "", "", "missing", "", "", ""]
    export_wide(ROWS, tmp_path / "out.csv", complete=False)
    assert lines_of(tmp_path / "out.csv")[2][3:6] == ["8", "10.5", "0"]


@pytest.mark.parametrize(
    ("platform", "file", "member"),
    [
        (
            "moodle",
            f"lms.zip/Ana Lee_77_assignsubmission_file_/{TINY}.ipynb",
            f"Ana Lee_77_assignsubmission_file_/{TINY}.html",
        ),
        (
            "moodle",
            f"Ana Lee_77_assignsubmission_file/a/{TINY}.ipynb",
            f"Ana Lee_77_assignsubmission_file_/{TINY}.html",
        ),
        ("canvas", f"lms.zip/leeana_LATE_45_99_{TINY}-1.ipynb", f"leeana_LATE_45_99_{TINY}.html"),
    ],
)
def test_feedback_goes_back_under_the_platform_s_name(
    course: Course, platform: str, file: str, member: str
) -> None:
    pages = {f"feedback/{s}/{TINY}/{TINY}.html": s.encode() for s in ("0042", "0043", "0044")}
    write_all(course.grading, pages)
    write_receipt(course, TINY, "0042", Receipt(file=file, digest="d"))
    write_receipt(course, TINY, "0043", Receipt(file=file, digest="d", by="0042"))
    write_receipt(course, TINY, "0044", Receipt(file=f"{TINY}--0044.ipynb", digest="e"))
    path, problems = feedback_zip(course, TINY, platform)
    with zipfile.ZipFile(path) as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == {member: b"0042"}
    assert (
        set(problems) == {"0043", "0044"} and "file of 0042 of the same group" in problems["0043"]
    )


def test_feedback_without_a_platform_s_names_says_what_to_do(course: Course) -> None:
    with pytest.raises(CourseError, match="collect the files from the archive"):
        feedback_zip(course, TINY, "moodle")
