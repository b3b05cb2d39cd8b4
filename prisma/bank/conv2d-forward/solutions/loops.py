import numpy as np


def conv2d(x, w, b=None, stride=(1, 1), padding=(0, 0)):
    n, c, h, width = x.shape
    f, cw, kh, kw = w.shape
    sh, sw = stride
    ph, pw = padding
    if cw != c:
        raise ValueError("x has %d channels, w expects %d" % (c, cw))
    if kh > h + 2 * ph or kw > width + 2 * pw:
        raise ValueError("the kernel is larger than the padded input")
    dtype = np.result_type(x, w)
    if not np.issubdtype(dtype, np.floating):
        dtype = np.float64
    ho = (h + 2 * ph - kh) // sh + 1
    wo = (width + 2 * pw - kw) // sw + 1
    y = np.zeros((n, f, ho, wo), dtype=dtype)
    for i in range(n):
        for j in range(f):
            for row in range(ho):
                for column in range(wo):
                    total = 0.0 if b is None else float(b[j])
                    for u in range(kh):
                        source_row = row * sh + u - ph
                        if not 0 <= source_row < h:
                            continue
                        for v in range(kw):
                            source_column = column * sw + v - pw
                            if 0 <= source_column < width:
                                pixel = x[i, :, source_row, source_column].astype(np.float64)
                                total += float(pixel @ w[j, :, u, v].astype(np.float64))
                    y[i, j, row, column] = total
    return y
