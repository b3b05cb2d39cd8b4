import { randomBytes } from "node:crypto";
import { closeSync, constants, existsSync, fchmodSync, fstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { giveToService } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

const secretsSchema = z.object({
  /** Signs sessions, guest cookies and links. */
  secret: z.string().min(32),
  /** The role that owns Convolve's tables. */
  databasePassword: z.string().min(16),
  /** The role that owns the cluster; web never learns it. */
  databaseAdminPassword: z.string().min(16),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** The secrets of this installation, made at the first start. Nobody but their owner may read the file. */
export function ensureSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, "secrets.json");
  if (!existsSync(file)) write(file, { secret: random(), databasePassword: random(), databaseAdminPassword: random() });
  const parsed = secretsSchema.safeParse(readPrivate(file));
  if (!parsed.success) {
    throw new SetupError(
      `${file} is not whole. Put back a copy: without it the database in the same folder cannot be opened.`,
    );
  }
  return parsed.data;
}

function random(): string {
  return randomBytes(32).toString("base64url");
}

/** Whole or not at all: a start that is killed here must not leave half a file. */
function write(file: string, secrets: Secrets): void {
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  giveToService(unfinished);
  renameSync(unfinished, file);
}

function readPrivate(file: string): unknown {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if ((fstatSync(fd).mode & 0o077) !== 0) fchmodSync(fd, 0o600);
    return JSON.parse(readFileSync(fd, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    closeSync(fd);
  }
}
