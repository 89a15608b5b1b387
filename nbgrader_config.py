"""Settings for plain nbgrader commands and JupyterLab's nbgrader extensions."""

from pathlib import Path

from autograder.building.converter import configure
from autograder.course import Course
from autograder.grading.gradebook import copy_marks
from autograder.grading.history import watch_marks

configure(get_config(), Path(__file__).parent)  # noqa: F821  traitlets provides get_config
# Formgrader starts with this file: what was marked before is safe from what happens in it, and who
# marks in it is noted.
copy_marks(Path(__file__).parent)
watch_marks(Course.at(Path(__file__).parent))
