"""Rosters as platforms and spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_course import new_course
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading.gradebook import open_gradebook, save_students
from autograder.roster import read_roster
from course_lib.student.cli import app
from course_lib.student.errors import CourseError

register(app)
#: Each after the platform's documentation; all say the same two students.
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (44),Final Score\n"
    ",,,,,Manual Posting,\n"
    "    Points Possible,,,,,10,(read only)\n"
    '"Lee, Ana",4521,0042,alee,A,7,70\n'
    "王伟,4522,0043,wwang,B,,\n"
    '"Student, Test",4599,,,A,,\n'
)
MOODLE = (
    "First name,Last name,ID number,Institution,Department,Email address,"
    "Last downloaded from this course\n"
    "Ana,Lee,0042,,,alee@uni.edu,1700000000\n"
    ",王伟,0043,,,wwang@uni.edu,1700000000\n"
)
WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade\n"
    "Participant 77,Ana Lee,0042,alee@uni.edu,,,100.00\n"
    "Participant 78,王伟,0043,wwang@uni.edu,,,100.00\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\n'
    '"Lee"\t"Ana"\t"alee"\t"0042"\t""\t"Yes"\n"王伟"\t""\t"wwang"\t"0043"\t""\t"Yes"\n'
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n"
    "#0042,#alee,Lee,Ana,alee@uni.edu,#\n#0043,#wwang,王伟,,wwang@uni.edu,#\n"
)
SAMPLES = {
    "Canvas": CANVAS,
    "Canvas in Europe": CANVAS.replace(", ", "|").replace(",", ";").replace("|", ", "),
    "Moodle": MOODLE,
    "Moodle's worksheet": WORKSHEET,
    "Blackboard": BLACKBOARD,
    "Brightspace": BRIGHTSPACE,
    "a table": "id,name,section,email\n0042,Ana Lee,A,alee@uni.edu\n0043,王伟,B,wwang@uni.edu\n",
    "a spreadsheet in Europe": "sep=;\nID;Name;Section;Login\n0042;Ana Lee;A;alee\n0043;王伟;B;w\n",
    "tabs and capitals": "NAME\tStudent ID\nAna Lee\t0042\n王伟\t0043\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_roster_of(sample: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text(SAMPLES[sample], encoding=encoding)
    roster = read_roster(path)
    ana, wei = roster.students.values()
    assert (ana.id, wei.id, wei.name) == ("0042", "0043", "王伟")
    assert ana.name in ("Ana Lee", "Lee, Ana")
    assert roster.platform == (sample.split("'")[0].split()[0] if sample[0].isupper() else "")
    assert roster.taken[0].startswith("id from")
    if "alee" in SAMPLES[sample]:
        assert ana.also[0].startswith("alee")
    if sample.startswith("Canvas"):
        assert (ana.number, ana.section) == ("canvas 4521", "A")
    if sample == "Moodle's worksheet":
        assert ana.number == "moodle 77"


def test_the_first_column_that_everybody_has_is_the_id(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text(CANVAS.replace(",0043,", ",,"), encoding="utf-8")
    assert list(read_roster(path).students) == ["alee", "wwang"]


@pytest.mark.parametrize(
    ("text", "problem"),
    {
        "who,what\na,b\n": "needs a first line with the columns id,name,section, or those of an",
        "id,name\n1,A\n,B\n": "line 3: there is no id. Give everybody one.",
        "id,name\n1,A\n1,B\n": "line 3: the id '1' appears twice. Remove one.",
        "id,name\na/b,A\n": "line 2: 'a/b' cannot be an id",
    }.items(),
)
def test_a_roster_that_says_nobody(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text(text)
    with pytest.raises(CourseError) as caught:
        read_roster(path)
    assert problem in str(caught.value)


def test_a_new_roster_says_what_was_taken_and_who_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = new_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    (course.root / "students.csv").write_text("id\n0042\nold\n")
    (tmp_path / "canvas.csv").write_text(CANVAS, encoding="utf-8")
    done = CliRunner().invoke(app, ["roster", str(tmp_path / "canvas.csv")])
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    for words in ("2 students: id from 'SIS User ID'", "new: 0043", "gone: old"):
        assert words in said
    assert (course.root / "students.csv").read_text(encoding="utf-8") == CANVAS
    (tmp_path / "canvas.csv").write_text("nothing\n")
    assert CliRunner().invoke(app, ["roster", str(tmp_path / "canvas.csv")]).exit_code != 0
    assert (course.root / "students.csv").read_text(encoding="utf-8") == CANVAS, "kept"


def test_roster_says_what_is_wrong_with_it(class_course: Course) -> None:
    path = class_course.root / "students.csv"
    for text, message in (
        ("name,section\nA,1\n", "needs a first line with the columns id,name,section"),
        ("id,name\na b,A\n", "line 2: 'a b' cannot be an id"),
        ("id,name\nana,A\nana,B\n", "line 3: the id 'ana' appears twice"),
    ):
        path.write_text(text)
        with pytest.raises(CourseError) as error:
            class_course.roster()
        assert message in str(error.value)
    path.write_bytes(b"\xef\xbb\xbfid, name, section, E-Mail\n ana , A , 1, a@x.edu \n,,,\n")
    (ana,) = class_course.roster().values()
    assert (ana.id, ana.name, ana.section, ana.also) == ("ana", "A", "1", ("a@x.edu",))


def test_students_whom_another_grader_enters_meanwhile(
    class_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbgrader.api import Gradebook

    roster = class_course.root / "students.csv"
    roster.write_text('id,name\nana,"Alpha, A"\nbo,B Beta\n')
    with monkeypatch.context() as slow:
        slow.setattr(Gradebook, "students", [])  # what a grader saw before the other one wrote
        for _ in range(2):
            save_students(class_course, class_course.roster())
    roster.write_text('id,name\nana,"Alpha, A"\nbo,B Gamma\n')
    save_students(class_course, class_course.roster())
    with open_gradebook(class_course) as book:
        names = {one.id: (one.last_name, one.first_name) for one in book.students}
    assert names == {"ana": ("Alpha", "A"), "bo": ("Gamma", "B")}
