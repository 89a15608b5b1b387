"""What the runs of notebook 00 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, order
from course_lib.lessons.warmup.experiments.nets import Overfit, StepSizes


def mean_of_columns(means: Array) -> Finding:
    """Say what `x.mean(axis=0)` of the tour's table is."""
    letter = {(2,): "A", (3,): "B", (): "C"}[means.shape]
    text = f"Axis 0 runs down the rows and vanishes; the means are {means}."
    return Finding(text, letter)


def sigmoid(best_slope: float, left: float) -> Finding:
    """Say what ten sigmoids at their steepest leave of a gradient, ``left``."""
    power = np.log10(left)
    letter = min((("A", -1), ("B", -3), ("C", -6)), key=lambda one: abs(one[1] - power))[0]
    text = (
        f"The best slope is {best_slope:g}, and {best_slope:g} to the power of 10 is {left:.1e}."
        "\n\nWhat the figure shows: on the left the sigmoid and its slope with a marker at input "
        "0, where the slope is 1/4. On the right the factor on a gradient after 1 to 10 such "
        "layers, on a logarithmic axis: a straight line down to one millionth."
        "\n\nA remark on the sheet. The solution of Problem 7 says of the sigmoid: 'the derivative "
        "of the sigmoid function is always less than 1'. That is true, and the case is far "
        "stronger than it sounds: the slope s (1 - s) of a sigmoid s is largest at s = 1/2, so it "
        "is never above 1/4. A slope of 0.99 would leave 90 % of the gradient after ten layers."
    )
    return Finding(text, letter)


def dead(relu: Array, leaky: Array, short: Array) -> Finding:
    """Say what becomes of dead units.

    ``relu`` and ``leaky`` are shares of dead units at a rate that is too large, (runs, steps + 1);
    ``short`` those at the end of runs at the two smallest rates.
    """
    back = -np.minimum(np.diff(relu, axis=1), 0).sum(axis=1) / np.maximum(relu.max(axis=1), 1e-9)
    share = float(back.mean())
    letter = "A" if share > 0.75 else "B" if share > 0.25 else "C"
    text = (
        f"In {len(relu)} runs of 200 units each, {share:.0%} of the dead ReLU units came back. "
        f"After the last step {relu[:, -1].mean():.0%} of the ReLU units are dead, and "
        f"{leaky[:, -1].mean():.0%} of the leaky ones."
        "\n\nWhat the figure shows: on the left the share of dead units over 100 steps at learning "
        "rate 2.5. With ReLU it rises in the first steps and then stays; with leaky ReLU it rises "
        "as much and then falls. On the right the share after the last step for learning rates "
        "from 1 to 3: next to nothing dies up to 1.5, then the share grows, faster for ReLU."
    )
    claims = (
        fact("no dead ReLU unit comes back", share == 0.0),
        order("more units are dead at the end with ReLU", relu[:, -1] - leaky[:, -1]),
        fact("next to no unit dies at rates up to 1.5", float(short.mean()) < 0.005),
    )
    return Finding(text, letter, claims)


def step(errors: StepSizes) -> Finding:
    """Say which of three step sizes of a central difference is best."""
    logs = np.log10(np.maximum(errors.central, 1e-16))
    asked = {"A": 1e-1, "B": 1e-5, "C": 1e-12}
    at = {k: int(np.argmin(np.abs(np.log10(errors.h / h)))) for k, h in asked.items()}
    letter = min(at, key=lambda k: float(errors.central[:, at[k]].mean()))
    best = errors.h[errors.central.mean(axis=0).argmin()]
    text = (
        f"The mean error is smallest at h = {best:.0e}."
        "\n\nWhat the figure shows: the relative error of your central difference and of a "
        "one-sided one, over h from 0.1 down to 1e-13, both axes logarithmic. Each curve falls "
        "along a straight line, reaches a lowest point, and rises again. The central curve falls "
        "twice as steeply, and its lowest point is about a thousand times lower."
    )
    claims = (
        order("1e-5 is better than 1e-1", logs[:, at["A"]] - logs[:, at["B"]]),
        order("1e-5 is better than 1e-12", logs[:, at["C"]] - logs[:, at["B"]]),
    )
    return Finding(text, letter, claims)


def template(w: Array, epochs: Array, errors: Array, images: int) -> Finding:
    """Say where the weights (64, 1) of 'an 8, not a 3' are positive.

    ``epochs`` are the shares of ``images`` validation images that were right after each epoch,
    ``errors`` the mean squared errors on the training images.
    """
    rows = w.reshape(8, 8)[2:6]
    left, right = float(rows[:, 1:4].mean()), float(rows[:, 4:7].mean())
    letter = "B" if left > right + 0.05 else "C" if right > left + 0.05 else "A"
    text = (
        f"Mean weight in the middle rows: {left:.2f} left, {right:.2f} right."
        "\n\nWhat the figure shows: the mean image of each digit, and the 64 weights as an image "
        "of 8 by 8. The largest positive weights (purple) "
        "lie on the left of the middle, where an 8 closes its loops and a 3 is open. Ink "
        "in most other places speaks for a 3 or for nothing."
        f"\n\nThe share of right answers wobbles from epoch to epoch. One of {images} images is "
        f"{1 / images:.3f}, so the difference between the best epoch and the last one is "
        f"{round(images * float(epochs.max() - epochs[-1]))} images. The rule does not count right "
        "answers at all: it lowers the squared error, which on the training images went from "
        f"{errors[0]:.3f} after the first epoch to {errors[-1]:.3f} after the last."
    )
    claims = (
        fact("the large positive weights lie on the left", left > 0.15 > 0.1 > right),
        fact("the squared error falls from the first epoch to the last", errors[-1] < errors[0]),
    )
    return Finding(text, letter, claims)


def dip(result: Overfit) -> Finding:
    """Say how loss and accuracy of a net go that learns twenty digits by heart."""
    mean, loss = result.accuracy.mean(axis=0), result.loss.mean(axis=0)
    flat = int(np.argmax(loss < 2.2))  # before this step the loss has hardly moved
    early = float(mean[:flat].max())
    fall = early - float(mean[int(mean[:flat].argmax()) : 50].min())
    letter = "B" if early > 0.8 and fall > 0.1 else "C" if early < 0.2 else "A"
    text = (
        f"Mean accuracy {mean[5]:.2f} at step 5, {mean[25]:.2f} at step 25, {mean[50]:.2f} at step "
        f"50; the mean loss is {loss[5]:.4f} at step 5, and ln 10 is {np.log(10):.4f}."
        "\n\nWhat the figure shows: top left, the loss stays at ln 10 for some twenty steps and "
        "then falls to nearly 0. Top right, the accuracy jumps up in the first steps, sinks, and "
        "climbs to 100 %. Bottom left, the first fifty steps: while the accuracy sinks, a growing "
        "share of the variation of the logits lies in one single direction; both turn at about "
        "the same step. Bottom right, ln 10 minus the loss on a logarithmic axis: from about step "
        "5 to step 20 it is a straight line, so the loss was never standing still. It grew its "
        "lead exponentially, from a tiny start."
        "\n\nThe lecture's own log of twenty CIFAR images has the same shape: cost 2.302603 in "
        "epoch 1, accuracy 0.65 in epochs 4 and 5 with the cost still at 2.300, accuracy 0.40 in "
        "epochs 13 and 14, then 1.00 with cost 0.002597 in epoch 200."
    )
    claims = (
        fact("the accuracy passes 0.8 while the loss lies flat", early > 0.8),
        fact("then it falls by more than 0.1", fall > 0.1),
        fact("all twenty are right from step 60 on", bool((result.accuracy[:, 60:] == 1).all())),
    )
    return Finding(text, letter, claims)
