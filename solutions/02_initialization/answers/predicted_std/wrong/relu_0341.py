"""Uses the variance of relu, 0.341, for its second moment.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    v = 1.0
    out = []
    for _ in range(depth):
        v = v * fan_in * sigma_w**2
        out.append(v**0.5)
        v = v * (0.341 if activation == "relu" else 1)
    return np.array(out)
