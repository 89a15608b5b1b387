"""Keeps its own average instead of the one given.

property: polyak_update: decay weighs the old average
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay=0.995):
    STATE["a"] = STATE.get("a", np.zeros_like(w)) * decay + (1 - decay) * w
    return STATE["a"]


STATE = {}
