"""Workers of a dask.distributed cluster: the jobs that run in processes here, on many machines.

A worker runs the tests in its own process and the student's code in its sandbox, one job at a time.
It gets no key of the course, only the seed of the submission that it runs.
"""

from __future__ import annotations

import json
import math
import socket
import sys
from collections.abc import Mapping
from concurrent.futures import Future
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import Any

from autograder.running.deciding import made_with
from autograder.running.job import read_plan, run_text
from course_lib.student.errors import CourseError

#: Seconds for which a scheduler may be silent before it is taken for gone.
PATIENCE = 20.0
#: Jobs that are under way at least: a cluster that grows with its work sees that there is some.
FEWEST = 8
#: Seconds between two looks at how many workers there are.
COUNT_EVERY = 2.0
_one_job = Lock()


class Sealed:
    """A job on its way. It says nothing of itself: Dask's logs and pages show what it runs."""

    def __init__(self, plan: str, job: str, made: Mapping[str, str]) -> None:
        self.plan, self.job, self.made = plan, job, made

    def __repr__(self) -> str:
        return "a job"


def run_sealed(sealed: Sealed) -> str:
    """Run a job in this worker and return its result, or why this worker refuses it.

    Nothing is raised: Dask writes the arguments of what raises into its log.
    """
    with _one_job:
        try:
            if problem := _problem(sealed):
                return json.dumps({"refused": problem})
            return run_text(sealed.plan, sealed.job)
        except CourseError as error:
            return json.dumps({"refused": f"The worker on {socket.gethostname()}: {error}"})


def _problem(sealed: Sealed) -> str:
    own = made_with(read_plan(sealed.plan))
    other = [name for name, value in sealed.made.items() if own.get(name) != value]
    if not other:
        return ""
    differ = ", ".join(f"{name} {own.get(name)} and not {sealed.made[name]}" for name in other)
    return (
        f"The worker on {socket.gethostname()} refuses to grade: it has {differ}. Install there "
        "what is installed here, and start it again."
    )


class ClusterWorkers:
    """The workers of the scheduler at ``address``, as many as there are at the moment.

    Raises CourseError when nothing answers there.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise CourseError(
                "A cluster needs Dask: pip install -e '.[cluster]', here and on its machines."
            ) from None
        self.address = address
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CourseError(
                f"No scheduler of Dask answers at {address} ({type(error).__name__}). "
                "docs/scale.md says how one is started."
            ) from None
        self._executor = self._client.get_executor(pure=False)
        self._seen, self._counted = -math.inf, 0
        if not self._count():
            print(f"{address} has no worker yet: waiting for one.", file=sys.stderr)

    @property
    def size(self) -> int:
        """Return for how many workers there should be work."""
        return max(FEWEST, self._count())

    def _count(self) -> int:
        if monotonic() - self._seen > COUNT_EVERY:
            self._counted = len(self._client.scheduler_info()["workers"])
            self._seen = monotonic()
        return self._counted

    def submit(self, plan: str, job: str, seconds: float) -> Future[str]:
        """Run a job on some worker; if the worker dies, on another.

        The future is cancelled when the scheduler has gone.
        """
        sealed = Sealed(plan, job, _made_with(plan))
        future: Future[str] = self._executor.submit(run_sealed, sealed)
        return future

    def close(self) -> None:
        """Leave the cluster; it forgets what was not done."""
        client: Any = self._client
        client.close(timeout=PATIENCE)


@lru_cache(maxsize=4)
def _made_with(plan: str) -> Mapping[str, str]:
    return made_with(read_plan(plan))
