"""``python -m tests [part]``: what ``make test`` runs, and where its CPU time goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.clock import GroupClock, WaitedClock
from tests import pythons
from tests.parts import FOLDERS, NAMES, ROOT

#: Compiled once, not in each of the many processes that tests start; empty means: do write.
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
TOOLS = {
    "lint": ("ruff check .", "ruff format --check ."),
    "types": ("mypy",),
}


def main(part: str) -> int:
    """Run one part, or all when ``part`` is empty; return what the shell gets."""
    if part and part not in NAMES:
        print(f"There is no part {part!r}; there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    run = Run()
    for name in TOOLS:
        if part in ("", name):
            run.tool(name)
    if not part:
        run.tests()
    elif part in FOLDERS:
        run.tests(FOLDERS[part])
    if part in ("", "pythons"):
        run.pythons()
    return run.close()


class Run:
    """One run: what each part spent, what failed, and what this machine lacks."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.failed: list[str] = []
        self.lacking: list[str] = []
        self.group: GroupClock | None = None
        try:
            self.group = GroupClock()
        except OSError:
            self.clock = WaitedClock()
        else:
            self.clock = self.group

    def tool(self, name: str) -> None:
        for command in TOOLS[name]:
            self.spent[name] += self._call(name, ["-m", *command.split()])

    def tests(self, *folders: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            counted, not_run = Path(folder) / "seconds.json", Path(folder) / "not_run.txt"
            environment = {"COURSE_CPU_FILE": str(counted), "COURSE_NOT_RUN_FILE": str(not_run)}
            if self.group:
                environment["COURSE_CPU_GROUP"] = str(self.group.group)
            command = [*pythons.PYTEST, "-p", "tests.cpu_time", *folders]
            total = self._call("tests", command, **environment)
            self.spent.update(json.loads(counted.read_text()) if counted.exists() else {})
            self.lacking += not_run.read_text().splitlines() if not_run.exists() else []
        self.spent["starting pytest"] = total - sum(self.spent[part] for part in FOLDERS)

    def pythons(self) -> None:
        required = set(os.environ.get("COURSE_REQUIRE", "").split(","))
        for environment in pythons.others():
            try:
                environment.make()
            except pythons.NotRun as reason:
                self.lacking.append(f"NOT RUN: the tests on {environment.name}: {reason}")
                self.failed += sorted(required & {environment.name})
                continue
            path = f"{environment.python.parent}{os.pathsep}{os.environ['PATH']}"
            print(f"{environment.name}:", flush=True)
            # The hub is installed beside the main Python alone, and its test is not a fast one.
            needs = ",".join(sorted(required - {"hub"}))
            self.spent[environment.name] = self._call(
                environment.name,
                environment.tests,
                str(environment.python),
                PATH=path,
                COURSE_REQUIRE=needs,
            )

    def close(self) -> int:
        """Say where the time went, what failed and what could not run."""
        jails = "with" if self.group else "without most of"
        print(f"\nCPU seconds, {jails} what ran in jails:")
        for name, seconds in [*self.spent.items(), ("all", self.spent.total())]:
            print(f"{seconds:8.1f}  {name}")
        if self.group:
            self.group.close()
        print(*self.lacking, sep="\n", end="\n" if self.lacking else "")
        if self.failed:
            print(f"FAILED: {', '.join(self.failed)}")
        return 1 if self.failed else 0

    def _call(
        self, name: str, command: Sequence[str], python: str = sys.executable, **environment: str
    ) -> float:
        """Run a module of Python's and return what it spent."""
        before = self.clock.seconds()
        done = subprocess.run([python, *command], cwd=ROOT, env=ENVIRONMENT | environment)
        if done.returncode:
            self.failed.append(name)
        return self.clock.seconds() - before


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
