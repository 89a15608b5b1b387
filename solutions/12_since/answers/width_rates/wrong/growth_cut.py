"""The growth is cut to a whole number.

property: a growth that is no whole number
cause: cuts it
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    out = {}
    for name, shape in shapes.items():
        if len(shape) == 1:
            out[name] = lr
        else:
            out[name] = lr / (shape[0] // base_shapes[name][0])
    return out
