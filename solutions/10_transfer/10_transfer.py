# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 10 Transfer: start from a net that has seen more than you can label
#
# Ten labelled images are too few to train a net. They can be enough to train its last layer, when the rest comes from another task.
# After this notebook you can freeze and fine-tune a net, choose the layer and the learning rates, fill the lecture's table of four cases with runs of your own, and tell when transfer loses.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 07.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.transfer import checks, experiments
from course_lib.lessons.transfer.experiments import figures, findings
from course_lib.lessons.transfer.explorers import transfer_layers
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. A net with a new head (15 minutes)
#
# The lecture quotes "You need a lot of data if you want to train/use CNNs", and stamps it "BUSTED". You need a lot of data *somewhere*. It need not be yours.
#
# - The **source** task has many labels. Ours: 800 digits, ten classes.
# - The **target** task has few. Ours: "is this digit odd?", from digits that the source net has never seen.
# - The **body** of a net is everything below its last layer. The **head** is the last layer, which turns features into scores for the classes of one task.
#
# Transfer takes the body over and gives it a new head. We use nets with 64-64-64-10 units, one trained source net for each of twelve seeds. Lectures use ImageNet and convolutional nets; what you write here works on any net, because it works on names.
#
# A net is a dictionary: `w1`, `b1` belong to layer 1, `w2`, `b2` to layer 2, and so on.

# %% tags=["experiment"]
source = experiments.source()
print(f"source nets, ten classes: test accuracy {experiments.summary(source.test_accuracy)} (SE)")
for name, w in source.member(0).items():
    print(f"  {name}: {w.shape}")
plots.show(figures.plot_tasks())

# %% [markdown]
# What the figure shows: three target digits with their labels, and below them the same digits with all pixels in another, fixed order. The upper row is a target that is *similar* to the source, the lower row one that is *different*: the labels are the same, and nothing looks like a digit.
#
# **Your turn.** `replace_head(params, layer, n_classes, rng)` returns the dictionary of a net whose layer number `layer`, the last one, is a fresh head for `n_classes` classes.
#
# - `w{layer}` (H, n_classes): normal numbers with mean 0 and standard deviation $\sqrt{1/H}$, drawn from `rng`. $H$ is the number of features that enter the head.
# - `b{layer}` (n_classes,): zeros.
# - All other arrays come over as they are. The dictionary that you are given stays as it is: the source net may be needed again.


# %% answer="replace_head"
def replace_head(params, layer, n_classes, rng):
    """Return params with a fresh last layer: w (H, n_classes) of std sqrt(1 / H), b zeros.

    params has the names w1, b1, w2, b2, ...; layer is the number of the last one;
    rng is a np.random.Generator.
    """
    ### BEGIN SOLUTION
    fan_in = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((fan_in, n_classes)) / np.sqrt(fan_in)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
    ### END SOLUTION


# %% points=25
checks.replace_head(replace_head)

# %% tags=["experiment"]
with needs("replace_head"):
    yours = replace_head(source.member(0), 3, 2, seeds.default_rng(0))
    body = sum(yours[name].size for name in experiments.BODY)
    head = sum(yours[name].size for name in experiments.HEAD)
    print(f"the body has {body} parameters, the new head {head}; the target has 10 labels.")

# %% [markdown]
# ## 2. The body as a fixed function (20 minutes)
#
# The simplest transfer leaves the body alone, **frozen**. Then it is a fixed function from pixels to features, and only a linear classifier on its features has to learn.
#
# **Your turn.** `extract_features(x, params, depth)` returns what comes out of layer `depth` for `x` (N, D): layers 1 to `depth`, each an affine map and a ReLU, and nothing beyond. With `depth` 0 these are the pixels. `params` may hold more layers than `depth`.


# %% answer="extract_features"
def extract_features(x, params, depth):
    """Return the outputs (N, H) of layer number depth: affine and ReLU, layer by layer.

    x is (N, D); params has the names w1, b1, w2, b2, ...; depth 0 gives x.
    """
    ### BEGIN SOLUTION
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
    ### END SOLUTION


# %% points=18
checks.extract_features(extract_features)

# %% [markdown]
# ### Which layer?
#
# The lecture draws a net from "more generic" at the bottom to "more specific" at the top. Ten labels, the question is "odd or even?", the source net learned to tell digits apart.
#
# **Predict.** On which features does a linear classifier do best?
#
# - **A**: on the pixels
# - **B**: on layer 1
# - **C**: on layer 2, the top

# %% answer="predict_layer"
### BEGIN SOLUTION
prediction_layer = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("extract_features"), prediction_layer:
    for kind in ("similar", "different"):
        task = experiments.target(10, kind)
        runs = [
            experiments.linear_classifier(task, source, depth, extract_features)
            for depth in (0, 1, 2)
        ]
        for name, right in zip(("pixels", "layer 1", "layer 2"), runs, strict=True):
            mean, error = experiments.paired(right, runs[0])
            print(f"{kind:>9}, {name:>7}: {experiments.summary(right)}"
                  f"   against pixels {mean:+.3f} +- {error:.3f}")  # fmt: skip
        if kind == "similar":
            prediction_layer.compare(findings.layer(runs))

# %% [markdown]
# The letter is that of the similar target. Each line has the mean and the standard error over twelve seeds. The last numbers are differences seed by seed: both methods of a seed saw the same ten digits.
#
# How different must the target be before the lead is gone? The explorer moves a chosen number of pixels to other places. **Your goal:** for 30 labels, find how many pixels it takes until layer 2 has lost its lead. Then, with 150 labels, find a setting in which layer 1 alone is best. (The explorer uses a least-squares classifier, which needs no training loop; so its numbers differ a little from yours. A tie is a difference within two standard errors.)
#
# What the figure shows: the test accuracy of a linear classifier on pixels, layer 1 and layer 2, with standard errors, beside one digit as the net gets to see it. With few shuffled pixels layer 2 is best; with many its lead is gone.

# %% tags=["experiment"]
transfer_layers.explorer()

# %% tags=["experiment"]
plots.show(transfer_layers.curves(labels=30))

# %% [markdown]
# What the figure shows: accuracy from each layer against the number of shuffled pixels, for 30 labels. The line of the pixels is flat. The lines of the layers fall, the top one fastest, and cross it.
#
# <details><summary>A setting in which layer 1 is best</summary>
#
# 150 labels, 40 shuffled pixels. With 30 labels the lead of layer 2 is gone at 24. Half-way between similar and different, an early layer can be the right one: it is less bound to the old task than the top, and better than nothing.
# </details>
#
# <details><summary>Why is the line of the pixels flat?</summary>
#
# A linear classifier has a weight for each pixel and does not know which pixels are neighbours. Shuffle them, and the same weights in the new order give the same scores. A net with a body does care, because its body was trained with the old order.
# </details>

# %% [markdown]
# ## 3. A learning rate for every array (25 minutes)
#
# With more labels the body may learn too. This is **fine-tuning**. The lecture's advice: lower the learning rate, "1/10 of original LR is good starting point". The body knows something worth keeping; the head knows nothing yet. So they get different rates:
#
# - the head, which is fresh: the full rate, `lr`
# - the body, which is trained: a fraction of it, `lr * body_factor`
# - what is frozen: 0
#
# **Your turn.** `learning_rates(names, head, frozen, lr, body_factor=0.1)` returns a dictionary with a rate for every name in the list `names`. `head` and `frozen` are lists of names; either may be empty, and no name is in both.


# %% answer="learning_rates"
def learning_rates(names, head, frozen, lr, body_factor=0.1):
    """Return a dictionary: lr for the names in head, 0 for those in frozen, lr * body_factor else."""
    ### BEGIN SOLUTION
    lrs = {name: lr * body_factor for name in names}
    for name in head:
        lrs[name] = lr
    for name in frozen:
        lrs[name] = 0.0
    return lrs
    ### END SOLUTION


# %% points=19
checks.learning_rates(learning_rates)

# %% [markdown]
# ### One step
#
# A step of gradient descent moves array $w$ with gradient $g$ and rate $\eta$ to $w - \eta g$. An array with $\eta = 0$ must stay as it is, whatever its gradient.
#
# **Predict.** A frozen array has a weight of 2.0, its gradient is `nan` because something overflowed. What is `2.0 - 0 * nan`?
#
# - **A**: 2.0
# - **B**: 0.0
# - **C**: nan

# %% answer="predict_nan"
### BEGIN SOLUTION
prediction_nan = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_nan:
    print("2.0 - 0 * nan =", 2.0 - 0 * np.nan, "   2.0 - 0 * inf =", 2.0 - 0 * np.inf)
    prediction_nan.compare(findings.times_nan(2.0 - 0 * np.nan))

# %% [markdown]
# **Your turn.** `fine_tune_step(params, grads, lrs)` takes one step of gradient descent. All three are dictionaries with the same names: arrays, their gradients, and one rate for each array. It returns the dictionary of the new arrays, frozen ones included.
#
# - An array whose rate is 0 comes back bit for bit as it was, also when its gradient holds nan or inf.
# - All others take the plain step, each at its own rate.
# - Like every optimizer of this course it may write into `params`. It must not change `grads` or `lrs`.


# %% answer="fine_tune_step"
def fine_tune_step(params, grads, lrs):
    """Return params after a step w - lr * dw for each name; a rate of 0 leaves the array as it is.

    params, grads and lrs are dictionaries with the same names: arrays, arrays of the same shapes,
    numbers.
    """
    ### BEGIN SOLUTION
    moved = {}
    for name, w in params.items():
        moved[name] = w if lrs[name] == 0 else w - lrs[name] * grads[name]
    return moved
    ### END SOLUTION


# %% points=18
checks.fine_tune_step(fine_tune_step)

# %% [markdown]
# What does a product with 0 cost a net? The source nets of this notebook take one step:

# %% tags=["experiment"]
with needs("fine_tune_step"):
    product = experiments.after_one_nan(experiments.product_step)
    tell(findings.one_nan(product, experiments.after_one_nan(fine_tune_step)))

# %% [markdown]
# ### What freezing is called elsewhere
#
# | | this course | PyTorch | Keras | Caffe |
# |---|---|---|---|---|
# | freeze an array | rate 0 | `requires_grad = False` | `layer.trainable = False` | `lr_mult: 0` |
# | its gradient | may exist, is ignored | `None` | not computed | not needed |
# | a rate for each part | dictionary `lrs` | parameter groups of the optimizer | needs more code | `lr_mult` of each blob |
# | batch norm in a frozen part | its running averages are no parameters: stop them too | the same: `.eval()` for that part | a frozen layer runs in inference mode | `use_global_stats` |
#
# A trap: weight decay and momentum also move arrays. If an optimizer adds them, a frozen array must be left out of those as well, as yours leaves it out of everything.

# %% [markdown]
# ## 4. The lecture's table, filled by you (5 minutes)
#
# The last slides of CS231n 2017 lecture 7 show a table with four question marks, and then fill it in:
#
# | | very similar dataset | very different dataset |
# |---|---|---|
# | **very little data** | "Use Linear Classifier on top layer" | "You're in trouble... Try linear classifier from different stages" |
# | **quite a lot of data** | "Finetune a few layers" | "Finetune a larger number of layers" |
#
# The slide has no numbers. You now have all the parts to make them, with little = 10 and a lot = 250 labels. In each corner we train six ways:
#
# - `scratch`: a fresh net, no transfer
# - `pixels`, `early`, `top`: a linear classifier on depth 0, 1, 2
# - `few layers`: layer 1 frozen, layer 2 at a tenth of the rate, a fresh head at the full rate
# - `all layers`: the same, nothing frozen
#
# The rate of nets is 0.3: for a fresh net 0.1 is slower, and at 1 it breaks down. Linear classifiers have 0.1: at 0.3 most of them gain a little, up to 0.01, but on the top features of strange images the result jumps from seed to seed. Steps: 200 for 10 labels, 400 for 250.
#
# You know what the lecture says.
#
# **Predict.** For 250 labels and the *different* target, what will your runs say is best?
#
# - **A**: a linear classifier on some layer
# - **B**: fine-tuning
# - **C**: training from scratch
# - **D**: no clear difference between the first two of these

# %% answer="predict_much"
### BEGIN SOLUTION
prediction_much = predict("C", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
with needs("replace_head", "extract_features", "learning_rates", "fine_tune_step"), prediction_much:
    found = {}
    for n, kind in figures.CORNERS:
        task = experiments.target(n, kind)
        parts = (replace_head, extract_features, learning_rates, fine_tune_step)
        found[n, kind] = figures.corner(task, source, *parts)
        figures.print_corner(task, found[n, kind])
    plots.show(figures.plot_corners(found))
    print("The table, filled:")
    figures.print_table(found)
    prediction_much.compare(findings.corners(found))

# %% [markdown]
# The last four lines are the lecture's table, by your runs. Beside the best way of each corner stand those that twelve seeds cannot tell from it (a difference within two standard errors).

# %% [markdown]
# ## 5. How fast may the body learn? (5 minutes)
#
# A tenth is a starting point. Here is the whole range, from a frozen body (0) to a body as fast as the head (1).

# %% tags=["experiment"]
with needs("replace_head", "fine_tune_step"):
    factors = (0.0, 0.01, 0.1, 0.3, 1.0)
    curves = {
        f"{n} labels, {kind}": figures.body_factors(
            experiments.target(n, kind), source, factors, replace_head, fine_tune_step
        )
        for n, kind in figures.CORNERS
    }
    plots.show(figures.plot_factors(curves, factors))
    for name, runs in curves.items():
        mean, error = experiments.paired(runs[-1], runs[2])
        print(f"{name:>22}: factor 1 against factor 0.1: {mean:+.3f} +- {error:.3f}")

# %% [markdown]
# What the figure shows: test accuracy against the factor between the rates of body and head. With 10 similar labels the factor hardly matters; at 1 the mean is lower, by less than two standard errors, so twelve seeds do not settle it. With 250 similar labels the curve rises from the frozen body and is flat from 0.1 on. With 250 different labels it rises all the way: that body has to go. With 10 different labels it rises as well, by about two standard errors.
#
# So a tenth is safe where transfer helps, and too slow where it does not. (With 250 different labels and a factor of exactly 0 the result varies a lot from seed to seed: a rate of 0.3 is too much for a linear classifier on those features, whose sizes nobody controls.)
#
# ### A tenth of the rate for everything?
#
# Read the slide quickly and you lower the rate of *all* layers, the fresh head included. We start from a cautious `lr` of 0.03 and 250 similar labels.
#
# **Predict.** After 20 steps, where is "everything at lr/10"?
#
# - **A**: ahead of both others
# - **B**: between body-at-lr/10-and-head-at-lr and training from scratch
# - **C**: at or behind training from scratch

# %% answer="predict_slow"
### BEGIN SOLUTION
prediction_slow = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("replace_head", "fine_tune_step"), prediction_slow:
    task = experiments.target(250)
    slow = figures.slow_head(task, source, replace_head, fine_tune_step)
    plots.show(figures.plot_slow_head(slow, task))
    for name, runs in slow.items():
        print(f"{name:>20}: " + ", ".join(
            f"{steps} steps {experiments.summary(r)}"
            for steps, r in zip(figures.SLOW_STEPS, runs, strict=True)))  # fmt: skip
    prediction_slow.compare(findings.slow(slow))

# %% [markdown]
# ## 6. When transfer loses (5 minutes)
#
# Shuffled pixels are an extreme. So take two tasks that look as similar as can be: the source net learns the digits 0 to 4, and the target is to tell 5, 6, 7, 8, 9 apart. Same pens, same scanner, same size.
#
# **Predict.** A linear classifier on the top features, against one on the pixels, with 50 labels:
#
# - **A**: top features win
# - **B**: no difference
# - **C**: pixels win

# %% answer="predict_new_digits"
### BEGIN SOLUTION
prediction_new_digits = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with (
    needs("replace_head", "extract_features", "learning_rates", "fine_tune_step"),
    prediction_new_digits,
):
    low_digits = experiments.source(digits=5)
    print(f"source nets for 0 to 4: {experiments.summary(low_digits.test_accuracy)}")
    by_labels = {}
    for n in (10, 50, 150):
        task = experiments.target(n, "new digits")
        parts = (replace_head, extract_features, learning_rates, fine_tune_step)
        by_labels[n] = figures.corner(task, low_digits, *parts)
        figures.print_corner(task, by_labels[n])
    prediction_new_digits.compare(findings.new_digits(by_labels))

# %% [markdown]
# Always run the two cheap baselines, a fresh net and a linear classifier on the raw input, before you believe in transfer.

# %% [markdown]
# ## 7. Where it is the norm (5 minutes)
#
# The lecture calls transfer with convolutional nets pervasive, "the norm, not an exception". Its examples, which are too large to run here:
#
# | system | taken over | trained on |
# |---|---|---|
# | **Object detection**, Fast R-CNN (Girshick 2015) | the convolutional layers of an ImageNet net | new heads that score and adjust boxes; upper layers fine-tuned |
# | **Image captioning** (Karpathy and Fei-Fei 2015) | an image net, trained on ImageNet | a recurrent net that turns its features into words |
# | the words of that captioner | **word vectors**, trained with word2vec on plain text | the same captions |
#
# One system may transfer twice, from two sources: the captioner has eyes from ImageNet and words from text.
#
# You rarely train a source net yourself. A **model zoo** is a collection of trained nets to download; the slide names those of Caffe, TensorFlow and PyTorch. The lecture's takeaway: with a data set of interest of less than about a million images, find a large and similar data set, train a big net there or take one from a zoo, and transfer. Section 6 adds the question to ask first.

# %% [markdown]
# ## 8. Going further: a rate for each layer (checked, 0 points)
#
# Body and head are two parts. Why not let every layer be slower than the one above it? **Discriminative fine-tuning** (Howard and Ruder 2018) gives the last layer `lr` and divides by `decay` for each layer below; they suggest 2.6.
#
# Write `layer_rates(n_layers, lr, decay)`: the list (or array) of the rates of layers 1 to `n_layers`.


# %% answer="layer_rates"
def layer_rates(n_layers, lr, decay):
    """Return the rates (n_layers,) of layers 1, 2, ...: lr for the last, each below 1/decay of it."""
    ### BEGIN SOLUTION
    return lr / decay ** np.arange(n_layers - 1, -1, -1)
    ### END SOLUTION


# %% points=0
checks.layer_rates(layer_rates)

# %% tags=["experiment"]
with needs("layer_rates", "replace_head", "fine_tune_step"):
    task = experiments.target(250)
    start = experiments.with_new_head(source, 2, replace_head)
    for decay in (1.0, 2.6, 10.0):
        rates = layer_rates(3, 0.3, decay)
        lrs = {name: float(rates[int(name[1:]) - 1]) for name in experiments.NAMES}
        result = experiments.train(start, task, lrs, fine_tune_step)
        print(f"decay {decay:4.1f}: test accuracy {experiments.summary(result)}")

# %% [markdown]
# On this small net the three differ by less than one percentage point. With three layers there is little to grade; the idea comes from deep nets for text.

# %% [markdown]
# ## 9. In your own words (20 minutes, {points by hand} points, read by a person)
#
# **{points of explain_table}.** Take the four lines of the table in section 4 that your runs filled. In which corner did transfer gain most over training from scratch, and by how many standard errors? In which corner do your numbers disagree with the lecture's advice, and what is the reason?

# %% [markdown] answer="explain_table" points=10
# ### BEGIN SOLUTION
# The largest gain is with 10 labels and the similar target: the linear classifier on top had 0.82 against 0.74 from scratch, +0.081 with a standard error of 0.013, about six standard errors (fine-tuning all layers the same within its error). With 250 different labels the advice is to fine-tune many layers. In our run all layers had 0.923 and a fresh net 0.945, a loss of 0.022 +- 0.002. The direction of the advice is right (few layers 0.90, all layers 0.92), but shuffled pixels share nothing with the source, so its weights are only a worse start than random ones.
#
# Rubric: 4 points for the corner, with gain and standard error from the own run, as a ratio. 3 points for a corner that disagrees, with both numbers. 3 points for a reason that names what source and target do not share.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_loss}.** In section 6 the source nets were nearly perfect on their own task. Take your numbers for 50 labels: by how much did the top features lose to the pixels, and by how much did fine-tuning all layers lose to a fresh net? Explain how features can be excellent for 0 to 4 and poor for 5 to 9.

# %% [markdown] answer="explain_loss" points=10
# ### BEGIN SOLUTION
# The source nets were right on 99.6 % of 0 to 4. With 50 labels of 5 to 9 the top features gave 0.80 and the pixels 0.91, a loss of 0.116 +- 0.008; fine-tuning all layers gave 0.87 against 0.92 from scratch, 0.056 +- 0.004 less. Training rewards features for telling 0 to 4 apart and for nothing else. Two images that differ in a way that does not matter for 0 to 4, such as a 5 and a 6, may be mapped to nearly the same features, and no classifier on top can tell them apart again. Pixels have thrown nothing away yet.
#
# Rubric: 4 points for both differences from the own run, one of them with its standard error. 4 points for saying that the features drop what the source task does not need. 2 points for why the pixels, or a fresh net, do not have this problem.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - Transfer is: take the body, make a fresh head, choose a rate for each array.
# - A rate of 0 must protect an array from everything, also from nan.
# - Little similar data: a linear classifier on the top features. More of it: fine-tune, the body slower, the head at the full rate.
# - Similar means that the source task needed the differences that your task asks for. Looks do not count.
# - Run a fresh net and a linear classifier on the raw input beside every transfer. Sometimes they win.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# net = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
# net[2] = torch.nn.Linear(64, 2)                 # a fresh head; its start is not ours: see 02
# net[0].requires_grad_(False)                    # frozen: no gradient, and no decay either
# groups = [
#     {"params": net[2].parameters(), "lr": 0.3},
#     {"params": net[0].parameters(), "lr": 0.03},  # ignored while frozen
# ]
# optimizer = torch.optim.SGD(groups, lr=0.3)
# ```
#
# **Submit:** save, then run `course submit 10_transfer` in a terminal.
#
# ## Sources
#
# - CS231n (Stanford 2017), lecture 7: "Transfer Learning", "Transfer Learning with CNNs", the slides with the table of four cases, "Transfer learning with CNNs is pervasive", "Takeaway for your projects and beyond".
# - Donahue et al.: [DeCAF](https://arxiv.org/abs/1310.1531). ICML 2014. Razavian et al.: [CNN features off-the-shelf](https://arxiv.org/abs/1403.6382). CVPR Workshops 2014.
# - Yosinski, Clune, Bengio, Lipson: [How transferable are features in deep neural networks?](https://arxiv.org/abs/1411.1792) NIPS 2014.
# - Howard, Ruder: [Universal language model fine-tuning for text classification](https://arxiv.org/abs/1801.06146). ACL 2018.
# - Girshick: [Fast R-CNN](https://arxiv.org/abs/1504.08083). ICCV 2015. Karpathy, Fei-Fei: [Deep visual-semantic alignments for generating image descriptions](https://arxiv.org/abs/1412.2306). CVPR 2015.
