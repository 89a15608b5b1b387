"""Returns the learning rate times the gradient.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: lrs[n] * grads[n] for n in params}
