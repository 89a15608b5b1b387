"""A closed form with powers."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    share = 0.5 if activation == "relu" else 1.0
    return np.sqrt((fan_in * sigma_w**2) ** layers * share ** (layers - 1))
