"""What the runs of notebook 10 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order


def _said(values: Array) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.3f} +- {error:.3f}"


def layer(runs: Sequence[Array]) -> Finding:
    """Say on which features a linear classifier does best: pixels, layer 1, layer 2 (seeds,)."""
    best = max(range(3), key=lambda k: float(runs[k].mean()))
    gain = runs[2] - runs[0]
    mean, error = mean_se(gain)
    text = (
        f"Layer 2 minus pixels on the similar target: {mean:+.3f} +- {error:.3f} (SE of "
        f"{len(gain)} seeds). Who knows 3 from 8 has most of the answer. With shuffled pixels the "
        "gain is gone: look at the lines of the different target and their errors."
    )
    return Finding(text, "ABC"[best], (order("layer 2 is better than pixels", gain),))


def times_nan(left: float) -> Finding:
    """Say what is left of 2.0 after a step of rate 0 along a gradient that is nan."""
    letter = "C" if np.isnan(left) else "A" if left == 2.0 else "B"
    return Finding("Nothing that nan or inf touches comes back; 0 is no shield.", letter)


def one_nan(product: tuple[Array, Array], yours: tuple[Array, Array]) -> Finding:
    """Say what one nan costs a frozen net, by a step of products and by the student's."""
    before, after = product
    same = bool(np.array_equal(*yours))
    text = (
        f"Test accuracy of {len(before)} source nets with a frozen body, before and after one step "
        f"in which 1 of the {64 * 64} gradients of `w1` is nan: {before.mean():.3f} and "
        f"{after.mean():.3f} where the step is `w - lr * dw` for all, {yours[0].mean():.3f} and "
        f"{yours[1].mean():.3f} with yours{', the same' if same else ''}. One weight that is nan "
        "makes the scores of every digit nan, and nothing brings a frozen weight back."
    )
    claims = (order("one nan takes half of the accuracy and more", before - after - 0.5),)
    return Finding(text, "", claims)


def corners(found: Mapping[tuple[int, str], Mapping[str, Array]]) -> Finding:
    """Say what is best in each corner of the lecture's table; the letter is the last corner's."""
    groups = {
        "A": ("pixels", "early", "top"),
        "B": ("few layers", "all layers"),
        "C": ("scratch",),
    }
    last = found[250, "different"]
    best = {
        letter: max((last[name] for name in names), key=lambda runs: float(runs.mean()))
        for letter, names in groups.items()
    }
    first, second = sorted(best, key=lambda letter: -float(best[letter].mean()))[:2]
    lead, error = mean_se(best[first] - best[second])
    few, much = found[10, "similar"], found[250, "similar"]
    strange = found[10, "different"]
    top = few["top"] - few["scratch"]
    fine = np.maximum(much["few layers"], much["all layers"]) - much["scratch"]
    text = (
        f"250 labels, different: a fresh net minus all layers "
        f"{_said(last['scratch'] - best['B'])}, "
        f"all layers minus few layers {_said(last['all layers'] - last['few layers'])} (SE of "
        f"{len(top)} seeds)."
        "\n\nWhat the figure shows: the test accuracy of the six ways in the four corners of the "
        "table, with standard errors and a dashed line at the height of training from scratch. The "
        "axes do not begin at 0: compare heights with the line, not with each other. Bars reach "
        "above the line on the left (similar), and only below it or up to it on the right."
        "\n\nCompare with the lecture's table, corner by corner. Little data, similar: the linear "
        f"classifier on top gains {_said(top)} over a fresh net and needs no thought; the advice "
        "holds. A lot of data, similar: the better fine-tuning is ahead of a fresh net by "
        f"{_said(fine)}; all layers minus few layers is "
        f"{_said(much['all layers'] - much['few layers'])}. Little data, "
        "different: trouble indeed. No layer of the source "
        f"net beats the raw pixels: top minus pixels {_said(strange['top'] - strange['pixels'])}."
        "\n\nA lot of data, different: a larger number of layers is the right direction, all "
        "layers "
        "beat few layers beat none. But here even that does not reach a fresh net: a body that has "
        "learned nothing of use is a worse start than a random one. For photographs it often does, "
        "because the early layers of a net for photographs see edges, and edges are in every "
        "photograph. Shuffled pixels have none."
    )
    claims = (
        order("little, similar: top beats scratch", top),
        order("much, similar: fine-tuning beats scratch", fine),
        order("much, different: scratch beats fine-tuning", last["scratch"] - best["B"]),
        order("much, different: all layers beat few", last["all layers"] - last["few layers"]),
        fact(
            "little, different: top and early do not beat the pixels by 2 SE",
            all(
                mean <= 2 * error
                for mean, error in (
                    mean_se(strange[name] - strange["pixels"]) for name in ("early", "top")
                )
            ),
        ),
    )
    return Finding(text, first if lead > 2 * error else "D", claims)


def slow(recipes: Mapping[str, Array]) -> Finding:
    """Say where a net is after the first few steps whose head, too, has a tenth of the rate.

    The runs (numbers of steps, seeds) are those of a fast head, of all at a tenth, of a fresh net.
    """
    fast, tenth, fresh = (runs[0] for runs in recipes.values())
    gap, error = mean_se(tenth - fresh)
    ahead, ahead_error = mean_se(tenth - fast)
    above = gap > 2 * error
    letter = "A" if above and ahead > 2 * ahead_error else "B" if above else "C"
    text = (
        f"After 20 steps, all at lr/10 minus a fresh net: {_said(tenth - fresh)}; a head at the "
        "full "
        f"rate minus all at lr/10: {_said(fast - tenth)} (SE of {len(fast)} seeds)."
        "\n\nWhat the figure shows: test accuracy against training steps. A fresh head at the full "
        "rate on a slow body is far ahead at once. With the head at a tenth as well the net is no "
        "better than a fresh one: random weights at a tenth of the rate stay random for long, and "
        "all that the body knows is wasted behind a head that does not listen."
        "\n\nThis is a question of steps, not of what can be reached: with enough steps, or a "
        "larger "
        "lr, the slow head catches up. Few people wait."
    )
    claims = (order("the head at the full rate is ahead after 20 steps", fast - tenth),)
    return Finding(text, letter, claims)


def new_digits(runs: Mapping[int, Mapping[str, Array]]) -> Finding:
    """Say whether features for 0 to 4 serve 5 to 9; runs by number of labels and method."""
    gap = runs[50]["top"] - runs[50]["pixels"]
    mean, error = mean_se(gap)
    letter = "A" if mean > 2 * error else "C" if mean < -2 * error else "B"
    lost = {n: one["scratch"] - one["all layers"] for n, one in runs.items()}
    text = (
        f"With 50 labels, top minus pixels is {_said(gap)}. A fresh net minus fine-tuning all "
        f"layers: {', '.join(f'{_said(d)} with {n} labels' for n, d in lost.items())}."
        "\n\nA net that tells 0 to 4 apart keeps what serves that end and drops the rest. The "
        "difference between a 5 and a 6 was of no use to it. The first source net had to keep it, "
        "since its ten classes include the answer to every question about digits."
        "\n\nSo 'similar' is not a matter of looks. Ask: did the source task need the differences "
        "that my target asks for? A source with many and varied classes needed a lot of them, "
        "which "
        "is why ImageNet with its thousand classes transfers so well."
    )
    claims = (
        order("50 labels: pixels beat the top features", -gap),
        *(order(f"{n} labels: a fresh net beats fine-tuning", lost[n]) for n in (50, 150)),
    )
    return Finding(text, letter, claims)
