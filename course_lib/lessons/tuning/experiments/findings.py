"""What the runs of notebook 07 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order
from course_lib.lessons.tuning.experiments.sanity import ByHand, TinySet
from course_lib.lessons.tuning.experiments.signs import Patient


def strength(first: Array) -> Finding:
    """Say what L2 of strength 1000 does to the first loss; ``first`` (2, seeds): without, with."""
    before, after = first.mean(axis=1)
    letter = "A" if after - before < 0.1 else "B" if after < 30 else "C"
    text = (
        f"The first loss goes from {before:.3f} to {after:.3f}: 153,600 + 500 squares of 1e-8 "
        "each, "
        "times 1000 / 2, make 0.77."
        "\n\nBoth numbers of the lecture come out, on other images: the first loss knows nothing "
        "of "
        "the images. The second even tells which convention the lecture's code used. Without the "
        "1/2 it would be 3.84."
    )
    near = abs(after - before - 0.77) < 0.02
    return Finding(text, letter, (fact("the penalty adds 0.77", near),))


def tiny(run: TinySet) -> Finding:
    """Say how cost and accuracy go on twenty examples, and what mixed-up labels do."""
    text = (
        f"After 5 steps the mean accuracy is {run.accuracy[4].mean():.2f} at a cost of "
        f"{run.cost[4].mean():.3f}; after 200 steps {run.accuracy[-1].mean():.2f} at "
        f"{run.cost[-1].mean():.4f}. With labels mixed up at every step the cost ends at "
        f"{run.shuffled_cost[-1].mean():.2f}."
        "\n\nWhat the figure shows: left, the cost lies flat for ten steps, then falls towards 0; "
        "with labels mixed up it gets stuck. Right, the accuracy wanders while the cost is flat "
        "and "
        "then rises to 1: the order of the logits is right for some before their size matters."
        "\n\nThe lecture's log has the same course: cost 2.3026 and accuracy 0.40 after one epoch, "
        "accuracies between 0.40 and 0.65 while the cost begins to move, cost 0.0026 and accuracy "
        "1.00 after 200. The orange curve is a typical bug: images and labels get out of step. The "
        "program runs, no error appears. The twenty examples show it."
    )
    claims = (
        fact("all twenty are learned by heart", bool((run.accuracy[-1] == 1).all())),
        fact("with mixed-up labels the cost stays above 1.5", run.shuffled_cost[-1].min() > 1.5),
    )
    return Finding(text, "", claims)


def flat(hand: ByHand) -> Finding:
    """Say what the accuracy does at the second rate, where the cost hardly moves."""
    first, last = hand.train_accuracy[[0, -1], 1].mean(axis=1)
    cost = hand.cost[[0, -1], 1].mean(axis=1)
    letter = "B" if last > 0.15 else "C" if last < first - 0.02 else "A"
    text = (
        f"Accuracy {first:.2f} -> {last:.2f} while the cost goes from {cost[0]:.4f} to "
        f"{cost[1]:.4f}. Read the table as the lecture reads its logs."
        "\n\n1e-6, 1e-5: the loss barely moves, so the rate is too low. Yet at 1e-5 the accuracy "
        "climbs. The accuracy asks only which logit is the largest; the loss asks by how much. "
        "Tiny "
        "steps put the logits in a better order long before they are large. (A loss that does not "
        "move has a second reading, says the lecture: 'could also be reg too high'. In the search "
        "of section 4 you will see nets that stay at chance at every rate, for that reason.)"
        "\n\n3e-3: the cost explodes after a few steps. Still too high. The lecture's run got "
        "through "
        "four epochs before its cost became inf; our pixels have a larger spread, so it comes "
        "sooner. 1e6: nan within three steps, by way of a huge loss after the first. A nan in the "
        "loss nearly always means a learning rate that is too high. 1e-3 trains. So the range to "
        "search lies around it."
    )
    claims = (
        fact("the cost moves by less than 0.01", abs(cost[1] - cost[0]) < 0.01),
        fact("the accuracy rises by more than 0.03", last > first + 0.03),
    )
    return Finding(text, letter, claims)


def plain_scale(below: int) -> Finding:
    """Say how many of 100 rates drawn on the plain scale from 1e-5 to 10 lie below 0.1."""
    letter = "A" if below < 8 else "B" if below < 40 else "C"
    text = f"It was {below}: 99 % of the plain scale from 1e-5 to 10 lies above 0.1."
    return Finding(text, letter)


def early(found: Mapping[str, Mapping[str, Array]]) -> Finding:
    """Say whose ranks after one epoch agree with those at the end; the clean digits come first."""
    clean, noisy = found.values()
    rate, l2, width = (runs[0] for runs in clean.values())

    def above(a: Array, b: Array) -> bool:
        mean, error = mean_se(a - b)
        return mean > 2 * error

    if above(rate, l2) and above(width, l2):
        letter = "B"
    else:
        letter = "A" if above(rate, l2) and above(l2, width) else "C"
    said = [f"{name} {runs[0].mean():+.2f}" for name, runs in clean.items()]
    text = (
        f"Rank correlation of epoch 1 with the end on clean digits: {', '.join(said)}; on few "
        "noisy "
        f"ones the learning rate has {next(iter(noisy.values()))[0].mean():+.2f}."
        "\n\nWhat the figure shows: rank correlation with the end against the epoch, mean and SD "
        "over the seeds, for three hyperparameters, on clean digits (left) and on few noisy ones."
        "\n\nOn clean digits the learning rate shows at once and L2 shows late, as the lecture "
        "says. "
        "The number of hidden units does not follow the rule: a net that is far too small is poor "
        "from the start. On 200 digits with wrong labels even the learning rate is not settled "
        "after one epoch: there the question is who learns the wrong labels by heart, and that "
        "comes late. So take it as a rule of thumb: terrible settings show early; which of the "
        "decent ones is best shows late."
    )
    claims = (
        order("clean: the learning rate shows earlier than L2", rate - l2),
        order("clean: the number of units shows earlier than L2", width - l2),
    )
    return Finding(text, letter, claims)


def shapes(curves: Mapping[str, Array]) -> Finding:
    """Say how the loss goes at four rates; mean losses (epochs, seeds), largest rate first."""
    ends = [
        f"{name}: {runs[0].mean():.3g} in epoch 1, {runs[-1].mean():.3g} in the last"
        for name, runs in curves.items()
    ]
    high, good, low = (curves[name][-1] for name in ("high", "good", "low"))
    text = (
        f"{'; '.join(ends)}. A net that guesses has ln 10 = 2.30."
        "\n\nWhat the figure shows: the loss of each epoch on a logarithmic axis, its mean and its "
        "range over the seeds. Very high: the "
        "loss is above its start in the first epoch and stays above it. High: it gets no further "
        "after the first epoch and ends well above the good curve. Good: it falls fast and goes on "
        "falling. Low: a slow descent."
    )
    claims = (
        order("high ends above good", high - good),
        order("low ends above good", low - good),
        fact("very high stays above ln 10", curves["very high"].mean(axis=1).min() > np.log(10)),
    )
    return Finding(text, "", claims)


def patient(charts: Sequence[Patient]) -> Finding:
    """Say which patient overfits: the one with the largest gap at the end."""
    gaps = {c.name: float(c.train_accuracy[-1] - c.val_accuracy[-1]) for c in charts}
    letter = max(gaps, key=lambda name: gaps[name])
    others = max(gap for name, gap in gaps.items() if name != letter)
    text = (
        f"Training minus validation accuracy of patient {letter} is {gaps[letter]:.2f}. It was "
        "given "
        "150 digits, 40 % of them with random labels."
        "\n\nThe charts in words. A: flat loss. B: falling loss, training accuracy far above "
        "validation. C: loss near 0, both accuracies near 1. D: the loss falls and levels out "
        "above "
        "1, both accuracies near 0.6. E: the loss jumps up and stays there."
    )
    return Finding(text, letter, (fact("the others' gaps are below 0.1", others < 0.1),))


def ratio(first: Array) -> Finding:
    """Say how the ratio at the first step grows with the rate; ``first`` (rates,), tenfold rates.

    All rates have one start and one first batch.
    """
    growth = first[1:] / first[:-1]
    middle = float(np.median(growth))
    letter = "A" if 5 < middle < 20 else "B" if middle < 5 else "C"
    text = (
        f"Ratios of neighbouring rates at the first step: "
        f"{', '.join(f'{g:.2f}' for g in growth)}. The step is the rate times the gradient, and at "
        "the first step all rates have the same weights, the same batch and so the same gradient."
    )
    return Finding(text, letter, (fact("each is 10", np.allclose(growth, 10, rtol=1e-3)),))
