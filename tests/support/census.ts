import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { eventually } from "@/tests/support/eventually";

/** What a judge in this process could have left behind on the machine. Two of the same mean that nothing was. */
export type Census = { processes: string[]; mounts: number; cgroups: string[]; descriptors: number };

export function takeCensus(): Census {
  return { processes: descendants(process.pid), mounts: mounts(), cgroups: cgroups(), descriptors: descriptors() };
}

/** The kernel takes a moment to bury the dead: waits for the census to be as it was, and shows what differs if it never is. */
export async function expectNothingLeft(before: Census): Promise<void> {
  await eventually(() => {
    const now = takeCensus();
    // Descriptors may become fewer: an earlier test's file closes late.
    const left = { ...now, descriptors: Math.max(0, now.descriptors - before.descriptors) };
    const expected = { ...before, descriptors: 0 };
    if (JSON.stringify(left) !== JSON.stringify(expected)) {
      throw new Error(`Something is left behind: ${JSON.stringify(left)} instead of ${JSON.stringify(expected)}`);
    }
  });
}

/** Children of children too, and whatever still sits in a control group that this process made. */
function descendants(root: number): string[] {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    const status = read(`/proc/${pid}/stat`);
    if (status === "") return [];
    const [, name = "", parent = ""] = /^\d+ \((.*)\) \S (\d+)/s.exec(status) ?? [];
    return [{ pid, name, parent, grouped: read(`/proc/${pid}/cgroup`).includes(`convolve-${root}-`) }];
  });
  const found = new Set([String(root)]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent, grouped } of processes) if (grouped || found.has(parent)) found.add(pid);
  }
  found.delete(String(root));
  return processes.filter(({ pid }) => found.has(pid)).map(({ pid, name }) => `${pid} ${name}`);
}

function mounts(): number {
  return read("/proc/self/mountinfo").split("\n").length;
}

function cgroups(): string[] {
  const bases = read("/proc/self/mountinfo").split("\n").flatMap((line) => (/ - cgroup2? /.test(line) ? [line.split(" ")[4] ?? ""] : []));
  return bases.flatMap((base) => foldersNamed(base, `convolve-${process.pid}-`, 4));
}

function foldersNamed(folder: string, start: string, depth: number): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.name.startsWith(start) ? [path] : depth > 0 ? foldersNamed(path, start, depth - 1) : [];
    });
  } catch {
    return [];
  }
}

function descriptors(): number {
  return readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return /^(socket|pipe|\/)/.test(readlinkSync(`/proc/self/fd/${descriptor}`));
    } catch {
      return false;
    }
  }).length;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
