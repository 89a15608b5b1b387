"""One growth for all matrices, that of the first layer.

property: inner matrices: divided by the growth of their inputs
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    first = next(iter(shapes))
    growth = shapes[first][1] / base_shapes[first][1]
    return {n: lr / growth if len(s) == 2 else lr for n, s in shapes.items()}
