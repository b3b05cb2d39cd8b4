import numpy as np


def batchnorm2d(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    def per_channel(v):
        return v.reshape(1, -1, 1, 1)

    count = x.shape[0] * x.shape[2] * x.shape[3]
    if training:
        if count == 1:
            raise ValueError("one value per channel has no variance")
        mean = x.mean(axis=(0, 2, 3))
        var = x.var(axis=(0, 2, 3))
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean.copy(), running_var.copy()
    y = per_channel(gamma) * (x - per_channel(mean)) / np.sqrt(per_channel(var) + eps) + per_channel(beta)
    return y, new_mean, new_var
