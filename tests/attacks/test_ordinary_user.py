"""Attacks on a grader that is an ordinary user without control groups, as on most machines.

What the kernel does not bound there could differ from root: the families of memory and processes
run whole, and of every other family the first attack.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from attack_kit import HERE, attacks

from tests.users import ROOT, as_nobody

DIFFERENT = ("memory", "processes")
RUN = """
import sys, pytest
sys.exit(pytest.main([*sys.argv[1:], "-p", "no:cacheprovider", "--no-header", "-rf"]))
"""


def chosen() -> list[str]:
    """Return the attacks that an ordinary user's grader meets in every test run."""
    names, seen = [], set()
    for attack in attacks():
        if attack.family in DIFFERENT or attack.family not in seen:
            names.append(f"{attack.family}/{attack.name}")
        seen.add(attack.family)
    return names


@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="all of tests/attacks run as an ordinary user here")
def test_an_ordinary_user_s_grader_meets_the_same_attacks() -> None:
    file = HERE / "test_attacks.py"
    wanted = [f"{file}::test_an_attack_gains_nothing[{name}]" for name in chosen()]
    wanted.append(f"{file}::test_a_busy_neighbour_costs_an_honest_student_nothing[busy_sessions]")
    done = subprocess.run(
        [*as_nobody(), sys.executable, "-B", "-c", RUN, *wanted],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1", "HOME": "/var/tmp"},
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert f"{len(wanted)} passed" in done.stdout, done.stdout[-500:]
