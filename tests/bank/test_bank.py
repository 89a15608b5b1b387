"""Every answer of the bank gets the verdict that the bank says it must."""

import ast
import json

import pytest

from autograder.proving import bank, page
from autograder.proving.bank import Answer, judge_all
from autograder.proving.mutants import Reference, equivalents, mutants, mutate, unused_equivalents
from autograder.proving.prove import (
    Proof,
    _warm,
    chosen,
    failure,
    lacking,
    prove,
    undescribed,
    unused,
)
from autograder.proving.ranges import RANGES, is_within
from course_lib.student.errors import CourseError


def test_the_bank_and_the_mutants(notebook, proof):
    assert not proof.failures, json.dumps([failure(v) for v in proof.failures], indent=1)
    assert not proof.lacking and not proof.unused
    totals = proof.totals()
    assert totals["accepted_full"] == totals["accepted"]
    assert totals["wrong_hinted"] == totals["wrong_caught"] == totals["wrong"]
    assert totals["mutants_killed"] == totals["mutants"] - totals["equivalent"]
    # A mutant that cannot be called proves nothing; one that runs on and on is killed.
    errors = {v.answer.name: v.error for v in proof.verdicts if v.error}
    assert not {name: e for name, e in errors.items() if not e.startswith("took longer")}
    claimed = page.totals_of(page.rows(page.PAGE.read_text(encoding="utf-8"))[notebook])
    # How many answers there are of a kind is no bound: a kind may be set right.
    bounds = {name: count for name, count in claimed.items() if name not in RANGES}
    fewer = {name: (count, totals[name]) for name, count in bounds.items() if count > totals[name]}
    assert not fewer, f"docs/bank.md tells of more; run `course bank {notebook[:2]} --page`"


def test_every_wrong_answer_names_a_property(notebook):
    for answer in bank.answers(notebook):
        if answer.kind == "wrong":
            names = bank.find_exercise(notebook, answer.exercise).property_names()
            assert answer.expected in [*names, "inputs unchanged"], answer.name


def answer(kind: str, source: str) -> Answer:
    return Answer("00_warmup", "relu", kind, f"{kind}.py", source)


RIGHT = """
import numpy as np
def relu_forward(x):
    return np.maximum(x, 0), x
def relu_backward(dout, cache):
    return dout * (cache > 0)
"""


def test_a_wrong_answer_keeps_what_its_kind_allows(proof):
    assert {v.answer.name: v.kept for v in proof.verdicts if not v.within} == {}


@pytest.mark.parametrize(
    ("kind", "share", "within"),
    [
        ("idea", 1 / 3, True),
        ("idea", 0.34, False),
        ("detail", 0.66, False),
        ("convention", 2 / 3, True),
        ("guard", 0.89, False),
        ("guard", 0.9, True),
        ("two", 0.5, True),
    ],
)
def test_each_kind_has_its_range(kind, share, within):
    assert is_within(kind, share) is within


def test_every_wrong_answer_names_its_kind():
    unnamed = [a.name for a in bank.answers() if a.kind == "wrong" and a.mistake not in RANGES]
    assert not unnamed


def test_what_the_checks_miss_is_told():
    wrong = '"""A right answer under a false name.\n\nproperty: no such property\n"""' + RIGHT
    zeros = RIGHT.replace("np.maximum(x, 0)", "x * 0")
    loop = RIGHT.replace("return dout", "while True: pass\n    return dout")
    verdicts = judge_all(
        [answer("accepted", RIGHT), answer("wrong", wrong), answer("accepted", zeros)]
    )
    verdicts += judge_all([answer("mutant", loop)], seconds=1.0)
    proof = Proof(verdicts)
    totals = proof.totals()
    assert totals["accepted"] == 2 and totals["accepted_full"] == 1
    assert totals["wrong"] == 1 and totals["wrong_caught"] == 0 == totals["wrong_hinted"]
    assert totals["mutants"] == totals["mutants_killed"] == 1
    assert [v.answer.name for v in proof.failures] == ["wrong.py", "accepted.py"]


def test_a_file_without_its_functions_is_a_failure():
    verdict = judge_all([answer("accepted", "import numpy as np")])[0]
    assert not verdict.as_expected
    assert "does not define relu_forward" in verdict.error


@pytest.mark.parametrize("named", ["", "the absolute value", "Nothing was changed"])
def test_a_cause_that_is_named_must_be_shown(named):
    absolute = RIGHT.replace("np.maximum(x, 0)", "np.abs(x)")
    (bare,) = judge_all([answer("wrong", absolute)])
    head = f'"""No negative.\n\nproperty: {bare.shown}\n' + (f"cause: {named}\n" if named else "")
    (verdict,) = judge_all([answer("wrong", head + '"""' + absolute)])
    assert bare.cause and verdict.answer.cause == named
    assert verdict.hinted is verdict.as_expected is (named in bare.cause)
    assert named in failure(verdict)["expected"]


def test_mutants_change_one_thing_each():
    function = ast.parse("def f(x, eps=1e-5):\n    y = x.sum(axis=0) - eps\n    return -y").body[0]
    assert isinstance(function, ast.FunctionDef)
    labels = [label for label, _ in mutate(function)]
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=0) + eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=1) - eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.mean(axis=0) - eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=0) - x" in labels
    assert "drop y = x.sum(axis=0) - eps" in labels
    assert "return -y -> return +y" in labels


def test_a_mutant_is_one_function_among_the_solutions(tmp_path):
    module = ast.parse(RIGHT.replace("np.maximum(x, 0)", "np.maximum(x, LEAST)"))
    reference = Reference("00_warmup", "import numpy as np\nLEAST = 0", module)
    made = {one.name.partition(": relu_")[2]: one for one in mutants(reference, "relu", tmp_path)}
    forward, backward = bank.load(
        made["forward: return (np.maximum(x, LEAST), x) -> return (np.minimum(x, LEAST), x)"],
        ["relu_forward", "relu_backward"],
    )
    assert forward(-2.0)[0] == -2.0 and backward(3.0, 1.0) == 3.0


def test_a_reference_that_fails_stops_no_proof():
    _warm(Reference("00_warmup", "1 / 0", ast.parse(RIGHT)), ["relu"])


def equivalent(tmp_path, text):
    folder = tmp_path / "00_warmup" / "answers" / "relu"
    folder.mkdir(parents=True)
    (folder / "equivalent.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('["relu_forward: a -> b"]\nreason = ""', "gives no reason"),
        ('"relu_forward: a -> b" = 3', "gives no reason"),
        ("[relu_forward", "is not TOML"),
    ],
)
def test_an_equivalent_mutant_needs_a_reason(tmp_path, text, problem):
    equivalent(tmp_path, text)
    with pytest.raises(CourseError, match=problem):
        equivalents("00_warmup", "relu", tmp_path)


def test_an_equivalent_mutant_exists_or_its_function_is_gone(tmp_path):
    equivalent(tmp_path, '["relu_forward: a -> b"]\nreason = "a typo"')
    with pytest.raises(CourseError, match=r"'relu_forward: a -> b', which is not a mutant"):
        list(mutants(Reference("00_warmup", "", ast.parse(RIGHT)), "relu", tmp_path))
    without = ast.parse(RIGHT.replace("def relu_forward", "def other"))
    reference = Reference("00_warmup", "", without)
    made = [a.name for a in mutants(reference, "relu", tmp_path)]
    assert made and all(name.startswith("00_warmup/relu: relu_backward") for name in made)
    assert list(unused_equivalents(reference, "relu", tmp_path)) == ["relu_forward: a -> b"]
    equivalent(tmp_path / "more", '["no_such_function: a -> b"]\nreason = "a typo"')
    with pytest.raises(CourseError, match="which is not a mutant"):
        list(mutants(reference, "relu", tmp_path / "more"))


def test_what_proves_nothing_is_told(tmp_path):
    bank_folder = tmp_path / "00_warmup" / "answers"
    for place in ("relu/accepted", "relu/wrogn", "gelu/wrong", "softmax_loss/wrong"):
        (bank_folder / place).mkdir(parents=True)
    reference = Reference("00_warmup", "", ast.parse(RIGHT))
    gone = "00_warmup/answers/softmax_loss: no cell of the notebook asks for it"
    other = "00_warmup/answers/relu/wrogn: neither accepted nor wrong"
    assert unused(reference, solutions=tmp_path) == [
        "00_warmup/answers/gelu: course_lib has no check of this name",
        other,
        gone,
    ]
    assert unused(reference, "relu", tmp_path) == [other]


@pytest.mark.parametrize(
    ("docstring", "told"),
    [
        ("property: at exactly 0\nkind: detail", None),
        ("property: inputs unchanged\nkind: guard", None),
        ("property: at exactly 0", "its docstring needs a line `kind: ...`, with 'idea', "),
        ("property: at exactly 0\nkind: ideas", "there is no kind 'ideas'; write 'idea', "),
        ("kind: idea", "its docstring needs a line `property: ...`, with 'forward: the "),
        ("property: at 0\nkind: idea", "there is no property 'at 0'; write 'forward: the "),
    ],
)
def test_what_a_docstring_lacks_is_told(docstring, told):
    checks = bank.exercises("00_warmup")
    found = list(undescribed([answer("wrong", f'"""Slip.\n\n{docstring}\n"""')], checks))
    assert [one.startswith(f"wrong.py: {told}") for one in found] == [True] * (told is not None)


def test_an_exercise_with_too_few_answers_proves_nothing():
    few = [answer("accepted", RIGHT)] * 4 + [answer("wrong", RIGHT)] * 3
    (message,) = lacking(few, "00_warmup", ["relu"])
    assert message.startswith("00_warmup/answers/relu has 3 wrong answers")
    assert not lacking([*few, answer("wrong", RIGHT)], "00_warmup", ["relu"])


def test_one_exercise_is_proven_alone():
    proof = prove("04_dropout", "dropout")
    assert {v.answer.exercise for v in proof.verdicts} == {"dropout"}
    assert {v.answer.kind for v in proof.verdicts} == {"accepted", "wrong", "mutant"}
    assert not proof.failures


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (["00"], [("00_warmup", None)]),
        (["04_dropout", "00/relu"], [("00_warmup", "relu"), ("04_dropout", None)]),
        (["00_warmup/relu", "00/affine"], [("00_warmup", "affine"), ("00_warmup", "relu")]),
        (["00/relu", "00", "00"], [("00_warmup", None)]),
        (None, [(name, None) for name in bank.notebooks()]),
    ],
)
def test_notebooks_and_exercises_are_named_in_short(wanted, meant):
    assert chosen(wanted) == meant


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ("77", "There is no notebook '77'. Choose one of: 00_warmup,"),
        ("0", "'0' fits several notebooks"),
        ("00/gelu", "There is no exercise 'gelu' in 00_warmup. Choose one of: "),
        ("/relu", "There is no notebook ''"),
    ],
)
def test_a_name_that_is_not_there_is_one_sentence(wanted, problem):
    with pytest.raises(CourseError) as caught:
        chosen([wanted])
    assert str(caught.value).startswith(problem) and "\n" not in str(caught.value)


def test_the_page_is_as_the_program_writes_it():
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.render(page.rows(text)) == text
    assert set(page.rows(text)) == set(bank.notebooks())


def test_a_row_takes_the_place_of_its_own(tmp_path):
    path = tmp_path / "bank.md"
    totals = dict.fromkeys(page.totals_of(next(iter(page.rows(page.PAGE.read_text()).values()))), 7)
    lines = {name: page.row(name, totals) for name in ("00_a", "01_b", "02_c")}
    # As a merge leaves it: the rows of a conflict are not lost.
    path.write_text(page.render(lines).replace(lines["01_b"], f"<<<<\n{lines['01_b']}\n===="))
    new = page.row("02_c", {**totals, "wrong": 8})
    page.update({"02_c": new}, ["01_b", "02_c"], path)
    assert path.read_text() == page.render({"01_b": lines["01_b"], "02_c": new})
    assert page.totals_of(new) == {**totals, "wrong": 8}
    assert [p.name for p in tmp_path.iterdir()] == ["bank.md"]
