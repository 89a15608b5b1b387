"""A new gradebook, and whether one can be used: a sentence where nbgrader has a hundred lines."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from course_lib.student.errors import CourseError

REBUILD = (
    "No mark is lost: `course rebuild` makes it anew from results/ and marks/ beside it, and keeps "
    "this one."
)


class Locked(CourseError):
    """Somebody else writes the gradebook, and does not come to an end."""


def make_empty(path: Path) -> None:
    """Make the gradebook that nbgrader would make, whole or not at all.

    nbgrader starts a program to ask for the version of its tables, which takes ten times as long.
    """
    from alembic.script import ScriptDirectory
    from nbgrader.api import Base
    from nbgrader.dbutil import ALEMBIC_DIR
    from sqlalchemy import create_engine

    own = path.with_name(f".{path.name}.{os.getpid()}")
    own.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{own}")
    Base.metadata.create_all(bind=engine)
    engine.dispose()
    version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    with closing(sqlite3.connect(own)) as file, file:
        file.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        file.execute("INSERT INTO alembic_version VALUES (?)", [version])
    try:
        # Two graders at once: whoever comes first has made it for both.
        os.link(own, path)
    except FileExistsError:
        pass
    except OSError:
        os.replace(own, path)
    finally:
        own.unlink(missing_ok=True)


def examine(path: Path, patience: float) -> None:
    """Raise CourseError if a gradebook is broken, empty, another version's, or stays locked."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=patience)) as file:
            found = [row[0] for row in file.execute("PRAGMA quick_check")]
            problem = "" if found == ["ok"] else "it is damaged"
            problem = problem or _other_version(file)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Locked(
                f"Another program has kept the gradebook {path} locked for {patience:g} s. "
                "Let it come to its end, or close formgrader, and try again."
            ) from None
        problem = str(error)
    except sqlite3.DatabaseError as error:
        problem = str(error)
    if problem:
        raise CourseError(f"The gradebook {path} cannot be used: {problem}. {REBUILD}")


def _other_version(file: sqlite3.Connection) -> str:
    """Return what a table lacks that this version of nbgrader reads; "" if nothing."""
    from nbgrader.api import Base

    for table in Base.metadata.sorted_tables:
        columns = {row[1] for row in file.execute(f'PRAGMA table_info("{table.name}")')}
        if not columns:
            return f"it has no table {table.name}"
        if lacking := {column.name for column in table.columns} - columns:
            return f"its table {table.name} has no column {min(lacking)}"
    return ""
