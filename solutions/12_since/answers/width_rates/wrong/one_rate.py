"""One rate for all, as before.

property: inner matrices: divided by the growth of their inputs
cause: This array still has the rate of the small net.
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    return dict.fromkeys(shapes, lr)
