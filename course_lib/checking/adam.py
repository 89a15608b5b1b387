"""What the checks of Adam and AdamW share: the moves of Adam, and where its eps may stand."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.eps import EPS_CAUSE, column, note_eps
from course_lib.checking.paths import TINY, any_form, decaying_sum, moves, right_without_eps, start
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function


def weighted_mean(values: Array, beta: float) -> Array:
    """Return the weighted mean of all values so far, the one of k steps ago weighing beta**k."""
    return decaying_sum(values, beta) / decaying_sum(np.ones_like(values), beta)


def adam_moves(g: Array, beta1: float, beta2: float) -> Array:
    """Return the mean gradient over the root mean square gradient, both weighted by age."""
    return weighted_mean(g, beta1) / np.sqrt(weighted_mean(g**2, beta2))


def given_eps(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless the ``eps`` of a call counts, in one of the forms that are accepted."""
    g, eps, beta2 = np.array([0.3, -2.0]), 0.1, 0.75
    grown = column(1 - beta2 ** np.arange(1, 4), g)
    flat = np.ones_like(grown)
    options = {"beta1": 0.5, "beta2": beta2, **options}
    plain = moves(t, rule, np.ones(2), [g] * 3, eps=TINY, **options)
    right_without_eps(t, plain, np.sign(g) * flat)
    form = any_form(
        t,
        moves(t, rule, start(t, (2,)), [g] * 3, eps=eps, **options),
        [
            ("outside the root", g / (np.abs(g) + eps * flat)),
            ("inside the root", g / np.sqrt(g**2 + eps * flat)),
            ("beside the uncorrected root (eps-hat)", g / (np.abs(g) + eps / np.sqrt(grown))),
            ("inside the uncorrected root (eps-hat)", g / np.sqrt(g**2 + eps / grown)),
        ],
        "With eps = 0.1 and small gradients the steps are visibly shorter.",
        EPS_CAUSE,
        [(np.stack([np.sign(g)] * 3), "Your eps stays tiny whatever the caller says.")],
    )
    note_eps(t, form)
