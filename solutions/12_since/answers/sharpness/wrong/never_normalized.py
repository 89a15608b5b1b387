"""v is never brought to length 1.

property: one round on two curvatures, by hand
cause: v came with length 4.24
kind: idea
"""


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv
    return value, v
