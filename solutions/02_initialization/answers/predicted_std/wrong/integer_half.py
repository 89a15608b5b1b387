"""Half of the inputs, in whole numbers.

property: relu, an odd number of inputs
cause: cuts it to one
kind: detail
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    n = fan_in // 2 if activation == "relu" else fan_in
    stds = []
    var = fan_in * sigma_w**2
    for _ in range(depth):
        stds.append(np.sqrt(var))
        var = var * n * sigma_w**2
    return np.array(stds)
