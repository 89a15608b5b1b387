"""Divides the gradient by the Hessian entry by entry.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - grad / hessian
