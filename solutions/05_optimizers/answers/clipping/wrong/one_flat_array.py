"""One flat array comes back instead of a list.

property: global norm: one factor for all arrays
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    flat = np.concatenate([g.ravel() for g in grads])
    norm = np.linalg.norm(flat)
    return flat * min(1, c / norm), norm
