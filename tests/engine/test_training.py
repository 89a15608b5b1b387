"""``fit``: that it learns, what it records, when it stops, and what it leaves alone."""

import numpy as np
import pytest

from course_lib import data
from course_lib.engine import losses, normalization
from course_lib.engine.gradcheck import numerical_gradient, relative_error
from course_lib.engine.history import History
from course_lib.engine.init import orthogonal
from course_lib.engine.modules import (
    Affine,
    BatchNorm,
    Conv,
    Dropout,
    Flatten,
    LayerNorm,
    MaxPool,
    ReLU,
)
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Adam, Momentum
from course_lib.engine.rng import generators
from course_lib.engine.schedules import (
    cosine_cycle,
    exponential_decay,
    inverse_time_decay,
    step_decay,
)
from course_lib.engine.train import fit


@pytest.fixture(scope="module")
def digits():
    split = data.load_digits()
    return split.x_train / 16, split.y_train, split.x_val / 16, split.y_val


def build():
    return [Affine(64, 30), BatchNorm(30), ReLU(), Dropout(0.9), Affine(30, 10)]


def small(rng=None, **options):
    return Network([Affine(3, 4), ReLU(), Affine(4, 2)], rng or np.random.default_rng(0), **options)


def toy(n=20):
    x = np.random.default_rng(1).standard_normal((n, 3))
    return x, (x[:, 0] > 0).astype(int)


def test_digits_are_learnt(digits):
    x, labels, x_val, labels_val = digits
    rng = np.random.default_rng(0)
    net = Network(build(), rng)
    history = fit(
        net, x, labels, Adam(3e-3), epochs=10, rng=rng, x_val=x_val, labels_val=labels_val
    )
    assert history.val_accuracy[-1] > 0.93
    assert history.train_accuracy[-1] > history.train_accuracy[0]
    assert history.loss[0] == pytest.approx(np.log(10), abs=1.5)
    assert history.exploded_at is None
    assert history.val_accuracy[-1] == losses.accuracy(net.predict(x_val), labels_val)
    assert net.loss(x, labels) < 0.2


def test_history_has_a_row_for_each_step_and_epoch():
    x, labels = toy(20)
    history = fit(
        small(), x, labels, SGD(0.1), epochs=3, batch_size=8, rng=np.random.default_rng(0)
    )
    for name in ("loss", "lr", "grad_norm", "update_ratio"):
        assert getattr(history, name).shape == (9,)
        assert np.isfinite(getattr(history, name)).all()
    assert history.train_accuracy.shape == history.val_accuracy.shape == (3,)
    assert np.isnan(history.val_accuracy).all()
    np.testing.assert_array_equal(history.lr, 0.1)


def test_one_step_by_hand():
    """Gradient norm, update ratio, L2 and clipping of one full-batch step."""
    x, labels = toy()
    net = small(dtype=np.float64)
    net.params += 0.1  # biases too, which L2 must leave out
    start = net.params.copy()

    def objective(params):
        twin = net.copy()
        twin.params[...] = params
        weights = [layer.params["w"] for layer in twin.layers if layer.params]
        return twin.loss(x, labels) + 0.5 * 0.3 * sum((w**2).sum() for w in weights)

    gradient = numerical_gradient(objective, start)
    norm = np.linalg.norm(gradient)
    history = fit(
        net, x, labels, SGD(0.5), epochs=1, rng=np.random.default_rng(0), l2=0.3, clip=norm / 3
    )
    np.testing.assert_allclose(net.params, start - 0.5 * gradient / 3, rtol=1e-6)
    assert history.grad_norm[0] == pytest.approx(norm)
    assert history.update_ratio[0] == pytest.approx(0.5 * norm / 3 / np.linalg.norm(start))
    # A gradient that is short enough is left alone.
    net.params[...] = start
    fit(net, x, labels, SGD(0.5), epochs=1, rng=np.random.default_rng(0), l2=0.3, clip=norm * 3)
    np.testing.assert_allclose(net.params, start - 0.5 * gradient, rtol=1e-6)


def test_gradient_of_a_whole_network():
    rng = np.random.default_rng(2)
    layers = [Affine(3, 5), BatchNorm(5), ReLU(), LayerNorm(5), Affine(5, 4)]
    for members in (None, 2):
        net = Network(
            [
                type(layer)(*layer.shapes.get("w", layer.shapes.get("gamma", ())))
                for layer in layers
            ],
            rng if members is None else generators(0, members),
            dtype=np.float64,
        )
        x, labels = rng.standard_normal((6, 3)), rng.integers(4, size=6)
        _, dscores = losses.softmax_loss(net.forward(x), labels)
        net.backward(dscores)
        grads = net.grads.copy()

        def loss(params, net=net, x=x, labels=labels):
            net.params[...] = params
            return losses.softmax_loss(net.forward(x), labels)[0].sum()

        numerical = numerical_gradient(loss, net.params.copy())
        # The bias before batch norm has gradient 0; 1e-10 of it is noise.
        assert relative_error(grads + 1e-3, numerical + 1e-3) < 1e-6


def test_gradient_of_a_whole_network_for_images():
    rng = np.random.default_rng(3)
    layers = [Conv(2, 3, 3, pad=1), MaxPool(2), Conv(3, 2, 2), Flatten(), Affine(8, 3)]
    net = Network(layers, rng, dtype=np.float64)
    x, labels = rng.standard_normal((4, 2, 6, 6)), rng.integers(3, size=4)
    net.backward(losses.softmax_loss(net.forward(x), labels)[1])
    grads = net.grads.copy()

    def loss(params):
        net.params[...] = params
        return losses.softmax_loss(net.forward(x), labels)[0]

    assert relative_error(grads, numerical_gradient(loss, net.params.copy())) < 1e-6


def test_own_functions_in_float64_do_not_promote_the_network():
    def forward(x, gamma, beta, eps):
        out, cache = normalization.batchnorm_forward(x, gamma, beta, eps)
        return out.astype(np.float64), cache

    def backward(dout, cache):
        assert dout.dtype == np.float32
        grads = normalization.batchnorm_backward(dout, cache)
        return tuple(grad.astype(np.float64) for grad in grads)

    rng = np.random.default_rng(0)
    norm = BatchNorm(4, forward=forward, backward=backward)
    net = Network([Affine(3, 4), norm, Affine(4, 4), norm_twin(norm), Affine(4, 2)], rng)
    x, labels = toy()
    scores = net.forward(x)
    assert scores.dtype == np.float32
    net.backward(losses.softmax_loss(scores, labels)[1])


def norm_twin(norm):
    return BatchNorm(4, forward=norm.pair.functions[0], backward=norm.pair.functions[1])


def test_batches_cover_every_row_once_in_each_epoch():
    x = np.arange(21.0)[:, None]
    seen = []

    def loss(scores, target):
        seen.append(target[:, 0])
        return losses.mse_loss(scores, target)

    net = Network([Affine(1, 1)], np.random.default_rng(0))
    fit(net, x, x, SGD(0.0), epochs=2, batch_size=4, rng=np.random.default_rng(0), loss=loss)
    # 21 rows: five batches of 4; the last row alone has no variance and sits out.
    assert [len(rows) for rows in seen] == [4] * 10
    first, second = np.concatenate(seen[:5]), np.concatenate(seen[5:])
    assert len(set(first)) == len(set(second)) == 20
    assert not np.array_equal(first, second)
    seen.clear()
    fit(
        net, x[:6], x[:6], SGD(0.0), epochs=1, batch_size=4, rng=np.random.default_rng(0), loss=loss
    )
    assert [len(rows) for rows in seen] == [4, 2]


def test_regression_on_the_weather():
    x, target = data.make_weather(400, np.random.default_rng(0))
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    net = Network([Affine(2, 1)], np.random.default_rng(0))
    history = fit(
        net, z, target, SGD(0.3), epochs=20, rng=np.random.default_rng(0), loss=losses.mse_loss
    )
    # The noise has a variance of 0.0025, and nothing explains it.
    assert 0.0020 < net.loss(z, target, losses.mse_loss) < 0.0032
    assert np.isnan(history.train_accuracy).all()


def test_schedule_sets_the_learning_rate_of_every_step():
    x, labels = toy()
    for schedule in (
        lambda step: step_decay(step, 0.2, 0.5, 2),
        lambda step: exponential_decay(step, 0.2, 0.1),
        lambda step: inverse_time_decay(step, 0.2, 0.1),
        lambda step: cosine_cycle(step, 0.2, 4),
    ):
        history = fit(
            small(), x, labels, SGD(9.0), 5, 10, rng=np.random.default_rng(0), schedule=schedule
        )
        np.testing.assert_allclose(history.lr, [schedule(step) for step in range(10)])
    rates = np.array([0.1, 0.2])
    history = fit(
        small(generators(0, 2)),
        x,
        labels,
        SGD(9.0),
        2,
        10,
        rng=np.random.default_rng(0),
        schedule=lambda step: cosine_cycle(step, rates, 4),
    )
    np.testing.assert_allclose(history.lr[0], rates)
    np.testing.assert_allclose(history.lr[2], rates / 2)


def test_callbacks_see_each_step():
    x, labels = toy()
    steps = []

    def callback(step, net, history):
        assert isinstance(history, History)
        assert np.isfinite(history.loss[step - 1])
        assert np.isfinite(net.params).all()
        steps.append(step)

    fit(small(), x, labels, SGD(0.1), 2, 5, rng=np.random.default_rng(0), callbacks=[callback])
    assert steps == list(range(1, 9))


def test_data_stay_unchanged_and_training_is_float32():
    x, labels = toy()
    x_before, labels_before = x.copy(), labels.copy()
    dtypes = set()

    def loss(scores, labels):
        value, dscores = losses.softmax_loss(scores, labels)
        dtypes.update((scores.dtype, dscores.dtype, value.dtype))
        return value, dscores

    rng = generators(0, 2)
    net = Network([Affine(3, 6), BatchNorm(6), ReLU(), Dropout(0.5), Affine(6, 2)], rng)
    optimizer = Adam(np.array([0.1, 0.01]))
    fit(net, x, labels, optimizer, 2, 8, rng=rng, loss=loss, l2=np.array([0.1, 0.2]), clip=1.0)
    np.testing.assert_array_equal(x, x_before)
    np.testing.assert_array_equal(labels, labels_before)
    assert dtypes == {np.dtype(np.float32)}
    assert {net.params.dtype, net.grads.dtype, net.buffers.dtype} == {np.dtype(np.float32)}
    assert {state.dtype for state in optimizer.state} == {np.dtype(np.float32)}
    assert net.predict(x).dtype == np.float32


def test_a_loss_in_float64_does_not_promote_the_network():
    x, target = data.make_weather(20, np.random.default_rng(0))
    seen = []

    class Spy(ReLU):
        def backward(self, dout):
            seen.append(dout.dtype)
            return super().backward(dout)

    net = Network([Affine(2, 3), ReLU(), Spy()], np.random.default_rng(0))
    target = np.repeat(target, 3, axis=1)
    fit(net, x, target, SGD(0.0), 1, rng=np.random.default_rng(0), loss=losses.mse_loss)
    assert seen == [np.float32]


def test_own_data_for_each_member():
    x, labels = toy(40)
    rows = np.random.default_rng(3).integers(40, size=(2, 30))
    rng = generators(1, 2)
    stack = small(rng)
    fit(stack, x[rows], labels[rows], Momentum(0.1), epochs=3, batch_size=8, rng=rng)
    for member in range(2):
        rng = generators(1, 2)[member]
        net = small(rng)
        own = rows[member]
        fit(net, x[own], labels[own], Momentum(0.1), epochs=3, batch_size=8, rng=rng)
        np.testing.assert_array_equal(stack.params[member], net.params)


def test_copy_is_independent_and_keeps_its_views():
    x, labels = toy()
    net = small()
    twin = net.copy()
    np.testing.assert_array_equal(twin.predict(x), net.predict(x))
    fit(twin, x, labels, SGD(0.5), epochs=3, rng=np.random.default_rng(0))
    assert not np.array_equal(twin.params, net.params)
    twin.params[...] = 0
    assert not twin.predict(x).any()
    assert net.predict(x).any()


def test_predicting_twice_changes_nothing():
    x, labels = toy()
    rng = np.random.default_rng(0)
    net = Network([Affine(3, 4), BatchNorm(4), Dropout(0.5), Affine(4, 2)], rng)
    fit(net, x, labels, SGD(0.1), epochs=2, rng=rng)
    state = rng.bit_generator.state
    buffers = net.buffers.copy()
    first = net.predict(x)
    np.testing.assert_array_equal(net.predict(x), first)
    np.testing.assert_array_equal(net.buffers, buffers)
    assert rng.bit_generator.state == state
    # In pieces of any size, also of one row.
    np.testing.assert_allclose(net.predict(x, rows=1), first, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("init", ["small", "xavier", "glorot", "he", "orthogonal", 0.3])
def test_initial_weights_and_dtypes_agree(init):
    nets = [
        Network([Affine(60, 50)], np.random.default_rng(4), init, dtype)
        for dtype in (np.float32, np.float64)
    ]
    np.testing.assert_allclose(nets[0].params, nets[1].params, rtol=1e-6)
    w = nets[1].layers[0].params["w"]
    expected = {
        "small": 0.01,
        "xavier": 60**-0.5,
        "glorot": (2 / 110) ** 0.5,
        "he": (2 / 60) ** 0.5,
        "orthogonal": 60**-0.5,
        0.3: 0.3,
    }[init]
    # 3000 draws: the relative standard error of a std is 1.3 %.
    assert w.std() == pytest.approx(expected, rel=0.07)
    if init == "orthogonal":
        np.testing.assert_allclose(w.T @ w, np.eye(50), atol=1e-12)
    assert not nets[1].layers[0].params["b"].any()


@pytest.mark.parametrize("shape", [(7, 3), (3, 7), (4, 4)])
def test_orthogonal(shape):
    w = orthogonal(shape, np.random.default_rng(0), gain=1.5)
    assert w.shape == shape
    np.testing.assert_allclose(np.linalg.svd(w, compute_uv=False), 1.5)


def test_an_orthogonal_convolution_has_orthonormal_filters():
    net = Network([Conv(3, 5, 2)], np.random.default_rng(0), "orthogonal", np.float64)
    filters = net.layers[0].params["w"].reshape(5, -1)
    np.testing.assert_allclose(filters @ filters.T, np.eye(5), atol=1e-12)
