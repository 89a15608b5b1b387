"""The instructor's commands in this process: most of a command's time is the start of Python."""

from __future__ import annotations

import contextlib

from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from course_lib.student.cli import app

register(app)


def run(course: Course, *arguments: str) -> str:
    """Run a command in the folder of a course; return what it printed."""
    with contextlib.chdir(course.root):
        done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return done.output
