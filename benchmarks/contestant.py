"""One contestant in its own process: ``python -m benchmarks.contestant ours.net a``.

It reads one order per line: a number of steps, answered with the CPU seconds they took, or
"memory", answered with the largest resident size of this process in MB so far.
"""

import importlib
import sys
import time
from pathlib import Path


def peak_memory() -> float:
    """Return the high-water mark of this process: Linux counts it from the start of the program."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return float(line.split()[1]) / 1024
    raise RuntimeError("this system does not say how much memory a process has used")


def main() -> None:
    """Obey orders until the input ends."""
    where, name = sys.argv[1:]
    module, function = where.split(".")
    if module == "torch_peers":
        import torch

        torch.set_num_threads(1)
    run = getattr(importlib.import_module(f"benchmarks.{module}"), function)(name)
    run(1)
    print("ready", flush=True)
    for order in sys.stdin:
        if order.strip() == "memory":
            print(peak_memory(), flush=True)
            continue
        start = time.process_time()
        run(int(order))
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
