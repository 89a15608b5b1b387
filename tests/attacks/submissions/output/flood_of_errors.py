"""Write a gigabyte to stderr, past Python."""

ANSWERS = {
    "relu_forward": """\
import os
def relu_forward(x):
    for _ in range(1000):
        os.write(2, b"\\xff\\x00" * (1 << 19))
    return np.zeros_like(x), x
"""
}
