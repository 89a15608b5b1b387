# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 04 Dropout: train a crowd of nets in one
#
# Dropout switches random units off while a net trains. It sounds like sabotage, and on the right problem it helps a lot.
# After this notebook you can write it forward and backward, say what must happen at test time and why, and tell a problem that needs dropout from one that does not.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.engine.activations import relu_backward, relu_forward
from course_lib.engine.layers import affine_backward, affine_forward
from course_lib.engine.losses import softmax_loss
from course_lib.lessons.dropout import checks, experiments
from course_lib.lessons.dropout.experiments import findings, room
from course_lib.lessons.dropout.explorers import mask_sums
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. A coin for every unit (30 minutes)
#
# In a training step every hidden unit throws a coin. With probability $q$ it stays, otherwise its output is 0 for this step.
# We call $q$ the **keep probability**, `keep_prob`. The coins form the **mask** $m$: an array of the shape of the activations, with entries 1 (kept) and 0 (dropped).
#
# Two versions are in use. They differ in what happens to the units that stay.
#
# | | training | test time |
# |---|---|---|
# | **vanilla** dropout | $\text{out} = m \cdot x$ | $\text{out} = q \cdot x$ |
# | **inverted** dropout | $\text{out} = m \cdot x \,/\, q$ | $\text{out} = x$ |
#
# Here $x$ is what enters the layer, and all products are entry by entry. Inverted dropout does its scaling in training, so the trained net can be used as it is. Everybody uses it today, and so will you.
#
# **Predict.** A layer has 1000 units of size 2.0 and `keep_prob` 0.8. What does inverted dropout make of them?
#
# - **A**: about 800 units stay, each 2.0
# - **B**: about 800 units stay, each 2.5
# - **C**: about 200 units stay, each 10.0
# - **D**: about 800 units stay, each 1.6

# %% answer="predict_units"
### BEGIN SOLUTION
prediction_units = predict("B", "ABCD")
### END SOLUTION

# %% [markdown]
# **Your turn.** Write inverted dropout and its backward pass for `x` of any shape.
#
# - `dropout_forward(x, keep_prob, rng)` returns `out` (the shape of `x`) and a `cache` with whatever the backward pass needs. Draw the coins from `rng`, one for every entry, anew in every call. `rng.random(shape)` gives uniform numbers in [0, 1).
# - `dropout_backward(dout, cache)` returns `dx`. `dout` is the gradient of the loss with respect to `out`.


# %% answer="dropout"
def dropout_forward(x, keep_prob, rng):
    """Keep every entry of x with probability keep_prob, scaled so that its mean stays.

    x has any shape; rng is a np.random.Generator. Returns out (the shape of x) and a cache.
    """
    ### BEGIN SOLUTION
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask
    ### END SOLUTION


def dropout_backward(dout, cache):
    """Return dx, the gradient with respect to x: the same units are off as in the forward pass."""
    ### BEGIN SOLUTION
    return dout * cache
    ### END SOLUTION


# %% points=44
checks.dropout(dropout_forward, dropout_backward)

# %% tags=["experiment"]
with needs("dropout_forward"), prediction_units:
    out, _ = dropout_forward(np.full(1000, 2.0), 0.8, seeds.default_rng(0))
    prediction_units.compare(findings.units(out))

# %% [markdown]
# ### Why the backward pass needs the same mask
#
# `out` is `x` times a factor that is 0 or $1/q$. By the chain rule `dx` is `dout` times that very factor.
# A new mask would send gradient into units that said nothing in this step, and none into units that did.
#
# ### A whole net with your dropout in it (practice, no points)
#
# Put your pair into a net: affine, ReLU, dropout, affine, softmax loss. The other parts are those of [notebook 00](../00_warmup/00_warmup.ipynb), as the course has them: `affine_forward(x, w, b)`, `relu_forward(x)`, `softmax_loss(logits, labels)`, `affine_backward(dout, cache)`, `relu_backward(dout, cache)`.
#
# `dropout_net(params, x, labels, keep_prob, rng)` gets a dictionary with `w1` (D, H), `b1` (H,), `w2` (H, C), `b2` (C,), and `x` (N, D), `labels` (N,). It returns the loss and a dictionary of the four gradients with the same names. The cell below it is the referee: a gradient check of the whole net.


# %% answer="dropout_net"
def dropout_net(params, x, labels, keep_prob, rng):
    """Return the loss of affine, ReLU, dropout, affine, softmax loss, and its gradients by name."""
    ### BEGIN SOLUTION
    z, first = affine_forward(x, params["w1"], params["b1"])
    hidden, bend = relu_forward(z)
    hidden, mask = dropout_forward(hidden, keep_prob, rng)
    logits, second = affine_forward(hidden, params["w2"], params["b2"])
    loss, dlogits = softmax_loss(logits, labels)
    dhidden, dw2, db2 = affine_backward(dlogits, second)
    _, dw1, db1 = affine_backward(relu_backward(dropout_backward(dhidden, mask), bend), first)
    return loss, {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
    ### END SOLUTION


# %% [markdown]
# A central difference calls the loss twice. What goes wrong when each call throws new coins, and how do you prevent it? Answer, then run.

# %% tags=["experiment"]
with needs("dropout_forward", "dropout_backward", "dropout_net"):
    tell(findings.checked(*room.gradient_check(dropout_net)))

# %% [markdown]
# **Two probabilities.** CS231n 2017 lecture 7, "Regularization: Dropout", says "Probability of dropping is a hyperparameter; 0.5 is common", which is true, while its code names the other one: `p = 0.5 # probability of keeping a unit active`.
# Under "Dropout: Test time" it says "At test time, multiply by dropout probability"; the code beside it multiplies by `p`, the probability of keeping.
# At 0.5 the two agree, which is how such a slip survives. Never test dropout at 0.5 alone.

# %% [markdown]
# ## 2. Test time (15 minutes)
#
# A prediction should not depend on coins. We want the mean over all masks.
# Take one unit that adds two inputs, $a = w_1 x_1 + w_2 x_2$, with keep probability 1/2 and vanilla dropout. There are four masks, equally likely:
#
# $$E[a] = \tfrac14 (w_1 x_1 + w_2 x_2) + \tfrac14 w_1 x_1 + \tfrac14 w_2 x_2 + \tfrac14 \cdot 0 = \tfrac12 (w_1 x_1 + w_2 x_2).$$
#
# $E[a]$ is the mean over the masks. So the full unit, times $q = 1/2$, gives the mean: the **scaling rule**. In inverted dropout the factor was already paid in training.
#
# **Your turn.** Write what a layer does at test time: `dropout_inference(x)` for a net trained with inverted dropout, and `vanilla_inference(h, keep_prob)` for activations `h` of a net trained with vanilla dropout.


# %% answer="inference"
def dropout_inference(x):
    """Return what a layer with inverted dropout gives at test time for x of any shape."""
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


def vanilla_inference(h, keep_prob):
    """Return what a layer trained with vanilla dropout gives at test time for h of any shape."""
    ### BEGIN SOLUTION
    return h * keep_prob
    ### END SOLUTION


# %% points=20
checks.inference(dropout_inference, vanilla_inference)

# %% [markdown]
# ### Is the scaling rule right behind a ReLU?
#
# The sum above is linear. Put a ReLU behind it, and ask again: is ReLU of the mean the mean of the ReLUs?
#
# **Predict.** A unit has two inputs, $w_1 x_1 = 1$ and $w_2 x_2 = -1$, and keep probability 1/2. What do the scaling rule and the mean over the four masks give after the ReLU?
#
# - **A**: both 0
# - **B**: the rule gives 0, the mean is positive
# - **C**: the rule gives something positive, the mean is 0

# %% answer="predict_relu"
### BEGIN SOLUTION
prediction_relu = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_relu:
    sums, chances = mask_sums.sums_over_masks(
        np.array([1.0, 1.0]), np.array([1.0, -1.0]), keep_prob=0.5
    )
    print("sums of the four masks:", sums, " chances:", chances)
    print(f"linear: mean {chances @ sums:.2f}, scaling rule {0.5 * (1.0 - 1.0):.2f}")
    relu_mean = chances @ np.maximum(sums, 0)
    print(f"ReLU:   mean {relu_mean:.2f}, scaling rule {max(0.5 * (1.0 - 1.0), 0):.2f}")
    prediction_relu.compare(findings.behind_relu(float(relu_mean), max(0.5 * (1.0 - 1.0), 0.0)))

# %% [markdown]
# Move the sliders: when do the two lines of the right panel meet?

# %% tags=["experiment"]
mask_sums.explorer()

# %% tags=["experiment"]
plots.show(mask_sums.figure_of(keep_prob=0.5, inputs=8, bias=0.0))

# %% [markdown]
# What the figure shows: the outputs of one unit under all of its masks, on the left for a linear unit, on the right behind a ReLU. The mean over masks and the scaling rule fall together on the left always, on the right only when nearly all masks lie on one side of zero.
#
# <details><summary>When do they meet?</summary>
#
# With a large positive bias every mask leaves the unit on: the ReLU does nothing, and the unit is linear. With a large negative bias every mask leaves it off, and both are 0. In between the mean is larger than the rule, because ReLU is convex: the mean of its values is never below its value at the mean.
# </details>

# %% [markdown]
# ## 3. Does it help? (20 minutes)
#
# A net with room to spare learns single examples by heart, wrong labels included. We give it 200 digits, a fifth of them with a random label, and 64-128-128-10 units.
# Eight seeds; each has its own digits and initial weights, the same with and without dropout, so that we can compare seed by seed.
#
# **Predict.** With `keep_prob` 0.5, compared with no dropout, where do you expect the accuracies at the end?
#
# - **A**: training lower, test higher
# - **B**: both higher
# - **C**: both lower
# - **D**: training higher, test lower

# %% answer="predict_noisy"
### BEGIN SOLUTION
prediction_noisy = predict("A", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
without = experiments.train(keep_prob=1.0)
with needs("dropout_forward", "dropout_backward"), prediction_noisy:
    with_yours = experiments.train(keep_prob=0.5, own=(dropout_forward, dropout_backward))
    plots.show(experiments.plot_curves(without, with_yours, "200 digits, 20 % random labels"))
    for name in ("test_accuracy", "gap", "test_loss"):
        mean, error = experiments.paired(getattr(with_yours, name), getattr(without, name))
        print(f"{name:>13}: {getattr(without, name).mean():.3f} -> {getattr(with_yours, name).mean():.3f}"
              f"   change {mean:+.3f} +- {error:.3f} (SE of 8 pairs)")  # fmt: skip
    prediction_noisy.compare(findings.noisy(without, with_yours))

# %% [markdown]
# ### Where it does not help
#
# The same net, the same eight seeds, clean labels: once 100 digits, once all 1198 of the training set.

# %% tags=["experiment"]
changes = {}
for n, epochs in ((100, 40), (1198, 10)):
    plain = experiments.train(1.0, n=n, noise=0.0, epochs=epochs)
    for keep_prob in (0.5, 0.3):
        run = experiments.train(keep_prob, n=n, noise=0.0, epochs=epochs)
        changes[n, keep_prob] = run.test_accuracy - plain.test_accuracy
tell(findings.clean(changes))

# %% [markdown]
# ### Data with room, and how to choose keep_prob
#
# On digits a good net has next to nothing to gain. So here are signals of 40 points: one of ten shapes, stretched, moved, in noise. They are made after MNIST-1D (Greydanus and Kobak 2020), by a generator of the course, `course_lib.data.make_signals`. A net with two hidden layers learns 500 of them by heart and makes many mistakes on new ones.

# %% tags=["experiment"]
plots.show(room.plot_signals())

# %% [markdown]
# What the figure shows: two signals of each of the ten classes.
#
# `keep_prob` is a hyperparameter: nobody knows it beforehand. Train at several values, choose on the **validation** set, and look at the test set once. Where do you expect the best value, and what happens at the ends?

# %% tags=["experiment"]
swept = room.sweep()
plots.show(room.plot_sweep(swept))
tell(findings.sweep(*swept))

# %% [markdown]
# And together with batch norm? Both are noise in training. The same data, with and without each.

# %% tags=["experiment"]
tell(findings.with_norm(room.with_norm(swept, 0.75)))

# %% [markdown]
# ### Vanilla dropout, trained
#
# Section 2 wrote only the test half of vanilla dropout. Here it is trained as well, on the noisy digits: once used with *your* `vanilla_inference` after each hidden layer, once without, beside inverted dropout.

# %% tags=["experiment"]
with needs("vanilla_inference"):
    tell(findings.vanilla(room.vanilla(vanilla_inference)))

# %% [markdown]
# ### Two stories why it works
#
# The lectures tell two.
#
# First: a unit cannot rely on one other unit, because that may be gone. Units that are of use only together are called **co-adapted**; dropout breaks such groups, and the net builds a **redundant representation**.
# This story can be tested. Switch off units of the trained nets for good, the same ones for all test digits, and see what is left.

# %% tags=["experiment"]
dropped = experiments.train(keep_prob=0.5)  # as above, with course_lib's dropout
kinds = {"no dropout": without, "keep_prob 0.5": dropped}
redundant = {name: experiments.redundancy(run) for name, run in kinds.items()}
plots.show(experiments.plot_redundancy(redundant))
tell(findings.redundant(redundant))

# %% [markdown]
# Second: every mask is a net of its own, and all of them share their weights. Training with dropout trains an **ensemble** of them. How large? A layer of 4096 units has $2^{4096}$ masks.

# %% tags=["experiment"]
print(f"2^4096 is about 10^{4096 * np.log10(2):.0f}; the universe has some 10^82 atoms.")

# %% [markdown]
# ## 4. Monte-Carlo dropout (5 minutes)
#
# If a net with dropout is an ensemble, we can ask its members: keep the coins at test time, predict with several masks, and average the probabilities. This is **Monte-Carlo dropout** (Gal and Ghahramani 2016). The scaling rule is the cheap approximation of it.
#
# **Your turn.** `mc_dropout(predict, x, n_masks, rng)` calls `predict(x, rng)` once for each of `n_masks` masks and returns the mean of the probabilities. `predict` returns probabilities (N, C) for `x` (N, D), with a fresh mask from `rng` in every call.


# %% answer="mc_dropout"
def mc_dropout(predict, x, n_masks, rng):
    """Return the mean (N, C) of the probabilities that predict(x, rng) gives for n_masks masks."""
    ### BEGIN SOLUTION
    probs = [predict(x, rng) for _ in range(n_masks)]
    return np.mean(probs, axis=0)
    ### END SOLUTION


# %% points=16
checks.mc_dropout(mc_dropout)

# %% [markdown]
# **Predict.** The average is tried with 1, 3, 10, 30 and 100 masks. From how many on is its test loss as low as that of the scaling rule, within two standard errors?
#
# - **A**: from one or three
# - **B**: from ten, thirty or a hundred
# - **C**: not even with a hundred

# %% answer="predict_masks"
### BEGIN SOLUTION
prediction_masks = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("mc_dropout"), prediction_masks:
    found = experiments.monte_carlo(dropped, mc_dropout)
    plots.show(experiments.plot_monte_carlo(found))
    print(f"{'masks':>12}  accuracy   loss")
    for n, accs, losses in zip(found.masks, found.accuracy, found.loss, strict=True):
        print(f"{n:12d}  {accs.mean():8.3f}  {losses.mean():5.3f}")
    print(f"scaling rule  {found.rule_accuracy.mean():8.3f}  {found.rule_loss.mean():5.3f}")
    for name, many, rule in (
        ("accuracy", found.accuracy[-1], found.rule_accuracy),
        ("loss", found.loss[-1], found.rule_loss),
    ):
        mean, error = experiments.paired(many, rule)
        print(f"100 masks minus the rule, {name:>8}: {mean:+.3f} +- {error:.3f} (SE of 8 nets)")
    right, wrong = experiments.doubt(dropped)
    mean, error = experiments.paired(wrong, right)
    print(f"masks that name another class: {right.mean():.2f} where the answer is right, "
          f"{wrong.mean():.2f} where wrong ({mean:+.2f} +- {error:.2f})")  # fmt: skip
    prediction_masks.compare(findings.masks(found))

# %% [markdown]
# Look at both panels before you conclude.
# What Monte-Carlo dropout adds is a measure of **doubt**: the share of masks that name another class than the average does. It is larger where the answer is wrong, as the last line shows.
#
# ### The common pattern
#
# Dropout is one of a family: **add noise in training, average it out at test time.** Batch normalization does it with the noise of the batch and running statistics; data augmentation does it with random crops and an average over crops; [notebook 08](../08_regularization/08_regularization.ipynb) has more.

# %% [markdown]
# ## 5. A bug that accuracy does not see (20 minutes)
#
# **Erratum.** The CS182 lecture shows, on one slide, the code of inverted dropout and beside it the sentence "divide all weights by 2!" for test time. Each is right alone. Doing both scales twice.
#
# **Predict.** A net was trained with inverted dropout at 0.5 and is now used wrongly at test time. What changes?
#
# - **A**: the accuracy falls to chance
# - **B**: the accuracy hardly moves, the loss more than doubles
# - **C**: neither moves

# %% answer="predict_bug"
### BEGIN SOLUTION
prediction_bug = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_bug:
    slips = experiments.scaling_slips(dropped)
    as_trained = slips["as trained"]
    print("mean of 8 nets, in brackets the change and its SE")
    for name, (accs, losses) in slips.items():
        change, error = experiments.paired(accs, as_trained[0])
        more, loss_error = experiments.paired(losses, as_trained[1])
        print(f"{name:>28}: accuracy {accs.mean():.3f} ({change:+.3f} +- {error:.3f}), "
              f"loss {losses.mean():.3f} ({more:+.3f} +- {loss_error:.3f})")  # fmt: skip
    prediction_bug.compare(findings.scaled_twice(slips))

# %% [markdown]
# ## 6. In your own words ({points by hand} points, read by a person)
#
# **{points of explain_help}.** Take the three lines that section 3 printed for your run. By how many standard errors did the test accuracy change? Say with your numbers why the training accuracy went down at the same time, and why that is no loss here.

# %% [markdown] answer="explain_help" points=10
# ### BEGIN SOLUTION
# In our run the test accuracy rose from 0.80 to 0.88, a change of +0.081 with a standard error of 0.006: more than ten standard errors. The training accuracy fell because a fifth of the training labels are random. To be right on them a net must learn single images by heart, which needs units that rely on one another. With dropout such units are missing half of the time. Being wrong on a wrong label is what we want; the gap fell by 0.23.
#
# Rubric: 4 points for the change and its standard error from the own run, as a ratio. 4 points for naming the random labels as what is no longer learned by heart. 2 points for saying that accuracy on wrong labels is no goal.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_masks}.** In section 4, compare your numbers for the largest number of masks with the scaling rule. Which of the two would you use for a product, and what would make you change your mind?

# %% [markdown] answer="explain_masks" points=10
# ### BEGIN SOLUTION
# With 100 masks the accuracy was 0.879 and the loss 0.65; the scaling rule had 0.883 and 0.51 with one forward pass. The rule is better in both and a hundred times cheaper, so it is the choice. I would average masks if I needed to know how sure the net is, from the masks that disagree, or if on my data the average had a clearly better loss.
#
# Rubric: 4 points for both pairs of numbers from the own run. 3 points for the cost (number of forward passes). 3 points for a reason to change one's mind that the averaging can deliver.
# ### END SOLUTION

# %% [markdown]
# ## 7. Conventions
#
# | | this course | CS231n lecture slides | PyTorch `nn.Dropout(p)` | Keras `Dropout(rate)` | Srivastava et al. 2014 |
# |---|---|---|---|---|---|
# | the number is the probability of | keeping | keeping (`p` in the code) | dropping | dropping | keeping |
# | scaling happens in | training | test time, or training ("inverted") | training | training | test time |
#
# ## What to keep
#
# - Inverted dropout: keep with probability `keep_prob`, divide by it, do nothing at test time.
# - Forward and backward share one mask. Every forward call draws a new one.
# - The scaling rule is the exact mean over masks for linear units only; it works well all the same.
# - Dropout is for nets that learn by heart. On clean, easy data it gains nothing, and too much of it costs accuracy.
# - A scaling bug hides from accuracy. Look at the loss.
# - To check a gradient through dropout, start the generator with one seed before every call of the loss.
# - Choose `keep_prob` on validation data; the best value lies inside the grid, or the grid is too small.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# keep_prob = 0.8
# drop = torch.nn.Dropout(p=1 - keep_prob)        # p is the probability of DROPPING
# x = torch.ones(1000)
# out = drop(x)                                   # inverted: who stays is divided by keep_prob
# drop.eval()                                     # test mode: does nothing
# same = drop(x)
# torch.manual_seed(0)                            # before each call of the loss in a gradient check
# ```
#
# **Submit:** save, then run `course submit 04_dropout` in a terminal.
#
# ## Sources
#
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Dropout", "At test time..."; discussion sheet, section 4 and problem 4.
# - CS231n (Stanford 2017), lecture 7: "Regularization: Dropout", "Dropout: Test time", "Dropout Summary", "Regularization: A common pattern". CS231n 2015, lecture 6: "Regularization: Dropout".
# - Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: [Dropout: a simple way to prevent neural networks from overfitting](https://jmlr.org/papers/v15/srivastava14a.html). JMLR 15, 2014.
# - Gal, Ghahramani: [Dropout as a Bayesian approximation](https://arxiv.org/abs/1506.02142). ICML 2016.
