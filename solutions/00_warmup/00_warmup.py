# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 00 Warm-up: a net from scratch
#
# Every neural net is built from a few small functions and their derivatives.
# In this notebook you write the first of them, you build a tool that proves each derivative right, and you put them together: a net that learns twenty handwritten digits by heart.
# At the end you can write the forward and the backward pass of a layer, check any gradient by yourself, and say what the first number of a training run must be.
#
# **Minutes (estimated):** {minutes}. **Needs:** Python with NumPy, derivatives, and this notebook's tour.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# **How to work.** Run the cells from top to bottom with Shift+Enter.
# A prediction asks for your guess before you see the outcome; nobody marks it.
# Where a cell says `raise NotImplementedError`, you write.
# The check below it says at once what holds and what does not. Change your code and run both cells again, as often as you like.

# %% locked="setup"
import timeit

import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.warmup import checks
from course_lib.lessons.warmup import experiments as lab
from course_lib.lessons.warmup.experiments import figures, findings
from course_lib.notebook import needs, predict

plots.use_style()

# %% [markdown]
# ## 1. A tour (5 minutes)
#
# **Cells.** A notebook is a list of cells. This one is text. The next one is code: click on it, press Shift+Enter, and its result appears below it.

# %% tags=["experiment"]
x = np.array([[1.0, 10.0, 100.0], [2.0, 20.0, 200.0]])
print("x has", x.shape[0], "rows and", x.shape[1], "columns")

# %% [markdown]
# **Predict.** Before most experiments you write down a guess. Here is one.
#
# `x` has the shape (2, 3). What is the shape of `x.mean(axis=0)`?
#
# - **A**: (2,), one mean for each row
# - **B**: (3,), one mean for each column
# - **C**: (), one mean for everything
#
# Put your letter between the quotes and run the cell.

# %% answer="predict_mean"
### BEGIN SOLUTION
prediction_mean = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with prediction_mean:
    prediction_mean.compare(findings.mean_of_columns(x.mean(axis=0)))

# %% [markdown]
# **Check.** Now write a function. Below each stub is its check. This first one is for practice and earns no points.
#
# `centre(x)` subtracts from each column of `x` (N, D) that column's mean. It returns a new array (N, D).
#
# Try it twice. First write what is wrong on purpose, `return x - x.mean()`, run both cells, and look at the table: the ✗ row tells the symptom, and "A likely cause" opens with a click. Then write it right.


# %% answer="centre"
def centre(x):
    """Return x (N, D) minus the mean of each column, as a new array (N, D)."""
    ### BEGIN SOLUTION
    return x - x.mean(axis=0)
    ### END SOLUTION


# %% points=0
checks.centre(centre)

# %% [markdown]
# Two things that every check watches:
#
# - A function must not change the arrays it is given. The caller still needs them.
# - The grader runs the same checks on other shapes and numbers. An answer that is right in general loses nothing there.
#
# **Written answers.** Two questions of each notebook are read by a person. You answer in a cell of text: double-click it, write, press Shift+Enter. The next cell is for practice.

# %% [markdown]
# *Double-click here, replace this line by a sentence of yours, and press Shift+Enter. Nobody reads this one.*

# %% [markdown]
# **Submit.** When you are done, save, open a terminal (File, New, Terminal) and run `course submit 00_warmup`. It makes the one file that you hand in. You may hand in an unfinished notebook.

# %% [markdown]
# ## 2. A self-test (10 minutes)
#
# Three things carry the whole course: broadcasting, the chain rule, variance. Answer each question on paper, then open the answer. If one of them is new to you, take the time now.
#
# **Broadcasting.** `x` has the shape (5, 3), `b` has (3,), `c` has (5,). What are the shapes of `x + b`, of `x + c` and of `x + c[:, None]`? What happens when `x` is (3, 3) and `c` is (3,)?
#
# <details><summary>Answer</summary>
#
# NumPy lines shapes up from the right. Lengths must be equal, or one of them 1.
# `x + b` is (5, 3): every row gets the same `b`.
# `x + c` is an error, 3 against 5. `x + c[:, None]` is (5, 3): `c` has become a column.
# With a square `x` the sum `x + c` works without any error, and it adds `c` to each row. If you wanted a column, nobody tells you. This is why our checks try square and non-square arrays.
#
# </details>
#
# **Chain rule.** $L = (3x + 1)^2$. What is $dL/dx$ at $x = 1$? And for $y = 2x$, $L = y^2 + y$: what is $dL/dx$ at $x = 1$?
#
# <details><summary>Answer</summary>
#
# The first: with $u = 3x + 1$ the slope is $2u \cdot 3 = 24$ at $u = 4$. Slopes along a path multiply.
# The second: $y$ is used twice, so there are two paths from $y$ to $L$: $2y + 1 = 5$ at $y = 2$. Times $dy/dx = 2$ this is 10. Slopes of different paths add up.
# Back-propagation is nothing but these two rules.
#
# </details>
#
# **Variance.** What is the variance of the numbers 1, 3, 5 when you divide by N? What is it for the numbers $2x + 7$ with the same $x$? A hundred independent numbers have mean 0 and variance 0.01 each: what is the variance of their sum?
#
# <details><summary>Answer</summary>
#
# The mean is 3, the squared deviations are 4, 0, 4, so the variance is 8/3.
# Adding 7 changes nothing, doubling multiplies the variance by 4: 32/3.
# Variances of independent numbers add up: 1. [Notebook 02](../02_initialization/02_initialization.ipynb) lives on this sentence.
#
# </details>

# %% tags=["experiment"]
x, c = np.ones((5, 3)), np.arange(5.0)
print((x + c[:, None]).shape, (np.ones((3, 3)) + np.arange(3.0))[0])
print(np.var([1, 3, 5]), np.var(2 * np.array([1, 3, 5]) + 7))
sums = seeds.default_rng(0).normal(0, 0.1, (20000, 100)).sum(axis=1)
print(f"variance of a sum of a hundred, measured on 20000 sums: {sums.var():.3f}")

# %% [markdown]
# ## 3. Exercise: ReLU (35 minutes)
#
# A layer that only multiplies and adds is linear, and a stack of such layers is linear too. What makes a net more than that is a bend between the layers, the **activation function**. The one used most is the simplest:
#
# $$\mathrm{ReLU}(x) = \max(0, x)$$
#
# Here $x$ is any single number of the array: ReLU treats each entry by itself.
#
# **Two functions for every layer.** `relu_forward` computes the output and puts what the way back needs into a **cache**. Later `relu_backward` gets `dout`, the gradient of the loss with respect to the output, and the cache. It returns `dx`, the gradient with respect to the input. The chain rule says what to do: multiply `dout` by the slope of ReLU, entry by entry.
#
# **Your turn.** `relu_forward(x)` returns `out` and `cache` for an `x` of any shape; `out` has the shape of `x`. What the cache is, only your own `relu_backward` needs to know.


# %% answer="relu_forward"
def relu_forward(x):
    """Return out = max(0, x), in the shape of x (any shape), and the cache for relu_backward."""
    ### BEGIN SOLUTION
    return np.maximum(0, x), x
    ### END SOLUTION


# %% [markdown]
# `relu_backward(dout, cache)` returns `dx` in the shape of `x`. At exactly 0 ReLU has no slope. Take 0 or 1 there, as you like.
#
# Try it on paper first. This is Problem 6 of the CS182 discussion sheet: `x` on the left, `dout` on the right. Which entries of `dx` are 0?
#
# $$x = \begin{bmatrix} 1.5 & 2.2 & 1.3 & 6.7 \\ 4.3 & -0.3 & -0.2 & 4.9 \\ -4.5 & 1.4 & 5.5 & 1.8 \\ 0.1 & -0.5 & -0.1 & 2.2 \end{bmatrix} \qquad
# \frac{dL}{dy} = \begin{bmatrix} 4.5 & 1.2 & 2.3 & 1.3 \\ -1.3 & -6.3 & 4.1 & -2.9 \\ -0.5 & 1.2 & 3.5 & 1.2 \\ -6.1 & 0.5 & -4.1 & -3.2 \end{bmatrix}$$


# %% answer="relu_backward"
def relu_backward(dout, cache):
    """Return dx, the gradient with respect to x, in the shape of dout."""
    ### BEGIN SOLUTION
    x = cache
    return dout * (x > 0)
    ### END SOLUTION


# %% points=12
checks.relu(relu_forward, relu_backward)

# %% [markdown]
# ### Six activations
#
# ReLU has relatives, older and younger. The lecture shows six.
#
# | activation | formula | what is good | what is not |
# |---|---|---|---|
# | sigmoid | $1 / (1 + e^{-x})$ | reads as a probability | the slope is never above 1/4; flat on both sides; outputs are all positive; needs an exp |
# | tanh | $\tanh(x)$ | outputs have both signs, slope up to 1 | flat on both sides; needs an exp |
# | ReLU | $\max(0, x)$ | cheap, slope 1 for all positive inputs; the lecture's "good default choice" | outputs never negative; a unit can die |
# | leaky ReLU | $\max(s x, x)$ with a small slope $s$ | like ReLU, but no input has the slope 0 | one more number to choose, and gains vary |
# | ELU | $x$, or $\alpha (e^x - 1)$ below 0 | outputs have both signs, smooth at 0 for $\alpha = 1$ | flat on the far left; needs an exp |
# | maxout | $\max_k (w_k^T x + b_k)$ | ReLU and leaky ReLU are special cases; never flat, unless a piece is | K pieces need K times the weights |
#
# In the last row $w_k$ and $b_k$ are the weights and the bias of piece $k$; a maxout unit has its affine maps inside.

# %% tags=["experiment"]
plots.show(figures.plot_activations())

# %% [markdown]
# What the figure shows: six panels, one for each activation, with its value as a solid line and its slope as a dashed line over inputs from -5 to 5. Sigmoid and tanh have slopes that vanish on both sides, ReLU and ELU on the left only. Leaky ReLU keeps a slope of 0.01 there, too small to tell from 0 in the picture; maxout is flat nowhere.
#
# The discussion sheet begins its list of advantages of ReLU over sigmoid with the cost. What does each cost on this machine, beside the matrix product of the layer in front of it?

# %% tags=["experiment"]
x, w = seeds.default_rng(0).standard_normal((2, 500, 500))
for name, f in {
    "ReLU": lambda: np.maximum(0, x),
    "sigmoid": lambda: 1 / (1 + np.exp(-x)),
    "matrix product": lambda: x @ w,
}.items():
    print(f"{name:>14}: {1000 * min(timeit.repeat(f, number=1, repeat=20)):.2f} ms")

# %% [markdown]
# **Predict.** A gradient passes back through ten layers of sigmoids. Every sigmoid gets the input at which its slope is largest. (The weights are all 1.) What is left of the gradient?
#
# - **A**: about a tenth
# - **B**: about a thousandth
# - **C**: about a millionth

# %% answer="predict_sigmoid"
### BEGIN SOLUTION
prediction_sigmoid = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_sigmoid:
    from course_lib.lessons.warmup.explorers import activation

    plots.show(activation.figure_of("sigmoid", 0.0))
    best = activation.compute("sigmoid", 0.0)
    prediction_sigmoid.compare(findings.sigmoid(best.slope.max(), best.factors[-1]))

# %% [markdown]
# Move the point yourself. Where does tanh keep a gradient alive? What do ReLU and leaky ReLU do at -2? For leaky ReLU and ELU a second slider sets the slope or alpha.

# %% tags=["experiment"]
activation.explorer()

# %% [markdown]
# What the explorer shows: the activation you choose, its slope (for sigmoid and tanh in a closer frame), a marker at the input you choose, and on the right what k layers with that slope leave of a gradient. Factors below 1e-8, and 0 itself, are drawn at the lower edge.
#
# ### Units that die
#
# A ReLU unit whose input is negative for every example outputs 0 for every example. Its slope is 0 for every example too. The sheet calls it the *dying ReLU problem*.
#
# The experiment: 200 tiny nets, each a single unit $\mathrm{ReLU}(w x + b)$ with one input. Each learns $|x|$ from 64 examples by gradient descent with a learning rate that is too large, 2.5. We count the dead units after each step, with your ReLU and with leaky ReLU, and repeat all of it ten times.
#
# **Predict.** Some ReLU units die in the first few steps. What becomes of them in the remaining steps?
#
# - **A**: most come back
# - **B**: about half of them come back
# - **C**: none comes back

# %% answer="predict_dead"
### BEGIN SOLUTION
prediction_dead = predict("C")
### END SOLUTION

# %% tags=["experiment"]
from course_lib.engine.activations import leaky_relu_backward, leaky_relu_forward

with needs("relu_forward", "relu_backward"), prediction_dead:
    pairs = {
        "your ReLU": (relu_forward, relu_backward),
        "leaky ReLU, slope 0.01": (leaky_relu_forward, leaky_relu_backward),
    }
    rates = [1.0, 1.5, 2.0, 2.5, 3.0]
    curves = {name: lab.dying_units(pair, lr=2.5) for name, pair in pairs.items()}
    final = {
        name: np.array([lab.dying_units(pair, lr)[:, -1] for lr in rates])
        for name, pair in pairs.items()
    }
    plots.show(figures.plot_dying(curves, 2.5, final, rates))
    prediction_dead.compare(findings.dead(*curves.values(), final["your ReLU"][:2]))
    print("dead units in a 64-100-10 net on the digits, mean of 5 seeds:")
    for lr in (0.1, 1.0, 3.0):
        print(f"  learning rate {lr}: {lab.dead_in_a_net(lr).mean():.3f}")

# %% [markdown]
# Try to say in one sentence each why a ReLU unit and a leaky one do what you just saw.
#
# <details><summary>Answer</summary>
#
# The slope of a dead ReLU unit is 0 for every example, so the gradients of its w and its b are exactly 0, and gradient descent never moves them again. With leaky ReLU a small gradient is left, a hundredth of the usual one. It is enough to come back, if slowly.
#
# </details>
#
# Where it does **not** happen: at learning rates up to 1.5 next to no unit dies (right panel), and the printed lines show a net on real digits in which not one of 100 units died at any of three learning rates. Dying is a danger of steps that are too long, or of a bad start. It is not the fate of ReLU.

# %% [markdown]
# ## 4. Exercise: a referee for gradients (30 minutes)
#
# A wrong backward pass often trains, only worse. You cannot see it by looking at a loss. But you can measure a slope without any calculus: move one input a little to both sides, and see how the result changes. For a function $f$ of an array $x$ with one number as its result,
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}$$
#
# Here $e_i$ is an array of zeros with a single 1 at place $i$, and $h$ is a small step. This is a **central difference**.
#
# **Your turn.** `numerical_gradient(f, x, h=1e-5)` returns the gradient of `f` at `x` by central differences, in the shape of `x`. `f` takes an array of the shape of `x` and returns one number. `x` may have any shape. It must be unchanged afterwards, to the last bit: in floating-point numbers `x + h - h` is not always `x`.


# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of the scalar f(x) by central differences, in the shape of x."""
    ### BEGIN SOLUTION
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
    ### END SOLUTION


# %% points=10
checks.numerical_gradient(numerical_gradient)

# %% [markdown]
# **When are two gradients equal?** Never to the last digit. An absolute difference of 0.001 is nothing for slopes of 1000 and everything for slopes of 0.001. So divide by the size. For arrays $a$ and $b$ of the same shape,
#
# $$\max_i \frac{|a_i - b_i|}{\max(10^{-8},\ |a_i| + |b_i|)}$$
#
# The index $i$ runs over all entries. The result is 0 for equal arrays and 1 at most. The floor $10^{-8}$ keeps 0/0 away.
#
# **Your turn.** `relative_error(a, b)` returns this number for two arrays of any common shape.


# %% answer="relative_error"
def relative_error(a, b):
    """Return the largest |a - b| / max(1e-8, |a| + |b|) over all entries, one number."""
    ### BEGIN SOLUTION
    scale = np.maximum(1e-8, np.abs(a) + np.abs(b))
    return np.max(np.abs(a - b) / scale)
    ### END SOLUTION


# %% points=8
checks.relative_error(relative_error)

# %% [markdown]
# ### How small should h be?
#
# The formula becomes exact as h goes to 0. On paper.
#
# **Predict.** For which of these steps is the error of a central difference smallest?
#
# - **A**: h = 1e-1
# - **B**: h = 1e-5
# - **C**: h = 1e-12

# %% answer="predict_step"
### BEGIN SOLUTION
prediction_step = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("numerical_gradient", "relative_error"), prediction_step:
    errors = lab.step_sizes(numerical_gradient, relative_error)
    plots.show(figures.plot_step_sizes(errors))
    for h, central, one_sided in zip(errors.h, errors.central.T, errors.one_sided.T, strict=True):
        print(f"h = {h:.0e}   central {central.mean():.1e}   one-sided {one_sided.mean():.1e}")
    prediction_step.compare(findings.step(errors))

# %% [markdown]
# ### Written answer ({points of explain_step})
#
# Each of the two curves has two branches. Quote the errors of your central difference at h = 1e-5 and at h = 1e-12 from your run. Say where the error on the left branch (large h) comes from and how it depends on h, and the same for the right branch. Four sentences are enough.

# %% [markdown] answer="explain_step" points=10
# ### BEGIN SOLUTION
# In my run the error is about 2e-11 at h = 1e-5 and about 2e-4 at h = 1e-12: the smaller step is worse by a factor of ten million.
# With a large h the formula itself is off: it looks at a chord, not at the tangent. For a central difference this error shrinks like h squared, so ten times smaller h means a hundred times smaller error.
# With a small h the two values of f are nearly equal. Each carries a rounding error of about 1e-16 of its size, which the subtraction leaves as it is and the division by 2h blows up: this error grows like 1e-16 / h.
# The best h is where both are of the same size, near 1e-5.
#
# Rubric: 2 points for both numbers from the own run; 4 points for the left branch (the formula's error, falling like h squared, or "two decades a decade"); 4 points for the right branch (rounding of nearly equal numbers, divided by h).
# ### END SOLUTION

# %% [markdown]
# ### Use it
#
# To check a backward pass you need one number that depends on every entry of the output. Take the sum of `dout * out` for a random `dout`: its gradient with respect to `out` is `dout`, so its gradient with respect to `x` is what your backward pass must return.
#
# For smooth functions in float64 an error below 1e-7 means: right. Above 1e-4 means: wrong. In between, look closer. The last line of the output shows a trap.

# %% tags=["experiment"]
with needs("relu_forward", "relu_backward", "numerical_gradient", "relative_error"):
    x, dout = seeds.default_rng(0).standard_normal((2, 4, 5))

    def check_relu(x):
        numeric = numerical_gradient(lambda z: np.sum(dout * relu_forward(z)[0]), x)
        return relative_error(relu_backward(dout, relu_forward(x)[1]), numeric)

    print(f"your ReLU: relative error {check_relu(x):.1e}")
    x[0, 0] = 3e-6
    print(f"the same with one entry of 3e-6: {check_relu(x):.1e}")

# %% [markdown]
# Why does the error jump when one entry is 3e-6?
#
# <details><summary>Answer</summary>
#
# The two points $x - h$ and $x + h$ lie on different sides of the bend: the formula sees a slope of 0 there on part of its way. Your backward pass is right, the referee is not. When a few entries of a ReLU net fail a gradient check and all others pass, look for a bend nearby before you look for a bug.
#
# </details>

# %% [markdown]
# ## 5. Exercise: the affine layer (30 minutes)
#
# Now the part that learns. An affine layer multiplies by weights and adds a bias:
#
# $$\mathrm{out} = x\, w + b$$
#
# `x` (N, D) holds N examples with D inputs each, one example a row. `w` (D, M) has one row for each input and one column for each output. `b` (M,) is added to every row. `out` is (N, M).
#
# **The way back.** `dout` (N, M) says how the loss changes with each output. Look at a single weight $w_{ij}$, from input $i$ to output $j$. It takes part in output $j$ of *every* example, each time multiplied by that example's input $i$. The paths add up:
#
# $$\frac{\partial L}{\partial w_{ij}} = \sum_{n=1}^{N} x_{ni}\ \mathrm{dout}_{nj}$$
#
# Here $n$ counts the examples. All entries at once are one matrix product, $x^T \mathrm{dout}$: (D, N) times (N, M) gives (D, M), the shape of `w`. Find `db` and `dx` in the same way: which paths lead from this entry to the loss? The shapes help: a gradient always has the shape of its array.
#
# **Your turn.** `affine_forward(x, w, b)` returns `out` (N, M) and a cache; `affine_backward(dout, cache)` returns `dx` (N, D), `dw` (D, M) and `db` (M,).


# %% answer="affine"
def affine_forward(x, w, b):
    """Return out = x @ w + b (N, M) for x (N, D), w (D, M) and b (M,), and the cache."""
    ### BEGIN SOLUTION
    return x @ w + b, (x, w)
    ### END SOLUTION


def affine_backward(dout, cache):
    """Return dx (N, D), dw (D, M) and db (M,) for dout (N, M)."""
    ### BEGIN SOLUTION
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
    ### END SOLUTION


# %% points=16
checks.affine(affine_forward, affine_backward)

# %% [markdown]
# ### The same formula, 1960, 1986, 2006
#
# **1960.** Widrow and Hoff build *Adaline*, a single linear unit with knobs for weights. Its rule: after each example change every weight by (a small number) times (the error) times (the input). For a linear unit and the loss $\frac12 (\mathrm{out} - \mathrm{target})^2$ the error is $-\mathrm{dout}$, so this **delta rule** is your $x^T \mathrm{dout}$ with N = 1.
#
# **1986.** Rumelhart, Hinton and Williams show that the same product works in every layer of a net, once each layer hands the gradient down to the one below: your `dx`. The lecture prints the page: $-\partial E_p / \partial w_{ji} = \delta_{pj}\, i_{pi}$. In our letters $p$ is the example $n$, $i_{pi}$ is $x_{ni}$ and $\delta_{pj}$ is $-\mathrm{dout}_{nj}$.
#
# **2006.** Hinton and Salakhutdinov train deep nets by giving each layer a good start first. Deep nets are back. What later made that start unnecessary is the subject of the next notebooks: better scales of the first weights, ReLU, batch normalization.
#
# Going once through all examples is called an **epoch**. Here an epoch has as many steps as there are examples.
#
# **Predict.** We train one linear unit for five epochs by the delta rule to tell 3 (target -1) from 8 (target +1), on images of 8 x 8 pixels. Which pixels get the largest positive weights?
#
# - **A**: all pixels where an 8 has ink
# - **B**: the left side, where an 8 has ink and a 3 has none
# - **C**: the right side

# %% answer="predict_template"
### BEGIN SOLUTION
prediction_template = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("affine_forward", "affine_backward"), prediction_template:
    x, target, x_val, target_val = lab.two_digits(3, 8)
    w, b = np.zeros((64, 1)), np.zeros(1)
    rng = seeds.default_rng(0)
    rights, squares = [], []
    for epoch in range(5):
        for n in rng.permutation(len(x)):
            out, cache = affine_forward(x[n : n + 1], w, b)
            _, dw, db = affine_backward(out - target[n : n + 1], cache)
            w, b = w - 0.01 * dw, b - 0.01 * db
        rights.append((np.sign(affine_forward(x_val, w, b)[0]) == target_val).mean())
        squares.append(((affine_forward(x, w, b)[0] - target) ** 2).mean())
        print(f"epoch {epoch + 1}: {rights[-1]:.3f} of {len(x_val)} validation images right")
    plots.show(figures.plot_template(w, 3, 8, x, target))
    prediction_template.compare(
        findings.template(w, np.array(rights), np.array(squares), len(x_val))
    )

# %% [markdown]
# One example at a time, or all at once? Sum your `dw` over single examples and compare it with the `dw` of the whole batch.

# %% tags=["experiment"]
with needs("affine_forward", "affine_backward", "relative_error"):
    out, cache = affine_forward(x, w, b)
    whole = affine_backward(out - target, cache)[1]
    single = np.zeros_like(w)
    for n in range(len(x)):
        out, cache = affine_forward(x[n : n + 1], w, b)
        single += affine_backward(out - target[n : n + 1], cache)[1]
    print(
        f"{len(x)} small steps back against one large one: relative error {relative_error(single, whole):.1e}"
    )

# %% [markdown]
# All pixels here are 0 or positive. What does that mean for the signs of `dw` for a single example, and why might a layer prefer inputs of both signs?
#
# <details><summary>Answer</summary>
#
# For one example `dw` is input times error, so no two weights move in opposite directions: where the pixel is 0 the weight stays, all others go the way the sign of the error says. The same holds behind any layer of non-negative outputs, such as ReLU. That is what Problem 7 of the discussion sheet asks; its solution answers with dying units, which is another matter. To raise some weights and lower others takes several examples whose errors have different signs: the path zigzags. It is why activations with outputs of both signs (tanh, ELU) have friends, and one reason to remove the mean from the inputs. With a batch of many examples the effect is milder, since the signs mix in the sum.
#
# </details>

# %% [markdown]
# ## 6. Exercise: the softmax loss (35 minutes)
#
# A classifier ends with one number for each class, the **logits**. Softmax turns the logits $z$ of one example into probabilities, and the loss asks for the probability of the right class $y$:
#
# $$p_j = \frac{e^{z_j}}{\sum_k e^{z_k}} \qquad L = -\ln p_y$$
#
# Here $j$ and $k$ run over the C classes. The loss of a batch is the **mean** over its N examples.
#
# A new net with tiny random weights looks at ten classes, and all its logits are nearly 0. What is its loss? Say a number before you open the answer; you will need it in section 7.
#
# <details><summary>Answer</summary>
#
# Every class gets the probability 1/10, and $-\ln(1/10) = \ln 10 = 2.3026$.
#
# </details>
#
# **The gradient** is short. Raise the logit of a class by a little: the loss changes by the probability of that class, and by 1 less if it is the right one. For one example
#
# $$\frac{\partial L}{\partial z_j} = p_j - [j = y]$$
#
# where $[j = y]$ is 1 for the right class and 0 for all others. Do not forget what the mean over N does to it.
#
# **Numbers that are too large.** $e^{1000}$ is `inf` in float64, and `inf / inf` is `nan`. But adding the same number to all logits of an example changes no probability. Try it with the formula: the factor cancels. Use this freedom.
#
# **Your turn.** `softmax_loss(logits, labels)` gets `logits` (N, C) and `labels` (N,), integers from 0 to C - 1. It returns the mean loss, one number, and `dlogits` (N, C), the gradient of that mean. It must work for rows around 10000 as well as around 0. Two logits of one row are never more than 600 apart.


# %% answer="softmax_loss"
def softmax_loss(logits, labels):
    """Return the mean cross-entropy of logits (N, C) with labels (N,), and dlogits (N, C)."""
    ### BEGIN SOLUTION
    n = len(labels)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(n), labels].mean()
    dlogits = np.exp(log_probs)
    dlogits[np.arange(n), labels] -= 1
    return loss, dlogits / n
    ### END SOLUTION


# %% points=18
checks.softmax_loss(softmax_loss)

# %% [markdown]
# ### Another loss: the hinge
#
# CS231n puts a second loss beside softmax, from support vector machines. It looks at scores $s$ and asks that the right class wins by a margin of 1:
#
# $$L = \sum_{j \ne y} \max(0,\ s_j - s_y + 1)$$
#
# A class that stays below by the margin costs nothing. One that does not costs its shortfall.
#
# The experiment moves the score of the right class while two wrong classes stay at 0 and 1.

# %% tags=["experiment"]
with needs("softmax_loss"):
    curves = lab.loss_curves(softmax_loss)
    plots.show(figures.plot_two_losses(curves))
    for s in (0, 2, 4, 8):
        i = np.abs(curves.score - s).argmin()
        print(f"score {s}: softmax loss {curves.softmax[i]:.4f}, hinge loss {curves.hinge[i]:.4f}")

# %% [markdown]
# What the figure shows: on the left both losses over the score of the right class from -4 to 8. The hinge loss consists of straight pieces and is exactly 0 from score 2 on; the softmax loss is smooth and approaches 0 without reaching it. On the right their slopes: steps of -2, -1, 0 for the hinge, a smooth curve from -1 to 0 for softmax.
#
# With the next explorer you set all three scores. Find scores at which the hinge loss is content and the softmax loss is not. Find scores at which one wrong class gets nearly all of the softmax gradient, while the hinge treats both alike.

# %% tags=["experiment"]
from course_lib.lessons.warmup.explorers import two_losses

plots.show(two_losses.figure_of())
two_losses.explorer()

# %% [markdown]
# What the figure shows: four groups of three bars for the right class and two wrong ones: scores, softmax probabilities, the gradient of the softmax loss, the gradient of the hinge loss. In each gradient the bars add up to 0: what is pushed up is pushed down elsewhere.
#
# <details><summary>Scores that do it</summary>
#
# The right class 2, both wrong ones 1: the margin is kept and the hinge loss is 0, but softmax gives the right class a probability of 0.58 only. The right class 0, the wrong ones 5 and 1: both fall short of the margin and get a slope of 1 from the hinge; softmax gives them 0.976 and 0.018.
# </details>

# %% [markdown]
# ## 7. Exercise: a net that learns (30 minutes)
#
# You have all the parts. A two-layer net is affine, ReLU, affine; the softmax loss comes on top. Backward visits the same parts in reverse, each one handing its gradient to the one before it. A **step** of gradient descent then moves each weight against its gradient, `w - lr * dw`, with the learning rate `lr`.
#
# Three words are used for the steps of a training. An **iteration** is one step. A step on all examples uses the **full batch**; large data sets take a few examples at a time, a **minibatch**, so that an epoch has many iterations: with 1000 examples and minibatches of 50 there are 20. Here the data are tiny, so every step sees all of them, and an epoch is one iteration. In [notebook 05](../05_optimizers/05_optimizers.ipynb) the loop with minibatches is trained with.
#
# **Your turn.** `train_two_layer(x, labels, w1, b1, w2, b2, lr, steps)` does `steps` steps, each on all examples. It returns two things: the tuple `(w1, b1, w2, b2)` after the last step, and `losses`, a list of `steps` numbers: `losses[k]` is the loss *before* step number k, so `losses[0]` belongs to the weights that came in. The arrays that came in stay unchanged.
#
# Shapes: `x` (N, D), `labels` (N,), `w1` (D, H), `b1` (H,), `w2` (H, C), `b2` (C,), with H hidden units.
#
# Use your own functions from above: `affine_forward`, `relu_forward`, `softmax_loss`, `affine_backward`, `relu_backward`. If the check says "not written yet", one of these is still missing.


# %% answer="train_two_layer"
def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    """Train affine, ReLU, affine, softmax loss by full-batch gradient descent.

    Return (w1, b1, w2, b2) after the last step and the losses before each of the steps.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(steps):
        z, first = affine_forward(x, w1, b1)
        hidden, bend = relu_forward(z)
        logits, second = affine_forward(hidden, w2, b2)
        loss, dlogits = softmax_loss(logits, labels)
        losses.append(loss)
        dhidden, dw2, db2 = affine_backward(dlogits, second)
        _, dw1, db1 = affine_backward(relu_backward(dhidden, bend), first)
        w1, b1 = w1 - lr * dw1, b1 - lr * db1
        w2, b2 = w2 - lr * dw2, b2 - lr * db2
    return (w1, b1, w2, b2), losses
    ### END SOLUTION


# %% points=16
checks.train_two_layer(train_two_layer)

# %% [markdown]
# ### Learn twenty digits by heart
#
# Before you train a net on real data, the lecture advises two checks of sanity. First: is the initial loss right? For C classes it must be $\ln C$. Second: can the net overfit a tiny set? If it cannot learn twenty examples by heart, something is broken, and more data will not help.
#
# We take two images of each digit, pixels from 0 to 16, and remove the mean image. The net has 64 inputs, 50 hidden units and 10 outputs, weights with std 1e-4, biases 0. The learning rate is 0.1.
#
# **Predict.** How does the accuracy on the twenty images go?
#
# - **A**: it rises steadily while the loss falls
# - **B**: it jumps to about 90 % while the loss has hardly moved, falls again, then reaches 100 %
# - **C**: it stays at 10 % until the loss falls

# %% answer="predict_dip"
### BEGIN SOLUTION
prediction_dip = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("train_two_layer"), prediction_dip:
    x, labels = lab.twenty_digits()
    result = lab.overfit(train_two_layer, x, labels)
    plots.show(figures.plot_overfit(result))
    print(lab.overfit_table(result, (0, 1, 5, 10, 15, 20, 25, 30, 40, 50, 100, 199)))
    prediction_dip.compare(findings.dip(result))

# %% [markdown]
# ### Written answer ({points of explain_flat})
#
# Quote the loss and the accuracy of seed 0 at step 5 of your run. How can so many of the twenty images be right while the loss is still at ln 10? Say what each of the two numbers looks at. Then say in one sentence what the bottom left panel has to do with the dip.

# %% [markdown] answer="explain_flat" points=10
# ### BEGIN SOLUTION
# At step 5 my run (seed 0) has the loss 2.30256 and the accuracy 0.95; ln 10 is 2.302585.
# The accuracy asks only which logit is the largest. With weights of 1e-4 the logits are tiny, but their order is already right for 19 of 20 images.
# The loss looks at probabilities. Tiny logits give probabilities of nearly 1/10 for every class, whatever their order, so the loss is still ln 10.
# In the dip one direction of the logits grows faster than all others and swamps them: the order within that direction decides, and it cannot tell ten classes apart. When the other directions catch up, the accuracy comes back.
#
# Rubric: 2 points for both numbers from the own run; 3 points for "accuracy: only the order of the logits"; 3 points for "loss: probabilities, nearly uniform for tiny logits"; 2 points for the one direction that outgrows the others.
# ### END SOLUTION

# %% [markdown]
# **Where the jump is not there.** Take the first twenty training images as they come, not two of each digit. Some digits are then there more often than others.

# %% tags=["experiment"]
with needs("train_two_layer"):
    x, labels = lab.twenty_digits(balanced=False)
    uneven = lab.overfit(train_two_layer, x, labels, steps=60)
    print("images of each digit:", np.bincount(labels, minlength=10))
    for k in (0, 5, 15, 25, 50):
        a = uneven.accuracy[:, k]
        print(f"step {k:2d}: accuracy {a.mean():.2f}, SD {a.std(ddof=1):.2f} (5 seeds)")

# %% [markdown]
# What happens here, and which parameter is to blame?
#
# <details><summary>Answer</summary>
#
# The output bias `b2` learns the frequencies of the digits first: its gradient does not pass through any tiny weight. The most frequent digit gets the largest bias, larger than all the tiny logits that the images make, and the net answers with that digit for every image. With two images of each digit the biases have nothing to learn at first, and the order of the tiny logits shows.
#
# </details>

# %% [markdown]
# ## 8. Going further: the hinge loss (checked, 0 points)
#
# Write the hinge loss of section 6 with its gradient. `hinge_loss(scores, labels, margin=1.0)` gets `scores` (N, C) and `labels` (N,). It returns the mean over N of $\sum_{j \ne y} \max(0, s_j - s_y + \mathrm{margin})$, one number, and `dscores` (N, C).
#
# A hint for the gradient: every class that violates the margin pulls with the slope 1. The right class answers all of them.


# %% answer="hinge_loss"
def hinge_loss(scores, labels, margin=1.0):
    """Return the mean multiclass hinge loss of scores (N, C) with labels (N,), and dscores (N, C)."""
    ### BEGIN SOLUTION
    rows = np.arange(len(labels))
    gaps = np.maximum(0, scores - scores[rows, labels][:, None] + margin)
    gaps[rows, labels] = 0
    dscores = (gaps > 0).astype(float)
    dscores[rows, labels] = -dscores.sum(axis=1)
    return gaps.sum() / len(labels), dscores / len(labels)
    ### END SOLUTION


# %% points=0
checks.hinge_loss(hinge_loss)

# %% [markdown]
# Does a net with your hinge loss learn the twenty digits too?
#
# To find out, put `hinge_loss` in the place of `softmax_loss` in a copy of your training function. Which first loss do you expect for ten classes and scores of nearly 0?
#
# <details><summary>Answer</summary>
#
# Nine wrong classes are short of the margin by 1 each: the first loss is 9, or C - 1 in general.
#
# </details>
#
# ## 9. Conventions
#
# The same thing has other names and other defaults elsewhere. Look here before you carry code over.
#
# | | this course | CS231n | PyTorch | Keras | papers |
# |---|---|---|---|---|---|
# | affine weights | `w` (D, M), `x @ w + b` | the same | `Linear.weight` is (M, D), `x @ w.T + b` | `Dense.kernel` is (D, M) | often column vectors, $W x + b$ |
# | classification loss | from logits, mean over N | the same | `cross_entropy`: from logits, mean | from probabilities unless `from_logits=True` | often a sum |
# | hinge loss | sum over wrong classes, mean over N | the same | `MultiMarginLoss` divides by C too | only the worst wrong class | both forms exist |
# | slope of leaky ReLU | 0.01 | 0.1 on the 2017 slide | 0.01 | 0.3 | 0.01 (Maas et al.) |
# | alpha of ELU | 1 | not fixed on the slide | 1 | 1 | 1 |
# | slope of ReLU at 0 | 0 or 1, both right | 0 | 0 | 0 | any from 0 to 1 |
# | gradient check | relative error with a floor of 1e-8, h = 1e-5 | the same floor, h = 1e-5 | `gradcheck`: eps 1e-6, atol 1e-5, rtol 1e-3 | none built in | |
#
# ## 10. What you can do now
#
# - A layer is a pair: forward keeps a cache, backward multiplies by slopes. Along a path slopes multiply, paths add up.
# - The gradient of weights is $x^T \mathrm{dout}$, in 1960 and today.
# - A central difference with h = 1e-5 in float64 judges any backward pass, away from bends.
# - The first loss of C classes is $\ln C$. The loss looks at probabilities, the accuracy at an order.
# - Sigmoids multiply a gradient by 1/4 at best. ReLU does not, but its units can die when steps are too long.
#
# Next: [notebook 01](../01_preprocessing/01_preprocessing.ipynb) asks what the inputs should look like, [notebook 02](../02_initialization/02_initialization.ipynb) how large the first weights should be.
#
# ## The same in PyTorch
#
# ```python
# import torch
# from torch.nn import functional as F
#
# x = torch.randn(5, 4, requires_grad=True)
# layer = torch.nn.Linear(4, 3)                   # layer.weight is (3, 4): x @ weight.T + bias
# logits = F.relu(layer(x))                       # F.leaky_relu(z, negative_slope=0.01)
# labels = torch.tensor([0, 1, 2, 0, 1])
# loss = F.cross_entropy(logits, labels)          # takes logits, not probabilities; mean over N
# loss.backward()                                 # x.grad, layer.weight.grad, layer.bias.grad
# F.multi_margin_loss(logits, labels, margin=1.0)  # the hinge loss divided by C as well
# ```
#
# **Submit:** save, then run `course submit 00_warmup` in a terminal.
#
# ## Sources
#
# - UC Berkeley CS182 (2021), discussion "Getting Neural Nets to Train": section 6, "Aside: ReLU Activations and its Relatives", Problems 6 and 7.
# - Stanford CS231n (2017), lecture 7: "Last time: Activation Functions".
# - Stanford CS231n (2015), lecture 6: "A bit of history", "Double check that the loss is reasonable", "Lets try to train now".
# - B. Widrow and M. Hoff, Adaptive switching circuits, 1960. D. Rumelhart, G. Hinton and R. Williams, Learning internal representations by error propagation, 1986. G. Hinton and R. Salakhutdinov, Reducing the dimensionality of data with neural networks, 2006.
# - X. Glorot, A. Bordes and Y. Bengio, [Deep sparse rectifier neural networks](https://proceedings.mlr.press/v15/glorot11a.html), 2011. A. Maas, A. Hannun and A. Ng, Rectifier nonlinearities improve neural network acoustic models, 2013. D.-A. Clevert, T. Unterthiner and S. Hochreiter, [Fast and accurate deep network learning by exponential linear units](https://arxiv.org/abs/1511.07289), 2016. I. Goodfellow et al., [Maxout networks](https://arxiv.org/abs/1302.4389), 2013.
# - J. Weston and C. Watkins, Support vector machines for multi-class pattern recognition, 1999; K. Crammer and Y. Singer, On the algorithmic implementation of multiclass kernel-based vector machines, 2001.
# - Images: the digits that come with scikit-learn (E. Alpaydin and C. Kaynak).
