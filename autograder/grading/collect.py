"""Collect what students handed in: from a folder, or from the zip of a learning platform.

Nothing is unpacked under the names in an archive. A file is read into memory, within limits, and
written to submitted/<student>/<assignment>/.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.building.plan import LARGEST, SubmissionError, parse_notebook
from autograder.course import Course, Student
from course_lib.student.errors import CourseError
from course_lib.student.workspace import STUDENT_ID, write_atomically

MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
HIGHEST_RATIO = 200
_FORMAT = "%Y-%m-%d %H:%M:%S UTC"
_AFTER_ASSIGNMENT = r"--([A-Za-z0-9][A-Za-z0-9._@-]*?)(?: ?\(\d+\))?\.\w+$"


@dataclass(frozen=True)
class Collected:
    """What became of one file: "collected", "older" than another one, or "failed"."""

    file: str
    student: str
    assignment: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class _File:
    name: str
    content: bytes
    time: datetime
    problem: str = ""


@dataclass(frozen=True)
class _Owned:
    file: _File
    student: str
    assignment: str
    time: datetime
    problem: str


def collect(course: Course, path: Path) -> list[Collected]:
    """Take the newest file of each student and assignment; say what became of every file.

    A file that cannot be used fails alone. Raises CourseError when there is nothing to read.
    """
    if path.is_dir():
        files = list(_folder(path))
    elif path.is_file() and zipfile.is_zipfile(path):
        files = list(_archive(path.name, path.read_bytes(), _changed(path)))
    elif path.exists():
        raise CourseError(
            f"{path} is neither a folder nor a zip. Give the archive as the learning platform "
            "made it, or a folder with what the students handed in."
        )
    else:
        raise CourseError(f"There is no {path}. Give a folder or a zip of handed-in files.")
    if not files:
        raise CourseError(f"{path} holds no notebook (.ipynb) and no zip.")
    roster = course.roster()
    done: list[Collected] = []
    owned: dict[tuple[str, str], list[_Owned]] = {}
    for file in files:
        try:
            owner = _owner(course, roster, file)
            owned.setdefault((owner.student, owner.assignment), []).append(owner)
        except SubmissionError as error:
            done.append(Collected(file.name, "", "", "failed", str(error)))
    for of_one in owned.values():
        done += _keep_newest(course, of_one)
    return sorted(done, key=lambda c: (c.assignment, c.student, c.file))


def _keep_newest(course: Course, files: list[_Owned]) -> list[Collected]:
    files = sorted(files, key=lambda f: (not f.problem, f.time))
    newest = files[-1]
    done = [
        Collected(
            f.file.name, f.student, f.assignment, "older", f.problem or "a newer one is there"
        )
        for f in files[:-1]
    ]
    folder = course.step("submitted", newest.assignment, newest.student)
    target = folder / f"{newest.assignment}.ipynb"
    state, reason = "failed" if newest.problem else "collected", newest.problem
    before = _timestamp(folder)
    if target.is_file() and (newest.problem or (before is not None and newest.time <= before)):
        same = target.read_bytes() == newest.file.content
        state = "collected" if same else "failed" if newest.problem else "older"
        reason = reason or ("" if same else "a newer one was collected before")
    else:
        # What was refused is kept as its reason, so that the student is "failed", not "missing".
        write_atomically(target, newest.file.content or f"{newest.problem}\n".encode())
        write_atomically(folder / "timestamp.txt", newest.time.strftime(_FORMAT).encode())
    done.append(Collected(newest.file.name, newest.student, newest.assignment, state, reason))
    return done


def _timestamp(folder: Path) -> datetime | None:
    try:
        text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def _owner(course: Course, roster: dict[str, Student], file: _File) -> _Owned:
    """Find out whose work a file is, and on what: it says so itself, else its name does.

    Raises SubmissionError when neither does.
    """
    signature: dict[str, Any] = {}
    problem = file.problem
    if not problem:
        try:
            metadata = parse_notebook(file.content).get("metadata")
            of_course = metadata.get("course", {}) if isinstance(metadata, dict) else {}
            handed_in = of_course.get("handed_in") if isinstance(of_course, dict) else None
            signature = handed_in if isinstance(handed_in, dict) else {}
        except SubmissionError as error:
            problem = str(error)
    student, assignment = str(signature.get("student", "")), str(signature.get("assignment", ""))
    if not student or not assignment:
        student, assignment = _by_name(course, roster, file.name)
    if assignment not in course.assignments:
        raise SubmissionError(
            problem or "neither the file nor its name says which notebook of which student it is"
        )
    if not STUDENT_ID.fullmatch(student):
        raise SubmissionError(problem or f"{student!r} cannot be a student's id")
    if roster and student not in roster and not problem:
        raise SubmissionError(f"the id {student!r} is not in students.csv")
    return _Owned(file, student, assignment, _time(signature, file), problem)


def _by_name(course: Course, roster: dict[str, Student], name: str) -> tuple[str, str]:
    """Return the student and the assignment that a file's path names, or empty strings."""
    path = PurePosixPath(name.replace("\\", "/"))
    known = "|".join(course.assignments)
    match = re.search(rf"({known}){_AFTER_ASSIGNMENT}", path.name)
    if match:
        student = match[2]
        # Platforms add -1, -2, ... to the name of a file that was handed in again.
        shorter = re.sub(r"-\d+$", "", student)
        return (shorter if student not in roster and shorter in roster else student), match[1]
    assignments = [a for a in course.assignments if path.name.startswith(a)]
    words = {word for part in path.parts for word in (part, *part.split("_"))}
    students = [s for s in roster if s in words]
    if len(assignments) == len(students) == 1:
        return students[0], assignments[0]
    return "", ""


def _time(signature: dict[str, Any], file: _File) -> datetime:
    """Return when a file was handed in, as it says; never later than now."""
    try:
        time = datetime.fromisoformat(str(signature.get("at", "")))
        if time.tzinfo is None:
            time = time.replace(tzinfo=UTC)
    except ValueError:
        time = file.time
    return min(time.astimezone(UTC), datetime.now(UTC)).replace(microsecond=0)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _folder(root: Path) -> Iterator[_File]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in (".ipynb", ".zip") or ".ipynb_checkpoints" in path.parts:
            continue
        if path.is_symlink() or not path.is_file():
            yield _File(name, b"", datetime.now(UTC), "it is a link or not a file")
        elif path.stat().st_size > LARGEST:
            yield _File(name, b"", _changed(path), f"larger than {LARGEST // 1_000_000} MB")
        elif path.suffix == ".zip":
            yield from _archive(name, path.read_bytes(), _changed(path))
        else:
            yield _File(name, path.read_bytes(), _changed(path))


def _archive(name: str, content: bytes, time: datetime, inner: bool = False) -> Iterator[_File]:
    """Yield the notebooks of an archive, and of the archives in it (but no deeper)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES or sum(m.file_size for m in members) > MOST_BYTES:
                yield _File(name, b"", time, "the archive is too large")
                return
            for member in members:
                if member.is_dir() or not member.filename.endswith((".ipynb", ".zip")):
                    continue
                file = _member(archive, member, f"{name}/{member.filename}")
                if file.name.endswith(".zip") and not file.problem:
                    if inner:
                        yield _File(
                            file.name, b"", file.time, "an archive in an archive in an archive"
                        )
                    else:
                        yield from _archive(file.name, file.content, file.time, inner=True)
                elif "__MACOSX" not in file.name and ".ipynb_checkpoints" not in file.name:
                    yield file
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, OSError) as error:
        yield _File(name, content[:1000], time, f"the archive cannot be read: {error}")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> _File:
    try:
        time = datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        time = datetime.now(UTC)
    path = PurePosixPath(member.filename.replace("\\", "/"))
    problem = ""
    if stat.S_ISLNK(member.external_attr >> 16):
        problem = "it is a link"
    elif path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
        problem = "its path leads out of the archive"
    elif member.file_size > LARGEST:
        problem = f"larger than {LARGEST // 1_000_000} MB"
    elif member.file_size > HIGHEST_RATIO * max(member.compress_size, 1000):
        problem = "it is packed too tightly to be a notebook"
    if problem:
        return _File(name, b"", time, problem)
    try:
        with archive.open(member) as file:
            return _File(name, file.read(LARGEST + 1), time)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        return _File(name, b"", time, f"it cannot be unpacked: {error}")
