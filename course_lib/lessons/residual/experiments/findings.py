"""What the runs of notebook 09 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order
from course_lib.lessons.residual.experiments.architectures import Shares
from course_lib.lessons.residual.experiments.training import Depth, Shifted


def places(found: int) -> Finding:
    """Say how many places a filter of 3 finds along 7 cells with stride 2."""
    letter = {2: "A", 3: "B", 5: "C"}.get(found, "A")
    return Finding(f"The formula gives {found} places, at the cells 0, 2 and 4.", letter)


def moved(run: Shifted) -> Finding:
    """Say how much a moved digit costs a convolutional net and an affine one."""
    lost = {name: run.still[name] - run.moved[name] for name in run.still}
    conv, affine = lost["convolution"], lost["affine"]
    mean, error = mean_se(affine - conv)
    little = float(conv.mean()) < 0.03
    letter = "A" if little else "B" if mean > 2 * error else "C"
    lines = "; ".join(
        f"{name} ({run.parameters[name]} parameters): as they are {run.still[name].mean():.3f}, "
        f"moved {run.moved[name].mean():.3f} +- {mean_se(run.moved[name])[1]:.3f}"
        for name in run.still
    )
    text = (
        f"{lines} (SE of {len(conv)} seeds).\n\nThe filters move with the digit, the affine layer "
        "behind them does not. A moved image gives moved channels; pooling forgives a part of a "
        "pixel's step; the affine layer at the end has learned one position. Deep nets pool until "
        "one cell is left, and see moved images in training (notebook 08)."
    )
    claims = (
        order("a moved digit costs the affine net more", affine - conv),
        order("it costs the convolutional net more than 0.03", conv - 0.03),
    )
    return Finding(text, letter, claims)


def vgg(count: Shares) -> Finding:
    """Say in which kind of layer most parameters of VGG16 are."""
    share = count.affine / count.total
    letter = "A" if share < 0.3 else "B" if share < 0.7 else "C"
    return Finding(
        f"{share:.0%} of VGG16's parameters are in three affine layers, the hatched part of its "
        "bar. AlexNet, too, is mostly affine. The ResNets are nearly all convolution.",
        letter,
    )


def vanish(gradients: dict[str, Array]) -> Finding:
    """Say by what factor the gradient shrinks; the first kind is plain with Xavier's weights."""
    factors = {k: float(np.exp(np.log(g[:, 0] / g[:, -1]).mean())) for k, g in gradients.items()}
    first = next(iter(factors.values()))
    letter = "A" if first > 1e-2 else "B" if first > 10**-4.5 else "C"
    lines = "; ".join(f"{name} {factor:.1e}" for name, factor in factors.items())
    text = (
        f"Gradient at the first block, in units of that at the last: {lines}. 40 factors of "
        f"1/sqrt(2) make {2**-20:.0e}.\n\nWhat the figure shows: norm of the gradient at each "
        "block, input on the left, on a logarithmic axis; place 21 is the layer of the scores. "
        "With Xavier's weights it falls in a straight line to the left. With He's it is nearly "
        "level. With batch norm it rises to the left."
    )
    claims = (
        fact("with Xavier's weights it falls to about a millionth", 1e-7 < first < 1e-5),
        fact("with He's it stays within a factor 30", 1 / 30 < factors["plain, He"] < 30),
        fact("with batch norm it rises more than 300-fold", factors["batch norm, He"] > 300),
    )
    return Finding(text, letter, claims)


def variance(spread: dict[str, Array]) -> Finding:
    """Say how the variance grows over 20 blocks in each kind of chain."""
    ends = {name: float(np.exp(np.log(runs[:, -1]).mean())) for name, runs in spread.items()}
    bare = max(ends.values())
    letter = "A" if bare < 5 else "B" if bare < 1000 else "C"
    lines = "; ".join(f"{name} {end:.3g}" for name, end in ends.items())
    text = (
        f"Variance after 20 blocks: {lines}. In the bare chain it doubles in every block, and "
        f"2^20 is {2**20:,}.\n\nWhat the figure shows: variance against the blocks passed, on a "
        "logarithmic axis. Divided branches and branches that begin with batch norm stay tame."
    )
    return Finding(
        text, letter, (fact("the bare chain ends between 1e5 and 1e7", 1e5 < bare < 1e7),)
    )


def forty(twenty: Depth, forty: Depth) -> Finding:
    """Say which kinds of nets of 40 layers pass 0.9 at the best of their rates."""
    passed = {kind for kind in forty.accuracy if forty.best(kind)[1] > 0.9}
    offered = {
        "A": set(forty.accuracy) - {"plain"},
        "B": {"residual", "residual, scaled", "batch norm + residual"},
        "C": {"residual, scaled", "batch norm + residual"},
        "D": {"batch norm", "batch norm + residual"},
    }
    letter = next((name for name, kinds in offered.items() if kinds == passed), "C")
    lines = []
    for run in (twenty, forty):
        best = (
            f"{kind} {run.best(kind)[1]:.2f} +- {run.best(kind)[2]:.2f} at {run.best(kind)[0]:g}"
            for kind in run.accuracy
        )
        lines.append(f"{run.depth} layers: {', '.join(best)}")
    text = (
        f"Validation accuracy after {forty.steps} steps of plain SGD, each kind at the best of its "
        f"own rates (SE of 3 seeds). {'; '.join(lines)}. Past 0.9 with 40 layers: "
        f"{', '.join(sorted(passed)) or 'none'}.\n\nWhat the figure shows: accuracy against the "
        "learning rate for 20 layers (left) and 40 (right), chance as a dotted line. Nets that "
        "fail are chaotic: on another machine their numbers differ in the second decimal."
    )
    claims = (
        fact("scaled branches and norm with skips pass 0.9", offered["C"] <= passed),
        fact(
            "at 40 layers plain, norm alone and bare skips stay below 0.45",
            max(forty.best(k)[1] for k in ("plain", "batch norm", "residual")) < 0.45,
        ),
        fact(
            "the best rate of every kind lies inside its grid",
            all(run.inside(kind) for run in (twenty, forty) for kind in run.accuracy),
        ),
    )
    return Finding(text, letter, claims)


def longer(accuracy: Array, rates: tuple[float, ...], steps: int) -> Finding:
    """Say what Adam makes of 40 plain layers; ``accuracy`` (rates, seeds)."""
    means = accuracy.mean(axis=1)
    best = int(means.argmax())
    lines = ", ".join(f"{lr:g}: {m:.2f}" for lr, m in zip(rates, means, strict=True))
    text = (
        f"40 plain layers, He's weights, Adam, {steps} steps, validation accuracy by rate: {lines}."
        f" The best is {means[best]:.2f} at {rates[best]:g}. So 40 plain layers do train with a "
        "better rule and more steps: slower and worse than residual ones, and not impossible."
    )
    holds = 0.5 < means[best] < 0.9
    return Finding(text, "", (fact("it learns more than half, less than 0.9", holds),))
