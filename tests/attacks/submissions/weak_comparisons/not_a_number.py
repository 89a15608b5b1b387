"""Return NaN, which is neither above nor below a bound."""

NAIVE = "not (np.abs(relu_forward(x)[0] - want) > 1e-6).any()"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return x * np.nan, x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return dout * np.nan",
}
