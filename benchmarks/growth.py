"""How the cost grows with depth, width, members and the points of a search."""

import json
import time

import numpy as np

from benchmarks import ours
from benchmarks.shapes import Net, batch
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.rng import generators

DEPTHS = (5, 10, 20, 50, 100, 200)
WIDTHS = (64, 128, 256, 512, 1024)
MEMBERS = (1, 2, 5, 10, 20, 50, 100, 200)
POINTS = (25, 50, 100, 200, 400)


def cost(run: ours.Run, seconds: float = 0.15, turns: int = 4) -> float:
    """Return the CPU seconds of one step, the fastest of several turns."""
    run(1)
    start = time.process_time()
    run(2)
    steps = max(1, int(2 * seconds / (time.process_time() - start)))
    best = float("inf")
    for _ in range(turns):
        start = time.process_time()
        run(steps)
        best = min(best, (time.process_time() - start) / steps)
    return best


def training(net: Net) -> float:
    """Return the cost of a training step of a net or a stack."""
    x, labels = batch(net)
    rngs = generators(0, net.members)
    if net.members == 1:
        x, labels = x[None], labels[None]
    network = Network(ours.layers(net), rngs)
    return cost(ours.train(network, Momentum(1e-3), x, labels))


def curves() -> dict[str, dict[int, float]]:
    """Return seconds per step, for a search seconds in all, by what grows."""
    small = Net((64, 20, 20, 10), 64)
    return {
        "depth": {n: training(Net((100, *(100,) * n, 10), 100)) for n in DEPTHS},
        "width": {n: training(Net((64, n, n, 10), 64)) for n in WIDTHS},
        "members": {n: training(small._replace(members=n)) for n in MEMBERS},
        "search": {
            n: cost(ours.repeat(lambda n=n: ours.stacked_losses(n)), turns=2) for n in POINTS
        },
    }


def summary(curves: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the slope of cost against depth, both logarithmic, and a member's cost in a stack."""
    sizes = np.log([int(size) for size in curves["depth"]])
    slope, _ = np.polyfit(sizes, np.log(list(curves["depth"].values())), 1)
    members = curves["members"]
    return {
        "depth_exponent": float(slope),
        "member_e20": members["20"] / 20 / members["1"],
    }


def main() -> None:
    """Print the curves as JSON."""
    print(json.dumps(curves()))
