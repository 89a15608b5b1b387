"""Every answer of the bank gets the verdict that the bank says it must."""

import json

import pytest

from autograder.proving import bank as exercise_bank
from autograder.proving import bank_command
from autograder.proving import mutants as mutation
from autograder.proving.bank import Answer, BankResult, judge_all


@pytest.mark.parametrize("notebook", exercise_bank.notebooks())
def test_the_bank_and_the_mutants(notebook):
    result = bank_command.run(notebook)
    numbers = result.numbers()
    assert not numbers["failures"], json.dumps(numbers["failures"], indent=1)
    assert numbers["accepted_full"] == numbers["accepted"]
    assert numbers["wrong_hinted"] == numbers["wrong_caught"] == numbers["wrong"]
    assert numbers["mutants_killed"] == numbers["mutants"] - numbers["equivalent"]
    page = bank_command.PAGE.read_text(encoding="utf-8").splitlines()
    assert bank_command.page_row(notebook, result) in page, "run `course bank --page`"


@pytest.mark.parametrize("notebook", exercise_bank.notebooks())
def test_every_exercise_has_answers_of_both_kinds(notebook):
    found = list(exercise_bank.answers(notebook))
    for name in exercise_bank.exercises(notebook):
        kinds = [a.kind for a in found if a.exercise == name]
        assert kinds.count("accepted") >= 4, name
        assert kinds.count("wrong") >= 4, name
        for answer in found:
            if answer.exercise == name and answer.kind == "wrong":
                names = exercise_bank.exercises(notebook)[name].property_names()
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


def test_the_bank_reports_what_the_checks_miss():
    wrong = '"""A right answer under a false name.\n\nproperty: no such property\n"""' + RIGHT
    zeros = RIGHT.replace("np.maximum(x, 0)", "x * 0")
    loop = RIGHT.replace("return dout", "while True: pass\n    return dout")
    verdicts = judge_all(
        [answer("accepted", RIGHT), answer("wrong", wrong), answer("accepted", zeros)]
    )
    verdicts += judge_all([answer("mutant", loop)], seconds=1.0)
    numbers = BankResult(verdicts).numbers()
    assert numbers["accepted"] == 2 and numbers["accepted_full"] == 1
    assert numbers["wrong"] == 1 and numbers["wrong_caught"] == 0 == numbers["wrong_hinted"]
    assert numbers["mutants"] == numbers["mutants_killed"] == 1
    assert [f["file"] for f in numbers["failures"]] == ["wrong.py", "accepted.py"]


def test_a_file_without_its_functions_is_a_failure():
    verdict = judge_all([answer("accepted", "import numpy as np")])[0]
    assert not verdict.as_expected
    assert "does not define relu_forward" in verdict.error


def test_mutants_change_one_thing_each():
    import ast

    function = ast.parse("def f(x, eps=1e-5):\n    y = x.sum(axis=0) - eps\n    return -y").body[0]
    assert isinstance(function, ast.FunctionDef)
    labels = [label for label, _ in mutation.mutate(function)]
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=0) + eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=1) - eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.mean(axis=0) - eps" in labels
    assert "y = x.sum(axis=0) - eps -> y = x.sum(axis=0) - x" in labels
    assert "drop y = x.sum(axis=0) - eps" in labels
    assert "return -y -> return +y" in labels


def test_an_equivalent_mutant_needs_a_reason_and_must_exist(tmp_path):
    folder = tmp_path / "00_warmup" / "answers" / "relu"
    folder.mkdir(parents=True)
    (folder / "equivalent.toml").write_text('["relu_forward: a -> b"]\nreason = ""\n')
    with pytest.raises(ValueError, match="gives no reason"):
        mutation.equivalents("00_warmup", "relu", tmp_path)
