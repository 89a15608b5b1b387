"""A rate that is no `float` is refused.

property: numbers of NumPy
kind: guard
"""


def width_rates(shapes, base_shapes, lr):
    if not isinstance(lr, float):
        raise TypeError("lr must be a float")
    rates = {}
    for name, shape in shapes.items():
        growth = shape[0] / base_shapes[name][0] if len(shape) == 2 else 1
        rates[name] = lr / growth
    return rates
