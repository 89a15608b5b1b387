# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 07 Tuning: babysit a net, then search
#
# You have data, a net and an optimizer. What now? This notebook is the routine that experienced people follow before and while they train: two checks of sanity, a learning rate by hand, a search in log space from coarse to fine, and a few curves to watch.
# After it you can say what the first loss must be, notice a broken net in seconds, search hyperparameters without fooling yourself, and read training curves like a doctor reads a chart.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 05.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.
#
# The lecture uses CIFAR-10. This course works offline, so two stand-ins take its place: patches of 32 by 32 pixels in three colours, cut from ten regions of two photographs (3072 inputs and 10 classes, as in CIFAR-10), and the 8 by 8 digits where many nets are needed.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.tuning import checks, experiments
from course_lib.lessons.tuning.experiments import figures, findings, signs
from course_lib.lessons.tuning.experiments import search as searches
from course_lib.lessons.tuning.explorers import net_health
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. Is the first loss right? (20 minutes)
#
# Preprocess the data, choose an architecture, initialize. Then, before any training, compute the loss once.
# With tiny weights all logits are close to 0, so the net gives each of the C classes the same probability. You know what the softmax loss of that is.
#
# **Your turn.** `expected_initial_loss(n_classes)` returns the softmax loss (in nats, without regularization) of a net that gives all classes the same probability.


# %% answer="expected_initial_loss"
def expected_initial_loss(n_classes):
    """Return the softmax loss of a net that gives each of n_classes the same probability."""
    ### BEGIN SOLUTION
    return np.log(n_classes)
    ### END SOLUTION


# %% points=4
checks.expected_initial_loss(expected_initial_loss)

# %% [markdown]
# The second number to know is what regularization adds. This course writes the L2 penalty as
#
# $$L = L_\text{data} + \frac{\lambda}{2} \sum_{W} \sum_{i,j} W_{ij}^2,$$
#
# where $L_\text{data}$ is the loss on the data, $\lambda$ is the strength, and the outer sum runs over the weight matrices $W$, biases left out. The gradient of the penalty is then plainly $\lambda W$.
#
# **Predict.** The lecture's net is 3072-50-10 with weights of standard deviation $10^{-4}$. What happens to its first loss of 2.303 when $\lambda$ goes from 0 to 1000?
#
# - **A**: nothing to speak of, the weights are tiny
# - **B**: it rises to about 3
# - **C**: it rises to about 1000

# %% answer="predict_strength"
### BEGIN SOLUTION
prediction_strength = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** `regularized_loss(data_loss, weights, strength)` takes the loss on the data (a number), a list of weight arrays of any shape, and $\lambda$. It returns the loss $L$. Biases are not in the list: every array in it counts.


# %% answer="regularized_loss"
def regularized_loss(data_loss, weights, strength):
    """Return data_loss plus strength / 2 times the sum of squares of all arrays in weights."""
    ### BEGIN SOLUTION
    total = 0.0
    for w in weights:
        total += np.sum(w**2)
    return data_loss + 0.5 * strength * total
    ### END SOLUTION


# %% points=10
checks.regularized_loss(regularized_loss)

# %% tags=["experiment"]
with needs("expected_initial_loss", "regularized_loss"), prediction_strength:
    strengths = (0.0, 1e3)
    first = experiments.initial_losses(regularized_loss, strengths)
    print(f"expected for 10 classes: {expected_initial_loss(10):.6f}")
    for strength, row, printed in zip(strengths, first, (2.30261216, 3.06859716), strict=True):
        print(f"strength {strength:6g}: {row.mean():.6f} +- {row.std(ddof=1):.6f} (SD of 10 seeds); "
              f"the lecture's one run: {printed}")  # fmt: skip
    prediction_strength.compare(findings.strength(first))

# %% [markdown]
# | | this course | CS231n 2015, lecture 6 | CS231n 2017, lecture 7 | PyTorch `SGD(weight_decay=d)` | Keras `regularizers.L2(l2=s)` |
# |---|---|---|---|---|---|
# | penalty | $\frac{\lambda}{2} \sum W^2$ | "$\frac12 \lambda w^2$" | $\lambda \sum W^2$ | adds $d\,W$ to the gradient, so $\frac d2 \sum W^2$ | $s \sum W^2$ |
# | gradient | $\lambda W$ | $\lambda W$ | $2 \lambda W$ | $d\,W$ | $2 s W$ |
# | biases | left out | not stated | not stated | included unless you separate them | only where you ask for it |
#
# **Two right conventions.** The same $\lambda$ is twice as strong in lecture 7 of 2017, "Regularization: Add term to loss", as in lecture 6 of 2015, "Regularization knobs". And in the elastic net $\beta W^2 + |W|$ of lecture 7 the strength $\beta$ stands before one of the two terms only. Before you copy a strength, look for the factor.
# Lecture 6 also gives two initial scales for one net: the slide "lets initialize well" says `W = 0.001* np.random.randn(D,H)`, the code that follows has `0.0001`. It is the second that gives 3.07; with the first the penalty would be 100 times larger. And "usually approx. $W \sim N(0, 0.01)$ works" writes the standard deviation where a normal distribution is usually named by its variance; the CS182 lecture writes $N(0, 0.0001)$ for the same thing.
#
# Why check this at all? A first loss that is not $\ln C$ means that something is wrong already: the weights are too large, the labels do not match, the loss is averaged wrongly. And a loss that does *not* go up with the strength means that regularization never reaches it.
#
# ## 2. Can it learn twenty examples by heart? (10 minutes)
#
# Second check: take 20 examples, switch regularization off, and train. Any healthy net must reach a cost near 0 and an accuracy of 1. If it does not, do not buy more data.
#
# Here: 64-50-10, weights of $10^{-4}$, plain gradient descent on all 20 at once, rate 0.1, 200 steps; ten sets of 20 digits. Before you run it, say how cost and accuracy will go; [notebook 00](../00_warmup/00_warmup.ipynb) trained such a net. As a control the same nets get their labels in a new order at every step.

# %% tags=["experiment"]
tiny = experiments.overfit()
plots.show(figures.overfit(tiny))
print("step   cost, mean of 10   accuracy   | one set: cost   accuracy")
for step in (1, 5, 10, 15, 20, 25, 50, 100, 200):
    row = tiny.cost[step - 1], tiny.accuracy[step - 1]
    print(
        f"{step:4d} {row[0].mean():16.4f} {row[1].mean():10.2f}   | {row[0][0]:13.4f} {row[1][0]:10.2f}"
    )
tell(findings.tiny(tiny))

# %% [markdown]
# ## 3. A learning rate by hand (15 minutes)
#
# Now the whole training set, a little regularization, and the question that matters most: which learning rate makes the loss go down? The lecture tries $10^{-6}$, $10^{6}$ and $3 \cdot 10^{-3}$ in turn.
#
# **Predict.** At a rate of $10^{-5}$ the cost moves from 2.3026 to 2.3024 in ten epochs. What does the training accuracy do meanwhile?
#
# - **A**: it stays at 0.10
# - **B**: it rises to nearly 0.2
# - **C**: it falls

# %% answer="predict_flat"
### BEGIN SOLUTION
prediction_flat = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** A net that explodes wastes time. The lecture's tip: stop when the cost is above 3 times the original cost.
#
# `first_explosion(losses, factor=3.0)` takes the losses (steps,) of a run and returns the first step, counted from 0, whose loss is not finite (nan or inf) or larger than `factor` times the first loss. It returns None when there is no such step.
# Step 0 is a step like the others: it counts when the first loss is nan or inf. A loss of exactly `factor` times the first may count or not.


# %% answer="first_explosion"
def first_explosion(losses, factor=3.0):
    """Return the first step whose loss is not finite or above factor * losses[0], or None."""
    ### BEGIN SOLUTION
    for step, loss in enumerate(losses):
        if not np.isfinite(loss) or loss > factor * losses[0]:
            return step
    return None
    ### END SOLUTION


# %% points=13
checks.first_explosion(first_explosion)

# %% tags=["experiment"]
with needs("first_explosion"), prediction_flat:
    hand = experiments.by_hand()
    print(
        "rate      cost, epoch 1   epoch 10   train acc. 1    10   val acc. 10   explodes at step (3 seeds)"
    )
    for i, rate in enumerate(hand.rates):
        costs = hand.cost[[0, -1], i].mean(axis=1)
        train, val = hand.train_accuracy[:, i].mean(axis=1), hand.val_accuracy[:, i].mean(axis=1)
        stops = [first_explosion(hand.loss[:, i, s]) for s in range(3)]
        print(f"{rate:<8g} {costs[0]:14.6g} {costs[1]:10.6g} {train[0]:14.3f} {train[-1]:5.3f} {val[-1]:13.3f}   {stops}")  # fmt: skip
    prediction_flat.compare(findings.flat(hand))

# %% [markdown]
# **Erratum.** In CS231n 2015, lecture 6, the slide with the nan shows the code `learning_rate=1e-6`, while its log says `lr 1.000000e+06`. In our copy the slide before it has the same code with `1e6`, so slide or copy may have slipped. The log is that of the run with one million.
#
# ## 4. Search in log space (40 minutes)
#
# **Three kinds of hyperparameters** in one comparison (the names are those of Google's tuning playbook). **Scientific** are those you ask about, such as the optimizer in [notebook 05](../05_optimizers/05_optimizers.ipynb). **Nuisance** are those that must be tuned anew for each value of the scientific ones, or the comparison is not fair: nearly always the learning rate. **Fixed** are the rest; what you find holds for these values only. Count also the share of trials that fail: a setting that wins but explodes in half of its range is a fragile winner.
#
# A learning rate acts as a factor. From 0.001 to 0.002 is as large a change as from 0.1 to 0.2. So the search draws the *exponent* evenly: as many trials between 0.001 and 0.01 as between 0.1 and 1.
#
# **Predict.** You draw 100 learning rates between $10^{-5}$ and 10, evenly on the plain scale. How many lie below 0.1?
#
# - **A**: about 1
# - **B**: about 17
# - **C**: about 67

# %% answer="predict_linear"
### BEGIN SOLUTION
prediction_linear = predict("A")
### END SOLUTION

# %% [markdown]
# **Your turn.** `sample_log_uniform(low, high, n, rng)` returns n numbers (n,) between low and high, 0 < low < high, whose logarithms are uniform. Draw from `rng`; its `rng.uniform(a, b, size=n)` wants a < b.


# %% answer="sample_log_uniform"
def sample_log_uniform(low, high, n, rng):
    """Return n draws (n,) between low and high whose logarithms are uniform."""
    ### BEGIN SOLUTION
    return np.exp(rng.uniform(np.log(low), np.log(high), size=n))
    ### END SOLUTION


# %% points=14
checks.sample_log_uniform(sample_log_uniform)

# %% tags=["experiment"]
with needs("sample_log_uniform"), prediction_linear:
    low, high = searches.BOX_LR
    plain = seeds.default_rng(1).uniform(low, high, 100)
    in_log = sample_log_uniform(low, high, 100, seeds.default_rng(1))
    print(
        f"below 0.1: {np.sum(plain < 0.1)} of 100 drawn on the plain scale, {np.sum(in_log < 0.1)} in log space"
    )
    for name, rates in (("in log space", in_log), ("on the plain scale", plain)):
        share, error = searches.useful_share(searches.run(rates, 0.0, epochs=3, seed=5))
        print(
            f"drawn {name}: {share:.2f} +- {error:.2f} (SE of 100) of the nets pass 0.9 validation accuracy"
        )
    prediction_linear.compare(findings.plain_scale(int(np.sum(plain < 0.1))))

# %% [markdown]
# **A change since then.** The lecture draws `lr = 10**uniform(-3, -6)`, with the larger bound first. `np.random.uniform` takes it without complaint, in 2015 and today. A Generator refuses. Put the smaller bound first.

# %% tags=["experiment"]
print("np.random.RandomState:", 10 ** np.random.RandomState(0).uniform(-3, -6))
try:
    print(10 ** np.random.default_rng(0).uniform(-3, -6))
except ValueError as error:
    print("np.random.default_rng: ValueError:", error)

# %% [markdown]
# ### The lecture's search, and what is worrying about it
#
# The lecture trains 100 nets for 5 epochs with rates from $10^{-6}$ to $10^{-3}$: the **coarse** search. Then 100 more with rates from $10^{-4}$ to $10^{-3}$: the **fine** search. Its slides print 11 and 22 rows. They are here as data; the best of the fine search has 0.531. The slide calls that "relatively good for a 2-layer neural net with 50 hidden neurons"; ten classes guessed would have 0.1. Then it asks why this best result is worrying.
#
# What the figure shows: left, all rows; the coarse ones spread over three decades, the fine ones over the last of them; the accuracy climbs towards the right. Right, the fine rows with their sampling errors: they climb up to a rate of about 5e-4 and then scatter.

# %% tags=["experiment"]
plots.show(figures.lecture_search())
best = searches.LECTURE_FINE[np.argsort(-searches.LECTURE_FINE[:, 0])[:4]]
print("val_acc   lr          reg")
for accuracy, lr, reg in best:
    print(f"{accuracy:.3f}     {lr:.3e}   {reg:.3e}")

# %% [markdown]
# Why is the best result worrying? Find a reason in the left panel and one in the right before you read on.
#
# **Your turn.** `at_edge(best, low, high, decades)` returns True when `best` lies within `decades` powers of ten of either end of the range from low to high, and False otherwise. From 0.02 to 0.1, for example, it is $\log_{10} 5 = 0.70$ decades.
# Here low < `best` < high, and `best` may be near both ends at once. A distance of exactly `decades` may count or not.


# %% answer="at_edge"
def at_edge(best, low, high, decades):
    """Return True when best lies within that many decades of low or of high."""
    ### BEGIN SOLUTION
    to_low = np.log10(best / low)
    to_high = np.log10(high / best)
    return bool(min(to_low, to_high) < decades)
    ### END SOLUTION


# %% points=12
checks.at_edge(at_edge)

# %% tags=["experiment"]
with needs("at_edge"):
    for accuracy, lr, reg in best:
        print(f"val_acc {accuracy:.3f}: rate at the edge {at_edge(lr, *searches.FINE_LR, 0.1)}, "
              f"strength at the edge {at_edge(reg, *searches.FINE_REG, 0.1)}")  # fmt: skip
    error = searches.sampling_error(best[0, 0], 1000)
    near = searches.LECTURE_FINE[searches.LECTURE_FINE[:, 1] > 9e-4]
    print("all rows with a rate above 9e-4:", ", ".join(f"{row[0]:.3f}" for row in near))
    print(f"the best three differ by {best[0, 0] - best[2, 0]:.3f}; "
          f"the standard error of 0.531 on 1000 images is {error:.3f}")  # fmt: skip

# %% [markdown]
# Two worries, not one.
#
# First, **the edge**. If the best point lies at the end of the range, better ones may lie beyond, where nobody looked. Move the range.
#
# Second, **noise**. An accuracy $a$ measured on $n$ images has a standard error of $\sqrt{a (1 - a) / n}$. The slides give three decimals, as 1000 validation images would; then the error is 0.016. The first three, 0.531, 0.530 and 0.527, differ by 0.004. (They saw the same images, which makes differences somewhat steadier, but not four times.) So the rows do not say which of the three is best, and the winner of many trials is also a lucky one: expect less of it on new data.
#
# The two worries check each other. Two more rows lie as near the edge as the winner, and they have 0.498 and 0.509. So it may be luck, not the edge, that made it win. Which of the two it was, only a search beyond 1e-3, with the winner repeated, can tell. That is your next step in both cases.
#
# ### Your own search, coarse to fine
#
# Now the same on the digits: 50 nets for three epochs over six decades of learning rate and of strength, then 50 nets for ten epochs in a smaller box around the best. All 50 nets train at once, as one stack.
#
# What the figure shows: validation accuracy against the learning rate for three searches, with the best trial circled and stopped nets as crosses. The coarse search has its good nets between 0.03 and 1, and nets at chance at every rate, whose L2 is too strong; the fine one climbs towards its right end; the third one has moved the range.

# %% tags=["experiment"]
with needs("sample_log_uniform", "at_edge"):
    ranges = {
        "coarse, 3 epochs": (searches.BOX_LR, searches.BOX_L2, 3),
        "fine, 10 epochs": ((1e-2, 3e-1), (1e-5, 1e-2), 10),
        "moved, 10 epochs": ((3e-2, 3.0), (1e-5, 1e-2), 10),
    }
    stages = {
        name: searches.random_search(sample_log_uniform, lr, l2, 50, epochs, seed=3 if epochs > 3 else 0)
        for name, (lr, l2, epochs) in ranges.items()
    }  # fmt: skip
    plots.show(figures.search_stages(stages))
    for name, result in stages.items():
        top = np.argsort(-result.val_accuracy)[:3]
        edge = at_edge(result.lr[top[0]], *ranges[name][0], 0.1)
        print(f"{name}: best three {result.val_accuracy[top].round(3)}")
        print(f"    at the rates {result.lr[top].round(3)}, "
              f"{np.sum(result.exploded)} stopped; at the edge: {edge}")  # fmt: skip
    fine = stages["fine, 10 epochs"]
    print(
        f"standard error of the best on 299 images: {searches.sampling_error(fine.val_accuracy.max(), 299):.3f}"
    )

# %% [markdown]
# Our fine search runs into the lecture's worry: its best rate lies at the edge. Moving the range is the cure; and then look whether the best got any better.
#
# Is the best trial really better than the second and the third? Train each again with twelve other seeds.

# %% tags=["experiment"]
with needs("sample_log_uniform"):
    fine = searches.random_search(
        sample_log_uniform, (1e-2, 3e-1), (1e-5, 1e-2), 50, epochs=10, seed=3
    )
    top = np.argsort(-fine.val_accuracy)[:3]
    again = searches.repeat(fine.lr[top], fine.l2[top], epochs=10)
    for rank, (index, runs) in enumerate(zip(top, again, strict=True), start=1):
        print(f"place {rank}: {fine.val_accuracy[index]:.3f} in the search, "
              f"{runs.mean():.4f} +- {runs.std(ddof=1) / 12**0.5:.4f} (SE of 12 seeds) when repeated")  # fmt: skip

# %% [markdown]
# The winner's accuracy in the search is higher than its mean over new seeds: part of it was luck, as always when you pick the best of many. The differences that remain are fractions of a percent.
#
# <details><summary>Does the early stop throw away good nets?</summary>
#
# It could: a net may jump at first and recover. In the coarse search above it stopped two nets of 50. Trained on without the rule, neither came near the best. The rule saves little time in a stack, where the others go on anyway, and a lot when nets train one by one.
# </details>
#
# ### Random against grid
#
# Nine trials, two hyperparameters. A 3 by 3 grid tries three learning rates, three times each. Nine random points try nine learning rates. If the learning rate matters and the strength does not, random has tried more (Bergstra and Bengio 2012).
#
# What the figure shows: the accuracy over six decades of learning rate (across) and strength (up). Below a strength of about 0.01 all rows look alike: only the learning rate matters there. On top, nine random trials and a grid that starts and ends at the ends of the ranges.

# %% tags=["experiment"]
with needs("sample_log_uniform"):
    nine = searches.nine_trials(sample_log_uniform)
    points = {
        name: np.stack([nine[name].lr[:9], nine[name].l2[:9]], axis=1)
        for name in ("random", "grid with the ends")
    }
    plots.show(figures.search_map(searches.map_of(), (7, 13), points))
    print("the best of nine, 20 times:   mean +- SE       median   below 0.9")
    for name, result in nine.items():
        best_of = searches.best_of_nine(result)
        print(f"{name:>27}   {best_of.mean():.3f} +- {best_of.std(ddof=1) / 20**0.5:.3f}   "
              f"{np.median(best_of):6.3f}   {np.mean(best_of < 0.9):9.0%}")  # fmt: skip

# %% [markdown]
# Random beats the grid that people usually write down, from end to end: two of its three rates are the extreme ones, and one good value in the middle has to do. It does *not* beat every grid. One that puts its rates inside the cells, at an offset of its own each time, does as well here, and is steadier: random search misses the good region altogether now and then, when chance leaves a hole.
# So the argument is about *how many different values* you try of the hyperparameter that matters. With three or more hyperparameters a grid runs out of trials, and random does not care.
#
# ## 5. What shows early? (10 minutes)
#
# The CS182 lecture sorts hyperparameters in two. Those of **optimization** (learning rate, momentum, initialization, batch normalization) show early: a bad one is seen in the first epochs. Those of **generalization** (ensembling, dropout, the architecture) show late, "usually only apparent after training is done". If so, you can stop bad learning rates early, and must wait for the rest.
#
# Test it. Vary one hyperparameter at a time, rank the settings by validation accuracy after each epoch, and compare with the ranks at the end by **Spearman's rank correlation**: 1 for the same order, 0 for none.
#
# **Predict.** After one epoch on the 1198 clean digits, whose ranks agree best with those at the end?
#
# - **A**: the learning rate's, then the strength of L2, then the number of hidden units
# - **B**: those of the learning rate and of the number of hidden units; the strength of L2 comes late
# - **C**: all three alike

# %% answer="predict_early"
### BEGIN SOLUTION
prediction_early = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_early:
    found = {
        "1198 clean digits": searches.early_and_late(searches.CLEAN),
        "200 digits, 20 % random labels": searches.early_and_late(searches.NOISY),
    }
    plots.show(figures.early_and_late(found))
    for title, curves in found.items():
        print(f"{title}: rank correlation of epoch 1 with the end, mean and SE of 5 seeds")
        for name, runs in curves.items():
            print(f"   {name:>13}: {runs[0].mean():+.2f} +- {runs[0].std(ddof=1) / 5**0.5:.2f}")
    prediction_early.compare(findings.early(found))

# %% [markdown]
# ## 6. Read the chart (40 minutes)
#
# You cannot afford a search for everything. Look at the curves instead. First the shapes of the loss.
#
# Four learning rates: very high, high, good and low.

# %% tags=["experiment"]
curves = signs.loss_shapes()
plots.show(figures.loss_shapes(curves))
tell(findings.shapes(curves))

# %% [markdown]
# Then two accuracies. A **big gap** between training and validation means overfitting: more regularization, or more data. **No gap** means that there is room for a larger net; when both are poor as well, the net underfits.
#
# Five nets, five charts. Four have something wrong.
#
# What the figure shows: for each patient the loss at the start of each epoch above, on one logarithmic scale, and training and validation accuracy below.

# %% tags=["experiment"]
charts = signs.patients()
plots.show(figures.patients(charts))

# %% [markdown]
# **Predict.** Which of the five patients overfits?
#
# - **A**: patient A
# - **B**: patient B
# - **C**: patient C
# - **D**: patient D
# - **E**: patient E

# %% answer="predict_patient"
### BEGIN SOLUTION
prediction_patient = predict("B", "ABCDE")
### END SOLUTION

# %% [markdown]
# **Your turn.** `diagnose(train_loss, train_accuracy, val_accuracy)` takes three curves (epochs,): the loss at the start of each epoch, and both accuracies. It returns one of five strings:
#
# - `"lr too high"`: the loss is not finite at the end, or it ends far above its first value;
# - `"lr too low"`: the loss has lost next to nothing of its first value, whatever the accuracy does;
# - `"overfit"`: the loss fell, and at the end the training accuracy is far above the validation accuracy;
# - `"underfit"`: the loss fell, both accuracies agree at the end, and both are poor;
# - `"ok"`: the loss fell, both accuracies agree and are high.
#
# The curves of the check are clear cases. At the last epoch an explosion is above ten times the first loss, inf or nan; "next to nothing" is less than 1 %; a gap is at least 0.25; "poor" is at most 0.5 in the check (patient D, with 0.6, is a milder case: a threshold of 0.7 finds both) and "high" at least 0.94; and accuracies that agree differ by at most 0.02. Choose your thresholds in between. On the way the curves are a little noisy; they start at different losses, from 0.7 to 40, and have different lengths.


# %% answer="diagnose"
def diagnose(train_loss, train_accuracy, val_accuracy):
    """Return "lr too low", "lr too high", "overfit", "underfit" or "ok" for curves (epochs,)."""
    ### BEGIN SOLUTION
    change = train_loss[-1] / train_loss[0]
    if not np.isfinite(change) or change > 2:
        return "lr too high"
    if change > 0.9:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    return "ok" if val_accuracy[-1] > 0.75 else "underfit"
    ### END SOLUTION


# %% points=20
checks.diagnose(diagnose)

# %% tags=["experiment"]
with needs("diagnose"), prediction_patient:
    for chart in charts:
        print(
            f"patient {chart.name}: {diagnose(chart.loss, chart.train_accuracy, chart.val_accuracy)}"
        )
    prediction_patient.compare(findings.patient(charts))

# %% [markdown]
# Move the sliders of a whole clinic: a 64-50-10 net on the digits for each learning rate and L2 strength. Find (1) the best validation accuracy on the noisy labels, and (2) a net for which your diagnosis is wrong.
#
# What the figure shows: the loss of one net at the start of each epoch, its two accuracies with your diagnosis above, and its update ratio, which section 7 explains.

# %% tags=["experiment"]
with needs("diagnose"):
    net_health.explorer(diagnose)

# %% tags=["experiment"]
with needs("diagnose"):
    shown = net_health.figure_of(
        "150 digits, 40 % random labels", strength=0.0, rate=-0.5, diagnose=diagnose
    )
    plots.show(shown)

# %% [markdown]
# <details><summary>Where does the diagnosis fail?</summary>
#
# At a rate of 3.2 on clean digits the loss jumps to 33, comes back and ends where it began, with two digits in ten right. Its end alone looks like a rate that is too low. The whole loss curve and the update ratio of the first epoch tell them apart. At a rate of 10 the same first weights end far above their start, and the diagnosis is right: where such a net ends is chance.
# At a rate of 0.01 on the 150 noisy digits the loss is still falling after 20 epochs. "Underfit" is then too early a verdict: train longer, or faster.
# And with wrong labels in the training set a gap is part of the data. Real charts are not all clear cases.
# </details>
#
# ### Capacity, in a picture
#
# More hidden units can draw a more complicated border. Three nets learn 60 points from two overlapping rings, without regularization.
#
# What the figure shows: the decision of nets with 3, 6 and 20 hidden units. Three units cut out roughly a triangle; six follow the ring; twenty bend around single points.

# %% tags=["experiment"]
picture = signs.capacity()
plots.show(figures.capacity(picture))
for width, train, test in zip(
    picture.widths, picture.train_accuracy, picture.test_accuracy, strict=True
):
    print(f"{width:2d} hidden units: training {train.mean():.3f}, test {test.mean():.3f} "
          f"+- {test.std(ddof=1) / 10**0.5:.3f} (SE of 10 sets of 60 points)")  # fmt: skip

# %% [markdown]
# The training accuracy rises with every step in size. The test accuracy rises from 3 to 6 units and then not any more. Nor does it collapse at 20: between 6 and 20 the difference is within the errors. What happens with far more weights than examples, and where the test accuracy does collapse, is section 3 of [notebook 12](../12_since/12_since.ipynb). Do not make a net small in order to regularize it; make it large enough, and regularize it otherwise ([notebook 08](../08_regularization/08_regularization.ipynb)).
#
# ## 7. Updates and weights (15 minutes)
#
# Two more instruments. The first compares the size of a step with the size of what it changes. The lecture wants the ratio "somewhere around 0.01 - 0.001 or so"; the usual rule of thumb is 1e-3.
#
# **Your turn.** `update_ratio(w, update)` takes weights and the update added to them, two arrays of one shape, and returns the Euclidean norm of the update divided by that of the weights. The norm of an array is the root of the sum of the squares of all of its entries. Some weights may be 0, but not all of them.


# %% answer="update_ratio"
def update_ratio(w, update):
    """Return the norm of update divided by the norm of w, for arrays of any one shape."""
    ### BEGIN SOLUTION
    return np.sqrt(np.sum(update**2) / np.sum(w**2))
    ### END SOLUTION


# %% points=7
checks.update_ratio(update_ratio)

# %% [markdown]
# **Predict.** Four learning rates, from $10^{-4}$ to $10^{-1}$, with SGD. When the rate is multiplied by ten, the update ratio at the first step is
#
# - **A**: multiplied by ten
# - **B**: nearly the same
# - **C**: multiplied by a hundred

# %% answer="predict_ratio"
### BEGIN SOLUTION
prediction_ratio = predict("A")
### END SOLUTION

# %% tags=["experiment"]
with needs("update_ratio"), prediction_ratio:
    measured = signs.ratios(update_ratio)
    plots.show(figures.ratios(measured))
    for name in ("sgd", "adam"):
        runs, accuracies = getattr(measured, name), getattr(measured, name + "_accuracy")
        for rate, row, accuracy in zip(signs.RATIO_RATES, runs, accuracies, strict=True):
            print(
                f"{name:>4} at {rate:g}: median ratio {np.median(row):.1e}, validation accuracy {accuracy:.2f}"
            )
    prediction_ratio.compare(findings.ratio(measured.sgd[:, 0]))

# %% [markdown]
# What the figure shows: the update ratio of the first weights at every step on a logarithmic scale, four rates, SGD left and Adam right, one net each, with a line at 1e-3.
#
# SGD's ratio follows the rate. SGD learned best in these five epochs at a ratio of some thousandths; the runs below $10^{-4}$ learned next to nothing in the time. It is a thermometer, not a target: Adam at 0.01 has a ratio of some thousandths, at 0.1 one of 0.02, and both pass 0.9, as far as one net each can tell.
#
# A norm is one number for many weights. The lecture also watches the minimum, the maximum and the std of **values and updates**. A minimum or a maximum far outside of the std means that a few weights run away, which a norm may hide.

# %% tags=["experiment"]
print("first weights, SGD at 0.1        values                    updates")
print("step                      min     max     std       min      max      std")
for step, (w, update) in signs.values_and_updates().items():
    numbers = [f"{v:7.3f}" for v in (w.min(), w.max(), w.std())]
    numbers += [f"{v:8.5f}" for v in (update.min(), update.max(), update.std())]
    print(f"{step:4d}                  " + " ".join(numbers))

# %% [markdown]
# ### Look at the first layer
#
# For images, each hidden unit has one weight per pixel: a picture. The lecture says that noisy pictures mean too little regularization, or a net that is not done.

# %% tags=["experiment"]
layers = signs.first_layers()
plots.show(figures.first_layers(layers))
for strength, rough, accuracy in zip(
    signs.WEIGHT_STRENGTHS, layers.roughness, layers.val_accuracy, strict=True
):
    print(f"L2 {strength:<5g}: roughness {rough.mean():.2f} +- {rough.std(ddof=1) / 6**0.5:.2f}, "
          f"validation accuracy {accuracy.mean():.3f} +- {accuracy.std(ddof=1) / 6**0.5:.3f} (SE of 6)")  # fmt: skip

# %% [markdown]
# What the figure shows: the weights of ten hidden units after training on 300 digits with a fifth of the labels random, one row for each L2 strength. Without L2 they look like noise; with 0.03 neighbouring pixels agree more, and blobs and strokes appear.
#
# The roughness in the table is 1 for pure noise and near 0 for a smooth picture: neighbouring pixels are compared. Smoother pictures go with better validation accuracy here. But look at the numbers before the pictures: with enough clean data noisy weights can do well too.
#
# ## 8. Going further: stop the worse half (checked, 0 points)
#
# Terrible settings show early (section 5). **Successive halving** (Jamieson and Talwalkar 2016) makes a method of that. Start many nets at once. At a few epochs, the **rungs**, compare those that still run: the better half goes on, the others stop. What this saves pays for more nets.
#
# Write `successive_halving(val_accuracy, rungs)`. Row 0 of `val_accuracy` (epochs, nets) is the accuracy after epoch 1, for all nets as if none were stopped. `rungs` is a tuple of epochs, counted from 1, rising and smaller than the number of epochs; it may be empty.
# After each epoch in `rungs` the better half of the nets that still run goes on; of an odd number the larger half, so 2 of 3. Those left after the last rung train to the last epoch.
# Return `winner, cost`, two integers: the column of the net that is best after the last epoch among those left, and the number of epochs that all nets together have trained. No two accuracies that you compare in the check are equal.


# %% answer="successive_halving"
def successive_halving(val_accuracy, rungs):
    """Return the winner and the cost when only the better half of (epochs, nets) passes a rung."""
    ### BEGIN SOLUTION
    running = np.arange(val_accuracy.shape[1])
    cost, done = 0, 0
    for epoch in rungs:
        cost, done = cost + (epoch - done) * len(running), epoch
        best_first = np.argsort(-val_accuracy[epoch - 1, running])
        running = running[best_first[: (len(running) + 1) // 2]]
    cost = cost + (len(val_accuracy) - done) * len(running)
    return running[np.argmax(val_accuracy[-1, running])], cost
    ### END SOLUTION


# %% points=0
checks.successive_halving(successive_halving)

# %% [markdown]
# Six races of 32 random nets each, with rungs after the epochs 1, 2, 4 and 8, on the two training sets of section 5. Two things to compare with: training all 32 to the end, and spending the same number of epochs on a few random nets that train to the end (the mean over such groups of the 32).

# %% tags=["experiment"]
with needs("successive_halving"):
    for title, case in searches.RACES.items():
        race = searches.halved(successive_halving, searches.races(case))
        print(f"{title}: halving costs {race.share:.0%} of training all")
        for name, runs in (("all to the end", race.whole), ("few to the end, same cost", race.few)):
            change = race.winner - runs
            print(f"{name:>28}: {runs.mean():.3f}, halving {race.winner.mean():.3f}, "
                  f"difference {change.mean():+.3f} +- {change.std(ddof=1) / 6**0.5:.3f} (SE of 6)")  # fmt: skip

# %% [markdown]
# On clean digits halving finds nearly the best net for a fifth of the price. On few digits with wrong labels it loses several points to training all: those that are ahead early are not those that end best. Whether it beats what the same price buys without it, read from the last line of each table and its error. The method is as good as the early ranks are, and section 5 shows how to measure those.
#
# ## 9. In your own words ({points by hand} points, read by a person)
#
# **{points of explain_search}.** Look at the fine search of your run in section 4: its best three accuracies, the sampling error, the edge test, and the repetition with twelve seeds. Which learning rate would you report, what accuracy would you promise, and why not the one in the table?

# %% [markdown] answer="explain_search" points=10
# ### BEGIN SOLUTION
# In my fine search the best three had 0.980, 0.977 and 0.977 on 299 images; the standard error is 0.008, so their order means nothing. The best rate, 0.28, lay within 0.1 decades of the upper end 0.3, so I moved the range to 3; the best there was again 0.980. Repeated with twelve seeds the winner had 0.975 +- 0.001, less than 0.980, because the best of 50 is also the luckiest. I would report a rate around 0.2 to 0.3 and promise about 0.97, to be confirmed on the test set.
#
# Rubric: 3 points for the differences against the sampling error, with own numbers. 3 points for the edge and what was done about it. 4 points for promising the repeated mean (or less) instead of the best of the search, with the reason: picking the best of many picks luck.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_chart}.** In section 6, find with the explorer a net that your `diagnose` judges wrongly. Give its data, rate and strength, what your function says, what you think is wrong with it, and which of the three curves tells you.

# %% [markdown] answer="explain_chart" points=10
# ### BEGIN SOLUTION
# 1198 digits, rate 3.2, L2 0: my function says "lr too low", because the loss ends at 2.4, where it began. But it had jumped to 33 in the third epoch, and the accuracy stays at 0.2. The rate is far too high. The loss curve shows the jump, and the update ratio of the first epoch is 0.2, two hundred times the rule of thumb.
#
# Rubric: 3 points for the setting and the function's answer. 4 points for another diagnosis that fits the curves. 3 points for naming the curve and the number read from it.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - First loss: $\ln C$. With regularization it must go up. Twenty examples must be learned by heart.
# - Loss flat: rate too low. Loss nan: rate too high. The accuracy may climb while the loss lies flat.
# - Search exponents, not values. Coarse to fine; when the best lies at the edge, move the range.
# - The best of many trials is partly luck. Compare differences with the sampling error, and repeat the winner.
# - Random search tries many values of what matters; so does a grid that is not wasted on the ends.
# - Watch the loss, both accuracies, the update ratio (about 1e-3), and the first layer.
#
# ## The same in PyTorch
#
# ```python
# import math
# import torch
#
# net = torch.nn.Linear(64, 10)
# torch.nn.init.normal_(net.weight, std=1e-4)     # the default start has a first loss above ln C
# loss = torch.nn.functional.cross_entropy(net(torch.randn(50, 64)), torch.randint(10, (50,)))
# assert abs(loss.item() - math.log(10)) < 0.1
# rate = 10 ** torch.empty(1).uniform_(-5, 1).item()  # low first: (-3, -6) is an error
# optimizer = torch.optim.SGD(net.parameters(), lr=rate, weight_decay=1e-4)  # biases included
# ```
#
# **Submit:** save, then run `course submit 07_tuning` in a terminal.
#
# ## Sources
#
# - CS231n (Stanford 2015), lecture 6: "Double check that the loss is reasonable", "Lets try to train now", "Cross-validation strategy", "Monitor and visualize the loss curve", "Monitor and visualize the accuracy", "Track the ratio of weight updates / weight magnitudes", "Visualizing first-layer weights", "Hyperparameters to play with". CS231n 2017, lecture 7: "Regularization: Add term to loss".
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Hyperparameters".
# - Bergstra, Bengio: [Random search for hyper-parameter optimization](https://jmlr.org/papers/v13/bergstra12a.html). JMLR 13, 2012.
# - Jamieson, Talwalkar: [Non-stochastic best arm identification and hyperparameter optimization](https://arxiv.org/abs/1502.07943). AISTATS 2016.
# - Bengio: [Practical recommendations for gradient-based training of deep architectures](https://arxiv.org/abs/1206.5533). 2012.
