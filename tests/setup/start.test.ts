import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inRepository } from "@/server/setup/paths";
import { claimDataFolder } from "@/server/setup/running";

let home: string;
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), "convolve-start-"))));
afterAll(() => rmSync(home, { recursive: true }));

/** Runs the command behind `npm start` to its end, which in these tests is an early one. */
async function start(env: Record<string, string>, args: string[] = []): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", inRepository("server/setup/start.ts"), ...args], {
    cwd: inRepository(),
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], PORT: "0", CONVOLVE_DATA: join(home, "data"), NODE_ENV: "production", ...env },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, said };
}

test("a taken port is said before anything is started, with the way out", async () => {
  const squatter = createServer().listen(0, "127.0.0.1");
  await once(squatter, "listening");
  const address = squatter.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, said } = await start({ PORT: String(port) });
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
  expect(said).toContain(`PORT=${port + 1} npm start`);
  expect(said).not.toContain("PostgreSQL");
  squatter.close();
});

test("every fault of the environment is told at once, without a stack", async () => {
  const { code, said } = await start({ PORT: "none", PUBLIC_URL: "example.org" });
  expect(code).toBe(1);
  expect(said).toContain("PORT must be a number.\n  PUBLIC_URL must be an address that begins with http:// or https://.");
  expect(said).not.toMatch(/^\s+at /m);
});

test("an unreachable DATABASE_URL ends the start by host and port, never with the password", async () => {
  const { code, said } = await start({ DATABASE_URL: "postgresql://me:hunter2@127.0.0.1:1/convolve" });
  expect(code).toBe(1);
  expect(said).toContain('The database "convolve" at 127.0.0.1:1 (DATABASE_URL) cannot be reached');
  expect(said).not.toContain("hunter2");
});

test("accounts for trying out are refused where others could reach them", async () => {
  const behindProxy = await start({ PUBLIC_URL: "https://convolve.example.org" }, ["--demo"]);
  expect(behindProxy).toMatchObject({ code: 1, said: expect.stringContaining("it is refused when PUBLIC_URL is set") });
  const open = await start({ HOST: "0.0.0.0" }, ["--demo"]);
  expect(open).toMatchObject({ code: 1, said: expect.stringContaining("it is refused when HOST (0.0.0.0)") });
});

test("a data folder with other things in it is left as it is", async () => {
  const documents = join(home, "documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "thesis.tex"), "");
  const { code, said } = await start({ CONVOLVE_DATA: documents });
  expect(code).toBe(1);
  expect(said).toContain(`${documents} holds other things (thesis.tex among them)`);
});

test("the pid of an earlier start that belongs to another program by now is no obstacle", () => {
  writeFileSync(join(home, "supervisor.pid"), String(process.ppid));
  const release = claimDataFolder(home);
  release();
});

test("a word that it does not know is answered with what it knows", async () => {
  const { code, said } = await start({}, ["--demmo"]);
  expect(code).toBe(1);
  expect(said).toContain("usage: npm start [-- --demo]");
});
