"""What the checks of Adam and AdamW share: the moves of Adam, and what goes wrong on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.eps import NOT_SAVED, column, eps_counts, gradients_and_eps, zero_eps
from course_lib.checking.paths import (
    TINY,
    apart,
    decaying_sum,
    moves,
    random_gradients,
    two_parameters,
)
from course_lib.checking.probes import zero_counts
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake


def weighted_mean(values: Array, beta: float) -> Array:
    """Return the weighted mean of all values so far, the one of k steps ago weighing beta**k."""
    return decaying_sum(values, beta) / decaying_sum(np.ones_like(values), beta)


def adam_moves(g: Array, beta1: float, beta2: float) -> Array:
    """Return the mean gradient over the root mean square gradient, both weighted by age."""
    return weighted_mean(g, beta1) / np.sqrt(weighted_mean(g**2, beta2))


def adam_worked(t: Trial, g: Array, beta1: float, beta2: float) -> None:
    """Work three steps of one entry out: both means, the corrected ones, and the step."""
    entry = g[:3].reshape(3, -1)[:, 0]
    n = np.arange(1, 4)
    mean, square = weighted_mean(entry, beta1), weighted_mean(entry**2, beta2)
    t.worked(
        gradients_of_one_entry=entry,
        m=mean * (1 - beta1**n),
        v=square * (1 - beta2**n),
        m_corrected=mean,
        v_corrected=square,
        step_in_units_of_lr=mean / np.sqrt(square),
    )


def first_step_mistakes(g: Array, uncorrected: str) -> list[Mistake]:
    """Return what goes wrong at the first step with betas 0.9 and 0.999; right is ``sign(g)``.

    ``uncorrected`` names the mistake of leaving both means as they are.
    """
    signs = np.sign(g)[None]
    return [
        (-signs, "You went uphill."),
        (0 * signs, "`w` did not move."),
        (signs * 0.1 / np.sqrt(0.001), uncorrected),
        (
            signs * (0.1 / 0.19) / np.sqrt(0.001 / (1 - 0.999**2)),
            "The first call is corrected as if it were the second: t counts one too many, or "
            "beta**2 stands where beta**t belongs.",
        ),
        (
            signs * (0.1 / 1.9) / np.sqrt(0.001 / 1.999),
            "Too small a mean becomes larger by what it is divided by: 1 MINUS beta**t.",
        ),
        (0.1 * signs, "The mean of the gradients is not corrected."),
        (signs / np.sqrt(0.001), "The mean of the squares is not corrected."),
        (1 / g[None], "You divided by the mean of squares; take its root."),
        (g[None], "The gradient is not divided by anything."),
    ]


def later_mistakes(g: Array, beta1: float, beta2: float) -> list[Mistake]:
    """Return what goes wrong with the gradients ``g`` (steps, ...) when the first step is right."""
    return [
        (adam_moves(g, beta2, beta1), "The two betas are swapped."),
        (adam_moves(g, 0.9, 0.999), "The betas are 0.9 and 0.999 whatever the caller says."),
        (np.sign(g), NOT_SAVED),
        (
            g / np.sqrt(weighted_mean(g**2, beta2)),
            "The step goes along the last gradient, not the mean.",
        ),
    ]


def adam_eps_counts(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless the ``eps`` of a call counts, beside or inside either of the two roots."""
    g, eps = gradients_and_eps(t)
    beta2 = t.draw(0.75, lambda rng: round(rng.uniform(0.6, 0.9), 2))
    grown = column(1 - beta2 ** np.arange(1, 4), g)
    flat = np.ones_like(grown)
    eps_counts(
        t,
        rule,
        g,
        eps,
        np.sign(g) * flat,
        [
            ("outside the root", g / (np.abs(g) + eps * flat)),
            ("inside the root", g / np.sqrt(g**2 + eps * flat)),
            ("squared inside the root", g / np.sqrt(g**2 + eps**2 * flat)),
            ("beside the uncorrected root (eps-hat)", g / (np.abs(g) + eps / np.sqrt(grown))),
            ("inside the uncorrected root (eps-hat)", g / np.sqrt(g**2 + eps / grown)),
        ],
        beta1=0.5,
        beta2=beta2,
        **options,
    )


def adam_zeros(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless a ``beta1``, a ``beta2`` or an ``eps`` of 0 counts as 0."""
    g = random_gradients(t, 2, 2, 3)
    for name, default, kept in (("beta1", 0.9, "beta2"), ("beta2", 0.999, "beta1")):

        def run(beta: float, name: str = name, kept: str = kept) -> Array:
            betas: dict[str, Any] = {name: beta, kept: 0.75}
            return moves(t, rule, 0 * g[0], g, eps=TINY, **betas, **options)

        def want(beta: float, name: str = name) -> Array:
            return adam_moves(g, beta, 0.75) if name == "beta1" else adam_moves(g, 0.75, beta)

        zero_counts(t, name, run, want, other=0.5, default=default)
    zero_eps(t, rule, beta1=0.9, beta2=0.999, **options)


def adam_apart(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless two parameters that take their steps in turn move as Adam moves each alone."""
    runs = two_parameters(t, steps=4)
    wants = [adam_moves(g, 0.5, 0.75) for _, g in runs]
    apart(t, rule, runs, wants, beta1=0.5, beta2=0.75, eps=TINY, **options)
