"""np.var over members and outputs together.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return predictions.var(axis=(0, 2)) * predictions.shape[2]
