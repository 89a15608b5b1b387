"""A member of a stack computes, bit for bit, what the same net would compute alone."""

import tracemalloc

import numpy as np
import pytest

from course_lib.engine import activations, dropout, layers, normalization
from course_lib.engine.modules import (
    ELU,
    Affine,
    BatchNorm,
    Conv,
    Dropout,
    Flatten,
    LayerNorm,
    LeakyReLU,
    Maxout,
    MaxPool,
    Pair,
    ReLU,
    Sigmoid,
    Tanh,
)
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp
from course_lib.engine.rng import generators
from course_lib.engine.search import ensemble, search
from course_lib.engine.train import fit

MEMBERS = 3
OPTIMIZERS = [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW]
RATES = [0.01, 0.03, 0.002]

NETS = {
    "plain": lambda: [Affine(7, 13), ReLU(), Affine(13, 4)],
    "dropout and batchnorm": lambda: [
        Dropout(0.9),
        Affine(7, 13),
        BatchNorm(13),
        ReLU(),
        Dropout(0.7),
        Affine(13, 4),
    ],
    "the other layers": lambda: [
        BatchNorm(7),
        Maxout(7, 9, 3),
        LayerNorm(9),
        ELU(),
        Affine(9, 8),
        LeakyReLU(),
        Affine(8, 8),
        Sigmoid(),
        Affine(8, 6),
        Tanh(),
        Affine(6, 4),
    ],
    "own functions": lambda: [
        Dropout(0.9, dropout.dropout_forward, dropout.dropout_backward),
        Pair(layers.affine_forward, layers.affine_backward, w=(7, 13), b=(13,)),
        BatchNorm(
            13,
            forward=normalization.batchnorm_forward,
            backward=normalization.batchnorm_backward,
            update=normalization.update_running,
            inference=normalization.batchnorm_inference,
        ),
        Pair(activations.relu_forward, activations.relu_backward),
        Affine(13, 4),
    ],
}


def data(seed=0, n=50, d=7):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)), rng.integers(4, size=n)


def same(stack, net, member):
    np.testing.assert_array_equal(stack.params[member], net.params)
    np.testing.assert_array_equal(stack.buffers[member], net.buffers)


def compare(build, make_optimizer, shared, x, labels, **options):
    """Train a stack and its members alone, and compare everything."""

    def rng_for(member=None):
        rngs = generators(5, MEMBERS)
        return rngs if member is None else rngs[member]

    rng = rng_for()
    stack = Network(build(), rng)
    batch_rng = np.random.default_rng(6) if shared else rng
    history = fit(stack, x, labels, make_optimizer(np.array(RATES)), rng=batch_rng, **options)
    for member, lr in enumerate(RATES):
        rng = rng_for(member)
        net = Network(build(), rng)
        batch_rng = np.random.default_rng(6) if shared else rng
        alone = fit(net, x, labels, make_optimizer(lr), rng=batch_rng, **options)
        same(stack, net, member)
        for name in ("loss", "lr", "grad_norm", "update_ratio", "train_accuracy", "val_accuracy"):
            stacked = getattr(history, name)[:, member]
            np.testing.assert_array_equal(
                stacked[: len(getattr(alone, name))], getattr(alone, name)
            )
        np.testing.assert_array_equal(stack.predict(x)[member], net.predict(x))
    assert stack.params.dtype == np.float32


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("shared", [False, True], ids=["own batches", "shared batches"])
def test_every_optimizer(optimizer, shared):
    x, labels = data()
    options = {"epochs": 3, "batch_size": 16, "x_val": x[:9], "labels_val": labels[:9]}
    compare(NETS["dropout and batchnorm"], optimizer, shared, x, labels, **options)


@pytest.mark.parametrize("build", NETS.values(), ids=NETS)
@pytest.mark.parametrize("shared", [False, True], ids=["own batches", "shared batches"])
def test_every_net(build, shared):
    x, labels = data()
    compare(build, Momentum, shared, x, labels, epochs=2, batch_size=16, l2=0.01, clip=0.5)


@pytest.mark.parametrize("shared", [False, True], ids=["own batches", "shared batches"])
def test_images(shared):
    rng = np.random.default_rng(1)
    x, labels = rng.standard_normal((20, 2, 8, 7)), rng.integers(4, size=20)

    def build():
        return [
            Dropout(0.9),
            Conv(2, 4, 3, pad=1),
            ReLU(),
            MaxPool(2),
            Conv(4, 5, 2, stride=2),
            Flatten(),
            Affine(10, 4),
        ]

    compare(build, Momentum, shared, x, labels, epochs=2, batch_size=8)


def test_a_wide_stack():
    """More numbers than one block of an optimizer, cut at other places in the stack."""
    x, labels = data(d=200)
    for optimizer in (Adam, Momentum):
        compare(
            lambda: [Affine(200, 150), ReLU(), Affine(150, 4)],
            optimizer,
            False,
            x,
            labels,
            epochs=1,
        )


def test_own_functions_are_the_courses_functions():
    x, labels = data()
    nets = []
    for build in (NETS["dropout and batchnorm"], NETS["own functions"]):
        rng = generators(3, MEMBERS)
        nets.append(Network([*build()[:4], Affine(13, 4)], rng))
        fit(nets[-1], x, labels, Adam(0.01), epochs=2, batch_size=16, rng=rng)
    np.testing.assert_array_equal(nets[0].params, nets[1].params)
    np.testing.assert_array_equal(nets[0].buffers, nets[1].buffers)
    np.testing.assert_array_equal(nets[0].predict(x), nets[1].predict(x))


@pytest.mark.parametrize("kind", ["overflow", "factor"])
def test_an_exploded_member_is_frozen_and_the_others_go_on(kind):
    x, labels = data()
    rates = [0.05, 1e6 if kind == "overflow" else 40.0, 0.1]

    def build():
        return [Affine(7, 13), BatchNorm(13), ReLU(), Affine(13, 4)]

    rng = generators(8, 3)
    stack = Network(build(), rng)
    history = fit(stack, x, labels, SGD(np.array(rates)), epochs=4, batch_size=16, rng=rng)
    step = history.exploded_at[1]
    assert history.exploded_at == [None, step, None]
    assert step is not None
    for member, lr in enumerate(rates):
        rng = generators(8, 3)[member]
        net = Network(build(), rng)
        alone = fit(net, x, labels, SGD(lr), epochs=4, batch_size=16, rng=rng)
        same(stack, net, member)
        assert alone.exploded_at == history.exploded_at[member]
        np.testing.assert_array_equal(alone.loss, history.loss[: len(alone.loss), member])
        assert alone.train_accuracy[-1] == history.train_accuracy[-1, member]
    assert np.isnan(history.loss[step + 1 :, 1]).all()
    assert np.isfinite(history.loss[:, [0, 2]]).all()
    assert np.isfinite(stack.params).all()


def test_search_does_not_depend_on_the_size_of_the_stacks():
    x, labels = data(n=120)
    options = {"epochs": 2, "lr": 10 ** np.linspace(-3, 3, 7), "l2": np.linspace(0, 0.1, 7)}

    def build():
        return [Affine(7, 6), ReLU(), Affine(6, 4)]

    results = [
        search(build, x, labels, x[:20], labels[:20], stack=stack, **options) for stack in (1, 3, 7)
    ]
    for other in results[1:]:
        for name in ("loss", "train_accuracy", "val_accuracy", "exploded"):
            np.testing.assert_array_equal(getattr(other, name), getattr(results[0], name))
    assert results[0].exploded.any()
    assert np.isnan(results[0].loss[results[0].exploded]).all()
    assert results[0].val_accuracy[results[0].best] == results[0].val_accuracy.max()


@pytest.mark.parametrize("bootstrap", [False, True])
def test_ensemble_members_do_not_depend_on_their_number(bootstrap):
    x, labels = data(n=60)

    def build():
        return [Affine(7, 6), ReLU(), Affine(6, 4)]

    options = {"bootstrap": bootstrap, "epochs": 2}
    large, _ = ensemble(build, x, labels, Momentum(0.05), 4, **options)
    small, _ = ensemble(build, x, labels, Momentum(0.05), 2, **options)
    np.testing.assert_array_equal(large.params[:2], small.params)
    assert not np.array_equal(large.params[0], large.params[1])


def test_members_differ_and_can_be_taken_out():
    x, labels = data()
    rng = generators(2, MEMBERS)
    stack = Network(NETS["dropout and batchnorm"](), rng)
    fit(stack, x, labels, Momentum(0.05), epochs=1, rng=rng)
    net = stack.member(1)
    same(stack, net, 1)
    assert net.rng.bit_generator.state == rng[1].bit_generator.state
    np.testing.assert_array_equal(net.predict(x), stack.predict(x)[1])
    assert not np.array_equal(stack.params[0], stack.params[1])
    before = stack.params.copy()
    fit(net, x, labels, Momentum(0.05), epochs=1, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(stack.params, before)


def test_taking_a_member_out_copies_that_member_alone():
    stack = Network([Affine(100, 100), ReLU(), Affine(100, 10)], generators(0, 50))
    stack.forward(np.ones((20, 100)))  # leaves caches of the whole stack behind
    tracemalloc.start()
    stack.member(7)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Parameters and gradients of one, and some Python objects; the stack's are 50 times as large.
    assert peak < 4 * stack.params[0].nbytes


@pytest.mark.parametrize("build", NETS.values(), ids=NETS)
def test_a_copy_shares_nothing_with_its_network(build):
    x, labels = data()
    rng = generators(2, MEMBERS)
    stack = Network(build(), rng)
    fit(stack, x, labels, Momentum(0.05), epochs=1, rng=rng)
    untouched, twin, member = stack.copy(), stack.copy(), stack.member(1)
    same(stack, member, 1)
    for net in (twin, member):
        fit(net, x, labels, Momentum(0.05), epochs=1, rng=np.random.default_rng(0))
    assert not np.array_equal(twin.params, stack.params)
    # Parameters, running averages and Generators of the stack are what they were.
    np.testing.assert_array_equal(stack.forward(x), untouched.forward(x))
    np.testing.assert_array_equal(stack.predict(x), untouched.predict(x))
