"""Computes the list of all outputs and picks one."""

import numpy as np


def extract_features(x, params, depth):
    outs = [x]
    i = 1
    while len(outs) <= depth:
        z = np.dot(outs[-1], params["w%d" % i]) + params["b%d" % i]
        outs.append((z + np.abs(z)) / 2)
        i += 1
    return outs[depth]
