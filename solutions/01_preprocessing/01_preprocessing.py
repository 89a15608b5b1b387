# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 01 Preprocessing: put the inputs on one scale
#
# Before a net sees the first number, you decide in which units the numbers come.
# That decision can change the number of training steps a million-fold.
# In this notebook you measure how narrow the valley of a loss is, you standardize and whiten real tables, and you find out where scaling matters and where it does not.
# At the end you can say, before any training, which table will train badly, and repair it without looking at the test rows.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom with Shift+Enter.
# A prediction asks for your guess before you see the outcome; nobody marks it.
# Where a cell says `raise NotImplementedError`, you write. The check below it says at once what holds and what does not.
# Change your code and run both cells again, as often as you like. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import data, plots, seeds
from course_lib.engine.layers import affine_backward, affine_forward
from course_lib.engine.losses import mse_loss
from course_lib.lessons.preprocessing import checks
from course_lib.lessons.preprocessing import experiments as lab
from course_lib.lessons.preprocessing.experiments import figures, findings
from course_lib.lessons.preprocessing.explorers import valley as explore
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. Why big inputs hurt (10 minutes)
#
# The lecture's example is the weather: "temperature: somewhere 40-100? humidity: somewhere 0.3 - 0.6?"
# We have generated 200 such days. The target is the power, in kilowatts, that it takes to cool a house.

# %% tags=["experiment"]
x, target = data.make_weather(200, seeds.default_rng(2))
print("x", x.shape, " first day:", x[0].round(2), " target:", target[0].round(2), "kW")
plots.show(figures.plot_weather(x))

# %% [markdown]
# What the figure shows: drawn to scale, the 200 days are a flat line, because the temperatures spread over 60 units and the humidities over 0.3. Stretched to fill the frame, they fill a rectangle. A plotting program stretches for you. Gradient descent does not: it sees the left picture.
#
# **The gradient of a weight is proportional to its input.** Take one example and one layer: $z_j = \sum_i w_{ij} x_i + b_j$. Here $x_i$ is input $i$, $w_{ij}$ the weight from input $i$ to output $j$, $b_j$ the bias and $z_j$ the output. Let $\delta_j = \partial L / \partial z_j$ be the gradient of the loss $L$ with respect to that output.
#
# 1. The weight $w_{ij}$ occurs in $z_j$ only, and there it is multiplied by $x_i$. So $\partial z_j / \partial w_{ij} = x_i$.
# 2. The chain rule gives $\partial L / \partial w_{ij} = x_i \, \delta_j$.
# 3. All weights at once: the lecture writes columns, $dL/dW = \delta x^T$. We write rows, `dw = x.T @ dz`; a batch adds up over its rows.
#
# **Predict.** All weights start at 0. In the first step, how does the gradient of the temperature's weight compare with that of the humidity's weight?
#
# - **A**: about the same size
# - **B**: about 10 times larger
# - **C**: more than 100 times larger

# %% answer="predict_gradient"
### BEGIN SOLUTION
prediction_gradient = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_gradient:
    out, cache = affine_forward(x, np.zeros((2, 1)), np.zeros(1))
    loss, dout = mse_loss(out, target)
    _, dw, db = affine_backward(dout, cache)
    best = np.linalg.lstsq(lab.with_bias(x), target, rcond=None)[0][:, 0]
    slopes = np.append(dw[:, 0], db)
    print("              gradient   weight that is wanted")
    for k, name in enumerate(("temperature", "humidity", "bias")):
        print(f"{name:12} {slopes[k]:9.2f}   {best[k]:9.3f}")
    prediction_gradient.compare(findings.gradient(dw[0, 0] / dw[1, 0]))

# %% [markdown]
# ## 2. How narrow is the valley? (25 minutes)
#
# We make this exact for a layer without hidden units and the mean squared error $L(w) = \frac1N \sum_n (x_n w - y_n)^2$, with $N$ rows $x_n$ and targets $y_n$.
#
# - The gradient is $2 H (w - w^*)$ with the matrix $H = x^T x / N$ and the best weights $w^*$.
# - $H$ is symmetric. Along an eigenvector with the eigenvalue $\lambda$, one step with the learning rate $\eta$ multiplies the error by $1 - 2 \eta \lambda$.
# - The largest eigenvalue limits the rate: above $\eta = 1 / \lambda_{max}$ the factor is below $-1$, and the loss explodes.
# - The smallest eigenvalue sets the pace. At $\eta = 1 / (2 \lambda_{max})$, the largest rate at which nothing overshoots, its factor is $1 - \lambda_{min} / \lambda_{max}$.
#
# The **condition number** is $\kappa = \lambda_{max} / \lambda_{min}$. About $\kappa$ steps are needed to shrink the slowest error by a factor e. A singular matrix has $\lambda_{min} = 0$: the slowest error never shrinks, and $\kappa$ is infinite.
#
# <details><summary>Why the square roots of the eigenvalues are the shape you see</summary>
#
# A contour of $L$ is an ellipse. Along an eigenvector its half axis is proportional to $1/\sqrt{\lambda}$, because at the ends of the axes, where all of the height comes from one eigenvector, $\lambda$ times the squared distance is the same. A valley with $\kappa = 10000$ is 100 times as long as it is wide.
#
# </details>
#
# **Your turn ({points of condition_number}).** `condition_number(x)` takes a table `x` (N, D) as it is, without removing the mean. It returns one number: the largest eigenvalue of `x.T @ x / N` divided by the smallest one, and `np.inf` when that matrix is singular.
#
# Rounding makes it interesting: an eigenvalue that is 0 on paper comes out as something like 1e-17 or -1e-17. Decide what you call zero.


# %% answer="condition_number"
def condition_number(x):
    """Return the largest eigenvalue of x.T @ x / N over the smallest, for x (N, D); inf if singular."""
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(x.T @ x / len(x))
    smallest, largest = eigenvalues[0], eigenvalues[-1]
    if smallest <= len(eigenvalues) * np.finfo(x.dtype).eps * largest:
        return np.inf
    return largest / smallest
    ### END SOLUTION


# %% points=12
checks.condition_number(condition_number)

# %% [markdown]
# Now look at a valley. The table is the weather with mean 0 and std 1. Then the temperature is multiplied by a number $s$, as a change of its unit would do.

# %% tags=["experiment"]
with needs("condition_number"):
    plots.show(explore.figure_of(condition_number))
    explore.explorer(condition_number)

# %% [markdown]
# What the figure shows: on the left the contours of the loss over the two weights, to scale, with 40 steps of gradient descent from (0, 0) to the star. On the right the share of the avoidable loss that is left after each step. The title gives *your* condition number.
#
# With the sliders:
#
# 1. Set the scale to 1 (its logarithm to 0). Raise the learning rate until the loss explodes. Which rate is the limit?
# 2. Set the scale to 10. Where is the limit now, and why?
# 3. A goal: the scale stays at 10. Find a learning rate with which the loss falls below 1e-2 within 40 steps.
#
# <details><summary>Answers</summary>
#
# 1. About 1: the eigenvalues are near 1, and the limit is $1 / \lambda_{max}$.
# 2. About 0.01. The input is 10 times larger, so $\lambda_{max}$ is 100 times larger.
# 3. There is none. Below the limit of 0.01 the weight of the humidity shrinks its error by less than 2 % a step. Above the limit the other weight explodes.
#
# </details>
#
# The raw weather has three weights, because the bias is the weight of an input that is always 1. `lab.with_bias(x)` appends that column.
#
# **Predict.** The weather is *centred*: each column has mean 0, but the units stay. We take the largest learning rate that does not overshoot. How many steps until 99.9 % of the avoidable loss is gone?
#
# - **A**: more than 10 000
# - **B**: about 1000
# - **C**: about 10

# %% answer="predict_steps"
### BEGIN SOLUTION
prediction_steps = predict("A")
### END SOLUTION

# %% tags=["experiment"]
with needs("condition_number"), prediction_steps:
    tables = {"raw": x, "centred": x - x.mean(axis=0)}
    descents = {name: lab.descend(lab.with_bias(t), target) for name, t in tables.items()}
    for name, t in tables.items():
        kappa = condition_number(lab.with_bias(t))
        print(f"{name:8} condition number {kappa:9.3g}   steps {descents[name].steps:9,}")
    prediction_steps.compare(findings.steps(descents["raw"].steps, descents["centred"].steps))

# %% [markdown]
# ## 3. Standardize (15 minutes)
#
# The lecture's cure works on each feature by itself: "To make $\mu = 0$: $\bar x_i = x_i - E[x]$", and "to also make $\sigma = 1$" divide by the standard deviation $\sigma$.
#
# It takes two functions, because there are two moments in the life of a scaler. First it *learns* the mean and the std, from the training rows. Later it is *used*, on training rows, on test rows, on the single row that comes in tomorrow. What it uses are always the numbers that it learned.
#
# **Your turn ({points of standardize_fit}).** `standardize_fit(x)` gets the training rows `x` (N, D). It returns `mean` (D,) and `std` (D,), both over the N rows. Divide by N, not by N - 1. A constant column has std 0; return 1 for it, so that nothing is divided by zero.


# %% answer="standardize_fit"
def standardize_fit(x):
    """Return mean (D,) and std (D,) of the columns of x (N, D); std is 1 for a constant column."""
    ### BEGIN SOLUTION
    constant = x.max(axis=0) == x.min(axis=0)
    return x.mean(axis=0), np.where(constant, 1.0, x.std(axis=0))
    ### END SOLUTION


# %% points=18
checks.standardize_fit(standardize_fit)

# %% [markdown]
# **Your turn ({points of standardize}).** `standardize(x, mean, std)` gets any rows `x` (N, D) and the learned `mean` (D,) and `std` (D,). It returns a new table `z` (N, D): how many std does each entry lie above its mean? N may be 1.


# %% answer="standardize"
def standardize(x, mean, std):
    """Return z (N, D): x (N, D) measured from mean (D,) in units of std (D,)."""
    ### BEGIN SOLUTION
    return (x - mean) / std
    ### END SOLUTION


# %% points=12
checks.standardize(standardize)

# %% tags=["experiment"]
with needs("standardize_fit", "standardize"):
    mean, std = standardize_fit(x)
    centred, z = x - mean, standardize(x, mean, std)
    valleys = {
        name: lab.valley(t, target - target.mean())
        for name, t in (("centred", centred), ("standardized", z))
    }
    plots.show(figures.plot_valleys(valleys))
    print(f"correlation of the two columns: {np.corrcoef(x.T)[0, 1]:.3f}")

# %% [markdown]
# What the figure shows: 40 steps on the weather, contours drawn to scale. Centred, the valley is so narrow that its contours look like one vertical bar, and the path stops at its foot: after 40 steps the second weight has not left 0. Standardized, the contours are almost circles, and the first step nearly hits the star.
#
# Almost circles, because standardizing does not remove correlation. For two standardized columns with the correlation $r$ the eigenvalues are $1 + r$ and $1 - r$.
#
# **A detail from real data: constant columns.** The lecture's two lines are `X -= np.mean(X, axis = 0)` and `X /= np.std(X, axis = 0)`. They are right for most tables. Here is one where they are not.

# %% tags=["experiment"]
digits = data.load_digits()
X = digits.x_train.copy()
with np.errstate(invalid="ignore"):
    X -= np.mean(X, axis=0)
    X /= np.std(X, axis=0)
bad = np.flatnonzero(np.isnan(X).any(axis=0))
print(
    "columns that became nan:",
    bad,
    " images without any nan:",
    int(np.isfinite(X).all(axis=1).sum()),
)
with needs("standardize_fit", "standardize"):
    z = standardize(digits.x_train, *standardize_fit(digits.x_train))
    print("yours holds nan:", bool(np.isnan(z).any()), " those columns:", z[0, bad])

# %% [markdown]
# Three pixels at the edge of the 8 x 8 digits are always 0. Their std is 0, and 0 / 0 is nan. One nan in each image is enough to make every loss nan. With 1 in place of the std these columns are 0, which is what "nothing to learn here" should look like.
#
# <details><summary>Is <code>std == 0</code> a safe test for a constant column?</summary>
#
# Not quite. A column of three times 0.1 has a mean that differs from 0.1 by a rounding error, and a std of about 1e-17. Divided by that, the column becomes 1 or -1 everywhere. "Maximum equals minimum" has no rounding. The check accepts both and tells you which you have.
#
# </details>

# %% [markdown]
# ## 4. Principal axes and whitening (35 minutes)
#
# Standardizing treats each column by itself. It cannot see that two columns say the same thing. In the breast cancer table the mean radius and the mean perimeter of the cell nuclei are nearly proportional.

# %% tags=["experiment"]
tumours = data.load_breast_cancer().x_train[:, [0, 2]]
with needs("condition_number", "standardize_fit", "standardize"):
    pair = standardize(tumours, *standardize_fit(tumours))
    print(f"correlation {np.corrcoef(pair.T)[0, 1]:.4f}")
    print(
        f"condition number: raw {condition_number(tumours):.3g}, standardized {condition_number(pair):.4g}"
    )

# %% [markdown]
# The remedy is to turn the table until its columns are uncorrelated, and only then to divide.
#
# - The **covariance matrix** is $C = (x - \mu)^T (x - \mu) / N$ with the column means $\mu$. Entry $(i, j)$ says how columns $i$ and $j$ vary together.
# - Its eigenvectors are the **principal axes**: directions at right angles in which the table is uncorrelated. Its eigenvalues are the variances along them.
# - **PCA whitening** turns a table to these axes and divides each new column by its std. Then the covariance is the identity.
#
# **Your turn ({points of pca_fit}).** `pca_fit(x)` gets `x` (N, D). It returns
# - `mean` (D,),
# - `components` (D, D): each *row* is a principal axis of length 1,
# - `variances` (D,): the variances along the axes, over N, *falling*; row k of `components` belongs to entry k of `variances`.
#
# The sign of an axis is free. There are always D axes, also when N is smaller than D.


# %% answer="pca_fit"
def pca_fit(x):
    """Return mean (D,), components (D, D) with an axis in each row, and falling variances (D,)."""
    ### BEGIN SOLUTION
    mean = x.mean(axis=0)
    centred = x - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred / len(x))
    return mean, vectors.T[::-1], variances[::-1]
    ### END SOLUTION


# %% points=18
checks.pca_fit(pca_fit)

# %% [markdown]
# **Your turn ({points of whiten}).** `whiten(x, mean, components, variances, eps=1e-5)` gets any rows `x` (N, D) and what `pca_fit` learned. It returns `z` (N, D): the centred rows in coordinates along the axes, each coordinate divided by $\sqrt{\mathrm{variance} + \mathrm{eps}}$.
# The small number eps stands in for a variance that is zero.


# %% answer="whiten"
def whiten(x, mean, components, variances, eps=1e-5):
    """Return z (N, D): x (N, D) centred, turned to the axes (rows of components), divided."""
    ### BEGIN SOLUTION
    return (x - mean) @ components.T / np.sqrt(variances + eps)
    ### END SOLUTION


# %% points=12
checks.whiten(whiten)

# %% tags=["experiment"]
with needs("condition_number", "standardize_fit", "standardize", "pca_fit", "whiten"):
    pair = standardize(tumours, *standardize_fit(tumours))
    learned = pca_fit(pair)
    white = whiten(pair, *learned)
    plots.show(figures.plot_cloud(pair, *learned, white))
    print("covariance after whitening:\n", (white.T @ white / len(white)).round(3))
    print(f"condition number {condition_number(white):.3f}")

# %% [markdown]
# What the figure shows: on the left, radius and perimeter of 379 tumours, standardized; they lie along a thin diagonal, the first principal axis. The second axis is so short that it is hardly seen. On the right the same rows whitened: a cloud with the same spread in every direction. Compared with the first axis the second has been stretched about 33 times, the square root of the condition number, and whatever noise it holds with it.
#
# Now the whole table for the weather. You fill its last two lines.

# %% tags=["experiment"]
with needs("condition_number", "standardize_fit", "standardize", "pca_fit", "whiten"):
    mean, std = standardize_fit(x)
    tables = {
        "raw": x,
        "centred": x - mean,
        "standardized": standardize(x, mean, std),
        "whitened": whiten(x, *pca_fit(x)),
    }
    descents = {name: lab.descend(lab.with_bias(t), target) for name, t in tables.items()}
    print("table         condition number   learning rate       steps")
    for name, t in tables.items():
        d = descents[name]
        print(
            f"{name:12}  {condition_number(lab.with_bias(t)):16.4g}   {d.lr:13.2e}   {d.steps:9,}"
        )
    plots.show(figures.plot_descents(descents))

# %% [markdown]
# What the figure shows: the share of the avoidable loss that is left, over the number of steps, for the four versions of the weather. The curves are computed from the eigenvalues, axis by axis, so that a million steps cost nothing. Raw and centred fall in terraces: each terrace is one eigenvector that has been learned while the next has hardly begun. Standardized and whitened fall below the goal of one thousandth within two steps; what falls lower is drawn at the edge.
#
# ### Written answer ({points of explain_steps})
#
# Quote the condition number and the number of steps of the *centred* and of the *standardized* table from your run. Use the factor $1 - 2 \eta \lambda$ of section 2 to explain both numbers of steps: which factor does the slowest axis have in each of the two tables, and about how many steps does it need to shrink the loss a thousand-fold?

# %% [markdown] answer="explain_steps" points=10
# ### BEGIN SOLUTION
# Centred: condition number 44 116, 68 806 steps. Standardized: 1.086, 2 steps.
# At the rate 1 / (2 λ_max) the slowest axis has the factor 1 - λ_min / λ_max = 1 - 1/κ.
# Centred, the error along it shrinks by 1/44116 a step, its loss by twice that share. After t steps the loss is exp(-2 t / 44116) of the first. A thousand-fold takes t = 44116 * ln(1000) / 2 = 152 000 steps. The run needs fewer, because only 2 % of the avoidable loss lies along that axis at the start: 44116 * ln(22.6) / 2 = 68 800.
# Standardized, the slowest factor is 1 - 1/1.086 = 0.08: the loss along that axis shrinks to 0.0063 of itself in a step. One step leaves 0.0015 of the avoidable loss, two steps are enough.
#
# Rubric: 2 points for all four numbers from the own run; 3 points for the factor 1 - 1/κ at the rate used (or 1 - 2ηλ with numbers); 3 points for "about κ steps for the error, squared for the loss" or an equivalent estimate for the centred table within a factor of 5; 2 points for the standardized table. The start shares are not required.
# ### END SOLUTION

# %% [markdown]
# **Whitening the digits.** The digits have 64 pixels, three of them constant. What does `pca_fit` make of those?

# %% tags=["experiment"]
with needs("pca_fit", "whiten"):
    learned = pca_fit(digits.x_train)
    variances = learned[2]
    print("the four smallest variances:", ", ".join(f"{v:.1e}" for v in variances[-4:]))
    print(f"largest over smallest of the other 61: {variances[0] / variances[60]:,.0f}")
    white = whiten(digits.x_train, *learned)
    covariance = white.T @ white / len(white)
    print(
        "diagonal of the covariance after whitening:",
        np.diag(covariance)[[0, 30, 59, 60, 61, 63]].round(3),
    )
    plots.show(figures.plot_spectrum(variances, (1e-5, 10.0)))

# %% [markdown]
# What the figure shows: the variances along the 64 axes fall over five decades, from about 180 to 0.0005. The last three are zero up to rounding and sit at the lower edge: they are the constant pixels. The lines are two choices of eps. With 1e-5 every axis that varies is blown up to std 1, or nearly so. With 10 more than half of the axes stay small.
#
# A variance of -1e-15 is rounding too. `sqrt(variance + eps)` survives it; `sqrt(variance)` would give nan.
#
# **Predict.** After whitening the condition number of the digits' 61 varying axes is 1: the best valley there can be. Standardized digits are far from that. Which table leads to the better test accuracy of a small net, each with its best learning rate?
#
# - **A**: whitened
# - **B**: standardized
# - **C**: no difference

# %% answer="predict_whiten"
### BEGIN SOLUTION
prediction_whiten = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("standardize_fit", "standardize", "pca_fit", "whiten"), prediction_whiten:
    digit_grids = {
        "standardized": lab.rate_grid(digits, standardize_fit, standardize, epochs=10, seeds=16)
    }
    for eps in (1e-5, 10.0):

        def whiten_with_eps(x, mean, components, variances, eps=eps):
            return whiten(x, mean, components, variances, eps)

        digit_grids[f"whitened, eps {eps:g}"] = lab.rate_grid(
            digits, pca_fit, whiten_with_eps, epochs=10, seeds=16
        )
    for name, grid in digit_grids.items():
        accuracy, error = lab.mean_and_error(grid.best_test)
        print(
            f"{name:20} test accuracy {accuracy:.3f} +- {error:.3f}, learning rate {grid.rates[grid.best]:.2g}"
        )
    prediction_whiten.compare(findings.whiten(digit_grids))

# %% [markdown]
# ## 5. Where does it matter? (20 minutes)
#
# Three real tables, one small net (32 ReLU units, plain gradient descent in batches of 32), and four ways to scale:
#
# - **raw**: as the table comes,
# - **one number**: everything divided by the largest entry of the training rows, as one divides grey levels by 255,
# - **centred**: mean 0, units kept,
# - **standardized**: your functions.
#
# Each is trained at ten learning rates with eight seeds. A seed draws its own split into training, validation and test rows. The rate is chosen on the validation rows, the figure is the accuracy on the test rows.
#
# **Predict.** For which table will standardizing gain least over raw?
#
# - **A**: digits (64 grey levels, from 0 to 16)
# - **B**: wine (13 measurements, from 0.1 to 1680)
# - **C**: breast cancer (30 measurements, from 0 to 4254)

# %% answer="predict_table"
### BEGIN SOLUTION
prediction_table = predict("A")
### END SOLUTION

# %% tags=["experiment"]
wine, cancer = data.load_wine(), data.load_breast_cancer()
with needs("standardize_fit", "standardize"):

    def leave_raw(x):
        return np.zeros(x.shape[1]), np.ones(x.shape[1])

    def one_number(x):
        return np.zeros(x.shape[1]), np.full(x.shape[1], np.abs(x).max())

    def centre(x):
        return x.mean(axis=0), np.ones(x.shape[1])

    scalings = {
        "raw": leave_raw,
        "one number": one_number,
        "centred": centre,
        "standardized": standardize_fit,
    }
    grids = {
        "wine": {n: lab.rate_grid(wine, f, standardize, epochs=30) for n, f in scalings.items()},
        "breast cancer": {
            n: lab.rate_grid(cancer, f, standardize, epochs=15) for n, f in scalings.items()
        },
    }
    plots.show(figures.plot_grids(grids))

# %% [markdown]
# What the figure shows: test accuracy over the learning rate for wine and breast cancer. Standardized rows (diamonds) learn well over two decades of rates. Raw rows (circles) do best at 1e-3, far below on wine and some hundredths below on breast cancer; at higher rates they learn nothing. Dividing everything by one number (squares) moves the raw curve to the right and hardly lifts it. Centring alone (triangles) is not enough either: the units are still there.
#
# **Images: "sometimes not a problem".** The lecture says so of images, because "all pixels are roughly in [0, 1] or {0, ..., 255}". The digits are images.

# %% tags=["experiment"]
with needs("standardize_fit", "standardize"), prediction_table:
    grids["digits"] = {
        n: lab.rate_grid(digits, f, standardize, epochs=10) for n, f in scalings.items()
    }
    plots.show(figures.plot_grids({"digits": grids["digits"]}))
    for table, by_scaling in grids.items():
        for name, grid in by_scaling.items():
            accuracy, error = lab.mean_and_error(grid.best_test)
            print(
                f"{table:14} {name:13} {accuracy:.3f} +- {error:.3f} at learning rate {grid.rates[grid.best]:.2g}"
            )
    prediction_table.compare(findings.table(grids))

# %% [markdown]
# ### Whose mean and std? (leakage)
#
# `standardize_fit` gets the training rows *only*. The test rows play the part of the future, and the future was not there when you learned the mean. A scaler that has seen them has leaked something of the test into the training.
#
# That is the principle. Does it show? We fit the scaler on all rows, which is wrong, and compare with the right way, seed by seed.

# %% tags=["experiment"]
with needs("standardize_fit", "standardize"):
    tables = {"wine": (wine, 30), "breast cancer": (cancer, 15), "digits": (digits, 10)}
    changes = {
        name: lab.rate_grid(table, standardize_fit, standardize, epochs, fit_on_all=True).best_test
        - grids[name]["standardized"].best_test
        for name, (table, epochs) in tables.items()
    }
    tell(findings.leak(changes))
    z_test = standardize(wine.x_test, *standardize_fit(wine.x_train))
    print(
        "mean of wine's standardized test columns, from",
        z_test.mean(axis=0).min().round(2),
        "to",
        z_test.mean(axis=0).max().round(2),
    )

# %% [markdown]
# Compare the changes with their standard errors. We keep the rule all the same. You cannot know beforehand which leak is harmless. Choosing features by their labels on all rows breaks the same rule, and can make pure noise look predictable. And in use there *are* no test rows to take the mean of: a single row minus its own mean is 0.
# So the columns of a standardized *test* table do not have mean 0, and they should not.
#
# ### Written answer ({points of explain_tables})
#
# For each of the three tables, quote the gain "standardized minus raw" of your run with its standard error. For which tables is it well beyond its error? Which property of a table decides, and how do your figures for "one number" support that? Then quote one of your leakage differences and say why the rule holds although the difference is so small.

# %% [markdown] answer="explain_tables" points=10
# ### BEGIN SOLUTION
# My run: wine 0.25 +- 0.04, breast cancer 0.07 +- 0.02, digits 0.040 +- 0.005. All three are several standard errors above 0; wine gains most.
# What decides is how different the columns' scales are *from each other*: in wine and breast cancer some columns are a thousand times larger than others, the pixels share one unit.
# "One number" changes all columns alike. On wine it stays at 0.68, no better than raw (0.71); on the digits it brings 0.955, where standardized columns have 0.973.
# Leakage: on wine +0.000 +- 0.006. The difference is within its error. The rule holds because the test is to measure what happens on rows nobody has seen; whether a leak was harmless can only be known after doing it the right way.
#
# Rubric: 2 points for the three gains with errors from the own run; 2 points for comparing each with its error; 3 points for "scales of the columns relative to one another" with "one number" as evidence; 3 points for a leakage figure and a reason that does not claim an effect.
# ### END SOLUTION

# %% [markdown]
# ## 6. One-hot inputs (5 minutes)
#
# The lecture's second exception: "discrete inputs (e.g., NLP): all inputs are one-hot (zero or one)". A one-hot row is 1 in the column of its category and 0 elsewhere.
#
# Before you run the cell: what does `x.T @ x / N` look like for such a table?
#
# <details><summary>Answer</summary>
#
# It is diagonal, and its entries are the frequencies of the categories: no row has two ones. So the condition number is the largest frequency divided by the smallest.
#
# </details>

# %% tags=["experiment"]
with needs("condition_number", "standardize_fit", "standardize"):
    print(f"{'categories':31}condition number  steps  largest entry  zeros")
    value = np.array([3.0, -1.0, 2.0, 0.0, 5.0])  # what each of five categories is worth
    for title, frequencies in (("even", [0.2] * 5), ("rare", [0.5, 0.3, 0.15, 0.04, 0.01])):
        rng = seeds.default_rng(0)
        codes = rng.choice(5, size=2000, p=frequencies)
        one_hot, worth = (
            np.eye(5)[codes],
            value[codes][:, None] + 0.1 * rng.standard_normal((2000, 1)),
        )
        scaled = lab.with_bias(standardize(one_hot, *standardize_fit(one_hot)))
        for name, t in (("one-hot", one_hot), ("standardized, with bias", scaled)):
            row = f"{title}, {name}"
            print(f"{row:31}{condition_number(t):16.3g}{lab.descend(t, worth).steps:7}", end="")
            print(f"{t.max():15.1f}{np.mean(t == 0):7.0%}")

# %% [markdown]
# With even frequencies there is nothing to gain: the table as it comes needs one step.
# Standardizing makes the matrix *singular*, as your function says: the columns of a one-hot row add up to 1, so after centring one of them is redundant. This `inf` does no harm. The loss is flat in that direction, and gradient descent never moves along it.
# But the zeros are gone. A table of 50 000 words with one nonzero entry a row becomes 50 000 nonzero entries a row.
#
# With a rare category, "not a problem" is no longer true: the rare weight learns 50 times more slowly. Scaling would help, at the price of large entries. [Notebook 05](../05_optimizers/05_optimizers.ipynb) has the usual answer, an optimizer with a step size for each weight.

# %% [markdown]
# ## 7. Outputs (5 minutes)
#
# "And outputs! (if doing regression)", says the lecture. The reason is the other factor of $\delta x^T$. For the mean squared error $\delta$ is proportional to prediction minus target. A target in watts has a thousand times the $\delta$ of the same target in kilowatts.
#
# So one standardizes the targets of the training rows, trains on those, and turns the predictions back at the end.
#
# **Your turn ({points of unstandardize}).** `unstandardize(z, mean, std)` undoes `standardize`: it gets `z` (N, D), `mean` (D,) and `std` (D,) and returns `x` (N, D) in the old units.


# %% answer="unstandardize"
def unstandardize(z, mean, std):
    """Return x (N, D): what standardize(x, mean, std) has turned into z (N, D)."""
    ### BEGIN SOLUTION
    return z * std + mean
    ### END SOLUTION


# %% points=8
checks.unstandardize(unstandardize)

# %% [markdown]
# A net 2-32-1 learns the cooling power, in *watts*, from standardized weather. A learning rate of 0.03 works well for standardized targets.
#
# **Predict.** What happens at that rate with targets in watts?
#
# - **A**: the same, the unit is only a name
# - **B**: it learns, but worse
# - **C**: the loss explodes

# %% answer="predict_watts"
### BEGIN SOLUTION
prediction_watts = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with needs("standardize_fit", "standardize", "unstandardize"), prediction_watts:

    def leave_watts(y):
        return np.zeros(y.shape[1]), np.ones(y.shape[1])

    errors = {
        "targets in watts": lab.output_grid(leave_watts, standardize, unstandardize),
        "targets standardized": lab.output_grid(standardize_fit, standardize, unstandardize),
    }
    errors["standardized, 4 times as long"] = lab.output_grid(
        standardize_fit, standardize, unstandardize, epochs=80
    )
    plots.show(figures.plot_outputs(errors, noise=50))
    prediction_watts.compare(findings.watts(errors))

# %% [markdown]
# A standardized target buys one thing more: a loss whose size you can judge. 1 means "no better than the mean", 0 means perfect, in every unit.

# %% [markdown]
# ## 8. Going further: ZCA whitening (15 minutes, checked, 0 points)
#
# PCA-whitened digits are lists of coordinates along axes; as pictures they look like noise. ZCA whitening turns the whitened table *back* to the old axes. The covariance stays the identity, and each row stays as close as possible to its original.
#
# `zca(x, mean, components, variances, eps=1e-5)` takes what `whiten` takes and returns `z` (N, D), whitened and turned back.


# %% answer="zca"
def zca(x, mean, components, variances, eps=1e-5):
    """Return z (N, D): x (N, D) whitened, then turned back from the principal axes."""
    ### BEGIN SOLUTION
    turned = (x - mean) @ components.T / np.sqrt(variances + eps)
    return turned @ components
    ### END SOLUTION


# %% points=0
checks.zca(zca)

# %% tags=["experiment"]
with needs("pca_fit", "whiten", "zca"):
    learned = pca_fit(digits.x_train)
    eight = digits.x_test[:8]
    rows = {
        "digits": eight,
        "digits - mean": eight - learned[0],
        "PCA-whitened": whiten(eight, *learned),
        "ZCA, eps 1e-5": zca(eight, *learned),
        "ZCA, eps 100": zca(eight, *learned, 100.0),
    }
    plots.show(figures.plot_images(rows, digits.y_test[:8]))
    for name, images in rows.items():
        alike = [
            np.corrcoef(a, b)[0, 1] for a, b in zip(rows["digits - mean"], images, strict=True)
        ]
        print(
            f"{name:14} correlation with the images minus the mean: {np.mean(alike):5.2f} (mean of 8)"
        )

# %% [markdown]
# What the figure shows: in the first line eight test digits with their labels, in the second the same minus the mean image. PCA-whitened, nothing is left to see: pixel k is the coordinate along axis k. ZCA with eps 1e-5 is speckled, because rare pixels were blown up, but dark and bright regions are where they were in the second line. With eps 100 the weak axes stay quiet, and the images are almost the second line again. The correlations say the same.
#
# Why does the sign of an axis matter for `whiten` and not for `zca`?
#
# <details><summary>Answer</summary>
#
# `zca` multiplies by each axis twice, there and back: $(-v)(-v)^T = v v^T$. `whiten` multiplies once, so the coordinate changes its sign. That is harmless for training, as long as training and test rows use the same axes.
#
# </details>

# %% [markdown]
# ## 9. Conventions
#
# | | this course | CS231n notes | PyTorch | Keras | scikit-learn |
# |---|---|---|---|---|---|
# | std divides by | N | N (`np.std`) | N - 1 (`torch.std`, unless `correction=0`) | N (`Normalization.adapt`) | N (`StandardScaler`) |
# | constant column | std 1 | 0 / 0 | `transforms.Normalize` takes the numbers you give | divided by a tiny number | scale 1 |
# | who learns the statistics | `standardize_fit`, training rows | "training data only" | you, by hand | `adapt`, before training | `fit`, then `transform` |
# | principal axes | rows of `components` | columns of `U` | columns of `V` (`torch.pca_lowrank`) | | rows of `components_` |
# | variances of PCA | over N | over N | | | over N - 1 |
# | number of axes | D | D | as asked for | | at most min(N, D) |
# | eps of whitening | 1e-5 in the root | 1e-5 in the root | | | none (`PCA(whiten=True)`) |
#
# LeCun, Bottou, Orr and Müller (1998) ask for three things: mean 0, equal variances, and, if possible, no correlation. These are centring, standardizing and whitening.
#
# ## 10. What you can do now
#
# - The gradient of a weight is its input times $\delta$. Features of different scales want different learning rates, and there is only one.
# - The condition number of `x.T @ x / N` says how many steps the slowest direction needs. For the weather it went from nearly a million to 1.
# - A scaler learns from the training rows and is used everywhere else. A constant column gets std 1.
# - Whitening gives the perfect valley and turns noise up with it. Standardizing is the default.
# - One unit for all (pixels) or one-hot with even frequencies: little to gain. Targets of a regression: standardize, and turn the answers back.
#
# Next: [notebook 02](../02_initialization/02_initialization.ipynb) keeps the signal at the right scale inside the net. [Notebook 03](../03_batchnorm/03_batchnorm.ipynb) standardizes again, in every layer, while the mean and the std keep changing.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# x = torch.randn(100, 3) * torch.tensor([1.0, 10.0, 100.0])
# mean = x.mean(dim=0)
# std = x.std(dim=0, correction=0)                # the default correction=1 divides by N - 1
# z = (x - mean) / torch.where(std == 0, 1.0, std)
# _, s, v = torch.linalg.svd(x - mean, full_matrices=False)  # v: an axis in each row
# variances = s**2 / len(x)                       # over N, falling
# white = (x - mean) @ v.T / torch.sqrt(variances + 1e-5)
# kappa = torch.linalg.cond(x) ** 2               # cond takes singular values: square it
# ```
#
# **Submit:** save, then run `course submit 01_preprocessing` in a terminal. Written answers are graded by hand.
#
# ## Sources
#
# - UC Berkeley CS182 (2021), lecture "Getting Neural Nets to Train": "The dangers of big inputs, activations, and outputs", "Standardizing activations?".
# - Stanford CS231n (2015), lecture 6: "Step 1: Preprocess the data". Stanford CS231n (2017), lecture 7: "Last time: Data Preprocessing". CS231n course notes, "Neural Networks Part 2: Setting up the Data and the Loss", section "Data Preprocessing".
# - Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, Efficient BackProp, in: Neural Networks: Tricks of the Trade, 1998.
# - A. Bell and T. Sejnowski, The "independent components" of natural scenes are edge filters, Vision Research 37, 1997 (ZCA).
# - T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning, 2nd edition, 2009, section 7.10.2 (choosing features on all rows).
# - Tables that come with scikit-learn: wine (M. Forina et al.), breast cancer Wisconsin (W. Wolberg, N. Street, O. Mangasarian), digits (E. Alpaydin, C. Kaynak).
