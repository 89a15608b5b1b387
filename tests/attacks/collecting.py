"""Attacks on `course collect`: whose a file is, when it came, and what reading it costs.

The platform's archive has a folder for each uploader. Eve hands in beside two honest students, One
(s1) and Two (s2); her id is s3. An attack is what lies in her folder, and what must become of it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from attack_kit import NAME

ROSTER = "id,name\ns1,One\ns2,Two\ns3,Eve\n"
HIS = "One_124_assignsubmission_file"
HERS = "Eve_127_assignsubmission_file"
#: A folder by which the platform names nobody of the roster.
NOBODY = "E._128_assignsubmission_file"
STAMP = (2024, 3, 1, 12, 0, 0)
Sign = Callable[..., bytes]


@dataclass(frozen=True)
class Attack:
    """An attack, its files in the platform's archive, and the rows of these files.

    A row is the student, the state, and a part of what is said. Without one of s1 nothing of hers
    is ever taken for his.
    """

    name: str
    tries: str
    files: Callable[[Sign], dict[str, bytes]]
    here: str
    rows: list[tuple[str, str, str]]


def signer(release: dict[str, Any]) -> Sign:
    """Return a function that signs a notebook as anybody, at any time."""

    def sign(student: str, at: object = "2024-03-01T11:00:00+00:00") -> bytes:
        told = {"student": student, "assignment": NAME, "at": at}
        metadata = release["metadata"]
        course = {**metadata["course"], "handed_in": told}
        return json.dumps({**release, "metadata": {**metadata, "course": course}}).encode()

    return sign


def packed(files: dict[str, bytes], stamp: tuple[int, ...] = STAMP) -> bytes:
    """Return a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, stamp)  # type: ignore[arg-type]
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _bombs(sign: Sign) -> dict[str, bytes]:
    big = json.dumps({"cells": [], "metadata": {"x": "".join(f"{n:5}" for n in range(5000)) * 700}})
    return {f"{HERS}/own.zip": packed({f"{n}.ipynb": big.encode() for n in range(14)})}


def _listed(entry: str) -> Callable[[Sign], dict[str, bytes]]:
    """Return a right file beside a list such as Gradescope's, of which only ``entry`` is hers."""
    return lambda sign: {
        f"{HERS}/submission_metadata.yml": f"submission_1:\n  {entry}\n".encode(),
        f"{HERS}/{NAME}--s3.ipynb": sign("s3"),
    }


def _laughs() -> str:
    """Return a name that is a list of lists of lists, eight times eight times eight."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 8)}]" for n in range(11)]
    return "\n  ".join([*lists, ":submitters: [{':name': *a10}]"])


ATTACKS = [
    Attack(
        "sign as another",
        "Hand in a file that is signed by another student: a shared machine, or a changed line.",
        lambda sign: {f"{HERS}/{NAME}--s3.ipynb": sign("s1")},
        "refused, both ids are named",
        [("s3", "failed", "says s1, was handed in as s3")],
    ),
    Attack(
        "name it as another",
        "Sign the file and give it the name of another student's.",
        lambda sign: {f"{HERS}/{NAME}--s1.ipynb": sign("s1", "2099-01-01T00:00:00+00:00")},
        "refused, both ids are named",
        [("s3", "failed", "says s1, was handed in as s3")],
    ),
    Attack(
        "a folder within",
        "Put it into a folder of another student's id, within one's own.",
        lambda sign: {f"{HERS}/s1/{NAME}/{NAME}.ipynb": sign("s1")},
        "refused, both ids are named",
        [("s3", "failed", "says s1, was handed in as s3")],
    ),
    Attack(
        "a platform's archive",
        "Hand in an archive that looks as if the platform had made it.",
        lambda sign: {
            f"{HERS}/own.zip": packed(
                {f"One_124_assignsubmission_file/{NAME}--s1.ipynb": sign("s1")}
            )
        },
        "refused, both ids are named",
        [("s3", "failed", "says s1, was handed in as s3")],
    ),
    Attack(
        "from a name that nobody has",
        "Do the same under a name on the platform that leads to nobody of the roster.",
        lambda sign: {f"{NOBODY}/{NAME}--s1.ipynb": sign("s1")},
        "left to a person, the other's work stays",
        [("s1", "failed", "was handed in by somebody else too")],
    ),
    Attack(
        "go back in time",
        "Be in time by a line in the file, and by the times in an archive of one's own.",
        lambda sign: {
            f"{HERS}/own.zip": packed(
                {f"{NAME}--s3.ipynb": sign("s3", "2020-01-01T00:00:00+00:00")},
                (2020, 1, 1, 0, 0, 0),
            )
        },
        "the platform's time counts, and the difference is told",
        [("s3", "collected", "it says that it was made at 2020-01-01")],
    ),
    Attack(
        "times that overflow",
        "Give a time that no clock can hold, so that collecting ends for everybody.",
        lambda sign: {f"{HERS}/{NAME}--s3.ipynb": sign("s3", "0001-01-01T00:00:00+23:59")},
        "the platform's time counts, and the line is told",
        [("s3", "collected", "cannot be meant")],
    ),
    *(
        Attack(
            f"{what} in a list",
            f"Hand in a file named like a platform's list, with {tries}.",
            _listed(entry),
            "the platform's time counts, the list is of no use",
            [("s3", "collected", "")],
        )
        for what, tries, entry in [
            ("an overflow", "a time that overflows", ":created_at: 0001-01-01 00:00:00 +23:59"),
            (
                "a number",
                "a number that cannot be written out",
                f":submitters: [{{':sid': 0x{'f' * 9000}}}]",
            ),
            ("lists", "a name that is lists within lists, without end", _laughs()),
        ]
    ),
    Attack(
        "names without end",
        "Pack files whose names take a minute each to be read.",
        lambda sign: {f"{NOBODY}/own.zip": packed({f"{NAME}--" * 5000 + "!.ipynb": sign("")})},
        "left to a person",
        [("", "unmatched", "cannot be a student's id")],
    ),
    Attack(
        "far too much",
        "Pack notebooks that are small in the archive and fill the memory together.",
        _bombs,
        "refused",
        [("s3", "failed", "the archive cannot be read: it holds more than")],
    ),
    Attack(
        "broken in every way",
        "Hand in half an archive, text for a notebook, nesting without end, and no bytes at all.",
        lambda sign: {
            f"{HERS}/{NAME}--s3.zip": packed({"a.ipynb": sign("s3")})[:300],
            f"{HERS}/{NAME}--s3 (1).ipynb": b"[" * 100_000,
            f"{HERS}/{NAME}--s3 (2).ipynb": b"",
            f"{HERS}/{NAME}--s3 (3).ipynb": b"\xff\xfe",
        },
        "each fails alone",
        [("s3", "failed", "")] * 4,
    ),
]


def section() -> list[str]:
    """Return the lines of docs/attacks.md about these attacks."""
    lines = [
        "## Collect",
        "",
        "These are tried on `course collect` alone (tests/attacks/test_collecting.py): a learning "
        "platform's archive with a folder for each uploader. Every time the files of two honest "
        "students are collected, with the platform's time.",
        "",
        "| attack | what it tries | here |",
        "|---|---|---|",
    ]
    return lines + [f"| {a.name} | {a.tries} | {a.here} |" for a in ATTACKS]
