"""Who handed something in: the platform says it, and the file's own word is compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, WRONG, write_all

from autograder.course import Course
from autograder.grading.collect import collect
from autograder.grading.groups import Collected
from autograder.grading.identity import Names
from autograder.grading.receipt import read_receipt
from autograder.grading.unmatched import read_unmatched

FileOf = Callable[..., bytes]


def rows(done: list[Collected]) -> dict[str, tuple[str, str, str]]:
    return {d.file: (d.student, d.state, d.reason) for d in done}


def content_of(course: Course, student: str) -> bytes:
    return course.submitted(TINY)[student].read_bytes()


def test_a_file_of_another_student_replaces_nothing(
    listed: Course, inbox: Path, file_of: FileOf
) -> None:
    """The id that the file says is not the one that the platform's folder and the name say."""
    right, wrong = file_of("s1"), file_of("s1", "2024-03-01T11:00:00+00:00", WRONG)
    one = f"One_124_assignsubmission_file/{TINY}--s1.ipynb"
    two = f"Two_123_assignsubmission_file/{TINY}--s2.ipynb"
    write_all(inbox, {one: right, two: wrong})
    expected = {
        one: ("s1", "collected", ""),
        two: ("s2", "failed", "says s1, was handed in as s2"),
    }
    for _ in range(2):
        assert rows(collect(listed, inbox)) == expected
        assert content_of(listed, "s1") == right
        assert content_of(listed, "s2") == b"says s1, was handed in as s2\n", "failed, not missing"


@pytest.mark.parametrize(
    "path",
    [
        f"{TINY}--s2.ipynb",
        f"s2/{TINY}.ipynb",
        f"s2/{TINY}--s1.ipynb",
        f"s2/s1/{TINY}--s1.ipynb",
        f"two_987_654_{TINY}--s1.ipynb",
        f"Two_123_assignsubmission_file/s1/{TINY}--s1.ipynb",
        f"s2+{TINY}+2024-03-01 10:00:00 UTC+x/{TINY}.ipynb",
        f"55-88 - Two - Mar 1, 2024 1000 AM/{TINY}--s1.ipynb",
        f"two@x.edu/{TINY}.ipynb",
    ],
)
def test_the_file_s_own_word_is_compared(
    listed: Course, inbox: Path, file_of: FileOf, path: str
) -> None:
    write_all(inbox, {path: file_of("s1")})
    assert rows(collect(listed, inbox)) == {path: ("s2", "failed", "says s1, was handed in as s2")}
    write_all(inbox, {path: file_of("s2")})
    (done,) = collect(listed, inbox)
    inside_out = "s1" in path
    assert (done.student, done.state) == ("s2", "failed" if inside_out else "collected")


@pytest.mark.parametrize(
    "path",
    [
        f"leeanamaria_LATE_12_34_{TINY}.ipynb",
        f"Ana Maria Lee_12_assignsubmission_file_/{TINY}.ipynb",
        f"Ana Maria Lee_12_assignsubmission_file_{TINY}.ipynb",
        f"Some title_s3_attempt_2024-03-01-10-00-00_{TINY}.ipynb",
        f"55-88 - Ana Maria Lee - Mar 1, 2024 1000 AM/{TINY}.ipynb",
        f"s3+{TINY}+2024-03-01 10:00:00 UTC+x/{TINY}.ipynb",
        f"S3/{TINY}/{TINY}.ipynb",
        f"Ana Maria Lee - {TINY}.ipynb",
    ],
)
def test_a_platform_s_name_is_enough(
    listed: Course, inbox: Path, handed: Callable[..., Any], path: str
) -> None:
    write_all(inbox, {path: json.dumps(handed(RIGHT)).encode()})
    (done,) = collect(listed, inbox)
    assert (done.student, done.assignment, done.state) == ("s3", TINY, "collected")
    late = "late, says the platform"
    assert done.remarks == ((late,) if "LATE" in path else ())
    assert read_receipt(listed, TINY, "s3").late == ("LATE" in path)


def test_a_file_that_nobody_owns_is_refused(
    listed: Course, inbox: Path, handed: Callable[..., Any]
) -> None:
    plain = json.dumps(handed(RIGHT)).encode()
    paths = [f"Nobody_9_assignsubmission_file/{TINY}.ipynb", f"{TINY}.ipynb", f"who/{TINY}.ipynb"]
    write_all(inbox, dict.fromkeys(paths, plain))
    for done in collect(listed, inbox):
        assert (done.student, done.state) == ("", "unmatched")
        assert "which notebook of which student" in done.reason
        assert ("; 'who' is not in students.csv" in done.reason) == done.file.startswith("who/")
    assert {u.file for u in read_unmatched(listed, TINY)} == set(paths)
    write_all(inbox, {f"s1/{TINY}.ipynb": plain})
    collect(listed, inbox)
    assert read_unmatched(listed, TINY) == [], "the same content has an owner now"


def test_two_uploaders_of_one_student_are_a_matter_for_a_person(
    listed: Course, inbox: Path, file_of: FileOf
) -> None:
    """Neither folder leads to a student: whose the work is cannot be told from outside."""
    a = f"Somebody_1_assignsubmission_file/{TINY}--s1.ipynb"
    b = f"Else_2_assignsubmission_file/{TINY}--s1.ipynb"
    right = file_of("s1")
    files = {a: right, b: file_of("s1", "2024-03-01T11:00:00+00:00", WRONG)}
    write_all(inbox, files)
    for path, (student, state, reason) in rows(collect(listed, inbox)).items():
        assert (student, state) == ("s1", "failed")
        assert f"({b if path == a else a})" in reason
        assert "put the right file into a folder named s1" in reason
    write_all(inbox, {f"s1/{TINY}.ipynb": right})
    done = rows(collect(listed, inbox))
    assert [done[path][1] for path in (f"s1/{TINY}.ipynb", a, b)] == [
        "collected",
        "failed",
        "failed",
    ]
    assert content_of(listed, "s1") == right


@pytest.mark.parametrize("first", ["right", "wrong"])
def test_who_collected_first_does_not_decide(
    listed: Course, tmp_path: Path, file_of: FileOf, first: str
) -> None:
    """What is collected later from somebody else does not take the place; an id does."""
    right, wrong = file_of("s1"), file_of("s1", "2024-03-02T10:00:00+00:00", WRONG)
    write_all(tmp_path / "a", {f"Some_1_assignsubmission_file/{TINY}--s1.ipynb": wrong})
    write_all(tmp_path / "b", {f"s1/{TINY}--s1.ipynb": right})
    for name in "ab" if first == "wrong" else "ba":
        (done,) = collect(listed, tmp_path / name)
        expected = "failed" if first == "right" and name == "a" else "collected"
        assert done.state == expected
    if first == "wrong":
        assert done.remarks == (
            f"takes the place of Some_1_assignsubmission_file/{TINY}--s1.ipynb",
        )
    assert content_of(listed, "s1") == right


def test_without_a_roster_name_and_signature_must_agree(
    course: Course, inbox: Path, file_of: FileOf
) -> None:
    files = {f"{TINY}--ana.ipynb": file_of("ana"), f"{TINY}--bo.ipynb": file_of("cy")}
    write_all(inbox, files)
    ana, bo = collect(course, inbox)
    assert (ana.state, ana.remarks) == ("collected", ("identity from the file alone",))
    assert (bo.state, bo.reason) == ("failed", "says cy, was handed in as bo")
    assert "cy" not in course.submitted(TINY)


def test_the_notebook_that_is_signed_is_the_one_that_is_named(
    listed: Course, inbox: Path, file_of: FileOf
) -> None:
    other = listed.source(TINY).parents[1] / "91_other" / "91_other.py"
    write_all(other.parent, {other.name: listed.source(TINY).read_bytes()})
    write_all(inbox, {"91_other--s1.ipynb": file_of("s1")})
    assert rows(collect(listed, inbox))["91_other--s1.ipynb"] == (
        "s1",
        "failed",
        f"says {TINY}, was handed in as 91_other",
    )


@pytest.mark.parametrize(("told", "near"), [("s11", "s1"), ("00s2", "s2"), ("nobody at all", "")])
def test_an_id_that_is_not_on_the_roster_is_said(
    listed: Course, inbox: Path, file_of: FileOf, told: str, near: str
) -> None:
    write_all(inbox, {"a.ipynb": file_of(told)})
    (done,) = collect(listed, inbox)
    assert (done.state, done.student) == ("unmatched", "")
    assert (f"did you mean {near!r}?" in done.reason) == bool(near)


def test_case_and_blanks_are_forgiven(listed: Course, inbox: Path, file_of: FileOf) -> None:
    write_all(inbox, {f"{TINY}--S1.ipynb": file_of(" s1 "), "b.ipynb": file_of("S2")})
    assert [(d.student, d.state) for d in collect(listed, inbox)] == [
        ("s1", "collected"),
        ("s2", "collected"),
    ]


def test_of_a_name_that_no_disk_holds_the_beginning_counts() -> None:
    names = Names({}, ["00_warmup"])
    assert names.file_name(f"{'x' * 200}00_warmup--s1.ipynb")[1:] == ("00_warmup", "s1")
    assert names.file_name(f"{'x' * 2000}00_warmup--s1.ipynb")[1:] == ("", "")
