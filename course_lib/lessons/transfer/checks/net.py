"""Checks of notebook 10: taking features from a net, and giving it a new head."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip
from course_lib.lessons.transfer.checks.step import named

extract_features = Exercise("extract_features", functions=("extract_features",))


def _worksheet(t: Trial) -> tuple[Array, dict[str, Array], Array, Array]:
    """Return inputs (4, 2), a 2-3-2-2 net with small whole numbers, and the features of its layers.

    In the grader every unit counts in a unit of measure of its own, drawn from the seed, and the
    rows come in a drawn order: other numbers with the same signs.
    """
    x = np.array([[1.0, -2.0], [3.0, 1.0], [0.0, 1.0], [2.0, 0.0]])
    params = {
        "w1": np.array([[1.0, 0.0, -2.0], [1.0, -1.0, 1.0]]),
        "b1": np.array([0.0, 1.0, 2.0]),
        "w2": np.array([[1.0, -1.0], [2.0, 1.0], [0.0, 1.0]]),
        "b2": np.array([-5.0, 2.0]),
        "w3": np.array([[1.0, -1.0], [-3.0, 2.0]]),
        "b3": np.array([0.5, 7.0]),
    }
    rows = t.draw([0, 1, 2, 3], lambda rng: rng.permutation(4).tolist())
    factors = t.draw(np.ones(7), lambda rng: rng.uniform(0.5, 2.0, 7).round(2))
    a, b, c = factors[:2], factors[2:5], factors[5:]
    x, first, second = (x * a)[rows], (FIRST * b)[rows], (SECOND * c)[rows]
    params["w1"], params["b1"] = params["w1"] / a[:, None] * b, params["b1"] * b
    params["w2"], params["b2"] = params["w2"] / b[:, None] * c, params["b2"] * c
    return x, params, first, second


def _row(values: Array) -> str:
    return f"({', '.join(f'{value:.6g}' for value in values)})"


# x @ w1 + b1 is [[-1, 3, -2], [4, 0, -3], [1, 0, 3], [2, 1, -2]]; its ReLU @ w2 + b2 is
# [[1, 5], [-1, -2], [-4, 4], [-1, 1]]; the ReLU of that enters the head.
FIRST = np.array([[0.0, 3.0, 0.0], [4.0, 0.0, 0.0], [1.0, 0.0, 3.0], [2.0, 1.0, 0.0]])
SECOND = np.array([[1.0, 5.0], [0.0, 0.0], [0.0, 4.0], [0.0, 1.0]])
NO_RELU = "A ReLU is missing: after each of the layers negative sums become 0."
HEAD = "You passed the layer after the last one as well, without a ReLU: the head stays out."
ONE_MORE = "You passed one layer too many: with depth 2 the layers 1 and 2, and the head stays out."
ON_THE_INPUTS = "ReLU was applied to the inputs. They enter layer 1 as they are, negative ones too."
# What an unknown name of a layer means.
NO_LAYER = [
    ("KeyError: 'w0'", "Layers are numbered from 1: the first one's arrays are w1 and b1."),
    ("KeyError: 'b0'", "Layers are numbered from 1: the first one's arrays are w1 and b1."),
    ("KeyError", "This net has no layer of that number. How often does your loop run?"),
]


def _features(t: Trial, f: Function, x: Array, params: dict[str, Array], depth: int) -> Any:
    return t.call(f, x, params, depth, returns="features", causes=NO_LAYER)


@extract_features.property("depth 1: one affine layer, then ReLU", weight=2)
def features_depth_one(t: Trial, extract_features: Function) -> None:
    x, params, first, _ = _worksheet(t)
    cut = np.maximum(x, 0)
    z = x @ params["w1"] + params["b1"]
    got = _features(t, extract_features, x, params, 1)
    after = first @ params["w2"] + params["b2"]
    cause = (
        "With depth 1 one layer is passed, layer 1. Count how often your loop runs, and look at "
        "what you return."
    )
    for want, sentence in ((after, HEAD), (np.maximum(after, 0), ONE_MORE)):
        if np.shape(got) == (4, 2) and np.allclose(got, want):
            cause = sentence
    t.require(
        getattr(got, "shape", None) != (4, 2),
        "Layer 1 of the worksheet net makes 3 numbers of 2; with depth 1 your `features` have "
        "shape (4, 2), expected (4, 3).",
        cause,
    )
    t.close(
        "features",
        got,
        first,
        f"For the worksheet net and depth 1 the first row x = {_row(x[0])} must give "
        f"{_row(first[0])}, and {_row(x[1])} must give {_row(first[1])}.",
        mistakes=[
            (z, NO_RELU),
            (np.maximum(cut @ params["w1"] + params["b1"], 0), ON_THE_INPUTS),
            (cut @ params["w1"] + params["b1"], ON_THE_INPUTS),
            (np.maximum(x @ params["w1"], 0), "The bias is missing."),
            (np.maximum(x @ params["w1"], 0) + params["b1"], "The bias comes before ReLU."),
            (
                x @ np.maximum(params["w1"], 0) + params["b1"],
                "ReLU was applied to the weights, not to the sums.",
            ),
            (np.abs(z), "ReLU makes negative sums 0, it does not flip them."),
            ((z > 0).astype(float), "Those are the signs; ReLU keeps the positive sums."),
            (np.tanh(z), "The net was trained with ReLU, so its features need ReLU."),
        ],
        single=True,
    )


@extract_features.property("depth 2: the features before the head", weight=3)
def features_depth_two(t: Trial, extract_features: Function) -> None:
    x, params, first, second = _worksheet(t)
    z = first @ params["w2"] + params["b2"]
    linear = (x @ params["w1"] + params["b1"]) @ params["w2"] + params["b2"]
    head = second @ params["w3"] + params["b3"]
    got = _features(t, extract_features, x, params, 2)
    t.require(
        getattr(got, "shape", None) != (4, 3),
        "With depth 2 you returned the features of layer 1.",
        "Depth counts the layers that are passed: with depth 2 those are layers 1 and 2.",
    )
    t.close(
        "features",
        got,
        second,
        f"For the worksheet net and depth 2 the row {_row(x[0])} must give {_row(second[0])}, and "
        f"{_row(x[1])} must give {_row(second[1])}: the outputs of layer 2 after its ReLU.",
        mistakes=[
            (head, HEAD),
            (np.maximum(head, 0), ONE_MORE),
            (z, NO_RELU),
            (linear, NO_RELU),
            (np.maximum(linear, 0), "The ReLU between the layers is missing."),
        ],
        single=True,
    )


@extract_features.detail("other widths: layers one after the other", weight=2)
def features_other_widths(t: Trial, extract_features: Function) -> None:
    widths = t.draw((3, 6, 2, 5, 4), lambda rng: tuple((2 + rng.permutation(5)).tolist()))
    params: dict[str, Array] = {}
    for i, (d, m) in enumerate(pairwise(widths), start=1):
        params[f"w{i}"], params[f"b{i}"] = t.rng.standard_normal((d, m)), 1 + t.rng.random(m)
    for rows in (1, 7):
        x = 1 + t.rng.random((rows, widths[0]))
        for depth in (1, 2, 3):
            got = _features(t, extract_features, x, params, depth)
            got = t.array("features", got, (rows, widths[depth]))
            before = x
            if depth > 1:
                before = _features(t, extract_features, x, params, depth - 1)
            z = before @ params[f"w{depth}"] + params[f"b{depth}"]
            t.close(
                "features",
                got,
                np.where(z > 0, z, 0.0),
                f"In a net of widths {'-'.join(map(str, widths))} your features at depth {depth} "
                f"are not layer {depth} applied to your features at depth {depth - 1}.",
                "Use `w` and `b` of the layer's own number, and pass the output on. (If a property "
                "above fails as well, mend that one first.)",
                single=True,
            )


@extract_features.detail("a deep net, its layers by number", weight=2)
def features_deep_net(t: Trial, extract_features: Function) -> None:
    depth = t.draw(12, lambda rng: int(rng.integers(10, 14)))
    # No sum is negative: with two positive biases before each -1 the features grow.
    shifts = t.draw(np.arange(1, 15), lambda rng: rng.integers(1, 30, 14))
    biases = {i: int(shifts[i - 1]) if i % 3 else -1 for i in range(1, depth + 2)}
    want = 1
    for i in range(1, depth + 1):
        want = 2 * want + biases[i]
    layers = t.rng.permutation(np.arange(1, depth + 2))
    params: dict[str, Array] = {}
    for i in layers.tolist():
        params[f"b{i}"] = np.array([float(biases[i])])
        params[f"w{i}"] = np.array([[2.0]])
    t.close(
        "features",
        _features(t, extract_features, np.ones((2, 1)), params, depth),
        np.full((2, 1), float(want)),
        f"In a net of {depth + 1} layers with one unit each the features at depth {depth} are "
        "wrong. The dictionary had its names in a random order.",
        "Count 1, 2, ... up to depth and make the name from the number. Neither the order of the "
        'dictionary nor that of the alphabet ("w10" before "w2") is that of the layers.',
    )


@extract_features.guard("depth 0: the inputs themselves")
def features_depth_zero(t: Trial, extract_features: Function) -> None:
    x, params, *_ = _worksheet(t)
    t.close(
        "features",
        _features(t, extract_features, x, params, 0),
        x,
        "With depth 0 no layer is passed: the features are the inputs, negative ones too.",
    )


def _first_layer(t: Trial, extract_features: Function, x: Array, w: Array, b: Array) -> Any:
    return t.call(extract_features, x, {"w1": w, "b1": b}, 1, returns="features")


any_form(extract_features, (4, 3), (3, 5), (5,), run=_first_layer)


replace_head = Exercise("replace_head", functions=("replace_head",))


def _trained(t: Trial, hidden: int, classes: int, layer: int) -> dict[str, Array]:
    """Return a net of ``layer`` layers whose weights are far from fresh ones."""
    widths = [3, *[4] * (layer - 2), hidden, classes]
    params = {}
    for i, (d, m) in enumerate(pairwise(widths), start=1):
        params[f"w{i}"] = 5 + 3 * t.rng.standard_normal((d, m))
        params[f"b{i}"] = 3 + t.rng.standard_normal(m)
    return params


def _replaced(
    t: Trial, f: Function, params: dict[str, Array], layer: int, n_classes: int, rng: Any
) -> dict[str, Array]:
    """Return the new parameters after the shape of the head's weights was checked."""
    missing = Slip("This net has no layer of that number: make the two names from `layer`.")
    result = t.call(
        f, params, layer, n_classes, rng, returns="params", causes=[("KeyError", missing)]
    )
    cause = "What comes back is the whole net: the arrays of the body belong to it."
    found = named(t, "params", result, list(params), cause)
    old = params[f"w{layer}"]
    w = found[f"w{layer}"]
    t.require(
        np.shape(w) != (n_classes, old.shape[0]) or n_classes == old.shape[0],
        f"`w{layer}` has shape {np.shape(w)}: rows and columns are exchanged.",
        "Weights are (inputs, outputs): a row for each feature and a column for each class.",
    )
    t.require(
        np.shape(w) != old.shape,
        f"`w{layer}` still has the shape {old.shape} of the old head; the new task has "
        f"{n_classes} classes.",
        "The head is the layer whose number is given.",
    )
    shape = getattr(w, "shape", (len(old), n_classes))
    t.require(
        len(shape) != 2 or len(w) == len(old),
        f"`w{layer}` has shape {shape}, expected {(len(old), n_classes)}.",
        "H is the number of features that enter the head: the old head has a row for each.",
    )
    t.array(f"w{layer}", w, (len(old), n_classes))
    return found


@replace_head.property("a head for the new classes on the old body", weight=3)
def head_on_old_body(t: Trial, replace_head: Function) -> None:
    for layer, classes in t.either(((3, 2), (2, 7)), ((2, 4), (3, 2))):
        params = _trained(t, hidden=6, classes=10, layer=layer)
        found = _replaced(t, replace_head, params, layer, classes, fresh(t))
        for name in params:
            if name not in (f"w{layer}", f"b{layer}"):
                t.require(
                    np.array_equal(t.array(name, found[name], params[name].shape), params[name]),
                    f"`{name}` belongs to the body, and it changed.",
                    "The body is what is transferred: its arrays come over bit for bit.",
                )


@replace_head.detail("fresh weights with the std that the new layer needs", weight=3)
def head_weight_std(t: Trial, replace_head: Function) -> None:
    hidden, classes = t.either((200, 70), (150, 90))
    params = _trained(t, hidden=hidden, classes=10, layer=2)
    w = np.asarray(_replaced(t, replace_head, params, 2, classes, fresh(t))["w2"])
    want, std = (1 / hidden) ** 0.5, float(w.std())
    slips = (
        (1.0, "The weights were not scaled: multiply normal numbers by the std."),
        (1 / hidden, "1 / fan_in is the variance; the std is its root."),
        ((1 / classes) ** 0.5, "You took the number of classes; a unit sums over its inputs."),
        (0.1**0.5, "You took the old head's number of classes; a unit sums over its inputs."),
        (
            (1 / (hidden * classes)) ** 0.5,
            "You took the number of all weights; a unit sums over its inputs.",
        ),
        ((2 / hidden) ** 0.5, "That is He's std. No ReLU follows the head: the 2 has no cause."),
        ((2 / (hidden + classes)) ** 0.5, "That is Glorot's std; here it is sqrt(1 / fan_in)."),
        ((1 / 3 / hidden) ** 0.5, "Uniform numbers from -a to a have the std a / sqrt(3)."),
        (0.01, "The std is fixed at 0.01; it depends on the number of inputs."),
        (0.0, "All weights are equal: draw them from `rng`."),
        (float(params["w2"].std()), "Those have the spread of the old head."),
    )
    # The std of 13500 normal numbers lies within 5 % of theirs but for one time in 10^10.
    cause = next((text for size, text in slips if abs(std - size) <= 0.05 * size), "")
    t.require(
        abs(std - want) <= 0.05 * want,
        f"The weights of a head with {hidden} inputs have a std of {std:.4f}; "
        f"sqrt(1 / {hidden}) is {want:.4f}.",
        cause,
    )
    t.require(
        abs(float(w.mean())) <= 0.07 * want,
        f"The weights of the fresh head have the mean {w.mean():.4f}, it must be near 0.",
        "Normal numbers with mean 0; uniform ones from 0 to 1 have the mean 1/2.",
    )
    rows = float(np.abs(w.mean(axis=1)).max()) * classes**0.5 / want
    columns = float(np.abs(w.mean(axis=0)).max()) * hidden**0.5 / want
    # Means of independent numbers: the largest of 260 passes 7 standard errors once in 10^9.
    t.require(
        max(rows, columns) < 7,
        "Whole rows or columns of the fresh head have the same weights.",
        "Draw a number for every entry.",
    )


@replace_head.detail("the bias: a zero for each new class", weight=2)
def head_bias(t: Trial, replace_head: Function) -> None:
    params = _trained(t, hidden=5, classes=4, layer=2)
    for classes in (3, 7):
        b = _replaced(t, replace_head, params, 2, classes, fresh(t))["b2"]
        t.require(
            not (isinstance(b, np.ndarray) and np.array_equal(b, params["b2"])),
            f"The old head had 4 classes, the new one has {classes}. Its `b2` is that of the old "
            "head.",
            "The bias belongs to the head, and the old one knows the old classes.",
        )
        b = t.array("b2", b, (classes,))
        t.require(
            not np.any(b),
            "The bias of the fresh head is not 0.",
            "The new classes are not known yet: each starts at 0.",
        )


@replace_head.guard("the weights are drawn from rng")
def head_draws_from_rng(t: Trial, replace_head: Function) -> None:
    params = _trained(t, hidden=5, classes=3, layer=2)
    seed = int(t.rng.integers(2**32))
    first, again, other = (
        _replaced(t, replace_head, params, 2, 4, np.random.default_rng(s))
        for s in (seed, seed, seed + 1)
    )
    t.require(
        not np.array_equal(first["w2"], other["w2"]),
        "Two generators with different seeds gave the same head.",
        "Draw from the argument `rng`, and set no seed of your own.",
    )
    t.require(
        np.array_equal(first["w2"], again["w2"]),
        "Two generators with the same seed gave different heads, so no run can be repeated.",
        "Draw from the argument `rng`.",
    )


@replace_head.detail("a deep net: the layer with that number", weight=1)
def head_of_deep_net(t: Trial, replace_head: Function) -> None:
    layer = t.either(11, 10)
    params = _trained(t, hidden=6, classes=3, layer=layer)
    order = t.rng.permutation(list(params)).tolist()
    params = {name: params[name] for name in order}
    found = _replaced(t, replace_head, params, layer, 5, fresh(t))
    body = [name for name in params if name not in (f"w{layer}", f"b{layer}")]
    t.require(
        all(np.array_equal(found[name], params[name]) for name in body),
        f"In a net of {layer} layers, its names in a random order, other arrays than "
        f"w{layer} and b{layer} changed.",
        "Make the two names from the number.",
    )


def _new_net(t: Trial, replace_head: Function, *arrays: Array) -> Any:
    params = dict(zip(("w1", "b1", "w2", "b2"), arrays, strict=True))
    found = _replaced(t, replace_head, params, 2, 3, np.random.default_rng(7))
    # Of other digits the generator may draw other numbers.
    return found["w1"], found["b1"], found["w2"].shape, np.shape(found["b2"])


any_form(replace_head, (3, 4), (4,), (4, 2), (2,), run=_new_net)
