import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { eventually } from "@/tests/support/eventually";

export type RunningConvolve = { readonly url: string; readonly setupLink: string; readonly output: () => string; close(): Promise<void> };

/** All of Convolve as `npm start` runs it, in a data folder of its own. */
export async function startConvolve(): Promise<RunningConvolve> {
  const data = mkdtempSync(join(tmpdir(), "convolve-e2e-"));
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", inRepository("server/setup/start.ts")], {
    cwd: repositoryFolder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CONVOLVE_DATA: data, PORT: String(port), CI: "true" },
  });
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const setupLink = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`it ended:\n${printed}`);
    const link = /http:\S+\/setup\/\S+/.exec(printed)?.[0];
    if (!link) throw new Error(`not up yet:\n${printed}`);
    return link;
  }, 150_000);
  return {
    url: `http://localhost:${port}`,
    setupLink,
    output: () => printed,
    async close() {
      child.kill("SIGINT");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
