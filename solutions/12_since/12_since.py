# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 12 What was learned since: four results, measured here
#
# The lectures behind this course are from 2016 to 2021. People have looked closely at training since, and some of what they saw surprised everybody. Four of these results fit on a laptop, and here you measure them yourself.
# After this notebook you can measure how sharp the valley of a net is, say why a rate that is too large often is not, fit more weights than examples, carry a learning rate from a narrow net to a wide one, and make a step orthogonal.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebooks 02, 03, 05 and 07. From notebook 06 it takes that the mean of several fits has less variance than each of them. From notebook 08 it takes the L2 penalty, a strength times the sum of the squared weights.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots
from course_lib.lessons.since import checks
from course_lib.lessons.since.experiments import (
    branches,
    edge,
    figures,
    findings,
    fits,
    further,
    half,
    muon,
    recipe,
    targets,
    units,
    widths,
)
from course_lib.lessons.since.explorers import rate
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. How sharp is the valley? (20 minutes)
#
# [Notebook 05](../05_optimizers/05_optimizers.ipynb) stood on a bowl. Along a direction of curvature $\lambda$ one step of plain descent multiplies the distance to the bottom by $1 - \alpha\lambda$, where $\alpha$ is the learning rate. So the largest curvature sets the limit: $\alpha\lambda < 2$, or every step ends further away than it began.
#
# The largest curvature of a net's loss at its weights $w$ is called its **sharpness**. It is the eigenvalue of largest size of the Hessian $H$, the matrix of second derivatives. A net of 3466 weights has a Hessian of 12 million entries, and larger nets have one that no machine can hold. We need its largest eigenvalue without ever writing it down.
#
# **A product without the matrix.** All we need is $Hv$ for a vector $v$ (P,), where P is the number of weights. $Hv$ says how the gradient $g$ changes along $v$, and that is a difference as in [notebook 00](../00_warmup/00_warmup.ipynb):
#
# $$Hv \approx \frac{g(w + h v) - g(w - h v)}{2h}, \qquad \lVert v \rVert = 1,\; h = 10^{-4}.$$
#
# **Power iteration.** Multiply any vector by $H$ again and again. Each time its part along an eigenvector grows by the eigenvalue. The part along the largest one outgrows the others, and $v$ turns towards it. One round is
#
# $$v \leftarrow \frac{Hv}{\lVert Hv \rVert}, \qquad \text{and the curvature along } v \text{ is } v \cdot Hv \text{ while } \lVert v \rVert = 1.$$
#
# The vector $v$ is returned as well. The valley of a net turns slowly while it trains, so the next look can begin with the $v$ of the last one and needs few rounds.
#
# **Your turn.** Write `sharpness(gradient, w, v, rounds)`. `gradient` is a function that takes weights (P,) and returns the gradient (P,). `v` (P,) is where to begin; it may have any length. Return the curvature of the last round, with its sign, and the new `v`, which has length 1.


# %% answer="sharpness"
def sharpness(gradient, w, v, rounds):
    """Return the curvature of largest size at w (P,), and its direction v (P,) of length 1.

    gradient(w) returns the gradient (P,); v is where to begin; a round multiplies it by H once.
    """
    ### BEGIN SOLUTION
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
    ### END SOLUTION


# %% points=24
checks.sharpness(sharpness)

# %% [markdown]
# ## 2. The valley answers (20 minutes)
#
# Now a net: 64-32-32-10 with tanh units and a linear end, 300 digits, half the squared error summed over the ten outputs. We train it by plain descent on all 300 digits at once, without noise and without momentum, and look at the sharpness at every tenth of the run. Three nets start at each of three rates. At the rate 0.4 they start with rate times sharpness close to 2, the limit of the bowl.
#
# **Predict.** Where does rate times sharpness end at the rate 0.4?
#
# - **A**: near 0.5: training finds flat valleys
# - **B**: near 2
# - **C**: above 3, and the loss explodes

# %% answer="predict_edge"
### BEGIN SOLUTION
prediction_edge = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("sharpness"), prediction_edge:
    run = edge.follow(sharpness)
    plots.show(figures.plot_edge(run))
    prediction_edge.compare(findings.edge(run))

# %% [markdown]
# On a bowl the curvature stands still, and you must fit the rate to it. In a net the curvature moves. As long as the rate allows it, training goes into ever sharper places: **progressive sharpening**. At the limit a step overshoots, the net is thrown to the other wall, and on its way back it comes to rest where the valley is a little flatter. So it hovers at the limit. Cohen et al. (2021) called this the **edge of stability** and found it in nets of many kinds.
#
# Read it the other way round: *the rate chooses the sharpness*. A larger rate ends in a flatter place. And a loss that jumps now and then while it falls is no sign of a broken run.
#
# ### A start beyond the edge
#
# **Predict.** Now the rate is chosen for each of twelve nets so that it *starts* beyond the edge: rate times sharpness is 2.5, 3, 4, 5 or 6. On a bowl all of these explode. What do the nets do?
#
# - **A**: all of them come back
# - **B**: they explode, too, from 2.5 or 3 on
# - **C**: those at 3 come back and go on at the edge; those at 6 explode

# %% answer="predict_starts"
### BEGIN SOLUTION
prediction_starts = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("sharpness"), prediction_starts:
    prediction_starts.compare(findings.starts(edge.from_above(sharpness)))

# %% [markdown]
# That is one reason why warm-up exists: it starts with a small rate, and the sharpness has time to follow. (In [notebook 05](../05_optimizers/05_optimizers.ipynb) the nets gave no reason for it. They did not start beyond the edge.)
#
# Where does the edge *not* hold? The theory is about plain descent on the full batch.

# %% tags=["experiment"]
with needs("sharpness"):
    tell(findings.others(edge.others(sharpness)))

# %% [markdown]
# Move the rate yourself. Find the smallest rate at which the net arrives at the edge within 600 steps, and the largest at which it survives.

# %% tags=["experiment"]
with needs("sharpness"):
    rate.explorer(sharpness)

# %% tags=["experiment"]
with needs("sharpness"):
    plots.show(rate.figure_of(sharpness, 0.4))

# %% [markdown]
# What the figure shows: rate times sharpness over 600 steps (left), with the limit at 2, and the loss (right), for one net at the rate 0.4.
#
# <details><summary>The two rates</summary>
#
# The first net of the slider arrives from about 0.3 on. It survives up to about 0.8; where the slider goes on, most rates explode, and here and there one does not.
# </details>

# %% [markdown]
# ## 3. More weights than examples (20 minutes)
#
# The lecture on ensembles says that the variance of large nets is not nearly as high "as we would expect from basic learning theory (i.e., overfitting is usually not catastrophic)". Let us see what happens when a fit has more and more weights.
#
# Take N examples with P features each: a matrix $F$ (N, P). The targets are $T$ (N, K), one column for each of K outputs. A linear fit has weights $W$ (P, K), and its error is $\lVert FW - T \rVert^2$, the sum of all squared entries.
#
# - **P < N.** There are more targets than weights. No $W$ meets all of them, and one has the least error.
# - **P > N.** There are more weights than targets. Infinitely many $W$ meet all of them. Which one should we take? A natural choice is the **shortest**, the one with the least $\lVert W \rVert$. It is also where plain descent from 0 ends: every step is a combination of rows of $F$, so $W$ never gets a part that no example sees.
#
# **Your turn.** Write `min_norm_fit(features, targets)`. It returns of all $W$ with the least error the shortest. `np.linalg` has what you need: the SVD, the pseudoinverse, and a least-squares solver.


# %% answer="min_norm_fit"
def min_norm_fit(features, targets):
    """Return w (P, K): of all with the least error |features @ w - targets|, the shortest.

    features (N, P), targets (N, K); P may be smaller or larger than N.
    """
    ### BEGIN SOLUTION
    return np.linalg.lstsq(features, targets, rcond=1e-10)[0]
    ### END SOLUTION


# %% points=12
checks.min_norm_fit(min_norm_fit)

# %% [markdown]
# The features are those of a net with one hidden layer whose first matrix is random and stays: $F = \mathrm{ReLU}(X V) / \sqrt{P}$, where $X$ holds the pixels (N, 64) and $V$ (64, P) is normal. Only the last layer is fitted. There are 100 training digits, and each label is replaced by a random one with probability 0.2. The error on 800 other digits is measured with their true labels.
#
# **Predict.** We take P from 20 to 2000. At which number of features is the error on the *other* digits largest?
#
# - **A**: at 2000: twenty weights for every example, and wrong labels learned by heart
# - **B**: at 20 or 30: the fit is too simple
# - **C**: near 100

# %% answer="predict_peak"
### BEGIN SOLUTION
prediction_peak = predict("C")
### END SOLUTION

# %% [markdown]
# Before you look: a peak can be cut down. **Ridge regression** does not minimize the error alone, it adds a penalty on long weights:
#
# $$\lVert FW - T \rVert^2 + s\, \lVert W \rVert^2,$$
#
# where $s > 0$ is the strength. There is no 1/2 and no mean here, as usual for this fit. Set the slope with respect to $W$ to 0: that is a linear system with one solution, whatever N and P are.
#
# **Your turn.** Write `ridge_fit(features, targets, strength)`.


# %% answer="ridge_fit"
def ridge_fit(features, targets, strength):
    """Return w (P, K) that minimizes |features @ w - targets|^2 + strength * |w|^2."""
    ### BEGIN SOLUTION
    square = features.T @ features + strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
    ### END SOLUTION


# %% points=12
checks.ridge_fit(ridge_fit)

# %% tags=["experiment"]
with needs("min_norm_fit", "ridge_fit"), prediction_peak:
    descent = fits.double_descent(min_norm_fit, ridge_fit)
    plots.show(figures.plot_descent(descent))
    prediction_peak.compare(findings.peak(descent))

# %% [markdown]
# Why at 100? With exactly as many weights as examples there is one $W$ that meets all targets, and no choice is left. Directions that the features hardly see need huge weights to repair a wrong label. With more features there are many ways to meet the targets, and the shortest one is tame.
#
# A peak of what? [Notebook 06](../06_ensembles/06_ensembles.ipynb) split an error into bias and variance: variance is what the mean of many fits does not have.

# %% tags=["experiment"]
with needs("min_norm_fit", "ridge_fit"):
    tell(findings.cures(fits.double_descent(min_norm_fit, ridge_fit)))

# %% [markdown]
# This is the sentence of the lecture, with its limits. Beyond the peak larger is better, although every fit knows the wrong labels by heart. Near the peak it *is* catastrophic. And the peak is one of fits without any penalty: a little of it, or stopping early, and it is gone. Belkin et al. (2019) drew this curve first; Nakkiran et al. (2020) showed it for deep nets, over their width and over the length of training.

# %% [markdown]
# ## 4. A rate for every width (20 minutes)
#
# Tuning costs many runs, and large nets cost much a run. Can we tune a small net and use its rate for a large one? [Notebook 02](../02_initialization/02_initialization.ipynb) asked how large the *weights* of a layer may be, so that its outputs keep their size when the layer gets wider. The same question for the *steps* gives the answer.
#
# A unit adds up `fan_in` products. Adam moves every weight by about the learning rate, whatever the gradient ([notebook 05](../05_optimizers/05_optimizers.ipynb)), and all these moves pull in the same direction. So one step moves the output of the unit by about lr times `fan_in`. A layer with four times the inputs moves four times as far, and a rate that was right is now too large.
#
# The rule, a part of **muP** (Yang and Hu 2021, Yang et al. 2022), for a matrix (fan_in, fan_out):
#
# $$\text{rate} = \text{lr} \cdot \frac{\text{fan\_in in the small net}}{\text{fan\_in in the wide net}},$$
#
# where lr is the best rate of the small net. A bias is added once at any width, so it keeps lr.
#
# **Your turn.** Write `width_rates(shapes, base_shapes, lr)`. `shapes` is a dictionary with the shape of each array of the wide net: `{"w1": (64, 256), "b1": (256,), "w2": (256, 256), ...}`. `base_shapes` holds the same names for the small net. Return a dictionary with one rate for each name.


# %% answer="width_rates"
def width_rates(shapes, base_shapes, lr):
    """Return the rates, a dictionary by name: lr is the best rate of a net with base_shapes.

    shapes and base_shapes hold (fan_in, fan_out) of a matrix and (fan_out,) of a bias, by name.
    """
    ### BEGIN SOLUTION
    rates = {}
    for name, shape in shapes.items():
        growth = shape[0] / base_shapes[name][0] if len(shape) == 2 else 1
        rates[name] = lr / growth
    return rates
    ### END SOLUTION


# %% points=16
checks.width_rates(width_rates)

# %% [markdown]
# The last row of the check trains. It is the **coordinate check**: take three steps of Adam at several widths, and see how far the numbers inside the net have moved. If the rule is right the moves do not grow with the width. It takes a second, and it finds a forgotten layer in any code.

# %% tags=["experiment"]
with needs("width_rates"):
    moved = widths.coordinates(width_rates)
    plots.show(figures.plot_coordinates(moved))
    tell(findings.coordinates(moved))

# %% [markdown]
# Now train. 64-w-w-w-10 nets with ReLU, softmax loss, Adam, two epochs in batches of 50, four seeds, ten rates. The small net has w = 16. The wide nets get either one rate for all arrays, or your rates. (With your rates the last matrix also starts smaller, by the root of the growth; that is the other part of the rule.)
#
# **Predict.** The best rate of the small net goes into a net of w = 192, with *one rate for all arrays*. What is its training loss, beside that of the same net at its own best rate?
#
# - **A**: larger by a quarter or more
# - **B**: about the same
# - **C**: smaller: wide nets like large rates

# %% answer="predict_width"
### BEGIN SOLUTION
prediction_width = predict("A")
### END SOLUTION

# %% tags=["experiment"]
with needs("width_rates"), prediction_width:
    transferred = widths.transfer(width_rates)
    plots.show(figures.plot_widths(transferred))
    prediction_width.compare(findings.transfer(transferred))

# %% [markdown]
# ## 5. Steps that are orthogonal (20 minutes)
#
# In [notebook 02](../02_initialization/02_initialization.ipynb) you made an *orthogonal* matrix: all its singular values are 1, so that it stretches no direction more than another. The gradient of a weight matrix is quite the opposite. A few of its singular values are large, and a step along it changes the layer in a few directions only.
#
# **Muon** (Jordan et al. 2024) replaces the step of a matrix by the nearest orthogonal one. With the SVD of the momentum $M = U S V^T$ that is $U V^T$: the singular vectors stay, and all singular values become 1. It has trained large language models.
#
# An SVD at every step is slow on a graphics card; products of matrices are fast there. **Newton-Schulz** gets to $UV^T$ by products alone. Start with $Q = M / \lVert M \rVert$, where the norm is the root of the sum of all squared entries, so that no singular value is above 1. One round is
#
# $$Q \leftarrow \tfrac32\, Q - \tfrac12\, Q\, Q^T Q.$$
#
# Put in $Q = U S V^T$: the singular vectors stay, and each singular value $s$ becomes $1.5\, s - 0.5\, s^3$. That is above $s$ for $0 < s < 1$, and 1 stays 1. So all of them climb to 1, small ones by a factor of 1.5 a round.
#
# **Your turn.** Write `newton_schulz(a, rounds)` for a matrix of any shape (D, M). A matrix of zeros stays zeros.


# %% answer="newton_schulz"
def newton_schulz(a, rounds):
    """Return q in the shape of a (D, M): a over its norm, after some rounds of Newton-Schulz."""
    ### BEGIN SOLUTION
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
    ### END SOLUTION


# %% points=16
checks.newton_schulz(newton_schulz)

# %% tags=["experiment"]
with needs("newton_schulz"):
    far = muon.rounds_to_orthogonal(newton_schulz)
    plots.show(figures.plot_rounds(far))
    tell(findings.rounds(far))

# %% [markdown]
# Now Muon trains: a 64-64-64-64-10 net with ReLU, three epochs in batches of 50. Its two inner matrices step by your `newton_schulz` of their momentum, with 12 rounds; the other arrays have Adam. Beside it stand momentum and Adam alone. Each has five rates, and we compare each at its best.
#
# **Predict.** Whose training loss is lowest at the end?
#
# - **A**: Muon's, by far: less than two thirds of Adam's
# - **B**: Muon and Adam are about level
# - **C**: Adam's, by far

# %% answer="predict_race"
### BEGIN SOLUTION
prediction_race = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("newton_schulz"), prediction_race:
    race = muon.race(newton_schulz)
    plots.show(figures.plot_race(race))
    prediction_race.compare(findings.race(race))

# %% [markdown]
# Muon's own code has a polynomial of fifth degree in the place of ours, $3.4445\, s - 4.775\, s^3 + 2.0315\, s^5$. Five rounds bring all values from 0.01 up to between 0.68 and 1.14, which is near enough for a step and needs fewer products.
#
# A tie on the digits says nothing about large nets, where Muon made its name. It says that you cannot see its gain here, and that somebody who shows you one on a small net has probably not tuned the other side.

# %% [markdown]
# ## 6. What cannot be shown on a laptop (5 minutes)
#
# Some results need more than a notebook can run. Here they are in two sentences each, with the paper.
#
# - **Scaling laws** (Kaplan et al. 2020; Hoffmann et al. 2022). The loss of language models falls as a power of parameters, data and computation, over many orders of magnitude, so that the loss of a run can be foretold from small ones. A laptop spans two such orders, and with two one can fit almost any curve.
# - **Grokking** (Power et al. 2022). A small transformer on sums modulo a prime learns its training set by heart and, ten to a thousand times more steps later, suddenly gets the rest right. The steps in between take minutes to hours, and the effect depends on the decay and on the data.
# - **Lottery tickets** (Frankle and Carbin 2019). A trained net holds a small part which, trained alone from its first weights, does as well. To find the part one trains and prunes in ten to twenty turns.
# - **The critical batch size** (McCandlish et al. 2018). Up to some batch size doubling it halves the steps, beyond it hardly saves any, and the size can be read off the noise of the gradients. It shows where steps are many and batches run on many machines.
# - **Warm-up for large batches** (Goyal et al. 2017). With batches of 8192 images a ResNet-50 learns ImageNet as well as with 256, if its rate climbs through the first five epochs. Our batches have 50 images, and in no run of [notebook 05](../05_optimizers/05_optimizers.ipynb) or of this one did warm-up change anything.
# - **Shampoo** (Gupta et al. 2018). It multiplies the gradient of a matrix from both sides by roots of matrices that it collects, and a form of it won a public contest of training algorithms (Kasimbeg et al. 2025). The gain was counted in hours on eight graphics cards, with the same tuning for everybody.
# - **Activation checkpointing** (Chen et al. 2016). A deep net can forget most of its forward pass and compute it again on the way back, which takes the memory of a net of 100 layers down to about that of 10 for one more forward pass. Ours fit into a few megabytes.
# - **Layer norm before or after the sum** (Xiong et al. 2020). With the norm inside the branch transformers train without warm-up, with the norm after the sum they need it. Our nets have neither the depth nor the attention.

# %% [markdown]
# ## 7. In your own words (15 minutes, {points by hand} points, read by a person)
#
# **{points of explain_edge}.** Take the curve of rate times sharpness that section 2 drew for your run at the rate 0.4. Say with two of its numbers what happens before and after it meets 2. Why does the loss fall although a bowl with that curvature would make it explode? What would you expect of a net at half the rate, and what did your run show at 0.2?

# %% [markdown] answer="explain_edge" points=10
# ### BEGIN SOLUTION
# In our run rate times sharpness began between 2.0 and 2.2, went down to 1.9 and stayed between 1.95 and 2.05 from step 600 on. Below 2 nothing holds the curvature, and training makes it grow. Beyond 2 the net overshoots along the sharpest direction and swings from wall to wall; the swings carry it to a place that is a little flatter, and it is below 2 again. A bowl has the same curvature everywhere, so there the swings would grow without end. Along all other directions rate times curvature is far below 2, and there the loss goes on falling. At half the rate the limit is twice as sharp: 10 instead of 5. At 0.2 the run climbed from 1.0 to between 1.5 and 1.7: it was on its way and had not arrived.
#
# Rubric: 3 points for two numbers of the own run, before and at the limit. 4 points for the swing that leads to a flatter place, against the bowl that stands still. 3 points for "twice the sharpness at half the rate", compared with what the own run shows at 0.2.
# ### END SOLUTION

# %% [markdown]
# **{points of explain_width}.** Somebody tunes the rate of a net of width 16 and wants to train one of width 192. Use numbers of your run in section 4 to say what transfers with your rates and what does not. Which test that takes a second would you ask for before the large run, and what would it have to show?

# %% [markdown] answer="explain_width" points=10
# ### BEGIN SOLUTION
# With `width_rates` the best rate of the narrow net is the best, or next to it, at width 192 as well. With one rate for all the best rate at width 192 is several times smaller, and the narrow net's rate costs a multiple of the loss. The loss does not transfer: a wide net at the same rate has another loss than the narrow one, and at its own best rate the net with one rate for all does about as well as the other. What transfers is the place of the minimum, not its depth. Before the large run I would ask for the coordinate check: after three steps hidden units and scores must have moved about as far at 192 as at 16. With one rate for all they move several times as far.
#
# Rubric: 3 points for the best rates at both widths from the own run. 3 points for "the rate transfers, the loss does not", with a number. 4 points for the coordinate check and what it must show: moves that do not grow with the width.
# ### END SOLUTION

# %% [markdown]
# ## Going further: small parts of today's recipes (checked, 0 points)
#
# **RMSNorm** (Zhang and Sennrich 2019) is layer norm without the mean. Large language models use it: it costs less, and nobody misses the mean. For a row $x$ of D entries,
#
# $$\text{out} = \gamma \cdot \frac{x}{\sqrt{\frac{1}{D} \sum_d x_d^2 + \epsilon}},$$
#
# where $\gamma$ (D,) is learned and $\epsilon$ is small. There is no shift $\beta$.


# %% answer="rmsnorm"
def rmsnorm(x, gamma, eps=1e-5):
    """Return out (N, D): every row of x (N, D) over its root mean square, times gamma (D,)."""
    ### BEGIN SOLUTION
    return gamma * x / np.sqrt((x * x).mean(axis=1, keepdims=True) + eps)
    ### END SOLUTION


# %% points=0
checks.rmsnorm(rmsnorm)

# %% [markdown]
# **GELU** (Hendrycks and Gimpel 2016) is ReLU with a soft bend. It multiplies x by the share of normal numbers that lie below x: nearly 0 for x = -3, one half for x = 0, nearly 1 for x = 3. The share is an integral. This formula comes within 0.0005 of GELU, and GPT-2 was trained with it:
#
# $$\text{gelu}(x) = \frac{x}{2} \left( 1 + \tanh\!\left( \sqrt{\tfrac{2}{\pi}} \left( x + 0.044715\, x^3 \right) \right) \right).$$
#
# **Your turn.** Write `gelu_forward` and `gelu_backward` for an x of any shape. The slope of tanh is $1 - \tanh^2$.


# %% answer="gelu"
def gelu_forward(x):
    """Return out, in the shape of x, and a cache."""
    ### BEGIN SOLUTION
    t = np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
    return x * (1 + t) / 2, (x, t)
    ### END SOLUTION


def gelu_backward(dout, cache):
    """Return dx in the shape of x."""
    ### BEGIN SOLUTION
    x, t = cache
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * x**2)
    return dout * (1 + t + x * (1 - t**2) * inner) / 2
    ### END SOLUTION


# %% points=0
checks.gelu(gelu_forward, gelu_backward)

# %% [markdown]
# **SwiGLU** (Shazeer 2020) is the hidden layer of most large language models. A hidden unit has two weight vectors in the place of one. One makes a gate, the other the value that the gate lets through:
#
# $$\text{out} = \text{silu}(x W) \odot (x V), \qquad \text{silu}(z) = z\, \sigma(z) = \frac{z}{1 + e^{-z}},$$
#
# where x is (N, D), $W$ and $V$ are (D, M), and $\odot$ multiplies entry by entry. There is no bias. The slope of the sigmoid $\sigma$ is $\sigma (1 - \sigma)$. Shazeer found it better than the units before it and gave no reason: he attributed the success to "divine benevolence".
#
# **Your turn.** Write `swiglu_forward` and `swiglu_backward`.


# %% answer="swiglu"
def swiglu_forward(x, w, v):
    """Return out (N, M) for x (N, D), w and v (D, M), and a cache; w makes the gate."""
    ### BEGIN SOLUTION
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)
    ### END SOLUTION


def swiglu_backward(dout, cache):
    """Return dx (N, D), dw (D, M) and dv (D, M)."""
    ### BEGIN SOLUTION
    x, w, v, a, b, s = cache
    da = dout * b * (s + a * s * (1 - s))
    db = dout * a * s
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
    ### END SOLUTION


# %% points=0
checks.swiglu(swiglu_forward, swiglu_backward)

# %% tags=["experiment"]
with needs("gelu_forward", "gelu_backward", "swiglu_forward", "swiglu_backward"):
    gelu, swiglu = (gelu_forward, gelu_backward), (swiglu_forward, swiglu_backward)
    tell(further.unit(units.compare(gelu, swiglu)))

# %% [markdown]
# **A factor before a residual branch.** [Notebook 09](../09_residual/09_residual.ipynb) adds a branch to what it began with, $h + a \cdot \text{branch}(h)$ with the factor $a = 1$. Here are 20 blocks in a row without any norm, each with two matrices. With $a = 1$ every block adds as much variance as it gets, so 20 blocks multiply the variance by $2^{20}$, a million. There are two ways out: a fixed small factor, $1 / \sqrt{20}$ for 20 blocks, with which the variance grows about $e$ times, or a factor for each block that is learned and **starts at 0**, so that the net begins as if it had no blocks (ReZero: Bachlechner et al. 2020; SkipInit: De and Smith 2020). Plain descent, four epochs, five rates, four nets each:

# %% tags=["experiment"]
run = branches.compare()
plots.show(figures.plot_branches(run))
tell(further.branch(run))

# %% [markdown]
# **Warm-up and a cosine, once down.** With AdamW this is the schedule that most large nets are trained with. During the first `warm` steps, k = 0, 1, ..., the rate climbs in even steps: $(k + 1) / \text{warm}$ of lr. From step `warm` on it follows half a cosine, from lr down towards 0 at step `total`.


# %% answer="warmup_cosine"
def warmup_cosine(step, lr, warm, total):
    """Return the rate at a step from 0 to total - 1: up to lr in warm steps, then down to 0."""
    ### BEGIN SOLUTION
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
    ### END SOLUTION


# %% points=0
checks.warmup_cosine(warmup_cosine)

# %% [markdown]
# AdamW with your schedule is the recipe of most large nets. Here it trains 64-32-32-10 nets for ten epochs with a decay of 0.01, beside its parts: a constant rate, warm-up alone, the cosine alone. On the way two **averages of the weights** are taken from the nets with the constant rate. **EMA** is the exponential one of [notebook 06](../06_ensembles/06_ensembles.ipynb): the old average times 0.95 plus the new weights times 0.05, at each step. **SWA** (Izmailov et al. 2018) is the plain mean of the weights at the ends of the last five epochs.

# %% tags=["experiment"]
with needs("warmup_cosine"):
    run = recipe.compare(warmup_cosine)
    plots.show(figures.plot_recipe(run))
    tell(further.schedules(run))
    tell(further.averages(run))

# %% [markdown]
# **Label smoothing** (Szegedy et al. 2016) does not ask for probability 1 at the label. It takes the share `eps` away from the one-hot target and gives it to all classes alike, the label among them. The loss then has its minimum not at 0, but where the probabilities equal the targets.


# %% answer="smooth_targets"
def smooth_targets(labels, classes, eps):
    """Return targets (N, classes) for labels (N,): one-hot, with the share eps spread evenly."""
    ### BEGIN SOLUTION
    return (1 - eps) * np.eye(classes)[labels] + eps / classes
    ### END SOLUTION


# %% points=0
checks.smooth_targets(smooth_targets)

# %% [markdown]
# **The least loss.** Cross-entropy with targets $q$ is $-\sum_c q_c \log p_c$. It is least where the probabilities $p$ equal $q$, and there it is the **entropy** of the targets, $-\sum_c q_c \log q_c$. For one-hot targets that is 0. For ten classes and `eps` = 0.1 it is 0.500.
#
# **Mixup** (Zhang et al. 2018) makes the targets soft in another way. It mixes two examples, $s\, x_i + (1 - s)\, x_j$, and their one-hot targets alike, with a share $s$ drawn from 0 to 1. Two different labels leave an entropy of $-s \log s - (1 - s) \log(1 - s)$. Its mean over evenly drawn shares is 1/2, and one pair of digits in ten has the same label, which leaves none. So no net can come below about 0.45.

# %% tags=["experiment"]
with needs("smooth_targets"):
    tell(further.softer(targets.compare(smooth_targets)))

# %% [markdown]
# **float16 and a scaled loss** (Micikevicius et al. 2018). A float16 takes half the memory of a float32 and is multiplied much faster on a graphics card. Its smallest number above 0 is $2^{-24}$, and its largest 65504. Whatever is smaller becomes 0, and whatever is larger infinite. Gradients are often tiny. The way out is to multiply the *loss* by a large factor: by the chain rule all gradients grow alike. Before the step they are divided by it again, in float32, where the weights are kept, too.
#
# On the digits nothing is lost in float16. So this net is made to need the factor: its loss is divided by $2^{20}$ and its rate multiplied by it, which changes nothing in exact numbers.

# %% tags=["experiment"]
tell(further.scaling(half.compare()))

# %% [markdown]
# ## What to keep
#
# - Sharpness is the largest curvature. Two gradients a round measure it, without the Hessian.
# - Under plain descent on the full batch rate times sharpness climbs to 2 and stays there. The rate chooses how sharp the place is. Minibatches stop earlier, Adam has a limit of its own.
# - The error on new data is worst where weights and examples are equal in number. Beyond it larger is better; a little penalty removes the peak.
# - Adam's rate of a matrix goes down with its `fan_in`. Then a rate found on a narrow net serves a wide one. The loss does not transfer.
# - Muon makes a step orthogonal by products of matrices. On the digits it ties with Adam.
# - Of the small parts of today's recipes three show on the digits: a small factor before branches without a norm, a rate or an average that ends a run at too large a rate, and a scaled loss in float16. The others change nothing that a net of this size lets you see.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# w = torch.randn(64, 32, requires_grad=True)
# loss = (w**4).sum()
# (g,) = torch.autograd.grad(loss, w, create_graph=True)
# (hv,) = torch.autograd.grad((g * torch.ones_like(w)).sum(), w)    # H v, without a difference
# fit = torch.linalg.lstsq(torch.randn(5, 8), torch.randn(5, 3), driver="gelsd").solution
# groups = [{"params": [w], "lr": 0.01 * 16 / 64}]                 # a rate for each matrix
# adam = torch.optim.Adam(groups)
# q = torch.linalg.svd(w.detach(), full_matrices=False)
# step = q.U @ q.Vh                                                # what Newton-Schulz comes to
# ```
#
# **Submit:** save, then run `course submit 12_since` in a terminal.
#
# ## Sources
#
# - J. Cohen, S. Kaur, Y. Li, J. Z. Kolter and A. Talwalkar, Gradient descent on neural networks typically occurs at the edge of stability, 2021. For Adam: J. Cohen et al., Adaptive gradient methods at the edge of stability, 2022.
# - M. Belkin, D. Hsu, S. Ma and S. Mandal, Reconciling modern machine-learning practice and the classical bias-variance trade-off, 2019. P. Nakkiran et al., Deep double descent, 2020.
# - G. Yang and E. Hu, Tensor programs IV: feature learning in infinite-width neural networks, 2021. G. Yang et al., Tensor programs V: tuning large neural networks via zero-shot hyperparameter transfer, 2022.
# - K. Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024.
# - J. Kaplan et al., Scaling laws for neural language models, 2020. J. Hoffmann et al., Training compute-optimal large language models, 2022. A. Power et al., Grokking, 2022. J. Frankle and M. Carbin, The lottery ticket hypothesis, 2019. S. McCandlish et al., An empirical model of large-batch training, 2018. R. Xiong et al., On layer normalization in the transformer architecture, 2020. P. Goyal et al., Accurate, large minibatch SGD, 2017. V. Gupta, T. Koren and Y. Singer, Shampoo, 2018. P. Kasimbeg et al., Accelerating neural network training: an analysis of the AlgoPerf competition, 2025. T. Chen et al., Training deep nets with sublinear memory cost, 2016.
# - D. Hendrycks and K. Gimpel, Gaussian error linear units, 2016. N. Shazeer, GLU variants improve transformer, 2020.
# - B. Zhang and R. Sennrich, Root mean square layer normalization, 2019. C. Szegedy et al., Rethinking the Inception architecture for computer vision, 2016.
# - T. Bachlechner et al., ReZero is all you need, 2020. S. De and S. Smith, Batch normalization biases residual blocks towards the identity function in deep networks, 2020. P. Izmailov et al., Averaging weights leads to wider optima and better generalization, 2018. H. Zhang et al., mixup: beyond empirical risk minimization, 2018. P. Micikevicius et al., Mixed precision training, 2018. I. Loshchilov and F. Hutter, Decoupled weight decay regularization, 2019.
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": ensembles, on overfitting that is "usually not catastrophic". CS231n (Stanford), lecture 6: weights that keep the activations' size.
# - Images: the digits that come with scikit-learn (E. Alpaydin and C. Kaynak).
