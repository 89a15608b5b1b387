"""What the runs of notebook 06 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.ensembles.experiments.variance import RESTARTS, SETS, Split


def _said(values: Array, digits: int = 3) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.{digits}f} +- {error:.{digits}f}"


def share(found: float) -> Finding:
    """Say which share of the rows is in a bootstrap sample."""
    letter = min((("A", 0.5), ("B", 0.632), ("C", 0.9)), key=lambda one: abs(one[1] - found))[0]
    text = (
        f"The share of different rows is {found:.4f}; 1 - 1/e is {1 - np.exp(-1):.4f}. A row is "
        "missed with probability (1 - 1/n)^n, which goes to 1/e."
    )
    return Finding(text, letter)


def vote(by_average: int, by_vote: int) -> Finding:
    """Say what three members decide by average and by vote."""
    letter = {(1, 1): "A", (0, 1): "B", (1, 0): "C"}.get((by_average, by_vote), "A")
    text = (
        f"Average: class {by_average}; vote: class {by_vote}. The third member is sure and moves "
        "the mean; in a vote it is one of three."
    )
    return Finding(text, letter)


def members(curves: dict[str, Array]) -> Finding:
    """Say what averaging gains; the curves (seeds, sizes) are noisy, calm and bagged nets."""
    gains = {name: runs[:, -1] - runs[:, 0] for name, runs in curves.items()}
    lines = [
        f"{name}: one {runs[:, 0].mean():.3f}, ten {runs[:, -1].mean():.3f}, gain "
        f"{_said(gains[name])}"
        for name, runs in curves.items()
    ]
    _, calm, bagged = curves.values()
    one, ten = (bagged - calm)[:, 0], (bagged - calm)[:, -1]
    text = (
        f"{'; '.join(lines)} (SE of {len(calm)} seeds). Bagging minus restarts: one net "
        f"{_said(one)}, ten nets {_said(ten)}.\n\nWhat the figure shows: test accuracy against the "
        "number of averaged nets. Every curve rises and flattens. A bagged net saw 63 % of the "
        "rows, so alone it is worse than a restart; ten of them make up for it."
    )
    claims = (
        *(order(f"ten nets beat one: {name}", gain) for name, gain in gains.items()),
        order("one bagged net is worse than one restart", -one),
        tie("ten of each differ by less than 0.01", ten, 0.01),
    )
    return Finding(text, "", claims)


def identity(one: float, mean: float, between: float) -> Finding:
    """Say the errors of one net and of the mean, and the variance between the nets."""
    text = (
        f"Squared error of one net {one:.4f}, of the mean of ten {mean:.4f}, variance between the "
        f"nets {between:.4f}. The first is the sum of the other two. That is an identity, true for "
        "any numbers (Krogh and Vedelsby 1995): what averaging removes is exactly the variance "
        "between the members."
    )
    return Finding(text, "", (fact("the identity", abs(one - mean - between) < 1e-5),))


def variance(splits: dict[str, Split]) -> Finding:
    """Say which part of the variance restarts have in common, in each regime."""
    lines, claims = [], []
    for name, split in splits.items():
        s2 = split.between + split.within
        lines.append(
            f"{name}: s^2 {_said(s2, 4)}, rho {_said(split.rho, 2)}; variance of the mean of "
            f"{RESTARTS} restarts {split.mean.mean():.4f}, promised from pairs "
            f"{split.pairs.mean():.4f}"
        )
        off = (split.mean - split.pairs) / split.mean
        claims += [
            fact(
                f"rho lies between 0.4 and 0.8: {name}",
                split.rho.min() > 0.4 and split.rho.max() < 0.8,
            ),
            tie(f"the promise from pairs is kept within a tenth: {name}", off, 0.1),
        ]
    text = (
        f"{'; '.join(lines)} (SE of {len(split.rho)} deals of {SETS} data sets). The share rho is "
        "what the data set decides: restarts on one data set have it in common, and no number of "
        "them removes it. The share 1 - rho is what restarts can remove."
    )
    return Finding(text, "", tuple(claims))


def alike(restarts: Array, snapshots: Array) -> Finding:
    """Say whether snapshots or restarts differ more: the variance between ten members (seeds,)."""
    difference = restarts - snapshots
    mean, error = mean_se(difference)
    letter = "A" if mean > 2 * error else "B" if mean < -2 * error else "C"
    text = (
        f"Variance between ten members: snapshots {snapshots.mean():.4f}, restarts "
        f"{restarts.mean():.4f}; difference {_said(difference, 4)} (SE of {len(restarts)} seeds). "
        "What averaging can remove is the variance between the members, and snapshots of one "
        "training have less of it."
    )
    return Finding(text, letter, (order("snapshots are more alike than restarts", difference),))


def line(curves: dict[str, Array]) -> Finding:
    """Say how good the middle of the line is, between independent nets and between snapshots."""
    drops = [np.minimum(runs[0], runs[-1]) - runs[len(runs) // 2] for runs in curves.values()]
    poor = [float(drop.mean()) > 0.02 for drop in drops]
    letter = "B" if poor[0] and not poor[1] else "C" if poor[0] else "A"
    middle = ", ".join(f"{name} {runs[len(runs) // 2].mean():.2f}" for name, runs in curves.items())
    text = (
        f"Accuracy in the middle: {middle}.\n\nThe hidden units of a net can be put in any order "
        "without changing what it computes. Two trainings end with different orders, so the mean "
        "pairs units that have nothing to do with one another. Snapshots of one training share the "
        "order: they lie in one basin. Softmax regression has no hidden units and only one basin; "
        "section 5 averages the parameters of independent trainings of it."
    )
    claims = (
        order("between independent nets the middle is poor", drops[0]),
        order("between snapshots it is better than at the poorer end", -drops[1]),
    )
    return Finding(text, letter, claims)


def polyak(now: Array, average: Array, calm: Array) -> Finding:
    """Say what a running average gains.

    ``now`` and ``average`` (epochs, seeds) are accuracies at a large rate, ``calm`` (seeds,) the
    gain at the last step at a small one.
    """
    gain = average[-1] - now[-1]
    falls = [-np.minimum(np.diff(curve, axis=0), 0).min(axis=0) for curve in (now, average)]
    text = (
        f"Average minus last step: {_said(gain)} at the large rate, {_said(calm)} at the small one "
        f"(SE of {len(gain)}).\n\nWhat the figure shows: the accuracy of the parameters as they "
        "are goes up and down from epoch to epoch, for one net (thin) and in the mean of all; "
        "that of their average climbs and stays level. The largest fall from one epoch to the "
        f"next is {falls[0].mean():.3f} for the parameters and {falls[1].mean():.3f} for the "
        "average, in the mean of the nets. At a large constant rate the parameters dance around a "
        "good place, and the average sits in it. At a small rate there is less dance, and less to "
        "gain."
    )
    claims = (
        order("the parameters fall further than their average", falls[0] - falls[1]),
        order("Polyak gains at the large rate", gain),
        order("it gains more there than at the small rate", gain - calm),
    )
    return Finding(text, "", claims)


def cyclic(
    last: Array, gains: Array, spreads: Array, one: Array, heads: Array, ten: Array
) -> Finding:
    """Say what cyclic rates and a shared trunk bring.

    ``last``, ``gains`` and ``spreads`` are (constant or cyclic, seeds); the others (seeds,).
    """
    text = (
        f"Last snapshot, cyclic minus constant rate: {_said(last[1] - last[0])}. Gain of five "
        f"snapshots averaged over the last one: {_said(gains[0])} at the constant rate, "
        f"{_said(gains[1])} at the cyclic one. Variance between the five: {spreads[0].mean():.4f} "
        f"and {spreads[1].mean():.4f}.\n\nOver one net ({one.mean():.3f}): ten heads "
        f"{_said(heads - one)}, ten nets {_said(ten - one)} (SE of {len(one)}). All heads see the "
        "same features, and the same mistakes in them."
    )
    claims = (
        order("the cyclic rate makes the last snapshot better", last[1] - last[0]),
        order("it makes the snapshots more alike", spreads[0] - spreads[1]),
        order("ten nets gain more than ten heads", ten - heads),
        order("ten heads gain over one net", heads - one),
    )
    return Finding(text, "", claims)


def table(tables: dict[str, Array]) -> Finding:
    """Say which row is best in each regime; the tables (6 rows, seeds) begin with softmax."""
    lines, signs, claims = [], [], []
    for k, (name, rows) in enumerate(tables.items()):
        difference = rows[3] - rows[1]
        mean, error = mean_se(difference)
        signs.append(int(np.sign(mean)) if abs(mean) > 2 * error else 0)
        lines.append(f"{name} {_said(difference, 4)}")
        won, by = ("snapshots", difference) if k == 0 else ("models", -difference)
        claims.append(order(f"{name}: {won} win", by))
        claims += [
            tie(f"{name}: average and vote differ by less than 0.005", rows[1] - rows[2], 0.005),
            tie(f"{name}: snapshots' parameters and average, 0.005", rows[5] - rows[3], 0.005),
        ]
    letter = "A" if min(signs) > 0 else "B" if max(signs) < 0 else "C"
    text = (
        f"25 snapshots minus ten models, both averaged: {'; '.join(lines)}.\n\nWhat the figure "
        "shows: the gain of each row over the single model, with standard errors, in three regimes "
        "and in the lecture's one run.\n\nIn softmax regression at a large rate averaging calms "
        "the noise of the rate, and ten restarts of a convex problem have little to disagree "
        "about. Hidden units give them something."
    )
    return Finding(text, letter, tuple(claims))
