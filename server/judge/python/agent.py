"""Process 1 of a sandbox: NumPy imported, parked, then one submission, one request at a time.

It holds no expected value, no seed of a test and no verdict. Whatever the candidate does to it, the judge reads
only answers: bytes that are checked and compared outside. Numbers here mirror wire.ts and protocol.ts.

With the torch runtime torch is imported as well, on one thread. Arguments are NumPy arrays there too, whatever the
layout: a question's functions make tensors of them. What they return may be tensors: those travel as arrays, detached,
so that the judge and the author's checks know one kind of array.
"""
import builtins
import gc
import linecache
import os
import resource
import struct
import sys
import traceback
import types

import numpy as np

# Bound before a candidate can replace them: what it patches for itself does not garble its own answers.
read, readv, write = os.read, os.readv, os.write
pack, unpack_from = struct.pack, struct.unpack_from
leave = os._exit

REQUESTS, ANSWERS = 3, 4
LOAD, CALL, EVALUATE = 1, 2, 3
READY, LOADED, LOAD_ERROR, RETURNED, RAISED, SHOWN = 1, 2, 3, 4, 5, 6
COMPILE, RUNTIME, MISSING_FUNCTION = 0, 1, 2
INPUT_MUTATED, SHARES_MEMORY = 1, 2
NONE, FALSE, TRUE, INT, FLOAT, STR, ARRAY, RNG, TUPLE, LIST, DICT, UNSUPPORTED = range(12)
OBJECT, ARRAY_DTYPE, TOO_DEEP, INT_TOO_LARGE, DICT_KEYS, TEXT, TOO_MANY_ITEMS, TOO_LARGE = range(8)
DTYPES = [np.dtype(name) for name in ("<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "i1", "u1", "b1")]
DTYPE_CODES = {dtype.str: code for code, dtype in enumerate(DTYPES)}
C_ORDER, FORTRAN, STRIDED, NEGATIVE = range(4)

MAX_INT_BYTES = 1024
MAX_TEXT = 8000
# Of a sandbox's life, and of one request: what a first test shows does not take all from the next.
MAX_SHOWN = 32
MAX_SHOWN_NOW = 8
MAX_SHOWN_ELEMENTS = 4096
MAX_COUNTED_ELEMENTS = 1 << 26

header = struct.Struct("<IHBB")
uint32 = struct.Struct("<I")
int64 = struct.Struct("<q")
uint64 = struct.Struct("<Q")
float64 = struct.Struct("<d")


# The tensor class, where torch is the runtime; a class of nothing otherwise.
Tensor = type("Tensor", (), {})


def as_array(value):
    """A tensor as an array; what has no NumPy counterpart (bfloat16, sparse) cannot travel."""
    try:
        array = value.detach().cpu().numpy()
    except (TypeError, RuntimeError):
        raise CannotTravel(ARRAY_DTYPE) from None
    if type(array) is not np.ndarray:
        raise CannotTravel(OBJECT)
    return array


class Unsupported:
    """In place of a value that cannot travel; the author's checks meet it where a submission returned one."""

    def __init__(self, reason):
        self.reason = reason

    def __repr__(self):
        return "<a value that cannot travel>"


class CannotTravel(Exception):
    def __init__(self, reason):
        self.reason = reason


class Decoder:
    """Reads the judge's values, rebuilds layouts, and remembers what to look at after the call."""

    def __init__(self, payload):
        self.payload = payload
        self.at = 0
        self.arrays = []
        self.containers = []

    def uint32(self):
        value, = uint32.unpack_from(self.payload, self.at)
        self.at += 4
        return value

    def text(self):
        length = self.uint32()
        start = self.at
        self.at = start + length
        return self.payload[start:self.at].decode()

    def value(self):
        kind = self.payload[self.at]
        self.at += 1
        if kind == ARRAY:
            return self.array()
        if kind == INT:
            length = self.uint32()
            start = self.at
            self.at = start + length
            return int.from_bytes(self.payload[start:self.at], "little", signed=True)
        if kind == FLOAT:
            value, = float64.unpack_from(self.payload, self.at)
            self.at += 8
            return value
        if kind == NONE:
            return None
        if kind == TRUE or kind == FALSE:
            return kind == TRUE
        if kind == STR:
            return self.text()
        if kind == TUPLE:
            return tuple([self.value() for _ in range(self.uint32())])
        if kind == LIST:
            value = [self.value() for _ in range(self.uint32())]
            self.containers.append((value, list(value)))
            return value
        if kind == DICT:
            value = {}
            for _ in range(self.uint32()):
                key = self.text()
                value[key] = self.value()
            self.containers.append((value, dict(value)))
            return value
        if kind == RNG:
            seed, = uint64.unpack_from(self.payload, self.at)
            self.at += 8
            return np.random.default_rng(seed)
        self.at += 1
        return Unsupported(self.payload[self.at - 1])

    def array(self):
        payload = self.payload
        start = self.at
        dtype, flags, rank = DTYPES[payload[start]], payload[start + 1], payload[start + 2]
        shape = unpack_from("<%dI" % rank, payload, start + 3)
        start = (start + 3 + 4 * rank + 7) & ~7
        count = 1
        for length in shape:
            count *= length
        self.at = start + count * dtype.itemsize
        sent = np.frombuffer(payload, dtype, count, start).reshape(shape) if count else np.empty(shape, dtype)
        if flags & 2:
            return sent[()]
        layout = flags >> 2
        if layout == C_ORDER or rank == 0:
            value = sent.copy()
        elif layout == FORTRAN:
            value = np.array(sent, order="F")
        elif layout == STRIDED:
            value = np.zeros(shape[:-1] + (2 * shape[-1],), dtype)[..., ::2]
            value[...] = sent
        else:
            backwards = (slice(None, None, -1),) * rank
            value = sent[backwards].copy()[backwards]
        if flags & 1:
            value.flags.writeable = False
        self.arrays.append((value, start, self.at, shape))
        return value

    def mutated(self):
        """Whether an argument differs from what was sent, looking into arrays, lists and dicts."""
        for value, start, end, shape in self.arrays:
            if value.shape != shape:
                return True
            if end - start < 65536:
                if value.tobytes() != self.payload[start:end]:
                    return True
            else:
                sent = np.frombuffer(self.payload, np.uint8, end - start, start)
                now = np.ascontiguousarray(value).reshape(-1).view(np.uint8)
                if not np.array_equal(sent, now):
                    return True
        for value, before in self.containers:
            if len(value) != len(before):
                return True
            if type(value) is list:
                if any(now is not then for now, then in zip(value, before)):
                    return True
            elif any(key not in before or value[key] is not before[key] for key in value):
                return True
        return False

    def shares(self, answers):
        for answer in answers:
            for value, *_ in self.arrays:
                if np.may_share_memory(answer, value):
                    return True
        return False


class Encoder:
    """Turns a returned object into bytes. What cannot travel is said by a reason from a closed list."""

    def __init__(self, cap, depth, items):
        self.parts = []
        self.at = 0
        self.cap = cap
        self.depth = depth
        self.items = items
        self.arrays = []

    def add(self, part):
        self.at += len(part)
        if self.at > self.cap:
            raise CannotTravel(TOO_LARGE)
        self.parts.append(part)

    def text(self, value):
        try:
            raw = value.encode()
        except UnicodeEncodeError:
            raise CannotTravel(TEXT) from None
        self.add(uint32.pack(len(raw)))
        self.add(raw)

    def value(self, value, depth):
        self.items -= 1
        if self.items < 0:
            raise CannotTravel(TOO_MANY_ITEMS)
        kind = type(value)
        if kind is np.ndarray:
            self.array(value, False)
        elif value is None:
            self.add(b"\0")
        elif kind is bool:
            self.add(b"\2" if value else b"\1")
        elif isinstance(value, np.generic):
            self.array(np.asarray(value), True)
        elif isinstance(value, np.ndarray):
            # The bytes are judged, not the methods of a subclass.
            self.array(np.ndarray.view(value, np.ndarray), False)
        elif isinstance(value, int):
            self.int(int.__index__(value))
        elif isinstance(value, float):
            self.add(b"\4" + float64.pack(float.__float__(value)))
        elif isinstance(value, str):
            self.add(b"\5")
            self.text(str.__str__(value))
        elif isinstance(value, (tuple, list)):
            if depth <= 0:
                raise CannotTravel(TOO_DEEP)
            base = tuple if isinstance(value, tuple) else list
            self.add((b"\x08" if base is tuple else b"\x09") + uint32.pack(base.__len__(value)))
            for item in base.__iter__(value):
                self.value(item, depth - 1)
        elif isinstance(value, dict):
            if depth <= 0:
                raise CannotTravel(TOO_DEEP)
            self.add(b"\x0a" + uint32.pack(dict.__len__(value)))
            for key, item in dict.items(value):
                if not isinstance(key, str):
                    raise CannotTravel(DICT_KEYS)
                self.text(key)
                self.value(item, depth - 1)
        elif isinstance(value, Tensor):
            self.array(as_array(value), False)
        elif isinstance(value, Unsupported):
            self.add(bytes((UNSUPPORTED, value.reason)))
        else:
            # Authors hand out seeds, which become generators where they arrive.
            seed = getattr(value, "convolve_seed", None)
            if type(seed) is not int or not 0 <= seed < 1 << 64:
                raise CannotTravel(OBJECT)
            self.add(b"\7" + uint64.pack(seed))

    def int(self, value):
        length = 8 if -(1 << 63) <= value < 1 << 63 else value.bit_length() // 8 + 1
        if length > MAX_INT_BYTES:
            raise CannotTravel(INT_TOO_LARGE)
        self.add(b"\3" + uint32.pack(length) + value.to_bytes(length, "little", signed=True))

    def array(self, value, scalar):
        code = DTYPE_CODES.get(value.dtype.str)
        if code is None:
            swapped = value.dtype.newbyteorder("<") if value.dtype.kind in "fi" else value.dtype
            code = DTYPE_CODES.get(swapped.str)
            if code is None:
                raise CannotTravel(ARRAY_DTYPE)
            value = value.astype(swapped)
        # Before the copy: a broadcast view of one element can have 2^40.
        if value.nbytes > self.cap:
            raise CannotTravel(TOO_LARGE)
        flags = value.flags
        if flags.c_contiguous:
            layout = C_ORDER
        elif flags.f_contiguous:
            layout = FORTRAN
        else:
            layout = NEGATIVE if min(value.strides) < 0 else STRIDED
        mark = (0 if flags.writeable or scalar else 1) | (2 if scalar else 0) | layout << 2
        shape = value.shape
        head = pack("<4B%dI" % len(shape), ARRAY, code, mark, len(shape), *shape)
        self.add(head + bytes(-(self.at + len(head)) & 7))
        self.add(value.tobytes())
        if not scalar:
            self.arrays.append(value)


class Agent:
    def __init__(self, depth, items):
        self.depth = depth
        self.items = items
        self.solution = None
        self.number = 0
        self.texts = False
        self.shown = 0
        self.shown_now = 0

    def receive(self):
        chunk = read(REQUESTS, 65536)
        while len(chunk) < header.size:
            more = read(REQUESTS, 65536)
            if not more:
                leave(0)
            chunk += more
        length, self.number, kind, _ = header.unpack_from(chunk)
        if len(chunk) - header.size < length:
            whole = bytearray(length)
            filled = len(chunk) - header.size
            whole[:filled] = chunk[header.size:]
            with memoryview(whole) as view:
                while filled < length:
                    got = readv(REQUESTS, [view[filled:]])
                    if not got:
                        leave(0)
                    filled += got
            return kind, bytes(whole)
        return kind, chunk[header.size:]

    def send(self, kind, flags, parts):
        length = sum(map(len, parts))
        data = b"".join([header.pack(length, self.number, kind, flags), *parts])
        sent = write(ANSWERS, data)
        if sent < len(data):
            with memoryview(data) as view:
                while sent < len(data):
                    sent += write(ANSWERS, view[sent:])

    def send_value(self, kind, value):
        encoder = Encoder(1 << 20, 8, 100_000)
        encoder.value(value, 8)
        self.send(kind, 0, encoder.parts)

    def serve(self):
        while True:
            kind, payload = self.receive()
            self.shown_now = 0
            decoder = Decoder(payload)
            if kind == CALL:
                self.call(decoder)
            elif kind == LOAD:
                self.load(*decoder.value())
            else:
                self.evaluate(*decoder.value())
            flush()

    def load(self, source, functions, texts):
        self.texts = texts
        module = types.ModuleType("solution")
        raw = source.encode()
        module.__file__ = "solution.py"
        if texts:
            linecache.cache["solution.py"] = (len(source), None, source.splitlines(True), "solution.py")
        self.solution = module
        sys.modules["solution"] = module
        # The bootstrap's own module has nothing in it, and would only confuse who looks for __main__.
        sys.modules["__main__"] = module
        try:
            # Bytes, as from a file: a byte order mark and a coding line mean what they mean to Python.
            code = compile(raw, "solution.py", "exec", dont_inherit=True)
        except BaseException as error:
            return self.load_error(COMPILE, error)
        try:
            exec(code, module.__dict__)
        except BaseException as error:
            return self.load_error(RUNTIME, error)
        for name in functions:
            if not callable(module.__dict__.get(name)):
                return self.load_error(MISSING_FUNCTION, NameError("%s is not defined" % name))
        flush()
        self.send(LOADED, 0, ())

    def load_error(self, kind, error):
        flush()
        self.send_value(LOAD_ERROR, (kind, class_of(error, self.texts), self.text_of(error)))

    def call(self, decoder):
        name, cap, self.texts, args, kwargs = decoder.value()
        try:
            value = self.solution.__dict__[name](*args, **kwargs)
            self.answer(value, cap, decoder)
        except BaseException as error:
            self.raised(error)

    def evaluate(self, setup, expression, cap, texts):
        self.texts = texts
        linecache.cache["input.py"] = (len(setup), None, setup.splitlines(True), "input.py")
        try:
            names = dict(self.solution.__dict__)
            names.setdefault("np", np)
            exec(compile(setup, "input.py", "exec", dont_inherit=True), names)
            code = compile(expression.strip() or "None", "expression.py", "eval", dont_inherit=True)
            self.answer(eval(code, names), cap, None)
        except BaseException as error:
            self.raised(error)

    def answer(self, value, cap, decoder):
        encoder = Encoder(cap, self.depth, self.items)
        flags = 0
        try:
            encoder.value(value, self.depth)
            parts = encoder.parts
        except CannotTravel as refusal:
            parts = [bytes((UNSUPPORTED, refusal.reason))]
        if decoder is not None:
            if decoder.mutated():
                flags |= INPUT_MUTATED
            if decoder.shares(encoder.arrays):
                flags |= SHARES_MEMORY
        flush()
        self.send(RETURNED, flags, parts)

    def raised(self, error):
        text = self.text_of(error)
        flush()
        self.send_value(RAISED, (class_of(error, self.texts), text))

    def text_of(self, error):
        """The traceback from the candidate's own frames on; only where the judge asked for text."""
        if not self.texts:
            return None
        try:
            trace = error.__traceback__
            while trace is not None and trace.tb_frame.f_globals is globals():
                trace = trace.tb_next
            lines = traceback.format_exception(type(error), error, trace, limit=-20)
            text = "".join(lines).encode("utf-8", "backslashreplace").decode()
        except BaseException:
            return "(no text: the exception could not be shown)"
        return text if len(text) <= MAX_TEXT else "... " + text[-MAX_TEXT + 4:]

    def show(self, value, name=None):
        """`show(array)` in a visible run; on hidden tests it does nothing. Never the reason why a program fails."""
        if not self.texts or self.shown >= MAX_SHOWN or self.shown_now >= MAX_SHOWN_NOW:
            return value
        self.shown += 1
        self.shown_now += 1
        label = str(self.shown_now)
        try:
            label = label if name is None else str(name).encode("utf-8", "replace").decode()[:80]
            about = None
            sent = as_array(value) if isinstance(value, Tensor) else value
            if isinstance(sent, (np.ndarray, np.generic)):
                array = np.ndarray.view(np.asarray(sent), np.ndarray)
                about = statistics(array)
                sent = np.array(array.flat[:MAX_SHOWN_ELEMENTS])
            parts = self.shown_parts(label, sent, about)
        except Exception:
            try:
                words = repr(value)[:4000].encode("utf-8", "replace").decode()
            except Exception:
                words = "(a value that cannot be shown)"
            parts = self.shown_parts(label, words, None)
        self.send(SHOWN, 0, parts)
        return value

    def shown_parts(self, label, sent, about):
        encoder = Encoder(MAX_SHOWN_ELEMENTS * 16, 6, 2000)
        encoder.value((label, sent, about), 6)
        return encoder.parts


def statistics(array):
    """What is said of the whole array, of which only the first elements travel: numbers where there are numbers."""
    about = {"dtype": array.dtype.name, "shape": [int(length) for length in array.shape]}
    if array.dtype.kind not in "fiub" or not 0 < array.size <= MAX_COUNTED_ELEMENTS:
        return about
    low, high, total, finite_count, nan_count, infinity_count = np.inf, -np.inf, 0.0, 0, 0, 0
    # In pieces: a view of few elements can have billions, and a copy of all of them would be the program's end.
    with np.errstate(all="ignore"):
        for piece in np.nditer(array, ["external_loop", "buffered"], [["readonly"]], op_dtypes=[np.float64], casting="unsafe", buffersize=65536):
            finite = piece[np.isfinite(piece)]
            nans = int(np.isnan(piece).sum())
            nan_count += nans
            infinity_count += piece.size - nans - finite.size
            if finite.size:
                low, high, total = min(low, finite.min()), max(high, finite.max()), total + finite.sum()
                finite_count += finite.size
    about["nanCount"], about["infinityCount"] = nan_count, infinity_count
    if finite_count:
        about["min"], about["max"], about["mean"] = float(low), float(high), float(total / finite_count)
    return about


def class_of(error, texts):
    """The nearest class that Python itself defines: a name of the candidate's own could carry a hidden input out."""
    if isinstance(error, MemoryError):
        return "MemoryError"
    kind = type(error)
    if texts:
        return kind.__name__
    if kind is np.linalg.LinAlgError:
        return "LinAlgError"
    for base in kind.__mro__:
        if base.__module__ == "builtins":
            return base.__name__
    return "Exception"


def flush():
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        pass


def warm_up(agent):
    """Runs once what every submission runs, so that the first one does not pay for it."""
    x = np.random.default_rng(0).normal(size=(2, 3, 6, 5))
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))), (3, 3), (2, 3))
    np.einsum("nchwij,ocij->nohw", windows, np.ones((4, 3, 3, 3)), optimize=True)
    np.einsum("nchw->c", x)
    np.tensordot(x, x, axes=([0, 1], [0, 1]))
    (x.reshape(6, 30) @ x.reshape(6, 30).T).sum(axis=0, keepdims=True)
    np.exp(-np.abs(x)).mean(axis=(0, 2, 3)), x.max(axis=1), np.maximum(x, 0), np.where(x > 0, x, 0).argmax(axis=1)
    np.zeros_like(x), np.concatenate([x, x]), np.transpose(x, (0, 2, 3, 1)).copy(), x.astype(np.float32), x.var(), np.sqrt(x * x)
    encoder = Encoder(1 << 20, 8, 1000)
    encoder.value([x, x[::-1], x.T, 1, 2.0, None, True, "text", {"a": (1,)}, np.float64(1)], 8)
    decoder = Decoder(b"".join(encoder.parts))
    decoder.value()
    decoder.mutated()
    decoder.shares(encoder.arrays)
    names = {}
    exec(compile(b"import numpy as np\ndef f(x):\n    return [np.sum(x) for _ in range(3)]\n", "warm.py", "exec"), names)
    names["f"](x)
    try:
        agent.solution.missing
    except AttributeError as error:
        agent.texts = True
        agent.text_of(error)
        agent.texts = False


def import_torch():
    """Parked, torch costs a submission nothing; its first operations are run here for the same reason."""
    global Tensor
    import torch
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    Tensor = torch.Tensor
    x = torch.ones(2, 3, 6, 6, requires_grad=True)
    convolution = torch.nn.Conv2d(3, 4, 3, padding=1)
    torch.nn.functional.cross_entropy(convolution(x).relu().mean(dim=(2, 3)), torch.zeros(2, dtype=torch.int64)).backward()
    as_array(torch.from_numpy(np.zeros(3)) @ torch.ones(3, dtype=torch.float64))


def versions():
    blas = "unknown"
    try:
        blas = np.__config__.blas_opt_info.get("libraries", ["unknown"])[0]
    except Exception:
        pass
    return {"python": sys.version.split()[0], "numpy": np.__version__, "blas": blas}


def limit(memory, processes):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))
    # Zero means that a control group does it.
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if processes:
        resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))


def main(memory, processes, depth, items, has_torch):
    limit(memory, processes)
    # A program that the candidate starts in place of this one gets no protocol to speak on.
    os.set_inheritable(REQUESTS, False)
    os.set_inheritable(ANSWERS, False)
    agent = Agent(depth, items)
    builtins.show = agent.show
    if has_torch:
        import_torch()
    warm_up(agent)
    gc.collect()
    gc.freeze()
    agent.send_value(READY, versions())
    agent.serve()
