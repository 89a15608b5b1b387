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
# After this notebook you can write momentum, Nesterov, AdaGrad, RMSProp, Adam and the loop around them from memory, set a schedule and a clipping limit, and compare two optimizers so that others believe the result.
#
# **Minutes (estimated):** {minutes}. **Needs:** notebook 00.
#
# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)
#
# Run the cells from top to bottom. A prediction asks for your guess before you see the result; nobody marks it.
# Put a letter between the quotes and the result opens below the experiment; without one it lies folded.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% locked="setup"
import numpy as np

from course_lib import plots, seeds
from course_lib.lessons.optimizers import checks, experiments
from course_lib.lessons.optimizers.experiments import (
    figures,
    findings,
    nets,
    rates,
    surfaces,
    watching,
)
from course_lib.lessons.optimizers.explorers import descent
from course_lib.notebook import needs, predict, tell

plots.use_style()

# %% [markdown]
# ## 1. Three troubles of plain descent (15 minutes)
#
# All parameters of a net are one long vector $w$. The loss is $f(w)$, its gradient $\nabla f(w)$, also called `dw`. Near $w$ the loss is nearly linear, $f(w + s) \approx f(w) + \nabla f(w)^T s$ for a small step $s$. Of all steps of one length, the one against the gradient lowers this the most. But the line is a good picture of the surface only close by, so steps must be short. Plain descent takes steps of the **learning rate** `lr`, in formulas $\alpha$:
#
# $$w_{t+1} = w_t - \alpha \, \nabla f(w_t).$$
#
# In training, $f$ is the mean loss of a **minibatch**, a few examples drawn from the training set. The method is then called SGD, stochastic gradient descent. One step is one **iteration**. When every example has been used once, one **epoch** is over: 1198 digits in batches of 32 make 38 iterations an epoch.
#
# ### Trouble 1: conditioning
#
# Take a bowl with two parameters, $f(x, y) = \tfrac12 (x^2 + 100\, y^2)$. The **Hessian** is the matrix of second derivatives. Here its eigenvalues, the curvatures, are 1 and 100. The ratio of the largest to the smallest is the **condition number**, 100.
#
# One step multiplies $x$ by $1 - \alpha$ and $y$ by $1 - 100\,\alpha$. Both must shrink, so $|1 - 100\,\alpha|$ must be below 1, whatever the flat direction would like: $\alpha < 0.02$.

# %% tags=["experiment"]
bowl = surfaces.bowl(100)
paths = {
    f"lr {lr}": surfaces.descend(surfaces.sgd, bowl, lr, steps=60) for lr in (0.002, 0.0185, 0.0201)
}
plots.show(figures.plot_paths(bowl, paths, "Plain descent"))
w = np.array([-10.0, 1.0])
print("uphill, loss before:", float(bowl.f(w)))
for _ in range(5):
    w += 0.005 * bowl.grad(w)
print("uphill, loss after five steps with a plus sign:", round(float(bowl.f(w))))

# %% [markdown]
# What the figure shows: on the map (left; a large marker is the end of a path) the smallest rate creeps along the valley, the middle one jumps from wall to wall, the largest one jumps higher each time. The losses (right) fall slowly, fall faster, and dip and rise.
#
# The steep direction limits the rate; the flat direction then has to live with it. Even at the best rate the number of steps grows in proportion to the condition number, as section 2 will show.
#
# **Erratum.** CS231n 2017 lecture 7, "SGD + Momentum", has in our copy the right formula with a minus, and below it the code `x += learning_rate * dx`. With a plus one climbs: the two lines below the figure are five steps of it, at rate 0.005.
#
# ### Trouble 2: saddle points and poor minima
#
# At a **saddle point** the gradient is 0, the surface bends up in some directions and down in others. Descent is slow near it, and on the ridge it never leaves.
# Is that rare? A point with gradient 0 is no minimum as soon as *one* curvature is negative.
#
# **Predict.** Let us toss the Hessian: a random symmetric matrix, 4 by 4. How often are all four eigenvalues positive?
#
# - **A**: 1 in 4
# - **B**: 1 in 16, as with four coins
# - **C**: less than 1 in 100

# %% answer="predict_saddles"
### BEGIN SOLUTION
prediction_saddles = predict("C")
### END SOLUTION

# %% tags=["experiment"]
with prediction_saddles:
    sizes = np.arange(1, 6)
    found = [experiments.all_positive_share(n, 40000, seeds.default_rng(int(n))) for n in sizes]
    shares, errors = np.array(found).T
    plots.show(figures.plot_all_positive(sizes, shares, errors))
    prediction_saddles.compare(findings.saddles(shares))

# %% [markdown]
# A net has thousands of parameters. If its Hessian were like these matrices, nearly all of its points of zero gradient would be saddles. That is the argument behind "saddle points much more common in high dimension" (Dauphin et al. 2014).
# But the Hessian of a net is not a random matrix: section 10 looks at a real one. Saddles are met on the way down, and they delay.
# How long? On the surface $x^2 - y^2 + \tfrac14 y^4$ the ridge is $y = 0$. We start ever closer to it.

# %% tags=["experiment"]
offsets = 10.0 ** -np.arange(1, 13)
leave = experiments.steps_to_leave_saddle(surfaces.sgd, offsets, lr=0.1)
for k in (0, 2, 5, 11):
    print(f"start {offsets[k]:.0e} beside the ridge: {leave[k]:.0f} steps to get down")

# %% [markdown]
# Ten times closer costs the same number of extra steps each time: the distance to the ridge grows by a constant factor per step. Exactly on the ridge it takes for ever.
#
# A **local minimum** that is higher than another one is the other trap: every direction leads up, and plain descent stays. The surface $(x^2 - 1)^2 + 0.4\,x + 2 y^2$ has two, a poor one at $x = 0.95$ and a deep one at $x = -1.05$, with a barrier between them. In section 10 a ball with momentum rolls at it.
#
# ### Trouble 3: noise
#
# The gradient of a minibatch is the true gradient plus noise. At a constant rate descent then does not stop at the minimum, it rattles around it. Here 2000 walkers descend $w^2/2$ with gradients $w$ + noise of std 1.

# %% tags=["experiment"]
for lr in (0.5, 0.1, 0.02):
    floor, error = experiments.noise_floor(surfaces.sgd, lr, seeds.default_rng(0))
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
# **Predict.** The gradient is constant and `rho` is 0.9. How fast does the ball become, in units of one plain step?
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


# %% points=10
checks.momentum(momentum)

# %% tags=["experiment"]
with needs("momentum"), prediction_speed:
    speed = experiments.step_sizes(momentum, np.ones((100, 1)), rho=0.9).ravel()
    print("steps 1, 2, 3, 10, 100:", speed[[0, 1, 2, 9, 99]].round(4))
    prediction_speed.compare(findings.speed(speed))

# %% [markdown]
# **Erratum.** The same slide says: build up "velocity" as a running mean of gradients. A mean of equal numbers is that number. The velocity is a decaying **sum**. Put the gradient 1 into the formula, and add up what is left of all earlier steps: that is what your experiment did.
# This matters in practice: whoever adds momentum and keeps the rate takes longer steps. The lecture names $\rho = 0.9$ or $0.99$.
#
# ### What it buys: the square root of the condition number
#
# On a bowl the best settings can be computed. Look along one eigenvector of the Hessian, with curvature $\lambda$. Let $e_t$ be the distance to the minimum along it. Putting the two lines of momentum together,
#
# $$e_{t+1} = (1 + \rho - \alpha\lambda)\, e_t - \rho\, e_{t-1}.$$
#
# With $e_t = z^t$ this is $z^2 - (1 + \rho - \alpha\lambda)\, z + \rho = 0$. Its two roots have the product $\rho$. As long as they are complex, both have the size $\sqrt\rho$, whatever $\lambda$ is: every direction shrinks by the same factor. They are complex while $(1 - \sqrt\rho)^2 < \alpha\lambda < (1 + \sqrt\rho)^2$. To get the smallest $\rho$, let the flattest curvature $\lambda_1$ stand at the left end and the steepest $\lambda_2$ at the right end. With the condition number $\kappa = \lambda_2 / \lambda_1$ that gives
#
# $$\alpha^* = \left(\frac{2}{\sqrt{\lambda_1} + \sqrt{\lambda_2}}\right)^2, \qquad \sqrt{\rho^*} = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}.$$
#
# Plain descent has $z = 1 - \alpha\lambda$. Its best rate makes both ends equal, $\alpha = 2 / (\lambda_1 + \lambda_2)$, and its factor is $(\kappa - 1)/(\kappa + 1)$: the same formula without the root. We give both their best settings and count the steps until the loss is a millionth.

# %% tags=["experiment"]
with needs("momentum"):
    conditions = np.array([10, 30, 100, 300, 1000, 3000])
    plain = surfaces.steps_by_condition(surfaces.sgd, conditions, surfaces.best_for_sgd)
    yours = surfaces.steps_by_condition(momentum, conditions, surfaces.best_for_momentum)
    plots.show(figures.plot_conditions(conditions, plain, yours))
    print(f"condition 1000: {plain[4]:.0f} steps without, {yours[4]:.0f} with momentum")

# %% [markdown]
# What the figure shows: on log axes the steps of plain descent follow a line of slope 1, those of momentum one of slope 1/2. Against noise momentum does not help at the same speed: that takes a smaller rate, or a larger batch (section 10).
#
# ### Two forms, one trap
#
# The lecture writes momentum as $v \leftarrow \rho v + \nabla f$, $w \leftarrow w - \alpha v$, and Nesterov's rule one slide later as $v \leftarrow \rho v - \alpha \nabla f$. The two forms of $v$ differ by the factor $-\alpha$. Both are right, and they give the same path as long as $\alpha$ is constant, and part at the moment it changes (section 10 shows it). The check names yours.
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


# %% points=14
checks.nesterov(nesterov)

# %% [markdown]
# Same bowl, same rate, same `rho`: look at the swings.

# %% tags=["experiment"]
with needs("momentum", "nesterov"):
    both = {"momentum": momentum, "nesterov": nesterov}
    paths = {n: surfaces.descend(rule, bowl, lr=0.005, steps=80) for n, rule in both.items()}
    plots.show(figures.plot_paths(bowl, paths, "lr 0.005, rho 0.9"))
    ends = {name: f"{path.losses[-1]:.1e}" for name, path in paths.items()}
    print("loss after 80 steps:", ends)

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
# **The question of the slide:** an entry of the gradient is always 5. What do the steps of AdaGrad do over a long time? Answer on paper, from the formula; the experiment below shows it.
#
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
    plots.show(figures.plot_sizes(sizes, "The gradient is 5 at every step", log="xy"))
    print(f"AdaGrad: step 1 is 1 lr, step 100 is {sizes['AdaGrad'][99]:.2f} lr")

# %% [markdown]
# What the figure shows: the steps of AdaGrad fall on a straight line of slope -1/2. Those of RMSProp begin at ten times lr and settle at lr.
#
# Look at the start of RMSProp: its mean starts at 0 and needs a hundred steps to grow. Until then the steps are up to ten times too long.
#
# ### The bowl, once straight and once turned
#
# On our bowl the steep direction is one parameter and the flat direction another.
#
# **Predict.** Now we turn the bowl by 30 degrees; its condition number stays 100. What becomes of the two rules that divide entry by entry, at the rates that suit them best there?
#
# - **A**: nothing changes
# - **B**: they lose most of their advantage
# - **C**: they diverge

# %% answer="predict_turned"
### BEGIN SOLUTION
prediction_turned = predict("B")
### END SOLUTION

# %% tags=["experiment"]
with needs("momentum", "adagrad", "rmsprop"), prediction_turned:
    tried = {"momentum": (momentum, 0.01), "AdaGrad": (adagrad, 3.0), "RMSProp": (rmsprop, 0.3)}
    walks = []
    for surface in (bowl, surfaces.bowl(100, 30)):
        walks.append(
            {
                f"{name}, lr {lr}": surfaces.descend(rule, surface, lr, steps=100)
                for name, (rule, lr) in tried.items()
            }
        )
        plots.show(figures.plot_paths(surface, walks[-1], "Three rules"))
    prediction_turned.compare(findings.turned(*walks))

# %% [markdown]
# ## 5. Adam (20 minutes)
#
# Adam (Kingma and Ba 2015) joins the two ideas: a running mean of the gradients gives the direction, a running mean of their squares the scale.
#
# $$m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2 .$$
#
# Both start at 0. Without more, the step would be $-\alpha\, m_t / (\sqrt{v_t} + \varepsilon)$: the lecture calls this "Adam (almost)" and asks what happens at the first step. With $\beta_1 = 0.9$ and $\beta_2 = 0.999$, $m$ is $0.1\,g$ and $v$ is $0.001\,g^2$.

# %% tags=["experiment"]
almost = experiments.step_sizes(experiments.adam_almost, np.full((6000, 1), 7.0)).ravel()
print("the first five steps of almost-Adam / lr:", almost[:5].round(2))
print(f"0.1 / sqrt(0.001) = {0.1 / 0.001**0.5:.2f}")
print(f"the longest is step {almost.argmax() + 1}: {almost.max():.2f} lr")

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


# %% points=18
checks.adam(adam)

# %% tags=["experiment"]
with needs("adam"):
    sevens = np.full((6000, 1), 7.0)
    sizes = {"almost": almost, "your adam": experiments.step_sizes(adam, sevens).ravel()}
    plots.show(figures.plot_sizes(sizes, "The gradient is 7 at every step", log="x"))
    leave = experiments.steps_to_leave_saddle(adam, offsets, lr=0.1)
    print(f"saddle of section 1, from 1e-01 and 1e-12: {leave[0]:.0f} and {leave[-1]:.0f} steps")

# %% [markdown]
# What the figure shows: the steps of almost-Adam rise to more than six times lr and need thousands of steps to come back to 1. Yours are 1 from the start.
#
# The gradient was 7; any other constant gives the same picture, because the step is a ratio. So `lr` says how far a parameter may move per step, whatever the scale of the loss. The lecture recommends the defaults 0.9, 0.999 and a rate of 0.001 or 0.0005. Adam leaves a saddle in nearly the same number of steps from any distance.
#
# ## 6. A goal: one in a million within 100 steps (10 minutes)
#
# Six surfaces: the bowl, the turned bowl, the saddle, the two wells of section 1, and two classics: **Rosenbrock's** curved valley $(1-x)^2 + 100\,(y - x^2)^2$ and **Beale's** function, flat with steep walls.
# The explorer runs your own rules. "memory" is `rho` for momentum and Nesterov, `decay` for RMSProp, `beta1` for Adam. Press the play button to walk along the path.
#
# Bring the loss below $10^{-6}$ within 100 steps:
#
# 1. on the bowl with momentum (change `rho` too), then show that plain descent cannot do it;
# 2. on Beale's function with any rule;
# 3. on the saddle with a start exactly on the ridge, second parameter 0. Why does no rule succeed?

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
good = descent.Params("Beale", "adam", x=1.0, y=1.5, lr=10**0.1, memory=0.71)
plots.show(descent.figure_of(good))

# %% [markdown]
# What the figure shows: Adam's path on Beale's function on the map (left), and its loss (right), which crosses the dashed goal before step 40 and stays below it from step 50 on.
#
# <details><summary>Some settings that reach the goal, and why the ridge is hopeless</summary>
#
# Bowl: momentum with lr 0.032 and rho 0.69, at step 45. Plain descent shrinks the flat direction by the factor 99/101 per step at best, far too little for 100 steps. Beale: Adam with lr 1.3 and beta1 0.71, as in the figure. On the ridge the gradient has no part across it: it is exactly 0, and every rule multiplies or divides that 0. In training the noise of the minibatch pushes you off. On Rosenbrock's valley hardly any setting arrives; Adam with lr 0.89 and beta1 0.85 does, at step 98.
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
# "-" means that at no rate the median start arrived within 600 steps. No rule is the fastest everywhere. The two that need five steps on the bowl need hundreds when it is turned; plain descent and the momenta do not notice the turn. Five is also luck: the first steps of AdaGrad are `lr` long, and one of our 9 rates, 10, is just the distance to the minimum.
#
# ## 7. One network, six optimizers (30 minutes)
#
# Now a real net: 64-32-32-32-10 ReLU units, 5 epochs, batches of 32, on the digits with noise of std 0.3 on every pixel. The noise makes room: a good net is wrong on one digit in six. A fair comparison needs three things:
#
# - **a grid of rates for each optimizer**, with the best rate inside it, because a good rate for one is a bad one for the other;
# - **paired seeds**: the same initial weights and the same batches for all, so that differences are those of the optimizers;
# - **error bars**, and a choice of the rate on validation data, the verdict on test data.
#
# **Predict.** What do you expect for Adam against plain SGD?
#
# - **A**: Adam is better at lr 0.001, and better when both have their best rate
# - **B**: Adam is better at lr 0.001; at their best rates there is no clear difference
# - **C**: Adam is better at lr 0.001; at its best rate SGD is better

# %% answer="predict_nets"
### BEGIN SOLUTION
prediction_nets = predict("A")
### END SOLUTION

# %% tags=["experiment"]
with needs("momentum", "nesterov", "adagrad", "rmsprop", "adam"), prediction_nets:
    grids = {name: nets.grid(rule) for name, rule in rules.items()}
    clean = {name: nets.grid(rules[name], noisy=False, seeds=4) for name in ("sgd", "adam")}
    plots.show(figures.plot_grid(grids))
    print("on noisy digits:", nets.grid_table(grids), sep="\n")
    print("on the digits as they are:", nets.grid_table(clean), sep="\n")
    prediction_nets.compare(findings.nets(grids, clean))

# %% [markdown]
# With its default rate Adam learns, if not at its best; for SGD 0.001 is hopeless. That is a real advantage of Adam, and a different one from "better at its best".
# Whether there is a difference at the best rates depends on the task: compare your two tables. And five epochs are short: a rule that is merely faster looks better here.
#
# ### The loop around the rule
#
# All these nets were trained by the course's `fit`. Its heart is a loop of a few lines.
#
# **Your turn.** Write `train`. In each epoch draw a new order of the row numbers from `rng` and cut it into batches of `batch_size`; the last one holds what is left. For each batch take the loss and the gradient, `loss, dw = loss_and_gradient(w, x_batch, labels_batch)`, then one step of the rule, `w, state = rule(w, dw, state, lr)`. `loss_and_gradient` is a forward and a backward pass of some net; `w` is the vector of all its parameters.
#
# The first and the last line are there: `train` returns the last `w` and the list of the losses, one for each batch. Leave `w`, `x` and `labels` as they are: the caller still needs them.


# %% answer="train"
def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    """Return (w, losses) after training w (P,) on minibatches of x (N, D) and labels (N,)."""
    state, losses = None, []
    ### BEGIN SOLUTION
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    ### END SOLUTION
    return w, losses


# %% points=6
checks.train(train)

# %% [markdown]
# Your loop trains the net of this section on the same noisy digits: plain descent at three rates, and your Adam. Meanwhile we watch. A loss that stays high says *that* a net is ill, and not of what.

# %% tags=["experiment"]
with needs("train", "adam"):
    watched = {
        "sgd, lr 0.001": watching.watch(train, surfaces.sgd, 0.001),
        "sgd, lr 0.3": watching.watch(train, surfaces.sgd, 0.3),
        "sgd, lr 3": watching.watch(train, surfaces.sgd, 3.0),
        "your adam, lr 0.003": watching.watch(train, adam, 0.003),
    }
    plots.show(watching.plot_watched(watched))
    tell(findings.watched(watched))

# %% [markdown]
# **{points of explain_comparison}, read by a person.** Use the table of your run on noisy digits. (a) For SGD and Adam give the test accuracy at lr 0.001 and at the best rate. (b) Which optimizers are better than SGD at its best by more than twice the standard error? (c) What would somebody have concluded who had tried lr 0.001 only, and why is that wrong even where the order is the same?

# %% [markdown] answer="explain_comparison" points=10
# ### BEGIN SOLUTION
# In our run at lr 0.001 SGD had 0.107 and Adam 0.706. In our run at the best rates SGD (0.32) had 0.787 and Adam (0.0032) 0.825: the difference of +0.038 has a standard error of 0.016. That is more than two errors, and so it is for all five others. At lr 0.001 alone Adam looks better by 0.6. But 0.001 lies far to the left of SGD's hill: that net had hardly moved in five epochs. The comparison measured the rate. At their best the rules differ by less than a tenth of that.
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
# The cosine with restarts is that of Loshchilov and Hutter (2017); [notebook 06](../06_ensembles/06_ensembles.ipynb) uses its valleys to collect an ensemble.
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
# **Predict.** Digits with noisy pixels again, a 64-32-10 net, plain SGD for 380 steps. A constant rate against four schedules, each with its own grid of first rates. What do the schedules add to the test accuracy, on the mean of the four?
#
# - **A**: less than a hundredth
# - **B**: one to five hundredths
# - **C**: more than five hundredths

# %% answer="predict_schedules"
### BEGIN SOLUTION
prediction_schedules = predict("A")
### END SOLUTION

# %% tags=["experiment"]
with (
    needs("step_decay", "exponential_decay", "inverse_time_decay", "cosine_cycle"),
    prediction_schedules,
):
    n = rates.STEPS
    scheduled = rates.with_schedules(
        {
            "constant": lambda lr, step: lr,
            "step": lambda lr, step: step_decay(step, lr, 0.5, n // 5),
            "exponential": lambda lr, step: exponential_decay(step, lr, 4 / n),
            "1/t": lambda lr, step: inverse_time_decay(step, lr, 16 / n),
            "cosine": lambda lr, step: cosine_cycle(step, lr, n),
        }
    )
    plots.show(figures.plot_schedules(scheduled))
    print(rates.table(scheduled))
    prediction_schedules.compare(findings.schedules(scheduled))

# %% [markdown]
# ### Where a schedule matters
#
# A schedule pays where the noise of the batches decides the end. Our net of 380 steps is not there yet. Two others are. The walkers of section 1 meet nothing but noise; they start far out, at $w = 10$, and have 1000 steps. And a 40-32-10 net learns 4000 of the signals of [notebook 04](../04_dropout/04_dropout.ipynb), 2000 steps in batches of 8 only, so that every gradient is noisy.

# %% tags=["experiment"]
with needs("step_decay", "exponential_decay", "inverse_time_decay", "cosine_cycle"):
    first_rates = np.array([1.0, 0.3, 0.1, 0.03, 0.01, 0.003])
    walked = rates.bowl_with_noise(
        {
            "constant": lambda lr, step: lr,
            "1/t": lambda lr, step: inverse_time_decay(step, lr, lr),
            "cosine": lambda lr, step: cosine_cycle(step, lr, 1000),
        },
        first_rates,
    )
    tell(findings.walkers(walked, first_rates))
    n = rates.SIGNAL_STEPS
    on_signals = rates.on_signals(
        {
            "constant": lambda lr, step: lr,
            "step": lambda lr, step: step_decay(step, lr, 0.5, n // 5),
            "exponential": lambda lr, step: exponential_decay(step, lr, 4 / n),
            "1/t": lambda lr, step: inverse_time_decay(step, lr, 16 / n),
            "cosine": lambda lr, step: cosine_cycle(step, lr, n),
        }
    )
    print(rates.table(on_signals))
    tell(findings.schedules_on_signals(on_signals))

# %% [markdown]
# ## 9. Clipping: a seat belt (25 minutes)
#
# Now and then a gradient is a hundred times longer than all others: a step in a wrong place, a division by something small, a broken example. One such step can undo an hour of training. **Clipping** limits it, in one of two ways:
#
# - **elementwise**: every entry is cut off at $-c$ and $c$;
# - **by norm**: if the norm $\lVert g \rVert$ of the *whole* gradient, over all parameters together, exceeds $c$, all of it is scaled by the one factor $c / \lVert g \rVert$. The direction stays.
#
# **Erratum.** In our copy the CS182 lecture writes the second as $\bar g_i \leftarrow g\, \frac{\min(\lVert g \rVert, c)}{\lVert g \rVert}$. The $g$ should be $g_i$; and at $g = 0$ the formula is 0 / 0. It also leaves open whether the norm is that of one weight matrix or of all parameters; with one norm for each matrix the direction changes.
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


# %% points=8
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
# Now 300 steps in which every 60th batch is broken: its pixels are 30 times too large. Choose a limit `c` from your histogram. Let the next function return it, a number between the median and the largest of the healthy norms. The experiment also tries ten times your limit, a tenth and a hundredth of it, and no limit at all.


# %% answer="chosen_limit"
def chosen_limit():
    """Return c, your choice from the histogram, one number."""
    ### BEGIN SOLUTION
    return 3.0
    ### END SOLUTION


# %% tags=["experiment"]
with needs("momentum", "clip_global_norm", "chosen_limit"):
    c = chosen_limit()
    limits = (np.inf, 10 * c, c, c / 10, c / 100)
    clipped = nets.with_clipping(clip_global_norm, momentum, limits)
    plots.show(figures.plot_clipped(clipped))
    tell(findings.clipping(clipped))
    shallow = nets.with_clipping(clip_global_norm, momentum, (np.inf, c), depth=1)
    gain, error = nets.paired(*shallow.accuracy[::-1])
    print(f"one hidden layer: accuracy {shallow.accuracy[0].mean():.3f} without a limit")
    print(f"c = {c:g} adds {gain:+.3f} +- {error:.3f} (SE of 6 pairs)")

# %% [markdown]
# The last two lines are the same broken batches with one hidden layer instead of eight: not every net needs it.
#
# **{points of explain_clipping}, read by a person.** Which $c$ did you choose, and from which two numbers of your histogram? Give the accuracies for ten times, one, a tenth and a hundredth of it, and explain the loss on each side. Why does the tiny limit not simply act as a smaller learning rate for the broken batches only?

# %% [markdown] answer="explain_clipping" points=10
# ### BEGIN SOLUTION
# Half of the healthy norms were below 2 and 90 % below 6, so I took c = 3. In our run the accuracy was 0.95 at 3, 0.89 at 0.3, and 0.10 without a limit. At 30 it was lower than at 3, and far lower in the worst net; at 0.03 less than half of the images were right. At 30 a broken batch still makes a step more than ten times longer than a healthy one, with momentum behind it, and it destroys a part of what was learned. At 0.03 nearly every gradient is longer than the limit, the healthy ones too: all steps have the same tiny length and 300 of them do not get far. A limit below the healthy norms touches every batch, not only the broken ones.
#
# Rubric: 3 points for c with two quantiles of the own histogram. 3 points for the accuracies of the own run. 2 points for each side explained: too large lets the outlier through, too small shortens healthy steps too.
# ### END SOLUTION

# %% [markdown]
# ## 10. Going further: curvature, traps and first steps (checked, 0 points)
#
# ### Newton and L-BFGS: use the curvature
#
# Near $w$ a surface is a quadratic, $f(w) + g^T s + \tfrac12 s^T H s$ for a step $s$, with the gradient $g$ and the Hessian $H$. Newton's method sets the gradient of this quadratic to 0, $g + H s = 0$, and goes there. There is no learning rate to choose.
#
# On the bowl, turned or not, one step is enough: there the quadratic is the surface.
#
# **Predict.** On the saddle surface we start at (-2, 0.001), next to the ridge, as in section 1. Where does Newton's method end?
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


# %% points=0
checks.newton_step(newton_step)

# %% tags=["experiment"]
with needs("newton_step", "adam"), prediction_newton:
    saddle = surfaces.SADDLE
    paths = {
        "Newton": surfaces.newton_path(newton_step, saddle),
        "plain descent, lr 0.2": surfaces.descend(surfaces.sgd, saddle, 0.2, steps=60),
        "your adam, lr 0.2": surfaces.descend(adam, saddle, 0.2, steps=60),
    }
    plots.show(figures.plot_paths(saddle, paths, "Three ways"))
    print(surfaces.newton_table(newton_step))
    parameters = 8 * (64 * 64 + 64) + (64 * 10 + 10)
    print(
        f"a net of {parameters} parameters: a Hessian of {parameters**2:.1e} numbers, "
        f"{8 * parameters**2 / 1e9:.0f} GB in float64"
    )
    prediction_newton.compare(findings.newton(paths["Newton"]))

# %% [markdown]
# **Erratum.** The lecture says "Step to the minima of the approximation". It is a step to the approximation's *critical point*, which is its minimum only when all curvatures are positive. With thousands of parameters they hardly ever are, if section 1 is right. "No learning rate" is true, and here it is no virtue: the method goes to the next point of zero gradient, whatever that is.
# On Beale's function it goes to a saddle as well.
#
# On the two wells it stays in the poor one, as descent does.
#
# And then the price. A Hessian has $P^2$ entries for $P$ parameters, and solving with it takes a number of operations that grows as $P^3$. Quasi-Newton methods such as BFGS build the inverse from gradients, which costs about $P^2$ a step. The last line below the figure says how much memory the Hessian of the net of section 9 takes.
#
# **Erratum.** The slide "Second-Order Optimization" (CS231n 2017, lecture 7) writes "BGFS" and "rank 1 updates". The method is named BFGS after Broyden, Fletcher, Goldfarb and Shanno, and its update of the inverse Hessian has rank 2: it adds two rank-1 matrices.
#
# **L-BFGS** (Liu and Nocedal 1989) never forms the matrix. It remembers the last ten steps and how the gradient changed along them, and estimates the curvature from these pairs. A line search sets the length of each step. The lecture says that it "usually works very well in full batch, deterministic mode" and "does not transfer very well to mini-batch setting". Both can be seen.

# %% tags=["experiment"]
with needs("momentum", "adam"):
    full = nets.full_batch(
        {
            "Adam": (adam, (0.03, 0.1, 0.3, 0.5, 1.0)),
            "momentum": (momentum, (0.3, 1.0, 2.0, 4.0, 8.0)),
            "SGD": (surfaces.sgd, (1.0, 3.0, 5.0, 10.0)),
        }
    )
    plots.show(figures.plot_full_batch(full))
    tell(findings.full_batch(full))

# %% [markdown]
# What the figure shows: the training loss over the number of passes through the data, for L-BFGS on the full batch, for L-BFGS with a new batch of 64 at every look, and for three rules.
#
# With changing batches two gradients differ because the batch differs, and L-BFGS takes that for curvature. The lecture's advice is to disable all sources of noise before you try it. A low training loss is not a good test accuracy either, as notebooks [04](../04_dropout/04_dropout.ipynb) and [08](../08_regularization/08_regularization.ipynb) show.
#
# ### Out of the trap
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
# ### The curvatures of a net
#
# The Hessian of a net is not a random matrix. Here is a real one, as in section 1: a net of 262 parameters is small enough to compute all of its curvatures, on the way down.

# %% tags=["experiment"]
curvature = experiments.net_curvature()
plots.show(figures.plot_curvature(curvature))
tell(findings.curvature(curvature))

# %% [markdown]
# High up many directions bend down, as in a random matrix. Near the bottom most bend up, or not at all: a net has directions along which its loss does not change, such as a ReLU unit's weights made larger before and smaller behind it, so some curvatures are exactly 0.
#
# ### What momentum may buy: a way out of a poor minimum
#
# The lecture puts local minima first among the things that momentum helps with. 101 balls start right of the poor well of section 1, between $x = 1.2$ and $2.2$, at rate 0.01. Which share of them ends in the deep one?

# %% tags=["experiment"]
with needs("momentum"):
    starts = np.linspace(1.2, 2.2, 101)
    for rho in (0.0, 0.5, 0.8, 0.9, 0.95, 0.99):
        share = surfaces.share_past_the_first_well(momentum, rho, starts)
        print(f"rho {rho:<4}: {share:.0%} end in the deep minimum")

# %% [markdown]
# Without momentum, or with little of it, no ball passes the barrier. With more of it many do, and with still more they also come back: where a ball ends is partly luck. The picture of the lecture is right, and it is no promise.
#
# ### What momentum does not buy: silence
#
# A picture of the lecture puts "gradient noise" among the things momentum helps with. To be fair, momentum must move as fast as plain descent: rate `lr * (1 - rho)`.

# %% tags=["experiment"]
with needs("momentum"):
    print(experiments.floors(momentum, (0.1, 0.02)))

# %% [markdown]
# At the same speed the floor is nearly the same. Momentum helps against bad conditioning; noise asks for a smaller rate or a larger batch.
#
# ### Two forms of momentum, when the rate falls
#
# The gradient is 1 all the time. After 30 steps the rate falls to a tenth:

# %% tags=["experiment"]
plots.show(figures.plot_drop(experiments.after_a_drop(drop_at=30)))

# %% [markdown]
# What the figure shows: up to step 30 the curves lie on each other. Then the form with lr outside brakes at once, the form with lr inside coasts for some twenty steps.
#
# ### Where to put the grid: a range test
#
# A grid must be put somewhere. A **range test** raises the rate by a small factor at every step of one short run, from far too small to far too large, and draws the loss over the rate.

# %% tags=["experiment"]
with needs("momentum", "nesterov", "adagrad", "rmsprop", "adam"):
    swept = [rates.range_test(surfaces.sgd, 1e-3, 30.0), rates.range_test(adam, 1e-5, 0.3)]
    losses = {"sgd": swept[0][1], "adam": swept[1][1]}
    plots.show(figures.plot_range([lr for lr, _ in swept], losses))
    tell(findings.range_test(np.array([lr for lr, _ in swept]), losses, grids))

# %% [markdown]
# What the figure shows: the loss of each batch over the rate, mean of four nets. It is flat, falls, and shoots up.
#
# ### Warm-up
#
# **Warm-up** is the schedule at the other end: the rate grows to its value over the first steps. It is common for large nets. Eight layers of 64 ReLU units with momentum, 150 steps, warm-up over the first 50 or none:

# %% tags=["experiment"]
tell(findings.warm_up(rates.warm_up()))

# %% [markdown]
# ## 11. Conventions
#
# | | this course | CS231n | PyTorch | Keras 3 | the paper |
# |---|---|---|---|---|---|
# | velocity | both forms are right; the reference has $v = \rho v - \alpha g$ | code of the assignment: $\rho v - \alpha g$; slide: $\rho v + g$ | $\rho v + g$, lr outside | $\rho v - \alpha g$ | Polyak 1964 has no velocity: $+\rho\,(w_t - w_{t-1})$ |
# | Nesterov | gradient at the shifted point, which is `w` | the same | the same, lr outside | the same | gradient at $x + \rho v$, parameters $x$ |
# | AdaGrad's eps | 1e-8, outside the root | 1e-7, outside | 1e-10, outside | 1e-7, inside; the sum starts at 0.1 | outside, called $\delta$ |
# | RMSProp | decay 0.99, eps 1e-8 outside | the same | alpha 0.99, eps 1e-8 outside | rho 0.9, eps 1e-7 inside | decay 0.9 |
# | Adam's eps | 1e-8, beside the root of $\hat v$ | the same; slide 1e-7 | the same | 1e-7, beside the root of $v$ ("epsilon hat") | 1e-8; both forms are in it |
# | clipping by norm | one norm for all, factor $c/\lVert g\rVert$ | not there | `clip_grad_norm_`: one norm, 1e-6 added to it | `global_clipnorm`: one norm; `clipnorm`: one for each array | Pascanu et al. 2013: one norm |
# | weight decay | [notebook 08](../08_regularization/08_regularization.ipynb): with Adam it is *not* the same as an L2 term in the loss | | `Adam(weight_decay=)` is the L2 term, `AdamW` is not | `AdamW` | Loshchilov and Hutter 2019 |
#
# The checks accept every placement of eps and both velocities, and say which one they saw.
#
# ## What to keep
#
# - The steepest direction limits the rate, the flattest decides how long it takes. Momentum turns the condition number into its square root.
# - A velocity is a decaying sum: with rho 0.9 steps become ten times as long.
# - AdaGrad and RMSProp rescale parameters one by one; a valley across the axes does not notice.
# - Adam's correction is needed because its denominator starts even smaller than its numerator.
# - Compare optimizers with a grid of rates each, paired seeds and error bars. On clean digits tuned SGD and Adam tie, on noisy ones Adam is ahead after five epochs.
# - An epoch is one new order, cut into batches. Watch update, gradient and dead units: they say of what a net is ill.
# - A schedule pays where noise decides the end. Compare it with the best constant rate. Clip at the healthy norm.
#
# ## The same in PyTorch
#
# ```python
# import torch
#
# w = torch.nn.Parameter(torch.tensor([1.0, -2.0]))
# sgd = torch.optim.SGD([w], lr=0.1, momentum=0.9)             # v = rho v + g, lr outside
# adam = torch.optim.Adam([w], lr=0.001, betas=(0.9, 0.999))   # eps 1e-8, as here
# rmsprop = torch.optim.RMSprop([w], lr=0.01, alpha=0.99)      # alpha is our decay
# adagrad = torch.optim.Adagrad([w], lr=0.01)                  # its eps is 1e-10
# cosine = torch.optim.lr_scheduler.CosineAnnealingLR(sgd, T_max=100)
# (w**2).sum().backward()
# torch.nn.utils.clip_grad_norm_([w], max_norm=3.0)            # one norm for all
# sgd.step(), cosine.step(), sgd.zero_grad()
# ```
#
# Next: [notebook 06](../06_ensembles/06_ensembles.ipynb) trains many nets at once, and needs your cosine.
#
# Two sequels are in [notebook 12](../12_since/12_since.ipynb): in a net the curvature moves, until the rate is just bearable, and momentum can be made orthogonal.
#
# **Submit:** save, then run `course submit 05_optimizers` in a terminal.
#
# ## Sources
#
# - CS231n (Stanford 2017), lecture 7: "Optimization: Problems with SGD", "SGD + Momentum", "Nesterov Momentum", "AdaGrad", "RMSProp", "Adam (almost)", "Adam (full form)", "Learning rate decay over time!", "Second-Order Optimization", "L-BFGS".
# - CS182 (Berkeley 2021), "Getting Neural Nets to Train": "Last bit: Gradient clipping", "Clipping the monster gradients".
# - Y. Dauphin et al., [Identifying and attacking the saddle point problem in high-dimensional non-convex optimization](https://arxiv.org/abs/1406.2572), 2014.
# - B. Polyak, Some methods of speeding up the convergence of iteration methods, 1964. Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983; Introductory lectures on convex optimization, 2004. I. Sutskever et al., [On the importance of initialization and momentum in deep learning](https://proceedings.mlr.press/v28/sutskever13.html), 2013.
# - J. Duchi, E. Hazan and Y. Singer, [Adaptive subgradient methods](https://jmlr.org/papers/v12/duchi11a.html), 2011. T. Tieleman and G. Hinton, Lecture 6.5 of Neural networks for machine learning, 2012. D. Kingma and J. Ba, [Adam](https://arxiv.org/abs/1412.6980), 2015.
# - I. Loshchilov and F. Hutter, [SGDR: Stochastic gradient descent with warm restarts](https://arxiv.org/abs/1608.03983), 2017; [Decoupled weight decay regularization](https://arxiv.org/abs/1711.05101), 2019. R. Pascanu, T. Mikolov and Y. Bengio, [On the difficulty of training recurrent neural networks](https://arxiv.org/abs/1211.5063), 2013.
# - D. Liu and J. Nocedal, On the limited memory BFGS method, 1989.
# - Images: the digits that come with scikit-learn (E. Alpaydin and C. Kaynak).
