"""Run by the judge, outside any sandbox: which files make up Python and a runtime on this machine, as JSON.

Arguments: the agent's file, the runtime (numpy or torch).

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

has_torch = sys.argv[2] == "torch"
try:
    import numpy
    if has_torch:
        import torch
except ImportError as error:
    print(json.dumps({"missing": "torch" if error.name == "torch" else "numpy"}))
    raise SystemExit(0) from None

with open("/proc/self/maps") as maps:
    loaded = sorted(set(re.findall(r"\s(/\S+\.so[.\d]*)$", maps.read(), re.MULTILINE)))

standard_library = os.path.dirname(os.__file__)
packages = [os.path.dirname(numpy.__file__)]
if has_torch:
    # torch is spread over packages and single files beside it; whatever its import loaded from there belongs to it.
    home = os.path.dirname(packages[0])
    loaded_from = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    packages += sorted({
        os.path.join(home, path[len(home) + 1:].split(os.sep)[0]) for path in loaded_from if path.startswith(home + os.sep)
    } - set(packages))
inside = tuple(path + os.sep for path in [standard_library, *packages])
libraries = [path for path in loaded if not path.startswith(inside)]

# The loader asks for a library by its short name: every name beside it that leads to it.
links = {}
folders = {os.path.dirname(path) for path in libraries}
# torch has some 230 libraries: too many mounts, so that a folder of so many is shown whole.
library_folders = sorted(folder for folder in folders if sum(os.path.dirname(path) == folder for path in libraries) > 60)
for folder in folders | {"/lib64", "/lib"} | ({"/etc/alternatives"} if library_folders else set()):
    if not os.path.isdir(folder):
        continue
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if path.startswith(tuple(whole + os.sep for whole in library_folders)):
            continue
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
    "libraryFolders": library_folders,
    "links": links,
    "versions": {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        **({"torch": torch.__version__} if has_torch else {}),
        "blas": next((name for name in blas if "openblas" in name), blas[0] if blas else "unknown"),
    },
    "agentCode": base64.b64encode(marshal.dumps(compile(source, "agent.py", "exec"))).decode(),
}))
