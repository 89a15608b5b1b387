"""Functions: a wrong argument gets one sentence: who refuses, what it got, what it expected."""

import numpy as np
import pytest

from course_lib import data
from course_lib.engine import (
    activations,
    conv,
    dropout,
    gradcheck,
    init,
    layers,
    losses,
    normalization,
    pooling,
)
from course_lib.engine import rng as random
from course_lib.lessons.initialization.experiments import statistics as stats

RNG = np.random.default_rng(0)
X = np.ones((4, 3))
W = np.ones((3, 5))
B = np.ones(5)
D = np.ones(3)
IMAGE = np.ones((2, 3, 6, 6))
KERNEL = np.ones((4, 3, 2, 2))
LABELS = np.array([0, 1, 2, 1])


ints = X.astype(int)

CASES = {
    # activations
    "relu list": (lambda: activations.relu_forward([1.0]), TypeError, "list.*NumPy array"),
    "relu ints": (lambda: activations.relu_forward(ints), TypeError, "int64.*expected floats"),
    "relu dout": (lambda: activations.relu_backward(W, X), ValueError, r"\(3, 5\).*\(4, 3\)"),
    "leaky": (lambda: activations.leaky_relu_forward(ints), TypeError, "leaky_relu_forward.*int64"),
    "elu": (lambda: activations.elu_forward(ints), TypeError, "elu_forward.*int64"),
    "sigmoid": (lambda: activations.sigmoid_forward(ints), TypeError, "sigmoid_forward.*int64"),
    "tanh": (lambda: activations.tanh_forward(ints), TypeError, "tanh_forward.*int64"),
    "tanh dout": (lambda: activations.tanh_backward(W, X), ValueError, r"tanh_backward.*\(3, 5\)"),
    "sigmoid dout": (lambda: activations.sigmoid_backward(W, X), ValueError, "sigmoid_backward"),
    "leaky dout": (lambda: activations.leaky_relu_backward(W, (X, 0.1)), ValueError, "leaky_relu"),
    "elu dout": (lambda: activations.elu_backward(W, (X, X, 1.0)), ValueError, "elu_backward"),
    "maxout w": (
        lambda: activations.maxout_forward(X, np.ones((2, 4, 5)), np.ones((2, 5))),
        ValueError,
        r"w has shape \(2, 4, 5\).*\(K, 3, M\)",
    ),
    "maxout b": (
        lambda: activations.maxout_forward(X, np.ones((2, 3, 5)), B),
        ValueError,
        r"b has shape \(5,\).*\(2, 5\)",
    ),
    # affine
    "affine vector": (lambda: layers.affine_forward(D, W, B), ValueError, r"x has shape \(3,\)"),
    "affine w": (lambda: layers.affine_forward(X, W.T, B), ValueError, r"w .*\(5, 3\).*\(3, M\)"),
    "affine b": (lambda: layers.affine_forward(X, W, D), ValueError, r"b .*\(3,\).*\(5,\)"),
    "affine b column": (
        lambda: layers.affine_forward(X, W, B[:, None]),
        ValueError,
        r"b has shape \(5, 1\).*\(5,\)",
    ),
    "affine members": (
        lambda: layers.affine_forward(np.ones((2, 4, 3)), W, B),
        ValueError,
        r"x has shape \(2, 4, 3\)",
    ),
    "affine dout": (
        lambda: layers.affine_backward(X, (X, W)),
        ValueError,
        r"dout has shape \(4, 3\).*\(4, 5\)",
    ),
    # normalization
    "batchnorm gamma": (
        lambda: normalization.batchnorm_forward(X, B, D),
        ValueError,
        r"gamma has shape \(5,\).*\(3,\)",
    ),
    "batchnorm beta": (
        lambda: normalization.batchnorm_forward(X, D, X),
        ValueError,
        r"beta has shape \(4, 3\).*\(3,\)",
    ),
    "batchnorm members": (
        lambda: normalization.batchnorm_forward(np.ones((2, 4, 3)), D, D),
        ValueError,
        r"gamma has shape \(3,\).*\(2, 3\)",
    ),
    "batchnorm eps": (
        lambda: normalization.batchnorm_forward(X, D, D, eps=0),
        ValueError,
        "eps is 0",
    ),
    "batchnorm dout": (
        lambda: normalization.batchnorm_backward(W, normalization.batchnorm_forward(X, D, D)[1]),
        ValueError,
        "batchnorm_backward: dout",
    ),
    "inference": (
        lambda: normalization.batchnorm_inference(X, D, D, B, D),
        ValueError,
        "running_mean has shape",
    ),
    "update": (lambda: normalization.update_running(D, B, X), ValueError, "running_var has shape"),
    "update momentum": (
        lambda: normalization.update_running(D, D, X, momentum=9),
        ValueError,
        "momentum is 9.*0 to 1",
    ),
    "layernorm": (lambda: normalization.layernorm_forward(X, B, D), ValueError, "gamma has shape"),
    "layernorm dout": (
        lambda: normalization.layernorm_backward(W, normalization.layernorm_forward(X, D, D)[1]),
        ValueError,
        "layernorm_backward: dout",
    ),
    # dropout
    "keep 0": (lambda: dropout.dropout_forward(X, 0, RNG), ValueError, "keep_prob is 0.*above 0"),
    "keep percent": (lambda: dropout.dropout_forward(X, 80, RNG), ValueError, "keep_prob is 80"),
    "dropout rng": (lambda: dropout.dropout_forward(X, 0.5, 3), TypeError, "rng is 3.*default_rng"),
    "dropout stack": (
        lambda: dropout.dropout_forward(X, 0.5, random.generators(0, 2)),
        ValueError,
        r"\(4, 3\), 2 Generators",
    ),
    "dropout dout": (lambda: dropout.dropout_backward(W, X), ValueError, "dropout_backward"),
    "dropout inference": (lambda: dropout.dropout_inference([1]), TypeError, "list"),
    # losses
    "labels float": (
        lambda: losses.softmax_loss(X, LABELS.astype(float)),
        TypeError,
        "float64.*integers",
    ),
    "labels list": (lambda: losses.softmax_loss(X, [0, 1, 2, 1]), TypeError, "list.*integers"),
    "labels one-hot": (
        lambda: losses.softmax_loss(X, np.eye(4, 3, dtype=int)),
        ValueError,
        r"\(4, 3\).*one label for each row: \(4,\)",
    ),
    "labels range": (lambda: losses.softmax_loss(X, LABELS + 1), ValueError, "1 to 3.*0 to 2"),
    "labels negative": (lambda: losses.hinge_loss(X, LABELS - 1), ValueError, "-1 to 1.*0 to 2"),
    "accuracy": (lambda: losses.accuracy(X, LABELS[:2]), ValueError, r"accuracy.*\(2,\)"),
    "mse": (lambda: losses.mse_loss(X, X[:, :1]), ValueError, r"target .*\(4, 1\).*\(4, 3\)"),
    "softmax": (lambda: losses.softmax(ints), TypeError, "int64"),
    # initial weights
    "scheme": (lambda: init.init_weights(3, 5, "hee", RNG), ValueError, "'hee'.*xavier.*he"),
    "init function": (
        lambda: init.init_weights(3, 5, lambda i, o, rng: rng.random((o, i)), RNG),
        ValueError,
        r"\(5, 3\).*\(3, 5\)",
    ),
    "orthogonal": (lambda: init.orthogonal((3,), RNG), ValueError, r"shape is \(3,\).*\(D, M\)"),
    # images
    "conv x": (lambda: conv.conv_forward(X, KERNEL, np.ones(4)), ValueError, r"\(N, C, H, W\)"),
    "conv w": (
        lambda: conv.conv_forward(IMAGE, np.ones((4, 2, 2, 2)), np.ones(4)),
        ValueError,
        r"w .*\(4, 2, 2, 2\).*\(F, 3, HH, WW\)",
    ),
    "conv b": (lambda: conv.conv_forward(IMAGE, KERNEL, D), ValueError, r"b .*\(3,\).*\(4,\)"),
    "conv members": (
        lambda: conv.conv_forward(IMAGE[None], KERNEL, np.ones(4)),
        ValueError,
        r"x has shape \(1, 2, 3, 6, 6\)",
    ),
    "conv kernel": (
        lambda: conv.conv_forward(IMAGE, np.ones((4, 3, 8, 8)), np.ones(4)),
        ValueError,
        "kernel of 8 does not fit on a side of 6",
    ),
    "conv stride": (lambda: conv.conv_output_size(5, 3, 0), ValueError, "stride 0"),
    "conv dout": (
        lambda: conv.conv_backward(IMAGE, conv.conv_forward(IMAGE, KERNEL, np.ones(4))[1]),
        ValueError,
        "conv_backward: dout",
    ),
    "pool x": (lambda: pooling.maxpool_forward(X, 2, 2), ValueError, r"\(N, C, H, W\)"),
    "pool size": (lambda: pooling.maxpool_forward(IMAGE, 7, 2), ValueError, "does not fit"),
    "pool dout": (
        lambda: pooling.maxpool_backward(IMAGE, pooling.maxpool_forward(IMAGE, 2, 2)[1]),
        ValueError,
        "maxpool_backward: dout",
    ),
    # the rest
    "gradient float32": (
        lambda: gradcheck.numerical_gradient(np.sum, X.astype(np.float32)),
        TypeError,
        "float32.*needs float64",
    ),
    "gradient matrix": (
        lambda: gradcheck.numerical_gradient(lambda x: x, X),
        ValueError,
        r"f returned shape \(4, 3\).*one number",
    ),
    "gradient h": (lambda: gradcheck.numerical_gradient(np.sum, X, h=0), ValueError, "h is 0"),
    "error shapes": (lambda: gradcheck.relative_error(X, D), ValueError, r"\(4, 3\) and \(3,\)"),
    "gradient count": (
        lambda: gradcheck.gradient_errors(lambda x, y: (x, 0), lambda d, c: d, (X, X), RNG),
        ValueError,
        "1 gradients.*2 arrays",
    ),
    "weather": (lambda: data.make_weather(0, RNG), ValueError, "n is 0"),
    "statistics": (
        lambda: stats.activation_statistics(0.1, "gelu"),
        ValueError,
        "'gelu'.*tanh",
    ),
    "statistics scheme": (lambda: stats.activation_statistics("hee"), ValueError, "'hee'"),
    "statistics depth": (
        lambda: stats.activation_statistics(0.1, depth=0),
        ValueError,
        "depth is 0",
    ),
    "table": (lambda: stats.lecture_table("he", "gelu", RNG), ValueError, "'gelu'"),
}


@pytest.mark.parametrize(("call", "error", "message"), CASES.values(), ids=CASES)
def test_message(call, error, message):
    with pytest.raises(error, match=message):
        call()
