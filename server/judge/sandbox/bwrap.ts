import { dirname } from "node:path";
import type { Runtime } from "@/lib/questions/schema";
import type { SandboxLimits } from "@/server/judge/sandbox/limits";
import { pythonPath, type PythonFiles } from "@/server/judge/sandbox/python-files";

export const bwrapPath = "/usr/bin/bwrap";
export const setprivPath = "/usr/bin/setpriv";

/** The child's descriptors beside 0 to 2. bubblewrap closes the last two before Python runs. */
export const descriptor = { requests: 3, answers: 4, info: 5, seccomp: 6 } as const;

/**
 * Reads the compiled agent from the request pipe and becomes it: no path of the checkout is visible inside, and
 * nothing that a candidate could read from an argument list is anything but a constant.
 */
const bootstrap = `
import marshal, os, sys
sys.path[:] = sys.argv[6].split(":")
size, code = int.from_bytes(os.read(3, 4), "little"), b""
while len(code) < size:
    code += os.read(3, size - len(code))
agent = {"__name__": "agent"}
exec(marshal.loads(code), agent)
agent["main"](*map(int, sys.argv[1:6]))
`;

/** For every process that the judge starts: not one variable of its own goes on. */
export const noEnvironment = {} as NodeJS.ProcessEnv;

export type Confinement = {
  runtime: Runtime;
  files: PythonFiles;
  limits: SandboxLimits;
  /** Limits that no control group keeps, so that the agent sets them on itself before any candidate code. */
  rlimits: { memory: boolean; processes: boolean };
  coreType: string;
};

/** The whole argument list of bubblewrap. Order matters to it: the root is made read-only last. */
export function bwrapArguments({ runtime, files, limits, rlimits, coreType }: Confinement): string[] {
  const inFolder = (path: string) => files.libraryFolders.some((folder) => path.startsWith(`${folder}/`));
  const mounts = [
    ...files.libraryFolders, files.standardLibrary, ...files.packages, files.python, ...files.libraries.filter((path) => !inFolder(path)),
  ];
  const searchPath = [files.standardLibrary, `${files.standardLibrary}/lib-dynload`, ...new Set(files.packages.map(dirname))];
  return [
    "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session", "--as-pid-1",
    "--uid", "65534", "--gid", "65534", "--hostname", "sandbox", "--cap-drop", "ALL",
    "--info-fd", String(descriptor.info), "--seccomp", String(descriptor.seccomp),
    "--clearenv", ...Object.entries(environment(coreType)).flatMap(([name, value]) => ["--setenv", name, value]),
    ...mounts.flatMap((path) => ["--ro-bind", path, path]),
    "--symlink", "usr/lib", "/lib",
    ...Object.entries(files.links).filter(([link]) => !link.startsWith("/lib/")).flatMap(([link, target]) => ["--symlink", target, link]),
    ...(files.python === pythonPath ? [] : ["--symlink", files.python, pythonPath]),
    // torch ends its process where it cannot read what processor this is. That one file: the folder around it is empty.
    ...(runtime === "torch" ? ["--ro-bind", "/proc/cpuinfo", "/proc/cpuinfo"] : []),
    // Nothing else of /dev, and no /proc: there a first process would show its original arguments and environment.
    "--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom",
    "--size", String(limits.tmpBytes), "--tmpfs", "/tmp",
    "--remount-ro", "/", "--chdir", "/tmp",
    "--", pythonPath, "-S", "-s", "-B", "-c", bootstrap,
    rlimits.memory ? String(limits.memoryBytes) : "0",
    rlimits.processes ? String(limits.processes) : "0",
    String(limits.answerDepth), String(limits.answerItems), runtime === "torch" ? "1" : "0", searchPath.join(":"),
  ];
}

/** Fixed, so that the same submission gives the same answer twice: hashes, BLAS kernels, threads, text. */
function environment(coreType: string): Record<string, string> {
  return {
    PYTHONHASHSEED: "0",
    PYTHONUTF8: "1",
    OPENBLAS_NUM_THREADS: "1",
    OMP_NUM_THREADS: "1",
    OPENBLAS_CORETYPE: coreType,
    LC_ALL: "C.UTF-8",
    HOME: "/tmp",
  };
}

/**
 * Joins the control groups, then becomes the slot's user, then bubblewrap. The shell writes its own process in, so
 * that not one instruction of bubblewrap or Python runs outside the limits.
 */
export function launchCommand(options: { joinPaths: readonly string[]; uid: number | null; bwrap: readonly string[] }): [string, string[]] {
  const { joinPaths, uid, bwrap } = options;
  const identity = uid === null ? [] : [setprivPath, "--reuid", String(uid), "--regid", String(uid), "--clear-groups"];
  const program = [...identity, bwrapPath, ...bwrap];
  if (joinPaths.length === 0) return [program[0] ?? bwrapPath, program.slice(1)];
  const script = 'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1" || exit 97; shift; n=$((n - 1)); done; exec "$@"';
  return ["/bin/sh", ["-c", script, "sh", String(joinPaths.length), ...joinPaths, ...program]];
}
