"""Collect what students handed in: from a folder, or from the zip of a learning platform.

Who handed something in, and when, come from outside the file (identity.py, times.py). Where the
file's own word differs it is refused, and nothing is ever replaced by somebody else's file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.building.choices import read_term
from autograder.building.plan import SubmissionError, parse_notebook
from autograder.course import Course
from autograder.grading.archive import Found, Handed
from autograder.grading.attempts import keep_attempt, newest_receipt
from autograder.grading.exported import FILE, read_metadata
from autograder.grading.groups import Collected, share
from autograder.grading.identity import Evidence, Names, NobodyError, Owner
from autograder.grading.receipt import UNKNOWN, Receipt, read_receipt, write_receipt
from autograder.grading.times import FORMAT, Source, When, when
from autograder.grading.unmatched import Unmatched, note_unmatched
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

UNSURE = "which is newer is not known"


@dataclass(frozen=True)
class _Owned:
    found: Found
    owner: Owner
    receipt: Receipt
    remarks: tuple[str, ...]

    def ended(self, state: str, reason: str = "", *remarks: str) -> Collected:
        owner, receipt = self.owner, self.receipt
        return Collected(
            self.found.name,
            owner.student,
            owner.assignment,
            state,
            reason,
            receipt.time,
            receipt.source,
            (*self.remarks, *remarks),
        )


def collect(course: Course, path: Path) -> list[Collected]:
    """Take the newest file of each student and assignment; say what became of every file.

    A file that cannot be used fails alone, whatever is wrong with it. Raises CourseError when there
    is nothing to read.
    """
    zone, now = read_term(course).time_zone, datetime.now(UTC)
    done: list[Collected] = []
    nobodys: list[Unmatched] = []
    owned: dict[tuple[str, str], list[_Owned]] = {}
    with Handed(path) as handed:
        records = read_metadata(handed.record(handed.shallowest(FILE)))
        names = Names(course.roster(), course.assignments, records)
        for found, content in handed.files(lambda outer: names.uploader(outer).key):
            try:
                one = _look(names, handed, found, content, now, zone)
                owned.setdefault((one.owner.student, one.owner.assignment), []).append(one)
            except NobodyError as error:
                assignment = names.file_name(PurePosixPath(found.inner or found.outer).name)[1]
                digest = hashlib.sha256(content).hexdigest()
                nobodys.append(Unmatched(found.name, assignment, digest, str(error)))
                done.append(Collected(found.name, "", assignment, "unmatched", str(error)))
            except Exception as error:
                who = names.uploader(found.outer).student
                done.append(Collected(found.name, who, "", "failed", _words(error)))
        for of_one in owned.values():
            done += _settle(course, of_one)
    done += share(course, owned.keys(), _listed_mates(owned))
    note_unmatched(course, nobodys, {f.receipt.digest for of_one in owned.values() for f in of_one})
    if not done:
        raise CourseError(
            f"{path} holds no notebook (.ipynb) and no zip. Is it the download of another "
            "assignment? Give the archive of what the students handed in."
        )
    return sorted(done, key=lambda c: (c.assignment, c.student, c.file))


def _listed_mates(
    owned: Mapping[tuple[str, str], list[_Owned]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the groups that a platform's own list tells."""
    return {
        key: (key[0], *one.owner.uploader.mates)
        for key, of_one in owned.items()
        for one in of_one
        if one.owner.uploader.mates
    }


def _words(error: Exception) -> str:
    if isinstance(error, SubmissionError):
        return str(error)
    return f"it could not be collected: {type(error).__name__}: {error}"


def _look(
    names: Names, handed: Handed, found: Found, content: bytes, now: datetime, zone: tzinfo | None
) -> _Owned:
    """Find out whose a file is and when it was handed in.

    Raises NobodyError when nobody can be named.
    """
    signed: Mapping[str, Any] = {}
    problem = found.problem
    if not problem:
        try:
            signed = _signature(parse_notebook(content))
        except SubmissionError as error:
            problem = str(error)
    try:
        owner = names.owner(found.outer, found.inner, signed)
    except SubmissionError as error:
        raise (SubmissionError(problem) if problem else error) from None
    at = when(signed.get("at"), now, _outside(handed, found, owner), zone)
    remarks = list(at.remarks)
    if owner.evidence == Evidence.FILE:
        remarks.append("identity from the file alone")
    if owner.uploader.late:
        remarks.append("late, says the platform")
    problem = problem or owner.problem or _other_user(names, found, owner)
    secret = handed.record(f"{PurePosixPath(found.outer).parent}/submission_secret.txt")
    secret = secret if owner.uploader.exchange and re.fullmatch(r"[\w=-]{1,200}", secret) else ""
    receipt = replace(_receipt(found, content, owner, at, problem), secret=secret)
    return _Owned(found, owner, receipt, tuple(remarks))


def _other_user(names: Names, found: Found, owner: Owner) -> str:
    """Return why a folder of nbgrader's exchange is not this student's; "" if it is."""
    if not owner.uploader.exchange or not found.login:
        return ""
    if found.login == owner.student or names.meant([found.login])[0] == owner.student:
        return ""
    return f"its folder says {owner.student} and belongs to the user {found.login}"


def _signature(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what ``course submit`` wrote into a notebook."""
    found: Any = notebook
    for key in ("metadata", "course", "handed_in"):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _outside(
    handed: Handed, found: Found, owner: Owner
) -> list[tuple[Source, str | datetime | None]]:
    """Return what the platform says about the time, the best first."""
    folders = PurePosixPath(found.outer).parts[:-1]
    record = ""
    # nbgrader's own layout alone: elsewhere a timestamp.txt may be something that was uploaded.
    if folders == (owner.student, owner.assignment) and not found.inner:
        record = handed.record("/".join([*folders, "timestamp.txt"])).strip()
    record = record or owner.uploader.recorded
    # In nbgrader's exchange the name, and all that lies in the folder, is the student's word.
    changed = found.changed if owner.uploader.exchange else None
    return [("record", changed or record), ("name", owner.uploader.time), ("archive", found.stamp)]


def _receipt(found: Found, content: bytes, owner: Owner, at: When, refused: str) -> Receipt:
    return Receipt(
        file=found.name,
        digest=hashlib.sha256(content).hexdigest(),
        uploader=owner.uploader.key,
        evidence=int(owner.evidence),
        attempt=owner.attempt,
        copy=owner.copy,
        time=at.text,
        source=at.source,
        said="" if at.said is None else at.said.strftime(FORMAT),
        late=owner.uploader.late,
        refused=refused,
    )


def _settle(course: Course, files: list[_Owned]) -> list[Collected]:
    """Take the newest file of one student, unless it is not clear that it is this student's."""
    owner = files[0].owner
    target = course.step("submitted", owner.assignment, owner.student) / f"{owner.assignment}.ipynb"
    before = newest_receipt(course, owner.assignment, owner.student)
    _keep_attempt(course, target, read_receipt(course, owner.assignment, owner.student))
    if before.by:
        # Brought for the whole group: whoever of it hands in later takes its place.
        before = replace(before, uploader=None, attempt=0, copy=0)
    there = before if target.is_file() and not before.refused else None
    claims, rivals = _rivals([f for f in files if not f.receipt.refused], there)
    refused = [f for f in files if f.receipt.refused]
    refused += [_contested(one, files, before) for one in rivals]
    claims.sort(key=lambda f: f.receipt.order)
    for one in claims[:-1]:
        with suppress(OSError, SubmissionError):
            keep_attempt(course, owner.assignment, owner.student, _same(one), one.receipt)
    done = [f.ended("failed", f.receipt.refused) for f in refused]
    done += [f.ended("older", _why_older(f, claims[-1])) for f in claims[:-1]]
    if claims:
        claims[-1] = _doubted(claims)
        try:
            done.append(_take(course, target, claims[-1], there))
        except Exception as error:
            done.append(claims[-1].ended("failed", _words(error)))
    elif there is None:
        # Kept as its reason, so that the student is "failed", not "missing".
        last = max(refused, key=lambda f: f.receipt.order)
        with suppress(OSError):
            write_atomically(target, f"{last.receipt.refused}\n".encode())
            write_receipt(course, owner.assignment, owner.student, last.receipt)
    return done


def _why_older(one: _Owned, taken: _Owned) -> str:
    if one.receipt.digest == taken.receipt.digest:
        return "the same work is there"
    same = one.receipt.order == taken.receipt.order
    return f"{UNSURE}: {taken.found.name} was taken" if same else "a newer one is there"


def _doubted(claims: list[_Owned]) -> _Owned:
    """Return the file that is taken, with a remark where another one may be the newer."""
    *others, taken = claims
    rivals = [f.found.name for f in others if _why_older(f, taken).startswith(UNSURE)]
    if not rivals:
        return taken
    return replace(taken, remarks=(*taken.remarks, f"{UNSURE}, this one or {rivals[-1][:200]}"))


def _key(one: _Owned) -> str:
    return one.owner.uploader.key


def _rivals(files: list[_Owned], before: Receipt | None) -> tuple[list[_Owned], list[_Owned]]:
    """Return the files that may be the student's, and those that somebody else may have brought.

    An id in the platform's own names settles it, then a name there. Otherwise two uploaders of one
    student's work are a matter for a person. Of what was collected before only an id is stronger.
    """
    keys = {_key(f) for f in files}
    if len(keys) > 1:
        best = max(f.owner.evidence for f in files)
        keys = {_key(f) for f in files if f.owner.evidence == best}
        if best < Evidence.NAME or (best < Evidence.ID and len(keys) > 1):
            keys = set()
    claims = [
        f
        for f in files
        if _key(f) in keys
        and (
            before is None or before.uploader in (None, _key(f)) or f.owner.evidence == Evidence.ID
        )
    ]
    return claims, [f for f in files if f not in claims]


def _contested(one: _Owned, files: list[_Owned], before: Receipt) -> _Owned:
    """Return a file with the reason why a person must say whose it is."""
    others = {f.found.name for f in files if _key(f) != _key(one)} or {before.file}
    student = one.owner.student
    reason = (
        f"{student} was handed in by somebody else too ({', '.join(sorted(others))[:300]}): put "
        f"the right file into a folder named {student} and collect that"
    )
    return replace(one, receipt=replace(one.receipt, refused=reason))


def _take(course: Course, target: Path, one: _Owned, before: Receipt | None) -> Collected:
    """Write a student's newest file, unless the one that was collected before is newer."""
    owner, receipt = one.owner, one.receipt
    content = _same(one)
    keep_attempt(course, owner.assignment, owner.student, content, receipt)
    remarks = []
    if before is not None:
        there = before.digest or hashlib.sha256(target.read_bytes()).hexdigest()
        if before.time and there == receipt.digest:
            # The first time of the same work counts.
            first = replace(receipt, time=before.time, source=before.source)
            return replace(one, receipt=first).ended("collected")
        others = before.uploader not in (None, receipt.uploader)
        if receipt.order < before.order and not (others and before.evidence < Evidence.ID):
            when_was = f"one of {before.time}" if before.time else "a newer one"
            unknown = "" if receipt.time else f"{UNKNOWN}: "
            by = f" from {before.by} of the same group" if before.by else ""
            return one.ended("older", f"{unknown}{when_was} was collected before{by}")
        if others:
            remarks.append(f"takes the place of {before.file}")
        elif receipt.order == before.order and receipt.digest != before.digest:
            remarks.append(f"takes the place of another one, and {UNSURE}")
    write_atomically(target, content)
    write_receipt(course, owner.assignment, owner.student, receipt)
    return one.ended("collected", "", *remarks)


def _same(one: _Owned) -> bytes:
    """Return the content of a file; raises SubmissionError if it is not what was looked at."""
    content = one.found.content()
    if hashlib.sha256(content).hexdigest() != one.receipt.digest:
        raise SubmissionError("it changed while it was collected")
    return content


def _keep_attempt(course: Course, target: Path, counts: Receipt) -> None:
    """Keep what is in submitted/ before anything takes its place."""
    if target.is_file() and not counts.refused:
        with suppress(OSError):
            keep_attempt(course, target.stem, target.parents[1].name, target.read_bytes(), counts)
