"""What the runs of notebook 04 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.dropout.experiments.training import MonteCarlo, Redundancy, Run


def _said(values: Array) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.3f} +- {error:.3f}"


def units(out: Array) -> Finding:
    """Say what inverted dropout makes of 1000 units of size 2.0."""
    kept = out[out != 0]
    size = float(kept.mean())
    many = len(kept) > 500
    letter = (
        "C"
        if not many
        else min((("A", 2.0), ("B", 2.5), ("D", 1.6)), key=lambda p: abs(p[1] - size))[0]
    )
    text = (
        f"{len(kept)} of {len(out)} units stay, each {size:.1f}: who stays is divided by 0.8, so "
        f"that the mean stays near 2.0. Here it is {out.mean():.2f}."
    )
    return Finding(text, letter)


def behind_relu(mean: float, rule: float) -> Finding:
    """Say what the mean over four masks and the scaling rule give behind a ReLU."""
    letter = "A" if mean == rule else "B" if mean > rule else "C"
    text = (
        f"The rule gives {rule:.2f}, the mean {mean:.2f}: one mask of four leaves the 1 alone, and "
        "ReLU lets it pass. The scaling rule is exact for a linear unit and for a ReLU unit that "
        "no "
        "mask can switch. Everywhere else it is an approximation."
    )
    return Finding(text, letter)


def noisy(without: Run, dropped: Run) -> Finding:
    """Say what dropout does to training and test accuracy on few digits with wrong labels."""
    train = dropped.train_accuracy - without.train_accuracy
    test = dropped.test_accuracy - without.test_accuracy
    up = [float(change.mean()) > 0 for change in (train, test)]
    letter = {(False, True): "A", (True, True): "B", (False, False): "C", (True, False): "D"}[
        up[0], up[1]
    ]
    text = (
        f"Training accuracy {_said(train)}, test accuracy {_said(test)} (SE of {len(test)} pairs). "
        "The net cannot learn the wrong labels by heart any more."
        "\n\nWhat the figure shows: without dropout the training accuracy (left, on the labels as "
        "given, wrong ones included) climbs to nearly 1 while the test accuracy (right) peaks "
        "early "
        "and falls. With dropout the training accuracy stays lower and the test accuracy ends "
        "higher. The table is the honest form of the claim: a change with its standard error over "
        "paired seeds. The gap is training minus test accuracy."
    )
    claims = (
        order("training accuracy falls", -train),
        order("test accuracy rises", test),
        fact(
            "without dropout the training labels are learned by heart",
            without.train_accuracy.mean() > 0.95,
        ),
    )
    return Finding(text, letter, claims)


def clean(changes: Mapping[tuple[int, float], Array]) -> Finding:
    """Say what dropout changes on clean digits, by number of digits and keep probability."""
    half = {n: change for (n, keep_prob), change in changes.items() if keep_prob == 0.5}
    strong = {n: change for (n, keep_prob), change in changes.items() if keep_prob == 0.3}
    text = (
        "On clean digits there is little to unlearn. With keep_prob 0.5 the test accuracy changes "
        "by "
        f"{', '.join(f'{_said(change)} ({n} digits)' for n, change in half.items())}, with 0.3 by "
        f"{', '.join(f'{_said(change)} ({n} digits)' for n, change in strong.items())}. Dropout "
        "is a "
        "regularizer. Use it when the training accuracy runs away from the test accuracy, and look "
        "at both before and after."
    )
    claims = (
        *(tie(f"{n} clean digits, keep_prob 0.5: less than 0.02", half[n], 0.02) for n in half),
        *(order(f"{n} clean digits: keep_prob 0.3 costs accuracy", -strong[n]) for n in strong),
    )
    return Finding(text, "", claims)


def redundant(runs: Mapping[str, Redundancy]) -> Finding:
    """Say what half of the units cost, without dropout and with it."""
    lost = [run.accuracy[0] - run.accuracy[3] for run in runs.values()]
    silent = [run.silent for run in runs.values()]
    text = (
        f"Half of the units off costs {_said(lost[0])} of accuracy without dropout and "
        f"{_said(lost[1])} with it; {silent[0].mean():.2f} and {silent[1].mean():.2f} of the "
        "outputs "
        "are 0."
        "\n\nWhat the figure shows: on the left the test accuracy against the share of hidden "
        "units "
        "that are off; it falls much faster without dropout. On the right the histogram of the "
        "first "
        "hidden layer's outputs, on a log scale; with dropout more of them are 0 and few are large."
        "\n\nThe redundancy is real. So is a side effect: fewer units answer to an image, and they "
        "answer less loudly."
    )
    claims = (
        order("without dropout the loss is more than twice as large", lost[0] - 2 * lost[1]),
        order("with dropout more outputs are 0", silent[1] - silent[0]),
    )
    return Finding(text, "", claims)


def scaled_twice(slips: Mapping[str, tuple[Array, Array]]) -> Finding:
    """Say what scaling once more at test time does to accuracy and loss."""
    right, twice, *_ = slips.values()
    accuracy, loss = float((twice[0] - right[0]).mean()), float(twice[1].mean() / right[1].mean())
    letter = "A" if accuracy < -0.5 else "B" if abs(accuracy) < 0.02 and loss > 2 else "C"
    text = (
        f"Accuracy {right[0].mean():.3f} -> {twice[0].mean():.3f}, loss {right[1].mean():.2f} -> "
        f"{twice[1].mean():.2f}."
        "\n\nScaling the hidden units of a ReLU net scales its logits, nearly all by one factor. "
        "The "
        "largest stays the largest, so the labels stay. The confidence is wrong. To find a scaling "
        "bug, compare losses or the size of the logits."
    )
    claims = (
        tie("the accuracy changes by less than 0.01", twice[0] - right[0], 0.01),
        fact("the loss more than doubles", loss > 2),
    )
    return Finding(text, letter, claims)


def vanilla(runs: Mapping[str, Array]) -> Finding:
    """Say how vanilla dropout does, with its rule and without it; accuracies (seeds,) by way."""
    inverted, scaled, forgotten = runs.values()
    text = (
        f"Test accuracy: {'; '.join(f'{name} {a.mean():.3f}' for name, a in runs.items())}. "
        "Vanilla "
        f"with its rule minus inverted: {_said(scaled - inverted)}; vanilla without the rule minus "
        f"with it: {_said(forgotten - scaled)} (SE of {len(scaled)} seeds)."
        "\n\nEach version is right with its own rule, and they differ in nothing that the test can "
        "see: a factor moves from the test to the training. Mixed, the factor is missing or paid "
        "twice. The accuracy hardly sees it: section 5 looks at the loss."
    )
    return Finding(text, "", (tie("both versions agree within 0.02", scaled - inverted, 0.02),))


def sweep(keep_probs: Array, val: Array, test: Array) -> Finding:
    """Say which keep probability is best by validation; arrays (keep_probs, seeds), 1 first."""
    best = int(val.mean(axis=1).argmax())
    gain = test[best] - test[0]
    ends = "" if 0 < best < len(keep_probs) - 1 else " It lies at the end of the grid: widen it."
    text = (
        f"Best by validation: keep_prob {keep_probs[best]:g}, test accuracy "
        f"{test[best].mean():.3f} "
        f"against {test[0].mean():.3f} without dropout, a change of {_said(gain)} (SE of "
        f"{len(gain)} "
        f"pairs).{ends}"
        "\n\nWhat the figure shows: validation and test accuracy against keep_prob, mean and "
        "standard "
        "error. The choice is made on the validation set; the test set is looked at once, for the "
        "chosen value. Both ends of the curve are worse than its middle: without dropout the net "
        "learns noise by heart, with too much of it too little is left to learn with."
    )
    claims = (
        order("the chosen keep_prob beats no dropout on the test set", gain),
        order("too small a keep_prob is worse than the chosen one", test[best] - test[-1]),
        fact("the best lies inside the grid", 0 < best < len(keep_probs) - 1),
    )
    return Finding(text, "", claims)


def with_norm(runs: Mapping[str, Array]) -> Finding:
    """Say how dropout and batch norm do alone and together; accuracies (seeds,) by kind of net."""
    plain, dropped, norm, both = runs.values()
    text = (
        f"Test accuracy: {'; '.join(f'{name} {a.mean():.3f}' for name, a in runs.items())}. "
        "Dropout "
        f"gains {_said(dropped - plain)} without batch norm and {_said(both - norm)} with it; "
        "batch "
        f"norm gains {_said(norm - plain)} without dropout (SE of {len(plain)} pairs)."
    )
    return Finding(text, "", ())


def masks(run: MonteCarlo) -> Finding:
    """Say how many masks reach the loss of the scaling rule, if any number tried does."""
    behind = [mean_se(loss - run.rule_loss) for loss in run.loss]
    reached = [n for n, (m, e) in zip(run.masks, behind, strict=True) if m < 2 * e]
    letter = "C" if not reached else "A" if reached[0] <= 3 else "B"
    gap = run.rule_accuracy - run.accuracy[-1]
    loss = run.loss[-1] - run.rule_loss
    tried = ", ".join(f"{n}: {a.mean():.3f}" for n, a in zip(run.masks, run.accuracy, strict=True))
    said = [f"{mean:+.3f} +- {error:.3f}" for mean, error in (mean_se(gap), mean_se(loss))]
    text = (
        f"Test accuracy by number of masks: {tried}; the scaling rule has "
        f"{run.rule_accuracy.mean():.3f}. The rule minus {run.masks[-1]} masks: {said[0]} in "
        f"accuracy; {run.masks[-1]} masks minus the rule: {said[1]} in loss (SE of {len(gap)} "
        "nets)."
        "\n\nWhat the figure shows: as masks are added, the accuracy of the averaged predictions "
        "(left) rises to a plateau and their loss (right) falls to one; the scaling rule is a "
        "dashed line. A net with half of its units gone is unsure of everything, and the mean of "
        "many unsure answers is still unsure. The rule makes one answer from all units, which is "
        "what these weights serve best."
    )
    claims = (
        order("the rule has a lower loss than the average of 100 masks", loss),
        fact("the rule is at least as accurate", gap.mean() > 0),
    )
    return Finding(text, letter, claims)


def checked(fixed: float, fresh: float) -> Finding:
    """Say how a gradient check comes out with one mask for all calls, and with fresh ones."""
    text = (
        f"Largest relative error: {fixed:.0e} when every call of the loss starts the generator "
        "anew "
        f"with one seed, {fresh:.0e} when each call draws its own mask. With fresh masks the two "
        "losses of a central difference belong to two different nets, and their difference is "
        "divided by 2h. A random function must be held still before it is differentiated."
    )
    claims = (
        fact("with one mask the error is below 1e-5", fixed < 1e-5),
        fact("with fresh masks it is above 0.1", fresh > 0.1),
    )
    return Finding(text, "", claims)
