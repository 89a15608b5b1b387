"""No file that is handed in takes another one's place, or stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attack_kit import NAME, ROOT
from collecting import ATTACKS, HIS, ROSTER, STAMP, Attack, packed, signer

from autograder.course import Course
from autograder.grading.collect import collect
from autograder.grading.times import in_utc

RELEASE = json.loads((ROOT / "notebooks" / NAME / f"{NAME}.ipynb").read_text())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    source = tmp_path / "course" / "solutions" / NAME / f"{NAME}.py"
    source.parent.mkdir(parents=True)
    source.write_text("")
    (tmp_path / "course" / "students.csv").write_text(ROSTER)
    return Course.at(tmp_path / "course")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.name)
def test_an_upload_gains_nothing(course: Course, tmp_path: Path, attack: Attack) -> None:
    sign = signer(RELEASE)
    honest = {
        f"{HIS}/{NAME}--s1.ipynb": sign("s1"),
        f"Two_125_assignsubmission_file/{NAME}--s2.ipynb": sign("s2"),
    }
    hers = attack.files(sign)
    (tmp_path / "lms.zip").write_bytes(packed({**hers, **honest}))
    for _ in range(2):
        done = {d.file.removeprefix("lms.zip/"): d for d in collect(course, tmp_path / "lms.zip")}
        for path, content in honest.items():
            row = done.pop(path)
            assert (row.state, row.reason, row.source) == ("collected", "", "archive")
            assert course.submitted(NAME)[row.student].read_bytes() == content
        assert len(done) == len(attack.rows)
        for row, (student, state, says) in zip(done.values(), attack.rows, strict=True):
            assert (row.student, row.state) == (student, state)
            assert says in "; ".join((row.reason, *row.remarks))
            if state == "collected":
                year, month, day, hour, minute, second = STAMP
                stamp = f"{year}-{month:02}-{day:02}-{hour:02}-{minute:02}-{second:02}"
                at = in_utc(stamp, None)
                assert at is not None and row.time == at.strftime("%Y-%m-%d %H:%M:%S UTC")


def test_what_is_told_of_an_attack_is_a_sentence() -> None:
    assert len({a.name for a in ATTACKS}) == len(ATTACKS)
    assert all(a.tries.endswith(".") and a.here for a in ATTACKS)
