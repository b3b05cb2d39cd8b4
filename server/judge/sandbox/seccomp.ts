/**
 * The system calls that no Python of a candidate needs, as a classic BPF program for bubblewrap's `--seccomp`.
 * A deny list: Python and NumPy use too many calls for an allow list that survives an update of either.
 * Namespaces, users and control groups are the walls; this shrinks what of the kernel can be reached from inside.
 */
type Architecture = "x64" | "arm64";

const auditArchitecture: Record<Architecture, number> = { x64: 0xc000_003e, arm64: 0xc000_00b7 };

/** Numbers on x86-64 and on arm64; null where the architecture never had the call. */
const denied: Record<string, [number | null, number | null]> = {
  // Reading or steering other processes.
  ptrace: [101, 117], process_vm_readv: [310, 270], process_vm_writev: [311, 271], kcmp: [312, 272],
  pidfd_open: [434, 434], pidfd_getfd: [438, 438], process_madvise: [440, 440], process_mrelease: [448, 448],
  // The network, also by a socket that someone else made.
  socket: [41, 198], socketpair: [53, 199], bind: [49, 200], listen: [50, 201], accept: [43, 202], accept4: [288, 242],
  connect: [42, 203],
  // Namespaces and mounts.
  unshare: [272, 97], setns: [308, 268], mount: [165, 40], umount2: [166, 39], pivot_root: [155, 41], chroot: [161, 51],
  open_tree: [428, 428], move_mount: [429, 429], fsopen: [430, 430], fsconfig: [431, 431], fsmount: [432, 432],
  fspick: [433, 433], mount_setattr: [442, 442], statmount: [457, 457], listmount: [458, 458], open_tree_attr: [467, 467],
  // Large parts of the kernel with a history.
  bpf: [321, 280], perf_event_open: [298, 241], userfaultfd: [323, 282], io_uring_setup: [425, 425],
  io_uring_enter: [426, 426], io_uring_register: [427, 427], add_key: [248, 217], request_key: [249, 218],
  keyctl: [250, 219], modify_ldt: [154, null], lookup_dcookie: [212, 18], vmsplice: [278, 75],
  // Files by handle, secret or nameless memory that no tmpfs limit counts.
  name_to_handle_at: [303, 264], open_by_handle_at: [304, 265], memfd_secret: [447, 447], memfd_create: [319, 279],
  // Locks, watches and queues on what other sandboxes see as well: a channel between them.
  flock: [73, 32], inotify_init: [253, null], inotify_init1: [294, 26], inotify_add_watch: [254, 27],
  fanotify_init: [300, 262], fanotify_mark: [301, 263], mq_open: [240, 180], msgget: [68, 186], semget: [64, 190],
  shmget: [29, 194],
  // The machine itself.
  kexec_load: [246, 104], kexec_file_load: [320, 294], init_module: [175, 105], finit_module: [313, 273],
  delete_module: [176, 106], reboot: [169, 142], swapon: [167, 224], swapoff: [168, 225], acct: [163, 89],
  quotactl: [179, 60], quotactl_fd: [443, 443], syslog: [103, 116], settimeofday: [164, 170], clock_settime: [227, 112],
  adjtimex: [159, 171], clock_adjtime: [305, 266], sethostname: [170, 161], setdomainname: [171, 162],
  iopl: [172, null], ioperm: [173, null], vhangup: [153, 58], uselib: [134, null], personality: [135, 92],
  migrate_pages: [256, 238], move_pages: [279, 239],
};

const clone: Record<Architecture, number> = { x64: 56, arm64: 220 };
const ioctl: Record<Architecture, number> = { x64: 16, arm64: 29 };
const fcntl: Record<Architecture, number> = { x64: 72, arm64: 25 };
const clone3 = 435;

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET; NEWTIME is for unshare and clone3 alone. */
const namespaceFlags = 0x0002_0000 | 0x0200_0000 | 0x0400_0000 | 0x0800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000;
/** TIOCSTI and TIOCLINUX type into a terminal. */
const terminalRequests = [0x5412, 0x541c];
/** F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW, F_SETLEASE, F_NOTIFY: the same channel as flock. */
const lockRequests = [6, 7, 37, 38, 1024, 1026];

const allow = 0x7fff_0000;
const killProcess = 0x8000_0000;
const failWith = (errno: number) => 0x0005_0000 | errno;
const EPERM = failWith(1);
const ENOSYS = failWith(38);

const load = 0x20; // BPF_LD | BPF_W | BPF_ABS
const jumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const jumpIfAtLeast = 0x35;
const jumpIfAnyBit = 0x45;
const answer = 0x06; // BPF_RET | BPF_K

/** Offsets in struct seccomp_data; the low halves of 64-bit arguments, on a little-endian machine. */
const numberAt = 0;
const architectureAt = 4;
const argumentAt = (index: number) => 16 + 8 * index;

type Instruction = [code: number, ifTrue: number, ifFalse: number, constant: number];

export function deniedCalls(architecture: Architecture): [name: string, number: number][] {
  const column = architecture === "x64" ? 0 : 1;
  return Object.entries(denied).flatMap(([name, numbers]) => {
    const number = numbers[column];
    return number === null || number === undefined ? [] : [[name, number] satisfies [string, number]];
  });
}

export function seccompFilter(architecture: Architecture): Buffer {
  const program: Instruction[] = [
    [load, 0, 0, architectureAt],
    [jumpIfEqual, 1, 0, auditArchitecture[architecture]],
    [answer, 0, 0, killProcess],
    [load, 0, 0, numberAt],
  ];
  // The x32 numbers would name the same calls a second time.
  if (architecture === "x64") program.push([jumpIfAtLeast, 0, 1, 0x4000_0000], [answer, 0, 0, killProcess]);
  for (const [, number] of deniedCalls(architecture)) program.push([jumpIfEqual, 0, 1, number], [answer, 0, 0, EPERM]);
  // The flags of clone3 are in memory, where a filter cannot look; the C library then falls back to clone.
  program.push([jumpIfEqual, 0, 1, clone3], [answer, 0, 0, ENOSYS]);
  program.push(
    [jumpIfEqual, 0, 4, clone[architecture]],
    [load, 0, 0, argumentAt(0)],
    [jumpIfAnyBit, 0, 1, namespaceFlags],
    [answer, 0, 0, EPERM],
    [answer, 0, 0, allow],
  );
  program.push(...denySecondArgument(ioctl[architecture], terminalRequests));
  program.push(...denySecondArgument(fcntl[architecture], lockRequests));
  program.push([answer, 0, 0, allow]);
  return assemble(program);
}

function denySecondArgument(number: number, requests: readonly number[]): Instruction[] {
  const body: Instruction[] = [[load, 0, 0, argumentAt(1)]];
  for (const request of requests) body.push([jumpIfEqual, 0, 1, request], [answer, 0, 0, EPERM]);
  body.push([answer, 0, 0, allow]);
  return [[jumpIfEqual, 0, body.length, number], ...body];
}

/** struct sock_filter: u16 code, u8 jump if true, u8 jump if false, u32 constant. */
function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, constant], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes[index * 8 + 2] = ifTrue;
    bytes[index * 8 + 3] = ifFalse;
    bytes.writeUInt32LE(constant >>> 0, index * 8 + 4);
  });
  return bytes;
}
