import { createServer } from "@/server/create-server";
import { openDatabase } from "@/server/db";
import { requireEnv, requireServed } from "@/server/env";
import { ownOrigin } from "@/server/http/origin";
import { createLogger } from "@/server/logger";

/** The web process without pages, as a process of its own: something to kill. */
const env = requireEnv();
const { databaseUrl } = requireServed(env);
await createServer({
  database: openDatabase(databaseUrl), databaseUrl, logger: createLogger("web", { level: "silent" }), host: env.host, port: env.port, isOwnOrigin: ownOrigin(env),
});
process.send?.("listening");
