"""Return numbers so large that relative errors become 0 or NaN."""

NAIVE = "not (np.abs(relu_forward(x)[0] - want) / np.abs(relu_forward(x)[0])).max() > 1"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return np.full_like(x, np.inf), x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return np.full_like(dout, np.inf)",
}
