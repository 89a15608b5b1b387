"""What a student sees of a verdict: in HTML and as text, and after two refused answers."""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_lib import progress
from course_lib.checking import core
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


def test_a_hidden_check_tells_no_case():
    report = doubled().evaluate([lambda x: x, abs], np.random.default_rng(0), hidden=True)
    assert all(not o.case for o in report.outcomes)
