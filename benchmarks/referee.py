"""Fair races: every contestant in its own process, on the same core, with one thread, in turns.

What counts is CPU time, and the fastest of several turns: other programs on the machine can only
make a turn slower. Turns are interleaved so that a slow minute meets all contestants alike.
"""

import os
import subprocess
import sys
from pathlib import Path

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
TURN = 0.25  # CPU seconds that a turn should take


def environment() -> dict[str, str]:
    """Return the environment of a contestant: one thread, and the repository on the path."""
    root = str(Path(__file__).resolve().parent.parent)
    xla = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false"}  # JAX
    return {**os.environ, **dict.fromkeys(THREADS, "1"), **xla, "PYTHONPATH": root}


def pin() -> None:
    """Keep this process on the last core that it may use."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class Contestant:
    """A process that obeys orders."""

    def __init__(self, where: str, name: str) -> None:
        self.where = where
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.contestant", where, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
            preexec_fn=pin,
        )
        self.answer()

    def answer(self) -> str:
        """Return the next line that the process prints."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.where} ended before its turn, exit {self.process.wait()}")
        return line.strip()

    def order(self, text: str) -> float:
        """Give an order and return the number it is answered with."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()
        return float(self.answer())

    def steps_per_turn(self) -> int:
        """Return how many steps take about one turn."""
        steps, seconds = 1, self.order("1")
        while seconds < TURN / 5 and steps < 10**6:
            steps *= 4
            seconds = self.order(str(steps))
        return max(1, round(steps * TURN / seconds))

    def stop(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def race(name: str, contestants: dict[str, str], turns: int) -> dict[str, float]:
    """Return the CPU seconds per step of each contestant, and its peak memory as ``label + " MB"``.

    ``contestants`` maps a label to "module.function"; the function is called with ``name``.
    """
    runners: dict[str, Contestant] = {}
    try:
        for label, where in contestants.items():
            runners[label] = Contestant(where, name)
        steps = {label: runner.steps_per_turn() for label, runner in runners.items()}
        best = dict.fromkeys(runners, float("inf"))
        for _ in range(turns):
            for label, runner in runners.items():
                seconds = runner.order(str(steps[label])) / steps[label]
                best[label] = min(best[label], seconds)
        memory = {f"{label} MB": runner.order("memory") for label, runner in runners.items()}
    finally:
        for runner in runners.values():
            runner.stop()
    return best | memory


def run_program(program: str) -> str:
    """Return what a Python program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        preexec_fn=pin,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
