"""Collecting: whose file is it, which one counts, and what an archive may not do."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading import collect as collect_module
from autograder.grading.collect import Collected, collect
from course_lib.student.cli import app
from course_lib.student.errors import CourseError
from course_lib.student.submit import sign

register(app)
Handed = Callable[..., dict[str, Any]]
NOW = datetime.now(UTC)


@pytest.fixture
def file_of(handed: Handed) -> Callable[..., bytes]:
    """Return what ``course submit`` writes, handed in some minutes ago."""

    def make(student: str, minutes: int = 60, answers: dict[str, str] = RIGHT) -> bytes:
        notebook = json.loads(sign(handed(answers), TINY, student, NOW))
        handed_in = notebook["metadata"]["course"]["handed_in"]
        handed_in["at"] = (NOW - timedelta(minutes=minutes)).isoformat()
        return json.dumps(notebook).encode()

    return make


def make_zip(path: Path | io.BytesIO, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def states(done: list[Collected]) -> dict[str, str]:
    return {one.file: one.state for one in done}


def collected(course: Course, student: str) -> bytes:
    return course.submitted(TINY)[student].read_bytes()


def test_a_folder_of_files(course: Course, tmp_path: Path, file_of: Callable[..., bytes]) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "renamed by the platform.ipynb").write_bytes(file_of("ana"))
    (inbox / "b.ipynb").write_bytes(file_of("bo.b@x-1"))
    (inbox / "notes.txt").write_text("not a notebook")
    done = collect(course, inbox)
    assert [(d.student, d.assignment, d.state) for d in done] == [
        ("ana", TINY, "collected"),
        ("bo.b@x-1", TINY, "collected"),
    ]
    assert collected(course, "ana") == file_of("ana")
    stamp = course.step("submitted", TINY, "ana") / "timestamp.txt"
    assert stamp.read_text() == (NOW - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S UTC")


def test_the_newest_wins_whatever_the_order(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    new, old = file_of("ana", 10, {"double": "new"}), file_of("ana", 90, {"double": "old"})
    make_zip(tmp_path / "lms.zip", {"1/a.ipynb": new, "2/a.ipynb": old})
    done = collect(course, tmp_path / "lms.zip")
    assert states(done) == {"lms.zip/1/a.ipynb": "collected", "lms.zip/2/a.ipynb": "older"}
    assert collected(course, "ana") == new
    again = collect(course, tmp_path / "lms.zip")
    assert states(again) == states(done), "collecting twice changes nothing"
    make_zip(tmp_path / "late.zip", {"a.ipynb": file_of("ana", 50)})
    assert states(collect(course, tmp_path / "late.zip")) == {"late.zip/a.ipynb": "older"}
    assert collected(course, "ana") == new
    newest = file_of("ana", 1)
    make_zip(tmp_path / "newest.zip", {"a.ipynb": newest})
    collect(course, tmp_path / "newest.zip")
    assert collected(course, "ana") == newest


def test_a_time_in_the_future_is_now(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    (tmp_path / "a.ipynb").write_bytes(file_of("ana", minutes=-5000))
    collect(course, tmp_path)
    stamp = (course.step("submitted", TINY, "ana") / "timestamp.txt").read_text()
    assert stamp <= datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def test_names_tell_when_the_file_does_not(course: Course, tmp_path: Path, handed: Handed) -> None:
    (course.root / "students.csv").write_text("id,name,section\nana,A,1\nbo,B,1\ncy-2,C,1\n")
    plain = json.dumps(handed(RIGHT)).encode()
    names = {
        f"ana_123_{TINY}--ana-1.ipynb": "ana",
        f"bo/{TINY}.ipynb": "bo",
        f"{TINY}--cy-2 (1).ipynb": "cy-2",
        f"who/{TINY}.ipynb": "",
        "ana/essay.ipynb": "",
    }
    make_zip(tmp_path / "lms.zip", dict.fromkeys(names, plain))
    done = collect(course, tmp_path / "lms.zip")
    assert {d.file.removeprefix("lms.zip/"): d.student for d in done} == names
    assert {d.state for d in done if not d.student} == {"failed"}
    assert "which notebook of which student" in next(d.reason for d in done if not d.student)


def test_an_id_that_is_not_on_the_roster_is_said(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    (course.root / "students.csv").write_text("id,name,section\nana,A,1\n")
    (tmp_path / "a.ipynb").write_bytes(file_of("anna"))
    (done,) = collect(course, tmp_path)
    assert (done.state, done.reason) == ("failed", "the id 'anna' is not in students.csv")


def test_broken_files_fail_alone(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    nested = io.BytesIO()
    make_zip(nested, {"work.ipynb": file_of("bo")})
    deeper = io.BytesIO()
    make_zip(deeper, {"in.zip": nested.getvalue()})
    whole = nested.getvalue()
    make_zip(
        tmp_path / "lms.zip",
        {
            "good.ipynb": file_of("ana"),
            "packed.zip": whole,
            f"{TINY}--cy.zip": whole[: len(whole) // 2],
            f"{TINY}--dee.ipynb": file_of("dee")[:500],
            "unknown.ipynb": b"{",
            "deep.zip": deeper.getvalue(),
        },
    )
    done = {d.file.removeprefix("lms.zip/"): d for d in collect(course, tmp_path / "lms.zip")}
    assert done["good.ipynb"].state == "collected"
    assert done["packed.zip/work.ipynb"].student == "bo"
    assert done[f"{TINY}--cy.zip"].state == "failed"
    assert "the archive cannot be read" in done[f"{TINY}--cy.zip"].reason
    assert done[f"{TINY}--dee.ipynb"].reason == "the file is not a notebook: no JSON (line 1)"
    assert done["deep.zip/in.zip"].state == done["unknown.ipynb"].state == "failed"
    assert sorted(course.submitted(TINY)) == ["ana", "bo", "cy", "dee"], "failed, not missing"


def test_a_broken_file_does_not_replace_a_good_one(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    make_zip(tmp_path / "a.zip", {"a.ipynb": file_of("ana")})
    collect(course, tmp_path / "a.zip")
    make_zip(tmp_path / "b.zip", {f"{TINY}--ana.ipynb": b"{"})
    (done,) = collect(course, tmp_path / "b.zip")
    assert done.state == "failed"
    assert collected(course, "ana") == file_of("ana")


def test_hostile_members_are_refused(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    link = zipfile.ZipInfo("link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "lms.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../up.ipynb", file_of("ana"))
        archive.writestr("/tmp/absolute.ipynb", file_of("ana"))
        archive.writestr("C:\\drive.ipynb", file_of("ana"))
        archive.writestr("a\\..\\..\\b.ipynb", file_of("ana"))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.ipynb", b"0" * 5_000_000)
    before = sorted(p for p in tmp_path.rglob("*") if "course" not in p.parts)
    done = collect(course, tmp_path / "lms.zip")
    assert {d.state for d in done} == {"failed"}
    reasons = [d.reason for d in done]
    assert reasons.count("its path leads out of the archive") == 4
    assert "it is a link" in reasons
    assert "it is packed too tightly to be a notebook" in reasons
    assert not course.submitted(TINY)
    assert sorted(p for p in tmp_path.rglob("*") if "course" not in p.parts) == before


def test_links_in_a_folder_are_refused(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes]
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "other.ipynb").write_bytes(file_of("ana"))
    os.symlink(tmp_path / "other.ipynb", inbox / f"{TINY}--bo.ipynb")
    (done,) = collect(course, inbox)
    assert (done.student, done.state, done.reason) == (
        "bo",
        "failed",
        "it is a link or not a file",
    )


def test_limits_on_size(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_of: Callable[..., bytes],
) -> None:
    (tmp_path / "a.ipynb").write_bytes(file_of("ana"))
    make_zip(tmp_path / "b.zip", {"b.ipynb": file_of("bo")})
    monkeypatch.setattr(collect_module, "LARGEST", 100)
    assert {d.reason for d in collect(course, tmp_path)} == {"larger than 0 MB"}
    monkeypatch.setattr(collect_module, "MOST_BYTES", 100)
    assert "the archive is too large" in {d.reason for d in collect(course, tmp_path / "b.zip")}


@pytest.mark.parametrize("student", ["../up", "", ".hidden", "a/b", "a" * 65, "a b", "*"])
def test_an_id_can_be_no_path(
    course: Course, tmp_path: Path, file_of: Callable[..., bytes], student: str
) -> None:
    (tmp_path / "a.ipynb").write_bytes(file_of(student))
    (done,) = collect(course, tmp_path)
    assert done.state == "failed"
    assert not course.submitted(TINY)


def test_nothing_to_collect_is_one_sentence(course: Course, tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "nowhere", "There is no"),
        (course.source(TINY), "neither a folder nor a zip"),
        (course.root / "solutions", "holds no notebook"),
    ):
        with pytest.raises(CourseError, match=message):
            collect(course, path)


def test_command_prints_json_and_fails_when_a_file_failed(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_of: Callable[..., bytes],
) -> None:
    monkeypatch.chdir(course.root)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.ipynb").write_bytes(file_of("ana"))
    done = CliRunner().invoke(app, ["collect", str(inbox), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["state"] == "collected"
    (inbox / "b.ipynb").write_bytes(b"{")
    done = CliRunner().invoke(app, ["collect", str(inbox)])
    assert done.exit_code == 1
    assert "1 collected, 1 failed" in done.stdout
