# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 06 Ensembles: many nets, one answer
#
# Train ten nets, let them decide together, and the result is nearly always better than one of them. This notebook asks when, by how much, and what can be had for less than ten trainings.
# After it you can resample data, combine predictions by averaging and by voting, measure how much of an error is common to all members, take snapshots, average parameters, and say when averaging parameters destroys a net.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 05.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.
#
# The data are handwritten digits under heavy noise, so that there are mistakes to mend: 1198 for training, 599 for the test. Every comparison has several seeds.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.engine.schedules import cosine_cycle
from course_lib.lessons.ensembles import checks, experiments
from course_lib.lessons.ensembles.experiments import figures, findings, variance
from course_lib.lessons.ensembles.explorers import curve_ensemble
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. The variance of a net (20 minutes)
#
# Train a net on data set $\mathcal D$ and call its prediction $f_{\mathcal D}(x)$. Another data set, another initial weight, another order of the batches gives another net. Call the mean over all of them $\bar f(x)$. The **variance** at $x$ is
#
# $$\text{Var}(x) = \underset{\mathcal D}{\text{mean}}\ \lVert f_{\mathcal D}(x) - \bar f(x)\rVert^2 .$$
#
# Here $\lVert\cdot\rVert^2$ adds the squares of all outputs. We never have all nets. With $E$ nets at hand, the **members** of an ensemble, we replace both means by means over these $E$.
#
# **Your turn.** `ensemble_variance(predictions)` takes predictions (E, N, C) of E members for N examples and returns the variance of each example (N,): the mean over the members of the squared norm of the deviation from their mean. Divide by E.


# %% answer="ensemble_variance"
def ensemble_variance(predictions):
    """Return for each example (N,) the mean squared distance of predictions (E, N, C) from their mean."""
    ### BEGIN SOLUTION
    deviations = predictions - predictions.mean(axis=0)
    return (deviations**2).sum(axis=2).mean(axis=0)
    ### END SOLUTION


# %% points=20 grade_id="test_ensemble_variance"
checks.variance(ensemble_variance)

# %% [markdown]
# ### Where do different nets come from?
#
# Nobody has ten data sets. The **bootstrap** makes them from one: draw N rows out of N **with replacement**, so that some rows come twice and others not at all. An ensemble of nets trained on bootstrap samples is called **bagging**.
#
# **Predict.** What share of the N rows is in a bootstrap sample at least once, for large N?
#
# - **A**: about 50 %
# - **B**: about 63 %
# - **C**: about 90 %

# %% answer="predict_share"
### BEGIN SOLUTION
prediction_share = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** `bootstrap_indices(n, rng)` returns n row indices (n,), each drawn from 0 to n - 1 with equal chances, by `rng`.


# %% answer="bootstrap_indices"
def bootstrap_indices(n, rng):
    """Return n row indices (n,) drawn with replacement from 0 to n - 1 by the Generator rng."""
    ### BEGIN SOLUTION
    return rng.integers(n, size=n)
    ### END SOLUTION


# %% points=10
checks.bootstrap(bootstrap_indices)

# %% tags=["experiment"]
with needs("bootstrap_indices"), prediction_share:
    rows = bootstrap_indices(100_000, seeds.default_rng(0))
    prediction_share.compare(findings.share(len(np.unique(rows)) / 100_000))

# %% [markdown]
# Move the slider: small nets fitted to 24 noisy points. Without resampling they differ in their initial weights alone. Tick the box, and each saw a bootstrap sample of its own.
#
# **Your goal:** from how many nets on is the mean of bootstrap nets, for good, better than a *single* restart? Read the goal off the dotted line without the tick, then set the tick.
#
# <details><summary>Answer</summary>
#
# A single restart has about 0.060. With 2 bootstrap nets you are there by luck, and lose it again; from 25 on the mean stays below. Each net alone has 0.15.
# </details>

# %% tags=["experiment"]
curve_ensemble.explorer()

# %% tags=["experiment"]
plots.show(curve_ensemble.figure_of(members=10, resampled=True))
with needs("ensemble_variance"):
    print(f"{'squared error of':>17}  one net  mean of 30  variance between them")
    for resampled in (False, True):
        stats = curve_ensemble.compute(30, resampled)
        name = "bootstrap samples" if resampled else "restarts"
        between = ensemble_variance(stats.curves[:, :, None]).mean()  # (30, points, 1)
        print(
            f"{name:>17}  {stats.single_error:7.3f}  {stats.mean_error[-1]:10.3f}  {between:21.3f}"
        )

# %% [markdown]
# What the figure shows: on the left the single nets as thin lines, their mean and the truth; on the right the error of the mean against the number of nets, with the average error of a single net as a dotted line.
#
# Look at one row of the table: the error of one net minus the error of the mean is the variance between the nets. That is no accident: it holds for every ensemble under squared error. So the mean gains nothing where the members agree.
#
# Here restarts end in nearly the same curve, because nothing else is random: full batches, an easy fit. Bootstrap samples make the single net worse, and their mean makes up for it.
# The lecture adds that nets trained with random minibatches give much of the same benefit **without** resampling, and leaves open how much. Section 3 measures it.

# %% [markdown]
# ## 2. Combine predictions (10 minutes)
#
# Member $e$ gives probabilities $p_e(y \mid x)$ for the classes $y$. Two ways to a common answer:
#
# - **Average**: $p(y\mid x) = \frac1E \sum_{e=1}^{E} p_e(y\mid x)$, then take the likeliest class.
# - **Vote**: every member names its likeliest class, and the class with most votes wins.
#
# **Predict.** Three members give class 1 the probabilities 0.55, 0.55 and 0.02; the rest belongs to class 0. What do they decide?
#
# - **A**: 1 by average, 1 by vote
# - **B**: 0 by average, 1 by vote
# - **C**: 1 by average, 0 by vote

# %% answer="predict_vote"
### BEGIN SOLUTION
prediction_vote = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** Both take `probs` (E, N, C). `average_probabilities(probs)` returns (N, C). `majority_vote(probs)` returns labels (N,), integers; among classes with equally many votes the lowest wins.


# %% answer="combine"
def average_probabilities(probs):
    """Return the mean (N, C) over the members of probs (E, N, C)."""
    ### BEGIN SOLUTION
    return probs.mean(axis=0)
    ### END SOLUTION


def majority_vote(probs):
    """Return the labels (N,) with most votes of the members of probs (E, N, C); the lowest on ties."""
    ### BEGIN SOLUTION
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]  # (E, N, C), one 1 for each vote
    return votes.sum(axis=0).argmax(axis=1)
    ### END SOLUTION


# %% points=26
checks.combine(average_probabilities, majority_vote)

# %% tags=["experiment"]
with needs("average_probabilities", "majority_vote"), prediction_vote:
    one = np.array([0.55, 0.55, 0.02])
    probs = np.stack([1 - one, one], axis=1)[:, None]  # (3, 1, 2)
    joint = average_probabilities(probs)
    print("average:", joint[0].round(3), " vote:", majority_vote(probs)[0])
    prediction_vote.compare(findings.vote(int(joint[0].argmax()), int(majority_vote(probs)[0])))

# %% [markdown]
# ## 3. How much does it help, and why not more? (15 minutes)
#
# Ten nets for each of eight seeds, all trained as one stack, in two regimes: 32 hidden units at a large rate, and 64 at a small one.

# %% tags=["experiment"]
softmax_regime, noisy_regime, calm_regime = experiments.REGIMES
noisy = experiments.train(noisy_regime)
calm = experiments.train(calm_regime)
with needs("average_probabilities", "bootstrap_indices"):
    bagged = experiments.train(calm_regime, bootstrap=bootstrap_indices)
    sizes = (1, 2, 3, 5, 10)
    curves = {
        f"restarts, {noisy_regime.name}": experiments.by_members(
            noisy, average_probabilities, sizes
        ),
        f"restarts, {calm_regime.name}": experiments.by_members(calm, average_probabilities, sizes),
        f"bagging, {calm_regime.name}": experiments.by_members(
            bagged, average_probabilities, sizes
        ),
    }
    plots.show(figures.by_members(sizes, curves))
    tell(findings.members(curves))

# %% [markdown]
# ### What averaging removes, and what it cannot
#
# Take the ten restarts of one seed. For squared errors of the probabilities, with the variance of section 1:

# %% tags=["experiment"]
restarts = experiments.probabilities(noisy_regime, noisy.net.params.reshape(8, 10, -1))
with needs("ensemble_variance"):
    truth = experiments.noisy_digits()[3]
    tell(findings.identity(*variance.identity(restarts[0], truth, ensemble_variance)))

# %% [markdown]
# So members must differ. But restarts on one data set cannot differ in everything: what the data set itself makes them believe, they all believe. Let $s^2$ be the variance over *trainings* at a fixed $x$, as in section 1, with a new data set and a new start each time. Let $\rho$ be the share of it that two restarts on the same data set have in common. Then the mean of $E$ restarts on one data set varies from data set to data set by
#
# $$\text{Var}(\text{mean}) = \rho\, s^2 + \frac{1 - \rho}{E}\, s^2 .$$
#
# The first term stays, however many restarts there are. Only with a new data set for each member would it fall as well: that is the lecture's question, M data sets or one?
#
# To measure $\rho$ we deal the 1198 digits into six data sets without a common row, train six restarts on each, and split the variance of the 36 nets. To test the formula we take two restarts of each data set only, and let it promise the variance of the mean of six.

# %% tags=["experiment"]
with needs("ensemble_variance"):
    tell(
        findings.variance(
            {
                regime.name: variance.split(regime, ensemble_variance)
                for regime in (noisy_regime, calm_regime)
            }
        )
    )

# %% [markdown]
# These data sets have 199 digits each, so it matters much which digits one got. With larger data sets $\rho$ is smaller.
#
# **Predict.** Ten snapshots of one training, or ten restarts: which are more alike?
#
# - **A**: the snapshots
# - **B**: the restarts
# - **C**: no clear difference

# %% answer="predict_rho"
### BEGIN SOLUTION
prediction_rho = predict("A")
### END SOLUTION

# %% tags=["experiment"]
total = experiments.steps_of(noisy_regime)
steps = [round(total * (0.2 + 0.08 * k)) for k in range(1, 11)]
with needs("ensemble_variance"), prediction_rho:
    with_snapshots = experiments.train(noisy_regime, members=1, steps=steps)
    snapshots = experiments.probabilities(noisy_regime, with_snapshots.snapshots).swapaxes(0, 1)
    spreads = [
        np.array([ensemble_variance(p).mean() for p in probs]) for probs in (restarts, snapshots)
    ]
    prediction_rho.compare(findings.alike(*spreads))

# %% [markdown]
# ### Right answers agree, wrong ones do not
#
# The lecture's motto: members **agree on the right answer and disagree on the wrong one**; there are many ways to be wrong. Where a member is right (or wrong), how often does another member say the same?

# %% tags=["experiment"]
agreed = np.array([experiments.agreement(p.argmax(axis=-1)) for p in restarts])
right, wrong = agreed.mean(axis=0)
right_error, wrong_error = agreed.std(axis=0, ddof=1) / 8**0.5
print(f"where a member is right, another agrees in {right:.3f} +- {right_error:.3f} of the cases")
print(f"where it is wrong, another says the same in {wrong:.3f} +- {wrong_error:.3f} (SE of 8)")

# %% [markdown]
# The motto holds, and its limit shows too: another member repeats about half of the wrong answers. What most members get wrong in the same way, no vote can mend.
#
# **Erratum.** The CS182 discussion sheet defines an ensemble as "bagging or boosting" and goes on to averaging out the variance. Boosting is not built to average out variance: its members are trained one after the other, each on the mistakes so far.

# %% [markdown]
# ## 4. Ensembles for the price of one (20 minutes)
#
# **Snapshots.** Save the parameters of one training at several steps, and use each as a member. It costs one training. The snapshots must be good enough, hence a burn-in, and different enough.
#
# **Your turn.** `snapshot_steps(total, n, burn_in=0)` returns n evenly spaced steps after `burn_in` up to `total`, the last one being `total`. For total 100, n 4 and burn_in 20 that is 40, 60, 80, 100. Steps are whole numbers; round where the spacing does not come out even.


# %% answer="snapshot_steps"
def snapshot_steps(total, n, burn_in=0):
    """Return n evenly spaced whole steps in (burn_in, total]; the last is total."""
    ### BEGIN SOLUTION
    gap = (total - burn_in) / n
    return [round(burn_in + gap * k) for k in range(1, n + 1)]
    ### END SOLUTION


# %% points=12 grade_id="test_snapshot_steps"
checks.snapshots(snapshot_steps)

# %% [markdown]
# **Averaging parameters.** With predictions from 25 snapshots every test image costs 25 forward passes. What if we average the parameter vectors and use one net?
#
# **Polyak averaging** does so while it trains. The lecture's rule is $\bar w \leftarrow 0.995\,\bar w + 0.005\, w$ after every step, where $w$ are the parameters and $\bar w$ is the average used at test time.
#
# **Erratum.** CS231n 2017 lecture 7 calls this rule Polyak averaging and cites Polyak and Juditsky (1992). Their average is uniform, $\bar w_t = \frac1t\sum_{s\le t} w_s$; the rule with 0.995 is an **exponential** average, which forgets. With a constant decay it looks back over some $1/(1 - 0.995) = 200$ steps.
#
# **Your turn.** `average_parameters(vectors)` returns the mean (P,) of E parameter vectors (E, P). `polyak_update(average, w, decay=0.995)` returns the new exponential average as a new array; `decay` is the weight of the old one.


# %% answer="parameters"
def average_parameters(vectors):
    """Return the mean (P,) of the parameter vectors (E, P)."""
    ### BEGIN SOLUTION
    return vectors.mean(axis=0)
    ### END SOLUTION


def polyak_update(average, w, decay=0.995):
    """Return the average (P,) after one step to parameters w (P,); decay weighs the old average."""
    ### BEGIN SOLUTION
    return decay * average + (1 - decay) * w
    ### END SOLUTION


# %% points=12
checks.parameters(average_parameters, polyak_update)

# %% [markdown]
# ### Between two nets
#
# **Predict.** Draw a line from the parameters of one net to those of another; its middle is their average. How good are the nets on the line, once between two independent nets and once between the half-way and the last snapshot of one training?
#
# - **A**: good on both lines
# - **B**: poor between independent nets, good between snapshots
# - **C**: poor on both

# %% answer="predict_line"
### BEGIN SOLUTION
prediction_line = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_line:
    halves = experiments.train(noisy_regime, members=2, steps=[total // 2, total])
    independent = halves.net.params.reshape(8, 2, -1)
    lines = {
        "two independent nets": experiments.along_the_line(
            noisy_regime, independent[:, 0], independent[:, 1]
        ),
        "two snapshots of one net": experiments.along_the_line(noisy_regime, *halves.snapshots),
    }
    plots.show(figures.lines(lines))
    prediction_line.compare(findings.line(lines))

# %% tags=["experiment"]
with needs("average_parameters"):
    ten = noisy.net.params.reshape(8, 10, -1)
    averages = np.stack([average_parameters(vectors) for vectors in ten])
    collapse = experiments.accuracy(
        experiments.probabilities(noisy_regime, averages).argmax(axis=-1)
    )
    print(f"parameters of ten independent nets averaged: accuracy {collapse.mean():.2f}")
    print(f"SD of 8 seeds: {collapse.std(ddof=1):.2f}")

# %% [markdown]
# ### Polyak averaging at work

# %% tags=["experiment"]
with needs("polyak_update"):
    now, average = experiments.polyak(noisy_regime, polyak_update)
    plots.show(figures.polyak(now, average))
    calm_now, calm_average = experiments.polyak(calm_regime, polyak_update)
    tell(findings.polyak(now, average, calm_average[-1] - calm_now[-1]))

# %% [markdown]
# ### A cyclic learning rate, and a shared trunk
#
# Two more ways to save. **Cyclic rates** (Loshchilov and Hutter 2017; Huang et al. 2017): let the rate fall to 0 along a cosine, take a snapshot, start high again. **Shared trunk**: keep the hidden layer of one net and train only ten new output layers, the heads.

# %% tags=["experiment"]
with needs("snapshot_steps", "average_probabilities"):
    period = total // 10
    every = snapshot_steps(10 * period, 10)
    last, gains, spreads = [], [], []
    for schedule in (None, lambda step: cosine_cycle(step, noisy_regime.lr, period)):
        run = experiments.train(noisy_regime, members=1, steps=every, schedule=schedule)
        probs = experiments.probabilities(noisy_regime, run.snapshots[-5:]).swapaxes(0, 1)
        last.append(experiments.accuracy(probs[:, -1].argmax(axis=-1)))
        joint = [experiments.accuracy(average_probabilities(p).argmax(axis=-1)) for p in probs]
        gains.append(np.array(joint) - last[-1])
        spreads.append(probs.var(axis=1).sum(axis=-1).mean(axis=-1))
    heads = experiments.shared_trunk(noisy)
    ten_heads, ten_nets = (
        np.array([experiments.accuracy(average_probabilities(p).argmax(axis=-1)) for p in many])
        for many in (heads, restarts)
    )
    one = experiments.accuracy(restarts[:, 0].argmax(axis=-1))
    tell(
        findings.cyclic(
            np.array(last), np.array(gains), np.array(spreads), one, ten_heads, ten_nets
        )
    )

# %% [markdown]
# The last snapshot of a cycle is taken when the rate is near 0. What makes each snapshot better also makes the snapshots more alike.

# %% [markdown]
# ## 5. The lecture's table, told as we found it (25 minutes)
#
# The CS182 lecture compares six rows on its own data ("Some comparisons"). Snapshots beat a true ensemble there: 0.837 for a single model, 0.855 for ten averaged, 0.865 for 25 snapshots averaged. The slide adds "your mileage may vary".
#
# It does. More regimes than these were tried before this notebook was written; here are three that differ in their outcome.
#
# **Predict.** Which row comes out best?
#
# - **A**: the snapshots in all three
# - **B**: the ten models in all three
# - **C**: it depends on the regime

# %% answer="predict_table"
### BEGIN SOLUTION
prediction_table = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with (
    needs("average_probabilities", "majority_vote", "average_parameters", "snapshot_steps"),
    prediction_table,
):
    tables, collapsed = {}, {}
    for regime in experiments.REGIMES:
        length = experiments.steps_of(regime)
        trained = experiments.train(
            regime, seeds=12, steps=snapshot_steps(length, 25, burn_in=length // 5)
        )
        tables[regime.name] = experiments.six_rows(
            trained, average_probabilities, majority_vote, average_parameters
        )
        nets = trained.net.params.reshape(12, 10, -1)
        mean_nets = np.stack([average_parameters(vectors) for vectors in nets])
        collapsed[regime.name] = experiments.accuracy(
            experiments.probabilities(regime, mean_nets).argmax(axis=-1)
        )
    plots.show(figures.six_rows(tables))
    print(figures.table(tables))
    print("10 models, parameters   " + "".join(f"{c.mean():20.3f}" for c in collapsed.values()))
    prediction_table.compare(findings.table(tables))

# %% [markdown]
# Two things to see in your table. (The rank correlation is 1 for the lecture's order of the rows and -1 for the reverse. It counts ties as if they were an order.)
#
# - Inside each group, compare average, vote and averaged parameters with their standard errors. The lecture's differences of 0.001 to 0.004 come from one run and are no evidence of an order.
# - The last line is a row that the lecture does not have: the averaged parameters of ten independent trainings. They are fine without hidden units, and ruined with them.

# %% [markdown]
# ## 6. In your own words ({points by hand} points, read by a person)
#
# **{points of explain_rho}.** Take $\rho$ and $s^2$ of one regime from your run in section 3. How small can the variance of the mean of restarts become with infinitely many members, and how close is it already with ten? What would you change to push it lower?

# %% [markdown] answer="explain_rho" points=10
# ### BEGIN SOLUTION
# In the noisy regime rho = 0.65 and s^2 = 0.139. The limit is rho s^2 = 0.090; ten members have 0.090 + 0.35 * 0.139 / 10 = 0.095, within 6 % of the limit. More restarts bring next to nothing. What is left comes from the data set that all of them share: members must see different data (bootstrap samples, other features, other architectures), or the data set must grow.
#
# Rubric: 4 points for the limit rho s^2 with the numbers of the own run. 3 points for the value at ten members and the comparison. 3 points for members that share less (other data, other nets) or more data, instead of more restarts.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_table}.** A colleague shows you one run in which snapshots beat an ensemble of ten nets by 0.004 and wants to stop training ensembles. Answer with numbers from your table in section 5.

# %% [markdown] answer="explain_table" points=10
# ### BEGIN SOLUTION
# In my table the standard errors over 12 seeds are 0.001 to 0.006, so the SD of one run is up to 0.02; a difference of 0.004 from one run says nothing. In softmax regression snapshots did win, by 0.005; with 32 hidden units ten models won by 0.014. So it depends on the regime: repeat the comparison on your own problem with several paired seeds, and count the cost, one training against ten.
#
# Rubric: 4 points for setting 0.004 against a standard error (or SD) from the own table. 4 points for two regimes with opposite signs and their numbers. 2 points for asking for paired seeds, or for the cost.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - What averaging removes is the variance between the members. Of the variance that restarts do not share, $1/E$ stays; of the whole, $\rho + (1-\rho)/E$.
# - Average or vote: nearly always a tie. Labels are names; never average labels.
# - Snapshots and Polyak averages are cheap, and good where the rate is large and noisy.
# - Average parameters of one training, never of independent nets with hidden units.
# - One run is no comparison.
# - "Ensemble multiple models and report test error", says the summary of CS231n 2015, lecture 6: choose members and rule on validation data, and use the test set once. (This notebook compares rules whose number of members is fixed beforehand, so it chooses nothing on the test set.)
#
# ## The same in PyTorch
#
# ```python
# import torch
# from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
#
# net = torch.nn.Linear(4, 3)
# ema = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.995))  # decay weighs the old
# swa = AveragedModel(net)                        # the uniform mean, as Polyak and Juditsky's
# ema.update_parameters(net)                      # after every step of the optimizer
# probs = torch.stack([net(torch.ones(2, 4)).softmax(dim=-1) for _ in range(3)])
# average, vote = probs.mean(dim=0), probs.argmax(dim=-1).mode(dim=0).values
# rows = torch.randint(10, (10,))                 # a bootstrap sample
# ```
#
# **Submit:** save, then run `course submit 06_ensembles` in a terminal.
#
# ## Sources
#
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Ensembles in theory", "Ensembles in practice", "Even faster ensembles", "Some comparisons"; discussion sheet, section 3.
# - CS231n (Stanford 2017), lecture 7: "Model Ensembles", "Model Ensembles: Tips and Tricks". CS231n 2015, lecture 6: "Model Ensembles".
# - Polyak, Juditsky: Acceleration of stochastic approximation by averaging. SIAM J. Control and Optimization 30, 1992.
# - Loshchilov, Hutter: [SGDR: stochastic gradient descent with warm restarts](https://arxiv.org/abs/1608.03983). ICLR 2017. Huang et al.: [Snapshot ensembles: train 1, get M for free](https://arxiv.org/abs/1704.00109). ICLR 2017.
# - Breiman: Bagging predictors. Machine Learning 24, 1996. Krogh, Vedelsby: Neural network ensembles, cross validation, and active learning. NIPS 1995.
