"""The author's side of the judge: draws cases from tests.py, asks the reference for answers, runs the author's checks.

Runs in a sandbox of its own, which never sees a candidate's code. The judge puts `QUESTION` before this text:
{"tests": tests.py, "reference": a solution's source}.
"""
import copy
import sys
import types
import zlib

import numpy as np

ANSWER_KEY = "convolve:answer"


class Seeded:
    """Becomes np.random.default_rng(seed) where it arrives."""

    def __init__(self, seed):
        self.convolve_seed = int(seed)


class Earlier:
    """An earlier answer of the same case, or a part of it: `answer(0)[1]["w"]`."""

    def __init__(self, index, path=()):
        self.index, self.path = index, path

    def __getitem__(self, key):
        return Earlier(self.index, (*self.path, key))


class Call:
    def __init__(self, name, args, kwargs):
        self.name, self.args, self.kwargs = name, args, kwargs


class Case:
    def __init__(self, calls, check=None, errors="warn"):
        if isinstance(calls, Call):
            calls = [calls]
        self.calls, self.check, self.errors = list(calls), check, errors


def call(name, *args, **kwargs):
    return Call(name, args, kwargs)


def case(calls, check=None, errors="warn"):
    """`check`: a function of tests.py in place of equality. `errors="raise"`: overflow, invalid and divide raise."""
    return Case(calls, check, errors)


def answer(index):
    return Earlier(index)


def seeded(seed):
    return Seeded(seed)


def module_of(name, source):
    module = types.ModuleType(name)
    module.__file__ = name + ".py"
    sys.modules[name] = module
    exec(compile(source, name + ".py", "exec", dont_inherit=True), module.__dict__)
    return module


convolve = types.ModuleType("convolve")
convolve.call, convolve.case, convolve.answer, convolve.seeded = call, case, answer, seeded
sys.modules["convolve"] = convolve
tests = module_of("tests", QUESTION["tests"])
reference = module_of("reference", QUESTION["reference"])


def portable(value):
    """What travels: a reference to an earlier answer becomes a dict that the judge resolves."""
    if isinstance(value, Earlier):
        return {ANSWER_KEY: value.index, "path": list(value.path)}
    if isinstance(value, (tuple, list)):
        return type(value)(portable(item) for item in value)
    if isinstance(value, dict):
        return {key: portable(item) for key, item in value.items()}
    if isinstance(value, np.random.Generator):
        raise TypeError("pass seeded(n) to a call, not a generator: a generator cannot travel")
    return value


def arrived(value, answers):
    """What the reference gets: its own copy, generators made from seeds, earlier answers in their places."""
    if isinstance(value, Earlier):
        found = answers[value.index]
        for key in value.path:
            found = found[key]
        return copy.deepcopy(found)
    if isinstance(value, Seeded):
        return np.random.default_rng(value.convolve_seed)
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (tuple, list)):
        return type(value)(arrived(item, answers) for item in value)
    if isinstance(value, dict):
        return {key: arrived(item, answers) for key, item in value.items()}
    return value


def expected_of(drawn):
    answers, outcomes = [], []
    for each in drawn.calls:
        args = [arrived(value, answers) for value in each.args]
        kwargs = {key: arrived(value, answers) for key, value in each.kwargs.items()}
        try:
            with np.errstate(all="ignore"):
                value = getattr(reference, each.name)(*args, **kwargs)
        except Exception as error:
            outcomes.append(("raised", type(error).__name__))
            break
        answers.append(copy.deepcopy(value))
        outcomes.append(("returned", answers[-1]))
    return outcomes


def draw(names, seed):
    """One case for each test named, and what the reference answers."""
    drawn = []
    for name in names:
        rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        made = getattr(tests, name)(rng)
        if not isinstance(made, Case):
            made = Case(made)
        check = made.check
        drawn.append({
            "test": name,
            "check": check.__name__ if callable(check) else check,
            "errors": made.errors,
            "calls": [(each.name, portable(list(each.args)), portable(each.kwargs)) for each in made.calls],
            "expected": expected_of(made),
        })
    return drawn


def check(name, calls, answers, expected):
    """Names of findings; [] is right. A check that raises is met by an answer that its author did not foresee."""
    try:
        found = getattr(tests, name)(calls, answers, expected)
    except Exception:
        return ["check_failed"]
    if found is None:
        return []
    return [found] if isinstance(found, str) else [str(each) for each in found]


def expectations(examples):
    """What each example's `expect` evaluates to."""
    outcomes = []
    for setup, expect in examples:
        if expect.startswith("raises "):
            outcomes.append(("raised", expect[len("raises "):].strip()))
            continue
        names = {"np": np}
        exec(setup, names)
        outcomes.append(("returned", eval(expect, names)))
    return outcomes
