"""PyTorch's coefficient with 1e-6 in the denominator."""

import numpy as np


def clip_elementwise(grad, c):
    return grad.clip(min=-c, max=c)


def clip_global_norm(grads, c):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads])
    coefficient = min(1.0, c / (norm + 1e-6))
    return tuple(coefficient * g for g in grads), norm
