"""Fork in the middle of a call, so that two processes answer it, and all that follow."""

ANSWERS = {
    "relu_forward": """\
import os
def relu_forward(x):
    os.fork()
    return np.zeros_like(x), x
""",
}
