"""The cuts come as a list."""


def fractional_cuts(n_in, n_out, rng):
    sizes = [2] * (n_in - n_out) + [1] * (2 * n_out - n_in)
    cuts = [0]
    for i in rng.permutation(n_out):
        cuts.append(cuts[-1] + sizes[i])
    return [int(c) for c in cuts]
