"""Looks at the data and the answers alone.

property: first suspect right in 45%
kind: idea
"""


def triage(run):
    ratio = run["update_ratio"][:10].mean()
    signs = [
        (run["changed"] > 0.1, "dropout at test"),
        (run["nearest"][0] < 0.95 * run["nearest"][1], "leak"),
        (run["train_accuracy"][-1] < 0.5, "labels shuffled"),
        (True, "healthy"),
    ]
    return [name for found, name in sorted(signs, key=lambda sign: not sign[0])]
