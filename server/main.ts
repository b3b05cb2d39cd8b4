import next from "next";
import { createServer } from "@/server/create-server";
import { db } from "@/server/db";
import { requireEnv, requireServed } from "@/server/env";
import { ownOrigin } from "@/server/http/origin";
import { createLogger } from "@/server/logger";
import { closeWithProcess, createShutdown } from "@/server/shutdown";

/** The web process: pages and sockets on one port. `npm start` runs it as a child of the supervisor. */
const env = requireEnv();
const { databaseUrl } = requireServed(env);
const logger = createLogger("web", { level: env.logLevel });
const shutdown = createShutdown(logger);
closeWithProcess(shutdown, logger);

const pages = next({ dev: process.env["NODE_ENV"] === "development", hostname: env.host, port: env.port });
await pages.prepare();
shutdown.opened("pages", () => pages.close());

const database = db();
shutdown.opened("database", () => database.close());

const handlePage = pages.getRequestHandler();
const server = await createServer({
  database, databaseUrl, logger, host: env.host, port: env.port, isOwnOrigin: ownOrigin(env),
  handlePage: (request, response) => handlePage(request, response),
});
shutdown.opened("server", () => server.close());
logger.info({ port: server.port }, "listening");
