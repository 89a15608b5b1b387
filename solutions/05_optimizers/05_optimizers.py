# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 05 Optimizers: from a gradient to a step
#
# Backpropagation gives a gradient. What to do with it is another question, and plain descent is only the first answer.
# After this notebook you can write momentum, Nesterov, AdaGrad, RMSProp and Adam from memory, set a schedule and a clipping limit, and compare two optimizers so that others believe the result.
#
# **Minutes:** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots
from course_lib.lessons.optimizers import checks, experiments
from course_lib.lessons.optimizers.experiments import figures, nets, surfaces
from course_lib.lessons.optimizers.explorers import descent
from course_lib.notebook import needs, predict

plots.use_style()

# %% [markdown]
# ## 1. Three troubles of plain descent (20 minutes)
#
# All parameters of a net are one long vector $w$. The loss is $f(w)$, its gradient $\nabla f(w)$, also called `dw`. Plain descent takes steps of the **learning rate** `lr`, in formulas $\alpha$:
#
# $$w_{t+1} = w_t - \alpha \, \nabla f(w_t).$$
#
# In training, $f$ is the loss of a minibatch, and the method is called SGD, stochastic gradient descent.
#
# ### Trouble 1: conditioning
#
# Take a bowl with two parameters, $f(x, y) = \tfrac12 (x^2 + 100\, y^2)$. The **Hessian** is the matrix of second derivatives. Here its eigenvalues, the curvatures, are 1 and 100. The ratio of the largest to the smallest is the **condition number**, 100.
#
# One step multiplies $x$ by $1 - \alpha$ and $y$ by $1 - 100\,\alpha$. Up to which rate does plain descent come down at all?
#
# - **A**: 2
# - **B**: 0.2
# - **C**: 0.02

# %% answer="predict_rate"
### BEGIN SOLUTION
prediction_rate = predict("C")
### END SOLUTION

# %% tags=["experiment"]
bowl = surfaces.bowl(100)
paths = {
    f"lr {lr}": surfaces.descend(surfaces.sgd, bowl, lr, steps=60) for lr in (0.002, 0.0185, 0.0201)
}
plots.show(figures.plot_paths(bowl, paths, "Plain descent"))
prediction_rate.compare(
    "C", "|1 - 100 lr| must be below 1, whatever the flat direction would like."
)

# %% [markdown]
# What the figure shows: on the map (left; a large marker is the end of a path) the smallest rate creeps along the valley, the middle one jumps from wall to wall, the largest one jumps higher each time. The losses (right) fall slowly, fall faster, and rise.
#
# The steep direction limits the rate; the flat direction then has to live with it. Even at the best rate the number of steps grows in proportion to the condition number, as section 2 will show.
#
# **Erratum.** CS231n 2017 lecture 7, "SGD + Momentum", has the right formula with a minus, and below it the code `x += learning_rate * dx`. With a plus one climbs. Five steps of it, at rate 0.005:

# %% tags=["experiment"]
w = np.array([-10.0, 1.0])
print("loss before:", float(bowl.f(w)))
for _ in range(5):
    w += 0.005 * bowl.grad(w)
print("loss after five steps with the plus sign:", round(float(bowl.f(w))))

# %% [markdown]
# ### Trouble 2: saddle points
#
# At a **saddle point** the gradient is 0, the surface bends up in some directions and down in others. Descent is slow near it, and on the ridge it never leaves.
# Is that rare? A point with gradient 0 is a minimum only if *all* curvatures are positive. Let us toss the Hessian: a random symmetric matrix, 4 by 4. How often are all four eigenvalues positive?
#
# - **A**: 1 in 4
# - **B**: 1 in 16, as with four coins
# - **C**: less than 1 in 100

# %% answer="predict_saddles"
### BEGIN SOLUTION
prediction_saddles = predict("C")
### END SOLUTION

# %% tags=["experiment"]
sizes = np.arange(1, 6)
found = [experiments.all_positive_share(n, 40000, np.random.default_rng(n)) for n in sizes]
shares, errors = np.array(found).T
plots.show(
    figures.plot_lines(
        sizes,
        {"40000 random symmetric matrices (SE)": shares, "as many coins": 0.5**sizes},
        "How often are all curvatures positive?",
        "number of parameters",
        "share (log)",
        errors={"40000 random symmetric matrices (SE)": errors},
        log="y",
    )
)
prediction_saddles.compare("C", f"the share is {shares[3]:.4f}: eigenvalues keep their distance.")

# %% [markdown]
# What the figure shows: the share of matrices without a negative eigenvalue falls faster with each parameter than the chance of as many heads in a row.
#
# A net has thousands of parameters, so its points of zero gradient are nearly all saddles. That is the argument behind "saddle points much more common in high dimension" (Dauphin et al. 2014).
# But the Hessian of a net is not a random matrix. We can look at a real one: a net of 262 parameters is small enough to compute all of its curvatures, on the way down.

# %% tags=["experiment"]
curvature = experiments.net_curvature()
plots.show(figures.plot_curvature(curvature))
share = curvature.negative_share.mean(axis=0)
print(
    "negative eigenvalues:",
    ", ".join(f"{s:.0%} at step {k}" for k, s in zip(curvature.steps, share, strict=True)),
)

# %% [markdown]
# What the figure shows: the sorted eigenvalues of one net (left) start with nearly as many below 0 as above; after training the negative ones are fewer and tiny. The share of negative ones (right) falls with the loss.
#
# High up nearly half of all directions bend down, as in a random matrix. Near the bottom most bend up. So saddles are met on the way, and they delay.
# How long? On the surface $x^2 - y^2 + \tfrac14 y^4$ the ridge is $y = 0$. We start ever closer to it.

# %% tags=["experiment"]
offsets = 10.0 ** -np.arange(1, 13)
leave = experiments.steps_to_leave_saddle(surfaces.sgd, offsets, lr=0.1)
for k in (0, 2, 5, 11):
    print(f"start {offsets[k]:.0e} beside the ridge: {leave[k]:.0f} steps to get down")

# %% [markdown]
# Ten times closer costs the same number of extra steps each time: the distance to the ridge grows by a constant factor per step. Exactly on the ridge it takes for ever.
#
# ### Trouble 3: noise
#
# The gradient of a minibatch is the true gradient plus noise. At a constant rate descent then does not stop at the minimum, it rattles around it. Here 2000 walkers descend $w^2/2$ with gradients $w$ + noise of std 1.

# %% tags=["experiment"]
for lr in (0.5, 0.1, 0.02):
    floor, error = experiments.noise_floor(surfaces.sgd, lr, np.random.default_rng(0))
    print(
        f"lr {lr:<4}: the loss stays at {floor:.4f} +- {error:.4f} (SE), {floor / lr:.2f} times lr"
    )

# %% [markdown]
# For small rates the floor is about a quarter of the rate. A large rate is quick and ends high, a small one is slow and ends low. That is why rates are lowered in time (section 8).
#
# ## 2. Momentum (20 minutes)
#
# A ball does not forget its speed at every step. Give the parameters a **velocity** $v$, which starts at 0:
#
# $$v_{t+1} = \rho\, v_t - \alpha\, \nabla f(w_t), \qquad w_{t+1} = w_t + v_{t+1}.$$
#
# $\rho$ (`rho`) is the share of the velocity that survives a step, typically 0.9. Directions in which the gradient keeps its sign add up; directions in which it flips cancel.
#
# The gradient is constant and `rho` is 0.9. How fast does the ball become, in units of one plain step?
#
# - **A**: 1, because the velocity is a running mean of the gradients
# - **B**: 10
# - **C**: it grows without limit

# %% answer="predict_speed"
### BEGIN SOLUTION
prediction_speed = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** All rules of this notebook have one form: `rule(w, dw, state, lr, ...)` returns the new `w` and the new `state`.
# `w` and `dw` are arrays of one shape. `state` is whatever your rule must remember until its next call. It is `None` at the first call; after that your rule gets back what it returned. It can be an array, a tuple, a dictionary.
#
# Write `momentum`. Do not change `dw`; `w` may change in place or stay.


# %% answer="momentum"
def momentum(w, dw, state, lr, rho=0.9):
    """Return (w, state) after one step with momentum.

    w and dw (any shape, the same) are the parameters and their gradient; state is None at first.
    """
    ### BEGIN SOLUTION
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + v, v
    ### END SOLUTION


# %% points=12
checks.momentum(momentum)

# %% tags=["experiment"]
with needs("momentum"):
    speed = experiments.step_sizes(momentum, np.ones((100, 1)), rho=0.9).ravel()
    print("steps 1, 2, 3, 10, 100:", speed[[0, 1, 2, 9, 99]].round(4))
    prediction_speed.compare("B", "1 + 0.9 + 0.81 + ... = 1 / (1 - 0.9).")

# %% [markdown]
# **Erratum.** The same slide says: build up "velocity" as a running mean of gradients. A mean of equal numbers is that number. The velocity is a decaying **sum**, and it comes to $1/(1-\rho)$ plain steps.
# This matters in practice: whoever adds momentum 0.9 and keeps the rate takes steps ten times as long.
#
# ### What it buys: the square root of the condition number
#
# For each condition number we give plain descent and momentum their best settings, which are known for a bowl, and count the steps until the loss is a millionth.

# %% tags=["experiment"]
with needs("momentum"):
    conditions = np.array([10, 30, 100, 300, 1000, 3000])
    plain = surfaces.steps_by_condition(surfaces.sgd, conditions, surfaces.best_for_sgd)
    yours = surfaces.steps_by_condition(momentum, conditions, surfaces.best_for_momentum)
    lines = {
        "plain descent": plain,
        "your momentum": yours,
        "slope 1": 1.5 * conditions,
        "slope 1/2": 15 * conditions**0.5,
    }
    plots.show(
        figures.plot_lines(
            conditions,
            lines,
            "Steps to a millionth of the first loss",
            "condition number (log)",
            "steps (log)",
            log="xy",
        )
    )
    print(f"condition 1000: {plain[4]:.0f} steps without, {yours[4]:.0f} with momentum")

# %% [markdown]
# What the figure shows: on log axes the steps of plain descent follow a line of slope 1, those of momentum one of slope 1/2.
#
# ### What it does not buy: silence
#
# A picture of the lecture puts "gradient noise" among the things momentum helps with. To be fair, momentum must move as fast as plain descent: rate `lr * (1 - rho)`.

# %% tags=["experiment"]
with needs("momentum"):
    print("floor of the loss, mean and SE of 2000 walkers")
    for lr in (0.1, 0.02):
        for name, rule, options in (
            ("plain descent", surfaces.sgd, {"lr": lr}),
            ("momentum, as fast", momentum, {"lr": 0.1 * lr, "rho": 0.9}),
            ("momentum, same lr", momentum, {"lr": lr, "rho": 0.9}),
        ):
            floor, error = experiments.noise_floor(rule, rng=np.random.default_rng(1), **options)
            print(f"   {name:>18}, lr {options['lr']:<6.3g}: {floor:.4f} +- {error:.4f}")

# %% [markdown]
# At the same speed the floor is nearly the same. Momentum helps against bad conditioning; noise asks for a smaller rate or a larger batch.
#
# ### Two forms, one trap
#
# **Erratum.** The lecture writes momentum as $v \leftarrow \rho v + \nabla f$, $w \leftarrow w - \alpha v$, and Nesterov's rule one slide later as $v \leftarrow \rho v - \alpha \nabla f$. The two forms of $v$ differ by the factor $-\alpha$. They give the same path as long as $\alpha$ is constant, and part at the moment it changes. The check names yours.

# %% tags=["experiment"]
moves = experiments.after_a_drop(drop_at=30)
plots.show(
    figures.plot_lines(
        np.arange(60),
        moves,
        "Gradient 1, rho 0.9; lr drops from 0.1 to 0.01 at step 30",
        "step",
        "length of the move",
    )
)

# %% [markdown]
# What the figure shows: up to step 30 the curves lie on each other. Then the form with lr outside brakes at once, the form with lr inside coasts for some twenty steps.
#
# ## 3. Nesterov: look before you leap (15 minutes)
#
# Momentum measures the gradient here and then jumps. The velocity alone will carry us to $x_t + \rho v_t$ anyway: why not measure the gradient there?
#
# $$v_{t+1} = \rho\, v_t - \alpha\, \nabla f(x_t + \rho\, v_t), \qquad x_{t+1} = x_t + v_{t+1}.$$
#
# This is inconvenient: our training code has the gradient at the parameters, not at a point beside them. So we let the parameters *be* the shifted point, $w_t = x_t + \rho v_t$. Then $\nabla f(w_t)$ is the gradient we have, and only the step has to be rewritten:
#
# $$w_{t+1} = x_{t+1} + \rho\, v_{t+1}, \qquad x_{t+1} = x_t + v_{t+1}, \qquad x_t = w_t - \rho\, v_t.$$
#
# **Your turn.** Put the three together so that no $x$ is left, and write `nesterov`. `dw` is the gradient at `w`, the shifted point.


# %% answer="nesterov"
def nesterov(w, dw, state, lr, rho=0.9):
    """Return (w, state) after one step of Nesterov's momentum; w is the shifted point x + rho v.

    w and dw (any shape, the same) are the shifted point and the gradient there.
    """
    ### BEGIN SOLUTION
    old_v = np.zeros_like(w) if state is None else state
    v = rho * old_v - lr * dw
    return w - rho * old_v + (1 + rho) * v, v
    ### END SOLUTION


# %% points=12
checks.nesterov(nesterov)

# %% [markdown]
# Why does the check follow your rule for several steps? The velocity is 0 at the first one. A wrong sign before the old velocity, or a velocity that is never stored, cannot show before the second.
#
# Same bowl, same rate, same `rho`. Which of the two overshoots less?
#
# - **A**: momentum
# - **B**: Nesterov
# - **C**: no difference

# %% answer="predict_nesterov"
### BEGIN SOLUTION
prediction_nesterov = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("momentum", "nesterov"):
    both = {"momentum": momentum, "nesterov": nesterov}
    paths = {n: surfaces.descend(rule, bowl, lr=0.005, steps=80) for n, rule in both.items()}
    plots.show(figures.plot_paths(bowl, paths, "lr 0.005, rho 0.9"))
    ends = {name: f"{path.losses[-1]:.1e}" for name, path in paths.items()}
    print("loss after 80 steps:", ends)
    prediction_nesterov.compare("B", "where the velocity overshoots, the gradient ahead brakes.")

# %% [markdown]
# What the figure shows: both run along the valley. Momentum swings from wall to wall for a long time, the swings of Nesterov die out within a few steps. Both pass the minimum and come back.
#
# ## 4. AdaGrad and RMSProp: a rate for every parameter (25 minutes)
#
# The steep direction limits the rate of all. So give every parameter its own. **AdaGrad** (Duchi et al. 2011) divides each entry by the root of the sum of its squared gradients so far:
#
# $$s_{t+1} = s_t + g_t^2, \qquad w_{t+1} = w_t - \alpha \, \frac{g_t}{\sqrt{s_{t+1}} + \varepsilon}.$$
#
# $g_t$ is the gradient, $s$ starts at 0, and all operations are entry by entry. $\varepsilon$ (`eps`, 1e-8) keeps an entry that never had a gradient from 0 / 0.
#
# An entry of the gradient is always 5. What do the steps of AdaGrad do over time?
#
# - **A**: they stay at `lr`
# - **B**: they shrink as $1/\sqrt t$
# - **C**: they shrink exponentially

# %% answer="predict_adagrad"
### BEGIN SOLUTION
prediction_adagrad = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** Write `adagrad`.


# %% answer="adagrad"
def adagrad(w, dw, state, lr, eps=1e-8):
    """Return (w, state) after one step of AdaGrad; w and dw have one shape, any."""
    ### BEGIN SOLUTION
    total = np.zeros_like(w) if state is None else state
    total = total + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
    ### END SOLUTION


# %% points=7
checks.adagrad(adagrad)

# %% [markdown]
# A sum only grows, so AdaGrad brakes for ever. **RMSProp** (Hinton 2012) keeps a running mean instead, which forgets:
#
# $$s_{t+1} = \beta\, s_t + (1 - \beta)\, g_t^2,$$
#
# and the step is the same as before. $\beta$ is `decay`, 0.99: it weighs the *old* mean. $s$ starts at 0.
#
# **Your turn.** Write `rmsprop`.


# %% answer="rmsprop"
def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    """Return (w, state) after one step of RMSProp; w and dw have one shape, any."""
    ### BEGIN SOLUTION
    mean = np.zeros_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
    ### END SOLUTION


# %% points=9
checks.rmsprop(rmsprop)

# %% tags=["experiment"]
with needs("adagrad", "rmsprop"):
    fives = np.full((1000, 1), 5.0)
    sizes = {
        "AdaGrad": experiments.step_sizes(adagrad, fives).ravel(),
        "RMSProp, decay 0.99": experiments.step_sizes(rmsprop, fives).ravel(),
    }
    plots.show(
        figures.plot_lines(
            np.arange(1, 1001),
            sizes,
            "The gradient is 5 at every step",
            "step (log)",
            "length of the step / lr (log)",
            log="xy",
        )
    )
    prediction_adagrad.compare("B", f"step 100 is {sizes['AdaGrad'][99]:.2f} lr, step 1 was 1 lr.")

# %% [markdown]
# What the figure shows: the steps of AdaGrad fall on a straight line of slope -1/2. Those of RMSProp begin at ten times lr and settle at lr.
#
# Look at the start of RMSProp: its mean starts at 0 and needs a hundred steps to grow. Until then the steps are up to ten times too long. Keep that in mind for section 5.
#
# ### The bowl, once straight and once turned
#
# On our bowl the steep direction is one parameter and the flat direction another. Now we turn the bowl by 30 degrees; its condition number stays 100. What becomes of the two rules that divide entry by entry, at the rates that suit them best there?
#
# - **A**: nothing changes
# - **B**: they lose most of their advantage
# - **C**: they diverge

# %% answer="predict_turned"
### BEGIN SOLUTION
prediction_turned = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("momentum", "adagrad", "rmsprop"):
    rates = {"momentum": (momentum, 0.01), "AdaGrad": (adagrad, 3.0), "RMSProp": (rmsprop, 0.3)}
    for surface in (bowl, surfaces.bowl(100, 30)):
        paths = {
            f"{name}, lr {lr}": surfaces.descend(rule, surface, lr, steps=100)
            for name, (rule, lr) in rates.items()
        }
        plots.show(figures.plot_paths(surface, paths, "Three rules"))
    prediction_turned.compare("B", "the division works along the axes of the parameters only.")

# %% [markdown]
# What the figures show: on the straight bowl (first) AdaGrad and RMSProp leap across the valley, less far each time; their losses (right) are below 0.01 within 20 steps, that of momentum after 80. On the turned bowl (second) both creep along the valley and are above 0.5 after 100 steps, while momentum, which does not care about axes, does exactly what it did before.
#
# A division by entry repairs bad *scales of parameters*. It cannot repair a valley that runs across them.
#
# ## 5. Adam (20 minutes)
#
# Adam (Kingma and Ba 2015) joins the two ideas: a running mean of the gradients gives the direction, a running mean of their squares the scale.
#
# $$m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2 .$$
#
# Both start at 0. Without more, the step would be $-\alpha\, m_t / (\sqrt{v_t} + \varepsilon)$: the lecture calls this "Adam (almost)" and asks what happens at the first step. With $\beta_1 = 0.9$ and $\beta_2 = 0.999$, how long is it?
#
# - **A**: too short, 0.1 `lr`, because $m$ starts at 0
# - **B**: just right, `lr`
# - **C**: too long, about 3 `lr`

# %% answer="predict_almost"
### BEGIN SOLUTION
prediction_almost = predict("C")
### END SOLUTION

# %% tags=["experiment"]
almost = experiments.step_sizes(experiments.adam_almost, np.full((6000, 1), 7.0)).ravel()
print("the first five steps of almost-Adam / lr:", almost[:5].round(2))
print(f"the longest is step {almost.argmax() + 1}: {almost.max():.2f} lr")
prediction_almost.compare("C", "m is 0.1 g, but v is 0.001 g^2, and 0.1 / sqrt(0.001) = 3.16.")

# %% [markdown]
# Both means are too small at first, and the one in the denominator is too small by more. The **bias correction** divides by the weight that the means have seen so far:
#
# $$\hat m_t = \frac{m_t}{1 - \beta_1^t}, \qquad \hat v_t = \frac{v_t}{1 - \beta_2^t}, \qquad w_t = w_{t-1} - \alpha\, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}, \qquad t = 1, 2, 3, \dots$$
#
# $t$ counts the calls, and $\beta^t$ is a power. After one gradient both corrected means are those of that one gradient.
#
# **Erratum.** On the slide "Adam (full form)" the loop reads `for t in range(num_iterations)`, so that $t = 0$ comes first, and $1 - \beta^0 = 0$ divides by zero. The next slide starts at 1.
#
# **Your turn.** Write `adam`. The state must hold all that the next call needs.


# %% answer="adam"
def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """Return (w, state) after one step of Adam with bias correction; w and dw have one shape."""
    ### BEGIN SOLUTION
    m, v, t = (np.zeros_like(w), np.zeros_like(w), 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)
    ### END SOLUTION


# %% points=16
checks.adam(adam)

# %% tags=["experiment"]
with needs("adam"):
    sevens = np.full((6000, 1), 7.0)
    sizes = {"almost": almost, "your adam": experiments.step_sizes(adam, sevens).ravel()}
    plots.show(
        figures.plot_lines(
            np.arange(1, 6001),
            sizes,
            "The gradient is 7 at every step",
            "step (log)",
            "length of the step / lr",
            log="x",
        )
    )
    leave = experiments.steps_to_leave_saddle(adam, offsets, lr=0.1)
    print(f"saddle of section 1, from 1e-01 and 1e-12: {leave[0]:.0f} and {leave[-1]:.0f} steps")

# %% [markdown]
# What the figure shows: the steps of almost-Adam rise to more than six times lr and need thousands of steps to come back to 1. Yours are 1 from the start.
#
# The gradient was 7; any other constant gives the same picture, because the step is a ratio. So `lr` says how far a parameter may move per step, whatever the scale of the loss. That is why one default, 0.001, serves many nets, and why Adam leaves a saddle in nearly the same number of steps from any distance.
#
# ## 6. A goal: one in a million within 100 steps (10 minutes)
#
# Five surfaces: the bowl, the turned bowl, the saddle, and two classics: **Rosenbrock's** curved valley $(1-x)^2 + 100\,(y - x^2)^2$ and **Beale's** function, flat with steep walls.
# The explorer runs your own rules. "memory" is `rho` for momentum and Nesterov, `decay` for RMSProp, `beta1` for Adam. Press the play button to walk along the path.
#
# Bring the loss below $10^{-6}$ within 100 steps:
#
# 1. on the bowl with momentum (change `rho` too), then show that plain descent cannot do it;
# 2. on Beale's function with any rule;
# 3. on the saddle with a start exactly on the ridge, second parameter 0. Why does none of them succeed?
# 4. For a long evening: on Rosenbrock's valley.

# %% tags=["experiment"]
with needs("momentum"):
    descent.explorer(
        {
            "momentum": momentum,
            "nesterov": nesterov,
            "adagrad": adagrad,
            "rmsprop": rmsprop,
            "adam": adam,
        }
    )

# %% [markdown]
# What the figure shows: Adam's path on Beale's function on the map (left), and its loss (right), which crosses the dashed goal before step 40 and stays below it from step 50 on.

# %% tags=["experiment"]
good = descent.Params("Beale", "adam", x=1.0, y=1.5, lr=10**0.1, memory=0.71)
plots.show(descent.figure_of(good))

# %% [markdown]
# <details><summary>Some settings that reach the goal, and why the ridge is hopeless</summary>
#
# Bowl: momentum with lr 0.032 and rho 0.69, at step 45. Plain descent shrinks the flat direction by the factor 99/101 per step at best, far too little for 100 steps. Beale: Adam with lr 1.3 and beta1 0.71, as in the figure. On the ridge the gradient has no part across it: it is exactly 0, and every rule multiplies or divides that 0. In training the noise of the minibatch pushes you off. Rosenbrock: Adam with lr 0.89 and beta1 0.85 arrives at step 98; hardly any other setting does.
# </details>
#
# ### The race
#
# One path proves little. Here each rule gets each surface with five starts close together, and its best of 9 rates. The table counts the steps until the loss is below 0.001: the median of the five starts, and the range.

# %% tags=["experiment"]
with needs("momentum", "nesterov", "adagrad", "rmsprop", "adam"):
    rules = {"sgd": surfaces.sgd, "momentum": momentum, "nesterov": nesterov}
    rules |= {"adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}
    print(surfaces.race_table(surfaces.race(rules)))

# %% [markdown]
# "-" means that at no rate the median start arrived within 600 steps. Read the table by rows and by columns. No rule is the fastest everywhere. The two that need five steps on the bowl need hundreds when it is turned; plain descent and the momenta do not notice the turn. Five is also luck: the first steps of AdaGrad are `lr` long, and one of our 9 rates, 10, is just the distance to the minimum. And a toy surface with two parameters is no net.
#
# ## 7. One network, six optimizers (15 minutes)
#
# Now a real net: 64-32-32-32-10 ReLU units on the digits, 5 epochs, batches of 32. A fair comparison needs three things:
#
# - **a grid of rates for each optimizer**, because a good rate for one is a bad one for the other;
# - **paired seeds**: the same initial weights and the same batches for all, so that differences are those of the optimizers;
# - **error bars**, and a choice of the rate on validation data, the verdict on test data.
#
# What do you expect for Adam against plain SGD?
#
# - **A**: Adam is better at lr 0.001, and better when both have their best rate
# - **B**: Adam is better at lr 0.001; at their best rates they are about equal
# - **C**: SGD is better in both

# %% answer="predict_nets"
### BEGIN SOLUTION
prediction_nets = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("momentum", "nesterov", "adagrad", "rmsprop", "adam"):
    grids = {name: nets.grid(rule) for name, rule in rules.items()}
    plots.show(figures.plot_grid(grids))
    print(nets.grid_table(grids))
    prediction_nets.compare("B", "the differences at the best rates are small beside their errors.")

# %% [markdown]
# What the figure shows: validation accuracy over the learning rate, one curve for each optimizer. All curves are hills of nearly the same height, at different places: the hills of Adam and RMSProp lie at rates some thirty to a hundred times smaller than that of SGD. To the right of its hill every optimizer falls to chance, or close to it.
#
# Whoever compares at one common rate, the vertical line, measures where the hills stand and not how high they are.
# The default of Adam happens to fit; for SGD 0.001 is hopeless. That is a real advantage of Adam, and a different one from "better".
# Note what we did *not* show: other nets, longer training and larger data may well separate the hills.
#
# **{points of explain_comparison}, read by a person.** Use the table of your run. (a) For SGD and Adam give the test accuracy at lr 0.001 and at the best rate. (b) Is any optimizer better than SGD at its best by more than twice the standard error? (c) What would somebody have concluded who had tried lr 0.001 only, and why is that wrong?

# %% [markdown] answer="explain_comparison" points=10
# ### BEGIN SOLUTION
# At lr 0.001 SGD had 0.13 and Adam 0.91. At the best rates SGD (0.32) had 0.972 and Adam (0.0032) 0.968: the difference of -0.004 has a standard error of 0.004, one error. The largest difference, AdaGrad's, is +0.005 with 0.006. None reaches two errors, so none is better. At lr 0.001 alone Adam looks better by 0.8. But 0.001 lies far to the left of SGD's hill: that net had hardly moved in five epochs. The comparison measured the rate, not the rule.
#
# Rubric: 3 points for the four accuracies of the own run. 3 points for differences divided by their errors, with a verdict that follows from them. 4 points for saying that a common rate is not the same step for both, and that each needs its own grid.
# ### END SOLUTION

# %% [markdown]
# ## 8. Schedules: fast first, quiet later (20 minutes)
#
# Section 1 showed the dilemma: a large rate ends high above the minimum, a small one takes for ever. A **schedule** makes the rate a function of the step $t$, counted from 0. With $\alpha_0$ (`lr`) the rate at step 0:
#
# | name | rate at step $t$ |
# |---|---|
# | step decay | $\alpha_0$ times `factor` to the power of the number of completed intervals of `every` steps |
# | exponential | $\alpha_0\, e^{-k t}$, $k$ is `rate` |
# | inverse time, "1/t" | $\alpha_0 / (1 + k t)$ |
# | cosine cycle | half a cosine: it starts at $\alpha_0$, has fallen to half of it in the middle and nearly to 0 at the end of a `period`, then starts again at $\alpha_0$ |
#
# CS231n 2015 (lecture 6, "Learning rates and updates") names the simplest: `learning_rate *= 0.97` after every epoch. That is the exponential schedule, with $k = -\ln 0.97 = 0.0305$ for an epoch.
#
# The cosine with restarts is that of Loshchilov and Hutter (2017); notebook 06 uses its valleys to collect an ensemble.
#
# **Your turn.** Write the four schedules. `step` is an integer, counted from 0, and each returns one number. `cosine_cycle` gives `lr` at step 0 and again at `step == period`.


# %% answer="schedules"
def step_decay(step, lr, factor, every):
    """Return the rate at a step: lr times factor for each completed interval of every steps."""
    ### BEGIN SOLUTION
    return lr * factor ** (step // every)
    ### END SOLUTION


def exponential_decay(step, lr, rate):
    """Return the rate at a step: it falls by the same share at every step."""
    ### BEGIN SOLUTION
    return lr * np.exp(-rate * step)
    ### END SOLUTION


def inverse_time_decay(step, lr, rate):
    """Return the rate at a step: lr over 1 + rate times step."""
    ### BEGIN SOLUTION
    return lr / (1 + rate * step)
    ### END SOLUTION


def cosine_cycle(step, lr, period):
    """Return the rate at a step: half a cosine down from lr, again and again every period steps."""
    ### BEGIN SOLUTION
    part = (step % period) / period
    return lr * (1 + np.cos(np.pi * part)) / 2
    ### END SOLUTION


# %% points=8
checks.schedules(step_decay, exponential_decay, inverse_time_decay, cosine_cycle)

# %% [markdown]
# Digits with noisy pixels, a 64-32-10 net, plain SGD at the large rate 1 for 380 steps. Three constant rates against four schedules that start at 1. What do the schedules change in the test accuracy?
#
# - **A**: less than a hundredth, nothing to speak of
# - **B**: about a hundredth more than the best constant rate
# - **C**: about a tenth more

# %% answer="predict_schedules"
### BEGIN SOLUTION
prediction_schedules = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("step_decay", "exponential_decay", "inverse_time_decay", "cosine_cycle"):
    n = nets.NOISY_STEPS
    scheduled = nets.with_schedules(
        {
            "constant 1": lambda step: 1.0,
            "constant 0.1": lambda step: 0.1,
            "step": lambda step: step_decay(step, 1.0, 0.5, n // 5),
            "exponential": lambda step: exponential_decay(step, 1.0, 4 / n),
            "1/t": lambda step: inverse_time_decay(step, 1.0, 16 / n),
            "cosine": lambda step: cosine_cycle(step, 1.0, n),
            "constant 0.02": lambda step: 0.02,
        }
    )
    plots.show(figures.plot_schedules(scheduled))
    for name, test, loss in zip(
        scheduled.names, scheduled.test, scheduled.train_loss.mean(axis=1), strict=True
    ):
        gain, error = nets.paired(test, scheduled.test[0])
        print(
            f"{name:>14}: test {test.mean():.3f}, against constant 1 {gain:+.4f} +- {error:.4f} (SE of 8 pairs), training loss {loss:.3f}"
        )
    gain = scheduled.test[2:6].mean() - scheduled.test[:2].mean(axis=1).max()
    prediction_schedules.compare("B", f"on average the four gain {gain:.3f} on the best constant.")

# %% [markdown]
# What the figure shows: the rates over the steps (left, log) and the test accuracies (right; that of the smallest constant rate lies far below the frame). The four schedules end a little above the constant rates and level with each other.
#
# The gain is small, and among themselves the schedules differ by less than that. That a rate falls matters more than how.
#
# ## 9. Clipping: a seat belt (15 minutes)
#
# Now and then a gradient is a hundred times longer than all others: a step in a wrong place, a division by something small, a broken example. One such step can undo an hour of training. **Clipping** limits it, in one of two ways:
#
# - **elementwise**: every entry is cut off at $-c$ and $c$;
# - **by norm**: if the norm $\lVert g \rVert$ of the *whole* gradient, over all parameters together, exceeds $c$, all of it is scaled by the one factor $c / \lVert g \rVert$. The direction stays.
#
# **Erratum.** The CS182 lecture writes the second as $\bar g_i \leftarrow g\, \frac{\min(\lVert g \rVert, c)}{\lVert g \rVert}$. The $g$ should be $g_i$; and at $g = 0$ the formula is 0 / 0. It also leaves open whether the norm is that of one weight matrix or of all parameters; with one norm for each matrix the direction changes.
#
# **Your turn.** `clip_elementwise(grad, c)` returns an array of the shape of `grad`. `clip_global_norm(grads, c)` gets a list of arrays, the gradients of all parameters, and returns the list of clipped arrays and the joint norm *before* clipping. Do not change the inputs.


# %% answer="clipping"
def clip_elementwise(grad, c):
    """Return grad (any shape) with every entry limited to the range from -c to c."""
    ### BEGIN SOLUTION
    return np.clip(grad, -c, c)
    ### END SOLUTION


def clip_global_norm(grads, c):
    """Return (grads, norm): a list of arrays, scaled by one factor so that their joint norm is at most c.

    norm is the joint norm of all arrays before clipping, one number.
    """
    ### BEGIN SOLUTION
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    scale = c / norm if norm > c else 1.0
    return [scale * g for g in grads], norm
    ### END SOLUTION


# %% points=10
checks.clipping(clip_elementwise, clip_global_norm)

# %% [markdown]
# ### Which c?
#
# The lecture's advice: run for a while, see what healthy magnitudes look like. Eight layers of 64 ReLU units, your momentum with lr 0.02, batches of 20, the first 50 steps of six nets:

# %% tags=["experiment"]
with needs("momentum", "clip_global_norm"):
    healthy = nets.with_clipping(clip_global_norm, momentum, (np.inf,), outliers=1.0, steps=50)
    plots.show(figures.plot_norms(healthy.norms))

# %% [markdown]
# What the figure shows: a histogram of the gradient norms on a log axis, with lines at the median and at the 90 % quantile. All lie within two powers of ten.
#
# Now 300 steps in which every 60th batch is broken: its pixels are 30 times too large. Choose a limit `c` from your histogram. The experiment also tries ten times your limit, a tenth and a hundredth of it, and no limit at all. Which of them trains well?
#
# - **A**: all four limits
# - **B**: your choice, and worse the farther from it on both sides
# - **C**: the smaller the limit, the better

# %% answer="predict_clipping"
### BEGIN SOLUTION
prediction_clipping = predict("B")
### END SOLUTION

# %% tags=["experiment"]
c = 3.0  # your choice, from the histogram
with needs("momentum", "clip_global_norm"):
    limits = (np.inf, 10 * c, c, c / 10, c / 100)
    clipped = nets.with_clipping(clip_global_norm, momentum, limits)
    plots.show(figures.plot_clipped(clipped))
    for limit, values in zip(limits, clipped.accuracy, strict=True):
        print(
            f"c = {limit:<6.3g} validation accuracy {values.mean():.3f} +- {values.std(ddof=1) / 6**0.5:.3f} (SE of 6 nets), worst net {values.min():.2f}"
        )
    prediction_clipping.compare(
        "B", "too large does not protect, too small makes every step short."
    )

# %% [markdown]
# What the figure shows: the gradient norm of the first net (left): without a limit it leaves the frame after a few broken batches; with a good limit every spike is gone one step later. The accuracies (right) are highest for a limit near the healthy norms.
#
# Does every net need it? The same broken batches, with one hidden layer instead of eight:

# %% tags=["experiment"]
with needs("momentum", "clip_global_norm"):
    shallow = nets.with_clipping(clip_global_norm, momentum, (np.inf, c), depth=1)
    gain, error = nets.paired(*shallow.accuracy[::-1])
    print(
        f"one hidden layer: accuracy {shallow.accuracy[0].mean():.3f} without a limit; c = {c:g} adds {gain:+.3f} +- {error:.3f} (SE of 6 pairs)"
    )

# %% [markdown]
# The shallow net survives without a seat belt and gains little from it. Clipping is for deep and recurrent nets first of all.
#
# **{points of explain_clipping}, read by a person.** Which $c$ did you choose, and from which two numbers of your histogram? Give the accuracies for ten times, one, a tenth and a hundredth of it, and explain the loss on each side. Why does the tiny limit not simply act as a smaller learning rate for the broken batches only?

# %% [markdown] answer="explain_clipping" points=10
# ### BEGIN SOLUTION
# Half of the healthy norms were below 2.1 and 90 % below 5.9, so I took c = 3. Accuracy: 0.88 at c = 30, 0.96 at 3, 0.89 at 0.3, 0.40 at 0.03, and 0.10 without a limit. At 30 a broken batch still makes a step more than ten times longer than a healthy one, with momentum behind it, and it destroys a part of what was learned. At 0.03 nearly every gradient is longer than the limit, the healthy ones too: all steps have the same tiny length and 300 of them do not get far. A limit below the healthy norms touches every batch, not only the broken ones.
#
# Rubric: 3 points for c with two quantiles of the own histogram. 3 points for the accuracies of the own run. 2 points for each side explained: too large lets the outlier through, too small shortens healthy steps too.
# ### END SOLUTION

# %% [markdown]
# ## 10. Newton and L-BFGS: use the curvature (20 minutes)
#
# Near $w$ a surface is a quadratic, $f(w) + g^T s + \tfrac12 s^T H s$ for a step $s$, with the gradient $g$ and the Hessian $H$. Newton's method sets the gradient of this quadratic to 0, $g + H s = 0$, and goes there. There is no learning rate to choose.
#
# On the bowl, turned or not, one step is enough: there the quadratic is the surface. On the saddle surface we start at (-2, 0.001), next to the ridge, as in section 1. Where does Newton's method end?
#
# - **A**: in one of the two minima, faster than descent
# - **B**: at the saddle point
# - **C**: it diverges

# %% answer="predict_newton"
### BEGIN SOLUTION
prediction_newton = predict("B")
### END SOLUTION

# %% [markdown]
# **Your turn.** `newton_step(w, grad, hessian)` returns the new `w` (P,), for `grad` (P,) and `hessian` (P, P). Solve the linear system; do not invert the matrix, which costs more and loses digits.


# %% answer="newton_step"
def newton_step(w, grad, hessian):
    """Return w (P,) after one Newton step, for grad (P,) and hessian (P, P)."""
    ### BEGIN SOLUTION
    return w - np.linalg.solve(hessian, grad)
    ### END SOLUTION


# %% points=6
checks.newton_step(newton_step)

# %% tags=["experiment"]
with needs("newton_step", "adam"):
    saddle = surfaces.SADDLE
    paths = {
        "Newton": surfaces.newton_path(newton_step, saddle),
        "plain descent, lr 0.2": surfaces.descend(surfaces.sgd, saddle, 0.2, steps=60),
        "your adam, lr 0.2": surfaces.descend(adam, saddle, 0.2, steps=60),
    }
    plots.show(figures.plot_paths(saddle, paths, "Three ways"))
    for surface in surfaces.SURFACES.values():
        end = surfaces.newton_path(newton_step, surface, steps=20)
        curvatures = np.linalg.eigvalsh(surface.hessian(end.places[-1]))
        kind = "minimum" if curvatures.min() > 0 else "SADDLE"
        print(
            f"{surface.name:32} ends at ({end.places[-1, 0]:+.2f}, {end.places[-1, 1]:+.2f}), curvatures {curvatures[0]:.1f} and {curvatures[1]:.1f}: {kind}"
        )
    prediction_newton.compare("B", "the quadratic's point of zero gradient is a saddle there, too.")

# %% [markdown]
# What the figure shows: Newton's method (left) jumps along the ridge to the saddle point and stays there, its loss (right) remains at 1. Descent lingers near the saddle and then falls to a minimum. Adam turns away from the ridge at once and circles into the minimum.
#
# **Erratum.** The lecture says "Step to the minima of the approximation". It is a step to the approximation's *critical point*, which is its minimum only when all curvatures are positive. With thousands of parameters they hardly ever are, as section 1 showed. "No learning rate" is true, and here it is no virtue: the method goes to the next point of zero gradient, whatever that is.
# On Beale's function it goes to a saddle as well.
#
# And then the price. How much memory does the Hessian of the net of section 9 take?

# %% tags=["experiment"]
parameters = 8 * (64 * 64 + 64) + (64 * 10 + 10)
print(
    f"{parameters} parameters, a Hessian of {parameters**2:.1e} numbers: {8 * parameters**2 / 1e9:.0f} GB in float64"
)

# %% [markdown]
# **Erratum.** The slide "Second-Order Optimization" (CS231n 2017, lecture 7) writes "BGFS" and "rank 1 updates". The method is named BFGS after Broyden, Fletcher, Goldfarb and Shanno, and its update of the inverse Hessian has rank 2: it adds two rank-1 matrices.
#
# **L-BFGS** (Liu and Nocedal 1989) never forms the matrix. It remembers the last ten steps and how the gradient changed along them, and estimates the curvature from these pairs. A line search sets the length of each step. The lecture says that it "usually works very well in full batch, deterministic mode" and "does not transfer very well to mini-batch setting". Both can be seen.

# %% tags=["experiment"]
with needs("momentum", "adam"):
    full = nets.full_batch(
        {
            "Adam": (adam, (0.01, 0.03, 0.1, 0.3)),
            "momentum": (momentum, (0.1, 0.3, 1.0)),
            "SGD": (surfaces.sgd, (0.3, 1.0, 3.0)),
        }
    )
    plots.show(
        figures.plot_lines(
            np.arange(60),
            full.losses,
            "64-32-10 net on 1198 digits, the full batch at every look",
            "looks at all the data",
            "training loss (log)",
            log="y",
        )
    )
    for name, losses in full.losses.items():
        print(f"{name:>22}: loss {losses[-1]:.1e} after {len(losses)} looks")

# %% [markdown]
# What the figure shows: the training loss over the number of passes through the data. L-BFGS falls far below all others within about 30 passes. Fed with batches of 64 that change at every look it gets stuck high up. The others are drawn at the best of their rates.
#
# With changing batches two gradients differ because the batch differs, and L-BFGS takes that for curvature. One net and one seed, so read the order of magnitude and not the digits. A low training loss is not a good test accuracy either, as notebooks 04 and 08 show.
#
# ## 11. Going further: out of the trap (checked, 0 points)
#
# Newton's step divides the gradient along each eigenvector of the Hessian by its eigenvalue. Where the eigenvalue is negative this turns the step around, uphill. **Saddle-free Newton** (Dauphin et al. 2014) divides by the *size* of the eigenvalue instead.
#
# Write `saddle_free_newton(w, grad, hessian)` with the same shapes as above. `np.linalg.eigh(hessian)` returns the eigenvalues and a matrix whose columns are the eigenvectors.


# %% answer="saddle_free_newton"
def saddle_free_newton(w, grad, hessian):
    """Return w (P,) after a step that divides by the sizes of the curvatures."""
    ### BEGIN SOLUTION
    values, vectors = np.linalg.eigh(hessian)
    return w - vectors @ (vectors.T @ grad / np.abs(values))
    ### END SOLUTION


# %% points=0
checks.saddle_free_newton(saddle_free_newton)

# %% tags=["experiment"]
with needs("saddle_free_newton"):
    path = surfaces.newton_path(saddle_free_newton, saddle, steps=20)
    print("from (-2, 0.001) to", path.places[-1].round(4), f"in {path.steps_to(1e-6):.0f} steps")

# %% [markdown]
# ## 12. Conventions
#
# | | this course | CS231n | PyTorch | Keras 3 | the paper |
# |---|---|---|---|---|---|
# | velocity | both forms are right; the reference has $v = \rho v - \alpha g$ | code of the assignment: $\rho v - \alpha g$; slide: $\rho v + g$ | $\rho v + g$, lr outside | $\rho v - \alpha g$ | Polyak 1964 has no velocity: $+\rho\,(w_t - w_{t-1})$ |
# | Nesterov | gradient at the shifted point, which is `w` | the same | the same, lr outside | the same | gradient at $x + \rho v$, parameters $x$ |
# | AdaGrad's eps | 1e-8, outside the root | 1e-7, outside | 1e-10, outside | 1e-7, inside; the sum starts at 0.1 | outside, called $\delta$ |
# | RMSProp | decay 0.99, eps 1e-8 outside | the same | alpha 0.99, eps 1e-8 outside | rho 0.9, eps 1e-7 inside | decay 0.9 |
# | Adam's eps | 1e-8, beside the root of $\hat v$ | the same; slide 1e-7 | the same | 1e-7, beside the root of $v$ ("epsilon hat") | 1e-8; both forms are in it |
# | clipping by norm | one norm for all, factor $c/\lVert g\rVert$ | not there | `clip_grad_norm_`: one norm, 1e-6 added to it | `global_clipnorm`: one norm; `clipnorm`: one for each array | Pascanu et al. 2013: one norm |
# | weight decay | notebook 08: with Adam it is *not* the same as an L2 term in the loss | | `Adam(weight_decay=)` is the L2 term, `AdamW` is not | `AdamW` | Loshchilov and Hutter 2019 |
#
# The checks accept every placement of eps and both velocities, and say which one they saw.
#
# ## What to keep
#
# - The steepest direction limits the rate, the flattest decides how long it takes. Momentum turns the condition number into its square root.
# - A velocity is a decaying sum: with rho 0.9 steps become ten times as long.
# - AdaGrad and RMSProp rescale parameters one by one; a valley across the axes does not notice.
# - Adam's correction is needed because its denominator starts even smaller than its numerator.
# - Compare optimizers with a grid of rates each, paired seeds and error bars. On our net tuned SGD and Adam tie.
# - Lower the rate in time. Clip at the healthy norm.
# - Newton's method likes saddles. L-BFGS is superb on a full batch and lost on small ones.
#
# Notebook 06 trains many nets at once, and needs your cosine.
#
# **Submit:** save, then run `course submit 05_optimizers` in a terminal.
#
# ## Sources
#
# - CS231n (Stanford 2017), lecture 7: "Optimization: Problems with SGD", "SGD + Momentum", "Nesterov Momentum", "AdaGrad", "RMSProp", "Adam (almost)", "Adam (full form)", "Learning rate decay over time!", "Second-Order Optimization", "L-BFGS".
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Last bit: Gradient clipping", "Clipping the monster gradients".
# - Y. Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional non-convex optimization, 2014.
# - B. Polyak, Some methods of speeding up the convergence of iteration methods, 1964. Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983. I. Sutskever et al., On the importance of initialization and momentum in deep learning, 2013.
# - J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods, 2011. T. Tieleman and G. Hinton, Lecture 6.5 of Neural networks for machine learning, 2012. D. Kingma and J. Ba, Adam, 2015.
# - I. Loshchilov and F. Hutter, SGDR: Stochastic gradient descent with warm restarts, 2017; Decoupled weight decay regularization, 2019. R. Pascanu, T. Mikolov and Y. Bengio, On the difficulty of training recurrent neural networks, 2013.
# - D. Liu and J. Nocedal, On the limited memory BFGS method, 1989.
# - Images: the digits that come with scikit-learn (E. Alpaydin and C. Kaynak).
