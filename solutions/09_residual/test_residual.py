"""The figures that notebook 09 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib.engine.conv import conv_backward, conv_forward, conv_output_size
from course_lib.findings import judge
from course_lib.lessons.residual import checks
from course_lib.lessons.residual.experiments import architectures, findings, images, training
from course_lib.lessons.residual.experiments import depth as experiments
from course_lib.lessons.residual.explorers import shattered
from course_lib.plots import PALETTE


def residual_forward(x, w1, b1, w2, b2):
    h = np.maximum(x @ w1 + b1, 0)
    return x + h @ w2 + b2, (x, h, w1, w2)


def residual_backward(dout, cache):
    x, h, w1, w2 = cache
    dz = (dout @ w2.T) * (h > 0)
    return dout + dz @ w1.T, x.T @ dz, dz.sum(axis=0), h.T @ dout, dout.sum(axis=0)


def count_parameters(layers):
    area = {"conv": lambda layer: layer[3] ** 2, "affine": lambda layer: 1}
    return sum(la[1] * la[2] * area[la[0]](la) + la[2] * la[-1] for la in layers)


@pytest.fixture(scope="module")
def depths():
    return training.train_depth(20), training.train_depth(40)


@pytest.mark.parametrize(
    ("net", "total"),
    [
        (architectures.lenet5(), 61_706),
        (architectures.alexnet(), 61_100_840),
        (architectures.vgg16(), 138_357_544),
        (architectures.resnet(18), 11_689_512),
        (architectures.resnet(34), 21_797_672),
        (architectures.resnet(50), 25_557_032),
        (architectures.resnet(101), 44_549_160),
        (architectures.resnet(152), 60_192_808),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_famous_nets_have_the_numbers_of_parameters_that_are_known(net, total):
    assert architectures.shares(net, count_parameters).total == total


def test_the_counts_that_the_text_quotes():
    vgg, deep = (
        architectures.shares(net, count_parameters)
        for net in (architectures.vgg16(), architectures.resnet(152))
    )
    assert count_parameters([("affine", 7 * 7 * 512, 4096, True)]) == 102_764_544
    assert vgg.affine / vgg.total == pytest.approx(0.89, abs=0.005)
    assert 3.9 < deep.conv / vgg.conv < 4.0 and deep.total < vgg.total / 2
    assert 32 * 32 * 3 * 28 * 28 * 6 > 14e6 and count_parameters([("conv", 3, 6, 5, False)]) == 450
    plain = count_parameters(architectures.plain_block(256, 256))
    assert round(plain / count_parameters(architectures.bottleneck_block(256, 64))) == 17
    small, large = (
        architectures.shares(architectures.resnet(depth), count_parameters).total
        for depth in (34, 50)
    )
    assert large / small == pytest.approx(1.17, abs=0.005)
    with pytest.raises(ValueError, match="one of"):
        architectures.resnet(19)


def test_lenets_images_shrink_to_five():
    assert [side for _, side in images.lenet_sizes(conv_output_size)] == [32, 28, 14, 10, 5]


def test_the_filters_answer_to_edges_and_not_to_the_sky():
    maps = np.abs(images.filtered(conv_forward))
    assert maps.shape == (1, 3, 90, 130)
    sky = maps[0, :, 5:20, 80:120]
    assert (maps[0].max(axis=(1, 2)) > 20 * sky.mean(axis=(1, 2))).all()


def test_gradients_vanish_stay_or_explode_as_the_text_says():
    cases = {kind: (kind, "he") for kind in experiments.KINDS}
    by_kind = experiments.block_gradients({"xavier": ("plain", "xavier"), **cases})
    growth = {k: float(np.exp(np.log(g[:, 0] / g[:, -1]).mean())) for k, g in by_kind.items()}
    assert 2e-7 < growth["xavier"] < 2e-6
    assert 0.3 < growth["plain"] < 3
    assert 500 < growth["batch norm"] < 3000
    assert 1.35 < growth["batch norm"] ** (1 / 20) < 1.5
    assert growth["residual"] > 1e4 > growth["batch norm"]
    assert 1 < growth["residual, scaled"] < 4
    assert 4 < growth["batch norm + residual"] < 20
    logs = np.log(by_kind["batch norm + residual"]).mean(axis=0)
    assert logs[0] - logs[5] > 0.5 * (logs[0] - logs[-1])  # "most of it next to the input"
    figure = experiments.plot_block_gradients(by_kind)
    colours = [line.get_color() for line in figure.axes[0].lines]
    assert len(set(colours)) == len(by_kind)
    assert colours[1:] == list(PALETTE[: len(experiments.KINDS)])  # as in the figure of accuracy


def test_variances_double_stay_or_grow_in_a_line():
    last = {
        name: float(np.exp(np.log(runs[:, -1]).mean()))
        for name, runs in experiments.variances(residual_forward).items()
    }
    assert 0.1 < last["plain"] < 2
    assert 2e5 < last["residual"] < 5e6
    assert 2.3 < last["residual, branch / sqrt(L)"] < 3
    assert 18 < last["residual, branch after batch norm"] < 24


def test_the_skips_hand_a_gradient_back_undiminished():
    walk = experiments.walk_back(residual_forward, residual_backward)
    assert 0.9 < walk.with_skip[-1] < 1.2 and walk.without[-1] < 1e-20


def test_twenty_and_forty_layers(depths):
    twenty, forty = ({kind: run.best(kind)[1] for kind in run.accuracy} for run in depths)
    for best in (twenty, forty):
        assert best["residual, scaled"] > 0.93 and best["batch norm + residual"] > 0.94
        assert max(best["plain"], best["batch norm"], best["residual"]) < 0.75
    finding = findings.forty(*depths)
    assert finding.letter == "C" and "95 steps" in finding.text
    assert all(judge([claim])[0] for claim in finding.claims)
    assert 0.15 < forty["residual"] < 0.45 and forty["plain"] < 0.3 and forty["batch norm"] < 0.35
    assert twenty["batch norm"] - forty["batch norm"] > 0.3
    assert twenty["plain"] - forty["plain"] > 0.1


def test_forty_plain_layers_train_with_adam_and_more_steps():
    found, rates, steps = training.train_plain_with_adam(seeds=2)
    assert steps == 380 and all(judge([c])[0] for c in findings.longer(found, rates, steps).claims)


def test_two_layers_need_no_skips():
    run = training.train_depth(2, ("plain", "batch norm + residual"))
    assert run.best("plain")[1] > 0.93
    assert abs(run.best("plain")[1] - run.best("batch norm + residual")[1]) < 0.03


def test_forty_layers_of_a_students_block_train():
    own = training.train_own(residual_forward, residual_backward)
    assert own.with_skip[-1].min() > 0.85 and own.without[-1].max() < 0.5


def test_a_students_convolution_trains_a_net():
    assert training.train_own_convnet(conv_forward, conv_backward)[-1] > 0.88


def test_filters_lose_less_when_digits_move():
    shifted = training.against_affine()
    assert shifted.parameters == {"convolution": 1370, "affine": 1360}
    difference = shifted.moved["convolution"] - shifted.moved["affine"]
    assert difference.mean() > 0.08 and (difference > 0).all()
    for name in shifted.still:
        assert shifted.still[name].mean() > 0.93
        assert shifted.moved[name].mean() < shifted.still[name].mean() - 0.2


def test_plain_slopes_shatter_and_residual_ones_keep_longer():
    near = {layers: shattered.compute(layers).correlation[:, 2] for layers in (2, 24, 50)}
    assert (near[2] > 0.75).all()
    plain, residual, scaled = near[24]
    assert plain < 0.6 < residual < scaled
    plain, residual, scaled = near[50]
    assert plain < residual < scaled - 0.1 and scaled > 0.7


def test_the_explorers_goal_is_where_the_text_says():
    assert shattered.DISTANCES[shattered.NEAR] == pytest.approx(0.08, abs=0.001)
    depths = range(2, shattered.MOST_LAYERS + 1, 2)
    near = np.array([shattered.compute(n).correlation[:, shattered.NEAR] for n in depths])
    plain, residual, scaled = near.T
    assert plain[:11].min() > 0.51 and plain[11] < 0.49  # 24 layers
    assert residual[:24].min() > 0.51 and residual[24] < 0.5  # 50 layers
    assert scaled.min() > 0.7
    for seed in range(6):  # "the order in deep nets does not"
        for layers in (24, 50):
            plain, residual, scaled = shattered.compute(layers, seed).correlation[:, shattered.NEAR]
            assert plain < residual < scaled


def test_the_explorer_draws_what_it_computed():
    figure = shattered.figure_of(4)
    left, right = figure.axes
    before = right.lines[0].get_ydata().copy()
    shattered.draw(figure, shattered.compute(30))
    assert "30 layers" in left.get_title() and len(figure.axes) == 2
    assert not np.array_equal(right.lines[0].get_ydata(), before)
    assert right.lines[2].get_ydata()[0] == pytest.approx(1, abs=1e-4)
    assert f"plain {shattered.compute(30).correlation[0, 2]:.2f}" in right.get_title()


def test_missing_biases_are_called_missing():
    def without(layers):
        return count_parameters([(*layer[:-1], False) for layer in layers])

    first = checks.count_parameters.evaluate([without], np.random.default_rng(0)).failures[0]
    assert "608 parameters; you counted 600" in first.symptom
    assert first.cause == "The biases are missing."
