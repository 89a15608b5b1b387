"""How the activations of a deep net spread out, layer by layer: the experiment of initialization.

Two ways to the same numbers: ``lecture_table`` does what the lecture did, with fresh float64
weights; ``activation_statistics`` is for sliders and takes milliseconds, because it works in
float32, draws its standard normal numbers once, and looks at a sample for the histograms.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init, init_weights, weight_std
from course_lib.engine.threads import one_blas_thread
from course_lib.seeds import default_rng

# They may overwrite z, which nobody needs any more.
ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "tanh": lambda z: np.tanh(z, out=z),
    "relu": lambda z: np.maximum(z, 0, out=z),
    "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(0.5 * z),
    "linear": lambda z: z,
}
SAMPLE = 5000  # activations that a histogram counts: its bars are then right to about 1 %


class ActivationStatistics(NamedTuple):
    """One row for each of the L layers: ``mean``, ``std`` and ``flat`` (L,), histograms (L, ...).

    ``flat`` is the share of activations whose slope is nearly 0: tanh and sigmoid within 1 % of
    their limits, ReLU at 0. ``counts`` (L, bins) are of a sample, between ``edges`` (L, bins + 1).
    """

    mean: Array
    std: Array
    flat: Array
    counts: Array
    edges: Array


def activation_statistics(
    scheme: str | float,
    activation: str = "tanh",
    depth: int = 10,
    width: int = 256,
    rows: int = 500,
    seed: int = 0,
    bins: int = 40,
) -> ActivationStatistics:
    """Send ``rows`` standard normal inputs through ``depth`` layers of ``width`` units.

    ``scheme`` is the std of the weights, or "small", "xavier", "glorot" or "he". The same seed
    means the same normal numbers whatever the std: a slider then shows its own effect alone.
    """
    act = _activation("activation_statistics", activation)
    _expect_sizes("activation_statistics", depth=depth, width=width, rows=rows, bins=bins)
    scale = np.float32(weight_std(width, width, scheme))
    x, normals = _draws(depth, width, rows, seed)
    # Two arrays take turns, layer after layer.
    out, spare = np.empty((2, rows, width), np.float32)
    table, counts, edges = [], [], []
    with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
        for normal in normals:
            np.matmul(x, normal, out=out)
            out *= scale  # rows are fewer than weights: cheaper than rescaling the weights
            x, out, spare = act(out), spare, out
            # Whole rows: a stride through the flat array could meet the same few units in each.
            sample = x[:: max(1, x.size // SAMPLE)].astype(np.float64)
            mean = x.mean()
            centred = np.subtract(x, mean, out=out).reshape(-1)
            std = (np.vdot(centred, centred) / x.size) ** 0.5
            table.append((mean, std, _flat_share(sample, activation)))
            count, edge = _histogram(sample, activation, bins)
            counts.append(count)
            edges.append(edge)
    mean, spread, flat = np.array(table, dtype=np.float64).T
    return ActivationStatistics(mean, spread, flat, np.array(counts), np.array(edges))


def lecture_table(
    scheme: Init,
    activation: str,
    rng: np.random.Generator,
    depth: int = 10,
    width: int = 500,
    rows: int = 1000,
) -> tuple[Array, Array]:
    """Return means and stds (depth,) of the activations, as the lecture's tables were made.

    1000 inputs of 500 standard normal numbers, 10 layers of 500 units, no biases, float64, new
    random inputs and weights at every call. ``scheme`` is anything that ``init_weights`` takes.
    """
    act = _activation("lecture_table", activation)
    _expect_sizes("lecture_table", depth=depth, width=width, rows=rows)
    x = rng.standard_normal((rows, width))
    table = []
    with one_blas_thread():
        for _ in range(depth):
            x = act(x @ init_weights(width, width, scheme, rng))
            table.append((x.mean(), x.std()))
    means, stds = np.array(table).T
    return means, stds


@lru_cache(maxsize=4)
def _draws(depth: int, width: int, rows: int, seed: int) -> tuple[Array, list[Array]]:
    """Return inputs and the standard normal numbers behind the weights of all layers, float32."""
    rng = default_rng([seed, width, rows])
    x = rng.standard_normal((rows, width), dtype=np.float32)
    # Layer by layer, so that a deeper net begins with the same layers.
    return x, [rng.standard_normal((width, width), dtype=np.float32) for _ in range(depth)]


def _flat_share(sample: Array, activation: str) -> float:
    if activation == "linear":
        return 0.0
    if activation == "relu":
        return float((sample <= 0).mean())
    centred = sample if activation == "tanh" else 2 * sample - 1
    return float((np.abs(centred) > 0.99).mean())


def _histogram(sample: Array, activation: str, bins: int) -> tuple[Array, Array]:
    """Count between the limits of the function, or those of the activations that are finite."""
    if activation in ("tanh", "sigmoid"):
        return np.histogram(sample, bins, (-1.0, 1.0) if activation == "tanh" else (0.0, 1.0))
    finite = sample[np.isfinite(sample)]
    low = 0.0 if activation == "relu" else finite.min(initial=0.0)
    high = finite.max(initial=0.0)
    # np.histogram needs limits that differ, also when everything has shrunk to 0.
    return np.histogram(finite, bins, (low, max(high, low + 1e-30)))


def _activation(caller: str, name: str) -> Callable[[Array], Array]:
    if name not in ACTIVATIONS:
        names = ", ".join(ACTIVATIONS)
        raise ValueError(f"{caller}: unknown activation {name!r}, expected one of {names}")
    return ACTIVATIONS[name]


def _expect_sizes(caller: str, **sizes: int) -> None:
    for name, size in sizes.items():
        if not isinstance(size, int | np.integer) or size < 1:
            raise ValueError(f"{caller}: {name} is {size}, expected a whole number above 0")
