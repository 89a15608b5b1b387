"""The trace of the covariance of each example."""

import numpy as np


def ensemble_variance(predictions):
    return np.array(
        [
            np.trace(np.atleast_2d(np.cov(predictions[:, i].T, ddof=0)))
            for i in range(predictions.shape[1])
        ]
    )
