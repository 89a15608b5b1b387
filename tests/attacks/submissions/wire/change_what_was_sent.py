"""Write into arrays of earlier calls, of other tests, and into those that come in the reply."""

CELL = "kept = []"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    for array in kept:
        array[...] = 0
    kept.append(x)
    x[...] = 0
    return x, x
""",
    "relu_backward": """\
def relu_backward(dout, cache):
    kept.append(dout)
    dout[...] = 0
    return dout
""",
    "double": """\
def double(x):
    if isinstance(x, np.ndarray):
        x[...] = 0
        for array in kept:
            array[...] = 0
    return x
""",
}
