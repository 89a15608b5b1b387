"""Notebook 00: the figures its text quotes, its explorers, and checks that see a function only."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.proving import bank as exercise_bank
from autograder.proving.mutants import reference_cells
from course_lib.checking import functions
from course_lib.engine import activations as act
from course_lib.engine import losses
from course_lib.findings import judge
from course_lib.lessons.warmup import checks as warmup
from course_lib.lessons.warmup.experiments import figures, findings
from course_lib.lessons.warmup.experiments import nets as lab
from course_lib.lessons.warmup.explorers import activation, two_losses
from course_lib.plots import png

SOURCE = Path(__file__).parents[2] / "solutions" / "00_warmup" / "00_warmup.py"


@pytest.fixture(scope="module")
def reference():
    """Return the reference solutions of the notebook by name."""
    namespace = {"np": np}
    exec(reference_cells(SOURCE)[1], namespace)
    return namespace


# ------------------------------------------------------------------ figures that the text quotes


def test_the_answers_of_the_self_test():
    x = 1.0
    assert 2 * (3 * x + 1) * 3 == 24 and (2 * (2 * x) + 1) * 2 == 10
    assert np.isclose(np.var([1, 3, 5]), 8 / 3) and np.isclose(np.var([9, 13, 17]), 32 / 3)
    assert np.isclose(100 * 0.01, 1)


def test_ten_sigmoids_leave_a_millionth():
    best = activation.compute("sigmoid", 0.0)
    assert best.slope.max() == best.slope_at == 0.25
    assert 0.5e-6 < best.factors[-1] < 2e-6
    assert 0.895 < 0.99**10 < 0.905


def test_dead_units_stay_dead_and_only_long_steps_kill():
    relu = (act.relu_forward, act.relu_backward)
    leaky = (act.leaky_relu_forward, act.leaky_relu_backward)
    ours, theirs = lab.dying_units(relu, 2.5), lab.dying_units(leaky, 2.5)
    assert (np.diff(ours, axis=1) >= 0).all()
    assert 0.1 < ours[:, -1].mean() < 0.4
    # Leaky units die as often in the first steps, and then come back.
    assert abs(ours[:, 3].mean() - theirs[:, 3].mean()) < 0.05
    assert theirs[:, -1].mean() < theirs[:, 3].mean() / 3
    assert not any(lab.dying_units(relu, lr).any() for lr in (1.0, 1.5))
    final = [
        [lab.dying_units(p, lr)[:, -1].mean() for lr in (2.0, 2.5, 3.0)] for p in (relu, leaky)
    ]
    assert final[0] == sorted(final[0]) and all(np.greater(*final))
    short = np.zeros((2, 10))
    found = findings.dead(ours, theirs, short)
    assert found.letter == "C" and all(judge([claim])[0] for claim in found.claims)
    # Units that come back give another letter, and contradict the claim.
    back = findings.dead(theirs, ours, short)
    assert back.letter != "C" and not judge([back.claims[0]])[0]


def test_no_unit_of_a_net_on_the_digits_dies():
    assert not any(lab.dead_in_a_net(lr).any() for lr in (0.1, 1.0, 3.0))


def test_the_best_step_of_a_central_difference(reference):
    errors = lab.step_sizes(reference["numerical_gradient"], reference["relative_error"])
    central, one_sided = errors.central.mean(axis=0), errors.one_sided.mean(axis=0)
    assert np.isclose(errors.h[central.argmin()], 1e-5)
    assert 300 < one_sided.min() / central.min() < 5000
    assert findings.step(errors).letter == "B"
    assert findings.step(lab.StepSizes(errors.h, np.sort(errors.central), one_sided)).letter == "A"
    assert 5e-12 < central[4] < 1e-10 and 1e-5 < central[11] < 1e-3
    # One decade of h: a factor of 100 for the central difference, of 10 for the other.
    assert np.allclose(central[:3] / central[1:4], 100, rtol=0.1)
    assert np.allclose(one_sided[:3] / one_sided[1:4], 10, rtol=0.1)


def test_a_bend_misleads_the_referee(reference):
    x, dout = np.random.default_rng(0).standard_normal((2, 4, 5))

    def error():
        numeric = reference["numerical_gradient"](
            lambda z: np.sum(dout * reference["relu_forward"](z)[0]), x
        )
        cache = reference["relu_forward"](x)[1]
        return reference["relative_error"](reference["relu_backward"](dout, cache), numeric)

    assert error() < 1e-7
    x[0, 0] = 3e-6
    assert error() > 0.1


def test_the_delta_rule_finds_the_left_side_of_the_8(reference):
    x, target, x_val, target_val = lab.two_digits(3, 8)
    w, b, rng = np.zeros((64, 1)), np.zeros(1), np.random.default_rng(0)
    for _ in range(5):
        for n in rng.permutation(len(x)):
            out, cache = reference["affine_forward"](x[n : n + 1], w, b)
            _, dw, db = reference["affine_backward"](out - target[n : n + 1], cache)
            w, b = w - 0.01 * dw, b - 0.01 * db
    middle = w.reshape(8, 8)[2:6]
    assert middle[:, 1:4].mean() > 0.15 > 0.05 > middle[:, 4:7].mean()
    assert (np.sign(x_val @ w + b) == target_val).mean() > 0.9
    assert set(np.unique(target)) == {-1.0, 1.0} and x.max() == 1.0


def test_hinge_and_softmax_in_the_curves():
    curves = lab.loss_curves(losses.softmax_loss)
    assert (curves.hinge[curves.score >= 2] == 0).all() and (
        curves.hinge[curves.score < 2] > 0
    ).all()
    assert (curves.softmax > 0).all() and (np.diff(curves.softmax) < 0).all()
    assert set(np.round(curves.hinge_slope, 6)) == {-2.0, -1.0, 0.0}
    assert losses.hinge_loss(np.zeros((4, 10)), np.arange(4))[0] == 9


@pytest.fixture(scope="module")
def overfit(reference):
    """Return the run of the notebook: five nets that learn twenty digits by heart."""
    return lab.overfit(reference["train_two_layer"], *lab.twenty_digits())


def test_twenty_digits_start_at_ln_10_and_end_at_nothing(overfit):
    loss, right = overfit.loss, overfit.accuracy
    assert np.allclose(loss[:, 0], np.log(10), atol=1e-5)
    assert (loss[:, 20] > 2.2).all() and (loss[:, 30] < 1.6).all()
    assert 0.03 < loss[:, 50].mean() < 0.06 and 0.005 < loss[:, 100].mean() < 0.008
    assert 0.0015 < loss[:, -1].mean() < 0.0025
    assert (right[:, 50:] == 1).all()
    assert round(loss[0, 5], 5) == 2.30256 and right[0, 5] == 0.95


def test_the_accuracy_jumps_dips_and_returns(overfit):
    right = overfit.accuracy.mean(axis=0)
    assert right[5] > 0.85 and np.log(10) - overfit.loss[:, 5].max() < 1e-4
    assert 0.4 < right[25] < 0.65
    dip, peak = 6 + right[6:50].argmin(), overfit.one_direction.mean(axis=0).argmax()
    assert abs(int(dip) - int(peak)) <= 6
    # The lead over ln 10 grows exponentially: its logarithm is a straight line.
    lead = np.log(np.log(10) - overfit.loss[:, 6:21]).mean(axis=0)
    assert np.corrcoef(np.arange(len(lead)), lead)[0, 1] > 0.995
    assert findings.dip(overfit).letter == "B"
    steady = np.tile(np.minimum(1, 0.1 + 0.03 * np.arange(right.size)), (5, 1))
    assert findings.dip(replace(overfit, accuracy=steady)).letter == "A"
    late = (overfit.loss < 1.5) * 0.9 + 0.1
    assert findings.dip(replace(overfit, accuracy=late)).letter == "C"


def test_uneven_classes_hide_the_jump(reference):
    x, labels = lab.twenty_digits(balanced=False)
    run = lab.overfit(reference["train_two_layer"], x, labels, steps=60)
    most = np.bincount(labels).max() / len(labels)
    assert (run.accuracy[:, 5:16] == most).all() and (run.accuracy[:, 50] == 1).all()


# ----------------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("name", activation.NAMES)
def test_the_activation_explorer_at_its_extremes(name):
    figure = activation.figure_of()
    before = png(figure)
    has_parameter = name in ("leaky ReLU", "ELU")  # the others ignore it
    for point in (-5.0, 0.0, 5.0):
        for parameter in (None, 0.0, 1.0) if has_parameter else (None,):
            activation.draw(figure, activation.compute(name, point, parameter))
            assert len(png(figure)) > 1000
    assert png(figure) != before


def test_the_activation_explorer_names_what_it_knows():
    with pytest.raises(ValueError, match="expected one of sigmoid, tanh"):
        activation.compute("softmax", 0.0)


def test_the_scores_of_the_answers_do_what_is_asked():
    content = two_losses.compute(2.0, 1.0, 1.0)
    assert content.hinge == 0 and round(content.probs[0], 2) == 0.58
    apart = two_losses.compute(0.0, 5.0, 1.0)
    assert list(apart.dsoftmax[1:].round(3)) == [0.976, 0.018]
    assert list(apart.dhinge[1:]) == [1.0, 1.0]


def test_the_loss_explorer():
    stats = two_losses.compute(2.0, 1.0, -1.0)
    assert stats.hinge == 0 and stats.softmax > 0.3
    assert np.isclose(stats.dsoftmax.sum(), 0) and np.isclose(stats.probs.sum(), 1)
    figure = two_losses.figure_of()
    before = png(figure)
    for scores in ((6.0, -6.0, -6.0), (-6.0, 6.0, 6.0)):
        two_losses.draw(figure, two_losses.compute(*scores))
        assert png(figure) != before


@pytest.fixture
def shown(monkeypatch):
    """Return the list of what a cell displays."""
    import IPython.display

    displayed = []
    monkeypatch.setattr(IPython.display, "display", displayed.append)
    return displayed


def test_moving_the_sliders_redraws_the_activation(shown):
    activation.explorer()
    choice, sliders, image, _ = shown[0].children
    (name,), (point, parameter) = choice.children, sliders.children
    pictures = [image.value]
    for widget, value in ((point, 2.0), (name, "ELU"), (parameter, 0.3), (name, "maxout")):
        widget.value = value
        pictures.append(image.value)
    assert len(set(pictures)) == len(pictures)
    assert parameter.layout.display == "none"


def test_moving_the_sliders_redraws_the_losses(shown):
    two_losses.explorer()
    sliders, image, _ = shown[0].children
    pictures = [image.value]
    for slider in sliders.children:
        slider.value = -3.0
        pictures.append(image.value)
    assert len(set(pictures)) == len(pictures)


def test_every_figure_has_titles_and_labels(overfit, reference):
    errors = lab.step_sizes(reference["numerical_gradient"], reference["relative_error"], seeds=2)
    dead = lab.dying_units((act.relu_forward, act.relu_backward), 2.5, seeds=2, steps=5)
    for figure in (
        figures.plot_activations(),
        figures.plot_dying({"ReLU": dead}, 2.5, {"ReLU": dead[:, :2].T}, [1.0, 2.0]),
        figures.plot_step_sizes(errors),
        figures.plot_template(np.arange(64.0), 3, 8, np.ones((2, 64)), np.array([[-1.0], [1.0]])),
        figures.plot_two_losses(lab.loss_curves(losses.softmax_loss)),
        figures.plot_overfit(overfit),
    ):
        assert len(png(figure)) > 1000
        for axes in figure.axes:
            if axes.get_label() != "<colorbar>":
                assert axes.get_title() and axes.get_xlabel() and axes.get_ylabel()


# ------------------------------------------------------------------------------------- checks

TRIVIAL = ("zeros", "zero", "ones", "constant", "ln_c", "input_returned", "inputs_returned")


def test_answers_without_thought_earn_nothing():
    thoughtless = [
        answer
        for answer in exercise_bank.answers("00_warmup")
        if answer.kind == "wrong" and Path(answer.name).stem in TRIVIAL
    ]
    assert len(thoughtless) > 15
    for verdict in map(exercise_bank.judge, thoughtless):
        assert verdict.visible == verdict.hidden == 0.0, verdict.answer.name


class Handle:
    """What a grader has of a cache that stays in the student's process: nothing to look into."""

    def __init__(self, value):
        self.value = value

    def __bool__(self):
        raise TypeError("a handle has no truth value")

    def __array__(self, *args, **kwargs):
        raise TypeError("a handle is no array")


def remote(function):
    """Return ``function`` as a grader sees it: copies go in and out, caches stay behind."""
    forward = function.__name__.endswith("_forward")

    def call(*args):
        args = [
            a.value if isinstance(a, Handle) else np.copy(a) if _is_array(a) else a for a in args
        ]
        if any(callable(a) and a.__module__ != functions.__name__ for a in args):
            raise TypeError("only named functions cross into another process")
        result = function(*args)
        return (result[0], Handle(result[1])) if forward else result

    return call


def _is_array(value):
    return isinstance(value, np.ndarray)


@pytest.mark.parametrize("name", [n for n in warmup.__all__])
def test_the_checks_work_on_functions_of_another_process(name, reference):
    exercise = getattr(warmup, name)
    answers = [remote(reference[f]) for f in exercise.functions]
    for hidden in (False, True):
        report = exercise.evaluate(answers, np.random.default_rng(5), hidden)
        assert report.share == 1.0, report


@pytest.mark.parametrize("name", [n for n in warmup.__all__])
def test_right_answers_pass_whatever_the_hidden_seed(name, reference):
    exercise = getattr(warmup, name)
    answers = [reference[f] for f in exercise.functions]
    for seed in range(30):
        report = exercise.evaluate(answers, np.random.default_rng(seed), hidden=True)
        assert report.share == 1.0, (seed, report)


def test_a_net_without_its_parts_is_not_written(reference):
    def train_two_layer(*args):
        raise NotImplementedError

    report = warmup.train_two_layer.evaluate([train_two_layer], np.random.default_rng(0))
    assert report.unwritten and report.points == 0.0
