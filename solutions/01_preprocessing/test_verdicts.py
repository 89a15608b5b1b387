"""What the checks of notebook 01 accept, and say about it."""

import numpy as np

from course_lib.lessons.preprocessing import checks


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std == 0, 1.0, std)


def pca_fit(x):
    mean = x.mean(axis=0)
    variances, vectors = np.linalg.eigh(np.cov(x.T, bias=True))
    return mean, vectors.T[::-1], variances[::-1]


def evaluate(exercise, f):
    return exercise.evaluate([f], np.random.default_rng(0))


def test_a_singular_table_that_gives_a_huge_number_is_accepted_and_named():
    report = evaluate(checks.condition_number, lambda x: np.linalg.cond(x.T @ x / len(x)))
    assert report.share == 1
    assert any("huge number" in note for note in report.notes)


def test_a_std_of_rounding_error_is_accepted_and_named():
    report = evaluate(checks.standardize_fit, standardize_fit)
    assert report.share == 1
    assert any("three times 0.1" in note for note in report.notes)


def test_signs_of_axes_are_free_and_named():
    def turned(x):
        mean, components, variances = pca_fit(x)
        signs = np.where(np.arange(len(components)) % 2, -1.0, 1.0)
        return mean, components * signs[:, None], variances

    for f in (pca_fit, turned):
        assert evaluate(checks.pca_fit, f).share == 1
    notes = evaluate(checks.pca_fit, pca_fit).notes + evaluate(checks.pca_fit, turned).notes
    assert any("sign of an axis is free" in note for note in notes)


def test_results_of_other_kinds_are_judged_and_never_crash():
    for result in (None, "inf", [1.0], {}, np.array("x"), np.ones((2, 2)), True, 1j):
        for exercise in (
            checks.condition_number,
            checks.standardize_fit,
            checks.standardize,
            checks.unstandardize,
            checks.pca_fit,
            checks.whiten,
            checks.zca,
        ):
            report = evaluate(exercise, lambda *args, result=result: result)
            assert report.share == 0, (exercise.name, result)
            assert not any("could not be examined" in o.symptom for o in report.failures)


def test_pairs_of_other_kinds_are_judged_and_never_crash():
    for part in (None, "x", [1.0], {}, np.array("x"), 1j, np.array([object()])):
        for exercise, count in ((checks.standardize_fit, 2), (checks.pca_fit, 3)):
            report = evaluate(exercise, lambda x, part=part, count=count: (part,) * count)
            assert report.share == 0
            assert not any("could not be examined" in o.symptom for o in report.failures)
