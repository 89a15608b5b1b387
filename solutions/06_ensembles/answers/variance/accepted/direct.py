"""The definition."""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(axis=0)
    return (d**2).sum(axis=2).mean(axis=0)
