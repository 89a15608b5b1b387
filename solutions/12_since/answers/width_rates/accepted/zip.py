"""Both dictionaries side by side, in any order."""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, base in base_shapes.items():
        fan_in = [s[0] if len(s) == 2 else 1 for s in (shapes[name], base)]
        rates[name] = lr / fan_in[0] * fan_in[1]
    return rates
