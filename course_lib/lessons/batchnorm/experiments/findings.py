"""What the runs of notebook 03 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.batchnorm.experiments.own import TestTime
from course_lib.lessons.batchnorm.experiments.training import Rates, Regularized


def _said(values: Array, digits: int = 3) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.{digits}f} +- {error:.{digits}f}"


def depth(with_norm: Mapping[float, Array]) -> Finding:
    """Say how large the std of layer 10 is with batch norm; runs (seeds, depth) by weight std."""
    last = np.array([runs[:, -1].mean() for runs in with_norm.values()])
    letter = "A" if last.max() > 10 * last.min() else "C" if np.allclose(last, 1, atol=0.1) else "B"
    text = (
        f"With batch norm, layer 10 has the stds {', '.join(f'{std:.3f}' for std in last)}."
        "\n\nWhat the figure shows: on the left the std shrinks to nothing with weights of std "
        "0.01, stays level with 0.1, and explodes with 1. On the right all three curves are one "
        "horizontal line."
        "\n\nWhy not exactly 1? We look after the ReLU. The number that enters it has std 1; what "
        "comes out is the positive half, and for a normal distribution that has the std "
        "sqrt(1/2 - 1/(2 pi)) = 0.584. He's formula did the same by careful choice of one number, "
        "for the first step only. Batch norm does it at every step, whatever the weights are."
    )
    near = bool(np.allclose(last, 0.584, atol=0.03))
    return Finding(text, letter, (fact("all three lie near 0.584", near),))


def batch_of_one(result: TestTime) -> Finding:
    """Say how good batches of one are when they are normalized with their own statistics."""
    one = float(result.mixed[0].mean())
    running = float(result.running.mean())
    letter = min((("A", running), ("B", 0.55), ("C", 0.1)), key=lambda p: abs(p[1] - one))[0]
    text = (
        f"Accuracy {one:.3f} for batches of one, {running:.3f} with the running statistics."
        "\n\nWhat the figure shows: with mixed classes the accuracy climbs from guessing, for "
        "batches of one, to the level of the running statistics at about 64 images. With one class "
        "in each batch it stays at guessing, whatever the batch size."
    )
    large = [i for i, size in enumerate(result.sizes) if size >= 64]
    claims = (
        fact("batches of one guess", one < 0.15),
        fact("batches of one class guess", float(result.one_class.mean(axis=1).max()) < 0.25),
        tie("mixed batches of 64 or more: within 0.02", result.mixed[large] - result.running, 0.02),
    )
    return Finding(text, letter, claims)


def rescale(change: float, ratio: float) -> Finding:
    """Say what ten times larger weights before batch norm do to the loss and to their gradient."""
    letter = "D" if abs(change) > 1e-2 else "A" if 0.5 < ratio < 2 else "B" if ratio > 2 else "C"
    text = (
        f"The loss changes by {change:.0e}, and dw has {ratio:.3f} times its size. Forwards batch "
        "norm takes the factor out, backwards it returns."
        "\n\nThe bias in front of batch norm has no effect and no gradient, for batch norm "
        "subtracts the column's mean, and with it any bias: what you see is rounding. `beta` has "
        "taken its place. So one leaves that bias out of the layer. The size of the weights does "
        "not matter forwards, and does matter backwards."
    )
    return Finding(text, letter, (fact("dw has a tenth of its size", abs(ratio - 0.1) < 0.001),))


def rate(row: Rates) -> Finding:
    """Say which is the largest rate that reaches 80 %, without and with batch norm."""
    rates = np.array(row.rates)
    good = {k: rates[v.mean(axis=1) >= 0.8] for k, v in row.accuracy.items()}
    without, with_bn = (float(good[k].max()) if len(good[k]) else 0.0 for k in ("none", "before"))
    times = with_bn / max(without, 1e-9)
    letter = "C" if times > 9 else "B" if times > 1.5 else "A"
    at_small = int(np.argmin(np.abs(rates - 0.01)))
    small = row.accuracy["none"][at_small] - row.accuracy["before"][at_small]
    text = (
        f"The largest rate that reaches 80 %: {without:g} without, {with_bn:g} with batch norm, of "
        f"the rates {', '.join(f'{r:g}' for r in rates)}. Three things to see:"
        "\n\nA larger learning rate: yes. Ten layers with He's weights bear a rate ten times "
        "larger, or more."
        "\n\nFaster: because of the larger rate. Compare the two columns at the same small rate. "
        f"At 0.01 the net without batch norm minus the net with it is {_said(small)}."
        "\n\nThe first weights still matter. In the heat map for ten layers with batch norm, of "
        "single nets, compare the row of std 0.01 with that of std 0.5: the best rate is another "
        "one. Section 7 says why: the step relative to the weights is what counts."
    )
    claims = (
        fact("the rate is ten times larger, or more", times > 9),
        order("at 0.01 the net without batch norm is ahead", small),
    )
    return Finding(text, letter, claims)


def sigmoids(result: Rates) -> Finding:
    """Say how far sigmoids are behind ReLU, without batch norm and with it."""
    best = {k: int(runs.mean(axis=1).argmax()) for k, runs in result.accuracy.items()}
    at_best = {k: runs[best[k]] for k, runs in result.accuracy.items()}
    guesses = at_best["sigmoid"].mean() < 0.15
    where = {kind: f"rate {result.rates[k]:g}" for kind, k in best.items()}
    if guesses:
        where["sigmoid"] = "a guess, at every rate"
    lines = (f"{kind} {runs.mean():.3f} ({where[kind]})" for kind, runs in at_best.items())
    bare = at_best["ReLU"] - at_best["sigmoid"]
    normed = at_best["ReLU + BN"] - at_best["sigmoid + BN"]
    text = (
        f"Validation accuracy, each at its best rate: {'; '.join(lines)}. ReLU minus sigmoid is "
        f"{_said(bare)} without batch norm and {_said(normed)} with it (SE of {len(bare)} seeds)."
        "\n\nWithout batch norm ten slopes of at most 1/4 leave next to nothing of a gradient: no "
        "rate helps, and the net guesses. A slope of 1/4 also shrinks the differences between "
        "images. Batch norm divides by their std, and its backward pass divides the gradient by "
        "the same small number: what the slope takes away it gives back. So sigmoids train too, "
        "and the sheet's remark holds here: of the advantage of ReLU little is left."
    )
    inside = all(0 < best[k] < len(result.rates) - 1 for k in best if k != "sigmoid")
    claims = (
        fact("ten sigmoid layers without batch norm guess", guesses),
        order("batch norm takes most of ReLU's advantage", bare / 2 - normed),
        tie("with batch norm the two differ by less than 0.05", normed, 0.05),
        fact("the best rates of the nets that train lie inside the grid", inside),
    )
    return Finding(text, "", claims)


def place(result: Rates) -> Finding:
    """Say which place of batch norm wins, each at its own best rate."""
    before, after = result.accuracy["before"], result.accuracy["after"]
    best = [int(runs.mean(axis=1).argmax()) for runs in (before, after)]
    gap = after[best[1]] - before[best[0]]
    mean, error = mean_se(gap)
    letter = "B" if mean > 2 * error else "A" if mean < -2 * error else "C"
    text = (
        f"Each at its best rate, after minus before is {_said(gap, 4)} (SE of {len(gap)} seeds)."
        "\n\nWhat the figure shows: at the smallest learning rate 'after' is ahead. It learns "
        "faster there: its columns enter the next layer with std 1, while a ReLU leaves only 0.58 "
        "of it. Once the learning rate is chosen well, little is left of the difference, and the "
        "lecture's verdict holds here: both work."
    )
    claims = (
        tie("at the best rates the difference is below 0.01", gap, 0.01),
        order("at the smallest rate 'after' is ahead", after[0] - before[0]),
    )
    return Finding(text, letter, claims)


def dropout(results: Mapping[str, Regularized]) -> Finding:
    """Say whether dropout helps a net that has batch norm, on clean labels and on noisy ones."""
    gains = [r.test["BN + dropout"] - r.test["BN"] for r in results.values()]
    clean, hard = (mean > 2 * error for mean, error in map(mean_se, gains))
    letter = ("C" if hard else "D") if clean else ("B" if hard else "A")
    noisy = list(results.values())[1]
    instead = noisy.test["dropout"] - noisy.test["BN"]
    text = (
        "Dropout on top of batch norm changes the test accuracy by "
        f"{', '.join(f'{_said(g)} ({n})' for g, n in zip(gains, results, strict=True))}."
        "\n\nWhat the figure shows: with clean labels all four kinds of net lie close together. "
        "With noisy labels the plain net and the net with batch norm learn the wrong labels by "
        "heart; both nets with dropout do not, and test much better."
        "\n\nSo the sentence holds where little regularization was needed anyway. Where it is "
        "needed, batch norm was no substitute for dropout, in this configuration. Its noise is "
        "weak at a batch size of 20."
    )
    claims = (
        order("on noisy labels dropout helps a net with batch norm", gains[1]),
        order("on noisy labels dropout alone beats batch norm alone", instead),
        tie("on clean labels dropout changes it by less than 0.02", gains[0], 0.02),
    )
    return Finding(text, letter, claims)


def jolted(accuracy: Mapping[str, Array]) -> Finding:
    """Say how nets do whose normalized columns are moved at random; (seeds,) by kind of net."""
    plain, norm, small, large = accuracy.values()
    means = "; ".join(f"{name} {runs.mean():.3f}" for name, runs in accuracy.items())
    text = (
        f"Validation accuracy: {means}. Small jolts minus batch norm alone: {_said(small - norm)}; "
        f"small jolts minus plain: {_said(small - plain)}; large jolts minus plain: "
        f"{_said(large - plain)} (SE of {len(plain)} seeds)."
        "\n\nIf perfectly steady inputs were what makes batch norm work, small jolts would already "
        "take a part of its lead. Large ones, a factor and a shift of SD 0.5 in each of ten "
        "layers, "
        "drown the signal. So the run does not settle what the reason is. It shows that the inputs "
        "of a layer may move a good deal."
    )
    claims = (
        order("with small jolts batch norm is still ahead of the plain net", small - plain),
        order("large jolts cost more than small ones", small - large),
    )
    return Finding(text, "", claims)
