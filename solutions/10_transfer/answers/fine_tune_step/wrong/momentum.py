"""Keeps a velocity from call to call.

property: several steps, frozen and thawed
kind: convention
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    velocity = fine_tune_step.__dict__.setdefault("velocity", {})
    moved = {}
    for n, w in params.items():
        if lrs[n] == 0:
            moved[n] = w
            continue
        key = n, w.shape
        velocity[key] = 0.9 * velocity.get(key, 0) + grads[n] if n in ("body", "head") else grads[n]
        moved[n] = w - lrs[n] * velocity[key]
    return moved
