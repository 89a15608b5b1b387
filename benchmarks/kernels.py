"""The ratios with two sets of OpenBLAS's kernels: ``python -m benchmarks.kernels``.

OpenBLAS looks at the processor and chooses how it multiplies matrices; PyTorch and JAX bring their
own products. So our ratios to them move from machine to machine. Here the races run with the
kernels that OpenBLAS chooses, and with those for Haswell, which run on any processor with AVX2.
Writes ``kernels.json``. Needs the extra [bench].
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import no_arguments
from benchmarks.__main__ import machine, ratios
from benchmarks.plan import RACES
from benchmarks.referee import race

HERE = Path(__file__).parent
WORKLOADS = ("a", "b", "c", "d", "d_bn", "e8", "e32")
PEERS = ("torch", "jax", "gemm")
TURNS = 4


def measured() -> dict[str, Any]:
    """Return the kernels in use, how busy the machine is, and the ratios of every workload."""
    found: dict[str, Any] = {"machine": machine(), "load before": os.getloadavg()[0], "ratios": {}}
    for name in WORKLOADS:
        who = {label: where for label, where in RACES[name].items() if label in ("ours", *PEERS)}
        values = ratios(race(name, who, TURNS), speed_up=False)
        found["ratios"][name] = {label: float(f"{value:.3g}") for label, value in values.items()}
        print(name, found["ratios"][name], file=sys.stderr, flush=True)
    return {**found, "load after": os.getloadavg()[0]}


def table(results: dict[str, Any]) -> str:
    """Return the ratios as a table in Markdown, the kernels side by side."""
    names = list(results)
    lines = [
        f"| workload | {' | '.join(f'{peer}, {name}' for peer in PEERS for name in names)} |",
        "|---" * (1 + len(PEERS) * len(names)) + "|",
    ]
    for workload in WORKLOADS:
        shown = [
            f"{results[name]['ratios'][workload].get(peer, '-')}"
            for peer in PEERS
            for name in names
        ]
        lines.append(f"| {workload} | {' | '.join(shown)} |")
    return "\n".join(lines)


def main() -> None:
    """Run the races in a process for each set of kernels, and save them."""
    program = "import json; from benchmarks import kernels; print(json.dumps(kernels.measured()))"
    results = {}
    for kernel in ({}, {"OPENBLAS_CORETYPE": "Haswell"}):
        command = [sys.executable, "-c", program]
        environment = {**os.environ, **kernel, "PYTHONPATH": str(HERE.parent)}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout)
        results[found["machine"]["blas"].rpartition(" ")[2]] = found
    (HERE / "kernels.json").write_text(json.dumps(results, indent=1) + "\n")
    print(table(results))


if __name__ == "__main__":
    no_arguments("kernels", __doc__)
    main()
