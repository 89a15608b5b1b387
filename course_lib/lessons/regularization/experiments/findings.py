"""What the runs of notebook 08 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.regularization.experiments.augmentation import Augmented
from course_lib.lessons.regularization.experiments.noise import SAMPLES, Noisy
from course_lib.lessons.regularization.experiments.photos import Photos
from course_lib.lessons.regularization.experiments.weights import Decay, Grid, Weights


def _said(values: Array) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.3f} +- {error:.3f}"


def sparse(with_l2: Weights, with_l1: Weights) -> Finding:
    """Say which penalty leaves most weights of the first layer near 0."""
    gap = np.ravel(with_l1.near_zero - with_l2.near_zero)
    small = float(np.mean(gap))
    letter = "B" if small > 0.02 else "A" if small < -0.02 else "C"
    text = (
        f"Share of the weights within 0.002 of 0: L2 {np.mean(with_l2.near_zero):.2f}, L1 "
        f"{np.mean(with_l1.near_zero):.2f}."
        "\n\nWhat the figure shows: histograms of the first-layer weights on a logarithmic scale. "
        "Without a penalty they spread like the initial ones; with L2 the heap is narrower and "
        "highest around 0, without a spike; with L1 a single bin at 0 stands far above all others."
        "\n\nL2 pulls in proportion to the weight: the smaller it is, the weaker the pull, and it "
        "never quite arrives. L1 pulls as hard at a weight of 0.01 as at one of 1. Weights that "
        "the "
        "data do not need end within one step of 0."
        "\n\nSome of the 64 pixels are black in all digits, so their weights get no gradient from "
        "the data. Without a penalty these weights keep their random initial values for ever."
    )
    return Finding(text, letter, (fact("L1 leaves ten times as many near 0", small > 0.3),))


def adam(found: Decay) -> Finding:
    """Say which of two weights shrinks faster under Adam with L2; columns: large, small noise."""
    large, small = (abs(float(end)) for end in found.paths["Adam + L2"][-1])
    letter = "A" if abs(large - small) < 0.05 else "B" if large < small else "C"
    loud, quiet = found.paths["AdamW"][-1]
    text = (
        f"Under Adam with L2 the weight with large gradients ends at {large:.2f}, the other at "
        f"{small:.2f}. Large gradients make a large root, and the pull is divided by it."
        "\n\nWhat the figure shows: two weights under three rules. With SGD and L2, and with "
        "AdamW, "
        "both fall together along the same exponential curve, up to the noise of the large "
        "gradients. With Adam and L2 the one with the small gradients is at 0 early, and the one "
        "with the large gradients hardly moves."
        "\n\nUnder Adam with L2 the weights with large gradients, here large by noise alone, are "
        "regularized least. Under AdamW all weights shrink by the same factor."
    )
    claims = (
        fact("Adam with L2: the two differ by more than 0.5", large - small > 0.5),
        fact("AdamW: the two differ by less than 0.1", abs(loud - quiet) < 0.1),
    )
    return Finding(text, letter, claims)


def strengths(grid: Grid) -> Finding:
    """Say whether Adam with L2 or AdamW is better, each at its best strength."""
    best = [runs[int(runs.mean(axis=1).argmax())] for runs in (grid.with_l2, grid.decoupled)]
    inside = [runs.mean(axis=1).argmax() < len(runs) - 1 for runs in (grid.with_l2, grid.decoupled)]
    gap = best[1] - best[0]
    text = (
        f"Best AdamW minus best Adam + L2: {_said(gap)} (SE of {len(gap)} pairs). Both rows are "
        "flat up to some strength and then fall; on such small and clean data there is nothing to "
        "gain. What AdamW gives you is a strength that means the same for every weight and does "
        "not "
        "change its meaning with the size of the gradients. Gains in accuracy were reported for "
        "large nets trained long, which we cannot repeat here."
    )
    claims = (
        tie("at the best strengths they differ by less than 0.01", gap, 0.01),
        fact("no best strength is the largest of its grid", all(inside)),
    )
    return Finding(text, "", claims)


def first_axis(axis: Array) -> Finding:
    """Say where the colours of a photo vary most; ``axis`` (3,) is red, green, blue."""
    same_sign = bool(np.all(axis > 0) or np.all(axis < 0))
    blue = abs(axis[2]) > 2 * max(abs(axis[0]), abs(axis[1]))
    letter = "C" if blue else "B" if same_sign else "A"
    text = (
        f"The first axis is {np.round(axis, 2)}: its entries have one sign and nearly one size. "
        "Light is what varies most."
        "\n\nWhat the figure shows: three rows of six versions of one photo. Jitter makes it paler "
        "and harsher, brighter and darker. PCA colour with 0.1 is hardly visible; with 0.6 the "
        "photos turn warmer, colder, brighter or darker as a whole. The tint has its reason: in "
        "'flower' the first axis leans to red, the colour in which that photo varies most."
    )
    return Finding(text, letter)


def photos(nothing: Photos, moves: Photos, lights: list[Photos]) -> Finding:
    """Say what moves (flips and crops) and other lights do to the accuracy on ordinary tiles."""
    gain = moves.accuracy - nothing.accuracy
    changes = [run.accuracy - nothing.accuracy for run in lights]
    helps = [mean > 2 * error for mean, error in map(mean_se, (gain, *changes))]
    letter = "C" if helps[0] and any(helps[1:]) else "A" if helps[0] else "B" if any(helps) else "D"
    said = "; ".join(
        f"{run.name} {_said(change)}" for run, change in zip(lights, changes, strict=True)
    )
    text = (
        f"Minus nothing, on tiles that nobody changed: {moves.name} {_said(gain)}; {said} (SE of "
        f"{len(gain)} pairs)."
        "\n\nWhat the figure shows: twelve tiles of each photo (left), and the test accuracy of "
        "nets trained with each augmentation (right; the axis does not start at 0)."
        "\n\nA roof or a petal may lie anywhere and look either way, so forty tiles become many. "
        "The light is another matter: how bright and how red a tile is tells the two photos apart, "
        "and jitter says that it does not matter."
    )
    claims = (
        order(f"{moves.name} raise the accuracy on ordinary tiles", gain),
        order(f"{lights[-1].name} costs accuracy on them", -changes[-1]),
    )
    return Finding(text, letter, claims)


def ten_crops(with_moves: Array, without: Array, moves: str) -> Finding:
    """Say what the mean of ten crops adds, for nets trained with random crops and without."""
    text = (
        "Mean of ten crops minus one pass on the centre: nets trained with "
        f"{moves} {_said(with_moves)}, nets trained with nothing {_said(without)} (SE of "
        f"{len(without)} pairs)."
    )
    harmless = min(with_moves.mean(), without.mean()) > -0.005
    return Finding(text, "", (fact("the mean of ten crops hurts no net here", harmless),))


def augmented(before: Augmented, after: Augmented, why: str) -> Finding:
    """Say what training with an augmentation does to the unshifted and the shifted test digits."""
    clean, moved = after.clean - before.clean, after.shifted - before.shifted
    mean, error = mean_se(clean)
    letter = "A" if mean > 2 * error else "C" if mean < -2 * error else "B"
    text = (
        f"{after.name} minus nothing: {_said(clean)} on the test digits as they are, "
        f"{_said(moved)} "
        f"on shifted ones (SE of {len(clean)} pairs). {why}"
    )
    return Finding(text, letter, (order(f"{after.name} cost accuracy on centred digits", -clean),))


def noise(pairs: list[tuple[Noisy, Noisy]]) -> Finding:
    """Say what each kind of noise adds to the same net without it; ``pairs`` are with, without."""
    sampled = [noisy.sampled_accuracy - noisy.test_accuracy for noisy, _ in pairs]
    said = "; ".join(
        f"{noisy.name} minus {plain.name} {_said(noisy.test_accuracy - plain.test_accuracy)}"
        for noisy, plain in pairs
    )
    text = (
        f"Test accuracy in one pass: {said} (SE of {len(sampled[0])} pairs). The mean of "
        f"{SAMPLES} samples minus one pass: {'; '.join(map(_said, sampled))}, in the same "
        "order.\n\nA fifth of the labels is wrong. "
        "Without noise a net learns most of them by heart, as its training accuracy says."
    )
    by_heart = pairs[0][1].train_accuracy.mean() > 0.95
    claim = fact("without noise the net knows the wrong labels by heart", by_heart)
    return Finding(text, "", (claim,))
