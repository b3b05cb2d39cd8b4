import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { giveToService, requireServiceUser } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

/** The folder of database, secrets and logs: made when missing, and never somebody's folder with other things in it. */
export function ensureDataFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new SetupError(`CONVOLVE_DATA names ${folder}, which is no folder.`);
    requireAccess(folder);
    const names = readdirSync(folder);
    if (names.length > 0 && !names.includes("secrets.json")) {
      throw new SetupError(`${folder} holds other things (${names[0]} among them). Give CONVOLVE_DATA a folder of its own.`);
    }
  } else {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new SetupError(`The folder ${folder} could not be made: ${error instanceof Error ? error.message : error}`);
    }
  }
  chmodSync(folder, 0o700);
  // A folder that an ordinary user made earlier, and which root now starts on, changes hands with all it holds.
  const user = requireServiceUser();
  if (user && statSync(folder).uid !== user.uid) giveToService(folder, { recursive: true });
}

function requireAccess(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new SetupError(
      `${folder} is closed to ${userInfo().username}: it belongs to the user that Convolve ran as before.\n` +
        "Start Convolve as then (root, perhaps), or give it another folder by CONVOLVE_DATA.",
    );
  }
}
