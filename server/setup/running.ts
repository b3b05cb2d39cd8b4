import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "@/server/database/postmaster";
import { giveToService } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

/** One supervisor a data folder: two would stop each other's PostgreSQL. Answers how to give the place up. */
export function claimDataFolder(dataFolder: string): () => void {
  const file = join(dataFolder, "supervisor.pid");
  for (;;) {
    try {
      const fd = openSync(file, "wx", 0o600);
      writeFileSync(fd, String(process.pid));
      closeSync(fd);
      giveToService(file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (pid !== process.pid && isSupervisor(pid)) {
      throw new SetupError(
        `Convolve runs already on ${dataFolder} (process ${pid}).\n` +
          `Stop it with Ctrl-C where it was started, or:  kill ${pid}\n` +
          "For a second one beside it, give it another CONVOLVE_DATA and another PORT.",
      );
    }
    rmSync(file, { force: true });
  }
}

/** The pid of one that was killed may belong to any other program by now. */
function isSupervisor(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("server/setup/start.ts");
  } catch {
    return false;
  }
}
