"""What the runs of notebook 04 say, in words and numbers made from them."""

from __future__ import annotations

from course_lib.findings import Finding, fact, mean_se, order
from course_lib.lessons.dropout.experiments.training import MonteCarlo


def masks(run: MonteCarlo) -> Finding:
    """Say how many masks reach the accuracy of the scaling rule, if any number tried does."""
    behind = [mean_se(run.rule_accuracy - accuracy) for accuracy in run.accuracy]
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
