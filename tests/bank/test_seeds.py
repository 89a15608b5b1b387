"""A wrong answer earns the same, whatever the grader draws; those that do not are listed."""

import pytest

from autograder.proving import bank
from course_lib.checking.core import hidden_rng

ITS_OWN = "the answer draws numbers itself, and what fails beside its first fault is their luck"
ONE_MORE = "with some inputs the fault shows in one property more, or in one less"
ROUNDING = "the fault is one of digits, and the drawn numbers decide how many are lost"

#: Of 20 seeds (in 11 of 5) at least one gave other points. None was right with any of them.
UNEVEN: dict[str, dict[str, str]] = {
    "00_warmup": {"hinge_loss/mean_before_the_maximum": ONE_MORE},
    "03_batchnorm": {
        "batchnorm_backward/layernorm_pair": ONE_MORE,
        "batchnorm_backward_fused/layernorm_pair": ONE_MORE,
    },
    "02_initialization": {
        "glorot_uniform/one_unit_repeated": ITS_OWN,
        "init_weights/one_row_repeated": ITS_OWN,
        "init_weights/one_unit_repeated": ITS_OWN,
        "orthogonal/random_signs": ITS_OWN,
    },
    "04_dropout": {
        "dropout/normal_numbers": ITS_OWN,
        "dropout/one_coin_a_column": ITS_OWN,
        "dropout/one_coin_a_row": ITS_OWN,
    },
    "01_preprocessing": {
        "condition_number/determinant": ONE_MORE,
        "condition_number/squared": ONE_MORE,
        "standardize_fit/rounded": ROUNDING,
    },
    "05_optimizers": {},
    "06_ensembles": {},
    "07_tuning": {},
    "08_regularization": {},
    "09_residual": {},
    "10_transfer": {},
    "11_clinic": {},
    "12_since": {
        "min_norm_fit/examples_square_alone": ROUNDING,
        "min_norm_fit/normal_equations": ROUNDING,
        "sharpness/tiny_step": ROUNDING,
        "swiglu/both_bent": ONE_MORE,
        "width_rates/factors": ONE_MORE,
    },
}
#: Of a notebook's answers, every how many-th one is tried here: all of them take a minute.
EVERY = {"11_clinic": 24}  # it trains nets
SEEDS = range(1, 5)


def short(answer: bank.Answer) -> str:
    return f"{answer.exercise}/{answer.name.rpartition('/')[2].removesuffix('.py')}"


def shares(answer: bank.Answer, seeds) -> set[float]:
    exercise = bank.find_exercise(answer.notebook, answer.exercise)
    found = set()
    for seed in seeds:
        functions = bank.load(answer, exercise.functions)  # anew: some remember earlier calls
        found.add(round(exercise.evaluate(functions, hidden_rng(seed), hidden=True).share, 6))
    return found


@pytest.mark.parametrize("notebook", sorted(UNEVEN))
def test_a_wrong_answer_earns_the_same_under_all_seeds(notebook):
    wrong = {short(a): a for a in bank.answers(notebook) if a.kind == "wrong"}
    assert UNEVEN[notebook].keys() <= wrong.keys()
    even = [name for name in wrong if name not in UNEVEN[notebook]]
    found = {name: shares(wrong[name], SEEDS) for name in even[:: EVERY.get(notebook, 8)]}
    assert {name: earned for name, earned in found.items() if len(earned) > 1} == {}


@pytest.mark.parametrize("name", ["ridge_fit/least_strength", "smooth_targets/over_the_examples"])
def test_no_draw_hides_a_fault(name):
    exercise, _, file = name.partition("/")
    answers = bank.answers("12_since", exercise)
    (answer,) = [a for a in answers if a.name.endswith(f"/wrong/{file}.py")]
    assert len(shares(answer, range(20))) == 1
