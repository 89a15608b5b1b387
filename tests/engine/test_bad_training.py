"""Networks, optimizers and training: a wrong argument is named, with what is wanted instead."""

import numpy as np
import pytest

from course_lib.engine import clipping, lbfgs, normalization, optim, schedules, search
from course_lib.engine import rng as random
from course_lib.engine.modules import (
    Affine,
    BatchNorm,
    Conv,
    Dropout,
    Flatten,
    LayerNorm,
    MaxPool,
    Pair,
)
from course_lib.engine.network import Network
from course_lib.engine.train import fit

RNG = np.random.default_rng(0)
X = np.ones((4, 3))
W = np.ones((3, 5))
B = np.ones(5)
D = np.ones(3)
LABELS = np.array([0, 1, 2, 1])


def net(members=None):
    return Network([Affine(3, 5)], RNG if members is None else random.generators(0, members))


def train(network=None, x=X, labels=LABELS, rng=None, **options):
    network = network or net()
    return fit(network, x, labels, optim.SGD(0.1), rng=rng or RNG, **options)


def build():
    return [Affine(3, 5)]


def own_batchnorm(**functions):
    own = {"forward": normalization.batchnorm_forward, "backward": normalization.batchnorm_backward}
    network = Network([Affine(3, 5), BatchNorm(5, **{**own, **functions}), Affine(5, 3)], RNG)
    network.forward(X)
    network.backward(np.ones((4, 3), np.float32))
    network.predict(X)


ints = X.astype(int)

CASES = {
    # modules and networks
    "affine size": (lambda: Affine(0, 5), ValueError, r"w would have shape \(0, 5\)"),
    "affine float": (lambda: Affine(3.0, 5), ValueError, "whole numbers"),
    "module eps": (lambda: BatchNorm(3, eps=0), ValueError, "eps is 0"),
    "module layernorm eps": (lambda: LayerNorm(3, eps=-1), ValueError, "eps is -1"),
    "module momentum": (lambda: BatchNorm(3, momentum=2), ValueError, "momentum is 2"),
    "half a pair": (lambda: BatchNorm(3, forward=len), ValueError, "both or none"),
    "half a dropout": (lambda: Dropout(0.5, backward=len), ValueError, "both or none"),
    "module keep": (lambda: Dropout(1.5), ValueError, "keep_prob is 1.5"),
    "conv module": (lambda: Conv(1, 2, 3, stride=0), ValueError, "stride 0"),
    "pool module": (lambda: MaxPool(0), ValueError, "kernel 0"),
    "loose dropout": (lambda: Dropout(0.5).forward(X), RuntimeError, "into a Network"),
    "flatten": (lambda: Flatten().forward(X), ValueError, r"Flatten.*\(4, 3\)"),
    "not a module": (lambda: Network([Affine], RNG), TypeError, "layer 0.*Module"),
    "rng": (lambda: Network([Affine(3, 5)], 0), TypeError, "rng is 0"),
    "rng list": (lambda: Network([Affine(3, 5)], [0]), TypeError, "rng holds 0"),
    "layer twice": (lambda: Network([a := Affine(3, 3), a], RNG), ValueError, "in use already"),
    "layer of another": (lambda: Network(net().layers, RNG), ValueError, "in use already"),
    "dtype": (lambda: Network([Affine(3, 5)], RNG, dtype=int), TypeError, "float32 or .*float64"),
    "no parameters": (lambda: Network([Flatten()], RNG), ValueError, "no parameters"),
    "network x": (lambda: net().forward(W), ValueError, r"w has shape \(3, 5\), x \(3, 5\)"),
    "one row": (
        lambda: Network([BatchNorm(3)], RNG).forward(X[:1]),
        ValueError,
        r"\(1, 3\), one row alone has no variance",
    ),
    "member of one": (lambda: net().member(0), ValueError, "is one net, expected a stack"),
    # a student's own functions
    "own out": (
        lambda: own_batchnorm(forward=lambda x, g, b, eps: (x[:, :2], None)),
        ValueError,
        r"forward function: out has shape \(4, 2\), expected \(4, 5\)",
    ),
    "own rows": (
        lambda: own_batchnorm(forward=lambda x, g, b, eps: (x[:2], None)),
        ValueError,
        r"out has shape \(2, 5\).*needs 4 rows",
    ),
    "own no cache": (
        lambda: own_batchnorm(forward=lambda x, g, b, eps: x),
        ValueError,
        "forward function returned ndarray, expected out, cache",
    ),
    "own dx": (
        lambda: own_batchnorm(backward=lambda dout, cache: (dout[0], dout[0], dout[0])),
        ValueError,
        r"backward function: dx has shape \(5,\), expected \(4, 5\)",
    ),
    "own dgamma": (
        lambda: own_batchnorm(backward=lambda dout, cache: (dout, dout[:1], dout[0])),
        ValueError,
        r"backward function: dgamma has shape \(1, 5\), expected \(5,\)",
    ),
    "own two": (
        lambda: own_batchnorm(backward=lambda dout, cache: (dout, dout[0])),
        ValueError,
        "returned 2 things, expected dx, dgamma, dbeta",
    ),
    "own update": (
        lambda: own_batchnorm(update=lambda m, v, x, momentum: (x, v)),
        ValueError,
        r"update function: running_mean has shape \(4, 5\), expected \(5,\)",
    ),
    "own update scalar": (
        lambda: own_batchnorm(update=lambda m, v, x, momentum: (1.0, v)),
        TypeError,
        "running_mean is a float",
    ),
    "own inference": (
        lambda: own_batchnorm(inference=lambda x, g, b, m, v, eps: x.T),
        ValueError,
        r"inference function: out has shape \(5, 4\)",
    ),
    "own pair": (
        lambda: Network([Pair(lambda x, w: (x @ w, None), len, w=(3, 2))], RNG).forward(W),
        ValueError,
        "matmul",
    ),
    # optimizers
    "lr": (lambda: optim.SGD(-1), ValueError, "lr is -1"),
    "lr members": (
        lambda: optim.SGD(np.ones(3)).step(np.ones((2, 4)), np.ones((2, 4))),
        ValueError,
        r"lr has shape \(3,\)",
    ),
    "lr of one": (
        lambda: optim.SGD(np.ones(4)).step(np.ones(4), np.ones(4)),
        ValueError,
        r"lr has shape \(4,\).*one number",
    ),
    "rho": (lambda: optim.Momentum(0.1, rho=1), ValueError, "rho is 1"),
    "decay": (lambda: optim.RMSProp(0.1, decay=-1), ValueError, "decay is -1"),
    "beta": (lambda: optim.Adam(0.1, beta2=1.0), ValueError, "beta2 is 1"),
    "grads": (
        lambda: optim.SGD(0.1).step(np.ones(4), np.ones(3)),
        ValueError,
        r"\(4,\).*\(3,\)",
    ),
    "grads ints": (
        lambda: optim.SGD(0.1).step(np.ones(4), np.ones(4, int)),
        TypeError,
        "grads holds int64",
    ),
    "step": (lambda: schedules.step_decay(-1, 0.1, 0.5, 3), ValueError, "step is -1"),
    "steps": (lambda: schedules.cosine_cycle(D, 0.1, 3), ValueError, "whole number"),
    "period": (lambda: schedules.cosine_cycle(1, 0.1, 0), ValueError, "period is 0"),
    "every": (lambda: schedules.step_decay(1, 0.1, 0.5, 0), ValueError, "every is 0"),
    "exponential": (lambda: schedules.exponential_decay(0.5, 1, 1), ValueError, "step is 0.5"),
    "inverse": (lambda: schedules.inverse_time_decay(-2, 1, 1), ValueError, "step is -2"),
    "clip": (lambda: clipping.clip_elementwise(X, 0), ValueError, "c is 0"),
    "clip list": (lambda: clipping.clip_elementwise([1.0], 1), TypeError, "grad is a list"),
    "clip norm": (lambda: clipping.clip_global_norm([X], -1), ValueError, "c is -1"),
    "clip norm ints": (
        lambda: clipping.clip_global_norm([X, ints], 1),
        TypeError,
        r"grads\[1\] holds int64",
    ),
    # training
    "fit lists": (lambda: train(x=[[1.0]]), TypeError, "x is a list"),
    "fit strings": (lambda: train(x=np.full((4, 3), "a")), TypeError, "x holds <U1"),
    "fit vector": (lambda: train(x=D), ValueError, r"x has shape \(3,\)"),
    "fit rows": (lambda: train(labels=LABELS[:3]), ValueError, r"\(4, 3\) and labels \(3,\)"),
    "fit labels": (lambda: train(labels=LABELS.astype(float)), TypeError, "float64.*integers"),
    "fit range": (lambda: train(labels=LABELS + 9), ValueError, "labels run from 9"),
    "fit members": (
        lambda: train(x=np.ones((2, 4, 3)), labels=np.ones((2, 4), int)),
        ValueError,
        "x is for 2 members, the network is one net",
    ),
    "fit rngs": (
        lambda: train(net(3), rng=random.generators(0, 2)),
        ValueError,
        "rng is for 2 members, the network has 3",
    ),
    "fit rngs of one": (
        lambda: train(rng=random.generators(0, 2)),
        ValueError,
        "rng is for 2 members, the network is one net",
    ),
    "fit epochs": (lambda: train(epochs=0), ValueError, "epochs is 0"),
    "fit batch": (lambda: train(batch_size=0), ValueError, "batch_size is 0"),
    "fit clip": (lambda: train(clip=0.0), ValueError, "clip is 0"),
    "fit stop": (lambda: train(stop_factor=0.5), ValueError, "stop_factor is 0.5"),
    "fit l2": (lambda: train(net(3), l2=np.ones(2)), ValueError, r"l2 has shape \(2,\)"),
    "fit validation": (lambda: train(x_val=X), ValueError, "x_val and labels_val.*both"),
    "fit validation rows": (
        lambda: train(x_val=X, labels_val=LABELS[:1]),
        ValueError,
        r"validation.*\(1,\)",
    ),
    "lbfgs stack": (lambda: lbfgs.fit_lbfgs(net(2), X, LABELS), ValueError, "stack of 2"),
    "lbfgs dropout": (
        lambda: lbfgs.fit_lbfgs(Network([Affine(3, 5), Dropout(0.5)], RNG), X, LABELS),
        ValueError,
        "dropout draws a new loss",
    ),
    "lbfgs rows": (lambda: lbfgs.fit_lbfgs(net(), X, LABELS[:1]), ValueError, "one label"),
    "minimize": (lambda: lbfgs.minimize(lambda w: (1.0, w), X), ValueError, "flat vector"),
    "minimize nan": (
        lambda: lbfgs.minimize(lambda w: (np.nan, w), D),
        ValueError,
        "loss at the start is nan",
    ),
    "search lr": (
        lambda: search.search(build, X, LABELS, X, LABELS, lr=X),
        ValueError,
        r"lr has shape \(4, 3\)",
    ),
    "search l2": (
        lambda: search.search(build, X, LABELS, X, LABELS, lr=D, l2=B),
        ValueError,
        r"l2 has shape \(5,\).*\(3,\)",
    ),
    "search zero": (
        lambda: search.search(build, X, LABELS, X, LABELS, lr=np.zeros(2)),
        ValueError,
        "lr is 0",
    ),
    "ensemble": (
        lambda: search.ensemble(build, X, LABELS, optim.SGD(0.1), 0),
        ValueError,
        "members is 0",
    ),
}


@pytest.mark.parametrize(("call", "error", "message"), CASES.values(), ids=CASES)
def test_message(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_an_error_in_a_network_names_the_layer():
    network = Network([Affine(3, 5), Affine(4, 2)], RNG)
    with pytest.raises(ValueError, match="affine_forward") as caught:
        network.forward(X)
    assert "in layer 1 of the network, Affine(w (4, 2), b (2,))" in caught.value.__notes__
