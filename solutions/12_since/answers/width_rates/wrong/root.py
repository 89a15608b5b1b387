"""The root of the growth.

property: inner matrices: divided by the growth of their inputs
cause: That is the root of the growth
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr * (base[0] / shape[0]) ** 0.5 if len(shape) == 2 else lr
    return rates
