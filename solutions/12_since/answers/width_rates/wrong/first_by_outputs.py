"""The first matrix is divided by the growth of its outputs.

property: the first matrix keeps the rate: its inputs are the pixels
cause: It has more outputs than before
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    first = next(iter(shapes))
    rates = {}
    for name, shape in shapes.items():
        axis = 1 if name == first else 0
        rates[name] = lr * base_shapes[name][axis] / shape[axis] if len(shape) == 2 else lr
    return rates
