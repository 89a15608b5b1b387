# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 02 Initialization: the scale of the first weights
#
# A network already works or fails before its first step of training. Its random weights decide whether a signal
# reaches the last layer, and whether a gradient finds its way back. After this notebook you can choose a scale
# for the first weights and say why it is right. You can predict the spread of the signal in layer 10 with a
# pencil. You can tell a dead unit from one that is only at rest. And you can find a wrong digit in a printed
# table, with nothing but a simulation.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom. Where a cell asks for a prediction, put your letter between
# the quotes: nobody marks it, and a guess that you wrote down makes the result easier to remember. Then write the
# function and run its check. The check says what holds and what does not; "A likely cause" is one click away. The
# cells between the exercises are experiments with your own functions. Change their numbers and run them again.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.initialization import checks, experiments
from course_lib.lessons.initialization.experiments import findings
from course_lib.lessons.initialization.explorers import activations as explore
from course_lib.notebook import fold, needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. Random weights of the right size (15 minutes)
#
# A layer of a plain network does two things. It mixes its inputs, $z = a\,w$, and it bends the result, $a' =
# f(z)$. Here $a$ (N, D) holds N examples with D numbers each, $w$ (D, M) holds the weights, $z$ (N, M) the
# *pre-activations*, and $f$ is tanh or relu. Biases start at 0, so this notebook leaves them out most of the
# time.
#
# The weights start as random numbers with mean 0. One number is left to choose: their standard deviation (std).
# Ten layers of 500 tanh units get 300 standard normal examples. All weights have the std 0.01.
#
# **Predict.** How large is the std of $z$ in layer 10, compared with layer 1?
#
# - **A**: about the same
# - **B**: about ten times smaller
# - **C**: more than a hundred thousand times smaller

# %% answer="predict_shrink"
### BEGIN SOLUTION
prediction_shrink = predict("C")
### END SOLUTION

# %% [markdown]
# Three schemes for the std have a name in this course. *fan_in* is the number of inputs of a unit, *fan_out* the
# number of units of the layer.
#
# | scheme | std of a weight | variance |
# |---|---|---|
# | "small" | 0.01 | 0.0001 |
# | "xavier" | $\sqrt{1/\text{fan\_in}}$ | $1/\text{fan\_in}$ |
# | "he" | $\sqrt{2/\text{fan\_in}}$ | $2/\text{fan\_in}$ |
#
# **Exercise ({points of init_weights}).** Return normal random weights of shape (fan_in, fan_out) with mean 0 and the std of the
# scheme. Take all random numbers from `rng`, a NumPy Generator.


# %% answer="init_weights"
def init_weights(fan_in, fan_out, scheme, rng):
    """Return normal random weights w (fan_in, fan_out) with mean 0, drawn from rng.

    scheme is "small" (std 0.01), "xavier" (variance 1 / fan_in) or "he" (variance 2 / fan_in).
    """
    ### BEGIN SOLUTION
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
    ### END SOLUTION


# %% points=20
checks.init_weights(init_weights)

# %% [markdown]
# **Experiment.** Your weights in ten tanh layers.

# %% tags=["experiment"]
with needs("init_weights"), prediction_shrink:
    curves = {
        scheme: experiments.stds_through_layers(init_weights, scheme, "tanh")[0]
        for scheme in ("small", "xavier", "he")
    }
    plots.show(experiments.plot_stds(curves, "Ten layers of 500 tanh units, one run each"))
    prediction_shrink.compare(findings.shrink(curves))

# %% [markdown]
# Why must the weights be random at all? Let all of them start at the same number, 0 or 0.1, train two hidden tanh
# layers of 50 units on the digits, and count how many *different* units each hidden layer has afterwards.

# %% tags=["experiment"]
for name, value in (("all weights 0", 0.0), ("all weights 0.1", 0.1), ("random, he", None)):
    start = experiments.constant_start(value)
    mean, sd = start.accuracy.mean(), start.accuracy.std(ddof=1)
    print(
        f"{name:16s} different units {start.distinct}, validation accuracy {mean:.3f} "
        f"(n = {len(start.accuracy)}, SD {sd:.3f})"
    )

# %% [markdown]
# Units that start alike receive the same gradient, so they stay alike for ever: 50 units do the work of one.
# Random weights make the units different. This is called *breaking the symmetry*.
#
# **A word on notation.** The lecture writes $W \sim \mathcal{N}(0, 0.0001)$, and another lecture writes $W \sim
# N(0, 0.01)$. Both mean the std 0.01: the first gives the variance, the second the std. One slide even has both,
# "$\mathcal{N}(0, \sigma_a)$" beside "$\mathcal{N}(0, \sigma_W^2)$". This notebook always says which of the two
# it means. In NumPy, `rng.normal(0, s)` takes the std.

# %% [markdown]
# ## 2. Look inside: four tables from the lecture (40 minutes)
#
# The lecture prints what happens in ten layers: one line for each hidden layer, with the mean and the std of all
# its activations. You now write the function that makes such a table.
#
# **Exercise ({points of activation_stats}).** `x` (N, D) goes through the layers in `weights`, a list of L matrices: each layer
# computes `a @ w` and then the activation function, "tanh" or "relu". Return two arrays (L,): the mean and the
# std of each layer's activations, over all examples and units together. The input is not a layer. The std is
# NumPy's default, which divides by the number of entries.


# %% answer="activation_stats"
def activation_stats(x, weights, activation):
    """Return means (L,) and stds (L,) of the activations of L layers.

    x (N, D) is the input, weights a list of L matrices, activation "tanh" or "relu". Each layer
    feeds the next one. A mean or std is over all entries of a layer, after the activation.
    """
    ### BEGIN SOLUTION
    means, stds = [], []
    a = x
    for w in weights:
        z = a @ w
        a = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(a.mean())
        stds.append(a.std())
    return np.array(means), np.array(stds)
    ### END SOLUTION


# %% points=22
checks.activation_stats(activation_stats)

# %% [markdown]
# **Predict.** The third of the lecture's tables has "xavier" weights as the second, but relu in place of tanh.
# How does the std of the activations change from layer 1 to layer 10?
#
# - **A**: it stays about the same
# - **B**: it falls to about one twentieth
# - **C**: it falls to less than one thousandth

# %% answer="predict_relu"
### BEGIN SOLUTION
prediction_relu = predict("B")
### END SOLUTION

# %% [markdown]
# **Experiment.** All four tables with your functions: 1000 standard normal examples, ten layers of 500 units, new
# weights in every run. A printed number comes from one single run, so it scatters. The *error* below is the
# standard error of the difference between one run and the mean of ours, estimated from the spread of our runs.
# *Distance* counts how many errors the printed number is away, after half a unit of its last digit was forgiven.

# %% tags=["experiment"]
with needs("init_weights", "activation_stats"), prediction_relu:
    results = {}
    for table in experiments.LECTURE:
        runs = experiments.simulate(
            init_weights,
            activation_stats,
            table.scheme,
            table.activation,
            runs=8 if table.activation == "tanh" else 16,
        )
        results[table.title] = runs
    plots.show(experiments.plot_tables(results))
    tables = [
        experiments.comparison_text(table, results[table.title]) for table in experiments.LECTURE
    ]
    fold("The four tables: printed and measured", "\n\n".join(tables))
    farthest = max(
        experiments.compare(printed, of_runs).distance.max()
        for table in experiments.LECTURE
        for printed, of_runs in zip(table[3:], results[table.title], strict=True)
    )
    prediction_relu.compare(findings.relu(results["relu, std 1 / sqrt(500)"], farthest))

# %% [markdown]
# The lecture does not say how wide its layers are. Its numbers do: with the std 0.01, layer 1 has the std
# 0.213081.

# %% tags=["experiment"]
with needs("init_weights", "activation_stats"):
    for width in (100, 256, 500, 512, 1000):
        stds = []
        for seed in range(5):
            rng = seeds.default_rng(seed)
            w = init_weights(width, width, "small", rng)
            stds.append(activation_stats(rng.standard_normal((1000, width)), [w], "tanh")[1][0])
        error = np.std(stds, ddof=1) * np.sqrt(1 + 1 / 5)
        distance = abs(0.213081 - np.mean(stds)) / error
        print(f"width {width:4d}: std {np.mean(stds):.4f}, {distance:6.1f} errors from 0.213081")

# %% [markdown]
# **Explore.** Move the sliders. The title shows width x sigma^2, the number of inputs times the variance of a
# weight.
#
# 1. Choose relu and find a sigma at which the std stays level. Note width x sigma^2. Then halve the width. Which
#    of the two numbers do you have to keep?
# 2. Choose tanh and a large sigma. Where do the activations go?
# 3. "A level std is healthy", one might conclude. Choose sigmoid, sigma 0.09, 20 layers and 256 units. What stays
#    level, and what does not?

# %% tags=["experiment"]
explore.explorer()

# %% [markdown]
# What the figure shows: on the left a histogram of the activations for each of ten layers, drawn upright (zeros
# of relu are left out); in the middle the std of the activations; on the right the norms of the gradients of z
# and of w, both against the layer, in powers of ten. What leaves the frame is drawn at its edge. Below is the
# same picture for tanh with width x sigma^2 = 1: histograms that get narrower slowly, and level curves.

# %% tags=["experiment"]
plots.show(explore.picture(explore.Params(sigma=1 / 16, depth=10, width=256, activation="tanh")))

# %% [markdown]
# <details><summary>What you should have seen</summary>
#
# 1. relu stays level at width x sigma^2 = 2. The product has to be kept, not sigma.
# 2. At the limits, -1 and 1. The units are *saturated*: tanh is flat there.
# 3. The std stays near 0.2, and the gradient of z still loses some eight powers of ten. The next cell shows what
#    the std does not see.
# </details>

# %% tags=["experiment"]
level = experiments.level_std()
plots.show(experiments.plot_level(level))
tell(findings.level(level))

# %% [markdown]
# ### Written answer 1 ({points of explain_shrink})
#
# Take the table "tanh, std 0.01" of your own run. Write down the measured std of layer 5 and of layer 6. Divide
# them. (a) Which formula gives this factor, and from which numbers? (b) The gradient of a layer's weights is $dw
# = a^\top dz$, where $a$ are the activations that enter the layer. What does your std of layer 5 say about the
# gradient of the weights of layer 6, whatever $dz$ is?

# %% [markdown] answer="explain_shrink" points=10
# ### BEGIN SOLUTION
# In my run layer 5 has the std 0.000532 and layer 6 the std 0.000119; the quotient is 0.224.
#
# (a) A unit adds 500 products. Their variances add up, so z has the std sqrt(500) * 0.01 = 0.2236 times that of
# the layer's input. tanh changes nothing: for numbers as small as these it is the identity.
#
# (b) dw is proportional to the activations that enter the layer. With a std of 0.0005 in place of about 1, the
# gradient is about 2000 times smaller than it would be with activations of a healthy size. On top of that dz
# itself has shrunk on its way back through layers 10 to 7.
#
# Rubric: 2 points for two numbers of the own run and their quotient; 4 points for sqrt(fan_in) times the std of a
# weight (adding stds instead of variances: 1 of 4); 4 points for "dw is proportional to a, so it shrinks by the
# same factor" (only "gradients vanish" without dw = a^T dz: 2 of 4).
# ### END SOLUTION

# %% [markdown]
# ## 3. Why: the variance of a sum (15 minutes)
#
# Why $\sqrt{500} \cdot 0.01$? Take one unit. It computes $z = \sum_{j=1}^{D} w_j a_j$, where $D$ is fan_in, $w_j$
# is the weight of input $j$ and $a_j$ the input itself. The weights are independent, have mean 0 and variance
# $\sigma_w^2$, and know nothing of the inputs. Then, line by line:
#
# $$\mathbb{E}[z^2] = \sum_{j} \sum_{k} \mathbb{E}[w_j w_k]\, \mathbb{E}[a_j a_k]$$
#
# $$\mathbb{E}[z^2] = \sum_{j} \mathbb{E}[w_j^2]\, \mathbb{E}[a_j^2] = D\, \sigma_w^2\, \mathbb{E}[a^2]$$
#
# 1. Multiply out the square. Weights and inputs are independent, so the expectation of a product is the product
#    of expectations.
# 2. For $j \ne k$ the weights are independent with mean 0, so $\mathbb{E}[w_j w_k] = 0$. Only $j = k$ is left.
# 3. All weights have the same variance, and $\mathbb{E}[a^2]$ is the mean square of the inputs.
#
# So a layer multiplies the mean square, the *second moment*, by $D \sigma_w^2$. Above 1 the signal grows with
# every layer, below 1 it shrinks. At $\sigma_w^2 = 1/D$ it stays: this is "xavier". The proof used that the
# *weights* have mean 0. It never used that the inputs have mean 0. The next cell tries this out on inputs of
# three kinds.

# %% tags=["experiment"]
rng = seeds.default_rng(0)
normal = rng.standard_normal((2000, 400))
inputs = {"normal": normal, "normal + 3": normal + 3, "relu(normal)": np.maximum(normal, 0)}
print("inputs          mean of z^2   D sigma_w^2 E[a^2]   D sigma_w^2 Var(a)")
for name, a in inputs.items():
    w = rng.normal(0, 0.05, (400, 300))  # D sigma_w^2 = 400 * 0.0025 = 1
    moment, variance = np.mean(a**2), np.var(a)
    print(f"{name:14s} {np.mean((a @ w) ** 2):12.3f} {moment:20.3f} {variance:20.3f}")

# %% [markdown]
# The column with the second moment is right for all three, up to chance. The column with the variance is right
# for the first only.
#
# **An erratum.** On the slide "Little detail: ReLUs" the lecture says of relu: "variance is cut in half!" What is
# cut in half is the second moment. A standard normal $z$ has $\mathbb{E}[z^2] = 1$, and relu sets one half of all
# terms to 0, so $\mathbb{E}[\text{relu}(z)^2] = 1/2$. The mean of relu(z) is not 0 but $1/\sqrt{2\pi}$, and its
# variance is $1/2 - 1/(2\pi) = 0.341$. The lecture's own table says so: its relu layer 1 has the std 0.582273,
# and $\sqrt{0.341} = 0.584$ while $\sqrt{1/2} = 0.707$. The remedy on the slide, twice the variance for the
# weights, is right all the same, because the next layer adds up second moments.
#
# **Exercise ({points of predicted_std}).** Predict without a simulation. All layers have `fan_in` inputs and weights with std
# `sigma_w`. The input of the first layer has mean 0 and variance 1. Return an array (depth,): the std of the
# pre-activations z in layers 1 to depth. The activation is "linear" (nothing happens between two layers) or
# "relu" (which halves the second moment).


# %% answer="predicted_std"
def predicted_std(fan_in, sigma_w, depth, activation):
    """Return the predicted std (depth,) of z, layer by layer, for inputs of variance 1.

    activation is "linear" or "relu".
    """
    ### BEGIN SOLUTION
    kept = 0.5 if activation == "relu" else 1.0
    layers = np.arange(depth)
    return np.sqrt((fan_in * sigma_w**2) ** (layers + 1) * kept**layers)
    ### END SOLUTION


# %% points=18
checks.predicted_std(predicted_std)

# %% [markdown]
# **Experiment.** Your prediction against your weights, five runs each. The fourth curve is a case for which the
# formula was not made: tanh, predicted as if it were linear.

# %% tags=["experiment"]
with needs("init_weights", "predicted_std"):
    cases = {}
    for scheme, activation in (
        ("xavier", "linear"),
        ("xavier", "relu"),
        ("he", "relu"),
        ("xavier", "tanh"),
    ):
        sigma_w = np.sqrt((2 if scheme == "he" else 1) / 500)
        formula = "relu" if activation == "relu" else "linear"
        measured = experiments.stds_through_layers(init_weights, scheme, activation, seeds=5)
        cases[f"{activation}, {scheme}"] = measured, predicted_std(500, sigma_w, 10, formula)
    plots.show(experiments.plot_predictions(cases))

# %% [markdown]
# What the figure shows: the std of z against the layer, measured (lines with a band of one SD over five runs) and
# predicted (dashed). Linear and relu layers follow the prediction. "tanh, xavier" falls slowly below its dashed
# line at 1.
#
# Where does the formula not hold? tanh is nearly linear for small numbers only. For numbers around 1 it squeezes,
# a little in every layer, and "xavier" has nothing to make up for that. The squeeze gets weaker as the numbers
# get smaller, so the curve falls more and more slowly. The lecture's second table shows the same fall, from 0.63
# to 0.23.
#
# **Whose name is it?** The lecture calls $1/\text{fan\_in}$ "Xavier initialization". The paper of Xavier Glorot
# and Yoshua Bengio (2010) recommends $2/(\text{fan\_in} + \text{fan\_out})$, a compromise: the way forward wants
# $1/\text{fan\_in}$, the way back wants $1/\text{fan\_out}$. For a square layer both are the same, and so nobody
# notices. And "proposed by He et al. for ResNet" names the wrong paper: the factor 2 comes from "Delving deep into
# rectifiers" (2015), where it trained nets with PReLU units; the ResNet paper uses it. This course says "xavier" for $1/\text{fan\_in}$ and "glorot" for the compromise.

# %% [markdown]
# ## 4. Detective work: which digits are wrong? (10 minutes, no points)
#
# Somebody ran a scan of the lecture's third table through a text recognition program. The program misread some
# digits. You have no original, but you have a simulation. A printed number is one run. If it lies farther from
# the mean of your runs than one run ever does, something is wrong with it.
#
# **Exercise (checked, 0 points).** `printed` (L,) are the printed numbers of L layers, `runs` (R, L) the same
# numbers in R simulated runs, `unit` is one unit of the last printed digit. Return a boolean array (L,): True
# where `printed` is more than four stds of a run (over the R runs, `ddof=1`) plus half a unit away from the mean
# of the runs.


# %% answer="suspicious"
def suspicious(printed, runs, unit):
    """Return a boolean array (L,): which of the printed numbers (L,) do not fit the runs (R, L)."""
    ### BEGIN SOLUTION
    allowed = 4 * runs.std(axis=0, ddof=1) + unit / 2
    return np.abs(printed - runs.mean(axis=0)) > allowed
    ### END SOLUTION


# %% points=0
checks.suspicious(suspicious)

# %% tags=["experiment"]
with needs("init_weights", "activation_stats", "suspicious"):
    scan, original = experiments.SCANNED, experiments.LECTURE[2]
    runs = experiments.simulate(init_weights, activation_stats, "xavier", "relu", runs=20, seed=1)
    for what, read, true, of_runs in zip(
        ("mean", "std"), scan[3:], original[3:], runs, strict=True
    ):
        flags = suspicious(read, of_runs, unit=1e-6)
        for layer in np.flatnonzero(flags | (read != true)):
            verdict = "suspicious" if flags[layer] else "not noticed"
            print(
                f"layer {layer + 1:2d} {what:4s}: scan {read[layer]:.6f}, lecture {true[layer]:.6f}, "
                f"simulated {of_runs[:, layer].mean():.4f} -> {verdict}"
            )
    plots.show(experiments.plot_suspects(scan, runs, suspicious(scan.stds, runs.stds, unit=1e-6)))

# %% [markdown]
# What the figure shows: each std of the scan, divided by the mean of your runs, against the layer, with a band of
# four stds of one run. Two points lie above the band; the others lie in it.
#
# Three misread numbers give themselves away. Three others are not noticed, because their misread digits change the
# number by less than chance does. A simulation finds the digits that matter, and no others. So a test that asks "is
# it the same number?" would be the wrong one here: it would call all of the lecture's numbers wrong.

# %% [markdown]
# ## 5. Zero, inactive, dead (5 minutes)
#
# The slide "Littler detail: ReLUs & biases" says of relu: "half of our units (on average) will be 'dead'!", and
# as a remedy: "often initialize $b_i = 0.1$". A unit is *inactive* for an example when its relu gives 0. It is
# *dead* when it is inactive for every example: then its gradient is always 0 and no training step changes it.
#
# **Predict.** Ten relu layers of 500 units with "he" weights and biases 0 see 1000 standard normal examples.
# Which share of the units of *layer 1* is dead?
#
# - **A**: about one half
# - **B**: a few percent
# - **C**: none

# %% answer="predict_dead"
### BEGIN SOLUTION
prediction_dead = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("init_weights"), prediction_dead:
    cases = {f"bias {b:g}": experiments.dead_units(init_weights, b) for b in (0.0, 0.1)}
    plots.show(experiments.plot_dead_units(cases))
    prediction_dead.compare(findings.dead(cases["bias 0"], cases["bias 0.1"]))

# %% [markdown]
# ## 6. The way back (20 minutes)
#
# The gradient returns through the same weights: $da = dz\, w^\top$, and $dz = da \cdot f'(z)$. The sum now runs
# over the *outputs* of a layer, so $\text{fan\_out} \cdot \sigma_w^2$ decides. From $dz$ comes the gradient of
# the weights, $dw = a^\top dz$.
#
# **Predict.** Ten tanh layers with the std 0.01, as in section 1. In which layer is the gradient of the *weights*
# smallest?
#
# - **A**: in the first, because it is farthest from the loss
# - **B**: in the last, because its input is smallest
# - **C**: it is equally small everywhere

# %% answer="predict_gradient"
### BEGIN SOLUTION
prediction_gradient = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("init_weights"), prediction_gradient:
    weights = {
        scheme: experiments.with_scheme(init_weights, scheme)
        for scheme in ("small", "xavier", "he")
    }
    weights["std 0.5"] = experiments.with_scheme(init_weights, "small", times=50)
    cases = {name: experiments.gradients(draw, "tanh") for name, draw in weights.items()}
    plots.show(experiments.plot_gradients(cases, "Ten tanh layers of 100"))
    prediction_gradient.compare(findings.gradient(cases))

# %% [markdown]
# Go back to the explorer of section 2, make sigma small and watch its right panel: which of the two gradients sinks
# as a whole?
#
# ### Jacobians and singular values
#
# The Jacobian of a layer holds the derivative of each output with respect to each input. For a linear layer it is
# the weight matrix (with examples as rows, its transpose). The gradient of the first layer contains the product of the Jacobians of all later
# ones. If one matrix stretches a direction by 1.1, twenty of them stretch it by $1.1^{20} \approx 6.7$; with 0.9
# it is $0.9^{20} \approx 0.12$. All directions survive when all stretches are near 1.
#
# How far a matrix stretches is what its *singular values* say: $J = U \Lambda V^\top$ with two rotations or reflections $U$, $V$
# and a diagonal $\Lambda$.
#
# **An erratum.** The lecture calls $\Lambda$ a "diagonal matrix with same eigenvalues as $J_i$". It holds the
# singular values. They are the square roots of the eigenvalues of $J^\top J$, and in general not the eigenvalues
# of $J$:

# %% tags=["experiment"]
rng = seeds.default_rng(0)
j = rng.standard_normal((5, 5))
directions = rng.standard_normal((100_000, 5))
stretch = np.linalg.norm(directions @ j, axis=1) / np.linalg.norm(directions, axis=1)
print("singular values        ", np.linalg.svd(j, compute_uv=False).round(2))
print("sizes of the eigenvalues", np.sort(np.abs(np.linalg.eigvals(j)))[::-1].round(2))
print(f"100 000 random directions are stretched by {stretch.min():.2f} to {stretch.max():.2f}.")

# %% [markdown]
# **The idea.** Choose weights whose singular values are all equal: an orthogonal matrix. The recipe of the
# lecture: draw any random matrix $A$, decompose it, $A = U \Lambda V^\top$, and replace $\Lambda$ by the
# identity. For a matrix that is not square, take the factor that has the right shape, or $U V^\top$ of the thin
# decomposition.
#
# **A trap.** The lecture writes $W \leftarrow U V$. In NumPy that is right as it stands, because `u, s, v =
# np.linalg.svd(a)` returns the third factor *already transposed*. Who transposes it again gets the wrong shape
# for a wide matrix, and no error for a square one.
#
# **Exercise ({points of orthogonal}).** Return a random matrix of `shape` = (D, M) whose singular values all equal `gain`: for
# D >= M its columns are perpendicular and have length `gain`, for D <= M its rows are and do. The decomposition
# is up to you (SVD, QR, ...), signs are free.


# %% answer="orthogonal"
def orthogonal(shape, rng, gain=1.0):
    """Return a random matrix of shape (D, M), drawn from rng, with all singular values equal to gain."""
    ### BEGIN SOLUTION
    u, _, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * (u @ vt)
    ### END SOLUTION


# %% points=20
checks.orthogonal(orthogonal)

# %% [markdown]
# **Experiment.** Twenty layers of 100 units: the singular values of the product of all Jacobians, with and
# without relu. For relu the weights get the gain $\sqrt 2$.

# %% tags=["experiment"]
with needs("init_weights", "orthogonal"):
    xavier = experiments.with_scheme(init_weights, "xavier")
    he = experiments.with_scheme(init_weights, "he")
    cases = {
        "xavier, linear": experiments.singular_values(xavier, "linear"),
        "orthogonal, linear": experiments.singular_values(
            experiments.with_gain(orthogonal, 1.0), "linear"
        ),
        "he, relu": experiments.singular_values(he, "relu"),
        "orthogonal, relu": experiments.singular_values(
            experiments.with_gain(orthogonal, np.sqrt(2)), "relu"
        ),
    }
    plots.show(experiments.plot_singular_values(cases))
    for name, values in cases.items():
        print(f"{name:20s} largest {values[:, 0].mean():8.2g}, median {np.median(values):8.2g}")

# %% [markdown]
# What the figure shows: the 100 singular values in falling order on a logarithmic axis, geometric means of five
# runs with a band of one SD. For orthogonal linear layers all are 1. For Gaussian linear layers they fall from
# about 6 to the lower edge. With relu both kinds of weights reach that edge before rank 50: more than half of the
# values are 0 up to rounding errors. The edge is 1e-12; what is below is drawn there.
#
# Twenty Gaussian matrices keep the *mean* square of a signal, and still lose almost every direction. Orthogonal
# ones keep them all. But relu undoes the gift: at every layer it cuts away about half of the directions, whatever
# the weights are. The promise of orthogonal weights is one for linear layers.

# %% [markdown]
# ## 7. Does it train? (30 minutes)
#
# A good start is not the goal. A network that trains is. So take networks with 2, 5 and 10 hidden layers of 50
# units, five starts, and the handwritten digits.
#
# A comparison of starts needs care. A start that wants a smaller learning rate looks bad at a large one. So every
# cell of the map below was trained with three learning rates (0.01, 0.03, 0.1, with momentum), two seeds each,
# and shows the best rate. All six networks of a cell train as one stack.
#
# **Predict.** Ten relu layers, weights with std 0.01, the best of the three learning rates. Which validation
# accuracy do you expect after six epochs?
#
# - **A**: above 90 percent
# - **B**: between 50 and 90 percent
# - **C**: about 10 percent, which is guessing

# %% answer="predict_depth"
### BEGIN SOLUTION
prediction_depth = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("init_weights", "orthogonal"), prediction_depth:
    inits = {
        "0.01": experiments.with_scheme(init_weights, "small"),
        "xavier": experiments.with_scheme(init_weights, "xavier"),
        "he": experiments.with_scheme(init_weights, "he"),
        "orthogonal": experiments.with_gain(orthogonal, 1.0),
        "0.5": 0.5,
    }
    maps = [experiments.depth_heat_map(inits, activation) for activation in ("relu", "tanh")]
    plots.show(experiments.plot_heat_map(maps))
    prediction_depth.compare(findings.depth(*maps))

# %% [markdown]
# ### Watch it train
#
# The statistics of section 2 were taken before the first step. Now look inside while a net of ten tanh layers trains,
# at one learning rate, from three starts: not to see who wins, that is the map's business, but how a net looks that
# does not train. An **epoch** goes once through all examples; here it has twelve steps of 100 examples.

# %% tags=["experiment"]
with needs("init_weights"):
    seen = {
        "std 0.01": experiments.while_training(experiments.with_scheme(init_weights, "small")),
        "xavier": experiments.while_training(experiments.with_scheme(init_weights, "xavier")),
        "std 0.5": experiments.while_training(0.5),
    }
    plots.show(experiments.plot_watched(seen))
    tell(findings.watched(seen))

# %% [markdown]
# ### Written answer 2 ({points of explain_depth})
#
# Take the relu map of your own run, the row with 10 hidden layers. Write down the accuracy for the std 0.01 and
# for "he". (a) Use `predicted_std(50, 0.01, 10, "relu")` to say what reaches the last hidden layer, with the
# number. (b) A larger learning rate multiplies every step. Explain with section 6 why it could not save this
# network.

# %% [markdown] answer="explain_depth" points=10
# ### BEGIN SOLUTION
# In my run the std 0.01 gives 10 percent, which is guessing, and "he" gives 86 percent (a few more or less in yours).
#
# (a) predicted_std(50, 0.01, 10, "relu") ends with about 1.4e-13: each layer multiplies the std by sqrt(50 / 2) *
# 0.01 = 0.05. (The first layer has 64 inputs, not 50; that changes nothing of importance.) The last layer sees
# practically nothing of the image, so all images get the same scores.
#
# (b) The gradient of every layer's weights contains the factor 0.05 of all other layers: it is equally small
# everywhere, about 10^-12 of a healthy one. A learning rate would have to be that much larger. And as soon as the
# weights had grown, the factors would grow with the tenth power, and the same rate would be far too large. Only
# the bias of the last layer learns, the shares of the classes.
#
# Rubric: 2 points for the two accuracies of the own run; 4 points for (a) with the number or its factor per
# layer; 4 points for (b): the gradient is a product over all layers, equally small everywhere (3), and a rate
# that makes up for it would explode later, or would have to be about 10^12 times larger (1).
# ### END SOLUTION

# %% [markdown]
# ## 8. What to keep
#
# - A layer multiplies the second moment of its input by fan_in times the variance of a weight. relu halves it.
#   So: variance 1 / fan_in for tanh, 2 / fan_in for relu.
# - The way back does the same with fan_out. The gradient of the weights is a product of both ways, so with small
#   weights it is equally small in all layers.
# - Random weights break the symmetry. Equal weights make equal units.
# - An inactive unit rests, a dead one never wakes. One half inactive is normal.
# - Singular values, not eigenvalues, say what a product of Jacobians does to a gradient. Orthogonal weights keep
#   all directions of a linear network; relu cuts them away again.
# - A std that is level is not enough: examples can become alike behind it.
# - A good start matters more the deeper the network is. [Notebook 03](../03_batchnorm/03_batchnorm.ipynb) shows batch
#   normalization, which repairs the scale in every step. What width does to the *step*, and how a learning rate
#   tuned on a narrow net can serve a wide one, is section 4 of [notebook 12](../12_since/12_since.ipynb).
#
# ### Conventions
#
# | | this course | CS231n | PyTorch | Keras | paper |
# |---|---|---|---|---|---|
# | shape of the weights | (fan_in, fan_out), `x @ w` | the same | (fan_out, fan_in), `x @ w.T` | (fan_in, fan_out) | $Wx$ |
# | variance 1 / fan_in | "xavier" | "Xavier" | no name of its own; `kaiming_normal_(nonlinearity="linear")` | `lecun_normal` | LeCun et al. 1998 |
# | variance 2 / (fan_in + fan_out) | "glorot" | - | `xavier_normal_`, `xavier_uniform_` | `glorot_normal`, `glorot_uniform` | Glorot and Bengio 2010 |
# | variance 2 / fan_in | "he" | "He" | `kaiming_normal_` | `he_normal` | He et al. 2015 |
# | default of a dense layer | "he" | - | uniform, variance 1 / (3 fan_in) | `glorot_uniform` | - |
# | a "normal" draw | normal | normal | normal | cut off at two stds, then rescaled | normal |
# | orthogonal | `orthogonal(shape, rng, gain)` | - | `orthogonal_(tensor, gain)` | `Orthogonal(gain)` | Saxe et al. 2014 |
# | N(0, s) | says "std" or "variance" | std | `normal_(mean, std)` | `RandomNormal(mean, stddev)` | variance |

# %% [markdown]
# ## Going further (checked, 0 points)
#
# **Glorot's weights.** The paper of 2010 draws evenly between two limits, $-c$ and $c$. Numbers that are evenly
# spread over $[-c, c]$ have the variance $c^2 / 3$. Choose $c$ such that the variance is $2 / (\text{fan\_in} +
# \text{fan\_out})$, and return weights (fan_in, fan_out).


# %% answer="glorot_uniform"
def glorot_uniform(fan_in, fan_out, rng):
    """Return weights (fan_in, fan_out), evenly spread, with variance 2 / (fan_in + fan_out)."""
    ### BEGIN SOLUTION
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))
    ### END SOLUTION


# %% points=0
checks.glorot_uniform(glorot_uniform)

# %% [markdown]
# Three questions to think about; no check, no points.
#
# 1. A layer goes from 1000 inputs to 10 outputs. How do "xavier" and "glorot" differ here, and which way does
#    each of them serve?
# 2. Four branches with "he" weights are added up. What happens to the second moment?
# 3. The third and the fourth table of the lecture could come from one single simulation. How? (relu(c z) = c
#    relu(z) for c > 0.)
#
# <details><summary>Answers</summary>
#
# 1. "xavier" has the variance 0.001, "glorot" 0.00198, nearly twice as much. "xavier" keeps the size of the
#    signal. On the way back fan_out times the variance decides: 0.01 and 0.0198, both far from 1. No choice
#    serves both ways when the fans differ this much.
# 2. Second moments of independent terms with mean 0 add up: it becomes four times as large, the std twice.
#    [Notebook 09](../09_residual/09_residual.ipynb) meets this again in residual networks.
# 3. Weights larger by the factor sqrt(2) make the activations of layer l larger by sqrt(2)^l, mean and std alike.
#    So the fourth table is the third one times these factors, up to chance.
# </details>
#
# ### The same in PyTorch
#
# ```python
# import torch
# from torch.nn import init
#
# layer = torch.nn.Linear(400, 300, bias=False)    # weight (300, 400): fan_in is the second axis
# init.normal_(layer.weight, std=0.01)             # "small"
# init.kaiming_normal_(layer.weight, nonlinearity="linear")  # "xavier" of this course
# init.kaiming_normal_(layer.weight, nonlinearity="relu")    # "he"
# init.xavier_normal_(layer.weight)                # "glorot": 2 / (fan_in + fan_out)
# init.orthogonal_(layer.weight, gain=2**0.5)      # the default gain is 1
# init.trunc_normal_(layer.weight, std=0.02)       # cuts at -2 and 2, not at two stds
# ```
#
# **Submit:** save, then run `course submit 02_initialization` in a terminal.
#
# ### Sources
#
# - UC Berkeley CS182, "Getting Neural Nets to Train": slides "Weight initialization", "Basic initialization",
#   "Little detail: ReLUs", "Littler detail: ReLUs & biases", "Advanced initialization". The four tables are
#   printed there; their set-up goes back to CS231n.
# - UC Berkeley CS182, discussion sheet on the same lecture: Problem 5, "Deriving Xavier Initialization".
# - Stanford CS231n 2017, lecture 7: "Last time: Weight Initialization"; CS231n 2015, lecture 6: "Initialization".
# - X. Glorot and Y. Bengio, "[Understanding the difficulty of training deep feedforward neural networks](https://proceedings.mlr.press/v9/glorot10a.html)", AISTATS
#   2010.
# - K. He, X. Zhang, S. Ren and J. Sun, "[Delving deep into rectifiers](https://arxiv.org/abs/1502.01852)", ICCV 2015.
# - A. Saxe, J. McClelland and S. Ganguli, [Exact solutions to the nonlinear dynamics of learning in
#   deep linear neural networks](https://arxiv.org/abs/1312.6120), ICLR 2014.
# - Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient backprop", 1998.
