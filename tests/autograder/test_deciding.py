"""What makes marks old: a changed property does, a changed sentence does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.building.plan import Plan
from autograder.running import deciding
from autograder.running.deciding import code_of, digest_of_plan

CHECK = '''
"""Checks of doubling."""
HINT = Hint("The result is too small.", f"For {x} it must be {2 * x}, yours is another.")

def twice(t, double):
    """A doubled number is twice as large."""
    t.close(double(3.0), 6.0, "lr too low")  # by hand
'''


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The result is too small.", "Your result is too small."),
        ("it must be", "we expect"),
        ("A doubled number is", "What is doubled gets"),
        ("# by hand", "# worked out by hand"),
        ("Checks of doubling.", "The checks of doubling."),
        (", 6.0,", ",\n        6.0,"),
    ],
)
def test_a_changed_sentence_is_no_other_code(old: str, new: str) -> None:
    assert code_of(CHECK, True) == code_of(CHECK.replace(old, new), True) != ""


@pytest.mark.parametrize(
    ("old", "new"),
    [("6.0", "6.5"), ("lr too low", "lr too high"), ("{2 * x}", "{3 * x}"), ("close", "equal")],
)
def test_a_changed_property_is_other_code(old: str, new: str) -> None:
    assert code_of(CHECK, True) != code_of(CHECK.replace(old, new), True)


def test_outside_of_checks_every_string_counts() -> None:
    program = 'run("import sys; print(sys.path).")  # a program'
    assert code_of(program, False) == code_of(program.replace("a program", "code"), False)
    assert code_of(program, False) != code_of(program.replace("sys.path", "sys.argv"), False)
    assert code_of("not Python 1", True) != code_of("not Python 2", True)


def test_the_files_of_the_course_are_told_apart_by_code(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "course_lib" / "lessons" / "tiny" / "checks" / "twice.py"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(deciding, "HOUSE", tmp_path)
    digests = []
    for text in (CHECK, CHECK.replace("too small", "too low"), CHECK.replace("6.0", "6.5")):
        file.write_text(text, encoding="utf-8")
        deciding._files.cache_clear()
        digests.append(digest_of_plan(plan))
    deciding._files.cache_clear()
    assert digests[0] == digests[1] != digests[2]
