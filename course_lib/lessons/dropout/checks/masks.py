"""Check of notebook 04: dropout.

A mask is random, so nothing here compares with a stored mask: a share of 2000 independent entries
lies within 0.07 of its expectation, but for less than one right answer in 10^9.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import away_from_zero, four_draws, fresh
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import LARGEST, keeps_its_digits
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

TURNED_ROUND = (
    "You dropped the share that should stay. `keep_prob` is the probability of keeping; PyTorch's "
    "`p` is that of dropping."
)

dropout = Exercise("dropout", functions=("dropout_forward", "dropout_backward"))


def _forward(
    t: Trial, f: Function, x: Array, keep_prob: float, rng: np.random.Generator | None = None
) -> tuple[Array, Any]:
    out, cache = t.call(f, x, keep_prob, rng or fresh(t), returns="out, cache")
    return t.array("out", out, x.shape), cache


@dropout.property("keep_prob is the share of entries that stay", weight=2, part="forward")
def dropout_keeps_share(t: Trial, dropout_forward: Function) -> None:
    asked = t.either((0.2, 0.8), (0.3, 0.85))
    numbers = np.array([0.9, 0.1, 0.5, 0.15, 0.7])
    t.worked(random_numbers=numbers, keep_prob=asked[0], the_entry_stays=numbers < asked[0])
    shares, factors = [], set()
    for keep_prob in asked:
        x = away_from_zero(t, 50, 40)
        out, _ = _forward(t, dropout_forward, x, keep_prob)
        shares.append(float(np.mean(out != 0)))
        factors.update(np.round(out / x, 3).ravel().tolist())
    bad = [i for i in (0, 1) if abs(shares[i] - asked[i]) > 0.07]
    if bad:
        cause = _share_cause(asked, shares, len(factors))
        raise Wrong(
            f"With keep_prob={asked[bad[0]]} a share of {shares[bad[0]]:.2f} of the entries "
            "stayed (measured on 2000 entries).",
            cause,
            certain=cause == TURNED_ROUND,
        )


def _share_cause(asked: tuple[float, float], shares: list[float], factors: int) -> str:
    """Return why the shares are not those ``asked`` for; ``factors`` counts values of out / x."""
    if all(abs(share - (1 - keep)) <= 0.07 for keep, share in zip(asked, shares, strict=True)):
        return TURNED_ROUND
    if min(shares) == 1.0:
        if factors > 100:
            return "The random numbers themselves multiply `x`. A coin is 0 or 1."
        return "Nothing was dropped: the mask does not reach `out`."
    if set(shares) <= {0.0, 1.0}:
        return "The whole array stays or goes. Every entry needs a coin of its own."
    if abs(shares[0] - shares[1]) <= 0.07:
        return f"The share is much the same for keep_prob={asked[0]} and {asked[1]}: is it used?"
    return "A uniform number in [0, 1) is below keep_prob with probability keep_prob; others not."


@dropout.property("what stays is divided by keep_prob", weight=2, part="forward")
def dropout_scales_kept(t: Trial, dropout_forward: Function) -> None:
    keep_prob = t.either(0.8, 0.4)
    x = away_from_zero(t, 30, 20)
    out, _ = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    t.worked(
        an_entry_of_x=x[kept][0],
        out_where_it_stays=x[kept][0] / keep_prob,
        out_where_it_is_dropped=0.0,
        chances=np.array([keep_prob, 1 - keep_prob]),
        mean_of_out=x[kept][0],
    )
    t.close(
        "out",
        out[kept],
        x[kept] / keep_prob,
        "The entries that stay have the wrong size: the mean of `out` over many masks must be `x`.",
        "An entry is kept with probability keep_prob and 0 otherwise. Which size of the kept ones "
        "gives it the mean `x`?",
        mistakes=[
            (
                x[kept],
                "They were kept as they are. Inverted dropout makes up at training time for what "
                "is missing, so that nothing is left to do at test time.",
            ),
            (x[kept] * keep_prob, "You made them smaller; fewer entries must count more each."),
            (
                x[kept] / (1 - keep_prob),
                TURNED_ROUND
                if kept.mean() < 0.5 < keep_prob or keep_prob < 0.5 < kept.mean()
                else "You divided by the probability of dropping.",
            ),
            (np.ones(int(kept.sum())), "`out` is the mask itself."),
            (np.ones(int(kept.sum())) / keep_prob, "`out` is the scaled mask itself."),
        ],
    )


@dropout.property("every entry has a coin of its own", weight=1, part="forward")
def dropout_independent_coins(t: Trial, dropout_forward: Function) -> None:
    x = away_from_zero(t, 60, 50)
    out, _ = _forward(t, dropout_forward, x, 0.5)
    kept = out != 0
    rows = float(np.mean(kept[1:] == kept[:-1]))
    columns = float(np.mean(kept[:, 1:] == kept[:, :-1]))
    # Independent coins agree half of the time; 2950 pairs lie within 0.06 of that.
    t.require(
        rows < 0.57,
        "The same units are dropped for every example of the batch.",
        "The mask has one entry a unit and is stretched over the rows; draw one for each entry.",
    )
    t.require(
        columns < 0.57,
        "An example loses all of its units or none.",
        "The mask has one entry a row and is stretched over the columns; draw one for each entry.",
    )
    t.require(
        max(1 - rows, 1 - columns) < 0.57,
        "Dropped and kept entries take turns in a pattern. Every entry is random.",
    )
    # Of 24 fair coins the same number shows heads in 14 throws with a chance below 10^-10.
    x = away_from_zero(t, 4, 6)
    masks = [_forward(t, dropout_forward, x, 0.5)[0] != 0 for _ in range(14)]
    t.require(
        len({int(mask.sum()) for mask in masks}) > 1 or len({m.tobytes() for m in masks}) == 1,
        f"In 14 calls {masks[0].sum()} of 24 entries stayed, every time the same number.",
        "How many entries stay is chance as well: no coin knows of the others.",
    )


@dropout.detail("arrays of any number of dimensions", weight=1, part="forward")
def dropout_any_dimensions(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    for shape in t.either(((6, 5, 4, 3), (80,)), ((60,), (4, 5, 6))):
        x = away_from_zero(t, *shape)
        out, cache = _forward(t, dropout_forward, x, 0.5)
        kept = out != 0
        t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
        dx = t.call(dropout_backward, np.ones(shape), cache)
        t.array("dx", dx, shape)


@dropout.guard("the mask is drawn from rng, anew in every call")
def dropout_draws_from_rng(t: Trial, dropout_forward: Function) -> None:
    x = away_from_zero(t, 12, 10)
    first, second, again, other = four_draws(
        t, lambda rng: _forward(t, dropout_forward, x, 0.5, rng)[0]
    )
    t.require(
        not np.array_equal(first != 0, second != 0) and not np.array_equal(first, other),
        "Two calls dropped the same entries.",
        "A seed is set inside the function, or a mask is kept from call to call. Draw from `rng`.",
    )
    t.require(
        np.array_equal(first != 0, again != 0),
        "Two generators with the same seed gave different masks, so no run can be repeated.",
        "The mask comes from somewhere else than the argument `rng`.",
    )


@dropout.property("backward: the mask and the scale of the forward pass", weight=3)
def dropout_backward_mask(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    keep_prob = t.either(0.4, 0.7)
    x, dout = away_from_zero(t, 9, 8), away_from_zero(t, 9, 8)
    out, cache = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    t.worked(
        dout=dout[0, :4],
        stayed=kept[0, :4],
        factor_of_those_that_stayed=1 / keep_prob,
        dx=(dout * kept / keep_prob)[0, :4],
    )
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, kept, keep_prob)
    _largest_numbers(t, dropout_forward, dropout_backward)


@dropout.guard("backward: the cache of its own forward pass")
def dropout_backward_cache(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x, dout = away_from_zero(t, 7, 6), away_from_zero(t, 7, 6)
    out, cache = _forward(t, dropout_forward, x, 0.6)
    _forward(t, dropout_forward, -x, 0.6)
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, out != 0, 0.6)
    _largest_numbers(t, dropout_forward, dropout_backward)


def _largest_numbers(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    """Fail unless `dx` is right where a step away from `x` makes `out` infinite, or none at all."""
    keep_prob = t.draw(0.5, lambda rng: float(rng.choice([0.25, 0.5])))
    x, dout = away_from_zero(t, 5, 6), away_from_zero(t, 5, 6, low=0.2, high=0.9)
    seed = int(t.rng.integers(2**32))
    # The same mask twice: of numbers of size 1 every answer shows it.
    small, _ = _forward(t, dropout_forward, x, keep_prob, np.random.default_rng(seed))
    large = np.where(x > 0, LARGEST, -LARGEST) * keep_prob
    again, _ = _forward(t, dropout_forward, x, keep_prob, np.random.default_rng(seed))
    if not np.array_equal(small, again):  # A row of its own says that `rng` is not used.
        return
    _, cache = t.call(
        dropout_forward, large, keep_prob, np.random.default_rng(seed), returns="out, cache"
    )
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    want = dout * small / x
    symptom = "Where `out` has the largest numbers of float64, `dx` is wrong. It is `dout` times "
    keeps_its_digits(t, "dx", dx, want, symptom + "mask and scale, as anywhere else.")


def _same_mask(
    t: Trial, dx: Any, dout: Array, out: Array, x: Array, kept: Array, keep_prob: float
) -> None:
    """Fail unless ``dx`` is ``dout`` through the mask and scale seen in ``out``."""
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    dx = t.array("dx", dx, x.shape)
    want = dout * kept / keep_prob
    if t.forward_share() < 1.0:
        mine = dout * out / x
        if np.allclose(dx, mine, rtol=1e-4, atol=1e-6):
            t.note("`dx` is judged as the gradient of your own forward pass.")
            return
    t.require(
        np.array_equal(dx != 0, kept),
        "The gradient does not pass through the entries that stayed in the forward pass, or it "
        "passes through dropped ones.",
        "The backward pass needs the very mask of the forward pass: keep it in the cache, neither "
        "draw it again nor take the last one drawn.",
    )
    t.close(
        "dx",
        dx,
        want,
        "The gradient passes the right entries with the wrong size.",
        "`out` is `x` times a factor. Which factor had this call, with its keep_prob?",
        mistakes=[
            (dout * kept, "`out` is `x` times mask / keep_prob, so `dx` has that factor too."),
            (dout * kept * keep_prob, "You multiplied by keep_prob where the forward divides."),
            (dout * kept / keep_prob**2, "You divided by keep_prob twice."),
            (x * kept / keep_prob, "You masked `x`; the mask belongs on `dout`."),
            (kept / keep_prob, "That is the derivative of `out` alone: where is `dout`?"),
        ],
    )


@dropout.detail("backward: where x is 0", weight=1)
def dropout_backward_zeros(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x, dout = away_from_zero(t, 30, 20), away_from_zero(t, 30, 20)
    x[::2] = 0.0
    out, cache = _forward(t, dropout_forward, x, 0.5)
    dx = t.array("dx", t.call(dropout_backward, dout, cache, returns="dx"), x.shape)
    # 300 fair coins: the share of heads lies within 0.19 of a half but once in 10^10.
    share = float(np.mean(dx[::2] != 0))
    t.require(
        abs(share - 0.5) < 0.19,
        f"Of the entries where x is 0, as after a ReLU, half are kept with keep_prob=0.5; your "
        f"gradient passes through a share of {share:.2f}.",
        "Whether an entry was kept cannot be read from `out`: a kept 0 looks like a dropped one.",
    )
    t.require(
        np.array_equal((dx != 0)[1::2], (out != 0)[1::2]),
        "The gradient does not pass through the entries that stayed in the forward pass.",
    )


@dropout.guard("keep_prob 1 drops nothing")
def dropout_keeps_all(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x = away_from_zero(t, 20, 20)
    out, cache = _forward(t, dropout_forward, x, 1.0)
    t.close("out", out, x, "With keep_prob=1.0 `out` must be `x`.")
    dx = t.call(dropout_backward, out, cache, returns="dx")
    t.close("dx", dx, out, "With keep_prob=1.0 `dx` must be `dout`.")


def _sizes(t: Trial, dropout_forward: Function, dropout_backward: Function, *arrays: Array) -> Any:
    """Return what `out` and `dx` are where they are not 0, whichever entries those are.

    Numbers drawn in the dtype of `x` make another mask, and that is right.
    """
    x, dout = arrays
    out, cache = t.call(dropout_forward, x, 0.5, np.random.default_rng(3), returns="out, cache")
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    out, dx = t.array("out", out, x.shape), t.array("dx", dx, x.shape)
    dropped = out == 0
    same_mask = np.array_equal(dx == 0, dropped)
    sizes = (np.where(a == 0, 2 * b, a) for a, b in ((out, x), (dx, dout)))
    return (*sizes, same_mask, 0 < dropped.sum() < dropped.size)


any_form(dropout, (9, 8), (9, 8), run=_sizes)
