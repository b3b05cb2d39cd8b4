import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from "node:child_process";
import { chownSync, lchownSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { planReach } from "@/server/setup/reach";
import { repositoryFolder } from "@/server/setup/paths";
import { SetupError } from "@/server/setup/setup-error";

export type ServiceUser = { readonly name: string; readonly uid: number; readonly gid: number };

const userName = "convolve";
let cached: ServiceUser | null | undefined;

/** Who web and PostgreSQL run as: a system user when root started Convolve, null (whoever started it) otherwise. */
export function requireServiceUser(): ServiceUser | null {
  if (cached === undefined) cached = process.getuid?.() === 0 ? (findServiceUser() ?? createServiceUser()) : null;
  return cached;
}

function findServiceUser(): ServiceUser | null {
  const { stdout } = spawnSync("getent", ["passwd", userName], { encoding: "utf8" });
  const [name, , uid, gid] = (stdout ?? "").trim().split(":");
  if (name !== userName || !uid || !gid) return null;
  if (uid === "0") throw new SetupError(`The user ${userName} is root under another name; web must not run as root.`);
  return { name, uid: Number(uid), gid: Number(gid) };
}

function createServiceUser(): ServiceUser {
  const command = [
    "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
    "--shell", "/usr/sbin/nologin", userName,
  ];
  const { status, stderr, error } = spawnSync(command[0]!, command.slice(1), { encoding: "utf8" });
  const user = findServiceUser();
  if (user) return user;
  const reason = error?.message ?? stderr?.trim() ?? `exit code ${status}`;
  throw new SetupError(
    `Web and PostgreSQL must not run as root, and the user for them could not be made (${reason}).\n` +
      `Make it yourself:  ${command.join(" ")}\nor start Convolve as another user.`,
  );
}

export type ServiceSpawnOptions = SpawnOptions & {
  /** Folders outside the repository that the child must reach; its data, say. */
  readonly reach?: readonly string[];
};

/**
 * Starts a process that never is root. Where a folder on the way to the repository is closed to the service user
 * (a clone in /root, or in a private temporary folder), the child gets its own view of the file system in which
 * just the folders that it needs are reachable. The pid stays that of the command: every step before it is an exec.
 */
export function spawnAsService(command: string, args: readonly string[], options: ServiceSpawnOptions = {}): ChildProcess {
  const { reach = [], ...spawnOptions } = options;
  const user = requireServiceUser();
  if (!user) return spawn(command, [...args], spawnOptions);

  const cwd = resolve(spawnOptions.cwd?.toString() ?? repositoryFolder);
  const env = { ...(spawnOptions.env ?? process.env), USER: user.name, LOGNAME: user.name, HOME: "/nonexistent" };
  const script = planReach(user, [repositoryFolder, nodeFolder(), ...reach].map((path) => resolve(path)));
  if (script === null) {
    return spawn(command, [...args], { ...spawnOptions, cwd, env, uid: user.uid, gid: user.gid });
  }
  return spawn(
    "unshare",
    ["--mount", "--propagation", "private", "--", "sh", "-c", script, "sh", cwd, String(user.uid), String(user.gid), command, ...args],
    { ...spawnOptions, cwd: "/", env },
  );
}

/** The folder with node's bin and lib, which may be private too (a version manager in root's home). */
function nodeFolder(): string {
  return dirname(dirname(process.execPath));
}

/** Makes a folder, if it is missing, that belongs to the service user and is closed to everyone else. */
export function createServiceFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  giveToService(path);
}

/** Hands files over to the service user; links are handed over, never followed. */
export function giveToService(path: string, options: { readonly recursive?: boolean } = {}): void {
  const user = requireServiceUser();
  if (!user) return;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.uid !== user.uid || stat.gid !== user.gid) {
    if (stat.isSymbolicLink()) lchownSync(path, user.uid, user.gid);
    else chownSync(path, user.uid, user.gid);
  }
  if (options.recursive && stat.isDirectory()) {
    for (const name of readdirSync(path)) giveToService(join(path, name), options);
  }
}
