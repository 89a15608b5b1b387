# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 02 Initialization: the scale of the first weights
#
# Before the first step of training a network already works or fails: its random weights decide
# whether a signal reaches the last layer and whether a gradient comes back.
#
# **Minutes:** 40. **Needs:** notebook 00.
#
# **Points: 30** (20 by checks, 10 by hand)
#
# Run the cells from top to bottom. A prediction asks for a guess before you see the result; nobody marks it.
# A check shows at once what holds and what does not. Click "A likely cause" when you are stuck.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false}
import numpy as np

from course_lib import plots
from course_lib.checks import initialization as checks
from course_lib.experiments import initialization as experiments
from course_lib.explore import activations as explore
from course_lib.notebook import needs, predict

plots.use_style()

# %% [markdown]
# ## 1. Random weights of the right size (20 minutes)
#
# Ten layers of 500 tanh units get random examples. The weights have std 0.01.
# How large is the std of the activations in layer 10, compared with layer 1?
#
# - **A**: about the same
# - **B**: about ten times smaller
# - **C**: more than a hundred thousand times smaller

# %% nbgrader={"grade": false, "grade_id": "predict_shrink", "locked": false, "schema_version": 3, "solution": true}
### BEGIN SOLUTION
prediction_shrink = predict("C")
### END SOLUTION

# %% [markdown]
# **Your turn.** Return Gaussian weights of shape (fan_in, fan_out) with mean 0. The std depends on the scheme:
# "small" is 0.01, "xavier" is the square root of 1 / fan_in, "he" is the square root of 2 / fan_in.


# %% nbgrader={"grade": false, "grade_id": "init_weights", "locked": false, "schema_version": 3, "solution": true}
def init_weights(fan_in, fan_out, scheme, rng):
    """Return random weights w (fan_in, fan_out) with mean 0, drawn from rng.

    scheme is "small" (std 0.01), "xavier" (std sqrt(1 / fan_in)) or "he" (std sqrt(2 / fan_in)).
    """
    ### BEGIN SOLUTION
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_init_weights", "locked": true, "points": 20, "schema_version": 3, "solution": false}
points = checks.init_weights(init_weights, points=20)
### BEGIN HIDDEN TESTS
points = checks.init_weights.hidden(init_weights, points=20)
### END HIDDEN TESTS
points

# %% tags=["experiment"]
with needs("init_weights"):
    rng = np.random.default_rng(0)
    curves = {
        scheme: experiments.stds_through_layers(init_weights, scheme, depth=10, width=500, rng=rng)
        for scheme in ("small", "xavier", "he")
    }
    plots.show(experiments.plot_stds(curves))
    ratio = curves["small"][0] / curves["small"][-1]
    prediction_shrink.compare("C", f"layer 10 is {ratio:.1e} times smaller than layer 1.")

# %% [markdown]
# What the figure shows: with std 0.01 the activations shrink by the same factor in every layer; "xavier" and "he" stay within one order of magnitude.

# %% tags=["experiment"]
explore.explorer()

# %% [markdown] nbgrader={"grade": true, "grade_id": "explain_shrink", "locked": false, "points": 10, "schema_version": 3, "solution": true}
# ### BEGIN SOLUTION
# Every layer multiplies the std by sqrt(500) * 0.01 = 0.22 ...
#
# Rubric: 5 points for the factor, 5 points for the gradient of w.
# ### END SOLUTION
