"""What the runs of the practice part of notebook 12 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.since.experiments import branches, half, recipe, targets, units


def unit(run: units.Units) -> Finding:
    """Say how nets of ReLU, GELU and SwiGLU compare, each at its best rate."""
    best = [run.test[k, run.best(k)] for k in range(len(units.KINDS))]
    parts = []
    for k, (name, test) in enumerate(zip(units.KINDS, best, strict=True)):
        mean, error = mean_se(test)
        parts.append(f"{name} {mean:.3f} +- {error:.3f} at {units.RATES[run.best(k)]:g}")
    behind, error = mean_se(best[0] - best[2])
    text = (
        f"Test accuracy, mean and SE of {len(best[0])} nets, each unit at its best of "
        f"{len(units.RATES)} rates: {'; '.join(parts)}. GELU and ReLU are level. SwiGLU, with as "
        f"many weights and no biases, stays behind ReLU by {behind:.3f} +- {error:.3f}. In large "
        "language models it is the other way round (Shazeer 2020). A unit that is best there need "
        "not be best here."
    )
    claims = (
        tie("GELU and ReLU differ by less than 0.01", best[1] - best[0], 0.01),
        order("SwiGLU stays behind ReLU", best[0] - best[2]),
    )
    return Finding(text, "", claims)


def branch(run: branches.Branches) -> Finding:
    """Say which nets of 20 blocks train, by the factor before their branches."""
    fixed, learned = (run.test[k, run.best(k)] for k in (1, 2))
    sizes = np.abs(run.factors[2, run.best(2)])
    text = (
        f"With the factor 1 the best test accuracy of all nets is {run.test[0].max():.2f}: chance, "
        f"at every rate. With 1 / sqrt(20) it is {fixed.mean():.3f} at the rate "
        f"{branches.RATES[run.best(1)]:g}, with a learned factor {learned.mean():.3f} at "
        f"{branches.RATES[run.best(2)]:g}. The learned factors began at 0 and ended at a mean size "
        f"of {sizes.mean():.2f}; 1 / sqrt(20) is {20**-0.5:.2f}.\n\nWhat the figure shows: the "
        "test accuracy over the rate. What counts is that the factor is small at the start. "
        "Whether it is learned makes no difference here."
    )
    claims = (
        fact("with the factor 1 all nets stay at chance", run.test[0].max() < 0.2),
        fact("with a small factor they learn", min(fixed.min(), learned.min()) > 0.9),
        tie("learned and fixed differ by less than 0.03", learned - fixed, 0.03),
    )
    return Finding(text, "", claims)


def schedules(run: recipe.Recipe) -> Finding:
    """Say what warm-up and cosine do to nets under AdamW, at the largest rate and at the best."""
    top, best = len(recipe.RATES) - 1, run.loss.mean(axis=2).argmin(axis=1)
    constant, warm, cosine, both = range(4)
    at_top = ", ".join(
        f"{name} {run.test[k, top].mean():.3f}" for k, name in enumerate(recipe.SCHEDULES)
    )
    at_best = ", ".join(
        f"{name} {run.test[k, best[k]].mean():.3f}" for k, name in enumerate(recipe.SCHEDULES)
    )
    text = (
        f"Test accuracy at the rate {recipe.RATES[top]:g}, mean of {recipe.SEEDS} nets: {at_top}. "
        f"Each schedule at its own best rate: {at_best}.\n\nWhat the figure shows: on the left the "
        "test loss over the rate. At their best rates all four schedules are level in accuracy, "
        "within a digit in a hundred. What the cosine buys is room: a rate that is too large does "
        "far less harm, since it ends small. Warm-up alone does nothing for a net of this size, as "
        "in notebook 05."
    )
    differences = [run.test[k, best[k]] - run.test[constant, best[constant]] for k in range(1, 4)]
    claims = (
        order(
            "at the largest rate the cosine has a lower loss than a constant rate",
            run.loss[constant, top] - run.loss[cosine, top],
        ),
        order(
            "at the largest rate the recipe has a lower loss than a constant rate",
            run.loss[constant, top] - run.loss[both, top],
        ),
        *(
            tie(f"at best {recipe.SCHEDULES[k]} and constant differ by less than 0.01", d, 0.01)
            for k, d in zip((warm, cosine, both), differences, strict=True)
        ),
    )
    return Finding(text, "", claims)


def averages(run: recipe.Recipe) -> Finding:
    """Say what averages of the weights are worth at the largest rate and at the best one."""
    top, best = len(recipe.RATES) - 1, int(run.averaged_loss[0].mean(axis=1).argmin())
    said = "; ".join(
        f"{name} {loss[top].mean():.3f} and {loss[best].mean():.3f}"
        for name, loss in zip(recipe.AVERAGES, run.averaged_loss, strict=True)
    )
    last, ema, swa = run.averaged_loss
    text = (
        f"Test loss after training at a constant rate of {recipe.RATES[top]:g}, and of "
        f"{recipe.RATES[best]:g}: {said}. At the larger rate the weights jump about a good place, "
        "and their average lies in it: an average does what a falling rate does, after the fact "
        "(the right panel). At the best rate there is nothing left to gain."
    )
    level = [t[best] - run.averaged_test[0, best] for t in run.averaged_test[1:]]
    claims = (
        order("at the largest rate EMA has a lower loss", last[top] - ema[top]),
        order("at the largest rate SWA has a lower loss", last[top] - swa[top]),
        tie("at the best rate EMA and the last weights differ by less than 0.01", level[0], 0.01),
        tie("at the best rate SWA and the last weights differ by less than 0.01", level[1], 0.01),
    )
    return Finding(text, "", claims)


def softer(run: targets.Softer) -> Finding:
    """Say where the loss ends on softer targets, and what they do to accuracy and certainty."""
    said = "; ".join(
        f"{name}: loss {loss.mean():.3f}, least {least.mean():.3f}, accuracy {test.mean():.3f}, "
        f"largest probability {sure.mean():.2f}"
        for name, loss, least, test, sure in zip(
            targets.KINDS, run.loss, run.least, run.test, run.certainty, strict=True
        )
    )
    hot, smooth, mix = range(3)
    text = (
        f"Training loss of the last of {targets.EPOCHS} epochs, the least that any net can have on "
        f"these targets, and on the test digits the accuracy and the mean of the largest "
        f"probability, means of {targets.SEEDS} nets: {said}.\n\nA loss that stands still at 0.5 "
        "is no failure when 0.5 is its least. Softer targets make nets less certain. In accuracy "
        "they change nothing here beyond two digits in a hundred."
    )
    claims = (
        fact("no loss is below its least", np.all(run.loss > run.least)),
        order("smoothing makes less certain", run.certainty[hot] - run.certainty[smooth]),
        order("mixing makes less certain", run.certainty[hot] - run.certainty[mix]),
        tie(
            "smoothing changes the accuracy by less than 0.02",
            run.test[smooth] - run.test[hot],
            0.02,
        ),
        tie("mixing changes the accuracy by less than 0.02", run.test[mix] - run.test[hot], 0.02),
    )
    return Finding(text, "", claims)


def scaling(run: half.Half) -> Finding:
    """Say at which loss scales a net in float16 learns."""
    rows = []
    for k, power in enumerate(half.POWERS):
        if run.skipped[k].min() == 1:
            rows.append(f"2^{power}: every step skipped, accuracy {run.test[k].mean():.2f}")
            continue
        rows.append(
            f"2^{power}: {run.zeros[k].mean():.0%} of the first gradient is 0, "
            f"{run.skipped[k].mean():.0%} of the steps skipped, accuracy {run.test[k].mean():.2f}"
        )
    inside = [half.POWERS.index(p) for p in (16, 32)]
    text = (
        f"By the factor on the loss, means of {half.SEEDS} nets: {'; '.join(rows)}.\n\nThere is a "
        "window. Below it gradients are rounded to 0, and the net stays as it was. Above it they "
        "are infinite, and their steps are skipped. Inside it the factor makes no difference, so "
        "that real code can search it while it trains: halve it after a skipped step, double it "
        "after many good ones."
    )
    low, high = (run.test[k] for k in inside)
    claims = (
        fact("without a factor the whole first gradient is 0", run.zeros[0].min() == 1),
        fact("without a factor nets stay at chance", run.test[0].max() < 0.2),
        fact("inside the window nothing is skipped", run.skipped[inside].max() == 0),
        fact("inside the window nets learn", run.test[inside].min() > 0.85),
        tie("inside the window the factor does not count", high - low, 0.02),
        fact("far above it every step is skipped", run.skipped[-1].min() == 1),
    )
    return Finding(text, "", claims)
