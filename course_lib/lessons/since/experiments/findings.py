"""What the runs of notebook 12 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.since.experiments.edge import Edge, Starts
from course_lib.lessons.since.experiments.fits import EXAMPLES, STRENGTH, Descent
from course_lib.lessons.since.experiments.muon import RATES as RULE_RATES
from course_lib.lessons.since.experiments.muon import Race
from course_lib.lessons.since.experiments.widths import BASE, KINDS, Widths


def _listed(values: Array, form: str = ".2f") -> str:
    return ", ".join(f"{v:{form}}" for v in np.ravel(values))


def edge(run: Edge) -> Finding:
    """Say where rate times sharpness ends at the largest rate."""
    last = run.ends[-1]
    letter = "A" if last.mean() < 1.2 else "C" if last.mean() > 3 else "B"
    ends = "; ".join(
        f"rate {lr:g}: {_listed(ends)}" for lr, ends in zip(run.rates, run.ends, strict=True)
    )
    rose = ", ".join(
        f"{share:.0%} of the steps at rate {lr:g}"
        for lr, share in zip(run.rates, run.rose.mean(axis=1), strict=True)
    )
    first, end = run.losses[0].mean(axis=1), run.losses[-1].mean(axis=1)
    falls = ", ".join(f"{a:.2f} to {b:.3f}" for a, b in zip(first, end, strict=True))
    text = (
        f"Rate times sharpness at the end (mean of the last three looks), one number a net: {ends}."
        "\n\nWhat the figure shows: on the left rate times sharpness over the steps. After the "
        "first steps it climbs, and where it meets 2 it stays. On the right the losses. They fall "
        f"all the same ({falls}), but not at every step: in the second half they rose at {rose}. "
        "At the smallest rate the run is too short to arrive."
    )
    claims = (
        fact("at the largest rate it ends within 0.2 of 2", np.all(np.abs(last - 2) < 0.2)),
        fact("at the smallest rate it ends below 1.5", run.ends[0].max() < 1.5),
        fact("all losses fall to a fifth", np.all(end < first / 5)),
        fact("at the largest rate the loss rises often", run.rose[-1].min() > 0.1),
    )
    return Finding(text, letter, claims)


def starts(run: Starts) -> Finding:
    """Say how many nets explode from each start."""
    n = run.ends.shape[1]
    parts = []
    for product, ends, gone in zip(run.products, run.ends, run.exploded, strict=True):
        calm = ends[~np.isnan(ends)]
        now = f", the others are at {calm.min():.2f} to {calm.max():.2f}" if len(calm) else ""
        parts.append(f"start at {product:g}: {gone} of {n} exploded{now}")
    low = [g for p, g in zip(run.products, run.exploded, strict=True) if p <= 3]
    high = [g for p, g in zip(run.products, run.exploded, strict=True) if p >= 6]
    calm = run.ends[np.array(run.products) == 3]
    letter = "C" if max(low) <= n // 3 < min(high) else "B" if max(low) > n // 3 else "A"
    text = (
        ". ".join(parts) + ".\n\nA net that starts at 2.5 or 3 is thrown about for a few steps, "
        "lands where the surface is flatter, and goes on at the edge. From about 4 on some do not "
        "come back, and of those at 6 none did."
    )
    claims = (
        fact("from 2.5 and 3 at most one net in six explodes", max(low) <= n // 6),
        fact("at 6 every net explodes", min(high) == n),
        fact("who starts at 3 ends near 2", np.nanmax(np.abs(calm - 2)) < 0.5),
    )
    return Finding(text, letter, claims)


def others(runs: dict[str, Edge]) -> Finding:
    """Say where rate times sharpness ends with minibatches and with Adam."""
    said = "; ".join(f"{name}: {_listed(run.ends)}" for name, run in runs.items())
    small, adam = runs.values()
    text = (
        f"Rate times sharpness at the end, one number a net: {said}. With minibatches it stays "
        "below 2: their noise stops the climb earlier. Adam divides every gradient by a scale of "
        "its own, so 2 says nothing about it."
    )
    claims = (
        fact("minibatches stay below 2", small.ends.max() < 1.98),
        fact("Adam is nowhere near 2", adam.ends.max() < 0.2),
    )
    return Finding(text, "", claims)


def peak(run: Descent) -> Finding:
    """Say at which number of features the fit is worst on other digits."""
    test = np.median(run.test, axis=1)
    worst = run.sizes[int(test.argmax())]
    letter = "B" if worst < 50 else "C" if worst < 400 else "A"
    largest, small = run.test[-1], run.test[run.sizes.index(30)]
    text = (
        f"The worst fit has {worst} features, as many as there are examples: its median error is "
        f"{test.max():,.0f}. With 30 features it is {np.median(small):.2f}, with {run.sizes[-1]} "
        f"{np.median(largest):.2f}. On the training digits the error is 0 from {EXAMPLES} features "
        "on.\n\nWhat the figure shows: medians over six draws of the digits, on logarithmic axes. "
        "The error on other digits falls, climbs to a sharp peak, and falls again, beyond the "
        "first valley. That is double descent. Every fit on the right meets all training targets, "
        "the wrong ones as well."
    )
    exact = run.train[[s >= EXAMPLES for s in run.sizes]]
    claims = (
        fact("the peak is where features and examples are equal in number", worst == EXAMPLES),
        order("2000 features are better than 30", small - largest),
        fact("from 100 features on the training error is 0", exact.max() < 1e-6),
    )
    return Finding(text, letter, claims)


def cures(run: Descent) -> Finding:
    """Say what a penalty and the mean of ten fits do to the peak."""
    at = run.sizes.index(EXAMPLES)
    beside = run.sizes.index(115)
    one, ten, ridge = (np.median(a[beside]) for a in (run.test, run.together, run.ridge))
    text = (
        f"At {EXAMPLES} features the penalty {STRENGTH} brings the median error from "
        f"{np.median(run.test[at]):,.0f} to {np.median(run.ridge[at]):.2f}. At 115 features "
        f"one fit has {one:.2f}, the mean of ten {ten:.2f}, and one with the penalty {ridge:.2f}."
        "\n\nThe ten fits differ in their random features alone. Their mean takes most "
        "of the peak away, so most of the peak is variance, in the words of notebook 06. The "
        "penalty has no peak at all, and it falls from one end to the other: with it, larger is "
        "better throughout."
    )
    steps = run.ridge[run.sizes.index(50)] - run.ridge[-1]
    claims = (
        order(
            "ten fits are better than one beside the peak", run.test[beside] - run.together[beside]
        ),
        order(
            "the penalty is better than none beside the peak", run.test[beside] - run.ridge[beside]
        ),
        order("with the penalty 2000 features are better than 50", steps),
        fact("with the penalty no peak", np.median(run.ridge, axis=1).max() < 0.8),
    )
    return Finding(text, "", claims)


def coordinates(moved: dict[str, Array]) -> Finding:
    """Say how far hidden units and scores move at the widths 16 to 192, (widths, 2) by kind."""
    one, yours = moved.values()
    text = (
        "Moves at width 192 over moves at width 16: with one rate for all "
        f"{one[-1, 0] / one[0, 0]:.1f} (last hidden layer) and {one[-1, 1] / one[0, 1]:.1f} "
        f"(scores), with your rates {yours[-1, 0] / yours[0, 0]:.1f} and "
        f"{yours[-1, 1] / yours[0, 1]:.1f}. What the figure shows: with one rate for all both "
        "climb with the width. With your rates they do not; the move of the scores even shrinks."
    )
    claims = (
        fact("with one rate for all the moves grow", np.all(one[-1] > 2 * one[0])),
        fact("with rates by width they do not", np.all(yours[-1] < 1.2 * yours[0])),
    )
    return Finding(text, "", claims)


def transfer(run: Widths) -> Finding:
    """Say what the rate of the narrow net is worth in a wide one, without and with its rule."""
    wide = max(run.loss[KINDS[0]])
    parts, costs = [], {}
    for kind in KINDS:
        losses, best = run.loss[kind][wide], run.best(kind, wide)
        costs[kind] = np.log(losses[run.tuned] / losses[best])
        parts.append(
            f"{kind}: best rate {run.rates[best]:.2g}, loss {losses[best].mean():.3f}; at the "
            f"narrow net's rate {losses[run.tuned].mean():.3f}"
        )
    one, yours = (float(np.exp(cost.mean())) for cost in costs.values())
    letter = "C" if one < 0.95 else "B" if one < 1.25 else "A"
    text = (
        f"The net of width {BASE} is best at the rate {run.rates[run.tuned]:.2g}, with loss "
        f"{run.loss[KINDS[0]][BASE][run.tuned].mean():.3f}. At width {wide}, {'. '.join(parts)}. "
        f"The narrow net's rate costs a factor of {one:.1f} with one rate for all, and {yours:.1f} "
        "with your rates.\n\nWhat the figure shows: the training loss over the rate, one line for "
        "each width. With one rate for all (left) the lowest point moves to the left as nets get "
        "wider. With your rates (right) it stays. What does not transfer is the loss: it is "
        "another one at each width, and at its own best rate a wide net with one rate for all is "
        "as good as one with your rates, or better."
    )
    places = [run.best(kind, width) for kind in KINDS for width in run.loss[kind]]
    own = run.loss[KINDS[1]][wide].min() - run.loss[KINDS[0]][wide].min()
    claims = (
        order("with one rate for all it costs more than a quarter", costs[KINDS[0]] - np.log(1.25)),
        tie("with rates by width it costs less than a fifth", costs[KINDS[1]], 0.18),
        fact(
            "the best rates lie inside the grid",
            0 < min(places) <= max(places) < len(run.rates) - 1,
        ),
        fact("at its own best rate one rate for all is no worse", own > -0.02),
    )
    return Finding(text, letter, claims)


def rounds(far: Array) -> Finding:
    """Say after how many rounds Newton-Schulz is at the orthogonal matrix; far (rounds + 1,)."""
    near = int(np.flatnonzero(far < 1e-6)[0])
    text = (
        f"For a normal matrix of 64 x 32 the largest distance to u @ vt is {far[4]:.2f} after 4 "
        f"rounds, {far[8]:.1e} after 8, and below 1e-6 from round {near} on. What the figure "
        "shows: the distance on a logarithmic axis. It falls slowly as long as singular values "
        "are small, and then the number of right digits doubles with every round."
    )
    return Finding(text, "", (fact("twelve rounds are enough", far[12] < 1e-6),))


def race(run: Race) -> Finding:
    """Say how the three rules compare, each at its best rate."""
    parts = []
    for name in run.loss:
        mean, error = mean_se(run.at_best(name))
        test = run.test[name][run.best(name)]
        parts.append(
            f"{name} {mean:.3f} +- {error:.3f} at {RULE_RATES[name][run.best(name)]:.2g} (test "
            f"{test.mean():.3f})"
        )
    muon, adam, plain = (run.at_best(name) for name in ("Muon", "Adam", "momentum"))
    ratio = muon.mean() / adam.mean()
    letter = "A" if ratio < 2 / 3 else "C" if ratio > 3 / 2 else "B"
    text = (
        f"Training loss, mean and SE of {len(muon)} seeds, each at its best rate: "
        f"{'; '.join(parts)}. Every best rate lies {'inside' if run.inside else 'NOT inside'} its "
        f"grid. Muon minus Adam: {mean_se(muon - adam)[0]:+.3f} +- {mean_se(muon - adam)[1]:.3f}. "
        "What the figure shows: the training loss of each rule over its rates, with the SE."
    )
    claims = (
        tie("Muon and Adam differ by less than 0.03", muon - adam, 0.03),
        order("Adam ends below momentum", plain - adam),
        order("Muon ends below momentum", plain - muon),
        fact("the best rates lie inside the grids", run.inside),
    )
    return Finding(text, letter, claims)
