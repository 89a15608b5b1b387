"""The first layer and the rest."""

import numpy as np


def count_parameters(layers):
    if not layers:
        return 0
    first, rest = layers[0], layers[1:]
    area = first[3] ** 2 if first[0] == "conv" else 1
    return first[1] * first[2] * area + first[-1] * first[2] + count_parameters(rest)
