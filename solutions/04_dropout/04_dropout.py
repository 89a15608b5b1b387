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
# **Minutes:** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.dropout import checks, experiments
from course_lib.lessons.dropout.experiments import findings
from course_lib.lessons.dropout.explorers import mask_sums
from course_lib.notebook import needs, predict

plots.use_style()

# %% [markdown]
# ## 1. A coin for every unit (40 minutes)
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
# A layer has 1000 units of size 2.0 and `keep_prob` 0.8. What does inverted dropout make of them?
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


# %% points=40
checks.dropout(dropout_forward, dropout_backward)

# %% tags=["experiment"]
with needs("dropout_forward"), prediction_units:
    out, _ = dropout_forward(np.full(1000, 2.0), 0.8, seeds.default_rng(0))
    kept = out[out != 0]
    print(
        f"{kept.size} of 1000 units stay, each {kept.mean():.1f}; the mean of all is {out.mean():.2f}"
    )
    prediction_units.compare("B", "who stays is divided by 0.8, so that the mean stays near 2.0.")

# %% [markdown]
# ### Why the backward pass needs the same mask
#
# `out` is `x` times a factor that is 0 or $1/q$. By the chain rule `dx` is `dout` times that very factor.
# A new mask would send gradient into units that said nothing in this step, and none into units that did.
#
# ### What the names mean elsewhere
#
# | | this course | CS231n lecture slides | PyTorch `nn.Dropout(p)` | Keras `Dropout(rate)` | Srivastava et al. 2014 |
# |---|---|---|---|---|---|
# | the number is the probability of | keeping | keeping (`p` in the code) | dropping | dropping | keeping |
# | scaling happens in | training | test time, or training ("inverted") | training | training | test time |
#
# **Two probabilities.** CS231n 2017 lecture 7, "Regularization: Dropout", says "Probability of dropping is a hyperparameter; 0.5 is common", which is true, while its code names the other one: `p = 0.5 # probability of keeping a unit active`.
# Under "Dropout: Test time" it says "At test time, multiply by dropout probability"; the code beside it multiplies by `p`, the probability of keeping.
# At 0.5 the two agree, which is how such a slip survives. Never test dropout at 0.5 alone.

# %% [markdown]
# ## 2. Test time (25 minutes)
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


# %% points=15
checks.inference(dropout_inference, vanilla_inference)

# %% [markdown]
# ### Is the scaling rule right behind a ReLU?
#
# The sum above is linear. Put a ReLU behind it, and ask again: is ReLU of the mean the mean of the ReLUs?
# A unit has two inputs, $w_1 x_1 = 1$ and $w_2 x_2 = -1$, and keep probability 1/2. What do the scaling rule and the mean over the four masks give after the ReLU?
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
    prediction_relu.compare(
        "B", f"one mask of four leaves the 1 alone, so the mean is {relu_mean:.2f}."
    )

# %% [markdown]
# The scaling rule is exact for a linear unit and for a ReLU unit that no mask can switch. Everywhere else it is an approximation.
# Move the sliders: when do the two lines of the right panel meet?
#
# What the figure shows: the outputs of one unit under all of its masks, on the left for a linear unit, on the right behind a ReLU. The mean over masks and the scaling rule fall together on the left always, on the right only when nearly all masks lie on one side of zero.

# %% tags=["experiment"]
mask_sums.explorer()

# %% tags=["experiment"]
plots.show(mask_sums.figure_of(keep_prob=0.5, inputs=8, bias=0.0))

# %% [markdown]
# <details><summary>When do they meet?</summary>
#
# With a large positive bias every mask leaves the unit on: the ReLU does nothing, and the unit is linear. With a large negative bias every mask leaves it off, and both are 0. In between the mean is larger than the rule, because ReLU is convex: the mean of its values is never below its value at the mean.
# </details>

# %% [markdown]
# ## 3. Does it help? (30 minutes)
#
# A net with room to spare learns single examples by heart, wrong labels included. We give it 200 digits, a fifth of them with a random label, and 64-128-128-10 units.
# Eight seeds; each has its own digits and initial weights, the same with and without dropout, so that we can compare seed by seed.
#
# With `keep_prob` 0.5, compared with no dropout, where do you expect the accuracies at the end?
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
    prediction_noisy.compare("A", "the net cannot learn the wrong labels by heart any more.")

# %% [markdown]
# What the figure shows: without dropout the training accuracy (left, on the labels as given, wrong ones included) climbs to nearly 1 while the test accuracy (right) peaks early and falls. With dropout the training accuracy stays lower and the test accuracy ends higher.
#
# The table under it is the honest form of the claim: a change with its standard error (SE) over paired seeds. `gap` is training minus test accuracy.
#
# ### Where it does not help
#
# The same net, the same eight seeds, clean labels: once 100 digits, once all 1198 of the training set.

# %% tags=["experiment"]
print("change of the test accuracy by dropout, mean and SE of 8 pairs")
for n, epochs in ((100, 40), (1198, 10)):
    plain = experiments.train(1.0, n=n, noise=0.0, epochs=epochs)
    for keep_prob in (0.5, 0.3):
        run = experiments.train(keep_prob, n=n, noise=0.0, epochs=epochs)
        mean, error = experiments.paired(run.test_accuracy, plain.test_accuracy)
        verdict = "helps" if mean > 0 else "hurts"
        if abs(mean) < 2 * error:
            verdict = "a tie (less than 2 SE)"
        print(f"{n:5d} clean digits, keep_prob {keep_prob}: {mean:+.4f} +- {error:.4f}  {verdict}")

# %% [markdown]
# On clean digits there is little to unlearn, and dropout has nothing to give. It is a tie at best, and a small keep probability costs accuracy.
# Dropout is a regularizer. Use it when the training accuracy runs away from the test accuracy, and look at both before and after.
#
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
for name, found in redundant.items():
    lost, error = experiments.paired(found.accuracy[0], found.accuracy[3])
    print(f"{name:>13}: half of the units off costs {lost:.3f} +- {error:.3f} of accuracy (SE of 8); "
          f"{found.silent.mean():.2f} of the outputs are 0")  # fmt: skip

# %% [markdown]
# What the figure shows: on the left the test accuracy against the share of hidden units that are off; it falls much faster without dropout. On the right the histogram of the first hidden layer's outputs, on a log scale; with dropout more of them are 0 and few are large.
#
# With half of the units off, the net trained without dropout loses more than twice as much. The redundancy is real. So is a side effect: fewer units answer to an image, and they answer less loudly.
#
# Second: every mask is a net of its own, and all of them share their weights. Training with dropout trains an **ensemble** of them. How large? A layer of 4096 units has $2^{4096}$ masks.

# %% tags=["experiment"]
print(f"2^4096 is about 10^{4096 * np.log10(2):.0f}; the universe has some 10^82 atoms.")

# %% [markdown]
# ## 4. Monte-Carlo dropout (25 minutes)
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


# %% points=25
checks.mc_dropout(mc_dropout)

# %% [markdown]
# The average is tried with 1, 3, 10, 30 and 100 masks. From how many on is its accuracy that of the scaling rule, within two standard errors?
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
# Dropout is one of a family: **add noise in training, average it out at test time.** Batch normalization does it with the noise of the batch and running statistics; data augmentation does it with random crops and an average over crops; notebook 08 has more.

# %% [markdown]
# ## 5. A bug that accuracy does not see (10 minutes)
#
# **Erratum.** The CS182 lecture shows, on one slide, the code of inverted dropout and beside it the sentence "divide all weights by 2!" for test time. Each is right alone. Doing both scales twice.
#
# A net was trained with inverted dropout at 0.5 and is now used wrongly at test time. What changes?
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
    twice = slips["scaled by 0.5 as well"]
    prediction_bug.compare("B", f"loss {as_trained[1].mean():.2f} -> {twice[1].mean():.2f}.")

# %% [markdown]
# Scaling the hidden units of a ReLU net scales its logits, nearly all by one factor. The largest stays the largest, so the labels stay. The confidence is wrong. To find a scaling bug, compare losses or the size of the logits.

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
# With 100 masks the accuracy was 0.878 and the loss 0.65; the scaling rule had 0.883 and 0.51 with one forward pass. The rule is better in both and a hundred times cheaper, so it is the choice. I would average masks if I needed to know how sure the net is, from the masks that disagree, or if on my data the average had a clearly better loss.
#
# Rubric: 4 points for both pairs of numbers from the own run. 3 points for the cost (number of forward passes). 3 points for a reason to change one's mind that the averaging can deliver.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - Inverted dropout: keep with probability `keep_prob`, divide by it, do nothing at test time.
# - Forward and backward share one mask. Every forward call draws a new one.
# - The scaling rule is the exact mean over masks for linear units only; it works well all the same.
# - Dropout is for nets that learn by heart. On clean, easy data it gains nothing, and too much of it costs accuracy.
# - A scaling bug hides from accuracy. Look at the loss.
#
# **Submit:** save, then run `course submit 04_dropout` in a terminal.
#
# ## Sources
#
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Dropout", "At test time..."; discussion sheet, section 4 and problem 4.
# - CS231n (Stanford 2017), lecture 7: "Regularization: Dropout", "Dropout: Test time", "Dropout Summary", "Regularization: A common pattern". CS231n 2015, lecture 6: "Regularization: Dropout".
# - Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout: a simple way to prevent neural networks from overfitting. JMLR 15, 2014.
# - Gal, Ghahramani: Dropout as a Bayesian approximation. ICML 2016.
