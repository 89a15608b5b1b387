"""float32."""

import numpy as np


def dropout_inference(x):
    return x.astype(np.float32)


def vanilla_inference(h, keep_prob):
    return (h * keep_prob).astype(np.float32)
