import numpy as np


def batchnorm2d(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Batch normalisation of an NCHW batch, one mean and one variance for each channel.

    x: (N, C, H, W); gamma, beta, running_mean, running_var: (C,)
    returns: y (N, C, H, W), new_mean (C,), new_var (C,)
    """
    raise NotImplementedError
