import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Case } from "@/server/judge/case-set";
import { bwrapPath } from "@/server/judge/sandbox/bwrap";
import { pythonPath } from "@/server/judge/sandbox/python-files";
import type { Value } from "@/server/judge/sandbox/value";

/** How the judges that start cold do it (Judge0, Piston, DMOJ): a new sandbox and a new Python for every test. */
const program = `
import base64, json, sys
import numpy as np
given = json.load(sys.stdin)
def value(v):
    if v["kind"] == "array":
        return np.frombuffer(base64.b64decode(v["data"]), v["dtype"]).reshape(v["shape"])
    if v["kind"] in ("tuple", "list"):
        return (tuple if v["kind"] == "tuple" else list)(value(item) for item in v["items"])
    return v["value"]
names = {}
exec(compile(given["source"], "solution.py", "exec"), names)
for name, args, kwargs in given["calls"]:
    try:
        answer = names[name](*map(value, args), **{key: value(arg) for key, arg in kwargs})
        sys.stdout.write(repr(np.asarray(answer).shape))
    except Exception as error:
        # What some cases ask for.
        sys.stdout.write(type(error).__name__)
`;
const torchProgram = "import torch\nx = torch.ones(3, 3)\nprint((x @ x).sum().item())\n";

/** One test, from nothing to its answer. */
export function judgeCold(source: string, { calls }: Case): Promise<void> {
  const given = { source, calls: calls.map(({ name, args, kwargs }) => [name, args.map(plain), kwargs.map(([key, arg]) => [key, plain(arg)])]) };
  return startCold(program, JSON.stringify(given));
}

export function startTorchCold(): Promise<void> {
  return startCold(torchProgram, "");
}

async function startCold(script: string, input: string): Promise<void> {
  const folders = ["/usr", "/etc/alternatives"].flatMap((path) => ["--ro-bind", path, path]);
  const links = ["lib", "lib64", "bin"].filter((name) => existsSync(`/${name}`)).flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]);
  const child = spawn(bwrapPath, [
    "--unshare-all", "--die-with-parent", ...folders, ...links, "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
    "--setenv", "OPENBLAS_NUM_THREADS", "1", "--", pythonPath, "-c", script,
  ], { stdio: ["pipe", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The cold start failed: ${words.slice(-500)}`);
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "array":
      return { kind: "array", dtype: value.dtype === "b1" ? "?" : `<${value.dtype}`, shape: value.shape, data: value.data.toString("base64") };
    case "tuple":
    case "list":
      return { kind: value.kind, items: value.items.map(plain) };
    case "int":
      return { kind: "int", value: Number(value.value) };
    case "none":
      return { kind: "none", value: null };
    case "bool":
    case "float":
    case "str":
      return value;
    default:
      throw new Error(`The cold start takes no ${value.kind}.`);
  }
}
