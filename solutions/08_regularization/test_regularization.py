"""The figures that notebook 08 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib.engine.gradcheck import numerical_gradient
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Network
from course_lib.lessons.regularization.experiments import augmentation, noise, photos
from course_lib.lessons.regularization.experiments import weights as experiments
from course_lib.lessons.regularization.explorers import distortions


def l2(w):
    return 0.5 * 0.01 * np.sum(w**2), 0.01 * w


def l1(w):
    return 0.001 * np.abs(w).sum(), 0.001 * np.sign(w)


def max_norm(w):
    return w / np.maximum(1, np.linalg.norm(w, axis=0))


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    m, v, t = (0.0, 0.0, 0) if state is None else state
    t += 1
    m, v = beta1 * m + (1 - beta1) * dw, beta2 * v + (1 - beta2) * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * (step + weight_decay * w), (m, v, t)


def shift(images, rng):
    wide = augmentation.padded(images)
    places = rng.integers(3, size=(len(images), 2))
    return np.stack([a[i : i + 8, j : j + 8] for a, (i, j) in zip(wide, places, strict=True)])


def flip(images, rng):
    coins = rng.random(len(images)) < 0.5
    return np.where(coins[:, None, None, None], images[:, :, ::-1], images)


@pytest.fixture(scope="module")
def weights():
    return {
        "plain": experiments.train_with("plain"),
        "l2": experiments.train_with("l2", l2),
        "l1": experiments.train_with("l1", l1),
        "max norm": experiments.train_with("max norm", constraint=max_norm),
    }


@pytest.fixture(scope="module")
def augmented():
    train = augmentation.train_augmented
    return train("nothing"), train("shifts", shift), train("mirror images", flip)


def test_l1_alone_makes_weights_vanish(weights):
    share = {name: run.near_zero.mean() for name, run in weights.items()}
    assert 0.5 < share["l1"] < 0.65
    assert 0.03 < share["l2"] < 0.06
    assert share["plain"] < 0.015 and share["max norm"] < 0.05


def test_max_norm_limits_every_column_and_nearly_all_press_against_it(weights):
    assert weights["max norm"].longest_column.max() <= 1 + 1e-5
    assert weights["max norm"].mean_column.mean() > 0.99
    assert weights["plain"].mean_column.mean() > 1.4
    assert weights["max norm"].train_accuracy.mean() < weights["plain"].train_accuracy.mean() - 0.01


def test_no_penalty_wins_on_clean_digits(weights):
    for name in ("l2", "l1", "max norm"):
        change, error = experiments.paired(
            weights[name].test_accuracy, weights["plain"].test_accuracy
        )
        assert -0.04 < change < 2 * error


def test_l2_is_weight_decay_for_sgd_and_not_for_adam():
    paths = experiments.decay_paths(adamw).paths
    decayed = 0.995**300
    assert paths["SGD + L2"][-1] == pytest.approx([decayed, decayed], abs=0.08)
    assert paths["AdamW"][-1] == pytest.approx([decayed, decayed], abs=0.03)
    large, small = paths["Adam + L2"][-1]
    assert large > 0.8 and abs(small) < 0.02


def test_adam_with_l2_and_adamw_tie_on_clean_digits():
    grid = experiments.strength_grid()
    best = [runs[runs.mean(axis=1).argmax()] for runs in (grid.decoupled, grid.with_l2)]
    change, error = experiments.paired(*best)
    assert abs(change) < 0.01 and abs(change) < 3 * error
    for runs in (grid.with_l2, grid.decoupled):
        assert np.ptp(runs[:3].mean(axis=1)) < 0.01 and runs[-1].mean() < runs[0].mean() - 0.005


def test_shifts_cost_on_centred_digits_and_rescue_moved_ones(augmented):
    nothing, shifted, mirrored = augmented
    change, error = experiments.paired(shifted.clean, nothing.clean)
    assert -0.09 < change < -0.03 and change < -4 * error
    change, _ = experiments.paired(shifted.shifted, nothing.shifted)
    assert 0.4 < change < 0.55
    for part in ("clean", "shifted"):
        change, error = experiments.paired(getattr(mirrored, part), getattr(nothing, part))
        assert change < -2 * error


def test_flips_and_crops_help_on_ordinary_tiles_and_tinting_hurts():
    nothing = photos.train("nothing")

    def moves(tiles, rng):
        places = rng.integers(photos.TILE - photos.CROP + 1, size=(len(tiles), 2))
        cut = [
            t[i:, j:][: photos.CROP, : photos.CROP] for t, (i, j) in zip(tiles, places, strict=True)
        ]
        return flip(np.stack(cut), rng)

    def tint(tiles, rng):
        light = rng.normal(0, 60, (len(tiles), 1, 1, 3))
        return np.clip(photos.centre(tiles) + light, 0, 255).astype(np.uint8)

    moved, tinted = (photos.train("", augment) for augment in (moves, tint))
    change, error = experiments.paired(moved.accuracy, nothing.accuracy)
    assert change > 0.02 and change > 3 * error
    change, error = experiments.paired(tinted.accuracy, nothing.accuracy)
    assert change < -0.02 and change < -3 * error


def test_ten_equal_crops_change_nothing():
    run = photos.train("nothing")
    same = photos.over_ten_crops(run, lambda tile, size: np.stack([photos.centre(tile)] * 10))
    assert np.array_equal(same, run.accuracy)


def test_the_average_over_shifts_helps_only_where_they_were_the_noise(augmented):
    nothing, shifted, _ = augmented
    clean, moved = augmentation.averaged_over_shifts(shifted)
    assert experiments.paired(clean, shifted.clean)[0] > 0.02
    assert experiments.paired(moved, shifted.shifted)[0] < -0.02
    clean, _ = augmentation.averaged_over_shifts(nothing)
    assert experiments.paired(clean, nothing.clean)[0] < -0.1


def test_three_kinds_of_noise_help_on_random_labels():
    runs = {kind: noise.train_noisy(kind) for kind in noise.KINDS}
    for kind, plain in noise.COMPARED:
        change, error = experiments.paired(runs[kind].test_accuracy, runs[plain].test_accuracy)
        assert change > 0.02 and change > 2.5 * error
        assert abs(np.mean(runs[kind].sampled_accuracy - runs[kind].test_accuracy)) < 0.01


class Same:
    """Stands for a Generator and draws the same numbers again and again."""

    def random(self, shape=None, dtype=np.float64):
        return np.random.default_rng(3).random(shape, dtype=dtype)


@pytest.mark.parametrize(
    "make",
    [
        lambda: [noise.DropConnect(4, 4, 0.5), ReLU(), noise.DropConnect(4, 3, 0.5)],
        lambda: [Affine(4, 4), noise.StochasticDepth([Affine(4, 4), ReLU()], 0.9), Affine(4, 3)],
    ],
)
def test_noisy_layers_have_the_gradients_of_their_forward_pass(make):
    net = Network(make(), [np.random.default_rng(i) for i in range(2)], dtype=np.float64)
    for layer in net.layers:
        layer.rng = [Same(), Same()]
    x = np.random.default_rng(1).standard_normal((2, 5, 4))
    dout = np.random.default_rng(2).standard_normal((2, 5, 3))
    net.forward(x)
    net.backward(dout)
    got = net.grads.copy()

    def loss(params):
        net.params[...] = params
        return float(np.sum(dout * net.forward(x)))

    assert np.allclose(got, numerical_gradient(loss, net.params.copy()), atol=1e-6)


def test_resizing_keeps_the_shape_and_the_mean():
    image = augmentation.photo("china", 160)
    assert image.shape == (160, 240, 3) and image.dtype == np.uint8
    for side in augmentation.SCALES:
        small = augmentation.resize(image, side)
        assert min(small.shape[:2]) == side
        assert abs(small.mean() - image.mean()) < 2


def test_light_is_what_varies_most_in_china():
    deviations, axes = augmentation.colours(augmentation.photo("china"))
    assert deviations[0] > 5 * deviations[1]
    assert np.ptp(np.abs(axes[0])) < 0.2 and abs(np.sign(axes[0]).sum()) == 3
    _, axes = augmentation.colours(augmentation.photo("flower"))
    assert np.abs(axes[0]).argmax() == 0  # "leans to red"


def test_without_distortion_the_photo_is_itself():
    stats = distortions.compute("flower", 0.0, 0.0, 1.0)
    assert np.array_equal(stats.image, stats.original) and stats.outside == 0
    turned = distortions.compute("flower", 30.0, 0.0, 1.0)
    zoomed = distortions.compute("flower", 30.0, 0.0, 2.0)
    assert turned.outside > 0.1 and zoomed.outside < 0.02
    assert distortions.compute("flower", 20.0, 0.0, 1.5).outside == 0  # the goal


def test_stretching_widens_and_moving_goes_to_the_right():
    plain = distortions.compute("flower", 0.0, 0.0, 1.0)
    wide = distortions.compute("flower", 0.0, 0.0, 1.0, stretch=2.0)
    assert np.ptp(wide.outline, axis=0) == pytest.approx(np.ptp(plain.outline, axis=0) * [0.5, 1])
    moved = distortions.compute("flower", 0.0, 0.0, 1.0, move=0.1)
    by = 0.1 * plain.image.shape[1]
    assert moved.outline == pytest.approx(plain.outline - [by, 0])
    whole = round(by)
    assert by == whole
    assert np.array_equal(moved.image[:, whole:], plain.image[:, :-whole])


def test_the_explorer_draws_what_it_computed():
    figure = distortions.figure_of()
    for values in ((-45, -0.5, 0.7, 0.5, -0.5, -0.4), (45, 0.5, 2.5, 2.0, 0.5, 0.6)):
        stats = distortions.compute("china", *map(float, values))
        distortions.draw(figure, stats)
        left, right = figure.axes
        assert np.array_equal(right.images[0].get_array(), stats.image)
        assert np.array_equal(left.lines[0].get_xydata(), stats.outline)
