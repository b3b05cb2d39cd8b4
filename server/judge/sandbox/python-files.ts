import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { Runtime } from "@/lib/questions/schema";
import { fail, ok, type Result } from "@/lib/result";

/** Another python3 may come first on PATH; NumPy belongs to this one. */
export const pythonPath = "/usr/bin/python3";

const discovered = z.object({
  python: z.string(),
  standardLibrary: z.string(),
  packages: z.array(z.string()),
  libraries: z.array(z.string()),
  /** Folders that are shown whole, with the libraries in them. */
  libraryFolders: z.array(z.string()),
  links: z.record(z.string(), z.string()),
  versions: z.object({ python: z.string(), numpy: z.string(), torch: z.string().optional(), blas: z.string() }),
  agentCode: z.string(),
});
const answer = z.union([discovered, z.object({ missing: z.enum(["numpy", "torch"]) })]);

/** Everything of this machine that a sandbox gets to see, and the agent, compiled. */
export type PythonFiles = Omit<z.infer<typeof discovered>, "agentCode"> & { agentCode: Buffer; digest: string };

const run = promisify(execFile);
const folder = new URL("../python/", import.meta.url);

export async function findPythonFiles(runtime: Runtime): Promise<Result<PythonFiles, "python_missing" | "numpy_missing" | "torch_missing">> {
  const agentPath = fileURLToPath(new URL("agent.py", folder));
  const script = await readFile(new URL("discover.py", folder), "utf8");
  let output: string;
  try {
    ({ stdout: output } = await run(pythonPath, ["-I", "-B", "-c", script, agentPath, runtime], { env: {} as NodeJS.ProcessEnv, maxBuffer: 1 << 24 }));
  } catch {
    return fail("python_missing");
  }
  const found = answer.parse(JSON.parse(output));
  if ("missing" in found) return fail(found.missing === "torch" ? "torch_missing" : "numpy_missing");
  const files = { ...found, agentCode: Buffer.from(found.agentCode, "base64") };
  return ok({ ...files, digest: await digestOf(files, await readFile(agentPath)) });
}

/** Names what ran: the versions, the libraries as files, and the agent's own text. */
async function digestOf(files: Omit<PythonFiles, "digest">, agent: Buffer): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(files.versions)).update(agent);
  for (const path of [files.python, ...files.libraries]) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${path} ${size} ${Math.floor(mtimeMs)}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}
