import numpy as np
from convolve import call


def between(rng, low, high):
    """A whole number from low to high, both included."""
    return int(rng.integers(low, high + 1))


def draw(rng, n=2, c=3, f=4, h=6, w=5, kh=3, kw=2):
    return rng.normal(size=(n, c, h, w)), rng.normal(size=(f, c, kh, kw)), rng.normal(size=f) * 3


def several_channels(rng):
    x, w, b = draw(rng, n=between(rng, 2, 3), c=between(rng, 3, 4), f=between(rng, 2, 3), h=7, w=between(rng, 5, 6))
    return call("conv2d", x, w, b)


def without_bias(rng):
    x, w, _ = draw(rng, c=2, f=between(rng, 3, 4), h=between(rng, 5, 6), w=8)
    return [call("conv2d", x, w), call("conv2d", x, w, None, (1, 1), (0, 0))]


def non_square(rng):
    x, w, b = draw(rng, h=between(rng, 4, 5), w=between(rng, 8, 9), kh=2, kw=between(rng, 3, 4))
    return call("conv2d", x, w, b)


def unequal_strides(rng):
    x, w, b = draw(rng, h=9, w=between(rng, 10, 11), kh=3, kw=2)
    return call("conv2d", x, w, b, stride=(3, 2))


def unequal_padding(rng):
    x, w, b = draw(rng, h=5, w=between(rng, 6, 7), kh=3, kw=4)
    return call("conv2d", x, w, b, padding=(1, between(rng, 2, 3)))


def stride_and_padding(rng):
    x, w, b = draw(rng, h=between(rng, 7, 8), w=10, kh=3, kw=4)
    return call("conv2d", x, w, b, stride=(2, 3), padding=(2, 1))


def stride_leaves_remainder(rng):
    x, w, b = draw(rng, h=8, w=between(rng, 9, 10), kh=3, kw=2)
    return call("conv2d", x, w, b, stride=(4, 5))


def one_by_one_output(rng):
    kh, kw = between(rng, 4, 5), between(rng, 2, 3)
    x, w, b = draw(rng, h=kh - 2, w=kw, kh=kh, kw=kw)
    return call("conv2d", x, w, b, padding=(1, 0))


def smallest_sizes(rng):
    x, w, b = draw(rng, n=1, c=1, f=1, h=between(rng, 2, 3), w=4, kh=1, kw=1)
    return [call("conv2d", x, w, b), call("conv2d", x[:, :, :1, :1], w, b)]


def integer_image(rng):
    x = rng.integers(0, 256, size=(2, 3, 6, 7)).astype(np.uint8)
    w = rng.normal(size=(2, 3, 3, 2)) / 4
    signed = rng.integers(-128, 128, size=(1, 3, 5, 6)).astype(np.int8)
    return [call("conv2d", x, w, rng.normal(size=2)), call("conv2d", signed, w)]


def single_precision(rng):
    x, w, b = draw(rng, h=between(rng, 5, 6), w=7)
    return call("conv2d", x.astype(np.float32), w.astype(np.float32), b.astype(np.float32))


def impulse_shows_kernel(rng):
    """Cross-correlation with an impulse gives the kernel turned around; a convolution would give it as it is."""
    x = np.zeros((1, 1, 7, 8))
    x[0, 0, 3, 4] = between(rng, 1, 3)
    return call("conv2d", x, rng.normal(size=(2, 1, 3, 4)), rng.normal(size=2))


def refuses_what_does_not_fit(rng):
    x, w, b = draw(rng, h=4, w=4, kh=between(rng, 5, 6), kw=2)
    return call("conv2d", x, w, b)


def refuses_other_channels(rng):
    x, w, b = draw(rng)
    return call("conv2d", x[:, : between(rng, 1, 2)], w, b)


def awkward_memory(rng):
    x, w, b = draw(rng, h=6, w=between(rng, 7, 8))
    frozen = x[:, :, ::-1, ::-1]
    frozen.flags.writeable = False
    return [
        call("conv2d", np.asfortranarray(x), w[:, :, ::-1], b, (1, 2), (1, 0)),
        call("conv2d", frozen, np.asfortranarray(w), b[::-1]),
        call("conv2d", np.repeat(x, 2, axis=3)[..., ::2], w, b),
    ]


def linear_in_the_input(rng):
    x, w, _ = draw(rng, h=6, w=between(rng, 6, 7))
    other = rng.normal(size=x.shape)
    return [call("conv2d", x + 2 * other, w), call("conv2d", x, w), call("conv2d", other, w)]


def large_batch(rng):
    x = rng.normal(size=(8, 16, 32, 32))
    return call("conv2d", x, rng.normal(size=(32, 16, 3, 3)), rng.normal(size=32), padding=(1, 1))
