"""When something was handed in, and which file counts: not what the file says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tiny_course import TINY, WRONG, make_zip, write_all

from autograder.building.choices import ELSEWHERE
from autograder.course import Course
from autograder.grading import collect as collect_module
from autograder.grading.collect import collect
from autograder.grading.groups import Collected
from autograder.grading.receipt import read_receipt
from course_lib.student.errors import CourseError

FileOf = Callable[..., bytes]


def rows(done: list[Collected]) -> dict[str, tuple[str, str, str]]:
    return {d.file: (d.student, d.state, d.reason) for d in done}


def content_of(course: Course, student: str) -> bytes:
    return course.submitted(TINY)[student].read_bytes()


BROKEN_TIMES = ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "x" * 10_000, "\x1b[2J"]


@pytest.mark.parametrize("at", [*BROKEN_TIMES, 5, {"a": []}, "2020", "1970-01-01T00:00:00"])
def test_a_time_that_cannot_be_meant_is_that_file_s_remark(
    listed: Course, inbox: Path, file_of: FileOf, at: Any
) -> None:
    write_all(inbox, {f"{TINY}--s1.ipynb": file_of("s1"), f"{TINY}--s2.ipynb": file_of("s2", at)})
    one, two = collect(listed, inbox)
    assert (one.state, two.state) == ("collected", "collected")
    assert one.remarks == ()
    assert len(two.remarks) == 1 and len(two.remarks[0]) < 150
    assert (two.time, two.source) == ("", "none")


def test_whatever_one_file_raises_the_others_are_collected(
    listed: Course, inbox: Path, file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(content: bytes) -> dict[str, Any]:
        if b'"s2"' in content:
            raise ZeroDivisionError("of the test")
        parsed: dict[str, Any] = json.loads(content)
        return parsed

    monkeypatch.setattr(collect_module, "parse_notebook", parse)
    write_all(inbox, {f"{TINY}--{s}.ipynb": file_of(s) for s in ("s1", "s2", "s3")})
    done = rows(collect(listed, inbox))
    assert [state for _, state, _ in done.values()].count("collected") == 2
    assert done[f"{TINY}--s2.ipynb"][2].endswith("ZeroDivisionError: of the test")


ZONES = {"": None, "Europe/Berlin": 9, "America/New_York": 15}


@pytest.mark.parametrize("zone", ZONES)
def test_an_archive_s_times_are_in_the_course_s_time_zone(
    listed: Course,
    tmp_path: Path,
    file_of: FileOf,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
) -> None:
    monkeypatch.setenv(ELSEWHERE, str(listed.root / "course.toml"))
    if zone:
        (listed.root / "course.toml").write_text(f'[term]\ntime_zone = "{zone}"\n')
    at = datetime(2024, 3, 1, 10, 30)
    make_zip(tmp_path / "lms.zip", {f"{TINY}--s1.ipynb": file_of("s1")}, at)
    (done,) = collect(listed, tmp_path / "lms.zip")
    hour = ZONES[zone]
    there = at.replace(hour=hour, tzinfo=UTC) if hour else at.astimezone(UTC)
    expected = there.strftime("%Y-%m-%d %H:%M:%S UTC")
    assert (done.time, done.source, done.remarks) == (expected, "archive", ())
    stamp = listed.step("submitted", TINY, "s1") / "timestamp.txt"
    assert stamp.read_text() == expected
    receipt = read_receipt(listed, TINY, "s1")
    assert (receipt.time, receipt.source) == (expected, "archive")


@pytest.mark.parametrize(
    ("at", "remark"),
    [
        ("2020-01-01T00:00:00+00:00", "it says that it was made at 2020-01-01 00:00:00 UTC"),
        ("2199-01-01T00:00:00+00:00", "lies in the future"),
        ("2024-02-29T23:00:00+00:00", ""),
    ],
)
def test_the_file_does_not_tell_when_it_was_handed_in(
    listed: Course, tmp_path: Path, file_of: FileOf, at: str, remark: str
) -> None:
    stamp = datetime(2024, 3, 1, 12)
    make_zip(tmp_path / "lms.zip", {f"{TINY}--s2.ipynb": file_of("s2", at)}, stamp)
    (done,) = collect(listed, tmp_path / "lms.zip")
    assert done.time == stamp.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    assert remark in "; ".join(done.remarks) and len(done.remarks) == bool(remark)


@pytest.mark.parametrize("year", [1980, 1999, 2107])
def test_an_archive_s_time_can_be_wrong(
    listed: Course, tmp_path: Path, file_of: FileOf, year: int
) -> None:
    at = datetime(year, 1, 1)
    make_zip(tmp_path / "lms.zip", {f"{TINY}--s2.ipynb": file_of("s2")}, at)
    (done,) = collect(listed, tmp_path / "lms.zip")
    assert (done.state, done.time, done.source) == ("collected", "", "none")
    assert len(done.remarks) == (year != 1980), "archives without times have the first of 1980"
    assert not (listed.step("submitted", TINY, "s2") / "timestamp.txt").exists()


def test_a_record_comes_before_a_name_and_that_before_the_archive(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    exchange = f"s1+{TINY}+2024-03-01 09:00:00 UTC+x/{TINY}.ipynb"
    make_zip(
        tmp_path / "lms.zip",
        {
            exchange: file_of("s1"),
            f"s2/{TINY}/{TINY}.ipynb": file_of("s2"),
            f"s2/{TINY}/timestamp.txt": b"2024-03-01 08:00:00 UTC",
            f"Ana Maria Lee_1_assignsubmission_file/{TINY}--s3.ipynb": file_of("s3"),
            "Ana Maria Lee_1_assignsubmission_file/timestamp.txt": b"2024-01-01 00:00:00 UTC",
        },
        datetime(2024, 3, 1, 12),
    )
    archive = datetime(2024, 3, 1, 12).astimezone(UTC)
    assert {d.student: (d.time[:16], d.source) for d in collect(listed, tmp_path / "lms.zip")} == {
        "s1": ("2024-03-01 09:00", "name"),
        "s2": ("2024-03-01 08:00", "record"),
        "s3": (archive.strftime("%Y-%m-%d %H:%M"), "archive"),
    }


def test_what_somebody_packed_has_the_time_of_the_package(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    """Names and times within an archive of one's own are one's own word."""
    make_zip(tmp_path / "own.zip", {f"s1/{TINY}--s2.ipynb": file_of("s2")}, datetime(2001, 1, 1))
    packed = (tmp_path / "own.zip").read_bytes()
    name = "Two_1_assignsubmission_file/own.zip"
    make_zip(tmp_path / "lms.zip", {name: packed}, datetime(2024, 3, 1, 12))
    (done,) = collect(listed, tmp_path / "lms.zip")
    assert (done.student, done.state, done.source) == ("s2", "collected", "archive")
    assert done.time.startswith("2024-03-01")


def test_the_newest_wins_whatever_the_order(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    new, old = file_of("s1", answers={"double": "new"}), file_of("s1", answers={"double": "old"})
    name = f"{TINY}--s1.ipynb"
    make_zip(tmp_path / "lms.zip", {f"One_1_assignsubmission_file/a/{name}": new}, at(10))
    make_zip(tmp_path / "lms.zip", {f"One_1_assignsubmission_file/b/{name}": old}, at(9))
    expected = {"a": "collected", "b": "older"}
    for _ in range(2):
        done = collect(listed, tmp_path / "lms.zip")
        assert {d.file.split("/")[2]: d.state for d in done} == expected
        assert content_of(listed, "s1") == new
    for number, hour, state in ((1, 8, "older"), (2, 11, "collected")):
        other = file_of("s1", answers={"double": str(number)})
        make_zip(
            tmp_path / f"{number}.zip", {f"One_1_assignsubmission_file/{name}": other}, at(hour)
        )
        (row,) = collect(listed, tmp_path / f"{number}.zip")
        assert row.state == state
    assert content_of(listed, "s1") == other


def at(hour: int) -> datetime:
    return datetime(2024, 3, 1, hour)


def test_a_clock_that_is_ahead_beats_nothing(listed: Course, inbox: Path, file_of: FileOf) -> None:
    """The number of the copy is from outside the file; a time of next year is nobody's."""
    ahead = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    files = {
        f"{TINY}--s1.ipynb": file_of("s1", ahead, WRONG),
        f"{TINY}--s1 (1).ipynb": file_of("s1"),
    }
    write_all(inbox, files)
    for _ in range(2):
        done = collect(listed, inbox)
        assert {d.file: d.state for d in done} == {
            f"{TINY}--s1.ipynb": "older",
            f"{TINY}--s1 (1).ipynb": "collected",
        }


def test_a_platform_s_attempts_are_in_order(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    """Some platforms give every file in an archive the time of the download."""
    names = [f"one_12_{n}_{TINY}--s1{end}.ipynb" for n, end in ((5, ""), (6, "-1"), (7, "-2"))]
    files = {name: file_of("s1", answers={"double": name}) for name in names}
    make_zip(tmp_path / "lms.zip", dict(reversed(files.items())), at(12))
    done = collect(listed, tmp_path / "lms.zip")
    assert [d.state for d in done if d.file.endswith("-2.ipynb")] == ["collected"]
    assert content_of(listed, "s1") == files[names[2]]


def test_the_first_time_of_the_same_work_counts(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    for hour in (9, 15):
        path = tmp_path / f"{hour}.zip"
        make_zip(path, {f"{TINY}--s1.ipynb": file_of("s1")}, at(hour))
        (done,) = collect(listed, path)
        assert done.state == "collected"
        assert done.time == at(9).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def test_a_file_without_a_time_does_not_replace_one_that_has_one(
    listed: Course, tmp_path: Path, inbox: Path, file_of: FileOf
) -> None:
    right = file_of("s1")
    make_zip(tmp_path / "lms.zip", {f"s1/{TINY}.ipynb": right}, at(9))
    collect(listed, tmp_path / "lms.zip")
    write_all(inbox, {f"s1/{TINY}.ipynb": file_of("s1", answers=WRONG)})
    (done,) = collect(listed, inbox)
    assert done.state == "older" and done.reason.startswith("time unknown: one of 2024-03-01")
    assert content_of(listed, "s1") == right


def test_what_an_older_course_collected_stays_until_something_newer_comes(
    listed: Course, tmp_path: Path, file_of: FileOf
) -> None:
    old = file_of("s1")
    folder = listed.step("submitted", TINY, "s1")
    write_all(folder, {f"{TINY}.ipynb": old, "timestamp.txt": b"2024-03-01 10:00:00 UTC"})
    for day, expected in ((1, "older"), (29, "collected")):
        make_zip(
            tmp_path / f"{day}.zip",
            {f"s1/{TINY}.ipynb": file_of("s1", answers=WRONG)},
            datetime(2024, 2 if day == 1 else 3, day),
        )
        (done,) = collect(listed, tmp_path / f"{day}.zip")
        assert done.state == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    {
        '[term]\ntime_zone = "Europe/Berln"\n': "line 2: there is no time zone 'Europe/Berln'; "
        "one is 'Europe/Berlin'",
        "[term]\ntime_zone = 1\n": "line 2: there is no time zone 1; one is 'Europe/Berlin'",
        '[term]\n\ntimezone = "UTC"\n': "line 3: [term] has 'timezone'; did you mean 'time_zone'?",
        'term = "UTC"\n': "line 1: term is 'UTC', expected a table [term]",
        "[terms]\n": "line 1: there is no notebook 'terms'; did you mean 'term'?",
    }.items(),
)
def test_a_term_that_cannot_be_meant_is_told_with_its_line(
    listed: Course, inbox: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    monkeypatch.setenv(ELSEWHERE, str(listed.root / "course.toml"))
    (listed.root / "course.toml").write_text(text)
    with pytest.raises(CourseError) as caught:
        collect(listed, inbox)
    assert problem in str(caught.value)
