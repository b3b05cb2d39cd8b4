/** A range that neither Debian's accounts nor systemd's dynamic users take; no such user has to exist. */
const firstUid = 60_578;
const uidCount = 600;

const taken = new Set<number>();
let last = process.pid % uidCount;

/** A user for one sandbox, shared with no other that is alive in this process: null when all are taken. */
export function takeUid(): number | null {
  for (let tries = 0; tries < uidCount; tries += 1) {
    last = (last + 1) % uidCount;
    if (taken.has(last)) continue;
    taken.add(last);
    return firstUid + last;
  }
  return null;
}

export function returnUid(uid: number): void {
  taken.delete(uid - firstUid);
}
