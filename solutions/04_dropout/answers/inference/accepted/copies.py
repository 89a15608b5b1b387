"""Copies."""

import numpy as np


def dropout_inference(x):
    return x.copy()


def vanilla_inference(h, keep_prob):
    out = h.copy()
    out *= keep_prob
    return out
