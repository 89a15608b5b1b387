"""The roster: a plain table of students, or the file that a learning platform exports.

Canvas, Moodle, Blackboard and Brightspace have columns of their own, and spreadsheets write commas,
semicolons or tabs. The headings say what a column is; ``Roster.taken`` says what was understood.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_lib.student.errors import CourseError
from course_lib.student.workspace import STUDENT_ID

#: Headings of columns that name one person. The first that is filled for everybody is the id.
IDS = (
    "student id",
    "studentid",
    "student number",
    "matriculation number",
    "sis user id",
    "sid",
    "id number",
    "idnumber",
    "orgdefinedid",
    "sis login id",
    "username",
    "user name",
    "login",
    "email address",
    "email",
    "e-mail",
    "mail",
)
NAMES = ("name", "student", "student name", "full name", "fullname", "display name")
FIRST = ("first name", "firstname", "given name", "vorname")
LAST = ("last name", "lastname", "surname", "family name", "nachname")
SECTIONS = ("section", "sections", "section name", "group", "groups", "child course id")
#: A platform's own number of a person, which it writes into the names of files.
CANVAS, MOODLE = "id", "identifier"
KNOWN = {"id", MOODLE, *IDS, *NAMES, *FIRST, *LAST, *SECTIONS}


@dataclass(frozen=True)
class Student:
    """A line of the roster.

    ``also`` are logins and addresses; ``number`` is the platform's own for this person, such as
    "canvas 4521"; ``columns`` is the line as it came, by heading.
    """

    id: str
    name: str = ""
    section: str = ""
    also: tuple[str, ...] = ()
    number: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Roster:
    """The students by id; ``platform`` is whose file it was, ``taken`` what was understood.

    ``headings`` are those of the file, as they are written there.
    """

    students: dict[str, Student]
    platform: str = ""
    taken: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def read_roster(path: Path) -> Roster:
    """Read a table of students.

    Raises CourseError, which names file and line, when it does not say who is meant.
    """
    headings, rows = _table(_text(path), path)
    platform = _platform(headings)
    rows = [(line, row) for line, row in rows if not _is_nobody(row, platform)]
    of_whom = _id_column(headings, rows, platform, path)
    students: dict[str, Student] = {}
    for line, row in rows:
        student = _student(row, of_whom, platform)
        where = f"{path}, line {line}"
        if not STUDENT_ID.fullmatch(student.id):
            raise CourseError(
                f"{where}: {student.id!r} cannot be an id. Use letters, digits and . _ @ - only."
            )
        if student.id in students:
            raise CourseError(f"{where}: the id {student.id!r} appears twice. Remove one.")
        students[student.id] = student
    return Roster(students, platform, _taken(headings, of_whom), tuple(headings))


def _text(path: Path) -> str:
    """Return the text of a file as spreadsheets and platforms write it."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _table(text: str, path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the headings, and each line's cells by heading in lower case."""
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    read: list[tuple[list[str], str]] = []
    for mark in ",;\t|":
        first = next(csv.reader(lines[skipped:], delimiter=mark, skipinitialspace=True), [])
        read.append(([cell.strip() for cell in first], mark))
    headings, mark = max(read, key=lambda one: sum(h.casefold() in KNOWN for h in one[0]))
    if not {h.casefold() for h in headings} & {"id", MOODLE, *IDS}:
        raise CourseError(
            f"{path} needs a first line with the columns id,name,section, or those of an export "
            f"of Canvas, Moodle, Blackboard or Brightspace. It begins with {', '.join(headings)!r}."
        )
    keys = [h.casefold() for h in headings]
    kept = io.StringIO("".join(lines[skipped:]), newline="")
    rows = csv.reader(kept, delimiter=mark, skipinitialspace=True)
    next(rows)
    table = []
    for row in rows:
        cells = dict(zip(keys, (cell.strip() for cell in row), strict=False))
        if any(cells.values()):
            table.append((rows.line_num + skipped, cells))
    return headings, table


def _platform(headings: Sequence[str]) -> str:
    keys = {h.casefold() for h in headings}
    if {"student", "id"} <= keys:
        return "Canvas"
    if "orgdefinedid" in keys:
        return "Brightspace"
    if MOODLE in keys or "email address" in keys:
        return "Moodle"
    if {"last name", "first name", "username"} <= keys:
        return "Blackboard"
    return ""


def _is_nobody(row: Mapping[str, str], platform: str) -> bool:
    """Tell whether a line of Canvas is no student's: points, settings, its test student."""
    if platform != "Canvas":
        return False
    student = row.get("student", "")
    return student in ("Points Possible", "Student, Test", "Test Student", "") or not row.get("id")


def _id_column(
    headings: Sequence[str],
    rows: Sequence[tuple[int, Mapping[str, str]]],
    platform: str,
    path: Path,
) -> str:
    """Return the heading of the column by which students are known here."""
    keys = {h.casefold() for h in headings}
    # Canvas' ID is a number of its own, which no student knows.
    wanted = (*IDS, "id") if platform == "Canvas" else ("id", *IDS)
    present = [key for key in (*wanted, MOODLE) if key in keys]
    filled = [key for key in present if all(_word(row.get(key)) for _, row in rows)]
    if filled:
        return filled[0]
    line = next(line for line, row in rows if not _word(row.get(present[0])))
    raise CourseError(f"{path}, line {line}: there is no {present[0]}. Give everybody one.")


def _word(cell: str | None) -> str:
    # Brightspace writes # before ids, so that a spreadsheet leaves their zeros.
    return (cell or "").strip().removeprefix("#")


def _student(row: Mapping[str, str], of_whom: str, platform: str) -> Student:
    def first_of(keys: Iterable[str], change: Callable[[str], str] = str.strip) -> str:
        return next((found for key in keys if (found := change(row.get(key, "")))), "")

    last, first = first_of(LAST), first_of(FIRST)
    given = _word(row.get(of_whom)).removeprefix("Participant ").strip()
    also = dict.fromkeys(_word(row.get(key)) for key in IDS if key != of_whom)
    number = ""
    if platform == "Canvas":
        number = f"canvas {row.get(CANVAS, '')}"
    elif row.get(MOODLE):
        number = f"moodle {row[MOODLE].rpartition(' ')[2]}"
    return Student(
        id=given,
        name=first_of(NAMES) or f"{first} {last}".strip(),
        section=first_of(SECTIONS),
        also=tuple(word for word in also if word),
        number=number,
        columns=row,
    )


def _taken(headings: Sequence[str], of_whom: str) -> tuple[str, ...]:
    """Say which columns were taken for what."""
    keys = {h.casefold(): h for h in headings}
    found = [f"id from {keys[of_whom]!r}"]
    for what, names in (("name", (*NAMES, *FIRST, *LAST)), ("section", SECTIONS)):
        columns = [repr(keys[name]) for name in names if name in keys]
        if columns:
            found.append(f"{what} from {' and '.join(columns[: 2 if what == 'name' else 1])}")
    others = [repr(keys[name]) for name in IDS if name in keys and name != of_whom]
    if others:
        found.append(f"also known by {', '.join(others)}")
    return tuple(found)
