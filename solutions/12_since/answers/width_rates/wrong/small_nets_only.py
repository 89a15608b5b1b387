"""A growth of more than a hundred inputs is not believed.

property: coordinate check: eight times wider, it moves no further
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = (lr * base[0] / shape[0] if shape[0] < 150 else lr) if len(shape) == 2 else lr
    return rates
