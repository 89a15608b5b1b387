"""The growth is rounded down.

property: inner matrices: divided by the growth of their inputs
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr * base[0] // shape[0] if len(shape) == 2 else lr
    return rates
