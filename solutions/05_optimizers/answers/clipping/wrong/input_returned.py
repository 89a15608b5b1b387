"""The gradients come back as they are, with c.

property: elementwise: every entry ends between -c and c
kind: two
"""

import numpy as np


def clip_elementwise(grad, c):
    return grad


def clip_global_norm(grads, c):
    return grads, c
