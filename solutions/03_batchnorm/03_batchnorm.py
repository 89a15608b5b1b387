# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 03 Batch normalization: standardize inside the net
#
# [Notebook 01](../01_preprocessing/01_preprocessing.ipynb) standardized the inputs. [Notebook 02](../02_initialization/02_initialization.ipynb) chose the first weights so that every layer starts at a healthy scale. Then training moves the weights, and the scale is anybody's guess again.
# Batch normalization standardizes inside the net, at every step.
# After this notebook you can write it forward and backward, derive its gradient node by node, use it at test time, train ten layers with it, and say where it helps and where it breaks.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 02.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.batchnorm import checks, experiments
from course_lib.lessons.batchnorm.experiments import figures, findings, training
from course_lib.lessons.batchnorm.explorers import statistics as test_statistics
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. The forward pass (25 minutes)
#
# A layer gets `x`, a batch of N rows with D features. Batch normalization, **batch norm** or **BN** for short, standardizes each column over the batch:
#
# $$\mu = \frac{1}{N}\sum_{i=1}^{N} x_i \qquad \sigma^2 = \frac{1}{N}\sum_{i=1}^{N} (x_i - \mu)^2 \qquad \hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \varepsilon}} \qquad \text{out}_i = \gamma\,\hat{x}_i + \beta$$
#
# - $x_i$ is row $i$ of the batch. All operations act on each column by itself.
# - $\mu$ and $\sigma^2$, each (D,), are the batch's mean and variance. In code: `mean` and `var`.
# - $\varepsilon$, `eps`, is a small number that keeps the division finite.
# - $\hat{x}$, `x_hat`, is (N, D): every column has mean 0 and standard deviation 1, up to `eps`.
# - $\gamma$ and $\beta$, `gamma` and `beta`, each (D,), are learned like weights. They start at 1 and 0.
#
# Why the *batch*? The mean over all data would have to be computed anew after every step, because every step moves the weights below. The batch at hand is an estimate that costs nothing.
#
# Why `gamma` and `beta`? A layer may need another mean and another spread. With gamma $= \sqrt{\sigma^2 + \varepsilon}$ and beta $= \mu$ it could even undo the normalization. It can still express everything it could before.
#
# <details><summary>Does this not throw away information, the scale of the features?</summary>
#
# It takes scale and position away from the weights below and gives them to two parameters that have no other job. The net can express the same functions. But the scale of a column no longer depends on what all layers below are doing.
#
# </details>
#
# **A first detail that matters.** The lecture's slide "Batch normalization (real version)" prints
#
# $$\bar{a}_i^{(1)} = \frac{a_i^{(1)} - \mu^{(1)}}{\sigma^{(1)}}\,\gamma + \beta$$
#
# without `eps`. ($a_i^{(1)}$ is what layer 1 sends for image $i$; the bar marks the normalized one.) The discussion sheet has `eps` under the root. Here is why one needs it. A ReLU unit that is off for every image of the batch sends the same number, 0, for all of them.

# %% tags=["experiment"]
a = np.array([[0.0, 1.0], [0.0, 3.0], [0.0, 5.0]])  # three images, two units; the first unit is off
with np.errstate(invalid="ignore"):
    print("as on the slide:\n", (a - a.mean(axis=0)) / a.std(axis=0))

# %% [markdown]
# One dead unit is enough: from here on every number in the net is `nan`, and the run is lost.
#
# **A second one.** The discussion sheet writes of its sums "where $m$ represents the number of batches", and "since we have $m$ batches". It means the batch *size*: the sums run over the rows of one batch. We write N.
#
# **Predict.** Ten ReLU layers of 200 units, nothing trained. Once the weights have std 0.01, once 0.1, once 1. Batch norm comes before every ReLU. How large is the std of the activations in layer 10?
#
# - **A**: it vanishes for 0.01 and explodes for 1, as in [notebook 02](../02_initialization/02_initialization.ipynb)
# - **B**: about 0.6 for all three
# - **C**: exactly 1 for all three

# %% answer="predict_depth"
### BEGIN SOLUTION
prediction_depth = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** Write `batchnorm_forward`. It gets `x` (N, D), `gamma` (D,), `beta` (D,) and returns `out` (N, D) and a cache. What you put into the cache is up to you: it must hold whatever your backward passes will need (sections 5 and 6). The variance divides by N.


# %% answer="batchnorm_forward"
def batchnorm_forward(x, gamma, beta, eps=1e-5):
    """Standardize each column of x (N, D) over the batch, then scale by gamma (D,), shift by beta (D,).

    Return out (N, D) and a cache for the backward pass.
    """
    ### BEGIN SOLUTION
    mean = x.mean(axis=0)
    var = ((x - mean) ** 2).mean(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    cache = (x, x_hat, mean, var, gamma, eps)
    return gamma * x_hat + beta, cache
    ### END SOLUTION


# %% points=18
checks.batchnorm_forward(batchnorm_forward)

# %% tags=["experiment"]
with needs("batchnorm_forward"), prediction_depth:

    def normalize(z):
        return batchnorm_forward(z, np.ones(z.shape[1]), np.zeros(z.shape[1]))[0]

    stds = (0.01, 0.1, 1.0)
    without = {std: experiments.stds_through_layers(None, std) for std in stds}
    with_norm = {std: experiments.stds_through_layers(normalize, std) for std in stds}
    plots.show(figures.plot_stds(without, with_norm))
    prediction_depth.compare(findings.depth(with_norm))

# %% [markdown]
# ## 2. Running statistics (15 minutes)
#
# After training, the net shall judge a single image. A batch of one has no spread. So one keeps, during training, a running average of the batch statistics:
#
# $$\text{running} \leftarrow m \cdot \text{running} + (1 - m) \cdot \text{batch}$$
#
# once for the mean and once for the variance. $m$ is the **momentum**. In this course, as in CS231n and Keras, it weighs the OLD value. Here it is 0.9; the default of Keras is 0.99. PyTorch has the same formula with the roles exchanged and a default of 0.1. Whoever copies "momentum = 0.1" from one to the other keeps almost nothing of the past.
#
# **Your turn.** Write `update_running`. It gets `running_mean` and `running_var`, each (D,), and a batch `x` (N, D). It returns the two new averages as new arrays (D,). The variance divides by N, as in the forward pass.


# %% answer="update_running"
def update_running(running_mean, running_var, x, momentum=0.9):
    """Move running_mean (D,) and running_var (D,) towards the statistics of the batch x (N, D).

    momentum weighs the old value. Return the two new arrays (D,).
    """
    ### BEGIN SOLUTION
    new_mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    new_var = momentum * running_var + (1 - momentum) * x.var(axis=0)
    return new_mean, new_var
    ### END SOLUTION


# %% points=8
checks.update_running(update_running)

# %% tags=["experiment"]
with needs("update_running"):
    traces = experiments.running_traces(update_running, momenta=(0.5, 0.9, 0.99))
    plots.show(figures.plot_running(traces))

# %% [markdown]
# What the figure shows: the grey dots, the means of single batches of 16, scatter around the mean of all the data. Momentum 0.5 follows every batch; 0.9 is calm after some forty batches; 0.99 is the calmest and has not yet forgotten its start at 0 after 120 batches.
#
# <details><summary>How much of the start is left after k batches?</summary>
#
# The share $m^k$. With 0.9 that is 1.5 % after 40 batches; with 0.99 it is 30 % after 120. A net that was trained for a few steps only and tested with slow running averages looks broken, although nothing is wrong with its weights.
#
# </details>

# %% [markdown]
# ## 3. Test time (30 minutes)
#
# **What the lecture leaves out.** The CS182 lecture says "How to train? Just use backpropagation!" and goes on to where batch norm belongs and what it buys. It gives no rule for test time. CS231n's lecture 7 adds it in a line: "Testing: Use fixed stats to normalize". The fixed statistics are your running averages.
#
# **Predict.** A trained net reaches about 98 % on the test digits. Now somebody forgets the rule and lets the net normalize every test batch with that batch's own statistics. The images come one at a time, in batches of one. What is the accuracy?
#
# - **A**: still about 98 %
# - **B**: about 55 %
# - **C**: about 10 %, as good as guessing

# %% answer="predict_batch_of_one"
### BEGIN SOLUTION
prediction_batch_of_one = predict("C")
### END SOLUTION

# %% [markdown]
# **Your turn.** Write `batchnorm_inference`: the formula of section 1 with `running_mean` and `running_var`, each (D,), in the place of the batch's. It returns `out` (N, D) alone, there is no cache. It must work for a batch of one, treat every row by itself, and leave the running statistics as they are: predicting twice must not change the net.


# %% answer="batchnorm_inference"
def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Normalize x (N, D) with the running statistics (D,), scale by gamma, shift by beta.

    Return out (N, D).
    """
    ### BEGIN SOLUTION
    x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    return gamma * x_hat + beta
    ### END SOLUTION


# %% points=12
checks.batchnorm_inference(batchnorm_inference)

# %% [markdown]
# Five nets with two hidden layers were trained on the digits. We test each with *your* `batchnorm_forward`, which uses the statistics of the test batch, and with *your* `batchnorm_inference`. The test images come mixed, or sorted so that a batch holds images of a single class.

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_inference"), prediction_batch_of_one:
    nets = [experiments.train_small(seed) for seed in range(5)]
    result = experiments.test_time(nets, batchnorm_forward, batchnorm_inference)
    plots.show(figures.plot_test_time(result))
    print("test accuracy, mean and SD of 5 nets")
    print("batch size   classes mixed    one class")
    for i, size in enumerate(result.sizes):
        mixed, one_class = result.mixed[i], result.one_class[i]
        print(
            f"{size:10d}   {mixed.mean():.3f} {mixed.std(ddof=1):.3f}     {one_class.mean():.3f} {one_class.std(ddof=1):.3f}"
        )
    print(f"running statistics: {result.running.mean():.3f} {result.running.std(ddof=1):.3f}")
    prediction_batch_of_one.compare(findings.batch_of_one(result))

# %% [markdown]
# **Explore.** You choose how the test images arrive. The left panel shows one unit in one batch, normalized with either kind of statistics; the right panel the accuracy. *Scale* and *shift* change all pixel values, as if the lamp above the scanner had changed after training.
#
# **Your goal:** find a setting in which the batch's own statistics beat the running ones by more than 70 percentage points. Then find the worst setting for the batch's own.

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_inference"):
    test_statistics.explorer(batchnorm_forward, batchnorm_inference)

# %% tags=["experiment"]
plots.show(test_statistics.figure_of(size=64, classes=10, scale=1.0, shift=1.0))

# %% [markdown]
# What the figure shows: one position of the explorer, for pages that stand still. All pixels were shifted by 1. The values of the unit keep mean 0 under the batch's own statistics; under the running ones they have moved, and the accuracy has dropped.
#
# <details><summary>One way to reach the goal, and what it teaches</summary>
#
# Batch size 128, ten classes, scale 1, shift 2. A shift or a scale of all pixels changes mean and spread of every unit, and a large mixed batch measures exactly that and removes it. The running statistics describe a world that is gone. There is a whole family of methods that adapt a net to new data by nothing but new batch-norm statistics. They need a large batch, of mixed classes. With one class in the batch the same idea is the worst setting of all.
#
# </details>
#
# ### Written answer ({points of explain_test_time})
#
# Quote the two accuracies of your table for batches of one and for one-class batches of 64. First: what is `x_hat` in a batch of one, what does the net therefore answer, and where does your figure for the accuracy come from? Second: a batch of 64 has a good mean. Why does it not help when all 64 images show the same digit?

# %% [markdown] answer="explain_test_time" points=10
# ### BEGIN SOLUTION
# My run: 0.097 for batches of one, 0.102 for one-class batches of 64.
#
# In a batch of one the mean is the row itself, so x - mean and x_hat are 0 and out is beta, for every image. The net gets no information about the image and gives every image the same answer. 0.097 is the share of that digit among the test images (29 of 300).
#
# The mean of 64 sevens is what makes them sevens. Subtracting it removes just what they have in common, and what is left are the differences between one seven and another. The net takes these for differences between classes and guesses.
#
# Rubric: 2 points for both numbers from the own run; 2 for x_hat = 0, out = beta; 2 for "the same answer for every image, right as often as that class occurs"; 4 for "the mean of one class is the information about the class".
# ### END SOLUTION

# %% [markdown]
# ## 4. The graph, and the backward pass in six steps (45 minutes)
#
# The lecture's slide says "Exercise: figure out the derivatives w.r.t. parameters and input!" Here we go. First the graph.

# %% tags=["experiment"]
plots.show(figures.plot_graph())

# %% [markdown]
# What the figure shows: above, the forward pass from left to right. `x` has three outgoing arrows: to the mean, to the variance, and straight to `x_hat`. Below, the same graph with all arrows turned round, and the six gradients in the order in which you compute them.
#
# Two rules are enough.
#
# 1. **Chain rule**: the gradient that flows back along an arrow is the gradient at its head times the derivative of the head with respect to the tail.
# 2. **Sum rule**: a node adds up what comes back along all its outgoing arrows. A node that every row of the batch uses, such as `mean`, adds up over the rows, too.
#
# We write `dmean` for the derivative of the loss with respect to `mean`, and so on. **A gradient has the shape of its node**: (D,) for `gamma`, `beta`, `mean`, `var`; (N, D) for `x_hat` and `x`.
#
# Every step is checked by itself, with right inputs, against a numerical gradient at its own node. If one will not work, go on with the next. The first three are one line each and earn nothing by themselves: their results count in the whole backward pass of section 5.
#
# **Step 1: `dbeta`** (practice, no points). `beta` is added to every row of `out`. Write `backward_beta(dout)`, with `dout` (N, D), which returns `dbeta` (D,).


# %% answer="backward_beta"
def backward_beta(dout):
    """Return dbeta (D,) from dout (N, D), for out = gamma * x_hat + beta."""
    ### BEGIN SOLUTION
    return dout.sum(axis=0)
    ### END SOLUTION


# %% points=0
checks.backward_beta(backward_beta)

# %% [markdown]
# **Step 2: `dgamma`** (practice, no points). `gamma` is multiplied by `x_hat` in every row. Write `backward_gamma(dout, x_hat)`, both (N, D), which returns `dgamma` (D,).
#
# In our copy of the discussion sheet's Solution 2 the first line of this derivative has lost its sum over $i$: it reads $\frac{\partial f}{\partial \gamma} = \frac{\partial f}{\partial y_i} \cdot \frac{\partial y_i}{\partial \gamma}$. Its second line has the sum, and is right.


# %% answer="backward_gamma"
def backward_gamma(dout, x_hat):
    """Return dgamma (D,) from dout (N, D) and x_hat (N, D), for out = gamma * x_hat + beta."""
    ### BEGIN SOLUTION
    return (dout * x_hat).sum(axis=0)
    ### END SOLUTION


# %% points=0
checks.backward_gamma(backward_gamma)

# %% [markdown]
# **Step 3: `dx_hat`** (practice, no points). Write `backward_x_hat(dout, gamma)`, which returns `dx_hat` (N, D). Each entry of `x_hat` is used once, so nothing is added up.


# %% answer="backward_x_hat"
def backward_x_hat(dout, gamma):
    """Return dx_hat (N, D) from dout (N, D) and gamma (D,), for out = gamma * x_hat + beta."""
    ### BEGIN SOLUTION
    return dout * gamma
    ### END SOLUTION


# %% points=0
checks.backward_x_hat(backward_x_hat)

# %% [markdown]
# **Step 4: `dvar`.** Write $\hat{x}_i = (x_i - \mu)\,(\sigma^2 + \varepsilon)^{-1/2}$ and treat $x$ and $\mu$ as constants: we walk along one arrow only. All rows share the variance. Write `backward_var`, which returns `dvar` (D,).
#
# <details><summary>A hint for the derivative</summary>
#
# The derivative of $v^{-1/2}$ with respect to $v$ is $-\tfrac{1}{2} v^{-3/2}$.
#
# </details>
#
# In our copy of the discussion sheet's Solution 3 this step is printed with $\frac{\partial f}{\partial \hat{\sigma}} \cdot \frac{\partial \hat{\sigma}}{\partial \sigma^2}$, and the next one with $\frac{\partial \hat{\sigma}}{\partial \mu}$. There is no $\hat{\sigma}$; $\hat{x}$ is meant in both places. The formulas that follow are right: they are what your six steps compute.


# %% answer="backward_var"
def backward_var(dx_hat, x, mean, var, eps):
    """Return dvar (D,) from dx_hat (N, D), for x_hat = (x - mean) / sqrt(var + eps).

    x is (N, D); mean and var are (D,).
    """
    ### BEGIN SOLUTION
    dx_hat_dvar = -0.5 * (x - mean) * (var + eps) ** -1.5
    return (dx_hat * dx_hat_dvar).sum(axis=0)
    ### END SOLUTION


# %% points=7
checks.backward_var(backward_var)

# %% [markdown]
# **Step 5: `dmean`.** Two arrows leave `mean`: one to `x_hat`, one to `var`. So `backward_mean` also gets `dvar` (D,), the result of step 4. It returns `dmean` (D,).
#
# <details><summary>Is the arrow to the variance worth anything?</summary>
#
# It contributes `dvar` times the mean over the batch of $-2(x_i - \mu)$. The distances to a mean add up to 0, so this is 0, up to rounding. The variance of a batch is smallest about its own mean: at a minimum the slope is 0. You may leave the term out, and say why.
#
# </details>


# %% answer="backward_mean"
def backward_mean(dx_hat, dvar, x, mean, var, eps):
    """Return dmean (D,) from dx_hat (N, D) and dvar (D,).

    x_hat = (x - mean) / sqrt(var + eps) and var is the mean of (x - mean) ** 2 over the rows.
    """
    ### BEGIN SOLUTION
    # The path through var adds nothing: the distances to the mean sum to 0.
    return -dx_hat.sum(axis=0) / np.sqrt(var + eps)
    ### END SOLUTION


# %% points=6
checks.backward_mean(backward_mean)

# %% [markdown]
# **Step 6: `dx`.** Three arrows leave `x`: straight to `x_hat`, to `var`, to `mean`. Each row has its own entry in `x`, but a mean over N rows moves by only $1/N$ of what one row moves. `backward_x` gets the results of steps 3, 4 and 5 and returns `dx` (N, D).


# %% answer="backward_x"
def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    """Return dx (N, D): what reaches x directly, through var and through mean.

    dx_hat and x are (N, D); dvar, dmean, mean and var are (D,).
    """
    ### BEGIN SOLUTION
    n = x.shape[0]
    direct = dx_hat / np.sqrt(var + eps)
    through_var = dvar * 2 * (x - mean) / n
    through_mean = dmean / n
    return direct + through_var + through_mean
    ### END SOLUTION


# %% points=8
checks.backward_x(backward_x)

# %% [markdown]
# ## 5. The whole backward pass, and ten layers trained with it (15 minutes)
#
# Before you write it: your `dx` has N rows. What do the N entries of one column add up to? To `dbeta`, to `dgamma`, or to 0?
#
# <details><summary>Answer</summary>
#
# To 0. Add a constant to a column of `x`: its mean moves along, and nothing changes in `out`. So the loss does not change in that direction, and the gradient along it, the sum of the column, is 0. It is a test of your backward pass that needs no numerical gradient.
#
# </details>
#
# **Your turn.** Put the steps together. `batchnorm_backward` gets `dout` (N, D) and the cache of *your* forward pass, and returns `dx` (N, D), `dgamma` (D,) and `dbeta` (D,), in this order. Use the `eps` that the forward pass used. Leave the cache as it is.


# %% answer="batchnorm_backward"
def batchnorm_backward(dout, cache):
    """Return dx (N, D), dgamma (D,) and dbeta (D,) from dout (N, D) and your forward pass's cache."""
    ### BEGIN SOLUTION
    x, x_hat, mean, var, gamma, eps = cache
    dbeta = backward_beta(dout)
    dgamma = backward_gamma(dout, x_hat)
    dx_hat = backward_x_hat(dout, gamma)
    dvar = backward_var(dx_hat, x, mean, var, eps)
    dmean = backward_mean(dx_hat, dvar, x, mean, var, eps)
    dx = backward_x(dx_hat, dvar, dmean, x, mean, var, eps)
    return dx, dgamma, dbeta
    ### END SOLUTION


# %% points=13
checks.batchnorm_backward(batchnorm_forward, batchnorm_backward)

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_backward"):
    rng = seeds.default_rng(0)
    x, dout = rng.standard_normal((2, 8, 3))
    for eps in (1e-5, 0.1, 1.0):
        _, cache = batchnorm_forward(x, np.ones(3), np.zeros(3), eps=eps)
        dx, _, _ = batchnorm_backward(dout, cache)
        columns = np.abs(dx.sum(axis=0)).max()
        along = np.abs((dx * (x - x.mean(axis=0))).sum(axis=0)).max()
        print(
            f"eps {eps:7g}:   a column of dx adds up to {columns:.0e},   dx times (x - mean) adds up to {along:.0e}"
        )

# %% [markdown]
# The first column is 0 up to rounding, for every `eps`: adding a constant to a column of `x` changes nothing in `out`. The second is nearly 0 as long as `eps` is small: scaling a column changes nothing in `out`, except that `eps` does not scale along. These two facts catch most mistakes in a backward pass, without any numerical gradient.
#
# **Train with it.** Ten hidden layers of 64 units on the digits, plain gradient descent, batches of 64, 5 epochs. All batch norm is *yours*: forward, backward, running statistics, inference. Two starts: weights of std 0.01, hopeless at this depth; and He's weights with a learning rate of 0.3, which is too much for a deep plain net.

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_backward", "update_running", "batchnorm_inference"):
    yours = {
        "forward": batchnorm_forward,
        "backward": batchnorm_backward,
        "update": update_running,
        "inference": batchnorm_inference,
    }
    curves = {
        "your BN, std 0.01, rate 0.01": experiments.train_deep(0.01, lr=0.01, **yours),
        "no BN, std 0.01, rate 0.01": experiments.train_deep(0.01, lr=0.01, place="none"),
        "your BN, He, rate 0.3": experiments.train_deep("he", lr=0.3, **yours),
        "no BN, He, rate 0.3": experiments.train_deep("he", lr=0.3, place="none"),
    }
    plots.show(figures.plot_deep(curves, "10 hidden layers"))
    for name, run in curves.items():
        print(
            f"{name:30s} test accuracy {run.accuracy.mean():.3f}, SD {run.accuracy.std(ddof=1):.3f} (3 seeds)"
        )

# %% [markdown]
# What the figure shows: without batch norm the net of tiny weights stays at ln 10, guessing, and the one with He's weights jolts along at this learning rate. With your batch norm both train, the second one fast and calmly.

# %% [markdown]
# ## 6. The fused form (15 minutes)
#
# Put steps 3 to 6 into one line and simplify. Write $s = \sqrt{\sigma^2 + \varepsilon}$, and $\overline{g}$ for the mean of $g$ over the batch.
#
# - Step 5 is $d\mu = -\sum_i d\hat{x}_i / s$. Divided by N it is $-\overline{d\hat{x}} / s$.
# - Step 4 is $d\sigma^2 = -\frac{1}{2 s^3} \sum_i d\hat{x}_i (x_i - \mu)$. Since $x_i - \mu = s\,\hat{x}_i$, the path through the variance, $d\sigma^2 \cdot 2 (x_i - \mu) / N$, becomes $-\frac{1}{s}\, \hat{x}_i\, \overline{d\hat{x} \cdot \hat{x}}$.
#
# All three paths now have the factor $1/s$:
#
# $$dx_i = \frac{1}{s}\left( d\hat{x}_i - \overline{d\hat{x}} - \hat{x}_i\, \overline{d\hat{x} \cdot \hat{x}} \right)$$
#
# Read it as a picture. A column of $d\hat{x}$ is a vector of N numbers. Two parts are taken away from it: its mean, and its part along $\hat{x}$. These are the two directions, shift and scale, that batch norm has made harmless.
#
# With $d\hat{x} = \gamma\, dout$ the two means are `dbeta` and `dgamma` in disguise. Which factors turn one into the other?
#
# **Your turn.** Write `batchnorm_backward_fused`, with the same arguments and results as `batchnorm_backward`, without `dvar` and `dmean`.


# %% answer="batchnorm_backward_fused"
def batchnorm_backward_fused(dout, cache):
    """Return dx (N, D), dgamma (D,) and dbeta (D,) by the closed form."""
    ### BEGIN SOLUTION
    _, x_hat, _, var, gamma, eps = cache
    n = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx = gamma / np.sqrt(var + eps) * (dout - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta
    ### END SOLUTION


# %% points=8
checks.batchnorm_backward_fused(batchnorm_forward, batchnorm_backward_fused)

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_backward", "batchnorm_backward_fused"):
    rng = seeds.default_rng(1)
    x, dout = rng.standard_normal((2, 64, 500))
    _, cache = batchnorm_forward(x, np.ones(500), np.zeros(500))
    staged, fused = batchnorm_backward(dout, cache), batchnorm_backward_fused(dout, cache)
    print(f"largest difference between the two dx: {np.abs(staged[0] - fused[0]).max():.1e}")
    for name, f in (("six steps", batchnorm_backward), ("fused", batchnorm_backward_fused)):
        print(
            f"{name:10s} {1e6 * experiments.seconds_per_call(f, dout, cache):5.0f} microseconds for (64, 500)"
        )

# %% [markdown]
# The two agree to rounding. How much the fused form saves depends on your six steps and on this machine; nobody marks speed.

# %% [markdown]
# ## 7. What batch norm makes harmless (15 minutes)
#
# One layer in front of batch norm: $z = x w + b$. Then batch norm, ReLU, a second layer, the softmax loss.
#
# **Predict.** All weights `w` are multiplied by 10. What happens to the loss, and to the gradient `dw`?
#
# - **A**: the loss stays, the gradient stays
# - **B**: the loss stays, the gradient becomes 10 times larger
# - **C**: the loss stays, the gradient becomes 10 times smaller
# - **D**: the loss grows

# %% answer="predict_rescale"
### BEGIN SOLUTION
prediction_rescale = predict("C", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
with needs("batchnorm_forward", "batchnorm_backward"), prediction_rescale:
    pair = batchnorm_forward, batchnorm_backward
    base, plain = experiments.one_layer(*pair), experiments.one_layer(None, None)
    print(
        "weights times   loss: change with BN   size of dw: with BN, relative   loss: change without BN"
    )
    for factor in (0.01, 0.1, 1, 10, 100):
        run, bare = experiments.one_layer(*pair, factor), experiments.one_layer(None, None, factor)
        ratio = np.linalg.norm(run.dw) / np.linalg.norm(base.dw)
        print(
            f"{factor:13g}   {run.loss - base.loss:20.1e}   {ratio:29.5f}   {bare.loss - plain.loss:23.2f}"
        )
        if factor == 10:
            ten = findings.rescale(run.loss - base.loss, float(ratio))
    biased = experiments.one_layer(*pair, bias=1.0)
    print(
        f"\nbiases of size 1 before BN: the loss changes by {biased.loss - base.loss:.0e},", end=" "
    )
    print(f"the largest entry of db is {np.abs(biased.db).max():.0e}")
    print(f"the same without BN: the largest entry of db is {np.abs(plain.db).max():.2f}")
    prediction_rescale.compare(ten)

# %% [markdown]
# ### Written answer ({points of explain_rescale})
#
# Quote your two numbers for the factor 10: the change of the loss and the relative size of `dw`. Derive the second from the first with the chain rule. By what factor does one step of gradient descent at a fixed learning rate now change `w`, relative to the size of `w`? Last: for the factor 0.01 your loss did change. Which symbol of section 1 is to blame?

# %% [markdown] answer="explain_rescale" points=10
# ### BEGIN SOLUTION
# My run: the loss changes by 7e-06, dw is 0.10000 of its size.
#
# With k w the columns of z, their mean and their std are all k times larger, so x_hat and the loss L stay: L(k w) = L(w). Differentiating both sides with respect to w gives k L'(k w) = L'(w), so the gradient at k w is 1/k of the gradient at w: one tenth.
#
# A step is lr * dw: 10 times smaller, on weights 10 times larger. Relative to w it is 100 times smaller. Large weights slow themselves down, tiny ones take huge steps.
#
# With the factor 0.01 the variance of z falls by 10^4 and comes near eps: var + eps does not scale along.
#
# Rubric: 2 points for both numbers; 3 for L(k w) = L(w) and its derivative; 2 for 1/100; 3 for eps with the reason.
# ### END SOLUTION

# %% [markdown]
# ## 8. Where it helps, and where it breaks (20 minutes)
#
# ### Learning rate, depth, first weights
#
# The lecture says: "Often we can use a larger learning rate with batch norm" and "Models with batch norm can train much faster".
#
# **Predict.** Ten hidden layers, He's weights, 5 epochs. Compare the largest learning rate that still reaches 80 %, with and without batch norm.
#
# - **A**: the same
# - **B**: two or three times larger with batch norm
# - **C**: ten times larger, or more, with batch norm

# %% answer="predict_rate"
### BEGIN SOLUTION
prediction_rate = predict("C")
### END SOLUTION

# %% tags=["experiment"]
heat = training.rate_heat_map(depths=(2, 5, 10), inits=(0.01, "he", 0.5))
plots.show(figures.plot_heat_map(heat))
for i, name in enumerate(("without BN", "with BN")):
    good = heat.accuracy[i] >= 0.8
    print(f"{name}: {good.sum()} of {good.size} nets reach 80 %")

# %% [markdown]
# What the figure shows: each cell is one net; the number is its validation accuracy after 5 epochs. Without batch norm (upper row) the bright region shrinks with depth to a few learning rates of one single row, He's. With batch norm (lower row) all three starts train, over a wide range of learning rates.
#
# One net a cell is little. So here is the row of ten layers and He's weights once more, with five nets for each number.

# %% tags=["experiment"]
with prediction_rate:
    row = training.rate_row(rates=(0.01, 0.03, 0.1, 0.3, 1.0, 3.0), depth=10, seeds=5)
    print("rate    no BN: mean, SD   BN: mean, SD   (5 seeds)")
    for i, rate in enumerate(row.rates):
        a, b = row.accuracy["none"][i], row.accuracy["before"][i]
        print(
            f"{rate:4g}    {a.mean():.3f} {a.std(ddof=1):.3f}       {b.mean():.3f} {b.std(ddof=1):.3f}"
        )
    prediction_rate.compare(findings.rate(row))

# %% [markdown]
# ### Sigmoids, once more
#
# Solution 7 of the discussion sheet counts it as an advantage of ReLU that gradients vanish less than with sigmoids, and adds: "this is less of an advantage, given that one can use Batch Normalization to centralize inputs". Ten hidden layers of ReLU (He's weights) or of sigmoids (Xavier's), without batch norm and with it, each at the best of five rates:

# %% tags=["experiment"]
tell(findings.sigmoids(training.sigmoids()))

# %% [markdown]
# ### The batch size of training
#
# A batch of two rows: what does batch norm make of a column with the entries 3.0 and 3.7, and of one with 3.0 and 300? Answer on paper, then run.

# %% tags=["experiment"]
with needs("batchnorm_forward"):

    def normalize(z):
        return batchnorm_forward(z, np.ones(z.shape[1]), np.zeros(z.shape[1]))[0]

    print(normalize(np.array([[3.0, 3.0], [3.7, 300.0]])))
    found = experiments.spread_in_random_batches(normalize, value=1.0, sizes=(2, 4, 8, 16, 64))
    plots.show(figures.plot_spread(found, value=1.0))

# %% [markdown]
# Two numbers lie one standard deviation from their mean, whatever they are: -1 and +1.
#
# What the figure shows: the same number, 1.0, among random companions. In batches of two it becomes -1 or +1, its own size is lost. (A rare dot between: the two numbers were so close that `eps` counted.) In larger batches it scatters around 1, less and less.
#
# So an image is seen a little differently in every batch. That is **noise**, and the smaller the batch the more of it. What does it do to training?

# %% tags=["experiment"]
result = training.batch_sizes(sizes=(2, 4, 8, 16, 64), seeds=8)
plots.show(figures.plot_batch_sizes(result))
print("batch size   no BN: mean, SD   BN: mean, SD   (8 seeds)")
for i, size in enumerate(result.sizes):
    a, b = result.without[i], result.with_norm[i]
    print(
        f"{size:10d}   {a.mean():.3f} {a.std(ddof=1):.3f}       {b.mean():.3f} {b.std(ddof=1):.3f}"
    )

# %% [markdown]
# What the figure shows: with batches of two the net with batch norm hardly learns, with four it is behind, from eight on there is nothing to choose. Both are low at 64, because the learning rate is the same for all and large batches make few steps in three epochs.
#
# ### Before or after the nonlinearity?
#
# The lecture shows both places. After ReLU: all its outputs are positive, and scale and bias "seemingly should be subsumed by next linear layer". They are: with $w$ and $b$ of the next layer,
#
# $$(\gamma\,\hat{x} + \beta)\, w + b = \hat{x}\, (\mathrm{diag}(\gamma)\, w) + (\beta\, w + b),$$
#
# another weight matrix and another bias, so `gamma` and `beta` express nothing new there. Before ReLU, the "classic" version: "Just appears to be a transformation on the preceding linear layer?" Its verdict: "both often work".
#
# **Predict.** Five hidden layers, ten seeds, four learning rates. Which place wins at its own best learning rate?
#
# - **A**: before ReLU
# - **B**: after ReLU
# - **C**: neither, by more than the error

# %% answer="predict_place"
### BEGIN SOLUTION
prediction_place = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_place:
    result = training.places(rates=(0.03, 0.1, 0.3, 1.0), depth=5, seeds=10)
    plots.show(figures.plot_places(result))
    before, after = result.accuracy["before"], result.accuracy["after"]
    for i, rate in enumerate(result.rates):
        difference = after[i] - before[i]
        error = difference.std(ddof=1) / np.sqrt(len(difference))
        print(
            f"rate {rate:4g}: after minus before {difference.mean():+.4f}, SE {error:.4f} (10 paired seeds)"
        )
    prediction_place.compare(findings.place(result))

# %% [markdown]
# ### Less need of other regularization?
#
# "Generally requires less regularization (e.g., doesn't need dropout)", says the lecture. The idea: the noise of the batches does what dropout's noise does. We train on 200 images only, once with clean labels, once with a fifth of the labels drawn at random.
#
# **Predict.** Does dropout still help a net that has batch norm?
#
# - **A**: no, in neither case
# - **B**: not with clean labels, but clearly with noisy ones
# - **C**: yes, in both cases
# - **D**: only with clean labels

# %% answer="predict_dropout"
### BEGIN SOLUTION
prediction_dropout = predict("B", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
with prediction_dropout:
    results = {
        "clean labels": training.regularization(label_noise=0.0),
        "20 % random labels": training.regularization(label_noise=0.2),
    }
    plots.show(figures.plot_regularization(results))
    for name, result in results.items():
        print(f"{name}: test accuracy, paired differences with SE (8 seeds)")
        for kind, other in (("BN", "plain"), ("BN", "dropout"), ("BN + dropout", "BN")):
            difference = result.test[kind] - result.test[other]
            error = difference.std(ddof=1) / np.sqrt(len(difference))
            print(f"   {kind + ' minus ' + other:25s} {difference.mean():+.4f}, SE {error:.4f}")
    prediction_dropout.compare(findings.dropout(results))

# %% [markdown]
# ### Why does batch norm work?
#
# The authors' reason was "internal covariate shift": the inputs of a layer stop moving while it learns. Later experiments (Santurkar et al. 2018) added such a shift *behind* batch norm on purpose, and training hardly suffered. They find that the loss becomes smoother instead. The discussion sheet says it plainly: the reason "is not entirely understood, and there are conflicting views".
#
# Here is that experiment on the digits. Ten layers, rate 0.3: without batch norm, with it, and with a random factor and a random shift behind every batch norm, small ones and large ones, new for each column in each step.

# %% tags=["experiment"]
tell(findings.jolted(training.jolted()))

# %% [markdown]
# What you measured in the other sections does not depend on the reason.

# %% [markdown]
# ## 9. Going further: layer normalization (checked, 0 points)
#
# Layer norm standardizes every *row* over its D features. No row needs the others: it works for a batch of one, it is the same at test time, and needs no running statistics. `gamma` and `beta` stay (D,), one entry for each column.
#
# Write `layernorm_forward(x, gamma, beta, eps=1e-5)`, which returns `out` (N, D) and a cache, and `layernorm_backward(dout, cache)`, which returns `dx` (N, D), `dgamma` (D,) and `dbeta` (D,). Think about which sums now run over which axis. Two of them have not moved.


# %% answer="layernorm"
def layernorm_forward(x, gamma, beta, eps=1e-5):
    """Standardize each row of x (N, D), then scale the columns by gamma (D,) and shift by beta (D,)."""
    ### BEGIN SOLUTION
    mean = x.mean(axis=1, keepdims=True)
    s = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    x_hat = (x - mean) / s
    return gamma * x_hat + beta, (x_hat, s, gamma)
    ### END SOLUTION


def layernorm_backward(dout, cache):
    """Return dx (N, D), dgamma (D,) and dbeta (D,)."""
    ### BEGIN SOLUTION
    x_hat, s, gamma = cache
    dx_hat = dout * gamma
    mean = dx_hat.mean(axis=1, keepdims=True)
    along = (dx_hat * x_hat).mean(axis=1, keepdims=True)
    dx = (dx_hat - mean - x_hat * along) / s
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    ### END SOLUTION


# %% points=0
checks.layernorm(layernorm_forward, layernorm_backward)

# %% [markdown]
# ## 10. Conventions
#
# | | this course | CS231n | PyTorch | Keras | the paper |
# |---|---|---|---|---|---|
# | scale and shift | `gamma`, `beta` | `gamma`, `beta` | `weight`, `bias` | `gamma`, `beta` | $\gamma$, $\beta$ |
# | `eps` | 1e-5, under the root | 1e-5 | 1e-5 | 1e-3 | a constant, under the root |
# | momentum weighs | the old value, 0.9 | the old value, 0.9 | the NEW value, 0.1 | the old value, 0.99 | averages over many training batches |
# | variance in training | over N | over N | over N | over N | over N |
# | variance for test time | over N | over N | over N - 1 | over N | over N - 1 |
# | test mode | a second function | `mode="test"` in `bn_param` | `model.eval()` | `training=False` | a second network |
# | place | before or after ReLU | before | as you build it | as you build it | before |
#
# N or N - 1 in the running variance is no mistake in either house. For batches of 64 the factor is 64/63. Mixing the two conventions is one: a net then sees another spread at test time than it was trained for.
#
# ## 11. What you can do now
#
# - Batch norm standardizes each column over the batch, then scales and shifts with learned `gamma` and `beta`. `eps` keeps a constant column finite.
# - At test time it uses running statistics. With the batch's own, the answer for one image depends on its companions, and a batch of one is blind.
# - The gradient of `x` has three paths. It carries nothing along a shift, and next to nothing along a scale, of a column.
# - The bias before batch norm is useless; the scale of the weights only sets the size of the steps.
# - It allows larger learning rates and forgives bad first weights. Here it needed batches of eight or more, and it did not replace dropout on noisy labels.
#
# Next: [notebook 04](../04_dropout/04_dropout.ipynb), dropout, noise on purpose.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# x = torch.randn(64, 3)
# bn = torch.nn.BatchNorm1d(3, eps=1e-5, momentum=0.1)  # 1 - ours: it weighs the NEW value
# out = bn(x)                                     # training mode: statistics of the batch
# # bn.running_var is over N - 1, ours over N: for 64 rows the factor is 64 / 63
# bn.eval()                                       # test mode: running statistics
# one = bn(x[:1])                                 # works for a batch of one
# linear = torch.nn.Linear(3, 5, bias=False)      # no bias before batch norm
# ln = torch.nn.LayerNorm(3)                      # over the features of each row
# ```
#
#
# **Submit:** save, then run `course submit 03_batchnorm` in a terminal.
#
# ## Sources
#
# - UC Berkeley CS182 (2021), lecture "Getting Neural Nets to Train": "Standardizing activations?", "Batch normalization (basic version)", "(real version)", "Where to put back normalization?", "A few considerations about batch norm".
# - UC Berkeley CS182 (2021), discussion "Getting Neural Nets to Train": section 2, "Batch Normalization", Problems 2 and 3.
# - Stanford CS231n (2017), lecture 7: "Last time: Batch Normalization", "Regularization: A common pattern".
# - S. Ioffe and C. Szegedy, [Batch normalization: accelerating deep network training by reducing internal covariate shift](https://arxiv.org/abs/1502.03167), 2015.
# - S. Santurkar, D. Tsipras, A. Ilyas and A. Madry, [How does batch normalization help optimization?](https://arxiv.org/abs/1805.11604), 2018.
# - J. L. Ba, J. R. Kiros and G. E. Hinton, [Layer normalization](https://arxiv.org/abs/1607.06450), 2016.
# - Images: the digits that come with scikit-learn (E. Alpaydin and C. Kaynak).
