"""The explorer of notebook 02: what it computes, and that moving a slider changes the picture."""

import numpy as np
import pytest

from course_lib.lessons.initialization.explorers import activations as explore
from course_lib.lessons.initialization.explorers.activations import Params
from course_lib.plots import png


def test_std_follows_the_theory_of_linear_layers():
    stats = explore.compute(Params(sigma=2 / 16, depth=6, width=256, activation="linear"))
    np.testing.assert_allclose(stats.std, 2.0 ** np.arange(1, 7), rtol=0.1)


def test_he_keeps_relu_level_and_small_weights_make_gradients_of_w_level():
    he = explore.compute(Params(sigma=(2 / 256) ** 0.5, depth=10, activation="relu"))
    assert 0.4 < he.std[-1] / he.std[0] < 2
    small = explore.compute(Params(sigma=0.01, depth=10, activation="tanh"))
    assert small.grad_w.max() / small.grad_w.min() < 1.5
    assert small.grad_z[0] / small.grad_z[-1] < 1e-6


def test_gradient_is_that_of_the_loss():
    params = Params(sigma=0.2, depth=3, width=32, activation="tanh")
    stats = explore.compute(params)
    x, normals, dout = (
        np.asarray(part, dtype=np.float64) for part in explore._draws(params.depth, params.width)
    )

    def loss(w):
        a = np.tanh(x @ w)
        a = np.tanh(a @ normals[1] * params.sigma)
        return np.sum(dout * (a @ normals[2] * params.sigma)) / explore.ROWS

    w, direction = normals[0] * params.sigma, np.zeros((32, 32))
    numeric = np.zeros((32, 32))
    for i, j in np.ndindex(32, 32):
        direction[i, j] = 1e-5
        numeric[i, j] = (loss(w + direction) - loss(w - direction)) / 2e-5
        direction[i, j] = 0
    np.testing.assert_allclose(stats.grad_w[0], np.linalg.norm(numeric), rtol=1e-3)


@pytest.mark.parametrize("activation", explore.NAMES)
@pytest.mark.parametrize("sigma", [0.001, 1.0])
@pytest.mark.parametrize(("depth", "width"), [(2, 32), (20, 256)])
def test_extreme_sliders_draw(activation, sigma, depth, width):
    stats = explore.compute(Params(sigma, depth, width, activation))
    assert stats.std.shape == stats.grad_z.shape == stats.grad_w.shape == (depth,)
    assert len(stats.shown) == len(stats.counts) == min(10, depth)
    assert png(explore.picture(stats.params)).startswith(b"\x89PNG")


def test_drawing_again_reuses_the_artists():
    figure = explore.new_figure()
    explore.draw(figure, explore.compute(Params(sigma=0.01)))
    before = [(a.lines[:], a.collections[:]) for a in figure.axes]
    first = png(figure)
    explore.draw(figure, explore.compute(Params(sigma=0.1)))
    assert [(a.lines[:], a.collections[:]) for a in figure.axes] == before
    assert png(figure) != first


def test_moving_a_slider_changes_the_picture(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    explore.explorer()
    first, second, image, _ = shown[0].children
    (sigma, _), (_, activation) = first.children, second.children
    before = image.value
    sigma.value = 0.2
    moved = image.value
    assert moved != before
    activation.value = "relu"
    assert image.value != moved
