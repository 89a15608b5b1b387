"""The second moment, layer by layer."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    moment = 1.0
    stds = np.empty(depth)
    for layer in range(depth):
        z_moment = fan_in * sigma_w**2 * moment
        stds[layer] = np.sqrt(z_moment)
        moment = z_moment / 2 if activation == "relu" else z_moment
    return stds
