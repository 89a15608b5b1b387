"""It calls l1 and l2, which are numbers there.

property: elastic_net: both, each with its own strength
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.abs(w).sum(), strength * np.sign(w)


def elastic_net(w, l1, l2):
    a, da = l1(w, l1)
    b, db = l2(w, l2)
    return a + b, da + db
