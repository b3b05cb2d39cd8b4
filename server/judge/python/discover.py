"""Run once by the judge, outside any sandbox: which files make up Python and NumPy on this machine, as JSON.

Also compiles the agent, so that a sandbox does not do it at each start. It never sees candidate code or data.
"""
import base64
import json
import marshal
import os
import re
import sys

# What candidates may reasonably import, so that the libraries behind it are found.
import bz2, ctypes, decimal, hashlib, json, lzma, random, ssl, zlib  # noqa: E401, F401

try:
    import numpy
except ImportError:
    print(json.dumps({"missing": "numpy"}))
    raise SystemExit(0) from None

with open("/proc/self/maps") as maps:
    loaded = sorted(set(re.findall(r"\s(/\S+\.so[.\d]*)$", maps.read(), re.MULTILINE)))

standard_library = os.path.dirname(os.__file__)
packages = [os.path.dirname(numpy.__file__)]
inside = tuple(path + os.sep for path in [standard_library, *packages])
libraries = [path for path in loaded if not path.startswith(inside)]

# The loader asks for a library by its short name: every name beside it that leads to it.
links = {}
folders = {os.path.dirname(path) for path in libraries}
for folder in folders | {"/lib64", "/lib"}:
    if not os.path.isdir(folder):
        continue
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if ".so" in name and os.path.islink(path) and os.path.realpath(path) in libraries:
            links[path] = os.path.realpath(path)

with open(sys.argv[1], encoding="utf-8") as agent:
    source = agent.read()

blas = [os.path.basename(path) for path in libraries if re.search(r"openblas|libblas|mkl|atlas", path)]
print(json.dumps({
    "python": os.path.realpath(sys.executable),
    "standardLibrary": standard_library,
    "packages": packages,
    "libraries": libraries,
    "links": links,
    "versions": {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "blas": next((name for name in blas if "openblas" in name), blas[0] if blas else "unknown"),
    },
    "agentCode": base64.b64encode(marshal.dumps(compile(source, "agent.py", "exec"))).decode(),
}))
