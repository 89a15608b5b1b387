"""All at lr, then the matrices."""


def width_rates(shapes, base_shapes, lr):
    rates = dict.fromkeys(shapes, lr)
    for name in shapes:
        if len(shapes[name]) == 2:
            (wide, _), (small, _) = shapes[name], base_shapes[name]
            rates[name] *= small / wide
    return rates
