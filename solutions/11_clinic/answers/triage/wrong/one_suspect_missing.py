"""Never suspects shuffled labels.

property: first suspect right in 90%
kind: detail
"""


def triage(run):
    ratio = run["update_ratio"][:10].mean()
    signs = [
        (run["changed"] > 0.1, "dropout at test"),
        (run["gradient_error"].max() > 0.02, "gradient wrong"),
        (run["nearest"][0] < 0.95 * run["nearest"][1], "leak"),
        (run["loss_no_decay"][-5:].mean() < 0.5 * run["loss"][50:60].mean(), "decay too strong"),
        (not ratio < 0.08, "rate too high"),
        (ratio < 0.0007, "rate too low"),
        (run["loss_few"][-5:].mean() > 1.46 and run["loss"][0] < 2.35, "softmax twice"),
        (True, "healthy"),
    ]
    return [name for found, name in sorted(signs, key=lambda sign: not sign[0])]
