"""A score for each suspect."""

import numpy as np


def triage(run):
    first = np.mean(run["update_ratio"][:10])
    end = np.nan_to_num(run["loss"][50:60], nan=1e3, posinf=1e3).mean()
    flat = run["train_accuracy"][-1] < 0.6
    scores = {
        "healthy": 1.0,
        "dropout at test": 20 * run["changed"],
        "gradient wrong": 40 * run["gradient_error"].max(),
        "leak": (run["nearest"][1] / run["nearest"][0]) ** 18,
        "rate too high": 12 * np.nan_to_num(first, nan=1e3, posinf=1e3),
        "rate too low": 0.0008 / first if first > 0 else 0.0,
        "decay too strong": 0.45 * end / run["loss_no_decay"][-1],
        "softmax twice": 1.05 if 0.0008 < first < 0.0022 else 0.0,
        "labels shuffled": 1.05 if flat and first > 0.0022 else 0.0,
    }
    if scores["leak"] < 2:
        scores["leak"] = 0.0
    return sorted(scores, key=lambda name: -scores[name])
