"""The file to hand in where there is no terminal: the one that `course submit` makes."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.course import HOUSE, Course
from autograder.release.front_ends import HAND_IN, INSTALL, for_front_ends
from course_lib.student.download import offer
from course_lib.student.signed import sign

NAME = "04_dropout"
AT = datetime(2024, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is displayed, in a folder with a notebook for front ends."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"{NAME}.ipynb").write_bytes(for_front_ends(Course.at(HOUSE), NAME, "the-course"))
    displayed: list[Any] = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    return displayed


def handed_in(html: str) -> dict[str, Any]:
    found = re.search(r'download="04_dropout--s1.ipynb" href="data:[^,"]*base64,([^"]*)"', html)
    assert found
    content: dict[str, Any] = json.loads(base64.b64decode(found[1]))
    return content


def without_times(notebook: dict[str, Any]) -> dict[str, Any]:
    about = notebook["metadata"]["course"]["handed_in"]
    assert datetime.fromisoformat(about.pop("at")) and datetime.fromisoformat(about.pop("saved"))
    return notebook


def test_it_is_what_the_command_makes(shown: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    offer(NAME, " s1 ")
    (html,) = shown
    plain = json.loads((HOUSE / "notebooks" / NAME / f"{NAME}.ipynb").read_bytes())
    made = json.loads(sign(plain, NAME, "s1", AT))
    assert without_times(handed_in(html.data)) == without_times(made)
    said = capsys.readouterr().out
    assert "Not answered yet: " in said and "last saved" in said


def test_the_notebook_has_both_cells(shown: list[Any]) -> None:
    cells = json.loads(Path(f"{NAME}.ipynb").read_bytes())["cells"]
    code = [c["id"] for c in cells if c["cell_type"] == "code"]
    assert (code[0], code[-1]) == (INSTALL, HAND_IN)
    assert f'offer("{NAME}", student="")' in "".join(cells[-1]["source"])


@pytest.mark.parametrize(
    ("name", "student", "said"),
    [
        (NAME, "", "Write your student id between the quotes"),
        (NAME, "../x", "cannot be a student id"),
        ("05_optimizers", "s1", "download it (File > Download)"),
    ],
)
def test_what_is_missing_is_said(
    shown: list[Any], capsys: pytest.CaptureFixture[str], name: str, student: str, said: str
) -> None:
    offer(name, student)
    assert said in capsys.readouterr().out
    assert shown == []
