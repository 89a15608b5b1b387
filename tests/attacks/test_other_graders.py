"""The same attacks on other graders: an ordinary user's without control groups, and the weak jail.

An ordinary user meets all of them, since that is how most machines grade. The weak jail meets the
families of memory and processes whole, and of every other family the first attack.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from attack_kit import HERE, Attack, attacks

from tests.users import ROOT, as_nobody, as_root

pytestmark = [pytest.mark.sandbox, pytest.mark.root]

DIFFERENT = ("memory", "processes")
BUSY = "test_a_busy_neighbour_costs_an_honest_student_nothing[busy_sessions]"
RUN = """
import sys, pytest
sys.exit(pytest.main([*sys.argv[1:], "-p", "no:cacheprovider", "--no-header", "-rf"]))
"""


def first_of_each_family() -> list[Attack]:
    """Return the attacks of the families that differ, and one of every other."""
    found: list[Attack] = []
    for attack in attacks():
        if attack.family in DIFFERENT or attack.family not in {a.family for a in found}:
            found.append(attack)
    return found


def meets(who: Sequence[str], chosen: Sequence[Attack], jail: str) -> None:
    """Run attacks on a grader that ``who`` starts."""
    file = HERE / "test_attacks.py"
    wanted = [
        f"{file}::test_an_attack_gains_nothing[{attack.family}/{attack.name}]" for attack in chosen
    ]
    done = subprocess.run(
        [*who, sys.executable, "-B", "-c", RUN, *wanted, f"{file}::{BUSY}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "OPENBLAS_NUM_THREADS": "1",
            "HOME": "/var/tmp",
            "COURSE_ATTACKED": jail,
        },
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert f"{len(wanted) + 1} passed" in done.stdout, done.stdout[-500:]


def test_an_ordinary_user_s_grader_meets_all_attacks() -> None:
    meets(as_nobody(), attacks(), "bubblewrap")


@pytest.mark.landlock
def test_the_weak_jail_meets_one_attack_of_each_family() -> None:
    meets(as_root(), first_of_each_family(), "weak")
