"""Return results of many megabytes at each call: the memory that fills up is the grader's."""

ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    return np.zeros(7 << 20), np.zeros(7 << 20)",
    "relu_backward": "def relu_backward(dout, cache):\n    return [np.zeros(1 << 20)] * 7",
    "double": "def double(x):\n    return [[[0.0] * 1000] * 190, 'x' * 1_000_000]",
}
