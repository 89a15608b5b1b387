"""The figures that notebook 11 quotes hold under three seeds; its patients are sick, then cured."""

import numpy as np
import pytest

from autograder.course import HOUSE
from autograder.proving.mutants import reference_cells
from course_lib.checking.core import hidden_rng
from course_lib.lessons.clinic import checks, experiments
from course_lib.lessons.clinic.checks import program
from course_lib.lessons.clinic.checks.faults import STRENGTHS, draw_ward
from course_lib.lessons.clinic.checks.last import STEPS
from course_lib.lessons.clinic.checks.readings import INSTRUMENTS
from course_lib.lessons.clinic.checks.triage import SUSPECTS
from course_lib.lessons.clinic.checks.wards import treat, twin, ward, with_own
from course_lib.lessons.clinic.experiments import figures, patients, rounds
from course_lib.lessons.clinic.explorers import strength_dial

SOURCE = HOUSE / "solutions" / "11_clinic" / "11_clinic.py"
OFFSETS = (0, 1000, 2000)
#: The instrument that shows each patient, and the side to which it is off.
SHOWS = {
    "A": ("input std", -1), "B": ("log10 of the first spread", 1),
    "C": ("log10 of the first update ratios", -1), "D": ("train accuracy", -1),
    "E": ("log10 of update ratios at step 100", 1), "F": ("nearest val by nearest fresh", -1),
    "G": ("gradient right, in digits", -1), "H": ("answers changed", 1),
    "I": ("log10 of update ratios at step 100", -1), "J": ("train accuracy", -1),
    "K": ("log10 of the first spread", -1), "L": ("log10 of the first loss", 1),
}  # fmt: skip
#: Runs of each suspect, and the seed of their ward: what two tests read is trained once.
EACH, WARD = 6, 20
FRESH = INSTRUMENTS.index("fresh accuracy")


@pytest.fixture(scope="module")
def reference():
    setup, answers = reference_cells(SOURCE)
    names: dict = {"__name__": "answers"}
    exec(compile(setup + "\n" + answers, "reference", "exec"), names)
    return names


def share(names, exercise, seed=3):
    check = getattr(checks, exercise)
    functions = [names[name] for name in check.functions]
    return check.evaluate(functions, hidden_rng(seed), hidden=True).share


@pytest.mark.parametrize("letter", SHOWS)
def test_a_patient_is_sick_in_an_instrument(letter):
    for offset in OFFSETS if letter in "ABCDEF" else OFFSETS[:1]:
        name, sign = SHOWS[letter]
        off = rounds.deviations(rounds.patient(letter, offset), offset)
        assert sign * off[INSTRUMENTS.index(name)] >= 5, offset


def test_e_and_f_score_as_healthy_runs_do():
    for offset in OFFSETS:
        for letter in "EF":
            off = rounds.deviations(rounds.patient(letter, offset), offset)
            assert abs(off[FRESH]) < 5


def test_healthy_runs_have_the_numbers_of_the_text():
    for offset in OFFSETS:
        table = experiments.table(experiments.healthy(offset))
        assert 0.70 < table[:, FRESH].mean() < 0.78 and table[:, FRESH].std(ddof=1) < 0.04
        assert table[:, INSTRUMENTS.index("train accuracy")].min() > 0.97
        assert abs(table[:, INSTRUMENTS.index("nearest val by nearest fresh")].mean() - 1) < 0.05


def test_the_repairs_cure_and_the_leak_scores_lower(reference):
    for letter in "ABCDEF":
        part = rounds.PARTS[letter]
        runs = rounds.admitted(part, reference[f"{part}_{letter.lower()}"])
        assert abs(rounds.deviations(runs)).max() < 5, letter
        if letter == "F":
            before = np.mean([run["val_accuracy"][-1] for run in rounds.patient("F")])
            after = np.mean([run["val_accuracy"][-1] for run in runs])
            assert before > 0.85 and 0.68 < after < 0.78
            near = np.mean([run["nearest"][0] / run["nearest"][1] for run in rounds.patient("F")])
            assert 0.3 < near < 0.45


def test_one_state_for_two_arrays_shows_in_no_instrument():
    first = 64 * program.HIDDEN
    second = first + program.HIDDEN + program.HIDDEN**2
    ours, theirs = (slice(at, at + program.HIDDEN) for at in (first, second))

    def update(w, dw, v, lr):
        v = 0.9 * v
        shared = v[ours] + dw[ours]  # the first bias takes its step from the state of both
        step = v + dw
        step[ours] = shared
        step[theirs] = shared * 0.9 + dw[theirs]
        v = step.copy()
        v[ours] = step[theirs]
        return w - lr * step, v

    assert abs(rounds.deviations(rounds.admitted("update", update))).max() < 5


FLAT = ("rate too low", "labels shuffled", "softmax twice", "decay too strong")


def test_softmax_twice_has_a_floor_on_twenty_rows():
    assert np.log(1 + 9 / np.e) == pytest.approx(1.46, abs=0.005)
    for offset in OFFSETS:
        runs = ward(FLAT * 3, 61 + offset)[FLAT.index("softmax twice") :: 4]
        few = [run["loss_few"][-1] for run in runs]
        assert min(few) > 1.46 and max(few) < 2.2


def test_decay_alone_is_told_by_the_run_without_it():
    for offset in OFFSETS:
        runs = ward(FLAT * 3, 61 + offset)
        for place, name in enumerate(FLAT):
            free = max(run["loss_no_decay"][-1] for run in runs[place::4])
            assert (free < 1.2) == (name == "decay too strong")


def test_what_triage_earns(reference):
    def share_of(triage, seed):
        return checks.triage.evaluate([triage], hidden_rng(seed), hidden=True).share

    assert share_of(reference["triage"], 3) == 1
    # Half of the runs earn a third of the points: they rise from one right name in nine on.
    assert 0.25 < share_of(experiments.rule_of_thumb, 3) < 0.45
    assert share_of(lambda run: ["leak"], 3) == 0
    counts = experiments.confusion(reference["triage"], EACH, WARD)
    assert counts.trace() / counts.sum() > 0.97
    thumb = experiments.confusion(experiments.rule_of_thumb, EACH, WARD)
    assert 0.45 < thumb.trace() / thumb.sum() < 0.6


def test_no_two_faults_have_records_that_are_alike():
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import cross_val_predict

    more = tuple(name for name in STRENGTHS if name not in SUSPECTS)
    names = (SUSPECTS + more) * EACH
    assert len(set(names)) == 15
    suspects, others = iter(ward(SUSPECTS * EACH, WARD)), iter(ward(more * EACH, 77))
    runs = [next(suspects if name in SUSPECTS else others) for name in names]
    ends = ("loss_slow", "loss_few", "loss_no_decay")
    extra = [[min(np.nan_to_num(run[k][-5:].mean(), nan=1e9), 1e9) for k in ends] for run in runs]
    x = np.hstack([experiments.table(runs), np.log10(np.maximum(extra, 1e-9))])
    forest = RandomForestClassifier(40, random_state=0)
    right = cross_val_predict(forest, x, names, cv=3) == np.array(names)
    assert right.mean() >= 0.98


def test_settings_do_not_help_a_sick_patient_and_tuning_a_repaired_one(reference):
    best = max(
        experiments.last_scores(patients.last_start, patients.last_shuffle, rate, decay).mean()
        for rate in (1e-3, 0.1)
        for decay in (0.0, 0.1)
    )
    assert best < 0.2  # chance
    own = with_own({"start": reference["last_start"], "shuffle": reference["last_shuffle"]})
    rate, strength = reference["last_settings"]()
    for offset in OFFSETS:
        run = treat(own, 90 + offset, 10, rate=rate, strength=strength)
        gain = np.mean(run["fresh"]) - np.mean(twin(90 + offset, 10)["fresh"])
        assert gain > STEPS["tuned"][0]


def test_brute_force_over_settings_earns_nothing(reference):
    sick = {name: getattr(patients, name) for name in checks.last_patient.functions}
    assert share({**sick, "last_settings": reference["last_settings"]}, "last_patient") == 0


def test_a_case_belongs_to_an_id_and_only_its_own_treatment_cures_it():
    one = experiments.case(" Ada ")
    assert one.seed == experiments.case("ada").seed
    fault = one.faults.names[0]
    assert abs(rounds.deviations(one.runs)).max() >= 5 and fault in SUSPECTS[1:]
    assert abs(rounds.deviations(experiments.treated(one, fault))).max() < 5
    other = next(name for name in SUSPECTS[1:] if name != fault)
    assert experiments.treated(one, other) is one.runs
    with pytest.raises(ValueError, match="is no suspect"):
        experiments.treated(one, "healthy")


def test_the_dial_finds_what_the_text_says():
    def seen(fault, strength):
        visit = strength_dial.compute(fault, strength)
        return {INSTRUMENTS[i] for i in np.flatnonzero(abs(visit.off) >= 5)}, visit.fresh.mean()

    for share_wrong in (0.001, 0.1):
        assert seen("gradient wrong", share_wrong)[0] == {"gradient right, in digits"}
    assert "answers changed" in seen("dropout at test", 0.99)[0]
    assert seen("decay too strong", 0.03)[1] > seen("decay too strong", 1e-4)[1] + 0.02
    for times in (2.0, 4.0):
        found, fresh = seen("rate too high", times)
        assert any("update ratio" in name for name in found)
        assert fresh > seen("rate too high", 1.0)[1]


def test_a_ward_is_drawn_between_its_bounds_and_the_same_for_one_seed():
    names = ("healthy", "rate too high", "leak")
    one, same = (draw_ward(names, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one.strength, same.strength) and one.strength[0] == 1
    for name, strength in zip(names[1:], one.strength[1:], strict=True):
        assert STRENGTHS[name][0] <= strength <= STRENGTHS[name][1]


def test_the_figures_and_the_explorer_draw_what_was_computed():
    figure = strength_dial.figure_of("gradient wrong", 0.1)
    left, right = figure.axes
    assert len(right.patches) == len(INSTRUMENTS) and "1 of 14 notice;" in right.get_title()
    assert left.get_title() and left.get_ylabel()
    strength_dial.draw(figure, strength_dial.compute("dropout at test", 0.99))
    assert "kept" in left.get_title()
    assert len(figures.interventions().axes) == 3
    counts = np.diag(np.arange(1, 10))
    assert len(figures.matrix(counts, "title").axes[0].texts) == 9


def test_the_table_of_keys_is_that_of_the_records():
    text = SOURCE.read_text(encoding="utf-8")
    table = text.split("| key | shape | what it is |\n")[1].split("\n#\n")[0]
    run = experiments.healthy()[0]
    for key, array in run.items():
        row = next(line for line in table.splitlines() if f"`{key}`" in line.split("|")[1])
        assert f"{array.shape}".replace(" ", "") in row.replace(" ", ""), key
