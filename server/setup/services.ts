import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Env } from "@/server/env";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { spawnAsService } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

export type ServiceSettings = {
  readonly env: Env;
  readonly databaseUrl: string;
  readonly secret: string;
  readonly isDevelopment: boolean;
};

const stdio: StdioOptions = ["ignore", "pipe", "pipe", "ipc"];
/** What web needs to know and the judge, which runs other people's programs, does not. */
const webOnly = /^(CONVOLVE_SECRET|SMTP_.*|GITHUB_.*|GOOGLE_.*|NEXTAUTH_.*|REDIS_URL)$/;

/** Pages and sockets; never as root. */
export function spawnWeb(settings: ServiceSettings): ChildProcess {
  return spawnAsService(process.execPath, nodeArguments("server/main.ts"), {
    stdio,
    cwd: repositoryFolder,
    // A session of its own: Ctrl-C reaches the supervisor alone, which then stops everything in order.
    detached: true,
    reach: [settings.env.dataFolder],
    env: {
      ...commonEnvironment(settings),
      CONVOLVE_SECRET: settings.secret,
      NEXTAUTH_URL: settings.env.publicUrl,
      NEXTAUTH_SECRET: settings.secret,
    },
  });
}

/** As whoever started Convolve: as root it gives every sandbox a user of its own. */
export function spawnJudge(settings: ServiceSettings): ChildProcess {
  const env = commonEnvironment(settings);
  for (const name of Object.keys(env)) if (webOnly.test(name)) delete env[name];
  return spawn(process.execPath, nodeArguments("server/judge/main.ts"), { stdio, cwd: repositoryFolder, detached: true, env });
}

function nodeArguments(entry: string): string[] {
  return ["--import", "tsx", "--import", inRepository("server/setup/end-with-parent.mjs"), entry];
}

function commonEnvironment({ env, databaseUrl, isDevelopment }: ServiceSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: isDevelopment ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(env.port),
    HOST: env.host,
    CONVOLVE_DATA: env.dataFolder,
    DATABASE_URL: databaseUrl,
  };
}

/** Says so before anything is started when the address of the web server cannot be had. */
export function requireFreePort({ host, port }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(new SetupError(portComplaint(error, host, port))));
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

function portComplaint(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another port:  PORT=${port + 1} npm start`;
    case "EACCES":
      return `Ports below 1024 are for root: choose another than ${port}, or let a proxy listen on it.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST=${host} is no address of this machine. 127.0.0.1 is this machine alone, 0.0.0.0 lets others in.`;
    default:
      return `Port ${port} on ${host} cannot be had: ${error.message}`;
  }
}

/** Resolves when somebody listens at the address of the web server. */
export async function waitUntilListening({ host, port }: Env, limitMs: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await canConnect(probeHost(host), port))) {
    if (performance.now() > deadline) throw new SetupError(`Web has not answered within ${limitMs / 1000} seconds.`);
    await delay(50, undefined, { signal });
  }
}

/** Where this machine finds a server that listens on a host. */
export function probeHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
