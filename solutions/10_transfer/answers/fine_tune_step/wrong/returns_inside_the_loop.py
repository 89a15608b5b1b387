"""Returns after the first array.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name in params:
        if lrs[name]:
            params[name] = params[name] - lrs[name] * grads[name]
        return {name: params[name]}
