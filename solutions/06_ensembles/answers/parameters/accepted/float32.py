"""float32."""

import numpy as np


def average_parameters(vectors):
    return vectors.astype(np.float32).mean(0)


def polyak_update(average, w, decay=0.995):
    return (average * decay + w * (1 - decay)).astype(np.float32)
