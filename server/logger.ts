import pino from "pino";

export type Logger = pino.Logger;

/** What must never reach a log, wherever in an object it stands. */
const secretNames = [
  "password", "passwordHash", "secret", "token", "tokenHash", "inviteCode", "reviewLink", "cookie", "authorization",
  "databaseUrl", "redisUrl", "connectionString", "set-cookie",
];
const secretPaths = secretNames.flatMap((name) => {
  const key = /^\w+$/.test(name) ? name : `["${name}"]`;
  const joined = key.startsWith("[") ? key : `.${key}`;
  return [key, `*${joined}`, `*.*${joined}`];
});

/** One logger a process, a line of JSON an event; `npm start` shows the lines to people. */
export function createLogger(name: string, options: { level?: string; destination?: pino.DestinationStream } = {}): Logger {
  const settings: pino.LoggerOptions = {
    name,
    level: options.level ?? process.env["LOG_LEVEL"] ?? "info",
    base: { name },
    redact: { paths: secretPaths, censor: "[hidden]" },
    serializers: { err: serializeError },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** Drivers hang their whole configuration, passwords included, on an error: only what explains it is kept. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: hideUrlPasswords(error.message),
    stack: hideUrlPasswords(error.stack ?? ""),
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
  };
}

/** `postgresql://me:secret@host` without the secret. */
export function hideUrlPasswords(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/gi, "$1:[hidden]@");
}
