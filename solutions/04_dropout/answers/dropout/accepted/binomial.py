"""Coins from rng.binomial, a dictionary as cache."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.binomial(1, keep_prob, size=x.shape)
    return x * mask / keep_prob, {"mask": mask, "keep_prob": keep_prob}


def dropout_backward(dout, cache):
    return dout * cache["mask"] / cache["keep_prob"]
