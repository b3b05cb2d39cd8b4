"""Puts every solution of an exercise beside its oracle on random cases, and prints what was found as JSON.

Runs on an author's machine, outside the sandbox: it reads only what authors wrote, and needs what the oracle imports.
Arguments: the question's folder, the number of cases, {"solutions": [...], "tolerances": {...}} as JSON.
"""
import copy
import importlib.util
import inspect
import json
import os
import platform
import sys

import numpy as np

folder, count, given = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])


def module_of(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arrived(value, answers):
    """A program's own copy; a callable makes its argument afresh, from the program's earlier answers when it takes one."""
    if callable(value) and not inspect.isclass(value):
        return value(answers) if inspect.signature(value).parameters else value()
    if isinstance(value, (tuple, list)):
        return type(value)(arrived(item, answers) for item in value)
    if isinstance(value, dict):
        return {key: arrived(item, answers) for key, item in value.items()}
    return copy.deepcopy(value)


def answers_of(program, calls):
    """One answer a call; an exception ends the case, and its class is the answer."""
    answers = []
    for name, args, kwargs in calls:
        own = [arrived(value, answers) for value in args]
        named = {key: arrived(value, answers) for key, value in kwargs.items()}
        try:
            with np.errstate(all="ignore"):
                answers.append(copy.deepcopy(getattr(program, name)(*own, **named)))
        except Exception as error:
            answers.append(error)
            break
    return answers


def kind_of(array):
    """float32 and float64 are told apart, integers by kind alone."""
    return array.dtype.name if array.dtype.kind == "f" else "i" if array.dtype.kind in "iu" else array.dtype.kind


def difference(got, want, at):
    """None, or where and how two answers differ."""
    if isinstance(want, Exception) or isinstance(got, Exception):
        return None if type(want) is type(got) else f"{at}: {got!r} and {want!r}"
    if want is None or got is None or isinstance(want, str) or isinstance(got, str):
        return None if want is got or (isinstance(want, str) and want == got) else f"{at}: {got!r} and {want!r}"
    if isinstance(want, (tuple, list)) and isinstance(got, (tuple, list)):
        if len(got) != len(want):
            return f"{at}: {len(got)} and {len(want)} items"
        found = (difference(one, other, f"{at}[{index}]") for index, (one, other) in enumerate(zip(got, want)))
        return next((each for each in found if each), None)
    if isinstance(want, dict) and isinstance(got, dict):
        if set(got) != set(want):
            return f"{at}: keys {sorted(got)} and {sorted(want)}"
        found = (difference(got[key], want[key], f"{at}[{key!r}]") for key in want)
        return next((each for each in found if each), None)
    one, other = np.asarray(got), np.asarray(want)
    if one.shape != other.shape:
        return f"{at}: shape {one.shape} and {other.shape}"
    if one.ndim > 0 and kind_of(one) != kind_of(other):
        return f"{at}: dtype {one.dtype} and {other.dtype}"
    allowed = given["tolerances"]["float32" if other.dtype == np.float32 else "float64"]
    near = np.isclose(one, other, rtol=allowed["relative"], atol=allowed["absolute"], equal_nan=True)
    if not near.all():
        with np.errstate(all="ignore"):
            apart = np.abs(one.astype(float) - other.astype(float))
        return f"{at}: {np.count_nonzero(~near)} of {near.size} differ, by up to {np.nanmax(apart):.3g}"
    return None


oracle = module_of("oracle", os.path.join(folder, "oracle.py"))
solutions = {name: module_of(name, os.path.join(folder, "solutions", name + ".py")) for name in given["solutions"]}
disagreements = []
calls_made = 0
for seed in range(count):
    calls = oracle.draw(np.random.default_rng(seed))
    calls_made += len(calls)
    wanted = answers_of(oracle, calls)
    for name, solution in solutions.items():
        answers = answers_of(solution, calls)
        if hasattr(oracle, "disagreement"):
            found = oracle.disagreement(calls, answers, wanted)
        else:
            found = difference(answers, wanted, "answer")
        if found:
            disagreements.append({"seed": seed, "solution": name, "difference": str(found)[:300]})

versions = {"python": platform.python_version(), "numpy": np.__version__}
for name in ("scipy", "sklearn", "torch", "torchvision"):
    if name in sys.modules:
        versions[name] = sys.modules[name].__version__
source = (oracle.__doc__ or "").strip().split("\n")[0]
print(json.dumps({"oracle": source, "cases": count, "calls": calls_made, "versions": versions, "disagreements": disagreements}))
