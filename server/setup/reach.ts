import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, type Stats } from "node:fs";
import { dirname, join, relative } from "node:path";
import { SetupError } from "@/server/setup/setup-error";

type Identity = { readonly name: string; readonly uid: number; readonly gid: number };

const answers = new Map<string, string | null>();

/**
 * A shell script that makes the paths reachable for a user in a private mount namespace and then becomes the command
 * (`sh -c SCRIPT sh CWD UID GID COMMAND ARGS…`); null when they are reachable as things stand.
 */
export function planReach(user: Identity, paths: readonly string[]): string | null {
  const key = JSON.stringify([user.uid, paths]);
  let script = answers.get(key);
  if (script === undefined) {
    script = makePlan(user, paths);
    answers.set(key, script);
  }
  return script;
}

function makePlan(user: Identity, paths: readonly string[]): string | null {
  const blocked = paths
    .filter((path) => existsSync(path))
    .map((path) => ({ path, blocker: findBlocker(user, path) }))
    .filter((item): item is { path: string; blocker: string } => item.blocker !== null);
  const blockers = [...new Set(blocked.map((item) => item.blocker))];
  if (blockers.length === 0) return null;
  if (!canMount()) throw new SetupError(closedFolderMessage(user, blockers[0]!));

  const stage = ["/mnt", "/media", "/srv", "/opt"].find(
    (folder) => existsSync(folder) && !paths.some((path) => path === folder || path.startsWith(`${folder}/`)),
  );
  if (!stage) throw new SetupError(closedFolderMessage(user, blockers[0]!));

  const lines = ["set -e", "umask 022", `mount -t tmpfs -o mode=0755,size=1m tmpfs ${stage}`];
  for (const [index, blocker] of blockers.entries()) {
    // What is covered stays at hand on the stage, to be bound back from there.
    lines.push(`mkdir ${stage}/${index}`, `mount --rbind ${quote(blocker)} ${stage}/${index}`);
    lines.push(`mount -t tmpfs -o mode=0755,size=1m tmpfs ${quote(blocker)}`);
    const within = blocked.filter((item) => item.blocker === blocker).flatMap((item) => reachable(user, item.path));
    for (const path of withoutNested(within)) {
      const source = quote(join(stage, String(index), relative(blocker, path)));
      const make = statSync(path).isDirectory()
        ? `mkdir -p ${quote(path)}`
        : `mkdir -p ${quote(dirname(path))}; : > ${quote(path)}`;
      lines.push(make, `mount --rbind ${source} ${quote(path)}`);
    }
  }
  lines.push(
    `umount -R -l ${stage}`,
    `cd "$1"; uid=$2; gid=$3; shift 3`,
    `exec setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs -- "$@"`,
  );
  return lines.join("\n");
}

/** The path itself, or, when it is itself closed (`git clone` into a private folder), everything right inside it. */
function reachable(user: Identity, path: string): string[] {
  if (mayEnter(user, statSync(path))) return [path];
  return readdirSync(path)
    .map((name) => join(path, name))
    .filter((child) => existsSync(child));
}

function withoutNested(paths: readonly string[]): string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => other !== path && path.startsWith(`${other}/`)));
}

/** The outermost folder on the way to a path, the path included, that the user may not pass. */
export function findBlocker(user: Identity, path: string): string | null {
  const parent = dirname(path);
  const above = parent === path ? null : findBlocker(user, parent);
  if (above !== null) return above;
  const stat = statSync(path);
  return stat.isDirectory() && !mayEnter(user, stat) ? path : null;
}

function mayEnter(user: Identity, stat: Stats): boolean {
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === user.gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}

function canMount(): boolean {
  const probe = "mount -t tmpfs tmpfs /mnt && command -v setpriv";
  return spawnSync("unshare", ["--mount", "--propagation", "private", "--", "sh", "-c", probe]).status === 0;
}

function closedFolderMessage(user: Identity, folder: string): string {
  return [
    `The folder ${folder} is closed to the user ${user.name}, as whom web and PostgreSQL run.`,
    `Either move the clone to a folder that every user may enter, such as /srv/convolve,`,
    `or let others pass through this one:  chmod o+x ${quote(folder)}`,
  ].join("\n");
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
