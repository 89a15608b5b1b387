# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 08 Regularization: what keeps a net from learning by heart
#
# A net with room to spare fits its training set in many ways. Regularization says which of them we prefer: small weights, few weights, an answer that does not change when the picture is mirrored.
# After this notebook you can write the penalties and limits on weights, tell L2 from weight decay under Adam, augment photos in the five classic ways, and find out on your data whether an augmentation helps or hurts.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 04.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots
from course_lib.lessons.regularization import checks, experiments
from course_lib.lessons.regularization.experiments import augmentation, findings, noise, photos
from course_lib.lessons.regularization.explorers import distortions
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. A price for weights (25 minutes)
#
# Add a price for large weights to the loss of the data. Training then minimizes the sum of both:
#
# $$\text{loss}(W) + R(W).$$
#
# $W$ stands for all the weights, $R(W)$ is the **penalty**. Three are in use. Here $w$ runs over all entries of $W$, and the **strengths** $\lambda$, $\lambda_1$, $\lambda_2$ say what a weight costs:
#
# | | penalty $R(W)$ | its slope for one weight |
# |---|---|---|
# | **L2** | $\tfrac12 \lambda \sum w^2$ | $\lambda w$ |
# | **L1** | $\lambda \sum \lvert w\rvert$ | $\lambda\,\text{sign}(w)$ |
# | **elastic net** | $\lambda_1 \sum \lvert w\rvert + \tfrac12 \lambda_2 \sum w^2$ | $\lambda_1\,\text{sign}(w) + \lambda_2 w$ |
#
# Biases are left out as a rule: a bias does not make a net more sensitive to its input.
#
# **Your turn.** Each function takes weights `w` of any shape and returns `loss`, one number, and `dw`, the gradient of that number, of the shape of `w`. At a weight of 0 L1 has no slope; return 0 there.
#
# In `elastic_net` the names `l1` and `l2` are the two strengths. Inside it they hide the functions of the same name.


# %% answer="penalties"
def l2(w, strength):
    """Return 0.5 * strength * (sum of the squares of w), and its gradient in the shape of w."""
    ### BEGIN SOLUTION
    return 0.5 * strength * np.sum(w**2), strength * w
    ### END SOLUTION


def l1(w, strength):
    """Return strength * (sum of the absolute values of w), and its gradient in the shape of w."""
    ### BEGIN SOLUTION
    return strength * np.sum(np.abs(w)), strength * np.sign(w)
    ### END SOLUTION


def elastic_net(w, l1, l2):
    """Return the sum of both penalties with strengths l1 and l2 (numbers), and its gradient."""
    ### BEGIN SOLUTION
    loss = l1 * np.sum(np.abs(w)) + 0.5 * l2 * np.sum(w**2)
    return loss, l1 * np.sign(w) + l2 * w
    ### END SOLUTION


# %% points=10
checks.penalties(l2, l1, elastic_net)

# %% [markdown]
# **Two right conventions.** The two CS231n lectures do not agree on the 1/2. The 2015 lecture 6, "Regularization knobs", writes $\tfrac12 \lambda w^2$; the 2017 lecture 7, "Regularization: Add term to loss", writes $R(W) = \sum_k \sum_l W_{k,l}^2$. Both are fine, and a strength of the one is half a strength of the other. You can tell them apart: the initial loss of 3.07 in the 2015 lecture ([notebook 07](../07_tuning/07_tuning.ipynb)) fits the form with 1/2 only.
# The 2017 slide also writes the elastic net as $\beta W_{k,l}^2 + \lvert W_{k,l}\rvert$: the $\beta$ weighs L2 alone, and the strength of L1 is the $\lambda$ in front of all of it. Two strengths are easier to read.
#
# ### What do the weights look like afterwards?
#
# **Predict.** We train the same 64-100-10 net on 200 digits without a penalty, with your L2 and with your L1. Which run has most weights of the first layer within 0.002 of 0?
#
# - **A**: L2, because large weights cost most there
# - **B**: L1
# - **C**: L1 and L2 alike

# %% answer="predict_sparse"
### BEGIN SOLUTION
prediction_sparse = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("l2", "l1"), prediction_sparse:
    runs = [
        experiments.train_with("no penalty"),
        experiments.train_with("L2, strength 0.01", lambda w: l2(w, 0.01)),
        experiments.train_with("L1, strength 0.001", lambda w: l1(w, 0.001)),
    ]
    plots.show(experiments.plot_weights(runs))
    experiments.print_weights(runs)
    prediction_sparse.compare(findings.sparse(runs[1], runs[2]))

# %% [markdown]
# Look at the accuracies too. On clean digits no penalty wins anything here: sparse or small weights are not better weights. Section 9 has data on which regularization is worth a lot.

# %% [markdown]
# ## 2. Max norm: a limit, not a price (15 minutes)
#
# A penalty pulls all the time. **Max norm** does nothing until a unit's incoming weights become too long, and then cuts them back to length $c$:
#
# $$w_j \leftarrow w_j \cdot \min\!\left(1, \frac{c}{\lVert w_j\rVert}\right).$$
#
# $w_j$ is column $j$ of `w` (D, M), the D weights that enter unit $j$, and $\lVert w_j\rVert$ is the root of the sum of their squares. It is applied after each step of the optimizer, and goes well with dropout and large learning rates, because no unit can run away.
#
# **Your turn.** `max_norm(w, c)`, for a number c > 0, returns a new array (D, M): columns longer than `c` are scaled to length `c`, all others are as they were, also a column of zeros.


# %% answer="max_norm"
def max_norm(w, c):
    """Return w (D, M) with every column longer than c scaled down to length c."""
    ### BEGIN SOLUTION
    norms = np.sqrt(np.sum(w**2, axis=0))
    return w / np.maximum(norms / c, 1)
    ### END SOLUTION


# %% points=9
checks.max_norm(max_norm)

# %% tags=["experiment"]
with needs("l2", "l1", "max_norm"):
    runs = [
        experiments.train_with("no penalty"),
        experiments.train_with("L2, strength 0.01", lambda w: l2(w, 0.01)),
        experiments.train_with("L1, strength 0.001", lambda w: l1(w, 0.001)),
        experiments.train_with("max norm, c = 1", constraint=lambda w: max_norm(w, 1.0)),
    ]
    plots.show(experiments.plot_weights(runs))
    experiments.print_weights(runs)

# %% [markdown]
# What the figure shows: the three histograms of before, and a fourth one with max norm. The limit makes the heap narrower; it has no spike at 0.
#
# The table has the lengths. No column is longer than 1 with max norm, and the mean is close to it: nearly all units press against the limit. With L2 the columns differ in length, since each finds its own balance between the data and the price. This limit is tight: the accuracy on the training set falls as well, and the test gains nothing by it.

# %% [markdown]
# ## 3. L2 is not weight decay under Adam (30 minutes)
#
# Plain gradient descent with L2 does this with a weight:
#
# $$w \leftarrow w - \eta\,(g + \lambda w) = (1 - \eta\lambda)\, w - \eta g.$$
#
# $\eta$ is the learning rate and $g$ the gradient of the data's loss. Each step shrinks the weight by a factor: **weight decay**. So for gradient descent L2 and weight decay are two names for one thing.
#
# **Erratum.** CS231n 2017 lecture 7 writes "(Weight decay)" beside $R(W) = \sum W^2$. For Adam, which the same lecture recommends as a default, it is not true.
#
# Adam divides by $\sqrt{\hat v}$, the root of the mean of squared gradients. With L2, $\lambda w$ is a part of the gradient, so it is divided as well.
#
# **Predict.** Two weights start at 1. The gradients of the data are noise with mean 0, of size 10 at the first weight and of size 0.1 at the second. So only the regularizer moves them anywhere. Under **Adam with L2**, which weight shrinks faster?
#
# - **A**: both alike
# - **B**: the one with the large gradients
# - **C**: the one with the small gradients

# %% answer="predict_adam"
### BEGIN SOLUTION
prediction_adam = predict("C")
### END SOLUTION

# %% [markdown]
# **AdamW** (Loshchilov and Hutter 2019) takes the decay out of the gradient. With the gradient $g$ = `dw`, counting steps $t$ from 1:
#
# $$m \leftarrow \beta_1 m + (1-\beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1-\beta_2)\, g^2,$$
# $$\hat m = \frac{m}{1-\beta_1^t}, \qquad \hat v = \frac{v}{1-\beta_2^t}, \qquad w \leftarrow w - \eta\,\frac{\hat m}{\sqrt{\hat v} + \epsilon} - \eta\,\lambda\, w.$$
#
# $m$ and $v$ are running means of the gradient and of its square, both 0 at the start. $\epsilon$ = `eps` keeps the denominator above 0, and $\lambda$ = `weight_decay`. The decay does not enter $m$ or $v$.
#
# **Your turn.** `adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps)` makes one step and returns the new `w` and the new `state`. `state` is None at the first call; you decide what you keep in it.


# %% answer="adamw"
def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    """Make one step of AdamW from w against the gradient dw; return w and state."""
    ### BEGIN SOLUTION
    m, v, t = (np.zeros_like(w), np.zeros_like(w), 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * (m_hat / (np.sqrt(v_hat) + eps) + weight_decay * w), (m, v, t)
    ### END SOLUTION


# %% points=17
checks.adamw(adamw)

# %% tags=["experiment"]
with needs("adamw"), prediction_adam:
    found = experiments.decay_paths(adamw)
    plots.show(experiments.plot_decay(found))
    for name, path in found.paths.items():
        print(
            f"{name:>9}: after 300 steps {path[-1, 0]:+.2f} (large gradients) {path[-1, 1]:+.2f} (small)"
        )
    prediction_adam.compare(findings.adam(found))

# %% [markdown]
# ### Does the accuracy care?
#
# Adam with L2 and AdamW, each over its own grid of strengths, on 200 digits. A strength of the one is no strength of the other: compare the best of each.

# %% tags=["experiment"]
grid = experiments.strength_grid()
for name, strengths, runs in (
    ("Adam + L2", grid.strengths[0], grid.with_l2),
    ("AdamW", grid.strengths[1], grid.decoupled),
):
    row = "  ".join(f"{s:g}: {r.mean():.3f}" for s, r in zip(strengths, runs, strict=True))
    print(f"{name}, test accuracy by strength:\n    {row}")
tell(findings.strengths(grid))

# %% [markdown]
# ## 4. More pictures from the ones you have: flips and crops (30 minutes)
#
# The label of a photo stays the same when we mirror it, cut off a margin or change the light. So we can train on mirrored, cropped and tinted copies, new ones in every epoch: **data augmentation**. It tells the net what does not matter.
#
# From here on images are arrays `images` (N, H, W, 3) of **uint8**, whole numbers from 0 to 255: N images of H rows and W columns, with three colours each. Your functions return uint8 too.
#
# **Your turn.** `random_flip(images, rng)` exchanges left and right in about half of the images. Each image throws its own coin. The input stays as it was.


# %% answer="random_flip"
def random_flip(images, rng):
    """Return images (N, H, W, 3), each mirrored left-right with probability 1/2 on its own."""
    ### BEGIN SOLUTION
    flip = rng.random(len(images)) < 0.5
    out = images.copy()
    out[flip] = images[flip, :, ::-1]
    return out
    ### END SOLUTION


# %% points=6
checks.random_flip(random_flip)

# %% [markdown]
# ResNet's recipe for training (CS231n 2017, lecture 7, "Random crops and scales"): pick a random $L$ between 256 and 480, resize the photo so that its short side is $L$, cut out a random patch of 224 x 224. The last step is yours; the scale comes from `augmentation.resize` below.
#
# **Your turn.** `random_crop(images, size, rng)` cuts a window of `size` x `size` pixels out of each image and returns (N, size, size, 3). Here size <= H and size <= W. Each image gets its own window, and every place where the window fits has the same chance: also the last row and the last column.


# %% answer="random_crop"
def random_crop(images, size, rng):
    """Return a random window (N, size, size, 3) of each of the images (N, H, W, 3)."""
    ### BEGIN SOLUTION
    n, height, width, _ = images.shape
    top = rng.integers(height - size + 1, size=n)
    left = rng.integers(width - size + 1, size=n)
    windows = zip(images, top, left, strict=True)
    return np.stack([image[i : i + size, j : j + size] for image, i, j in windows])
    ### END SOLUTION


# %% points=9
checks.random_crop(random_crop)

# %% tags=["experiment"]
with needs("random_flip", "random_crop"):
    rng = np.random.default_rng(0)
    rows = []
    for name in ("china", "flower"):
        row = []
        for side in rng.integers(128, 240, size=6):  # half of ResNet's 256 to 480
            patch = random_crop(augmentation.photo(name, side)[None], augmentation.CROP, rng)
            row.append(random_flip(patch, rng)[0])
        rows.append([augmentation.photo(name, augmentation.CROP)[:, :168], *row])
    plots.show(augmentation.plot_images(rows, ("china", "flower")))

# %% [markdown]
# What the figure shows: two photos, each followed by six patches at random scales and places, some of them mirrored. A person gives all of them the same label.
#
# Look for the views in which that is doubtful: a patch of sky is not China. Small crops are strong medicine.

# %% [markdown]
# ## 5. Another light: jitter and PCA colour (30 minutes)
#
# The simple form changes contrast and brightness. For each image draw two numbers: a contrast factor $a$, uniform from $1-s$ to $1+s$, and a brightness shift $b$, uniform from $-255 s$ to $255 s$. The **strength** $s$ lies between 0 and 1. A value $x$ becomes
#
# $$x' = \bar x + a\,(x - \bar x) + b,$$
#
# where $\bar x$ is the mean of this image over all pixels and colours. Then limit to 0 and 255, and make it uint8; rounding or cutting off both count.
#
# **Your turn.** `color_jitter(images, strength, rng)` returns (N, H, W, 3), uint8. Mind the type: in uint8 250 + 10 is 4.


# %% answer="color_jitter"
def color_jitter(images, strength, rng):
    """Return images (N, H, W, 3) with random contrast and brightness, two numbers for each image."""
    ### BEGIN SOLUTION
    shape = (len(images), 1, 1, 1)
    contrast = 1 + strength * rng.uniform(-1, 1, shape)
    brightness = 255 * strength * rng.uniform(-1, 1, shape)
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + contrast * (images - mean) + brightness
    return np.clip(np.round(out), 0, 255).astype(np.uint8)
    ### END SOLUTION


# %% points=10
checks.color_jitter(color_jitter)

# %% [markdown]
# The finer form asks in which directions colours really vary. Krizhevsky, Sutskever and Hinton (2012) take all pixels of the training set as points in three dimensions (red, green, blue), and find their principal axes:
#
# 1. Make all pixels a table (K, 3) and remove the mean colour.
# 2. The covariance (3, 3) of the table has eigenvectors $p_1, p_2, p_3$ (the axes) and eigenvalues $\lambda_1, \lambda_2, \lambda_3$ (the variances along them).
# 3. For each image draw three numbers $\alpha_i$ from a normal distribution with mean 0 and standard deviation `alpha_std`, and add the same colour to all of its pixels: $\;\sum_i \alpha_i \sqrt{\lambda_i}\; p_i$.
#
# So `alpha_std` = 0.1 means: move by about a tenth of the standard deviation of the colours, along each axis.
#
# **Predict.** In "china", a photo of a pagoda under a wide sky, what do you expect the first axis $p_1$ to be: in which direction do the colours vary most?
#
# - **A**: red against green
# - **B**: all three colours up or down together: bright against dark
# - **C**: pure blue

# %% answer="predict_axis"
### BEGIN SOLUTION
prediction_axis = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** `pca_color(images, alpha_std, rng)` returns (N, H, W, 3), uint8. The axes are those of all pixels of the batch `images`; each image has its own three $\alpha_i$. Round, and limit to 0 and 255.
#
# Black-and-white photos must survive: two of their variances are 0, and rounding errors can make -1e-13 of that, whose root is nan.


# %% answer="pca_color"
def pca_color(images, alpha_std, rng):
    """Return images (N, H, W, 3), each with a random colour added along the batch's principal axes."""
    ### BEGIN SOLUTION
    pixels = images.reshape(-1, 3)
    variances, axes = np.linalg.eigh(np.cov(pixels, rowvar=False))  # axes are columns
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    colour = (alpha * np.sqrt(np.maximum(variances, 0))) @ axes.T
    out = images + colour[:, None, None]
    return np.clip(np.round(out), 0, 255).astype(np.uint8)
    ### END SOLUTION


# %% points=12
checks.pca_color(pca_color)

# %% tags=["experiment"]
with needs("color_jitter", "pca_color"), prediction_axis:
    rng = np.random.default_rng(1)
    six = np.repeat(np.stack([augmentation.photo("flower", 120)]), 6, axis=0)
    rows = [color_jitter(six, 0.3, rng), pca_color(six, 0.1, rng), pca_color(six, 0.6, rng)]
    names = ("color_jitter, strength 0.3", "pca_color, alpha_std 0.1", "pca_color, alpha_std 0.6")
    plots.show(augmentation.plot_images(rows, names, height=1.1))
    for name in ("china", "flower"):
        deviations, axes = augmentation.colours(augmentation.photo(name))
        print(
            f"{name:>6}: SD along the axes {np.round(deviations, 1)}, first axis {np.round(axes[0], 2)}"
        )
        if name == "china":
            prediction_axis.compare(findings.first_axis(axes[0]))

# %% [markdown]
# **A matter of units.** The paper multiplies $\alpha_i$ by the variance $\lambda_i$ itself, not by its root. A variance of colours has the unit colour squared, so the result depends on whether pixels run to 1 or to 255: with 255 the same `alpha_std` gives offsets 255 times as large in units of the range. With the root it does not matter. Read a library's formula before you copy its 0.1.

# %% [markdown]
# ## 6. Ten crops at the test (15 minutes)
#
# A net trained on random patches should not judge a photo by a single one. The lecture's recipe: resize the photo to five scales, take ten patches at each scale (four corners, the centre, and the mirror images of these five), and average the predictions over all fifty.
#
# **Your turn.** `ten_crop(image, size)` takes one image (H, W, 3), H and W at least `size`, and returns (10, size, size, 3): top left, top right, bottom left, bottom right, centre, then the mirror images of these five in the same order. When the rest cannot be split evenly, the centre may lie half a pixel off to either side.


# %% answer="ten_crop"
def ten_crop(image, size):
    """Return four corners and the centre of image (H, W, 3), then mirrored: (10, size, size, 3)."""
    ### BEGIN SOLUTION
    bottom, right = image.shape[0] - size, image.shape[1] - size
    places = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    crops = np.stack([image[i : i + size, j : j + size] for i, j in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
    ### END SOLUTION


# %% points=7
checks.ten_crop(ten_crop)

# %% tags=["experiment"]
with needs("ten_crop"):
    rows = augmentation.crops_at_five_scales(augmentation.photo("china", 320), ten_crop)
    titles = [f"short side {side}" for side in augmentation.SCALES]
    plots.show(augmentation.plot_images(rows, titles, height=0.95))

# %% [markdown]
# What the figure shows: fifty patches of one photo, ten in each row. At the smallest scale the patches are as high as the photo, so that corners at the top and at the bottom are the same; at the largest scale they show a piece of a roof, a tree, or nothing but sky.
#
# All sizes are half of ResNet's (224 from 224, 256, 384, 480 and 640), because our photos are small. At the first scale the photo is exactly as high as the patch. Your function must not stumble over that.
#
# ### Go crazy
#
# "Get creative for your problem!" says the lecture, and lists translation, rotation, stretching, shearing and lens distortion. All of them ask, for each pixel of the new picture, where in the old one it comes from.
#
# What the figure shows: on the left the photo with the outline of the distorted picture, on the right the result; white lies outside the photo. "stretch" makes the picture wider, "move" takes it to the right by a share of its width.
#
# **Your goal:** a picture that is turned by 20 degrees or more, and not a pixel of which lies outside the photo. Which slider pays for the turn, and what does it cost?

# %% tags=["experiment"]
distortions.explorer()

# %% tags=["experiment"]
plots.show(distortions.figure_of())

# %% [markdown]
# White corners give away that the picture was tampered with, and a net sees them as well. Scale up when you rotate, and they are gone; what you pay is the margin of the photo. Then move the sliders until you would no longer be sure of the label.

# %% [markdown]
# ## 7. Where augmentation helps, and where it hurts (25 minutes)
#
# Augmentation says: "this change does not matter". If it does matter, or never happens, you teach the net something useless.
#
# ### Photos
#
# Cut "china" and "flower" into 260 tiles of 16 x 16 pixels each. A net gets twenty tiles of each photo and must say of a tile which photo it is from. It sees 12 x 12 pixels: the centre of a tile, or your random crop of it. The test has the 480 other tiles, as they are; nobody moves or tints them. Sixteen nets for each augmentation.
#
# **Predict.** Which of your functions raise the accuracy on these ordinary tiles?
#
# - **A**: flips and crops
# - **B**: another light, `color_jitter` or `pca_color`
# - **C**: both
# - **D**: neither, no clear difference

# %% answer="predict_photos"
### BEGIN SOLUTION
prediction_photos = predict("A", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
with needs("random_flip", "random_crop", "color_jitter", "pca_color"), prediction_photos:
    centre, size = photos.centre, photos.CROP
    nothing = photos.train("nothing")
    moves = photos.train(
        "flips, crops", lambda tiles, rng: random_crop(random_flip(tiles, rng), size, rng)
    )
    jitter = photos.train("jitter 0.3", lambda tiles, rng: color_jitter(centre(tiles), 0.3, rng))
    pca = photos.train("PCA 0.6", lambda tiles, rng: pca_color(centre(tiles), 0.6, rng))
    plots.show(photos.plot([nothing, moves, jitter, pca]))
    prediction_photos.compare(findings.photos(nothing, moves, [jitter, pca]))

# %% [markdown]
# That is why people augment: a few lines for what would otherwise take more labelled photos. Whether a change of light helps depends on the question. For "which kind of flower?" the light is chance; for "which of these two photos?" it is the best clue.
#
# The test may use crops as well. Your `ten_crop` on every test tile, probabilities averaged:

# %% tags=["experiment"]
with needs("random_flip", "random_crop", "color_jitter", "pca_color", "ten_crop"):
    gains = [photos.over_ten_crops(run, ten_crop) - run.accuracy for run in (moves, nothing)]
    tell(findings.ten_crops(*gains, moves.name))

# %% [markdown]
# Ten views see the margin of the tile, which one pass on the centre does not.
#
# ### Digits
#
# Take 150 digits of 8 x 8 pixels. With a black margin of one pixel and your `random_crop` each digit moves by -1, 0 or 1 pixel in both directions: a **shift**. We train eight nets with each augmentation and test them on the test digits as they are, all of them well centred.
#
# **Predict.** Compared with no augmentation, what do random shifts do to the accuracy on these *unshifted* test digits?
#
# - **A**: they raise it, more data is better
# - **B**: no difference
# - **C**: they lower it

# %% answer="predict_shift"
### BEGIN SOLUTION
prediction_shift = predict("C")
### END SOLUTION

# %% [markdown]
# **Predict.** And mirroring with your `random_flip`?
#
# - **A**: it raises the accuracy
# - **B**: no difference, half of the digits look nearly the same in a mirror
# - **C**: it lowers it

# %% answer="predict_flip"
### BEGIN SOLUTION
prediction_flip = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("random_flip", "random_crop"), prediction_shift, prediction_flip:
    as_they_are = augmentation.train_augmented("nothing")
    shifted = augmentation.train_augmented(
        "shifts", lambda images, rng: random_crop(augmentation.padded(images), 8, rng)
    )
    mirrored = augmentation.train_augmented("mirror images", random_flip)
    plots.show(augmentation.plot_where([as_they_are, shifted, mirrored]))
    for run in (shifted, mirrored):
        for part in ("clean", "shifted"):
            mean, error = experiments.paired(getattr(run, part), getattr(as_they_are, part))
            before = getattr(as_they_are, part).mean()
            print(
                f"{run.name:>13}, test digits {part:>7}: {before:.3f} -> {before + mean:.3f}"
                f"   change {mean:+.3f} +- {error:.3f} (SE of 8 pairs)"
            )
    prediction_shift.compare(
        findings.augmented(
            as_they_are,
            shifted,
            "On centred digits the net spends its units on shifts that the test does not have; on "
            "moved ones it knows them.\n\nWhat the figure shows: accuracies on the test digits as "
            "they are (left) and on the same digits moved by up to one pixel (right), for nets "
            "trained with nothing, with shifts, and with mirror images.",
        )
    )
    prediction_flip.compare(
        findings.augmented(
            as_they_are, mirrored, "A mirrored 2 is no digit at all, and some look like a 5."
        )
    )

# %% [markdown]
# One pixel of eight is a large shift, and these digits were centred by whoever made the data. So the same augmentation is a loss on one test set and a rescue on the other. Ask what your *test* data will look like. A photo of a cat may be mirrored, a digit or a letter may not, an X-ray has a heart on the left.

# %% [markdown]
# ## 8. Add noise in training, average it out at the test (10 minutes)
#
# All the tricks with chance follow one pattern. Training uses $f(x, z)$, where $z$ is noise: a mask, a crop, the other rows of a batch. The test wants the mean over the noise,
#
# $$f(x) = E_z\big[f(x, z)\big],$$
#
# taken with samples of $z$, or by an approximation that costs one pass.
#
# | | noise $z$ in training | at the test |
# |---|---|---|
# | dropout | which units are off | scaling rule, or an average over masks ([notebook 04](../04_dropout/04_dropout.ipynb)) |
# | batch normalization | which rows share the batch | running statistics ([notebook 03](../03_batchnorm/03_batchnorm.ipynb)) |
# | augmentation | crop, flip, colour | average over ten crops at five scales |
# | DropConnect | which single weights are off | mean weights, or samples |
# | fractional max pooling | where the pooling regions lie | average over several drawings of the regions |
# | stochastic depth | which residual blocks are skipped | all blocks, each times its probability of being on |
#
# Your shifts are such noise, with nine values of $z$. Average the probabilities over all nine, on both test sets:

# %% tags=["experiment"]
with needs("random_crop"):
    as_they_are = augmentation.train_augmented("nothing")
    shifted = augmentation.train_augmented(
        "shifts", lambda images, rng: random_crop(augmentation.padded(images), 8, rng)
    )
    print("trained with   test digits   one pass   mean of nine   change")
    for run in (as_they_are, shifted):
        averages = augmentation.averaged_over_shifts(run)
        for part, average in zip(("clean", "shifted"), averages, strict=True):
            mean, error = experiments.paired(average, getattr(run, part))
            accuracies = f"{getattr(run, part).mean():8.3f}   {average.mean():12.3f}"
            print(f"{run.name:>12}   {part:>11}   {accuracies}   {mean:+.3f} +- {error:.3f}")

# %% [markdown]
# For the net that was trained with shifts the average over the shifts helps on centred digits: that is the mean over just the noise that it knows. On digits that are already moved it hurts, because a second shift makes two pixels, which it never saw. And on centred digits the net trained without shifts is ruined by the average. **Average over the noise that you trained with** is the safe rule. (The tiles of section 7 are kinder: there the average over crops hurt no net.)

# %% [markdown]
# ## 9. Going further: more kinds of noise (checked, 0 points)
#
# ### Three more kinds of noise
#
# 200 digits again, a fifth of them with a random label, as in [notebook 04](../04_dropout/04_dropout.ipynb): data with something to unlearn. Dropout and DropConnect (keep probability 0.5) in a 64-128-128-10 net, and stochastic depth in a net of six residual blocks, the last of which is skipped in half of the steps and the earlier ones less often.

# %% tags=["experiment"]
runs = {kind: noise.train_noisy(kind) for kind in noise.KINDS}
print(noise.table(runs))
tell(findings.noise([(runs[kind], runs[plain]) for kind, plain in noise.COMPARED]))

# %% [markdown]
# On clean digits dropout gained nothing ([notebook 04](../04_dropout/04_dropout.ipynb)).
#
# ### Yours: DropConnect and fractional max pooling
#
# **DropConnect** (Wan et al. 2013) drops single weights: $\text{out} = x\,(m \cdot W / q) + b$ with a mask $m$ of the shape of $W$ (D, M) and keep probability $q$. One mask serves the batch.
#
# Write `dropconnect_forward(x, w, b, keep_prob, rng)` for `x` (N, D), which returns `out` (N, M) and a cache, and `dropconnect_backward(dout, cache)`, which returns `dx`, `dw`, `db`.


# %% answer="dropconnect"
def dropconnect_forward(x, w, b, keep_prob, rng):
    """Return x @ (w with random entries dropped, the rest divided by keep_prob) + b, and a cache."""
    ### BEGIN SOLUTION
    mask = (rng.random(w.shape) < keep_prob) / keep_prob
    return x @ (w * mask) + b, (x, w, mask)
    ### END SOLUTION


def dropconnect_backward(dout, cache):
    """Return dx (N, D), dw (D, M) and db (M,)."""
    ### BEGIN SOLUTION
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * mask, dout.sum(axis=0)
    ### END SOLUTION


# %% points=0
checks.dropconnect(dropconnect_forward, dropconnect_backward)

# %% [markdown]
# **Fractional max pooling** (Graham 2014) shrinks an image by a factor between 1 and 2, such as $\sqrt 2$. It cuts each axis into regions of size 1 or 2 in a random order, and keeps the maximum of each.
#
# Write `fractional_cuts(n_in, n_out, rng)`: the places where `n_out` regions of size 1 or 2 begin and end, integers (n_out + 1,) from 0 to `n_in`. Here `n_out <= n_in <= 2 * n_out`.


# %% answer="fractional_cuts"
def fractional_cuts(n_in, n_out, rng):
    """Return n_out + 1 integers from 0 to n_in whose gaps are 1 or 2, in a random order."""
    ### BEGIN SOLUTION
    sizes = np.ones(n_out, dtype=int)
    sizes[: n_in - n_out] = 2
    return np.concatenate([[0], np.cumsum(rng.permutation(sizes))])
    ### END SOLUTION


# %% points=0
checks.fractional_cuts(fractional_cuts)

# %% tags=["experiment"]
with needs("fractional_cuts"):
    image = augmentation.photo("flower", 120)
    pooled, rng = [image], np.random.default_rng(0)
    for _ in range(4):
        pooled.append(noise.fractional_pool(pooled[-1], 2**0.5, fractional_cuts, rng))
    again = [noise.fractional_pool(image, 2**0.5, fractional_cuts, rng) for _ in range(5)]
    titles = ("pooled by the root of 2, again and again", "pooled once, five different drawings")
    plots.show(augmentation.plot_images([pooled, again], titles))
    print("short sides:", [min(a.shape[:2]) for a in pooled])

# %% [markdown]
# What the figure shows: in the first row a photo and four poolings in a row, each smaller by $\sqrt 2$ (drawn at one size, so its pixels grow) and brighter, since maxima are kept. In the second row five poolings of the same photo with different random cuts: they differ by small jolts. Four layers of it shrink an image by 4, where plain 2 x 2 pooling would need two; there is room for more layers between.
#
# **Stochastic depth** (Huang et al. 2016) is one line in a residual block, `x + coin * branch(x)`: see `StochasticDepth` in `course_lib/lessons/regularization/experiments/noise.py`.

# %% [markdown]
# ## 10. Conventions
#
# | | this course | CS231n | PyTorch | Keras | the paper |
# |---|---|---|---|---|---|
# | L2 penalty | $\tfrac12\lambda\sum w^2$ | 2015: with 1/2; 2017: without | `weight_decay=` $\lambda$ adds $\lambda w$ to the gradient, as with 1/2 | `L2(s)` is $s\sum w^2$, without 1/2 | |
# | biases | not penalized | not penalized | all that you hand to the optimizer | only where you ask (`kernel_regularizer`) | |
# | elastic net | two strengths | one $\lambda$, and $\beta$ on L2 | by hand | `L1L2(l1, l2)`, without 1/2 | Zou and Hastie 2005: two strengths, without 1/2 |
# | AdamW decay per step | `lr * weight_decay * w` | not covered | `lr * weight_decay * w` | the same | a schedule's factor times $\lambda w$, apart from $\alpha$ |
# | max norm over | columns of w (D, M) | incoming weights of a unit | `renorm_`, you choose the axis | `MaxNorm(c, axis=0)` | Srivastava et al. 2014: incoming weights |
# | images | (N, H, W, 3) uint8 | | (N, 3, H, W) | (N, H, W, 3) | |
# | order of ten crops | 4 corners, centre, mirrored | 4 corners, centre, + flips | `TenCrop`: the same | | Krizhevsky et al. 2012 |
# | PCA colour | $\alpha_i\sqrt{\lambda_i}\,p_i$ | "sample a color offset" | not built in | not built in | $\alpha_i\lambda_i\,p_i$ |

# %% [markdown]
# ## 11. In your own words ({points by hand} points, read by a person)
#
# **{points of explain_sparse}.** Take the table of section 2 with your four runs. Which share of the weights is within 0.002 of 0 with L1 and which with L2? Say with the two gradients why. Then: what did the sparse net lose or win in test accuracy, measured in standard errors?

# %% [markdown] answer="explain_sparse" points=10
# ### BEGIN SOLUTION
# With L1 a share of 0.58 of the first-layer weights is within 0.002 of 0, with L2 0.04, without a penalty 0.01. The gradient of L1 is the strength times the sign: it pulls equally hard however small the weight is, so a weight that the data do not hold arrives at 0 and stays within a step of it. The gradient of L2 is the strength times the weight; it fades as the weight shrinks, so weights become small but hardly ever 0. The test accuracy was 0.922 +- 0.003 (SE of 4) with L1 against 0.929 +- 0.005 without: about one standard error, so no difference that I could claim.
#
# Rubric: 4 points for the two shares from the own run. 4 points for the constant against the proportional pull. 2 points for an accuracy difference compared with its standard error, and a conclusion that fits.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_shift}.** Take the first two lines that section 7 prints, those for shifts. A scanner shop wants your digit classifier; their scanner shifts about a third of the digits by a pixel. Would you train with shifts? Use your numbers to estimate the accuracy on their mixture with and without, and say at which share of shifted digits your answer turns.

# %% [markdown] answer="explain_shift" points=10
# ### BEGIN SOLUTION
# Without augmentation the accuracy is 0.922 on centred and 0.340 on moved digits, with shifts 0.865 and 0.814. With a third moved: without 0.67 * 0.922 + 0.33 * 0.340 = 0.73, with 0.67 * 0.865 + 0.33 * 0.814 = 0.85. So I train with shifts. The answer turns where the loss on centred digits equals the gain on moved ones: (1 - s) * 0.057 = s * 0.474, s = 0.11. Below about a tenth of shifted digits it is better not to. (The moved test digits here include a ninth that stay in place, so the true share is a little lower.)
#
# Rubric: 4 points for the four accuracies from the own run. 4 points for a mixture computed with the right weights and a decision that follows. 2 points for the turning point, from the two changes.
# ### END SOLUTION

# %% [markdown]
# ## What to keep
#
# - L2 shrinks all weights in proportion, L1 sends many to 0, max norm limits the length of a unit's weights. The 1/2 of L2 is a convention: state yours.
# - L2 is weight decay for gradient descent. Under Adam it is not: AdamW decays outside the division.
# - Augment with changes that leave the label alone and that your test data will have. Others cost accuracy.
# - One coin for each image, one offset of colour for each image; convert to uint8 after limiting to 0 and 255.
# - Train with noise, then average over the same noise at the test, or use a rule that approximates the average.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# net = torch.nn.Linear(64, 10)
# sgd = torch.optim.SGD(net.parameters(), lr=0.1, weight_decay=1e-2)  # L2 with 1/2, biases too
# adam = torch.optim.Adam(net.parameters(), weight_decay=1e-2)        # L2 inside the gradient
# adamw = torch.optim.AdamW(net.parameters(), weight_decay=1e-2)      # decoupled; default 1e-2
# penalty = 1e-3 * net.weight.abs().sum()         # L1: add it to the loss yourself
# with torch.no_grad():                           # max norm: weight is (M, D), a unit is a row
#     net.weight.copy_(torch.renorm(net.weight, p=2, dim=0, maxnorm=1.0))
# ```
#
# **Submit:** save, then run `course submit 08_regularization` in a terminal.
#
# ## Sources
#
# - CS231n (Stanford 2017), lecture 7: "Regularization: Add term to loss", "Regularization: A common pattern", "Data Augmentation: Horizontal Flips", "Random crops and scales", "Color Jitter", "Get creative for your problem!". CS231n 2015, lecture 6: "Regularization knobs".
# - Loshchilov, Hutter: [Decoupled weight decay regularization](https://arxiv.org/abs/1711.05101). ICLR 2019.
# - Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional neural networks. NIPS 2012.
# - He, Zhang, Ren, Sun: [Deep residual learning for image recognition](https://arxiv.org/abs/1512.03385). CVPR 2016.
# - Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout. JMLR 15, 2014 (max norm).
# - Wan, Zeiler, Zhang, LeCun, Fergus: [Regularization of neural networks using DropConnect](https://proceedings.mlr.press/v28/wan13.html). ICML 2013.
# - Graham: [Fractional max-pooling](https://arxiv.org/abs/1412.6071). 2014. Huang, Sun, Liu, Sedra, Weinberger: [Deep networks with stochastic depth](https://arxiv.org/abs/1603.09382). ECCV 2016.
# - Zou, Hastie: Regularization and variable selection via the elastic net. JRSS B 67, 2005.
