"""The state of the generator is kept and the same mask is drawn again."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    import copy

    again = copy.deepcopy(rng)
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (again, keep_prob)


def dropout_backward(dout, cache):
    import copy

    rng, keep_prob = cache
    mask = copy.deepcopy(rng).random(dout.shape) < keep_prob
    return dout * mask / keep_prob
