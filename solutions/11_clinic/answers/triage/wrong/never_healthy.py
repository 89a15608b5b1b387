"""A healthy run is called a leak.

property: first suspect right in 90%
kind: detail
"""


def triage(run):
    ratio, signs = run["update_ratio"][:10].mean(), {}
    signs["dropout at test"] = run["changed"] > 0.1
    signs["gradient wrong"] = run["gradient_error"].max() > 0.02
    signs["leak"] = run["nearest"][0] < 0.95 * run["nearest"][1]
    signs["decay too strong"] = run["loss_no_decay"][-1] < 0.5 * run["loss"][50:60].mean()
    signs["rate too high"] = not ratio < 0.08
    signs["rate too low"] = ratio < 0.0007
    signs["softmax twice"] = run["loss_few"][-1] > 1.46 and run["loss"][0] < 2.35
    signs["labels shuffled"] = run["train_accuracy"][-1] < 0.5
    signs["leak"] = signs["leak"] or not any(signs.values())
    return sorted(signs, key=signs.get, reverse=True)
