"""w / |w| where w is not 0."""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    size = np.abs(w)
    return strength * size.sum(), strength * np.divide(
        w, size, out=np.zeros_like(w), where=size > 0
    )


def elastic_net(w, l1, l2):
    a = (l1 * np.abs(w).sum(), l1 * np.sign(w))
    b = (0.5 * l2 * np.square(w).sum(), l2 * w)
    return a[0] + b[0], a[1] + b[1]
