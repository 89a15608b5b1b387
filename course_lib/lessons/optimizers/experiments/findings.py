"""What the runs of notebook 05 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.optimizers.experiments.nets import Clipped, FullBatch, Grid, paired
from course_lib.lessons.optimizers.experiments.rates import (
    FIRST_RATES,
    SIGNAL_RATES,
    WARM_RATES,
    Scheduled,
)
from course_lib.lessons.optimizers.experiments.steps import Curvature
from course_lib.lessons.optimizers.experiments.surfaces import Path
from course_lib.lessons.optimizers.experiments.watching import Watched


def saddles(shares: Array) -> Finding:
    """Say how often four random curvatures are all positive; ``shares`` starts at size 1."""
    four = float(shares[3])
    letter = "C" if four < 0.01 else "B" if four < 0.12 else "A"
    text = (
        f"Four by four: {four:.4f} of the matrices have no negative eigenvalue, against "
        f"{1 / 16:.4f} for four coins. What the figure shows: the share falls faster with each "
        "parameter than the chance of as many heads in a row. Eigenvalues keep their distance from "
        "one another, so it is rare that all lie on one side."
    )
    return Finding(text, letter, (fact("fewer than 1 in 100 have four positive", four < 0.01),))


def curvature(run: Curvature) -> Finding:
    """Say how the share of negative curvatures of a net falls on its way down."""
    share = run.negative_share.mean(axis=0)
    seen = ", ".join(f"{s:.0%} at step {k}" for k, s in zip(run.steps, share, strict=True))
    text = (
        f"Negative eigenvalues: {seen} (mean of {len(run.loss)} nets). What the figure shows: the "
        "sorted eigenvalues of one net before and after training (left), and the share of "
        "negative ones over the loss (right)."
    )
    falls = run.negative_share[:, 0] - run.negative_share[:, -1]
    return Finding(text, "", (order("the share of negative curvatures falls", falls),))


def speed(sizes: Array) -> Finding:
    """Say how long the steps of momentum 0.9 become, in plain steps."""
    last = float(sizes[-1])
    letter = "A" if last < 2 else "B" if last < 20 else "C"
    return Finding(
        f"Step 100 is {last:.2f} plain steps long: 1 + 0.9 + 0.81 + ... = 1 / (1 - 0.9).", letter
    )


def turned(straight: dict[str, Path], turned: dict[str, Path]) -> Finding:
    """Say what becomes of AdaGrad and RMSProp on a turned bowl; the first path is momentum's."""
    (_, *plain), (_, *tilted) = straight.values(), turned.values()
    before = [path.steps_to(0.01) for path in plain]
    ends = [float(path.losses[-1]) for path in tilted]
    lost = min(ends) > 10 * 0.01
    letter = "C" if max(ends) > 1e3 else "B" if lost else "A"
    text = (
        f"On the straight bowl AdaGrad and RMSProp are below 0.01 after {before[0]:.0f} and "
        f"{before[1]:.0f} steps. On the turned one their losses after 100 steps are {ends[0]:.2f} "
        f"and {ends[1]:.2f}. Momentum, which does not care about axes, does exactly what it did "
        "before.\n\nThe division works along the axes of the parameters only. It repairs bad "
        "scales of parameters and cannot repair a valley that runs across them."
    )
    return Finding(text, letter)


def nets(grids: dict[str, Grid], clean: dict[str, Grid]) -> Finding:
    """Say how Adam and plain SGD compare, on noisy digits and on the digits as they are."""
    sgd, adam = grids["sgd"], grids["adam"]
    common = adam.test[adam.at(1e-3)] - sgd.test[sgd.at(1e-3)]
    best = adam.test[adam.best] - sgd.test[sgd.best]
    mean, error = mean_se(best)
    letter = "A" if mean > 2 * error else "C" if mean < -2 * error else "B"
    easy = clean["adam"].test[clean["adam"].best] - clean["sgd"].test[clean["sgd"].best]
    easy_mean, easy_error = mean_se(easy)
    against = {
        n: paired(g.test[g.best], sgd.test[sgd.best]) for n, g in grids.items() if g is not sgd
    }
    ahead = [name for name, (gain, its_error) in against.items() if gain > 2 * its_error]
    inside = all(0 < g.best < len(g.rates) - 1 for g in (*grids.values(), *clean.values()))
    text = (
        f"At lr 0.001 Adam is {common.mean():+.2f} ahead of SGD. Each at the best of its own grid, "
        f"Adam minus SGD is {mean:+.3f} +- {error:.3f} (SE of {len(best)} pairs) on noisy digits "
        f"and {easy_mean:+.3f} +- {easy_error:.3f} on the digits as they are.\n\n"
        "What the figure shows: validation accuracy over the rate, one hill for each optimizer, at "
        "different places. Whoever compares at one common rate, the vertical line, measures where "
        "the hills stand and not how high they are. "
        f"Ahead of SGD by more than two errors: {', '.join(ahead) or 'none'}. "
        f"The best rate of every optimizer lies {'inside' if inside else 'NOT inside'} its grid."
    )
    claims = (
        order("at lr 0.001 Adam is far ahead of SGD", common - 0.3),
        order("at its best Adam is ahead of SGD on noisy digits", best),
        tie("on the digits as they are Adam and SGD differ by less than 0.02", easy, 0.02),
        fact("the best rates lie inside the grids", inside),
    )
    return Finding(text, letter, claims)


def watched(cases: dict[str, Watched]) -> Finding:
    """Say of what two nets are ill and what two others show that learn: too slow, good, too fast.

    The fourth case has another rule.
    """
    slow, good, fast, other = cases.values()
    half = slow.ratio.shape[1] // 2
    late = [np.median(case.ratio[:, half:], axis=1) for case in (slow, good, other)]
    ends = [float(case.loss[:, -20:].mean()) for case in cases.values()]
    first = fast.ratio[:, :10].mean(axis=1)
    dead = [case.dead[:, -1] for case in cases.values()]
    weak = np.median(fast.norm[:, half:], axis=1)
    names = list(cases)
    text = (
        f"What the figure shows: means of {len(slow.loss)} nets with bands of one SD. Two losses "
        f"stay near the {np.log(10):.2f} of guessing, {ends[0]:.2f} ({names[0]}) and "
        f"{ends[2]:.2f} ({names[2]}). The other panels tell them apart. At the small rate the "
        f"gradient keeps its norm of about {slow.norm.mean():.1f}, an update is "
        f"{late[0].mean():.5f} of the weights and "
        f"{dead[0].mean():.0%} of the hidden units are dead: this net is well and hardly moves. At "
        f"the large rate the first ten updates are {first.mean():.2f} of the weights, and in the "
        f"end {dead[2].mean():.0%} of the hidden units are 0 for every digit. No gradient passes "
        f"them any more: the norm ends at {weak.mean():.1f}.\n\n"
        f"The two that learn ({ends[1]:.2f} and {ends[3]:.2f}; test accuracy "
        f"{good.test.mean():.2f} and {other.test.mean():.2f}) end with updates of "
        f"{late[1].mean():.2g} ({names[1]}) and {late[2].mean():.2g} ({names[3]}) of the weights. "
        "The lecture's rule of thumb is 0.001, the line at -3. In five epochs both need "
        "more; a ratio far below the line is the warning."
    )
    claims = (
        order("at the small rate updates stay below 0.0002 of the weights", 2e-4 - late[0]),
        order("at the large rate a third of the units more is dead", dead[2] - dead[1] - 1 / 3),
        order("at the small rate no twentieth of the units is dead", 0.05 - dead[0]),
        order("nets that learn end above 0.001 of the weights", np.minimum(*late[1:]) - 1e-3),
        fact("both ill nets stay above a loss of 2", min(ends[0], ends[2]) > 2),
        fact("both others come below a loss of 0.7", max(ends[1], ends[3]) < 0.7),
    )
    return Finding(text, "", claims)


def schedules(run: Scheduled) -> Finding:
    """Say what schedules add to the best constant rate; the first form is the constant."""
    gains = run.at_best[1:] - run.at_best[0]
    mean, error = mean_se(gains.mean(axis=0))
    letter = "A" if abs(mean) < 0.01 else "C" if mean > 0.05 else "B"
    lines = [
        f"{name} {FIRST_RATES[place]:g}"
        for name, place in zip(run.names, run.best.tolist(), strict=True)
    ]
    inside = bool(np.all((run.best > 0) & (run.best < len(FIRST_RATES) - 1)))
    text = (
        f"The four schedules together gain {mean:+.4f} +- {error:.4f} (SE of {gains.shape[1]} "
        f"pairs) on the best constant rate. Best first rates: {', '.join(lines)}, each "
        f"{'inside' if inside else 'NOT inside'} its grid.\n\n"
        "What the figure shows: the rates over the steps at each form's best first rate (left, "
        "log), and the test accuracies (right). A schedule that is compared with a constant rate "
        "chosen without care looks better than it is."
    )
    claims = (
        tie("four schedules gain less than a hundredth on the best constant", gains, 0.01),
        fact("the best first rates lie inside the grids", inside),
    )
    return Finding(text, letter, claims)


def schedules_on_signals(run: Scheduled) -> Finding:
    """Say what schedules add where batches are small and noise decides; the constant is first."""
    gains = (run.at_best[1:] - run.at_best[0]).mean(axis=0)
    mean, error = mean_se(gains)
    inside = bool(np.all((run.best > 0) & (run.best < len(SIGNAL_RATES) - 1)))
    firsts = ", ".join(
        f"{name} {SIGNAL_RATES[k]:g}" for name, k in zip(run.names, run.best.tolist(), strict=True)
    )
    text = (
        f"The four schedules together gain {mean:+.3f} +- {error:.3f} (SE of {len(gains)} pairs) "
        f"on the best constant rate. Best first rates: {firsts}, each "
        f"{'inside' if inside else 'NOT inside'} its grid. "
        "A schedule can afford to start fast."
    )
    claims = (
        order("on signals four schedules gain on the best constant", gains),
        fact("the best first rates on signals lie inside the grids", inside),
    )
    return Finding(text, "", claims)


def walkers(last: dict[str, Array], rates: Array) -> Finding:
    """Say what schedules add where noise alone decides; the first form is the constant."""
    place = {name: int(losses.mean(axis=1).argmin()) for name, losses in last.items()}
    best = {name: losses[place[name]] for name, losses in last.items()}
    first = next(iter(best))
    said = ", ".join(
        f"{name} {mean_se(losses)[0]:.5f} +- {mean_se(losses)[1]:.5f} (first rate "
        f"{rates[place[name]]:g})"
        for name, losses in best.items()
    )
    text = (
        f"Mean loss of 2000 walkers after 1000 steps, each form at its best first rate: {said}. "
        "Here noise is all that is left at the end, and a rate that falls wins clearly."
    )
    claims = tuple(
        order(f"{name} ends below the best constant rate", best[first] - losses)
        for name, losses in best.items()
        if name != first
    )
    return Finding(text, "", claims)


def range_test(rates: Array, losses: dict[str, Array], grids: dict[str, Grid]) -> Finding:
    """Say where the loss of a range test is lowest, and where the grid's best rate lies."""
    parts, below = [], []
    for k, (name, of) in enumerate(losses.items()):
        smooth = np.convolve(of.mean(axis=1), np.ones(7) / 7, "valid")
        lowest = float(rates[k][3 + int(np.nanargmin(smooth))])
        best = grids[name].rates[grids[name].best]
        below.append(lowest / best)
        parts.append(f"{name}: lowest at {lowest:.2g}, best of the grid {best:.2g}")
    text = (
        f"{'; '.join(parts)}. The best rate for five epochs lies below the one where the loss "
        f"turned up, by a factor of {min(below):.0f} to {max(below):.0f} here. A hundred steps "
        "show where to put the grid. They do not replace it."
    )
    return Finding(text, "", (fact("the grid's best lies below", min(below) > 1),))


def warm_up(accuracy: Array) -> Finding:
    """Say what warm-up adds at each rate; ``accuracy`` (without or with, rates, seeds)."""
    gains = [mean_se(accuracy[1, k] - accuracy[0, k]) for k in range(len(WARM_RATES))]
    said = ", ".join(
        f"lr {lr:g}: {mean:+.3f} +- {error:.3f}"
        for lr, (mean, error) in zip(WARM_RATES, gains, strict=True)
    )
    clear = [lr for lr, (m, e) in zip(WARM_RATES, gains, strict=True) if m > 2 * e]
    best = [accuracy[k].mean(axis=1).argmax() for k in (0, 1)]
    difference = accuracy[1, best[1]] - accuracy[0, best[0]]
    mean, error = mean_se(difference)
    text = (
        f"Validation accuracy with warm-up minus without (SE of {accuracy.shape[-1]} pairs): "
        f"{said}. A gain above two errors: "
        f"{', '.join(f'{lr:g}' for lr in clear) or 'at no rate'}. Each at its best rate: "
        f"{mean:+.3f} +- {error:.3f}. Warm-up is a habit of much larger nets. This one gives no "
        "reason for it."
    )
    return Finding(
        text, "", (tie("at its best rate warm-up changes less than 0.02", difference, 0.02),)
    )


def clipping(run: Clipped) -> Finding:
    """Say which limits train well; the limits are none, 10 c, c, c / 10 and c / 100."""
    lines = []
    for limit, values in zip(run.limits, run.accuracy, strict=True):
        mean, error = mean_se(values)
        name = "no limit" if np.isinf(limit) else f"c = {limit:.3g}"
        lines.append(f"{name}: {mean:.3f} +- {error:.3f}, worst net {values.min():.2f}")
    text = (
        f"Validation accuracy, mean and SE of {run.accuracy.shape[1]} nets. {'; '.join(lines)}."
        "\n\nWhat the figure shows: the gradient norm of the first net (left), and the accuracies "
        "(right). A limit that is too large does not protect. One that is too small shortens every "
        "step, the healthy ones too."
    )
    none, _, chosen, _, tiny = run.accuracy
    claims = (
        order("the limit from the histogram beats no limit", chosen - none),
        order("it beats a hundredth of it", chosen - tiny),
    )
    return Finding(text, "", claims)


def newton(end: Path) -> Finding:
    """Say where Newton's method ends from beside the ridge of the saddle surface."""
    x, y = end.places[-1]
    at_saddle = abs(x) + abs(y) < 1e-2
    diverged = not np.isfinite(end.losses[-1]) or end.losses[-1] > 1e3
    letter = "C" if diverged else "B" if at_saddle else "A"
    text = (
        f"Newton's method ends at ({x:+.2f}, {y:+.2f}), its loss stays at {end.losses[-1]:.2f}. "
        "It goes to the point where the gradient of the quadratic is 0, and that is the saddle. "
        "What the figure shows: Newton's path (left) jumps along the ridge and stays; descent "
        "lingers near the saddle and then falls; Adam turns away at once."
    )
    return Finding(text, letter)


def full_batch(run: FullBatch) -> Finding:
    """Say how L-BFGS compares on the full batch, and with batches that change."""
    said = "; ".join(
        f"{name}: {losses[-1]:.1e} after {len(losses)} looks" for name, losses in run.losses.items()
    )
    last = {name: float(losses[-1]) for name, losses in run.losses.items()}
    others = [v for name, v in last.items() if not name.startswith("L-BFGS")]
    inside = all(run.inside.values())
    text = (
        f"Training loss. {said}. The others are drawn at the best of their rates, which lies "
        f"{'inside' if inside else 'NOT inside'} every grid. One net and one seed: read the order "
        "of magnitude and not the digits."
    )
    claims = (
        fact("L-BFGS ends below a tenth of the next best", 10 * last["L-BFGS"] < min(others)),
        fact("with small batches it ends high", last["L-BFGS, batches of 64"] > 0.1),
        fact("the best rates lie inside the grids", inside),
    )
    return Finding(text, "", claims)
