# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 11 Clinic: help! My network does not train
#
# The lecture that names this course begins with a net that does not train. You can write Adam and batch norm by now. This notebook is about the evening on which all of that runs without an error, and the loss lies flat.
# After it you can read fourteen instruments instead of one curve, say with a number whether a run is sick, repair six patients, and rank suspects from a record that somebody sends you.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebooks 03, 04, 05, 07.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.
#
# All faults here are taken from public issues of people who asked for help; the end of section 7 has a list. The patients are small nets on digits. The digits are noisy and few, so a healthy patient is right on about three quarters of the images that it has never seen. That leaves room to be worse, and to seem better.

# %% locked="setup"
import numpy as np

from course_lib import plots
from course_lib.lessons.clinic import checks, experiments
from course_lib.lessons.clinic.experiments import figures, findings, patients
from course_lib.lessons.clinic.explorers import strength_dial
from course_lib.notebook import needs, predict

plots.use_style()

# %% [markdown]
# ## 1. The ward and its instruments (20 minutes)
#
# All patients run the same program. It is printed below. Read it once: a patient differs from it in one part, and its parts stand behind `parts.`: `split`, `prepare`, `start`, `shuffle`, `loss`, `relu_backward`, `update`, `schedule`, `decay`, `at_test`.
#
# - Each image is there twice, as two scans that differ a little. `split` divides rows into training and validation.
# - `prepare` standardizes, `start` draws the weights of a layer, and `shuffle` puts the rows in a new order at the start of every epoch.
# - The net has 64-32-32-10 units with ReLU, dropout on the second hidden layer, momentum of 0.9, and 150 steps with a rate that falls like a quarter of a cosine.
# - Several patients train at once as a stack. So every array has one axis more than you are used to, the first: which patient.

# %% tags=["experiment"]
experiments.show_program()

# %% [markdown]
# One accuracy is one instrument. A doctor has more. Ours are below, with their mean and standard deviation over twenty healthy runs. Where sizes range over decades, the logarithm is shown.
#
# - The **update ratio** is the norm of an update divided by the norm of the parameters ([notebook 07](../07_tuning/07_tuning.ipynb)): how far does the net move?
# - **Answers changed**: ask the trained net twice about the same rows. Which share of the answers differs?
# - **Dead units**: the share of hidden units that are 0 on every training row, in the worse layer.
# - **First spread**: the standard deviation of the first hidden layer before training ([notebook 02](../02_initialization/02_initialization.ipynb)).
# - **Gradient right, in digits**: the gradient along a random direction against the difference of two losses. It is $-\log_{10}$ of the worst relative error, and counts no more than 5.
# - **Nearest val by nearest fresh**: the median distance of validation rows from their nearest training row, divided by the same for fresh images, which nobody has seen. It is 1 when validation rows are as new to the net as fresh ones.
# - **Loss on 20 rows**: can the same net learn twenty rows by heart ([notebook 07](../07_tuning/07_tuning.ipynb))?

# %% tags=["experiment"]
experiments.print_instruments()

# %% [markdown]
# ## 2. When is a reading evidence? (25 minutes)
#
# A reading of 0.70 where healthy runs have 0.74 may mean nothing. It depends on how much healthy runs differ from one another. We call a run **sick** when one instrument is at least **five standard deviations** away from the mean of healthy runs. Why not two? With fourteen instruments and two deviations, every second healthy run would be called sick: $1 - 0.95^{14} = 0.51$.
#
# **Your turn.** `evidence(reading, healthy)` takes the instruments of one run, `reading` (K,), and those of S healthy runs, `healthy` (S, K). It returns `index, deviations`:
#
# - `deviations` is a number, the largest of all $|r_k - m_k| / s_k$, where $r_k$ is the reading of instrument $k$, and $m_k$ and $s_k$ are mean and standard deviation of column $k$ of `healthy`, the deviation over $S - 1$ (`ddof=1`);
# - `index` is the $k$ of that instrument as an integer, or `None` when `deviations` is below 5;
# - a reading that is nan or inf counts as infinitely many deviations, `np.inf`;
# - where $s_k = 0$, no difference is 0 deviations, and any difference is `np.inf`. Where several are infinite, any of them may be named.


# %% answer="evidence"
def evidence(reading, healthy):
    """Return which instrument (an index, or None) is how many deviations off.

    reading is (K,); healthy is (S, K), the same instruments of S healthy runs.
    """
    ### BEGIN SOLUTION
    mean, std = healthy.mean(axis=0), healthy.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = np.where(off > 0, np.inf, 0.0)
    moves = std > 0
    deviations[moves] = off[moves] / std[moves]
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return (worst if deviations[worst] >= 5 else None), deviations[worst]
    ### END SOLUTION


# %% points=14
checks.evidence(evidence)

# %% [markdown]
# **Predict.** Six patients wait, A to F. Each has one sick part. One of them, E, adds every gradient to a sum that is never emptied: somebody forgot `zero_grad`. Which instrument shows it best?
#
# - **A**: the fresh accuracy, which falls to chance
# - **B**: the update ratio, which stays high where that of others falls
# - **C**: the gradient check

# %% answer="predict_sum"
### BEGIN SOLUTION
prediction_sum = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("evidence"), prediction_sum:
    well = experiments.table(experiments.healthy())
    for letter in "ABCDEF":
        rows = experiments.table(experiments.patient(letter))
        named = [evidence(row.copy(), well.copy())[0] for row in rows]
        sick = sum(index is not None for index in named)
        print(f"{letter}: you call {sick} of {len(rows)} runs sick.")
        experiments.print_patient(letter)
    prediction_sum.compare(findings.sums(experiments.deviations(experiments.patient("E"))))

# %% [markdown]
# Below each patient's letter stand the means over ten seeds, of the fresh accuracy and of the instruments that are farthest off. A number of deviations in the hundreds means no more than "certainly": some instruments hardly move in healthy runs.
#
# Look at E and F. Their fresh accuracy is that of healthy nets, and E learns its training rows by heart. If you had looked at accuracy alone, you would have let both go. Whether E's bug costs you anything depends on the rate and on the number of steps; it is there all the same.
#
# **A fault that you will not see.** We also tried one optimizer state for two arrays: the biases of both hidden layers share a velocity. On this net no instrument moves by five deviations. A fault without a symptom is found by reading the code, or not at all.

# %% [markdown]
# ## 3. Six repairs (50 minutes)
#
# Now the sick parts themselves. For each patient you get the part that may be replaced, and nothing else: the rest of the program stays. Each function below is for one patient, so its arrays have their usual shapes. Write the part as it should be.
#
# A repair is judged twice: on the instrument, and on the score of a patient that is trained with your part, with another number of images and units. "Healthy" means as good as a healthy twin with the same data, the same start and the same batches.
#
# One check, below F, judges all six. You need not finish them first: write one part, run the cells of the others as they are, and the check tells you about yours.

# %% tags=["experiment"]
experiments.show("A")

# %% [markdown]
# **Your turn: A.** `prepare_a(x_train, x_val, x_fresh)` takes three sets of rows, pixels from 0 to 16, and returns them in the same order. Over all training rows the mean must be 0 and the standard deviation about 1, and all three sets must be moved by what was measured on the training rows. One mean and deviation for each pixel, or for all pixels, are both fine. A pixel that never changes must not give nan.


# %% answer="prepare_a"
def prepare_a(x_train, x_val, x_fresh):
    """Return the three sets (N, D), standardized by the training rows."""
    ### BEGIN SOLUTION
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (x_train - mean) / std, (x_val - mean) / std, (x_fresh - mean) / std
    ### END SOLUTION


# %% tags=["experiment"]
experiments.show("B")

# %% [markdown]
# **Your turn: B.** `start_b(fan_in, fan_out, rng)` returns `w` (fan_in, fan_out) and `b` (fan_out,) of a layer before training. A signal must neither grow nor fade from layer to layer.


# %% answer="start_b"
def start_b(fan_in, fan_out, rng):
    """Return w (fan_in, fan_out), drawn from rng, and b (fan_out,)."""
    ### BEGIN SOLUTION
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros(fan_out)
    ### END SOLUTION


# %% tags=["experiment"]
experiments.show("C")

# %% [markdown]
# **Your turn: C.** `loss_c(logits, labels)` returns the loss, the mean of $-\log$ of the probability of the right class over the N rows, and its gradient `dlogits` (N, C).


# %% answer="loss_c"
def loss_c(logits, labels):
    """Return the mean loss and its gradient (N, C) for logits (N, C) and labels (N,)."""
    ### BEGIN SOLUTION
    rows = np.arange(len(labels))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    probs[rows, labels] -= 1
    return loss, probs / len(labels)
    ### END SOLUTION


# %% tags=["experiment"]
experiments.show("D")

# %% [markdown]
# **Your turn: D.** `shuffle_d(x, labels, rng)` returns all rows and their labels in a new order.


# %% answer="shuffle_d"
def shuffle_d(x, labels, rng):
    """Return x (N, D) and labels (N,) in a new order, drawn from rng."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(x))
    return x[order], labels[order]
    ### END SOLUTION


# %% tags=["experiment"]
experiments.show("E")

# %% [markdown]
# **Your turn: E.** `update_e(w, dw, v, lr)` returns the new parameters and the new `v` after one step. It was meant to be momentum: `v` starts at 0, keeps 0.9 of itself at each step, and the step is `lr` times `v`. All parameters come as one vector (P,).


# %% answer="update_e"
def update_e(w, dw, v, lr):
    """Return w and v (P,) after a step of momentum with 0.9."""
    ### BEGIN SOLUTION
    v = 0.9 * v + dw
    return w - lr * v, v
    ### END SOLUTION


# %% tags=["experiment"]
experiments.show("F")

# %% [markdown]
# **Your turn: F.** `split_f(image, rng)` returns two arrays of row numbers, for training and for validation: every number from 0 to R - 1 once, about two thirds of them for training. `image` (R,) says which image each row is a scan of: rows with the same entry are copies of one image. Its entries number the images and not the rows.
#
# **Predict.** F has the best validation accuracy of all patients. What will the repair do to it?
#
# - **A**: it rises further
# - **B**: it stays
# - **C**: it falls

# %% answer="predict_leak"
### BEGIN SOLUTION
prediction_leak = predict("C")
### END SOLUTION


# %% answer="split_f"
def split_f(image, rng):
    """Return two arrays of row numbers, training and validation, for the images (R,)."""
    ### BEGIN SOLUTION
    images = rng.permutation(np.unique(image))
    training = np.isin(image, images[: 2 * len(images) // 3])
    return np.flatnonzero(training), np.flatnonzero(~training)
    ### END SOLUTION


# %% points=36
checks.repair(prepare_a, start_b, loss_c, shuffle_d, update_e, split_f)

# %% tags=["experiment"]
with (
    needs("prepare_a", "start_b", "loss_c", "shuffle_d", "update_e", "split_f"),
    prediction_leak,
):
    repairs = {
        "A": prepare_a, "B": start_b, "C": loss_c, "D": shuffle_d, "E": update_e, "F": split_f,
    }  # fmt: skip
    cured = {
        letter: experiments.admitted(part.__name__.rpartition("_")[0], part)
        for letter, part in repairs.items()
    }
    for letter, runs in cured.items():
        experiments.print_patient(f"{letter}, sick", experiments.patient(letter))
        experiments.print_patient(f"{letter}, repaired", runs)
    prediction_leak.compare(findings.leak(experiments.patient("F"), cured["F"]))

# %% [markdown]
# Each number is again the mean of ten seeds. After the repair no instrument of a patient should be five deviations off.
#
# Look at the two records of F, and at the letter of your prediction. Which of the two accuracies would you publish?

# %% [markdown]
# ## 4. Treat to find out (10 minutes)
#
# Some faults look alike in every reading of a single run. A flat loss can mean a rate that is too low, labels that belong to other images, or a decay that pulls all weights to zero. Then change one thing and look again. That is an **intervention**. The record of each run has three:
#
# - the same start at a **hundredth of the rate** (40 steps);
# - **20 rows only**, without dropout (60 steps): a healthy net learns them by heart;
# - **without weight decay** (60 steps).
#
# **Predict.** One of the suspects applies softmax twice: probabilities are handed to a loss that takes them for logits. What will it do on 20 rows?
#
# - **A**: learn them, a little more slowly: the loss goes to 0
# - **B**: get stuck: the loss stays above 1.4
# - **C**: explode

# %% answer="predict_floor"
### BEGIN SOLUTION
prediction_floor = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_floor:
    plots.show(figures.interventions())
    prediction_floor.compare(findings.floor(experiments.ward(("softmax twice",) * 8, 60)))

# %% [markdown]
# What the figure shows: the logarithm of the training loss in the first 60 steps, mean and standard deviation of eight patients of each kind, as they are, on 20 rows, and without decay. On the left four sick kinds lie close together. In the middle healthy nets learn the twenty rows by heart, and none of the sick kinds does, each for a reason of its own. On the right the patients with too much decay join the healthy ones, and no others do.

# %% [markdown]
# ## 5. Triage (35 minutes)
#
# Somebody sends you a record. You cannot read the code. Whom do you suspect?
#
# **Your turn.** `triage(run)` returns a list of suspects, the most likely first. They are `"healthy"`, `"rate too high"`, `"rate too low"`, `"labels shuffled"`, `"softmax twice"`, `"gradient wrong"`, `"decay too strong"`, `"dropout at test"` and `"leak"`. The list may be shorter than all nine; no name may stand in it twice.
#
# `run` is a dictionary of arrays:
#
# | key | shape | what it is |
# |---|---|---|
# | `loss` | (150,) | training loss of every step |
# | `update_ratio` | (150,) | norm of the update divided by the norm of the parameters, every step |
# | `train_accuracy`, `val_accuracy` | (6,) | share of right answers every 25 steps |
# | `fresh_accuracy` | () | the same on fresh images, at the end |
# | `val_loss`, `fresh_loss` | () | loss at the end |
# | `changed` | () | share of validation rows whose answer differs when the net is asked twice |
# | `dead`, `spread` | (2,) | of each hidden layer: units that are always 0, at the end; standard deviation, at the start |
# | `input_mean`, `input_std` | () | of the training inputs as the net gets them |
# | `nearest` | (2,) | median distance from validation and from fresh rows to the nearest training row |
# | `gradient_error` | (6,) | relative error of the gradients of w1, b1, w2, b2, w3, b3 |
# | `loss_slow` | (40,) | training loss at a hundredth of the rate |
# | `loss_few` | (60,) | training loss on 20 rows, without dropout |
# | `loss_no_decay` | (60,) | training loss without weight decay |
#
# A loss may be nan or inf. The strength of each fault is drawn: a rate may be 20 or 100 times too high. All nine are equally frequent. Points rise in ten steps, from none for always naming one suspect (1 in 9) to the full number at 90 % right. Who misses two of the nine suspects keeps two thirds of the points. An eleventh step is for a fault among your first two suspects in three of four runs.
# The cell below trains one patient of each kind and prints what a curve would show of it. That does not tell them apart. Print other keys, and change the 5 for another draw.

# %% tags=["experiment"]
for suspect, run in zip(
    experiments.SUSPECTS, experiments.ward(experiments.SUSPECTS, 5), strict=True
):
    print(
        f"{suspect:<17} loss {run['loss'][0]:9.2f} ->{run['loss'][-1]:9.2f}   "
        f"right: train {run['train_accuracy'][-1]:.2f}, val {run['val_accuracy'][-1]:.2f}"
    )


# %% answer="triage"
def triage(run):
    """Return a list of suspects for the record run, the most likely first."""
    ### BEGIN SOLUTION
    ratio, signs = run["update_ratio"][:10].mean(), {}
    signs["dropout at test"] = run["changed"] > 0.1
    signs["gradient wrong"] = run["gradient_error"].max() > 0.02
    signs["leak"] = run["nearest"][0] < 0.95 * run["nearest"][1]
    signs["decay too strong"] = run["loss_no_decay"][-1] < 0.5 * run["loss"][50:60].mean()
    signs["rate too high"] = not ratio < 0.08
    signs["rate too low"] = ratio < 0.0007
    signs["softmax twice"] = run["loss_few"][-1] > 1.46 and run["loss"][0] < 2.35
    signs["labels shuffled"] = run["train_accuracy"][-1] < 0.5
    signs["healthy"] = True
    return sorted(signs, key=signs.get, reverse=True)
    ### END SOLUTION


# %% points=20
checks.triage(triage)

# %% [markdown]
# **Predict.** A common rule of thumb reads the loss curve and the two accuracies, and nothing else: a loss that rises says "rate too high", a flat one "rate too low", and so on. How often will it be right on these nine kinds of runs?
#
# - **A**: in about a tenth
# - **B**: in about a half
# - **C**: in more than three quarters

# %% answer="predict_thumb"
### BEGIN SOLUTION
prediction_thumb = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_thumb:
    thumb = experiments.confusion(experiments.rule_of_thumb)
    plots.show(figures.matrix(thumb, f"a rule of thumb: {thumb.trace() / thumb.sum():.0%} right"))
    prediction_thumb.compare(findings.thumb(thumb))

# %% tags=["experiment"]
with needs("triage"):
    yours = experiments.confusion(triage)
    share = yours.trace() / yours.sum()
    plots.show(figures.matrix(yours, f"your triage: {share:.0%} right"))

# %% [markdown]
# What the figures show: rows are what a patient has, columns the first suspect; eight new patients of each kind. Right answers lie on the diagonal.
#
# How hard is it? We gave the fourteen instruments and the three interventions of 15 kinds of runs, these nine and six more, to a random forest. With 12 runs of each kind and three-fold cross-validation it is right on at least 98 % of them. So no two of these faults have like records.

# %% [markdown]
# ### A dial for the strength
#
# How strong must a fault be before an instrument notices? **Your goal:** find (1) a fault that an instrument notices long before the accuracy does, (2) one that *improves* the fresh accuracy.
#
# What the figure shows: left the training losses of six patients, on a logarithmic scale; right how many deviations each instrument is away from healthy runs, on a logarithmic scale, orange from five on.

# %% tags=["experiment"]
strength_dial.explorer()
plots.show(strength_dial.figure_of("gradient wrong", 0.1))

# %% [markdown]
# <details><summary>What there is to find</summary>
#
# (1) A gradient of which a thousandth is wrong shows in the gradient check at once, and in nothing else at any strength below 1.
# (2) A decay of 0.03 is 300 times the ward's own, and the fresh accuracy rises: few noisy images want more decay. The patient was not sick, it was untuned. An instrument says that something is *different*. Whether it is bad is a second question.
# </details>

# %% [markdown]
# ## 6. The last patient (20 minutes)
#
# The last patient has two sick parts, and nobody has tuned it. You may replace both parts and choose rate and decay. The 150 steps are fixed.

# %% tags=["experiment"]
experiments.show("last_start", "last_shuffle", "last_settings")

# %% [markdown]
# **Predict.** Before you read the code: somebody tries twelve pairs of rate and decay, and repairs nothing. The best validation accuracy of these will be
#
# - **A**: close to that of healthy nets, 0.7
# - **B**: about a half
# - **C**: chance

# %% answer="predict_search"
### BEGIN SOLUTION
prediction_search = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_search:
    tried = [
        experiments.last_scores(patients.last_start, patients.last_shuffle, rate, decay)
        for rate in (1e-4, 1e-3, 0.01, 0.1)
        for decay in (0.0, 0.01, 0.1)
    ]
    prediction_search.compare(findings.search(tried))

# %% [markdown]
# **Your turn.** Write `last_start(fan_in, fan_out, rng)` and `last_shuffle(x, labels, rng)` as they should be, and `last_settings()`, which returns `rate, decay`, two numbers: the rate above 0, the decay 0 or more, neither above 10.
#
# Search rate and decay with `experiments.last_scores(last_start, last_shuffle, rate, decay)`: it returns the validation accuracies of ten nets. The check then trains ten nets with your parts and settings, on data that you have not seen, and compares them on fresh images with healthy twins at the ward's own settings. Full points take a mean that is 0.065 above theirs.


# %% answer="last_patient"
def last_start(fan_in, fan_out, rng):
    """Return w (fan_in, fan_out), drawn from rng, and b (fan_out,)."""
    ### BEGIN SOLUTION
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros(fan_out)
    ### END SOLUTION


def last_shuffle(x, labels, rng):
    """Return x (N, D) and labels (N,) in a new order, drawn from rng."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(x))
    return x[order], labels[order]
    ### END SOLUTION


def last_settings():
    """Return the learning rate and the strength of the decay."""
    ### BEGIN SOLUTION
    return 0.1, 0.03
    ### END SOLUTION


# %% points=10
checks.last_patient(last_start, last_shuffle, last_settings)

# %% tags=["experiment"]
with needs("last_start", "last_shuffle", "last_settings"):
    print(
        "validation accuracy, mean of ten nets; rows are rates, columns decays 0, 0.01, 0.03, 0.1"
    )
    for rate in (0.01, 0.03, 0.1, 0.3):
        row = [
            experiments.last_scores(last_start, last_shuffle, rate, decay)
            for decay in (0.0, 0.01, 0.03, 0.1)
        ]
        print(f"{rate:5g}: " + "  ".join(f"{r.mean():.3f} +- {r.std(ddof=1) / 10**0.5:.3f}" for r in row)
              + "   (SE of 10)")  # fmt: skip

# %% [markdown]
# A healthy patient with poor settings looks sick, too. Repair first, then tune.

# %% [markdown]
# ## 7. Going further: six more patients (checked, 0 points)
#
# Six more, each with one sick part. Only their names tell what they do.

# %% tags=["experiment"]
for letter in "GHIJKL":
    experiments.print_patient(letter)
experiments.show(*"GHIJKL")

# %% [markdown]
# Write the parts as they should be: `relu_gradient_g(dout, z)`, the gradient of `z` when the output was `max(0, z)`; `at_test_h(h, rng)`, the hidden layer (N, H) of a tested net, whose dropout was scaled in training; `schedule_i(step, total)`, the factor of the rate, a quarter of a cosine over all steps; `decay_j(w, strength)`, the gradient of `strength / 2 * sum(w**2)`; `start_k(fan_in, fan_out, rng)`, as in B; `loss_l(logits, labels)`, as in C.


# %% answer="further"
def relu_gradient_g(dout, z):
    """Return the gradient of z for the gradient dout of max(0, z)."""
    ### BEGIN SOLUTION
    return dout * (z > 0)
    ### END SOLUTION


def at_test_h(h, rng):
    """Return the hidden layer (N, H) as a tested net uses it."""
    ### BEGIN SOLUTION
    return h
    ### END SOLUTION


def schedule_i(step, total):
    """Return the factor of the rate at a step from 0 to total - 1."""
    ### BEGIN SOLUTION
    return np.cos(0.5 * np.pi * step / total)
    ### END SOLUTION


def decay_j(w, strength):
    """Return the gradient of strength / 2 * sum(w**2)."""
    ### BEGIN SOLUTION
    return strength * w
    ### END SOLUTION


def start_k(fan_in, fan_out, rng):
    """Return w (fan_in, fan_out), drawn from rng, and b (fan_out,)."""
    ### BEGIN SOLUTION
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros(fan_out)
    ### END SOLUTION


def loss_l(logits, labels):
    """Return the mean loss and its gradient (N, C) for logits (N, C) and labels (N,)."""
    ### BEGIN SOLUTION
    rows = np.arange(len(labels))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    probs[rows, labels] -= 1
    return loss, probs / len(labels)
    ### END SOLUTION


# %% points=0
checks.further(relu_gradient_g, at_test_h, schedule_i, decay_j, start_k, loss_l)

# %% [markdown]
# ### Where the patients come from
#
# Each fault was reported by somebody, in a public issue. A few of them:
#
# | patient | fault | where |
# |---|---|---|
# | A | inputs scaled by the wrong number | delijati/pytorch-siamese #3: an integer division left zeros where pixels from 0 to 1 were meant, and the loss was nan |
# | B | an initializer that does not fit the net | yulunzhang/RCAN #76: the loss became extremely large, another initializer cured it |
# | C | softmax twice | tflearn/tflearn #562, bowang-lab/Transformer-GCN-QA #32, ariecattan/SciCo #2: the last one gives the floor of the loss |
# | D | labels out of step | Borda/kaggle_image-classify #12: shuffled after the labels were taken; ck37/coral-ordinal #6: 10 % accuracy |
# | E | gradients that are never emptied | IDEA-Research/DN-DETR #19, udacity/deep-learning-v2-pytorch #160 |
# | F | copies on both sides of a split | robinreni96/Font_Recognition-DeepFont #2, theislab/multimil #75 |
# | H | dropout or batch norm left in training mode | vlfeat/matconvnet #512: the same image got two scores; sinhasam/vaal #2 |
# | I | a schedule that counts steps as epochs | leftthomas/SRGAN #94, pytorch/tutorials #640 |
#
# The project's page docs/faults.md has the whole list, with the candidates that no instrument shows.

# %% [markdown]
# ## 8. In your own words (15 minutes, {points by hand} points, read by a person)
#
# Put your student id between the quotes. The cell then admits a patient that belongs to this id. It has one of the eight faults of section 5.

# %% tags=["experiment"]
my_case = experiments.case("your id")
experiments.print_case(my_case.runs)

# %% [markdown]
# When you suspect something, name it here. The sick part is then replaced by a healthy one if you are right; if you are wrong, nothing changes.

# %% tags=["experiment"]
my_suspect = "rate too low"
experiments.print_case(experiments.treated(my_case, my_suspect))

# %% [markdown]
# **{points of explain_case}.** Write a case report of five sentences: (1) which instrument shows that your patient is sick; (2) its number, and that of healthy runs; (3) which rival fault you excluded, and by which number; (4) the repair; (5) the number after it.

# %% [markdown] answer="explain_case" points=14
# ### BEGIN SOLUTION
# My patient (id "your id") is read off the instrument that is farthest from healthy runs; here is the report for a patient whose labels are shuffled. (1) The training accuracy is 0.13, and the loss lies flat. (2) Healthy runs reach 1.00 +- 0.002, so this is hundreds of deviations off. (3) A rate that is too low would also leave the loss flat, but the first update ratios are 10^-2.04 and healthy ones 10^-1.95, 2 deviations away: the net moves as far as it should; and a decay that is too strong is excluded because the loss without decay is 2.3 as well. (4) I let images and labels move in one order. (5) Training accuracy is 1.00 after that, fresh accuracy 0.73 where healthy runs have 0.74 +- 0.03.
#
# Rubric: 3 points for an instrument that does show this fault. 3 points for its number beside that of healthy runs, with a deviation. 4 points for a rival fault that would look alike in at least one instrument, and the number that excludes it. 2 points for a repair that fits. 2 points for the number of the same instrument afterwards.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_lower}.** After the repair of F its validation accuracy in your run is lower. A colleague wants to keep the old split, "since it scores higher". Answer in two or three sentences, with the two validation accuracies and a number that tells which of them is to be believed.

# %% [markdown] answer="explain_lower" points=6
# ### BEGIN SOLUTION
# In my run the validation accuracy was 0.90 before and 0.74 after; on fresh images both nets are right on 0.74 to 0.76. So 0.90 was the score on rows whose copies the net had been trained on: the median distance of validation rows from the nearest training row was 0.35 of that of fresh rows, and is 1.02 now. The old split does not make a better net, it makes a worse measurement.
#
# Rubric: 2 points for both validation accuracies. 2 points for the fresh accuracy or the nearest distance as the judge, with its number. 2 points for saying that the net is as good as before and only the measurement has changed.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - A net that runs without an error may be sick. Accuracy is one instrument, and several faults do not show in it.
# - Know your instruments when all is well: without the spread of healthy runs no reading is evidence.
# - Look at the inputs, the first loss, the first spread, the gradient check and the update ratio, before you touch a setting.
# - Where faults look alike, change one thing: 20 rows, a hundredth of the rate, no decay.
# - A score that is too good is a symptom too.
# - Repair first, then tune.
#
# **Submit:** save, then run `course submit 11_clinic` in a terminal.
#
# ## Sources
#
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train". CS231n (Stanford 2015), lecture 6: "Babysitting the learning process".
# - Goodfellow, Bengio, Courville: Deep Learning, chapter 11.5, "Debugging strategies". MIT Press 2016.
# - Kapoor, Narayanan: Leakage and the reproducibility crisis in machine-learning-based science. Patterns 4, 2023.
# - The public issues named in section 7.
