import numpy as np


def batchnorm2d(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Two passes in the dtype that comes in; channels are moved to the last axis so that they broadcast."""
    last = np.moveaxis(x, 1, -1)
    if training:
        rows = last.reshape(-1, x.shape[1])
        if len(rows) == 1:
            raise ValueError("a single value per channel has no variance")
        mean = rows.mean(axis=0)
        centred = last - mean
        squares = (centred.reshape(rows.shape) ** 2).sum(axis=0)
        var = squares / len(rows)
        new_mean = running_mean + momentum * (mean - running_mean)
        new_var = running_var + momentum * (squares / (len(rows) - 1) - running_var)
    else:
        centred, var = last - running_mean, running_var
        new_mean, new_var = np.copy(running_mean), np.copy(running_var)
    y = gamma * (centred / np.sqrt(var + eps)) + beta
    return np.moveaxis(y, -1, 1), new_mean, new_var
