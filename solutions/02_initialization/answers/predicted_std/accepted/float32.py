"""The result in float32."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    moment = fan_in * sigma_w**2
    steps = np.arange(depth)
    ratio = moment / 2 if activation == "relu" else moment
    return np.sqrt(moment * ratio**steps).astype(np.float32)
