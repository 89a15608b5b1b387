"""Takes the old head out and returns what is left.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    assert h
    return {n: a for n, a in params.items() if n not in (f"w{layer}", f"b{layer}")}
