"""A plugin of pytest: counts the CPU seconds of the tests by part, for ``python -m tests``.

The counts go to the file that COURSE_CPU_FILE names, when the run ends. COURSE_CPU_GROUP names the
control group of the whole run, where there is one: each process that runs tests then counts in a
group of its own below it, and with it the processes in the jail.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.clock import GroupClock, WaitedClock
from tests.parts import part_of

GROUP = os.environ.get("COURSE_CPU_GROUP")


class CpuTime:
    """Counts in one process; the first process adds up what the others counted."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.clock = GroupClock(Path(GROUP)) if GROUP else WaitedClock()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        before = self.clock.seconds()
        done = yield
        self.spent[part_of(item.path)] += self.clock.seconds() - before
        return done

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        self.spent.update(getattr(node, "workeroutput", {}).get("cpu_seconds", {}))

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["cpu_seconds"] = dict(self.spent)
        else:
            text = json.dumps(self.spent)
            Path(os.environ["COURSE_CPU_FILE"]).write_text(text, encoding="utf-8")


def pytest_configure(config):
    config.pluginmanager.register(CpuTime())
