"""What a student sees of a verdict: in HTML and as text, and after two refused answers."""

import ast
import importlib

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.course import HOUSE
from course_lib import progress
from course_lib.checking import core
from course_lib.checking.case import WORKED
from course_lib.checking.core import Exercise
from course_lib.checking.report import COUNTED, Report


def doubled() -> Exercise:
    exercise = Exercise("double", functions=("double", "halve"))

    @exercise.property("by hand", weight=2)
    def by_hand(t, double):
        x = np.array([[1.0, 2.0]])
        t.close("out", t.call(double, x), 2 * x, "Look at `x`.", mistakes=[(x, "You gave x back.")])

    @exercise.property("more numbers", weight=1)
    def more_numbers(t, double):
        x = np.arange(30.0)
        t.close("out", t.call(double, x), 2 * x, "More.", mistakes=[(x, "You gave x back.")])

    @exercise.property("zero", weight=1)
    def zero(t, double):
        t.close("out", t.call(double, np.zeros(2)), np.zeros(2), "Zero.")

    @exercise.property("half", weight=1)
    def half(t, halve):
        t.close("out", t.call(halve, 3.0), 1.5, "Half.", "Divide by 2.")
        t.note("Both signs are accepted.")

    return exercise


def report_of(double, halve) -> Report:
    return doubled().evaluate([double, halve], np.random.default_rng(0), points=10)


def test_the_text_of_a_verdict():
    assert repr(report_of(lambda x: x, lambda x: x / 3)).splitlines() == [
        "double: 2 of 10 points",
        "  ✗ by hand: Look at `x`.",
        "      the cause: You gave x back.",
        "      1 more fails for the same reason: more numbers",
        "  ✗ half: Half.",
        "      a likely cause: Divide by 2.",
        "  ✓ zero",
    ]
    assert repr(report_of(lambda x: 2 * x, lambda x: x / 2)).splitlines()[0] == (
        "double: 10 of 10 points, everything holds"
    )


def test_the_page_of_a_verdict():
    page = report_of(lambda x: x, lambda x: x / 2)._repr_html_()
    order = [
        *("<b>double: 4 of 10 points</b>", "✗", "by hand", "Look at <code>x</code>."),
        *("<details>", "The cause</summary>", "solid", "You gave x back.", "</details>"),
        *("<details>", "1 more fails for the same reason</summary>", "more numbers", "</details>"),
        *("✓", "holds", "zero; half", "note", "Both signs are accepted."),
    ]
    place = 0
    for part in order:
        place = page.index(part, place)
    assert page.count("points") == 1 and page.count("You gave x back.") == 1
    assert "likely" not in page and "smaller" not in page


def test_what_is_certain_and_what_is_likely_look_different():
    likely = report_of(lambda x: 2 * x, lambda x: x / 3)._repr_html_()
    assert "A likely cause</summary>" in likely and "dashed" in likely and "solid" not in likely


@pytest.fixture
def shell():
    progress._unkept.clear()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()
    progress._unkept.clear()


def answer(source: str):
    space: dict = {}
    exec(f"def double(x):\n    {source}", space)
    return space["double"]


def test_a_smaller_case_is_offered_after_two_different_answers(shell, monkeypatch):
    monkeypatch.setattr(progress, "find_folder", lambda: (_ for _ in ()).throw(OSError))
    seen: list[Report] = []
    exercise = doubled()

    def offered(source: str) -> bool:
        with core.shown_to(seen.append):
            exercise(answer(source), lambda x: x / 2, points=10)
        return bool(seen[-1].smaller)

    stub = "raise NotImplementedError"
    assert [offered(s) for s in (stub, "return x", "return x", stub)] == [False] * 4
    assert offered("return 3 * x")
    told = seen[-1].smaller
    call = "`double` was given `x` = [[1, 2]]. "
    assert told == f"{call}In `out`, at row 0, column 0, 2 must come out; yours is 3."
    assert told in repr(seen[-1]) and COUNTED in repr(seen[-1])
    page = seen[-1]._repr_html_()
    assert "Show me a smaller case</summary>" in page and COUNTED in page
    assert seen[-1].points == report_of(lambda x: 3 * x, lambda x: x / 2).points
    assert not offered("return 2 * x")


def test_numbers_that_differ_late_are_told_with_more_digits():
    case = report_of(lambda x: 2 * x + 1e-5, lambda x: x / 2).smallest_case()
    assert "0 must come out; yours is 1e-05" in case or "2 must come out; yours is 2.00001" in case


def worked_out(lesson: str, exercise: str, *wrong) -> dict[str, np.ndarray]:
    """Return the steps of a smaller case by name, after a look that they hold no code."""
    check = getattr(importlib.import_module(f"course_lib.lessons.{lesson}.checks"), exercise)
    told = check.evaluate(wrong, np.random.default_rng(0)).smallest_case()
    steps = told.partition(WORKED)[2].strip(" .").split("; ")
    assert len(steps) >= 3 and not set("`=()*@/") & set("".join(steps)), told
    named = [step.partition(" [") if "[" in step else step.rpartition(" ") for step in steps]
    return {a.strip(): np.array(ast.literal_eval(b.strip() + c), dtype=float) for a, b, c in named}


def accepted(exercise: str, answer: str):
    space: dict = {}
    exec((HOUSE / "solutions" / exercise / "accepted" / answer).read_text(), space)
    return space[exercise.rpartition("/")[2]]


def test_the_steps_of_adam_are_those_of_the_reference():
    steps = worked_out("optimizers", "adam", lambda w, dw, state, lr, **options: (w, None))
    rule, w, state = accepted("05_optimizers/answers/adam", "paper.py"), np.zeros(1), None
    for dw, step in zip(steps["gradients of one entry"], steps["step in units of lr"], strict=True):
        old = w.copy()
        w, state = rule(w, np.array([dw]), state, 1.0, beta1=0.5, beta2=0.75, eps=0.0)
        assert old - w == pytest.approx(step, rel=2e-3)
    grown = 1 - 0.5 ** np.arange(1, 4)
    assert steps["m"] == pytest.approx(steps["m corrected"] * grown, rel=2e-3)


def test_the_steps_of_batchnorm_are_those_of_the_reference():
    wrong = lambda x, gamma, beta, eps=1e-5: (x, None)  # noqa: E731
    steps = worked_out("batchnorm", "batchnorm_forward", wrong)
    x = steps["a column of x"]
    forward = accepted("03_batchnorm/answers/batchnorm_forward", "plain.py")
    assert steps["mean"] == pytest.approx(x.mean(), rel=2e-3, abs=1e-3)
    assert steps["variance"] == pytest.approx(x.var(), rel=2e-3)
    out, _ = forward(x[:, None], np.ones(1), np.zeros(1))
    assert out[:, 0] == pytest.approx(steps["normalized"], abs=2e-3)


def test_the_steps_of_a_deviation_are_those_of_the_reference():
    steps = worked_out("clinic", "evidence", lambda reading, healthy: (0, 1.0))
    rule = accepted("11_clinic/answers/evidence", "reference.py")
    healthy, reading = steps["healthy runs"][:, None], steps["this run"].reshape(1)
    assert rule(reading, healthy)[1] == pytest.approx(steps["deviations"], rel=1e-2)


def test_the_steps_of_standardizing_are_those_of_the_reference():
    steps = worked_out("preprocessing", "standardize", lambda x, mean, std: np.zeros_like(x))
    rule = accepted("01_preprocessing/answers/standardize", "formula.py")
    columns = [np.atleast_1d(steps[k]) for k in ("a column of x", "given mean", "given std")]
    z = rule(columns[0][:, None], columns[1], columns[2])
    assert z[:, 0] == pytest.approx(steps["divided by it"], rel=2e-3)


def test_the_steps_of_the_softmax_loss_are_those_of_the_reference():
    wrong = lambda logits, labels: (0.0, np.zeros_like(logits))  # noqa: E731
    steps = worked_out("warmup", "softmax_loss", wrong)
    rule = accepted("00_warmup/answers/softmax_loss", "reference.py")
    row = steps["a row of logits"][None]
    label = int(np.argmin(abs(steps["probabilities"] - steps["the one at the label"])))
    loss, dlogits = rule(row, np.array([label]))
    assert loss == pytest.approx(steps["minus its logarithm"], rel=2e-3)
    assert dlogits + (np.arange(row.size) == label) == pytest.approx(
        steps["probabilities"][None], abs=2e-3
    )


def zeros_like_x(x, *rest, **options):
    return np.zeros_like(x)


def zeros_and_cache(x, *rest):
    return np.zeros_like(x), rest


@pytest.mark.parametrize(
    ("lesson", "exercise", "wrong"),
    [
        ("warmup", "centre", [np.zeros_like]),
        ("warmup", "relu", [zeros_and_cache, zeros_like_x]),
        ("warmup", "affine", [lambda x, w, b: (0 * (x @ w), None), lambda dout, cache: (0, 0, 0)]),
        ("warmup", "hinge_loss", [lambda s, labels, margin=1.0: (0.0, 0 * s)]),
        (
            "warmup",
            "train_two_layer",
            [lambda x, labels, w1, b1, w2, b2, lr, steps: ((w1, b1, w2, b2), np.zeros(steps))],
        ),
        ("warmup", "numerical_gradient", [lambda f, x, h=1e-5: 0 * x]),
        ("warmup", "relative_error", [lambda a, b: 0.0]),
        ("preprocessing", "unstandardize", [zeros_like_x]),
        ("preprocessing", "standardize_fit", [lambda x: (0 * x[0], 0 * x[0])]),
        ("preprocessing", "pca_fit", [lambda x: (x.mean(axis=0), np.eye(3), np.ones(3))]),
        ("preprocessing", "whiten", [zeros_like_x]),
        ("preprocessing", "zca", [zeros_like_x]),
        ("preprocessing", "condition_number", [lambda x: 1.0]),
        (
            "initialization",
            "init_weights",
            [lambda n, m, scheme, rng: 0.01 * rng.standard_normal((n, m))],
        ),
        ("initialization", "orthogonal", [lambda shape, rng, gain=1.0: rng.random(shape)]),
        (
            "initialization",
            "activation_stats",
            [lambda x, weights, activation: (np.zeros(len(weights)), np.zeros(len(weights)))],
        ),
        ("initialization", "predicted_std", [lambda n, sigma, depth, kind: np.zeros(depth)]),
        ("dropout", "dropout", [lambda x, keep, rng: (x, None), lambda dout, cache: dout]),
        ("dropout", "inference", [lambda x: x, lambda h, keep: h]),
        ("dropout", "mc_dropout", [lambda predict, x, n, rng: predict(x, rng)]),
        ("since", "gelu", [zeros_and_cache, zeros_like_x]),
        ("since", "swiglu", [lambda x, w, v: (0 * (x @ w), None), lambda dout, cache: (0, 0, 0)]),
        ("since", "rmsnorm", [zeros_like_x]),
        ("since", "warmup_cosine", [lambda step, lr, warm, total: lr]),
        ("since", "smooth_targets", [lambda labels, c, eps: np.eye(c)[labels]]),
        ("since", "min_norm_fit", [lambda f, t: np.zeros((f.shape[1], t.shape[1]))]),
        ("since", "ridge_fit", [lambda f, t, s: np.zeros((f.shape[1], t.shape[1]))]),
        ("since", "newton_schulz", [lambda a, rounds: a]),
        ("since", "sharpness", [lambda gradient, w, v, rounds: (1.0, v)]),
        ("since", "width_rates", [lambda shapes, base, lr: dict.fromkeys(shapes, lr)]),
        ("ensembles", "variance", [lambda p: np.zeros(p.shape[1])]),
        ("tuning", "regularized_loss", [lambda loss, weights, strength: loss]),
        ("regularization", "adamw", [lambda w, dw, state, lr, **options: (w, None)]),
        ("residual", "residual", [lambda x, *rest: (x, None), lambda dout, cache: (dout,) * 5]),
        ("transfer", "fine_tune_step", [lambda params, grads, lrs: params]),
    ],
)
def test_other_lessons_work_a_case_out(lesson, exercise, wrong):
    assert worked_out(lesson, exercise, *wrong)


def test_steps_stand_below_one_another():
    smaller = f"`f` was given `x` = 1. {WORKED} mean [1, 2]; x hat 3."
    report = Report("f", report_of(abs, abs).outcomes, smaller=smaller)
    assert "<ol><li>mean [1, 2]</li><li>x hat 3</li></ol>" in report._repr_html_()
    assert smaller in repr(report)


def test_a_hidden_check_tells_no_case():
    report = doubled().evaluate([lambda x: x, abs], np.random.default_rng(0), hidden=True)
    assert all(not o.case for o in report.outcomes)


def test_the_name_of_a_result_is_code_unless_it_is_words():
    exercise = Exercise("half", functions=("half",))

    @exercise.property("a half", weight=1)
    def a_half(t, half):
        t.close("the ratio", t.call(half, 3.0), 1.5, "s")

    def told(half):
        report = exercise.evaluate([half], np.random.default_rng(0))
        return f"{report.failures[0].symptom} {report.smallest_case()}"

    assert "The ratio is a str, expected" in told(lambda x: "1.5")
    assert "For the ratio 1.5 must come out; yours is 3." in told(lambda x: x)
