"""The folders of a course, its assignments and its roster."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.roster import Roster, Student, read_roster
from course_lib.student.errors import CourseError
from course_lib.student.workspace import names_in, resolve

__all__ = ("HOUSE", "Course", "Student")

#: The folder that holds course_lib, autograder and solutions.
HOUSE = Path(__file__).parents[1]
#: Where nbgrader exchanges files, when nothing else is configured.
EXCHANGE = Path("/usr/local/share/nbgrader/exchange")


@dataclass(frozen=True)
class Course:
    """A course in the folder ``root``; everything that grading writes is below ``grading``."""

    root: Path
    grading: Path

    @classmethod
    def at(cls, root: Path) -> Course:
        """Return the course in the folder ``root``."""
        root = root.resolve()
        return cls(root, root / "grading")

    @classmethod
    def find(cls) -> Course:
        """Return the course around the working directory, else the one of this repository.

        Raises CourseError when there is none.
        """
        here = Path.cwd()
        for folder in (here, *here.parents, HOUSE):
            if (folder / "nbgrader_config.py").is_file() and (folder / "solutions").is_dir():
                return cls.at(folder)
        raise CourseError(
            f"There is no course in {here}: no nbgrader_config.py beside a folder solutions/. "
            "Run the command from the course's repository."
        )

    @property
    def assignments(self) -> list[str]:
        """Return the names of the notebooks in solutions/, in order."""
        return names_in(self.root / "solutions", ".py")

    def strangers(self) -> list[str]:
        """Return the folders in solutions/ that are no notebook's, by mistake or not."""
        folders = sorted(p.name for p in (self.root / "solutions").glob("[!._]*") if p.is_dir())
        return [name for name in folders if name not in self.assignments]

    def assignment(self, wanted: str) -> str:
        """Return the assignment that ``wanted`` means; raises CourseError if there is none."""
        return resolve(wanted, self.assignments)

    def chosen(self, wanted: list[str] | None) -> list[str]:
        """Return the assignments that ``wanted`` means, or all; raises CourseError if none."""
        if wanted:
            return sorted({self.assignment(w) for w in wanted})
        if not self.assignments:
            raise CourseError(f"There is no notebook source in {self.root / 'solutions'}.")
        return self.assignments

    def source(self, assignment: str) -> Path:
        """Return the hand-written source of a notebook."""
        return self.root / "solutions" / assignment / f"{assignment}.py"

    def released(self, assignment: str) -> Path:
        """Return the student's version of a notebook."""
        return self.root / "notebooks" / assignment / f"{assignment}.ipynb"

    def step(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return the folder of an assignment in one of nbgrader's steps, such as "submitted"."""
        return self.grading / step / student / assignment

    def submitted(self, assignment: str) -> dict[str, Path]:
        """Return the submitted notebook of each student who has a folder for the assignment."""
        folders = sorted(self.grading.glob(f"submitted/*/{assignment}"))
        return {f.parent.name: _notebook(f, assignment) for f in folders if f.is_dir()}

    def roster(self) -> dict[str, Student]:
        """Return the students of students.csv by id; empty without the file.

        Raises CourseError when the file does not say who is meant.
        """
        return self.whole_roster().students

    def whole_roster(self) -> Roster:
        """Return the roster with what was understood of its columns."""
        for path in (self.grading / "students.csv", self.root / "students.csv"):
            if path.is_file():
                return read_roster(path)
        return Roster({})


def _notebook(folder: Path, assignment: str) -> Path:
    """Return the notebook in a folder: the one of this name, or the only one there is."""
    named = folder / f"{assignment}.ipynb"
    others = sorted(folder.glob("*.ipynb"))
    return others[0] if len(others) == 1 and not named.is_file() else named


def private_places() -> list[Path]:
    """Return what student code must never see of this machine's course."""
    with suppress(CourseError):
        course = Course.find()
        return [course.root, course.grading, EXCHANGE]
    return [EXCHANGE]
