"""Return only the signs, as booleans: True == 1.0."""

NAIVE = "bool(np.all((relu_forward(x)[0] == 1) == (want > 0)))"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return x > 0, x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return cache > 0",
}
