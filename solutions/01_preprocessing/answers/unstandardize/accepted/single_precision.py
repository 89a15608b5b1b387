"""Returns float32."""

import numpy as np


def unstandardize(z, mean, std):
    return (z * std + mean).astype(np.float32)
