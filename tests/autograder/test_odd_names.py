"""Names and times as platforms and other systems write them, through `course collect`."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from pathlib import Path

import pytest
from tiny_course import TINY, write_all

from autograder.building.choices import ELSEWHERE
from autograder.course import Course
from autograder.grading.collect import UNSURE, collect
from autograder.grading.groups import Collected
from course_lib.student.errors import CourseError

ROSTER = "id,name\ns1,One\ns2,Jürgen Müller\ns3,王伟\nj_two,Two\ntwo,Other\n"
ONE = f"One_11_assignsubmission_file_/{TINY}.ipynb"
HERS = "Jürgen Müller_12_assignsubmission_file_"
#: What macOS puts beside a file, and Windows beside one that was downloaded.
APPLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"
ZONE = b"[ZoneTransfer]\r\nZoneId=3\r\n"
UTF8 = 0x800


@pytest.fixture
def known(course: Course) -> Course:
    (course.root / "students.csv").write_text(ROSTER, encoding="utf-8")
    return course


def work(text: str = "") -> bytes:
    """Return a notebook that says nothing of its author."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()


def packed(files: list[tuple[bytes, bytes]], flag: int = UTF8) -> bytes:
    """Return a zip with names of any bytes, marked as UTF-8 or not."""
    file = io.BytesIO()
    names = [f"{number:x}".rjust(len(name), "?") for number, (name, _) in enumerate(files)]
    with zipfile.ZipFile(file, "w") as archive:
        for name, (_, content) in zip(names, files, strict=True):
            member = zipfile.ZipInfo(name, (2024, 3, 1, 12, 0, 0))
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    raw = bytearray(file.getvalue())
    for name, (meant, _) in zip(names, files, strict=True):
        found = raw.find(name.encode())
        while found >= 0:
            header = raw.rfind(b"PK", 0, found)
            at = header + (6 if raw[header : header + 4] == b"PK\x03\x04" else 8)
            raw[at : at + 2] = struct.pack("<H", flag)
            raw[found : found + len(meant)] = meant
            found = raw.find(name.encode())
    return bytes(raw)


def states(done: list[Collected]) -> dict[str, tuple[str, str]]:
    """Return whose a file is and what became of it, by the end of its name."""
    return {ascii(one.file).strip("'").rpartition("/")[2]: (one.student, one.state) for one in done}


def said_by(course: Course, student: str) -> str:
    notebook = json.loads(course.submitted(TINY)[student].read_bytes())
    return str(notebook["cells"][0]["source"])


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        (f"{HERS}/{TINY}.ipynb".encode(), UTF8),
        (f"{HERS}/{TINY}.ipynb".encode(), 0),
        (f"{HERS}/{TINY}.ipynb".encode("cp437"), 0),
        (f"jürgenmüller_12_99_{TINY}-1.ipynb".encode(), 0),
        (f"{HERS}\\{TINY}.ipynb".encode(), 0),
    ],
    ids=["marked", "not marked", "DOS", "Canvas", "Windows"],
)
def test_a_name_is_read_in_its_own_alphabet(
    known: Course, tmp_path: Path, name: bytes, flag: int
) -> None:
    (tmp_path / "lms.zip").write_bytes(packed([(name, work("hers")), (ONE.encode(), work())], flag))
    done = collect(known, tmp_path / "lms.zip")
    assert {(d.student, d.state, d.remarks) for d in done} == {
        ("s1", "collected", ()),
        ("s2", "collected", ()),
    }
    assert said_by(known, "s2") == "hers"


def test_a_login_that_holds_the_mark_is_nobody_else_s(known: Course, tmp_path: Path) -> None:
    """Where the assignment's name could hold the rest of it, a person decides."""
    at = "attempt_2024-03-01-10-00-11"
    write_all(
        tmp_path / "inbox",
        {
            f"Home_work_s1_{at}_{TINY}.ipynb": work(),
            f"Home_work_j_two_{at}_{TINY}.ipynb": work(),
        },
    )
    done = {one.state: one for one in collect(known, tmp_path / "inbox")}
    assert done["collected"].student == "s1"
    assert "did you mean" in done["unmatched"].reason
    assert sorted(known.submitted(TINY)) == ["s1"]
    (known.root / "students.csv").write_text("id\ns1\nj_two\n")
    assert {d.student for d in collect(known, tmp_path / "inbox")} == {"s1", "j_two"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (f"{TINY}--s2.rar", b"Rar!", "it is an archive, but no zip: unpack it into a folder"),
        ("work.tar.gz", b"\x1f\x8b", "it is an archive, but no zip: unpack it into a folder"),
        (f"{TINY}.ipynb", None, "it is locked by a password: ask for it without one"),
    ],
)
def test_what_cannot_be_opened_is_told(
    known: Course, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    locked = [(f"{HERS}/{name}".encode(), content or work())]
    own = [(f"{HERS}/own.zip".encode(), packed([(name.encode(), content or work())], UTF8 | 1))]
    files = [(ONE.encode(), work()), *(own if content is None else locked)]
    (tmp_path / "lms.zip").write_bytes(packed(files))
    one, hers = sorted(collect(known, tmp_path / "lms.zip"), key=lambda d: d.student != "s1")
    assert one.state == "collected"
    assert hers.student in ("s2", "") and hers.state in ("failed", "unmatched")
    assert reason in hers.reason
    assert ("s2" in known.submitted(TINY)) == name.startswith(TINY), "failed, not missing"


@pytest.mark.parametrize("mark", ["/", "\\"])
def test_what_systems_put_beside_a_notebook_is_nobody_s_work(
    known: Course, tmp_path: Path, mark: str
) -> None:
    beside = {
        f"._{TINY}.ipynb": APPLE,
        f"__MACOSX{mark}._{TINY}.ipynb": APPLE,
        "._own.zip": APPLE,
        f"{TINY}.ipynb:Zone.Identifier": ZONE,
        f"{TINY}--s2.ipynb:Zone.Identifier": ZONE,
        "desktop.ini": b"[.ShellClassInfo]",
        ".DS_Store": b"\0\0\0\1Bud1",
        f".ipynb_checkpoints{mark}{TINY}-checkpoint.ipynb": work("kept by Jupyter"),
    }
    files = [(f"{HERS}{mark}{name}".encode(), content) for name, content in beside.items()]
    files.insert(3, (f"{HERS}{mark}{TINY}.ipynb".encode(), work("hers")))
    (tmp_path / "lms.zip").write_bytes(packed(files))
    (one,) = collect(known, tmp_path / "lms.zip")
    assert (one.student, one.state, one.remarks) == ("s2", "collected", ())
    assert said_by(known, "s2") == "hers"


def test_what_jupyter_kept_counts_where_there_is_nothing_else(
    known: Course, tmp_path: Path
) -> None:
    files = [("s1", "", "hers"), ("s1", "-checkpoint", "kept"), ("s2", "-checkpoint", "kept")]
    named = [(f"{who}/{TINY}{end}.ipynb".encode(), work(text)) for who, end, text in files]
    (tmp_path / "lms.zip").write_bytes(packed(named))
    done = sorted((d.student, d.state) for d in collect(known, tmp_path / "lms.zip"))
    assert done == [("s1", "collected"), ("s1", "older"), ("s2", "collected")]
    assert (said_by(known, "s1"), said_by(known, "s2")) == ("hers", "kept")


def test_of_two_files_of_one_time_it_is_said_that_either_may_be_newer(
    known: Course, tmp_path: Path
) -> None:
    write_all(
        tmp_path / "inbox", {f"s1/{TINY} b.ipynb": work("b"), f"s1/{TINY} a.ipynb": work("a")}
    )
    older, taken = sorted(collect(known, tmp_path / "inbox"), key=lambda d: d.state == "collected")
    assert older.reason == f"{UNSURE}: {taken.file} was taken"
    assert taken.remarks == (f"{UNSURE}, this one or {older.file}",)


def test_bytes_that_are_no_text_in_a_name_hurt_nobody(known: Course, tmp_path: Path) -> None:
    """On a disk they are escaped; in an archive that says they are text the archive is refused."""
    name = f"{HERS}/".encode() + b"\xff.ipynb"
    folder = os.fsencode(tmp_path / "inbox")
    os.makedirs(os.path.dirname(os.path.join(folder, name)))
    for file in (name, f"{HERS}/{TINY}.ipynb".encode()):
        Path(os.fsdecode(os.path.join(folder, file))).write_bytes(work())
    write_all(tmp_path / "inbox", {ONE: work()})
    done = collect(known, tmp_path / "inbox")
    assert states(done)[f"{TINY}.ipynb"][1] == "collected"
    assert states(done)["\\udcff.ipynb"] == ("", "unmatched")
    assert sorted(known.submitted(TINY)) == ["s1", "s2"]
    raw = packed([(name, work()), (ONE.encode(), work())])
    (tmp_path / "lms.zip").write_bytes(raw)
    with pytest.raises(CourseError, match="unpack it with another program and collect the folder"):
        collect(known, tmp_path / "lms.zip")
    (tmp_path / "all.zip").write_bytes(
        packed([(ONE.encode(), work()), (f"{HERS}/own.zip".encode(), raw)])
    )
    assert states(collect(known, tmp_path / "all.zip"))["own.zip"] == ("s2", "failed")


BERLIN = '[term]\ntime_zone = "Europe/Berlin"\n'


@pytest.mark.parametrize(
    ("told", "at", "remark"),
    [
        ("2024-10-27-02-30-00", "2024-10-27 00:30:00 UTC", "came twice"),
        ("2024-03-31-02-30-00", "2024-03-31 01:30:00 UTC", "was left out by the clocks"),
        ("2024-10-27-03-30-00", "2024-10-27 02:30:00 UTC", ""),
    ],
)
def test_a_time_that_the_clock_showed_twice_or_never_is_told(
    known: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: str,
    at: str,
    remark: str,
) -> None:
    (known.root / "course.toml").write_text(BERLIN)
    monkeypatch.setenv(ELSEWHERE, str(known.root / "course.toml"))
    write_all(tmp_path / "inbox", {f"Work_s1_attempt_{told}_{TINY}.ipynb": work()})
    (one,) = collect(known, tmp_path / "inbox")
    assert one.time == at
    assert remark in "; ".join(one.remarks) and bool(one.remarks) == bool(remark)
