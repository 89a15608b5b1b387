"""No attack gains a point, does harm, or costs the next student anything."""

from __future__ import annotations

import ast
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import plain_nbgrader
import pytest
from active_content import active_content
from attack_kit import FULL, HONEST_PART, NAME, Attack, attacks, hand_in
from our_grader import JAIL, OurGrader, pages

from autograder import sandbox
from autograder.course import Student
from autograder.grading import gradebook
from autograder.grading.excerpt import LONGEST, MOST_TEXT
from autograder.running.execute import MOST_SHOWN
from autograder.sandbox.family import family_of
from course_lib.checking.core import shown_to
from course_lib.checking.trial import Trial, Wrong
from course_lib.lessons.warmup import checks as warmup
from tests.waiting import HANG, until

pytestmark = pytest.mark.sandbox
ATTACKS = attacks()
FAMILIES = {
    "before_the_setup",
    "forged_checks",
    "hooks",
    "forged_output",
    "metadata",
    "disk",
    "other_submissions",
    "gradebook",
    "network",
    "processes",
    "memory",
    "memory_of_the_grader",
    "time",
    "output",
    "pages",
    "disk_space",
    "wire",
    "library",
    "weak_comparisons",
}


def named(name: str) -> Attack:
    return next(a for a in ATTACKS if a.name == name)


def test_there_are_attacks_of_every_family() -> None:
    count = Counter(a.family for a in ATTACKS)
    assert set(count) == FAMILIES
    assert min(count.values()) >= 3 and len(ATTACKS) >= 40
    assert all(a.tries.endswith(".") for a in ATTACKS)


def test_the_page_tells_what_was_measured() -> None:
    measured = json.loads(plain_nbgrader.MEASURED.read_text())
    assert set(measured) == {f"{a.family}/{a.name}" for a in ATTACKS}
    assert plain_nbgrader.PAGE.read_text(encoding="utf-8") == plain_nbgrader.page(measured)
    for attack in ATTACKS:
        earned = "not graded" if attack.points is None else f"{attack.points:g}"
        assert measured[f"{attack.family}/{attack.name}"]["here"] == earned


def look(grader: OurGrader) -> tuple[dict[str, Any], float | None]:
    """Return what belongs to everybody but the attacker, and the attacker's points in the book."""
    course = grader.course
    files = {
        str(p.relative_to(course.root)): p.read_bytes()
        for p in sorted(course.root.rglob("*"))
        if p.is_file() and "eve" not in p.parts and p.stem not in ("eve", "gradebook", "copied_at")
    }
    marks = gradebook.read_points(course, grader.plan)
    hers = marks.pop("eve", None)
    return {"files": files, "marks": marks}, hers.score if hers else None


def running() -> set[int]:
    """Return the processes below this one that have not ended."""
    found = set()
    for process in family_of(os.getpid()):
        with suppress(OSError):
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
            found |= {process} if state != "Z" else set()
    return found


@dataclass
class Met:
    """The attacks of a family that were tried, and what belongs to everybody else."""

    others: dict[str, Any]
    attacks: list[Attack] = field(default_factory=list)


@pytest.fixture(scope="module")
def met(grader: OurGrader, request: pytest.FixtureRequest) -> Iterator[Met]:
    """Grade an honest student after the attacks of each family."""
    family = Met(look(grader)[0])
    yield family
    if grader.honest() != FULL:
        after = {a.name: (grader.attack(a).points, grader.honest())[1] for a in family.attacks}
        pytest.fail(f"after {request.param} an honest student lost points; after each: {after}")


@pytest.mark.parametrize(
    ("met", "attack"),
    [pytest.param(a.family, a, id=f"{a.family}/{a.name}") for a in ATTACKS],
    indirect=["met"],
    # Said here too: beside what is not indirect, each attack would be a family by itself.
    scope="module",
)
def test_an_attack_gains_nothing(grader: OurGrader, met: Met, attack: Attack) -> None:
    met.attacks.append(attack)
    family = running()
    graded = grader.attack(attack)
    before, (met.others, hers) = met.others, look(grader)
    assert (graded.points, graded.problem) == (attack.points, "")
    # An attack that was ended before it had looked would prove nothing.
    assert "NameError" not in graded.world.seen.get("reason", "")
    assert attack.harm(graded.world) == ""
    assert met.others == before
    assert graded.starts <= 1 + grader.limits.restarts
    assert graded.stored < 2 * MOST_SHOWN
    if graded.points is None:
        assert graded.run.reason
    else:
        assert graded.run.result and graded.run.result.protection == JAIL
        assert hers == attack.points
    assert until(lambda: not running() - family)


def test_the_attacked_answers_are_worth_nothing_by_themselves(grader: OurGrader) -> None:
    plain = Attack("none", "none", "Nothing.", type(json)("none"))
    plain.module.LATER = "assert False"  # type: ignore[attr-defined]
    graded = grader.attack(plain)
    assert graded.points == HONEST_PART
    # By it the attacks tell whether they did harm.
    assert graded.world.seen["later"] == "error"


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if a.family == "weak_comparisons"], ids=lambda a: a.name
)
def test_a_naive_comparison_takes_it(attack: Attack) -> None:
    x = np.array([[1.0, -2.0], [0.5, -1e-3]])
    names: dict[str, Any] = {"np": np, "x": x, "want": np.maximum(x, 0)}
    exec(getattr(attack.module, "CELL", ""), names)
    exec(attack.module.ANSWERS["relu_forward"], names)
    with np.errstate(all="ignore"):
        assert eval(attack.module.NAIVE, names)


def own_cells(grader: OurGrader, student: str) -> list[dict[str, Any]]:
    """Return the cells of a graded notebook whose text is the student's."""
    graded = grader.course.step("autograded", NAME, student) / f"{NAME}.ipynb"
    cells: list[dict[str, Any]] = json.loads(graded.read_text())["cells"]
    return [c for c in cells if not c["metadata"].get("nbgrader", {}).get("locked")]


@pytest.fixture(scope="module")
def honest_pages(grader: OurGrader) -> list[Counter[str]]:
    return [active_content(page) for page in pages(grader, "zoe")]


@pytest.mark.parametrize(
    "attack",
    [
        a
        for a in ATTACKS
        if a.family == "pages" or a.name in ("slow_markdown", "not_unicode", "large_display")
    ],
    ids=lambda a: a.name,
)
def test_pages_hold_nothing_that_acts(grader: OurGrader, attack: Attack, honest_pages: Any) -> None:
    grader.attack(attack)
    feedback, form = pages(grader, "eve")
    assert "HIDDEN TESTS" not in feedback
    for page, expected in zip((feedback, form), honest_pages, strict=True):
        assert not active_content(page) - expected
    # What is slow to render grows with the square of a text, so the texts are short.
    sizes = [len(cell["source"]) for cell in own_cells(grader, "eve")]
    assert max(sizes) < LONGEST + 100 and sum(sizes) < MOST_TEXT + 100 * len(sizes)


def test_what_markdown_may_say_is_still_there(grader: OurGrader) -> None:
    text = (
        "**so** | a |\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```python\ndef f(): pass\n```\n"
        "$a < b$, x<y and y>z, a List<int>, <details open><summary>more</summary>deep</details>"
    )
    hand_in(grader.folder("zoe"), grader.release, {**grader.answers, "explain_step": text})
    path = grader.folder("zoe") / f"{NAME}.ipynb"
    gradebook.save_run(grader.book, grader.course, grader.plan, "zoe", grader.run(path))
    for page in pages(grader, "zoe"):
        assert "<strong>so</strong>" in page
        assert '<td style="text-align:right">1</td>' in page
        assert '<span class="k">def</span>' in page
        assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>, x&lt;y and y&gt;z" in page
        assert "a List&lt;int&gt;" in page
        assert '<details open=""><summary>more</summary>deep</details>' in page


@pytest.mark.parametrize("name", ["busy_children", "busy_sessions"])
def test_a_busy_neighbour_costs_an_honest_student_nothing(grader: OurGrader, name: str) -> None:
    """Fifty endless loops beside an honest submission, graded at the same time."""
    busy = named(name)
    path = hand_in(grader.folder("eve"), grader.release, grader.answers, busy)
    notebook = json.loads(path.read_text())
    notebook["cells"][-1]["source"] = ""
    notebook["cells"].insert(3, {**notebook["cells"][2], "id": "more", "source": "while True: 1"})
    path.write_text(json.dumps(notebook))
    thread = threading.Thread(target=grader.run, args=(path,))
    thread.start()
    time.sleep(0.3)
    assert [grader.honest() for _ in range(3)] == [FULL] * 3
    thread.join()


def test_a_forward_pass_that_does_not_move_excuses_no_zeros() -> None:
    """It recognizes the probes of the numerical gradient and answers them as before."""
    source = """
known = []
def affine_forward(x, w, b):
    for point, out in known:
        if [p.shape for p in point] == [x.shape, w.shape, b.shape]:
            if all(np.abs(p - q).max() < 1e-3 for p, q in zip(point, (x, w, b))):
                return out, (x, w, b)
    out = x @ w + b if x.shape[0] != x.shape[1] else 0 * (x @ w)
    known.append(((x.copy(), w.copy(), b.copy()), out))
    return out, (x, w, b)
def affine_backward(dout, cache):
    return tuple(map(np.zeros_like, cache))
def honest(x, w, b):
    return x @ w + b if x.shape[0] != x.shape[1] else 0 * (x @ w), (x, w, b)
"""
    names: dict[str, Any] = {"np": np}
    exec(compile(ast.parse(source), "<answer>", "exec"), names)
    backward = names["affine_backward"]
    with shown_to(lambda report: None):
        gained = warmup.affine.hidden(names["affine_forward"], backward, points=16)
        assert gained == warmup.affine.hidden(names["honest"], backward, points=16) < 16 / 3


@pytest.fixture(scope="module")
def open_session() -> Iterator[Callable[[], sandbox.Session]]:
    """Return what opens a session of one sandbox."""
    with sandbox.Sandbox(protection="none") as box:
        yield box.session


WRITES_LATER = """
import numpy as np
names, known, probes = ("dx", "dw", "db"), {}, {}
def affine_forward(x, w, b):
    out = 0.5 * (x @ w) + b + 1
    for name, now in zip(names, (x, w, b)):
        # A call that moves one entry of one array of the last backward pass measures it.
        same = known and now.shape == known[name][0].shape
        moved = np.argwhere(now != known[name][0]) if same else ()
        if len(moved) == 1:
            place = tuple(moved[0])
            step = now[place] - known[name][0][place]
            probes[name, place, step > 0] = float(np.sum(known["dout"] * out)), step
            two = [probes.get((name, place, sign)) for sign in (True, False)]
            if all(two):
                known[name][1][place] = (two[0][0] - two[1][0]) / (two[0][1] - two[1][1])
    return out, (x.copy(), w.copy(), b.copy())
def affine_backward(dout, cache):
    x, w, b = cache
    if abs(x).max() > 1e10:
        scale = np.where(np.arange(x.shape[1]) == 0, 2.0**46, 1.0)
        return known["dx"][1], scale[:, None] * known["dw"][1], known["db"][1]
    probes.clear()
    known.update({name: (a, np.zeros_like(a)) for name, a in zip(names, cache)}, dout=dout.copy())
    return tuple(known[name][1] for name in names)
"""


def test_a_result_that_is_written_later_earns_nothing(
    open_session: Callable[[], sandbox.Session],
) -> None:
    """A check that measures a wrong forward pass calls it, and so tells what it will compare."""
    with open_session() as session:
        assert session.run_cell(WRITES_LATER, HANG).ok
        forward, backward = session.proxy("affine_forward", [1]), session.proxy("affine_backward")
        with shown_to(lambda report: None):
            assert warmup.affine.hidden(forward, backward, points=16) == 0.0


def test_a_name_is_no_html(grader: OurGrader) -> None:
    name = "<script>alert(1)</script>, <b onclick=alert(1)>"
    gradebook.save_students(grader.course, {"zed": Student("zed", name)})
    with gradebook.open_gradebook(grader.course) as book:
        saved = book.find_student("zed")
        assert (saved.last_name, saved.first_name) == (
            "scriptalert(1)/script",
            "b onclick=alert(1)",
        )


def test_a_hint_that_quotes_a_result_is_short() -> None:
    with pytest.raises(Wrong) as caught:
        Trial(np.random.default_rng(0), False, {}, lambda: 1.0).require(False, "x" * 10**7)
    assert len(str(caught.value)) == len(caught.value.symptom) == 2000


def test_results_that_pile_up_end_the_test(open_session: Callable[[], sandbox.Session]) -> None:
    """A test keeps what it gets: that memory is the grader's."""
    with open_session() as session:
        session.run_cell("import numpy as np\ndef f(x):\n    return np.zeros(1 << 20)", 5.0)
        f = session.proxy("f")
        session.allowance = session.received + (20 << 20)
        kept = [f(1), f(1)]
        with pytest.raises(sandbox.ProtocolViolation, match="more than the results"):
            kept.append(f(1))
