# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 09 Convolution and residual nets: how nets became deep
#
# From 1998 to 2015 the nets that read images went from 5 layers to 152. Three ideas carried them: share weights over the image, count what a layer costs, and let the signal skip layers.
# After this notebook you can write a convolution forward and backward and max pooling, count the parameters of any of these nets, write a residual block, and say layer by layer why 40 plain layers train badly and 40 residual ones well.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 03.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots
from course_lib.lessons.residual import checks, experiments
from course_lib.lessons.residual.experiments import architectures, findings, images, training
from course_lib.lessons.residual.explorers import shattered
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. How many places does a filter find? (10 minutes)
#
# A **filter**, or kernel, is a small square of weights. It is laid on a corner of the image, gives one number, moves on, gives the next. Four numbers say how many places it finds along one side:
#
# - `size`: the side of the image, in cells
# - `kernel`: the side of the filter
# - `stride`: how far the filter moves from one place to the next
# - `pad`: how many cells of zeros are put around the image, on each of its sides
#
# **Predict.** An image of 7 cells, a filter of 3, stride 2, no border. How many places are there along the side?
#
# - **A**: 2
# - **B**: 3
# - **C**: 5

# %% answer="predict_places"
### BEGIN SOLUTION
prediction_places = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** `conv_output_size(size, kernel, stride, pad)` returns the number of places as an `int`. A last step that would lead over the edge is not made, so round down.


# %% answer="conv_output_size"
def conv_output_size(size, kernel, stride, pad):
    """Return how many places (an int) a kernel finds along a side of size cells.

    The kernel moves on by stride; pad zeros stand before and after the side.
    """
    ### BEGIN SOLUTION
    return (size + 2 * pad - kernel) // stride + 1
    ### END SOLUTION


# %% points=4
checks.conv_output_size(conv_output_size)

# %% tags=["experiment"]
with needs("conv_output_size"), prediction_places:
    prediction_places.compare(findings.places(conv_output_size(7, 3, 2, 0)))

# %% tags=["experiment"]
with needs("conv_output_size"):
    for name, side in images.lenet_sizes(conv_output_size):
        print(f"{name:>18}: {side} x {side}")

# %% [markdown]
# These are the images inside LeNet-5, the net of 1998 that read handwritten digits. After the second pooling there are 16 channels of 5 x 5 cells, so the affine layer behind it gets 400 numbers. You will meet the 400 again in section 5.
#
# A stride of 1 with `pad = (kernel - 1) / 2` keeps the size. That is why VGG and ResNet use filters of 3 with a border of 1: one can stack any number of them.

# %% [markdown]
# ## 2. The convolution (30 minutes)
#
# A batch of images is `x` (N, C, H, W): N examples, C channels (3 for a colour photograph), H rows, W columns. A layer has F filters `w` (F, C, HH, WW) and biases `b` (F,). Every filter sees **all** channels of a patch and makes **one** number of them:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c} \sum_{p} \sum_{q} w[f, c, p, q] \cdot \text{framed}[n, c,\; i s + p,\; j s + q]$$
#
# - framed is `x` with its border of zeros; $s$ is the stride.
# - $i$ and $j$ count the places downwards and to the right, $p$ and $q$ the cells of the filter.
# - `out` is (N, F, H', W'). H' comes from H and HH, W' from W and WW, by the formula of section 1.
#
# The same filter works at every place: **weights are shared** over the image. An affine layer from 32 x 32 x 3 numbers to 28 x 28 x 6 would need more than 14 million weights; six filters of 5 x 5 need 450.
#
# **Your turn.** Write `conv_forward`. Images and filters need not be square. A loop over the places is fine; what happens at one place fits into one line. The cache holds whatever your backward pass will need.


# %% answer="conv_forward"
def conv_forward(x, w, b, stride=1, pad=0):
    """Convolve x (N, C, H, W) with w (F, C, HH, WW), add b (F,).

    Return out (N, F, H', W') and a cache. x gets a border of pad zeros on each of its four sides.
    """
    ### BEGIN SOLUTION
    hh, ww = w.shape[2:]
    framed = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows, columns = (framed.shape[2] - hh) // stride + 1, (framed.shape[3] - ww) // stride + 1
    out = np.zeros((len(x), len(w), rows, columns))
    for i, j in np.ndindex(rows, columns):
        patch = framed[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
        out[:, :, i, j] = np.einsum("nchw,fchw->nf", patch, w) + b
    return out, (framed, w, stride, pad)
    ### END SOLUTION


# %% points=16
checks.conv_forward(conv_forward)

# %% [markdown]
# Mathematicians call this operation *cross-correlation*: their convolution turns the filter by 180 degrees first. A net learns its filters, so it does not matter to it; to a test it does.
#
# Now see what filters see. These three were written down by people. A net finds its own.

# %% tags=["experiment"]
with needs("conv_forward"):
    plots.show(images.plot_filtered(images.filtered(conv_forward)))

# %% [markdown]
# What the figure shows: a photograph of a temple in grey and the absolute answers of three filters. The first lights up at upright posts, the second at roofs and eaves, the third at fine texture and thin lines; all three are dark in the even sky.

# %% [markdown]
# ## 3. The convolution backward (30 minutes)
#
# Nothing new is needed, only care. `out` is a sum of products; each product sends its gradient to both of its factors:
#
# - `db`: the bias of a filter was added at every place of every example. Add up `dout` over all of them.
# - `dw`: at each place a filter met a patch. Add up patch times `dout` of the place.
# - `dx`: at each place a patch met all filters. Add filter times `dout` **back into the patch's place**. Patches overlap, so `+=`. At the end the border comes off.
#
# The last line has a trap. With `pad = 1` you may write `[1:-1]`; with `pad = 0` the slice `[0:-0]` is empty.
# Of all mistakes in public solutions of the CS231n assignment this is the most frequent one: the assignment's own test has `pad = 1` and does not notice.
#
# **Your turn.** Write `conv_backward`. `dout` is (N, F, H', W'); each gradient has the shape of its array.


# %% answer="conv_backward"
def conv_backward(dout, cache):
    """Return dx (N, C, H, W), dw (F, C, HH, WW) and db (F,) for dout (N, F, H', W')."""
    ### BEGIN SOLUTION
    framed, w, stride, pad = cache
    hh, ww = w.shape[2:]
    dframed, dw = np.zeros_like(framed), np.zeros_like(w)
    for i, j in np.ndindex(dout.shape[2:]):
        here = np.s_[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
        dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], framed[here])
        dframed[here] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    height, width = framed.shape[2] - pad, framed.shape[3] - pad
    return dframed[:, :, pad:height, pad:width], dw, dout.sum(axis=(0, 2, 3))
    ### END SOLUTION


# %% points=28
checks.conv_backward(conv_forward, conv_backward)

# %% [markdown]
# Your layer can train now. Eight filters of 3 x 3, ReLU, pooling, an affine layer: a small LeNet for the 8 x 8 digits.

# %% tags=["experiment"]
with needs("conv_forward", "conv_backward"):
    for epoch, accuracy in enumerate(training.train_own_convnet(conv_forward, conv_backward), 1):
        print(f"after epoch {epoch}: validation accuracy {accuracy:.3f}")

# %% [markdown]
# <details><summary>Is the loop over places how it is really done?</summary>
#
# No. The course's own layer writes all patches as the columns of one large matrix; then the convolution is one matrix product, which computers are best at. The price is memory: with filters of 3 x 3 every number of the image is copied nine times. `course_lib/engine/conv.py` is that version, about a hundred lines. Its results equal yours.
#
# </details>

# %% [markdown]
# ## 4. Max pooling (15 minutes)
#
# Pooling makes images smaller. It cuts each channel into windows of `size` x `size` and keeps the largest number of each. `stride` is the distance from one window to the next: equal to the size, windows tile the image; smaller, they overlap (AlexNet pools 3 x 3 with stride 2).
#
# Pooling learns nothing. It says that *somewhere in this window* the filter found what it looks for.
#
# **Your turn.** `maxpool_forward(x, size, stride)` returns `out` (N, C, H', W') and a cache.


# %% answer="maxpool_forward"
def maxpool_forward(x, size, stride):
    """Keep the largest number of each size x size window of x (N, C, H, W).

    Return out (N, C, H', W') and a cache; windows begin stride cells apart.
    """
    ### BEGIN SOLUTION
    rows, columns = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    out = np.zeros((x.shape[0], x.shape[1], rows, columns))
    for i, j in np.ndindex(rows, columns):
        window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
        out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, out, size, stride)
    ### END SOLUTION


# %% points=8
checks.maxpool_forward(maxpool_forward)

# %% [markdown]
# ## 5. From LeNet to ResNet, by counting (20 minutes)
#
# The discussion sheet walks through the famous nets.
#
# - **LeNet** (1998): convolutions, pooling, then affine layers; read handwritten digits.
# - **AlexNet** (2012): the same plan, larger and deeper, with ReLU, dropout and GPUs. It won the ImageNet challenge by a wide margin and made convolutional nets the way to go.
# - **GoogLeNet** (2014): 22 layers; each block lays filters of 1 x 1, 3 x 3 and 5 x 5 side by side, and a mean over each channel replaces the large affine layers: about 7 million parameters. It won the challenge of 2014.
# - **VGG** (2014): 16 or 19 layers, all filters 3 x 3. Runner-up to GoogLeNet.
# - **ResNet** (2015): 18 to 152 layers, with skip connections (section 7). The sheet, of mid-2016, calls it the state of the art and the common backbone.
#
# Why 3 x 3 only? The **receptive field** of a number is the part of the image that it can see. One 5 x 5 filter sees 25 cells. Two layers of 3 x 3 see the same 25 cells, with $2 \cdot 9 = 18$ weights a pair of channels instead of 25, and a ReLU between them. Three see 7 x 7 with 27 weights instead of 49.
#
# Two of the counts below are of later forms. "AlexNet" is the one of 2014 (Krizhevsky, One weird trick), with 64 to 384 filters a layer and 61.1 million parameters, as most libraries ship it; the net of 2012 had 96 to 384 filters and 61.0 million in two halves. "LeNet-5" has 61,706 in today's form, where every filter sees every channel; that of 1998 had about 60,000.
#
# What does each cost? Write a net as a list of layers:
#
# - `("conv", c_in, c_out, kernel, bias)`: `c_out` filters, `kernel` x `kernel`, over `c_in` channels; `bias` is True or False
# - `("affine", d, m, bias)`: from d numbers to m
#
# **Your turn.** `count_parameters(layers)` returns how many numbers the net learns, as an `int`.


# %% answer="count_parameters"
def count_parameters(layers):
    """Return the number of weights and biases of a list of layers.

    A layer is ("conv", c_in, c_out, kernel, bias) or ("affine", d, m, bias).
    """
    ### BEGIN SOLUTION
    total = 0
    for kind, n_in, n_out, *rest in layers:
        kernel = rest[0] if kind == "conv" else 1
        total += n_in * n_out * kernel**2 + n_out * rest[-1]
    return total
    ### END SOLUTION


# %% points=6
checks.count_parameters(count_parameters)

# %% [markdown]
# **Predict.** VGG16 has thirteen convolutions and three affine layers, 138 million parameters in all. In which kind of layer are most of them?
#
# - **A**: about nine tenths in the convolutions
# - **B**: about half and half
# - **C**: about nine tenths in the three affine layers

# %% answer="predict_vgg"
### BEGIN SOLUTION
prediction_vgg = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("count_parameters"), prediction_vgg:
    counted = {
        net.name: architectures.shares(net, count_parameters) for net in architectures.famous()
    }
    print(f"{'':>11}{'convolutions':>14}{'affine':>13}{'batch norm':>12}{'together':>13}")
    for name, n in counted.items():
        print(f"{name:>11}{n.conv:14,}{n.affine:13,}{n.norm:12,}{n.total:13,}")
    plots.show(architectures.plot_shares(counted))
    prediction_vgg.compare(findings.vgg(counted["VGG16"]))

# %% [markdown]
# Batch norm brings gamma and beta, two numbers for each channel, and makes the bias of the convolution before it useless ([notebook 03](../03_batchnorm/03_batchnorm.ipynb)). So the convolutions of a ResNet have no bias.
#
# **Three remarks on the sheet.** Its section 1 says that VGG "showed the benefit of (a) increasing the number of layers, and (b) using only convolutional operators stacked on each other".
# VGG has pooling between its stages and three affine layers at its end, and the count shows where its weight lies: one single layer, from 7 x 7 x 512 cells to 4096 units, holds 102,764,544 parameters.
#
# It says that ResNets "have substantially fewer parameters than VGG". That is true of the sums. It is not the skip connections that save them, which cost next to nothing and save nothing: it is the mean over each channel before a single affine layer. In its convolutions ResNet-152 has nearly four times as many parameters as VGG16.
#
# And "about 60 million" for ResNet-152 is right: 60,192,808. So is "roughly 138 million" for VGG.
#
# ### Why bottlenecks?
#
# The sheet's summary asks you to "recall why bottleneck layers in ResNet are important" and does not say it. Here it is. From ResNet-50 on a block has three layers: a 1 x 1 convolution from 256 channels down to 64, a 3 x 3 convolution there, a 1 x 1 convolution up to 256 again.

# %% tags=["experiment"]
with needs("count_parameters"):
    plain = count_parameters(architectures.plain_block(256, 256))
    narrow = count_parameters(architectures.bottleneck_block(256, 64))
    print(f"two 3 x 3 convolutions of 256 channels: {plain:9,}")
    print(
        f"bottleneck 256 - 64 - 64 - 256:         {narrow:9,}   ({plain / narrow:.0f} times less)"
    )
    for name in ("ResNet-34", "ResNet-50"):
        print(f"{name}: {counted[name].total:,}")

# %% [markdown]
# The costly 3 x 3 work is done in a quarter of the channels. So ResNet-50 has as many blocks as ResNet-34, four times as many channels between its blocks, 16 more layers, and only 17 % more parameters.

# %% [markdown]
# ## 6. Deeper was not better (20 minutes)
#
# Before 2015 one could write down a net of 40 layers. It trained badly, if at all. Look at the gradient before the first step.
#
# The nets below get digits. An affine layer, then 20 blocks of two affine layers of 64 units with ReLU, then the scores. We measure the norm of the gradient with respect to the activations that enter each block.
#
# First plain nets with Xavier's weights, variance $1/D$ for $D$ inputs of a unit. Each ReLU halves the second moment of what passes, forward and backward.
#
# **Predict.** By what factor does the gradient shrink over 40 layers?
#
# - **A**: about ten
# - **B**: about a thousand
# - **C**: about a million

# %% answer="predict_vanish"
### BEGIN SOLUTION
prediction_vanish = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_vanish:
    gradients = experiments.block_gradients(
        {
            "plain, Xavier": ("plain", "xavier"),
            "plain, He": ("plain", "he"),
            "batch norm, He": ("batch norm", "he"),
        }
    )
    plots.show(experiments.plot_block_gradients(gradients))
    prediction_vanish.compare(findings.vanish(gradients))

# %% [markdown]
# - **Vanishing** is a matter of the weights' scale, and He's factor 2 mends it ([notebook 02](../02_initialization/02_initialization.ipynb)). With sigmoids it was worse: their slope is never above 1/4 ([notebook 00](../00_warmup/00_warmup.ipynb)).
# - **Batch norm** keeps the activations in every layer at one scale. In a plain net of ReLUs it does not do so for gradients: they grow on their way back, here by some 40 % a block. One finds it in the literature as the gradient explosion of batch norm (Yang and others, 2019).
#
# **A remark on the sheet.** The solution of Problem 1 reports: "In the original paper, the authors point out that the problem is mostly solved with better initialization and Batch Normalization." The vanishing is. What the authors show next is that deep plain nets, with both cures, still had a *higher training error* than shallow ones, and that this is what needs the skip connections. Section 8 finds the same on digits.
#
# ### Shattered gradients
#
# He's gradient has a healthy length. What is wrong with it? Take a net from one number to one number and draw the slope, $d\,\text{out}/dx$, over $x$. A gradient step trusts that the slope nearby is like the slope here.
#
# How alike are the slopes at two inputs 0.08 apart, as the net gets deeper? **Your goal** with the slider: find how many layers it takes until the plain nets' correlation at that distance, written above the right panel, falls below one half. Then find how many the bare residual nets take. (The second slider draws other nets. Their numbers differ, the order in deep nets does not.)

# %% tags=["experiment"]
shattered.explorer()
plots.show(shattered.figure_of(30))
for layers in (2, 10, 30, 50):
    stats = shattered.compute(layers)
    near = "; ".join(
        f"{kind} {c[shattered.NEAR]:.2f}"
        for kind, c in zip(shattered.KINDS, stats.correlation, strict=True)
    )
    print(f"{layers:2d} layers, slopes {shattered.DISTANCES[shattered.NEAR]:.2f} apart: {near}")

# %% [markdown]
# What the figure shows: on the left the slope of three nets of 30 layers over their input; the plain net's jumps about, the residual nets' go in longer waves. On the right the correlation of two slopes against their distance: the plain nets' falls at once, the bare residual nets' more slowly, the scaled ones' most slowly.
#
# At 2 layers the three kinds are alike. From there on the plain nets' slopes lose their likeness first: their gradients are **shattered** (Balduzzi and others, 2017). Each example asks for something unrelated, and their mean says little. Skips slow the decay: the bare residual nets follow at about twice the depth. A scaled branch (section 7) slows it most.
#
# <details><summary>The two depths</summary>
#
# With the first nets of the slider: 24 layers for plain nets, 50 for bare residual ones. The scaled ones stay above 0.7.
# </details>

# %% [markdown]
# ## 7. The residual block (25 minutes)
#
# The sheet's Problem 1 asks which feature of ResNet, beside initialization and batch norm, helps against vanishing gradients. This one: let the layers compute a *change* of their input.
#
# $$\text{out} = x + \text{branch}(x) \qquad \text{branch}(x) = \text{ReLU}(x W_1 + b_1)\, W_2 + b_2$$
#
# $x$ is (N, D), $W_1$ (D, H), $b_1$ (H,), $W_2$ (H, D), $b_2$ (D,); in code `w1`, `b1`, `w2`, `b2`. H is the number of hidden units of the branch. The sum needs `out` in the shape of `x`.
#
# Backward, $x$ reaches `out` on two roads, and their gradients add:
#
# $$dx = d\text{out} + \text{what comes back through the branch}$$
#
# The first term has no weights in it. Whatever the branch does, `dout` arrives undiminished.
#
# **Your turn.** Write the block and its backward pass. Nothing comes after the sum.


# %% answer="residual"
def residual_forward(x, w1, b1, w2, b2):
    """Return out (N, D) = x + ReLU(x @ w1 + b1) @ w2 + b2, and a cache.

    x (N, D), w1 (D, H), b1 (H,), w2 (H, D), b2 (D,).
    """
    ### BEGIN SOLUTION
    h = np.maximum(x @ w1 + b1, 0)
    out = x + h @ w2 + b2
    return out, (x, h, w1, w2)
    ### END SOLUTION


def residual_backward(dout, cache):
    """Return dx, dw1, db1, dw2, db2 for dout (N, D), each in the shape of its array."""
    ### BEGIN SOLUTION
    x, h, w1, w2 = cache
    dz = (dout @ w2.T) * (h > 0)
    dx = dout + dz @ w1.T
    return dx, x.T @ dz, dz.sum(axis=0), h.T @ dout, dout.sum(axis=0)
    ### END SOLUTION


# %% points=18
checks.residual(residual_forward, residual_backward)

# %% [markdown]
# The sheet's answer to Problem 1, drawn with your own backward pass: 20 blocks whose branches are weak, and one gradient that walks back through all of them, with the skips and through the branches alone.

# %% tags=["experiment"]
with needs("residual_forward", "residual_backward"):
    walk = experiments.walk_back(residual_forward, residual_backward)
    plots.show(experiments.plot_walk(walk))
    print(
        f"after 20 blocks: with skips {walk.with_skip[-1]:.2f}, branches alone {walk.without[-1]:.0e}"
    )

# %% [markdown]
# What the figure shows: the length of a gradient against the blocks it has passed, on a logarithmic axis. With the skips it stays near 1; through the branches alone it falls in a straight line by more than twenty powers of ten.
#
# ### The price of a sum
#
# Adding is not free of trouble. Say every branch hands on the variance that it gets, as good initialization arranges. Branch and skip are nearly uncorrelated, so their variances add.
#
# **Predict.** What is the variance of the activations after L = 20 blocks, when it was 1 before the first?
#
# - **A**: about 1
# - **B**: about 20
# - **C**: about a million

# %% answer="predict_variance"
### BEGIN SOLUTION
prediction_variance = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("residual_forward"), prediction_variance:
    spread = experiments.variances(residual_forward)
    plots.show(experiments.plot_variances(spread))
    prediction_variance.compare(findings.variance(spread))

# %% [markdown]
# Two cures, both in wide use:
#
# - **Divide each branch by $\sqrt{L}$.** The variance grows by $1 + 1/L$ a block, to at most $(1 + 1/L)^L < e$ (with $e = 2.718\ldots$).
# - **Batch norm in the branch.** What the branch adds has variance 1, whatever came before: after L blocks it is $1 + L$. It grows in a line, not by doubling, and late blocks change the signal less and less.

# %% [markdown]
# ## 8. Twenty and forty layers, trained (20 minutes)
#
# Five kinds of nets learn the digits: plain, with batch norm, residual, residual with scaled branches, and batch norm with residual. All have 32 units a layer and He's weights, learning rates of their own (the bare residual nets need far smaller ones), three seeds, and 95 steps of plain SGD: five epochs of minibatches of 64, without momentum.
#
# **Predict.** Which kinds pass 0.9 with **40** layers, each at its best rate?
#
# - **A**: all but the plain one
# - **B**: the three with skip connections
# - **C**: the two whose branches are scaled or normalized
# - **D**: the two with batch norm

# %% answer="predict_forty"
### BEGIN SOLUTION
prediction_forty = predict("C", "ABCD")
### END SOLUTION

# %% tags=["experiment"]
twenty = training.train_depth(20)

# %% tags=["experiment"]
with prediction_forty:
    forty = training.train_depth(40)
    plots.show(training.plot_depths([twenty, forty]))
    prediction_forty.compare(findings.forty(twenty, forty))

# %% [markdown]
# Why? Look at the gradients of section 6 again, now with skips; batch norm alone is there to compare.

# %% tags=["experiment"]
gradients = experiments.block_gradients(
    {kind: (kind, "he") for kind in experiments.KINDS if kind != "plain"}
)
plots.show(experiments.plot_block_gradients(gradients))
for kind, norms in gradients.items():
    growth = np.exp(np.log(norms[:, 0] / norms[:, -1]).mean())
    print(f"{kind:>21}: at the first block {growth:9,.1f} times what it is at the last")

# %% [markdown]
# What the figure shows: norm of the gradient at each block, input on the left, on a logarithmic axis. For the bare residual net it grows to the left by more than four powers of ten, for batch norm alone by three. With scaled branches it is nearly level; with batch norm and skips it grows less than twentyfold, most of it in the five blocks next to the input.
#
# Three readings:
#
# - **A skip alone is no cure.** The bare sum of section 7 doubles and more; with 40 layers it learns a little at rates near a millionth, up to 0.2 or 0.3 in 95 steps, and nothing at larger ones. What ResNet has is the skip *and* a tame branch.
# - **Batch norm alone is no cure** for depth, either: compare 20 with 40 layers. Its gradients of section 6 say why.
# - **Both together hardly notice the depth.** Neither do scaled branches, without any norm.
#
# But 95 steps of plain SGD are few, and a better rule may get further. Here are 40 plain layers with Adam and four times as many steps.

# %% tags=["experiment"]
tell(findings.longer(*training.train_plain_with_adam()))

# %% [markdown]
# Where does it *not* hold? With two layers.

# %% tags=["experiment"]
two = training.train_depth(2, ("plain", "residual, scaled", "batch norm + residual"))
for kind in two.accuracy:
    rate, accuracy, error = two.best(kind)
    print(f"2 layers, {kind:>21}: {accuracy:.3f} +- {error:.3f} (SE of 3 seeds) at {rate:g}")

# %% [markdown]
# Two plain layers do as well as any: digits of 8 x 8 pixels do not need 40 layers. The claim is about what trains, not about what is needed.
#
# Last, 40 layers made of **your** block. Its branches start small, at He's scale divided by $\sqrt{L}$. Beside it the same chain without the skips, whose weights hand on the variance; both at a learning rate of 0.01.

# %% tags=["experiment"]
with needs("residual_forward", "residual_backward"):
    own = training.train_own(residual_forward, residual_backward)
    for name, runs in {
        "20 of your blocks": own.with_skip,
        "their branches alone": own.without,
    }.items():
        curve = ", ".join(f"{accuracy:.3f}" for accuracy in runs.mean(axis=1))
        print(f"{name:>20}: {curve}; SD of 3 seeds at the end {runs[-1].std(ddof=1):.3f}")

# %% [markdown]
# ## 9. Conventions
#
# | | this course | CS231n | PyTorch | Keras | the papers |
# |---|---|---|---|---|---|
# | a batch of images | (N, C, H, W) | (N, C, H, W) | (N, C, H, W) | (N, H, W, C) | differ |
# | filters | (F, C, HH, WW) | (F, C, HH, WW) | (F, C, HH, WW) | (HH, WW, C, F) | differ |
# | stride and border | `stride`, `pad` | a dictionary `conv_param` | `stride`, `padding` | `strides`, "same" or "valid" | in words |
# | what is left over | not covered | not covered | not covered; `ceil_mode` for pooling | "valid": not covered | mostly not said |
# | the filter is turned | no | no | no | no | no, though it is called convolution |
# | end of a residual block | the sum | - | ReLU after the sum (torchvision) | ReLU after the sum (ResNet), the sum (ResNetV2) | ReLU after the sum (2015), the sum (2016) |

# %% [markdown]
# ## 10. In your own words (10 minutes, {points by hand} points, read by a person)
#
# **{points of explain_depth}.** Take the lines for 40 layers that section 8 printed for your run. Compare "batch norm" with "batch norm + residual". Use a number of section 6 from your run to explain why batch norm alone does not train 40 layers, although its activations are at a good scale in every layer.

# %% [markdown] answer="explain_depth" points=10
# ### BEGIN SOLUTION
# In our run batch norm alone reached 0.2 (0.1 to 0.3: nets that fail are chaotic) with 40 layers at its best rate, batch norm with residual 0.96. Batch norm sets the scale of what goes forward. The gradient that goes back is another matter: in section 6 it grew about 1300-fold from the last block to the first. No single learning rate suits layers whose gradients differ by a thousand: one that moves the late layers blows up the early ones. With skips, most of the gradient takes the road of slope 1, so all blocks get gradients of similar size.
#
# Rubric: 3 points for both accuracies from the own run. 3 points for the growth factor of the gradient from the own run. 4 points for the link: one rate for all layers against gradients of very different size, and the skip's slope of 1.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_count}.** Your counts of section 5 give ResNet-34 and ResNet-50. Both have 16 blocks. What would ResNet-50 cost about if its blocks, at the same numbers of channels between blocks, had two 3 x 3 convolutions? Estimate it from the block of 256 channels, and say why VGG16's parameters are no fair comparison for either.

# %% [markdown] answer="explain_count" points=10
# ### BEGIN SOLUTION
# For 256 channels two 3 x 3 convolutions cost 1,179,648 and the bottleneck 69,632: 17 times less. ResNet-50 has 25.6 million parameters, 23.5 million of them in convolutions; with plain blocks it would cost very roughly 17 times the convolutions, some 400 million. With bottlenecks it costs only 4 million more than ResNet-34 (21.8 million). VGG16's 138 million are mostly its three affine layers (123.6 million, 89 %). Its convolutions have 14.7 million, fewer than those of ResNet-34. The sums compare the ends of the nets, not their depth.
#
# Rubric: 3 points for the two block counts and their ratio from the own run. 4 points for an estimate of hundreds of millions with its reasoning. 3 points for naming the affine layers of VGG16 with their number.
# ### END SOLUTION

# %% [markdown]
# ## Going further: max pooling backward, and what sharing buys (0 points)
#
# The gradient of a window goes to the cell that was its maximum. Where windows overlap, one cell can be the maximum of several: its gradients add up. Writing `=` for `+=` there is the second most frequent mistake in public solutions: the usual test has windows that do not overlap, and passes it.
# Of several equal numbers one may take it all, each may, or they may share.


# %% answer="maxpool_backward"
def maxpool_backward(dout, cache):
    """Return dx (N, C, H, W) for dout (N, C, H', W') and the cache of maxpool_forward."""
    ### BEGIN SOLUTION
    x, out, size, stride = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        here = np.s_[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
        chosen = x[here] == out[:, :, i : i + 1, j : j + 1]
        dx[here] += chosen * dout[:, :, i : i + 1, j : j + 1]
    return dx
    ### END SOLUTION


# %% points=0
checks.maxpool_backward(maxpool_forward, maxpool_backward)

# %% [markdown]
# ### What sharing buys
#
# Two nets with nearly the same number of parameters learn the digits: the small convolutional net, and an affine net of 18 hidden units. Then both are tested twice: on the validation digits, and on the same digits moved by one pixel, up, down, left or right. Neither has seen a moved digit.
#
# **Predict.** What do you expect on the **moved** digits?
#
# - **A**: the convolutional net is as good as before, because filters work at every place
# - **B**: both lose a lot, the convolutional net less
# - **C**: both lose the same

# %% answer="predict_moved"
### BEGIN SOLUTION
prediction_moved = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_moved:
    prediction_moved.compare(findings.moved(training.against_affine()))

# %% [markdown]
# "Convolutional nets do not care where a thing is" is half of the truth: a convolution moves with the image, and what comes after it must forgive the move.

# %% [markdown]
# ## What to keep
#
# - A convolution is an affine layer that shares its weights over the image. Height and width each have their own size; patches overlap, so their gradients add; without a border nothing is cut off.
# - Test with sizes that differ in every number, with stride 2, and with borders of 0 and 2.
# - Count before you build. VGG's parameters are in its affine end; bottlenecks do the 3 x 3 work in few channels.
# - A plain deep net trains badly because of its gradients: they vanish, explode or shatter, depending on weights and norms.
# - `out = x + branch(x)` hands `dout` on undiminished. Keep the branch tame: scale it, or normalize in it.
#
# ## The same in PyTorch
#
# ```python
# import torch
# from torch import nn
#
# x = torch.ones(2, 3, 8, 8)                         # (N, C, H, W), as here
# conv = nn.Conv2d(3, 5, kernel_size=3, stride=2, padding=1)   # weight (F, C, HH, WW)
# pool = nn.MaxPool2d(kernel_size=2, stride=2)       # what is left over is not covered
# out = pool(conv(x).relu())
# branch = nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 5))
# block = out.mean(dim=(2, 3)) + branch(out.mean(dim=(2, 3)))  # x + branch(x)
# count = sum(p.numel() for p in conv.parameters())
# ```
#
# **Submit:** save, then run `course submit 09_residual` in a terminal.
#
# ## Sources
#
# - CS182 (Berkeley 2021), discussion sheet, section 1 "Convolutional Neural Networks Architectures", Problem 1 "Vanishing Gradients in ResNet", section 7 "Summary".
# - LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition. 1998. Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional neural networks. 2012. Simonyan, Zisserman: [Very deep convolutional networks for large-scale image recognition](https://arxiv.org/abs/1409.1556). 2014.
# - He, Zhang, Ren, Sun: [Deep residual learning for image recognition](https://arxiv.org/abs/1512.03385). CVPR 2016. The same: [Identity mappings in deep residual networks](https://arxiv.org/abs/1603.05027). 2016.
# - Balduzzi and others: [The shattered gradients problem](https://arxiv.org/abs/1702.08591). ICML 2017. Yang and others: [A mean field theory of batch normalization](https://arxiv.org/abs/1902.08129). ICLR 2019.
# - Prince: Understanding deep learning, chapter 11 (variance in residual nets).
