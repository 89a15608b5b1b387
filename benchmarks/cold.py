"""From the start of Python to the hundredth step of net a: ``python -m benchmarks.cold``.

That is what the first cell of a notebook feels. Whole-process CPU time, of the process and of all
that it starts; ours beside PyTorch and JAX (jit, CPU), each with one thread, in turns.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
from pathlib import Path

from benchmarks import report
from benchmarks.referee import environment

HERE = Path(__file__).parent

CONTESTANTS = {
    "ours": "from benchmarks import ours as peer",
    "torch": "import torch; torch.set_num_threads(1); from benchmarks import torch_peers as peer",
    "jax": "from benchmarks import jax_peers as peer",
}
RUN = "{}; peer.net('a')(100)"


def cpu_seconds(program: str) -> float:
    """Return the CPU seconds of a Python program, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], env=environment(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Print the fastest of some turns and our share of each peer's; save both."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold", description=__doc__)
    parser.add_argument("--turns", type=int, default=3)
    turns = parser.parse_args().turns
    present = {n: p for n, p in CONTESTANTS.items() if n == "ours" or importlib.util.find_spec(n)}
    for name in sorted(set(CONTESTANTS) - set(present)):
        print(f"NOT RUN: {name} is not installed (pip install -e .[bench])", file=sys.stderr)
    taken: dict[str, list[float]] = {name: [] for name in present}
    for _ in range(turns):
        for name, program in present.items():
            taken[name].append(cpu_seconds(RUN.format(program)))
    seconds = {name: min(runs) for name, runs in taken.items()}
    results = {
        "cpu_seconds": report.rounded(seconds),
        "ratios": report.rounded({n: seconds["ours"] / s for n, s in seconds.items()}),
    }
    for name, one in seconds.items():
        print(f"{name:6} {one:6.2f} CPU s   ours / {name} {seconds['ours'] / one:.3f}")
    if len(present) == len(CONTESTANTS):
        (HERE / "cold.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
