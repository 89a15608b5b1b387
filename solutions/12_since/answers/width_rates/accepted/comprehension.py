"""One expression."""


def width_rates(shapes, base_shapes, lr):
    return {
        name: lr * base_shapes[name][0] / s[0] if len(s) > 1 else lr for name, s in shapes.items()
    }
