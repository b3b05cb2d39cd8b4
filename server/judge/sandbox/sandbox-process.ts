import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { Socket } from "node:net";
import { bwrapArguments, descriptor, launchCommand, noEnvironment, type Confinement } from "@/server/judge/sandbox/bwrap";
import type { Cgroup } from "@/server/judge/sandbox/cgroup";

export type Launch = {
  confinement: Confinement;
  seccomp: Buffer;
  /** The unprivileged user of the slot; null where the judge is not root and keeps its own. */
  uid: number | null;
  group: Cgroup | null;
};

/** bubblewrap and the pipes to what runs in it: no meaning, only bytes, a kill and an end. */
export class SandboxProcess {
  readonly requests: Socket;
  readonly answers: Socket;
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** Everything has ended, and every process in the namespace with it: process 1 takes all down. */
  readonly exited: Promise<void>;
  /** The host's number of the sandbox's process 1; null until bubblewrap told it. */
  readonly innerPid: Promise<number | null>;

  private readonly child: ChildProcess;
  private inner: number | null = null;
  private over = false;

  /** Must be called on Node's main thread: the parent-death signal follows the thread that spawned. Throws if nothing starts. */
  constructor(private readonly launch: Launch) {
    const { confinement, seccomp, uid, group } = launch;
    const [command, args] = launchCommand({ joinPaths: group?.joinPaths ?? [], uid, bwrap: bwrapArguments(confinement) });
    // An empty environment: bubblewrap's own first process would carry ours into the sandbox.
    const stdio = ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe", "pipe"] satisfies StdioOptions;
    this.child = spawn(command, args, { env: noEnvironment, cwd: "/", stdio });
    this.exited = new Promise((resolve) => {
      const end = () => {
        this.over = true;
        resolve();
      };
      this.child.once("exit", end);
      this.child.once("error", end);
    });
    if (this.child.pid === undefined) throw new Error("The system starts no process.");
    this.stdout = this.pipe(1);
    this.stderr = this.pipe(2);
    this.requests = this.pipe(descriptor.requests);
    this.answers = this.pipe(descriptor.answers);
    this.pipe(descriptor.seccomp).end(seccomp);
    this.innerPid = this.readInnerPid(this.pipe(descriptor.info));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(confinement.files.agentCode.length);
    this.requests.write(length);
    this.requests.write(confinement.files.agentCode);
  }

  /** A refill must not take the processor from a candidate who is being judged. Only root can raise it again. */
  lowerPriority(): void {
    if (this.launch.uid !== null) this.prioritise(this.child.pid, constants.priority.PRIORITY_LOW);
  }

  raisePriority(): void {
    if (this.launch.uid === null) return;
    this.prioritise(this.child.pid, constants.priority.PRIORITY_NORMAL);
    this.prioritise(this.inner ?? undefined, constants.priority.PRIORITY_NORMAL);
  }

  /** SIGKILL and nothing else: a candidate may handle every other signal. */
  kill(): void {
    if (this.over) return;
    try {
      if (this.inner === null) this.child.kill("SIGKILL");
      else process.kill(this.inner, "SIGKILL");
    } catch {
      // Gone already.
    }
    this.launch.group?.killAll();
  }

  /** Kills, waits for the end, and removes the control groups: true when nothing is left. */
  async clear(): Promise<boolean> {
    this.kill();
    await this.exited;
    for (const socket of this.child.stdio) socket?.destroy();
    return (await this.launch.group?.remove()) ?? true;
  }

  private pipe(index: number): Socket {
    const socket = this.child.stdio[index] as Socket;
    // A sandbox that dies while it is written to is an ordinary end, seen elsewhere.
    socket.on("error", () => {});
    return socket;
  }

  private readInnerPid(info: Socket): Promise<number | null> {
    return new Promise((resolve) => {
      let text = "";
      info.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1").slice(0, 4_096);
        const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
        if (pid === undefined) return;
        this.inner = Number(pid);
        resolve(this.inner);
      });
      info.once("close", () => resolve(this.inner));
    });
  }

  private prioritise(pid: number | undefined, priority: number): void {
    try {
      if (pid !== undefined) setPriority(pid, priority);
    } catch {
      // Ended in this moment, or not allowed: slower, not wrong.
    }
  }
}
