import numpy as np


def conv2d(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: tuple[int, int] = (1, 1),
    padding: tuple[int, int] = (0, 0),
) -> np.ndarray:
    """2-D convolution (cross-correlation), NCHW.

    x: (N, C, H, W), w: (F, C, KH, KW), b: (F,) or None
    returns: (N, F, Ho, Wo)
    """
    raise NotImplementedError
