"""Changes its input.

property: inputs unchanged
kind: guard
"""

import numpy as np


def ensemble_variance(predictions):
    predictions -= predictions.mean(axis=0)
    return (predictions**2).sum(axis=2).mean(axis=0)
