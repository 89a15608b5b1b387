"""Looks at no intervention.

property: first suspect right in 78%
kind: detail
"""


def triage(run):
    ratio = run["update_ratio"][:10].mean()
    signs = [
        (run["changed"] > 0.1, "dropout at test"),
        (run["gradient_error"].max() > 0.02, "gradient wrong"),
        (run["nearest"][0] < 0.95 * run["nearest"][1], "leak"),
        (not ratio < 0.08, "rate too high"),
        (ratio < 0.0007, "rate too low"),
        (run["train_accuracy"][-1] < 0.5, "labels shuffled"),
        (True, "healthy"),
    ]
    return [name for found, name in sorted(signs, key=lambda sign: not sign[0])]
