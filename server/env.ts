import { resolve } from "node:path";
import { z } from "zod";

type Source = Readonly<Record<string, string | undefined>>;

const port = z.coerce.number({ error: "must be a number" }).int("must be a whole number").min(0, "must be 0 to 65535").max(65_535, "must be 0 to 65535");
const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}`,
  });

/** Every variable that Convolve reads, and all that it asks of each. An empty one counts as not set. */
const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().regex(/^[\w.:-]+$/, "must be a host name or an address, without a scheme or a port").default("127.0.0.1"),
  PUBLIC_URL: urlOf("http:", "https:")
    .refine((text) => URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`, {
      error: "must end after host and port: Convolve does not live under a path",
    })
    .optional(),
  DATABASE_URL: urlOf("postgres:", "postgresql:").optional(),
  REDIS_URL: urlOf("redis:", "rediss:").optional(),
  CONVOLVE_DATA: z.string().default(".convolve"),
  CONVOLVE_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  CONVOLVE_TORCH: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], { error: "must be debug, info, warn or error" }).default("info"),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: port.default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: z.string().optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
});

type OauthClient = { readonly id: string; readonly secret: string };

export type Env = {
  readonly port: number;
  readonly host: string;
  /** Where browsers find Convolve; no slash at the end. Origins, cookies and links follow from it. */
  readonly publicUrl: string;
  readonly hasPublicUrl: boolean;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataFolder: string;
  /** What sessions, guest cookies and links are signed with. */
  readonly secret: string | null;
  /** Questions may ask for torch: it costs each parked sandbox 250 MB, so it is asked for. */
  readonly hasTorch: boolean;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly user: string | null;
    readonly password: string | null;
    readonly from: string;
  } | null;
  readonly github: OauthClient | null;
  readonly google: OauthClient | null;
};

/** All that is wrong with the environment, a line each. */
export class EnvError extends Error {
  override readonly name = "EnvError";

  constructor(readonly faults: readonly string[]) {
    super(["The environment is not usable:", ...faults.map((fault) => `  ${fault}`)].join("\n"));
  }
}

let cached: Env | undefined;

/** The process's environment, parsed once. Throws an EnvError that names every fault at once. */
export function requireEnv(): Env {
  return (cached ??= parseEnv(process.env));
}

/** The two values without which nothing can be served; `npm start` gives them to web and judge. */
export function requireServed(env: Env = requireEnv()): { readonly databaseUrl: string; readonly secret: string } {
  const faults = [];
  if (env.databaseUrl === null) faults.push("DATABASE_URL is missing; `npm start` sets it.");
  if (env.secret === null) faults.push("CONVOLVE_SECRET is missing; `npm start` sets it.");
  if (env.databaseUrl === null || env.secret === null) throw new EnvError(faults);
  return { databaseUrl: env.databaseUrl, secret: env.secret };
}

export function parseEnv(source: Source): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(present);
  // What a variable holds may be a secret: its name and what is asked of it are enough to mend it.
  const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  faults.push(...["GITHUB", "GOOGLE"].flatMap((name) => missingHalf(present, `${name}_ID`, `${name}_SECRET`)));
  faults.push(...missingHalf(present, "SMTP_USER", "SMTP_PASSWORD"), ...missingHalf(present, "SMTP_HOST", "SMTP_FROM"));
  if (!parsed.success || faults.length > 0) throw new EnvError(faults);
  return build(parsed.data);
}

function missingHalf(present: Source, one: string, other: string): string[] {
  if (Boolean(present[one]) === Boolean(present[other])) return [];
  const [missing, given] = present[one] ? [other, one] : [one, other];
  return [`${missing} is missing; ${given} is of no use without it.`];
}

function build(given: z.infer<typeof variables>): Env {
  return {
    port: given.PORT,
    host: given.HOST,
    publicUrl: given.PUBLIC_URL ? new URL(given.PUBLIC_URL).origin : `http://${browserHost(given.HOST)}:${given.PORT}`,
    hasPublicUrl: given.PUBLIC_URL !== undefined,
    databaseUrl: given.DATABASE_URL ?? null,
    redisUrl: given.REDIS_URL ?? null,
    dataFolder: resolve(given.CONVOLVE_DATA),
    secret: given.CONVOLVE_SECRET ?? null,
    hasTorch: given.CONVOLVE_TORCH === "1",
    logLevel: given.LOG_LEVEL,
    smtp:
      given.SMTP_HOST && given.SMTP_FROM
        ? {
            host: given.SMTP_HOST,
            port: given.SMTP_PORT,
            user: given.SMTP_USER ?? null,
            password: given.SMTP_PASSWORD ?? null,
            from: given.SMTP_FROM,
          }
        : null,
    github: oauthClient(given.GITHUB_ID, given.GITHUB_SECRET),
    google: oauthClient(given.GOOGLE_ID, given.GOOGLE_SECRET),
  };
}

function oauthClient(id: string | undefined, secret: string | undefined): OauthClient | null {
  return id && secret ? { id, secret } : null;
}

/** A host that a browser on this machine can open: nobody can visit 0.0.0.0. */
function browserHost(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "127.0.0.1") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
