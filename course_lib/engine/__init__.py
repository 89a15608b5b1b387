"""The engine: layers, losses, optimizers and training on NumPy alone, one idea a file."""
