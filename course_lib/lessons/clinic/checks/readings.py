"""Fourteen instruments: what a record says, in one number each."""

from __future__ import annotations

import numpy as np

from course_lib.checking.types import Array

INSTRUMENTS = (
    "log10 of the first loss", "log10 of the last losses", "log10 of the first update ratios",
    "log10 of update ratios at step 100", "train accuracy", "fresh accuracy",
    "val minus fresh accuracy", "answers changed", "dead units", "log10 of the first spread",
    "input std", "gradient right, in digits", "nearest val by nearest fresh",
    "log10 of the loss on 20 rows",
)  # fmt: skip


def log10(value: float | Array) -> float:
    """Return the logarithm of a mean, between -12 and 12 also where it is 0, nan or inf."""
    mean = np.mean(np.nan_to_num(np.asarray(value, float), nan=1e12, posinf=1e12))
    return float(np.log10(np.clip(mean, 1e-12, 1e12)))


def readings(run: dict[str, Array]) -> Array:
    """Return the instruments (14,) of a record; INSTRUMENTS has their names."""
    val, fresh = run["val_accuracy"][-1], float(run["fresh_accuracy"])
    return np.array(
        [
            log10(run["loss"][0]),
            log10(run["loss"][-10:]),
            log10(run["update_ratio"][:10]),
            log10(run["update_ratio"][100:110]),
            run["train_accuracy"][-1],
            fresh,
            val - fresh,
            float(run["changed"]),
            run["dead"].max(),
            log10(run["spread"][0]),
            float(run["input_std"]),
            min(-log10(run["gradient_error"].max()), 5.0),
            run["nearest"][0] / max(run["nearest"][1], 1e-12),
            log10(run["loss_few"][-5:]),
        ]
    )
