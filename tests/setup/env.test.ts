import { expect, test } from "vitest";
import { EnvError, parseEnv, requireServed } from "@/server/env";

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
  return [];
}

test("with nothing set, Convolve listens on loopback and is found at localhost", () => {
  const env = parseEnv({});
  expect(env).toMatchObject({ port: 3000, host: "127.0.0.1", publicUrl: "http://localhost:3000", hasPublicUrl: false });
  expect(env).toMatchObject({ databaseUrl: null, smtp: null, github: null });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(parseEnv({ PORT: "", PUBLIC_URL: "", DATABASE_URL: "" })).toEqual(parseEnv({}));
});

test("every fault is told at once, by the variable's name and never with its value", () => {
  const faults = faultsOf({
    PORT: "eighty",
    HOST: "http://example.org",
    PUBLIC_URL: "https://example.org/convolve",
    DATABASE_URL: "mysql://me:hunter2@db/convolve",
    CONVOLVE_SECRET: "hunter2",
    GITHUB_ID: "abc",
    SMTP_HOST: "mail.example.org",
  });
  expect(faults).toEqual([
    "PORT must be a number.",
    "HOST must be a host name or an address, without a scheme or a port.",
    "PUBLIC_URL must end after host and port: Convolve does not live under a path.",
    "DATABASE_URL must be an address that begins with postgres:// or postgresql://.",
    "CONVOLVE_SECRET must have at least 32 characters.",
    "GITHUB_SECRET is missing; GITHUB_ID is of no use without it.",
    "SMTP_FROM is missing; SMTP_HOST is of no use without it.",
  ]);
  expect(faults.join()).not.toContain("hunter2");
});

test("the public address is an origin, whatever slash it was written with", () => {
  const env = parseEnv({ PUBLIC_URL: "https://Convolve.example.org/" });
  expect(env).toMatchObject({ publicUrl: "https://convolve.example.org", hasPublicUrl: true });
});

test("an address that listens everywhere is shown as one that a browser can open", () => {
  expect(parseEnv({ HOST: "0.0.0.0", PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
  expect(parseEnv({ HOST: "::1" }).publicUrl).toBe("http://[::1]:3000");
});

test("a web process without database and secret says both", () => {
  expect(() => requireServed(parseEnv({}))).toThrow(/DATABASE_URL is missing.*\n.*CONVOLVE_SECRET is missing/);
});
