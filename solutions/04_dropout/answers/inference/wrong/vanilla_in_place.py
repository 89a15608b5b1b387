"""Scales in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    h *= keep_prob
    return h
