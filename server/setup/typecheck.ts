import { once } from "node:events";
import { ensureGeneratedClient } from "@/server/database/generate";
import { prepareBuildFolder } from "@/server/setup/build";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { spawnAsService } from "@/server/setup/service-user";
import { spawn } from "node:child_process";

/** Checks the types of everything, the database client and the routes included: both are written first. */
await ensureGeneratedClient();
prepareBuildFolder();
const next = inRepository("node_modules/next/dist/bin/next");
const routes = spawnAsService(process.execPath, [next, "typegen"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
});
await once(routes, "close");
const types = spawn(process.execPath, [inRepository("node_modules/typescript/bin/tsc"), "--noEmit"], {
  cwd: repositoryFolder,
  stdio: "inherit",
});
const [code] = (await once(types, "close")) as [number | null];
process.exitCode = routes.exitCode === 0 ? (code ?? 1) : 1;
