"""Collecting: whose file is it, which one counts, and what an archive may not do."""

from __future__ import annotations

import io
import json
import os
import random
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_course import TINY, make_zip, write_all
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading import archive
from autograder.grading.collect import collect
from autograder.grading.groups import Collected
from autograder.grading.receipt import read_receipt
from course_lib.student.cli import app
from course_lib.student.errors import CourseError

register(app)
FileOf = Callable[..., bytes]
FILE_ALONE = "identity from the file alone"


def states(done: list[Collected]) -> dict[str, str]:
    return {one.file: one.state for one in done}


def collected(course: Course, student: str) -> bytes:
    return course.submitted(TINY)[student].read_bytes()


def test_a_folder_of_files(course: Course, tmp_path: Path, file_of: FileOf) -> None:
    ana = file_of("ana")
    files = {"renamed by the platform.ipynb": ana, "b.ipynb": file_of("bo.b@x-1")}
    write_all(tmp_path / "inbox", {**files, "notes.txt": b"not a notebook"})
    done = collect(course, tmp_path / "inbox")
    assert [(d.student, d.assignment, d.state, d.time, d.source, d.remarks) for d in done] == [
        ("ana", TINY, "collected", "", "none", (FILE_ALONE,)),
        ("bo.b@x-1", TINY, "collected", "", "none", (FILE_ALONE,)),
    ]
    assert collected(course, "ana") == ana
    stamp = course.step("submitted", TINY, "ana") / "timestamp.txt"
    assert not stamp.exists(), "a time that nobody but the file tells makes nothing late"


def test_names_of_browsers_are_notebooks_too(
    course: Course, tmp_path: Path, file_of: FileOf
) -> None:
    (course.root / "students.csv").write_text("id\nana\nbo\ncy\ndee\n")
    names = {
        f"{TINY}--ana.ipynb.txt": "ana",
        f"{TINY}--bo.ipynb.json": "bo",
        f"{TINY}--cy - Copy.ipynb": "cy",
        f"Copy of {TINY}--dee (2).ipynb": "dee",
    }
    write_all(tmp_path / "inbox", {name: file_of(who) for name, who in names.items()})
    done = collect(course, tmp_path / "inbox")
    assert {d.file: d.student for d in done} == names
    assert {d.state for d in done} == {"collected"}


def test_broken_files_fail_alone(course: Course, tmp_path: Path, file_of: FileOf) -> None:
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
    assert done[f"{TINY}--cy.zip"].student == "cy"
    assert done[f"{TINY}--dee.ipynb"].reason == "the file is not a notebook: no JSON (line 1)"
    assert done["deep.zip/in.zip"].state == done["unknown.ipynb"].state == "failed"
    assert sorted(course.submitted(TINY)) == ["ana", "bo", "cy", "dee"], "failed, not missing"


def test_a_broken_file_does_not_replace_a_good_one(
    course: Course, tmp_path: Path, file_of: FileOf
) -> None:
    make_zip(tmp_path / "a.zip", {"a.ipynb": file_of("ana")})
    collect(course, tmp_path / "a.zip")
    make_zip(tmp_path / "b.zip", {f"{TINY}--ana.ipynb": b"{"})
    (done,) = collect(course, tmp_path / "b.zip")
    assert done.state == "failed"
    assert collected(course, "ana") == file_of("ana")


def test_hostile_members_are_refused(course: Course, tmp_path: Path, file_of: FileOf) -> None:
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


def test_links_in_a_folder_are_refused(course: Course, tmp_path: Path, file_of: FileOf) -> None:
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
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_of: FileOf
) -> None:
    write_all(tmp_path / "inbox", {"a.ipynb": file_of("ana")})
    make_zip(tmp_path / "inbox" / "b.zip", {"b.ipynb": file_of("bo")})
    monkeypatch.setattr(archive, "LARGEST", 100)
    assert {d.reason for d in collect(course, tmp_path / "inbox")} == {"larger than 0 MB"}
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    with pytest.raises(CourseError, match="cannot be read: it holds more than"):
        collect(course, tmp_path / "inbox" / "b.zip")


def test_what_one_uploader_packed_is_bounded(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_of: FileOf
) -> None:
    """Archives in one folder are one uploader's; those of others have a room of their own."""
    packed = io.BytesIO()
    make_zip(packed, {"work.ipynb": file_of("eve")})
    monkeypatch.setattr(archive, "MOST_OF_ONE", len(file_of("eve")) + 1000)
    files = {f"Eve_7_assignsubmission_file/{n}.zip": packed.getvalue() for n in "abc"}
    make_zip(tmp_path / "lms.zip", {**files, "zoe.ipynb": file_of("zoe")})
    done = {d.file.removeprefix("lms.zip/"): d for d in collect(course, tmp_path / "lms.zip")}
    assert done["zoe.ipynb"].state == "collected"
    assert done["Eve_7_assignsubmission_file/a.zip/work.ipynb"].state == "collected"
    for name in "bc":
        assert "holds more than" in done[f"Eve_7_assignsubmission_file/{name}.zip"].reason


def test_one_file_at_a_time_is_in_memory(course: Course, tmp_path: Path) -> None:
    """Many notebooks of one uploader, each packed well: together they would fill the memory."""
    rng = random.Random(0)
    size = 4_000_000
    packed = io.BytesIO()
    for_each = {}
    for number in range(12):
        noise = "".join(f"{rng.getrandbits(64):x}" for _ in range(1000))
        text = (noise * (size // len(noise))).encode()
        for_each[f"{number}.ipynb"] = b'{"cells": [], "metadata": {"x": "' + text + b'"}}'
    make_zip(packed, for_each)
    write_all(tmp_path / "inbox", {f"{TINY}--eve.zip": packed.getvalue()})
    del for_each
    tracemalloc.start()
    done = collect(course, tmp_path / "inbox")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(done) == 12
    assert peak < 6 * size


@pytest.mark.parametrize("student", ["../up", "", ".hidden", "a/b", "a" * 65, "a b", "*"])
def test_an_id_can_be_no_path(
    course: Course, tmp_path: Path, file_of: FileOf, student: str
) -> None:
    (tmp_path / "a.ipynb").write_bytes(file_of(student))
    (done,) = collect(course, tmp_path)
    assert done.state == "unmatched"
    assert not course.submitted(TINY)


def test_nothing_to_collect_is_one_sentence(course: Course, tmp_path: Path) -> None:
    (mailed := tmp_path / "mailed.ipynb").touch()
    for path, message in (
        (tmp_path / "nowhere", "There is no"),
        (course.source(TINY), "neither a folder nor a zip"),
        (mailed, "folder named by the student's id"),
        (course.root / "solutions", "holds no notebook"),
    ):
        with pytest.raises(CourseError, match=message):
            collect(course, path)


def test_command_prints_json_and_fails_when_a_file_failed(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_of: FileOf,
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


@pytest.mark.root
def test_the_system_says_whose_a_folder_of_the_exchange_is_and_when(
    course: Course, tmp_path: Path, file_of: FileOf
) -> None:
    """Students make these folders themselves: name, times and files in them are their word."""
    (course.root / "students.csv").write_text("id\nnobody\ns1\n")
    inbound, early = tmp_path / "inbound", "2019-01-01 10:00:00.000000 UTC"
    names = {who: f"{who}+{TINY}+{early}+x{who}" for who in ("nobody", "s1")}
    for who, name in names.items():
        files = {"timestamp.txt": early.encode(), "submission_secret.txt": b"abc-123="}
        files[f"{TINY}.ipynb"] = file_of(who)
        write_all(inbound / name, files)
        for path in (inbound / name, *(inbound / name).iterdir()):
            os.chown(path, 65534, 65534)
            os.utime(path, (0, 0))
    done = {one.file.partition("+")[0]: one for one in collect(course, inbound)}
    assert done["s1"].state == "failed"
    assert done["s1"].reason == "its folder says s1 and belongs to the user nobody"
    assert (done["nobody"].state, done["nobody"].source) == ("collected", "record")
    assert not done["nobody"].time.startswith(("1970", "2019")), "the system's time"
    assert read_receipt(course, TINY, "nobody").secret == "abc-123="
