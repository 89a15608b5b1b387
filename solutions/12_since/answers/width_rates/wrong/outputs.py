"""The growth of the outputs.

property: inner matrices: divided by the growth of their inputs
cause: Count how many numbers each unit of this layer adds.
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr * base[1] / shape[1] if len(shape) == 2 else lr
    return rates
