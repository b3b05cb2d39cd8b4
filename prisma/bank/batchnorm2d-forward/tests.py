import numpy as np
from convolve import answer, call


def between(rng, low, high):
    """A whole number from low to high, both included."""
    return int(rng.integers(low, high + 1))


def draw(rng, n=3, c=3, h=4, w=5, dtype=np.float64):
    """A batch whose channels differ in mean and spread, and parameters that differ by channel."""
    spread, centre = rng.uniform(0.6, 3.0, size=(c, 1, 1)), rng.normal(size=(c, 1, 1)) * 4
    x = rng.normal(size=(n, c, h, w)) * spread + centre
    gamma = rng.uniform(0.5, 2.0, size=c) * np.where(np.arange(c) % 2, -1, 1)
    beta, mean, var = rng.normal(size=c) * 2, rng.normal(size=c) * 3, rng.uniform(0.4, 4.0, size=c)
    return [a.astype(dtype) for a in (x, gamma, beta, mean, var)]


def training_batch(rng):
    return call("batchnorm2d", *draw(rng, n=between(rng, 2, 4), h=between(rng, 3, 4), w=between(rng, 5, 6)), True)


def many_channels(rng):
    return call("batchnorm2d", *draw(rng, n=2, c=between(rng, 5, 7), h=3, w=2), True)


def evaluation(rng):
    return call("batchnorm2d", *draw(rng, n=between(rng, 1, 2), h=between(rng, 3, 4), w=5), False)


def two_steps_then_evaluation(rng):
    x, gamma, beta, mean, var = draw(rng, n=2, h=between(rng, 2, 3), w=4)
    second, third = draw(rng, n=3, h=2, w=4)[0], draw(rng, n=1, h=3, w=3)[0]
    return [
        call("batchnorm2d", x, gamma, beta, mean, var, True, 0.3),
        call("batchnorm2d", second, gamma, beta, answer(0)[1], answer(0)[2], True, 0.3),
        call("batchnorm2d", third, gamma, beta, answer(1)[1], answer(1)[2], False, 0.3),
    ]


def one_sample(rng):
    return call("batchnorm2d", *draw(rng, n=1, h=between(rng, 2, 3), w=4), True)


def one_pixel_maps(rng):
    return call("batchnorm2d", *draw(rng, n=between(rng, 2, 5), h=1, w=1), training=True)


def one_channel(rng):
    return call("batchnorm2d", *draw(rng, n=2, c=1, h=between(rng, 1, 2), w=3), training=True)


def two_values(rng):
    """With n = 2 the unbiased variance is twice the biased one."""
    return call("batchnorm2d", *draw(rng, n=1, c=between(rng, 2, 4), h=1, w=2), True)


def momentum_at_its_ends(rng):
    args = draw(rng, h=between(rng, 2, 3), w=4)
    return [call("batchnorm2d", *args, True, m) for m in (0.0, 1.0)]


def other_momentum(rng):
    return call("batchnorm2d", *draw(rng, h=2, w=between(rng, 3, 4)), True, momentum=float(rng.uniform(0.6, 0.9)))


def large_eps(rng):
    args = draw(rng, h=between(rng, 2, 3), w=4)
    eps = float(rng.uniform(0.2, 0.7))
    return [call("batchnorm2d", *args, True, 0.1, eps), call("batchnorm2d", *args, False, eps=eps)]


def constant_channel(rng):
    x, *rest = draw(rng, h=between(rng, 2, 3), w=4)
    x[:, 1] = between(rng, -4, 4) / 2
    return call("batchnorm2d", x, *rest, True)


def small_spread(rng):
    """A spread near the root of eps, where eps is a part of the answer."""
    x, gamma, beta, mean, var = draw(rng, h=3, w=between(rng, 4, 5))
    return [
        call("batchnorm2d", x * 2e-3, gamma, beta, mean, var, True),
        call("batchnorm2d", x * 2e-3, gamma, beta, mean * 2e-3, var * 1e-5, False),
    ]


def evaluation_of_one_value(rng):
    return call("batchnorm2d", *draw(rng, n=1, c=between(rng, 2, 4), h=1, w=1), False)


def refuses_one_value(rng):
    return call("batchnorm2d", *draw(rng, n=1, c=between(rng, 1, 4), h=1, w=1), True)


def integer_image(rng):
    x, *rest = draw(rng, h=3, w=between(rng, 4, 5))
    image = rng.integers(0, 256, size=x.shape).astype(np.uint8)
    return [call("batchnorm2d", image, *rest, True), call("batchnorm2d", image, *rest, False)]


def single_precision(rng):
    args = draw(rng, h=between(rng, 2, 3), w=4, dtype=np.float32)
    return [call("batchnorm2d", *args, True), call("batchnorm2d", *args, False)]


def far(rng, offset, n, h, w):
    x, gamma, beta, mean, var = draw(rng, n=n, h=h, w=w)
    x = rng.normal(size=x.shape) * rng.uniform(2, 4, size=(3, 1, 1)) + offset
    return [a.astype(np.float32) for a in (x, gamma, beta, mean, var)]


def far_from_zero(rng):
    return call("batchnorm2d", *far(rng, 1e4, between(rng, 2, 3), 3, 5), True)


def far_below_zero(rng):
    return call("batchnorm2d", *far(rng, -9e3 - 1e3 * rng.random(), 2, between(rng, 3, 4), 5), True)


def channels_far_apart(rng):
    offsets = np.array([1e4, -8e3, 6e3]).reshape(3, 1, 1) * rng.uniform(0.9, 1.0)
    return call("batchnorm2d", *far(rng, offsets, 2, 4, between(rng, 3, 5)), True)


def buffers_stay_in_training(rng):
    args = draw(rng, h=between(rng, 2, 3), w=4)
    return [call("batchnorm2d", *args, True), call("batchnorm2d", *args, True)]


def buffers_are_copied_in_evaluation(rng):
    return call("batchnorm2d", *draw(rng, h=between(rng, 2, 3), w=4), False)


def awkward_memory(rng):
    x, gamma, beta, mean, var = draw(rng, n=2, h=4, w=between(rng, 5, 6))
    frozen = [a[::-1] for a in (gamma, beta, mean, var)]
    for each in frozen:
        each.flags.writeable = False
    turned = x[:, :, ::-1, ::-1]
    turned.flags.writeable = False
    return [
        call("batchnorm2d", np.asfortranarray(x), *frozen, True),
        call("batchnorm2d", turned, *frozen, False),
        call("batchnorm2d", np.repeat(x, 2, axis=3)[..., ::2], gamma, np.repeat(beta, 2)[::2], mean, var, True),
    ]


def large_batch(rng):
    return call("batchnorm2d", *draw(rng, n=16, c=16, h=32, w=32), True)
