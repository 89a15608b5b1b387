"""Every pair of a forward and a backward pass, with arrays on which it is differentiable."""

from functools import partial

import numpy as np
import pytest

from course_lib.engine import activations, conv, layers, normalization, pooling


def normal(rng, *shape):
    return rng.standard_normal(shape)


def away_from_kinks(rng, *shape):
    """Normal numbers none of which a step of h could carry across 0."""
    x = rng.standard_normal(shape)
    return x + 0.01 * np.sign(x)


def as_tuple(grads):
    return grads if isinstance(grads, tuple) else (grads,)


def case(name, forward, backward, make):
    return pytest.param(forward, backward, make, id=name)


PAIRS = [
    case(
        "affine",
        layers.affine_forward,
        layers.affine_backward,
        lambda rng, lead: (
            normal(rng, *lead, 4, 3),
            normal(rng, *lead, 3, 5),
            normal(rng, *lead, 5),
        ),
    ),
    *(
        case(
            name,
            getattr(activations, f"{name}_forward"),
            getattr(activations, f"{name}_backward"),
            lambda rng, lead: (away_from_kinks(rng, *lead, 4, 3),),
        )
        for name in ("relu", "leaky_relu", "elu", "sigmoid", "tanh")
    ),
    case(
        "leaky_relu-slope",
        partial(activations.leaky_relu_forward, slope=0.3),
        activations.leaky_relu_backward,
        lambda rng, lead: (away_from_kinks(rng, *lead, 4, 3),),
    ),
    case(
        "elu-alpha",
        partial(activations.elu_forward, alpha=2.5),
        activations.elu_backward,
        lambda rng, lead: (away_from_kinks(rng, *lead, 4, 3),),
    ),
    case(
        "maxout",
        activations.maxout_forward,
        activations.maxout_backward,
        lambda rng, lead: (
            normal(rng, *lead, 4, 3),
            normal(rng, *lead, 2, 3, 5),
            normal(rng, *lead, 2, 5),
        ),
    ),
    *(
        case(
            f"{name}-eps{eps}",
            partial(getattr(normalization, f"{name}_forward"), eps=eps),
            getattr(normalization, f"{name}_backward"),
            lambda rng, lead: (
                3 * normal(rng, *lead, 5, 4) + 2,
                normal(rng, *lead, 4),
                normal(rng, *lead, 4),
            ),
        )
        for name in ("batchnorm", "layernorm")
        for eps in (1e-5, 0.5)
    ),
    *(
        case(
            f"conv-kernel{kernel}-stride{stride}-pad{pad}",
            partial(conv.conv_forward, stride=stride, pad=pad),
            conv.conv_backward,
            lambda rng, lead, kernel=kernel: (
                normal(rng, *lead, 2, 3, 6, 5),
                normal(rng, *lead, 2, 3, *kernel),
                normal(rng, *lead, 2),
            ),
        )
        for kernel, stride, pad in (
            ((3, 3), 1, 0),
            ((3, 3), 1, 1),
            ((3, 2), 2, 1),
            ((2, 3), 3, 2),
            ((1, 1), 2, 0),
        )
    ),
    *(
        case(
            f"maxpool-size{size}-stride{stride}",
            partial(pooling.maxpool_forward, size=size, stride=stride),
            pooling.maxpool_backward,
            lambda rng, lead: (normal(rng, *lead, 2, 2, 6, 5),),
        )
        for size, stride in ((2, 2), (3, 2), (3, 1), (2, 3))
    ),
]
