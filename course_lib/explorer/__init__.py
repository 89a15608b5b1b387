"""What every explorer is made of: named controls, and a picture that follows them.

def explorer():
figure = figure_of()
bias = slider("bias", 0.0, -3.0, 3.0, 0.1)
explore(figure, lambda: draw(figure, compute(bias.value)), [bias])
"""

from course_lib.explorer.controls import choice, power, slider, steps, switch
from course_lib.explorer.show import explore

__all__ = ["choice", "explore", "power", "slider", "steps", "switch"]
