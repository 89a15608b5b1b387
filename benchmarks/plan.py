"""Who races whom in which workload, and the goals of the engine."""

# gemm and torch_gemm: the bare matrix products, with NumPy's library for them and with PyTorch's.
PRODUCTS = {"gemm": "bare.net", "torch_gemm": "torch_peers.products"}
NET = {"ours": "ours.net", "torch": "torch_peers.net", "jax": "jax_peers.net", **PRODUCTS}
IMAGE = {"ours": "ours.image_net", "torch": "torch_peers.image_net", "gemm": "bare.image_net"}
OPTIMIZER = {"ours": "ours.optimizer", "torch": "torch_peers.optimizer"}
ASSIGNMENT = {
    "cs231n": "other_peers.assignment_net",
    "cs231n_bare": "other_peers.assignment_bare",
}
STACK = {"ours": "ours.net", "loop": "ours.loop", **PRODUCTS}
TORCH_STACK = {"torch_loop": "torch_peers.loop", "torch_vmap": "torch_peers.stacked"}
RACES: dict[str, dict[str, str]] = {
    "a": {
        **NET,
        "sklearn": "other_peers.sklearn_net",
        "sklearn_bare": "other_peers.sklearn_bare",
        **ASSIGNMENT,
    },
    "b": {**NET, "torch_fused": "torch_peers.fused", **ASSIGNMENT},
    "c": {
        "ours": "ours.statistics",
        "torch": "torch_peers.statistics",
        "gemm": "bare.statistics",
        "torch_gemm": "torch_peers.statistics_products",
        "lecture": "other_peers.lecture_statistics",
    },
    "d": NET,
    "d_bn": NET,
    "e8": IMAGE,
    "e32": IMAGE,
    "f_width30": {**STACK, **TORCH_STACK},
    "f_width100": {**STACK, **TORCH_STACK},
    "f_tiny100": {**STACK, **TORCH_STACK},
    "g": {"ours": "ours.search_stacked", "serial": "ours.search_serial"},
    "h_adam": OPTIMIZER,
    "h_momentum": {**OPTIMIZER, "passes": "bare.momentum"},
}

# Our cost divided by a peer's; what ends in _over_stack is a speed-up, the peer's cost by ours.
GOALS: dict[str, dict[str, float]] = {
    "a": {"torch": 0.60, "gemm": 2.2, "sklearn": 0.5, "cs231n": 0.5},
    "b": {"torch": 0.80, "torch_fused": 0.95, "gemm": 1.6, "cs231n": 0.40},
    "c": {"torch": 0.60, "gemm": 1.15, "lecture": 1 / 3},
    "d": {"torch": 0.70, "gemm": 1.5},
    "d_bn": {"torch": 0.75, "gemm": 2.4},
    "e8": {"torch": 0.85, "gemm": 2.9},
    "e32": {"torch": 1.25, "gemm": 2.5},
    "f_width30": {"loop_over_stack": 2.0},
    "f_width100": {
        "loop_over_stack": 1.3,
        "torch_loop_over_stack": 3.0,
        "torch_vmap_over_stack": 2.0,
    },
    "f_tiny100": {"loop_over_stack": 5.0},
    "g": {"serial_over_stack": 2.0},
    "h_adam": {"torch": 1.15},
    "h_momentum": {"torch": 0.70},
    "growth": {"depth_exponent": 1.1, "member_e20": 0.4},
    "import": {"ms_over_numpy": 20},
    "memory": {"a_mb": 40, "b_torch": 1 / 2.5},
}
