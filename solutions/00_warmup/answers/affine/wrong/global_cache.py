"""A global variable instead of the cache.

property: backward: each call uses its own cache
kind: guard
"""

import numpy as np

last = {}


def affine_forward(x, w, b):
    last["x"], last["w"] = x, w
    return x @ w + b, None


def affine_backward(dout, cache):
    return dout @ last["w"].T, last["x"].T @ dout, dout.sum(axis=0)
