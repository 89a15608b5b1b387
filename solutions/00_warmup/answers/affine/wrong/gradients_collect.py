"""Gradients add up over the calls.

property: backward: dw
kind: idea
"""

import numpy as np

total = {}


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    total["dw"] = total.get("dw", 1.0) + (x.T @ dout).sum()
    return dout @ w.T, x.T @ dout + total["dw"], dout.sum(axis=0)
