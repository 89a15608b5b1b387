"""Collect from nbgrader's exchange as from every other place.

nbgrader takes a folder that belongs to another user with no more than a warning, and believes the
time that the student's own file tells. Here the system says both, see grading/collect.py.
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect

from autograder.course import Course
from autograder.grading.collect import collect
from autograder.grading.grade import enter


class Collect(ExchangeCollect):  # type: ignore[misc]
    """What formgrader's button and ``nbgrader collect`` do: ``course collect`` on the exchange."""

    def init_src(self) -> None:
        """Find the folder to which students submit."""
        if not self.coursedir.course_id:
            self.fail("There is no course_id: see docs/hub.md.")
        self.inbound = Path(self.root, self.coursedir.course_id, "inbound")
        if not self.inbound.is_dir():
            self.fail(f"There is no {self.inbound}: release the notebook first.")

    def copy_files(self) -> None:
        """Collect the newest of each student, and say what could not be taken."""
        course = Course.at(Path(self.coursedir.root).parent)
        done = collect(course, self.inbound)
        for problem in enter(course, {one.assignment for one in done if one.state == "collected"}):
            self.log.warning(problem)
        for one in done:
            say = self.log.warning if one.state in ("failed", "unmatched") else self.log.info
            say("%s: %s %s", one.file, one.state, one.reason)
