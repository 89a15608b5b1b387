"""Layers of the same kind are counted once: each takes the place of the one before.

property: a whole net
kind: idea
cause: Go through the whole list
"""

import numpy as np


def count_parameters(layers):
    counts = {}
    for layer in layers:
        kind, before, after, *kernel, bias = layer
        cells = kernel[0] ** 2 if kind == "conv" else 1
        counts[kind] = before * after * cells + after * bias
    return sum(counts.values())
