"""Feedback for a whole class in one zip, as Moodle and Canvas take it.

Both find the student by the name that they gave to the student's file or folder when it was
downloaded, so a page goes under that name. Moodle wants it in that folder (in "Upload multiple
feedback files in a zip"). Canvas wants that beginning of the file's name (in "Re-upload
submissions") and shows the page under the name of the student's own file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from autograder.course import Course
from autograder.grading.receipt import read_receipt
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

_BEGINNINGS = {
    "moodle": re.compile(r"(?P<start>[^/]+?_\d+_assignsubmission_[a-z]+)_?"),
    "canvas": re.compile(r"(?P<start>[^/_]+(?:_LATE)?_\d+_\d+_)"),
}


def feedback_zip(course: Course, assignment: str, platform: str) -> tuple[Path, dict[str, str]]:
    """Write feedback/<assignment>-<platform>.zip; return its path, and who is not in it and why.

    Raises CourseError when nobody's page could go into it.
    """
    pages = {
        path.parents[1].name: path
        for path in sorted(course.grading.glob(f"feedback/*/{assignment}/{assignment}.html"))
    }
    members, problems = {}, {}
    for student, page in pages.items():
        name = _member(course, assignment, student, platform)
        if name:
            members[name] = page
        else:
            by = read_receipt(course, assignment, student).by
            problems[student] = (
                f"the platform has the file of {by} of the same group: pass this page on"
                if by
                else f"was not collected from an archive of {platform.capitalize()}"
            )
    if not members:
        raise CourseError(
            f"No feedback page of {assignment} can go to {platform.capitalize()}: make the pages "
            f"with `course feedback {assignment[:2]}`, and collect the files from the archive that "
            "the platform made."
        )
    target = course.grading / "feedback" / f"{assignment}-{platform}.zip"
    write_atomically(target, _packed(members))
    return target, problems


def _member(course: Course, assignment: str, student: str, platform: str) -> str:
    receipt = read_receipt(course, assignment, student)
    if receipt.by:
        # The platform knows the file of the one who uploaded it; a group's others share its page.
        return ""
    for part in PurePosixPath(receipt.file).parts:
        if match := _BEGINNINGS[platform].match(part):
            return match["start"] + ("" if platform == "canvas" else "_/") + f"{assignment}.html"
    return ""


def _packed(members: Mapping[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in members.items():
            archive.write(page, name)
    return buffer.getvalue()
