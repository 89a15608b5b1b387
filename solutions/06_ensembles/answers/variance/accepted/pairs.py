"""Half the mean squared distance of all pairs."""

import numpy as np


def ensemble_variance(predictions):
    d = predictions[:, None] - predictions[None]
    return (d**2).sum(axis=-1).mean(axis=(0, 1)) / 2
