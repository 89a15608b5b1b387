"""Run the benchmarks: ``python -m benchmarks [--turns 6] [workload ...]``.

Prints a table; without names of workloads it runs everything and saves benchmarks/results.json,
results.md and results.png. Needs Linux, because each contestant is pinned to one core; PyTorch, JAX
and scikit-learn come with the extra [bench].
"""

import argparse
import importlib.metadata
import importlib.util
import json
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks import growth, report
from benchmarks.plan import PRODUCTS, RACES
from benchmarks.referee import race, run_program

HERE = Path(__file__).parent
# What a training script imports; numpy.random is a part of NumPy that NumPy itself loads late.
IMPORT = """
import time, numpy, numpy.random
start = time.process_time()
import course_lib.data, course_lib.engine.modules, course_lib.engine.optim, course_lib.engine.train
print(1000 * (time.process_time() - start))
"""
EQUAL = """
from benchmarks import ours
import numpy
print(numpy.array_equal(ours.stacked_losses(), ours.serial_losses(), equal_nan=True))
"""


def ratios(seconds: dict[str, float], speed_up: bool) -> dict[str, float]:
    """Return our cost by each peer's; for stacks each peer's by ours, except the bare products."""
    ours = seconds["ours"]
    by_peer = {}
    for label, value in seconds.items():
        if speed_up and label not in ("ours", *PRODUCTS) and not label.endswith(" MB"):
            by_peer[f"{label}_over_stack"] = value / ours
        elif label != "ours" and not label.endswith(" MB"):
            by_peer[label] = ours / value
    return by_peer


def machine() -> dict[str, Any]:
    """Return what the numbers depend on: processor, BLAS and versions."""
    from threadpoolctl import threadpool_info

    cpu = next(
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    blas = next(pool for pool in threadpool_info() if pool["user_api"] == "blas")
    modules = {"numpy": "numpy", "torch": "torch", "jax": "jax", "scikit-learn": "sklearn"}
    return {
        "processor": cpu,
        "system": f"{platform.system()} {platform.machine()}",
        "blas": f"{blas['internal_api']} {blas['version']}, {blas.get('architecture', '?')}",
        "python": platform.python_version(),
        **{
            name: importlib.metadata.version(name)
            for name, module in modules.items()
            if importlib.util.find_spec(module)
        },
    }


def main() -> int:
    """Run the races that were asked for; return 1 when something could not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("workloads", nargs="*", help=f"some of {', '.join(RACES)}; all if none")
    parser.add_argument("--turns", type=int, default=6, help="turns of each contestant")
    options = parser.parse_args()
    if unknown := set(options.workloads) - set(RACES):
        parser.error(f"unknown workload {', '.join(unknown)}; there are {', '.join(RACES)}")
    if not sys.platform.startswith("linux"):
        parser.error("the benchmarks pin processes to a core and need Linux")
    missing = [name for name in ("torch", "jax") if importlib.util.find_spec(name) is None]
    for name in missing:
        print(f"NOT RUN: {name} is not installed (pip install -e .[bench])", file=sys.stderr)
    have_torch = "torch" not in missing
    results: dict[str, Any] = {"machine": machine(), "ratios": {}, "microseconds": {}}
    if have_torch and not options.workloads:
        lines = run_program("from benchmarks import gradients; gradients.main()").splitlines()
        results["gradients"] = {name: float(error) for name, error in map(str.split, lines)}
        # Fifty batch norms in a row amplify the rounding of the last bit to 1e-7.
        if max(results["gradients"].values()) > 1e-6:
            print(f"gradients differ from PyTorch's: {results['gradients']}", file=sys.stderr)
            return 1
    for name in options.workloads or RACES:
        contestants = {
            label: where
            for label, where in RACES[name].items()
            if not where.startswith(tuple(missing))
        }
        print(f"{name}: {', '.join(contestants)}", file=sys.stderr, flush=True)
        seconds = race(name, contestants, options.turns)
        results["ratios"][name] = ratios(seconds, speed_up=name[0] in "fg")
        results["microseconds"][name] = {
            label: value * 1e6 for label, value in seconds.items() if not label.endswith(" MB")
        }
        memory = results["ratios"].setdefault("memory", {})
        if name == "a":
            memory["a_mb"] = seconds["ours MB"]
        if name == "b" and have_torch:
            memory["b_torch"] = seconds["ours MB"] / seconds["torch MB"]
    if not options.workloads:
        results["ratios"]["g"]["bitwise_equal"] = run_program(EQUAL).strip() == "True"
        print("growth", file=sys.stderr, flush=True)
        curves = json.loads(run_program("from benchmarks import growth; growth.main()"))
        results["growth_seconds"] = curves
        results["ratios"]["growth"] = growth.summary(curves)
        fastest = min(float(run_program(IMPORT)) for _ in range(5))
        results["ratios"]["import"] = {"ms_over_numpy": fastest}
        results = report.rounded(results)
        (HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n")
        (HERE / "results.md").write_text(report.page(results))
        report.draw(results, HERE / "results.png")
    print(report.table(results))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
