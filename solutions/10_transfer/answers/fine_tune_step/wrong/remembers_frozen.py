"""What was frozen once stays frozen.

property: several steps, frozen and thawed
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    frozen = fine_tune_step.__dict__.setdefault("frozen", set())
    frozen.update((n, w.shape) for n, w in params.items() if lrs[n] == 0)
    return {n: w if (n, w.shape) in frozen else w - lrs[n] * grads[n] for n, w in params.items()}
