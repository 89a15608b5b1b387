"""What the runs of notebook 02 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, order
from course_lib.lessons.initialization.experiments.gradients import DeadUnits, Gradients
from course_lib.lessons.initialization.experiments.signals import Runs
from course_lib.lessons.initialization.experiments.training import HeatMap
from course_lib.lessons.initialization.experiments.watching import Level, Watched


def shrink(curves: Mapping[str, Array]) -> Finding:
    """Say how much smaller z is in layer 10 than in layer 1; small weights come first.

    Curves are (depth,); the others are xavier and he.
    """
    small, *others = curves.values()
    ratio = float(small[0] / small[-1])
    letter = "C" if ratio > 1e5 else "B" if ratio > 3 else "A"
    text = (
        f"With std 0.01, z is {ratio:.1e} times smaller in layer 10."
        "\n\nWhat the figure shows: the std of z against the layer, for three schemes. With "
        "'small' "
        "it falls along a straight line on a logarithmic axis, by the same factor in every layer; "
        "with 'xavier' and 'he' it stays between 0.1 and 2."
    )
    level = min(o.min() for o in others) > 0.1 and max(o.max() for o in others) < 2
    return Finding(text, letter, (fact("xavier and he stay between 0.1 and 2", level),))


def relu(runs: Runs, farthest: float) -> Finding:
    """Say how the std of relu layers with xavier weights changes, and how far the lecture is."""
    ratio = float((runs.stds[:, 0] / runs.stds[:, -1]).mean())
    letter = "C" if ratio > 1000 else "B" if ratio > 4 else "A"
    text = (
        f"The std falls to 1/{ratio:.0f}. The farthest of the lecture's 80 printed numbers is "
        f"{farthest:.1f} standard errors away."
        "\n\nWhat the figure shows: the std of the activations against the layer for the four "
        "tables, our mean as a line with a band of one SD over runs, the lecture's numbers as "
        "crosses. The crosses lie on the lines, but for the last ones of 'tanh, std 0.01': six "
        "printed decimals leave 0.000001 of layer 9 and 0 of layer 10, and 0 has no place on a "
        "logarithmic axis. Only 'tanh, std 0.01' and 'relu, std 1 / sqrt(500)' fall steadily."
        "\n\nThe four tables agree with the lecture. Look at the errors in the folded tables, too. "
        "In the first they are tiny. In the last a single run scatters by about ten percent in "
        "layer 10, because every layer adds its own chance to that of the layers before it. A "
        "single table of this kind says nothing about differences of a few percent."
    )
    claims = (
        fact("it falls to between 1/15 and 1/30", 15 < ratio < 30),
        fact("no printed number is farther than 5 errors", farthest < 5),
    )
    return Finding(text, letter, claims)


def dead(plain: DeadUnits, raised: DeadUnits) -> Finding:
    """Say which share of the units of layer 1 is dead, and what a bias of 0.1 changes."""
    first, last = float(plain.dead[:, 0].mean()), float(plain.dead[:, -1].mean())
    letter = "A" if first > 0.25 else "B" if first > 0.005 else "C"
    cosine = plain.cosine.mean(axis=0)
    text = (
        f"{first:.1%} of layer 1 are dead, and {last:.0%} of layer 10. The mean cosine between two "
        f"examples is {cosine[0]:.2f} in layer 1 and {cosine[-1]:.2f} in layer 10."
        "\n\nWhat the figure shows: on the left the share of activations that are 0, about one "
        "half "
        "in every layer, a little less with bias 0.1; on the right the share of dead units, 0 in "
        "the first layers and about ten percent in layer 10. Bands are one SD over five runs."
        "\n\nSo one half of the activations is 0, and that is no illness: other examples switch "
        "the "
        "same unit on. Dead units are rare and sit in deep layers. Why there? A cosine of 1 means "
        "that two examples point in the same direction. In deep layers all examples look nearly "
        "alike to a unit, so it is on for all of them or off for all of them. The bias of 0.1 "
        "switches a few more activations on. It does not revive dead units: "
        f"{raised.dead[:, -1].mean():.0%} of layer 10 are dead with it."
    )
    claims = (
        fact(
            "about half of the activations are 0", np.all(abs(plain.inactive.mean(0) - 0.5) < 0.05)
        ),
        fact("between 4 and 16 percent of layer 10 are dead", 0.04 < last < 0.16),
        order("the examples are more alike in layer 10", plain.cosine[:, -1] - plain.cosine[:, 0]),
    )
    return Finding(text, letter, claims)


def gradient(cases: Mapping[str, Gradients]) -> Finding:
    """Say in which layer the gradient of small weights is smallest; the last case has std 0.5."""
    small, large = cases["small"].of_w, cases["std 0.5"].of_w
    first, last = small.mean(axis=0)[[0, -1]]
    letter = "A" if first < last / 3 else "B" if last < first / 3 else "C"
    text = (
        f"With std 0.01 the norm is {first:.2g} in layer 1 and {last:.2g} in layer 10."
        "\n\nWhat the figure shows: the norms of the gradients of z (left) and of w (right) "
        "against "
        "the layer, means of five runs with a band of one SD. With 'small' the gradient of z falls "
        "towards layer 1, and that of w is level, more than eight powers of ten below 'xavier'. "
        "With std 0.5 both grow towards layer 1."
        "\n\nWith 'small', the activations shrink on their way forward and dz shrinks on its way "
        "back, by the same factor per layer. Their product has passed through all layers once, "
        "wherever you look. So every layer stands still, not the first ones alone."
        "\n\nAnd with large weights? A slide of CS231n says 'Activations saturate (for tanh), "
        "Gradients zero'. In this run more than half of the activations of std 0.5 lie beyond "
        "0.99, "
        "and the gradient grows all the same: the other units pass it on through large weights."
    )
    xavier = cases["xavier"].of_w
    claims = (
        fact(
            "small weights: the same in all layers, within a fifth",
            np.ptp(np.log(small.mean(0))) < 0.2,
        ),
        fact("eight powers of ten below xavier", xavier.mean(0).min() > 1e8 * small.mean(0).max()),
        order("with std 0.5 it grows towards layer 1", np.log(large[:, 0] / large[:, -1])),
    )
    return Finding(text, letter, claims)


def depth(relu: HeatMap, tanh: HeatMap) -> Finding:
    """Say what becomes of ten layers with std 0.01, and of the other starts; rows are depths."""
    deep = float(relu.accuracy[-1, 0])
    letter = "A" if deep > 0.9 else "B" if deep > 0.5 else "C"
    loud, he = relu.accuracy[-1, -1], relu.accuracy[-1, 2]
    text = (
        f"Ten relu layers with std 0.01 reach {deep:.0%}, with 'he' {he:.0%}, with std 0.5 "
        f"{loud:.0%}."
        "\n\nWhat the figure shows: two tables of colours, relu and tanh, with one row for each "
        "depth and one column for each start; each cell holds the validation accuracy in percent. "
        "At two layers all starts but the std 0.01 give more than 90 percent. At five and ten "
        "layers the std 0.01 gives about 10 percent. At ten relu layers 'he' is far ahead; at ten "
        "tanh layers 'xavier', 'he' and 'orthogonal' are level."
        "\n\nWith two hidden layers most starts will do. With ten, none of the three learning "
        "rates "
        "saves a bad one. In the relu map, 'xavier' and 'orthogonal' (with gain 1) lose the factor "
        "sqrt(1/2) in every layer, and 'he' does not. The column 0.5 fails the other way: a relu "
        "layer multiplies the std by sqrt(50 / 2) * 0.5 = 2.5, so ten layers make the scores about "
        "2.5^10 = 9500 times too large. The first loss is huge, and the first steps throw the "
        "weights away. tanh cannot explode like that, because it never passes 1. Six epochs are a "
        "short training, and a cell has two seeds: differences of some percent may be chance."
    )
    claims = (
        fact("std 0.01 guesses at five and ten layers", relu.accuracy[1:, 0].max() < 0.15),
        fact(
            "he is ahead at ten relu layers",
            he > 0.75 and np.delete(relu.accuracy[-1], 2).max() < he - 0.1,
        ),
        fact("at ten tanh layers three starts pass 0.85", tanh.accuracy[-1, 1:4].min() > 0.85),
        fact("ten relu layers with std 0.5 guess", loud < 0.2),
    )
    return Finding(text, letter, claims)


def watched(cases: Mapping[str, Watched]) -> Finding:
    """Say what was seen of nets while they trained; the starts are 0.01, xavier and std 0.5."""
    lines = [
        f"{name}: std of layer 10 from {c.std[:, 0].mean():.2g} to {c.std[:, -1].mean():.2g}, "
        f"saturated {c.saturated[:, 0].mean():.0%} to {c.saturated[:, -1].mean():.0%}, median "
        f"ratio {np.median(c.ratio):.1e}, validation accuracy {c.accuracy.mean():.2f}"
        for name, c in cases.items()
    ]
    small, good, loud = cases.values()
    text = (
        f"{'; '.join(lines)} (means of {len(good.accuracy)} seeds)."
        "\n\nWhat the figure shows: left, the std of the last hidden layer over the steps. In the "
        "middle, the share of saturated activations. Right, the norm of the update over that of "
        "all parameters, with the rule of thumb of 1e-3 as a line."
        "\n\nThe small start seems to wake up: its std climbs, and its ratio is no smaller than "
        "that of the good one. But what has grown are the biases, which are the same for every "
        "image. From image to image a unit of the last layer varies with a std of "
        f"{small.between[:, -1].mean():.0e}, against {good.between[:, -1].mean():.2f} from the "
        "good start: nothing of the image gets there. The large one begins saturated and becomes "
        "more so. The good one changes its own activations as it learns: a start that is right is "
        "right for the first steps only. Such a picture is the first thing to look at when a net "
        "does not train, and no single curve of it is enough."
    )
    claims = (
        order("xavier ends above std 0.01", good.accuracy - small.accuracy),
        fact("std 0.01: the last layer stays below 1e-3", small.std.max() < 1e-3),
        fact("std 0.01: images differ by less than 1e-6 there", small.between[:, -1].max() < 1e-6),
        order(
            "std 0.5 is more saturated than xavier", (loud.saturated - good.saturated).mean(axis=1)
        ),
    )
    return Finding(text, "", claims)


def level(case: Level) -> Finding:
    """Say what a level std of sigmoid layers hides."""
    lost = np.log10(case.of_z[:, -1] / case.of_z[:, 0])
    text = (
        f"The std of all activations is {case.std[:, 0].mean():.2f} in layer 1 and "
        f"{case.std[:, -1].mean():.2f} in layer {case.std.shape[1]}, while the gradient of z loses "
        f"{lost.mean():.0f} powers of ten on its way back to layer 1. The middle panel shows why: "
        f"the mean cosine between two examples goes from {case.cosine[:, 0].mean():.2f} to "
        f"{case.cosine[:, -1].mean():.2f}. The units differ from one another, and that is all the "
        "std still measures; the examples have become alike."
    )
    claims = (
        fact("the std stays above 0.1", case.std.min() > 0.1),
        fact("the gradient loses more than six powers of ten", lost.min() > 6),
        fact("the examples become alike", case.cosine[:, -1].min() > 0.95),
    )
    return Finding(text, "", claims)
