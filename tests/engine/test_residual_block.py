"""The residual block as a layer: its gradients, its stacks, its copies, what it refuses."""

import numpy as np
import pytest

from course_lib.engine.gradcheck import numerical_gradient, relative_error
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Affine, BatchNorm, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.residual import Residual
from course_lib.engine.rng import generators
from course_lib.engine.train import fit


def layers():
    branch = [BatchNorm(6), Affine(6, 4), ReLU(), Affine(4, 6)]
    return [Affine(5, 6), Residual(branch, scale=0.5), Residual([Affine(6, 6)]), Affine(6, 3)]


def data(*lead):
    rng = np.random.default_rng(1)
    return rng.standard_normal((*lead, 7, 5)), rng.integers(3, size=(*lead, 7))


@pytest.mark.parametrize("rng", [np.random.default_rng(0), generators(0, 2)])
def test_gradients_are_those_of_the_numbers(rng):
    net = Network(layers(), rng, dtype=np.float64)
    x, labels = data() if net.members is None else data(2)
    net.backward(softmax_loss(net.forward(x), labels)[1])
    start = net.params.copy()

    def loss(params):
        net.params[...] = params
        return float(np.sum(softmax_loss(net.forward(x), labels)[0]))

    assert relative_error(net.grads.copy(), numerical_gradient(loss, start)) < 1e-6


def test_a_member_of_a_stack_is_the_net_trained_alone():
    x, labels = data()
    stack = Network(layers(), generators(3, 2))
    fit(stack, x, labels, SGD(0.1), epochs=3, batch_size=4, rng=generators(4, 2))
    alone = Network(layers(), generators(3, 2)[1])
    fit(alone, x, labels, SGD(0.1), epochs=3, batch_size=4, rng=generators(4, 2)[1])
    assert np.array_equal(stack.params[1], alone.params)
    assert np.array_equal(stack.predict(x)[1], alone.predict(x))
    assert np.array_equal(stack.member(1).predict(x), alone.predict(x))


def test_a_copy_has_parameters_and_running_averages_of_its_own():
    x, labels = data()
    net = Network(layers(), np.random.default_rng(5))
    net.forward(x)
    before = net.predict(x)
    twin = net.copy()
    fit(twin, x, labels, SGD(0.1), epochs=2, batch_size=7, rng=np.random.default_rng(6))
    assert np.array_equal(net.predict(x), before)
    assert not np.array_equal(twin.predict(x), before)
    assert not np.array_equal(twin.buffers, net.buffers)


def test_a_silent_branch_is_the_identity():
    net = Network([Residual([Affine(3, 3)])], np.random.default_rng(0))
    net.params[...] = 0
    x = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert np.array_equal(net.forward(x), x)


def test_what_it_refuses():
    with pytest.raises(TypeError, match="expected a Module"):
        Residual([np.ones(3)])
    layer = Affine(3, 3)
    with pytest.raises(ValueError, match="in use already"):
        Residual([layer, layer])
    net = Network([Residual([Affine(3, 1)])], np.random.default_rng(0))
    with pytest.raises(ValueError, match="expected the same shape"):
        net.forward(np.ones((2, 3)))
