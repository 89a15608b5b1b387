"""Products of shapes as 64-bit integers."""

import numpy as np


def count_parameters(layers):
    counts = []
    for kind, *sizes, bias in layers:
        shape = (sizes[0], sizes[1], sizes[2], sizes[2]) if kind == "conv" else (sizes[0], sizes[1])
        counts.append(np.prod(shape, dtype=np.int64) + (sizes[1] if bias else 0))
    return np.sum(counts)
