"""Returns the gradients.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return dict(grads)
