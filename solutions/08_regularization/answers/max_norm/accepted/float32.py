"""In float32."""

import numpy as np


def max_norm(w, c):
    w = w.astype(np.float32)
    n = np.linalg.norm(w, axis=0)
    return w * np.where(n > c, c / np.maximum(n, np.float32(1e-9)), np.float32(1))
