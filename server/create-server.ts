import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Database } from "@/server/db";
import type { Logger } from "@/server/logger";
import { createRealtime } from "@/server/realtime/create-realtime";

export type WebServer = { readonly port: number; close(): Promise<void> };

/** HTTP and sockets on one port. Tests call it with port 0 and, where they need no pages, without Next. */
export async function createServer(options: {
  database: Database;
  databaseUrl: string;
  logger: Logger;
  host: string;
  port: number;
  isOwnOrigin: (origin: string | undefined) => boolean;
  /** Next's request handler; without one every request is answered 404. */
  handlePage?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  presencePauseMs?: number;
}): Promise<WebServer> {
  const { logger, handlePage } = options;
  const httpServer = createHttpServer((request, response) => {
    if (!handlePage) {
      response.writeHead(404).end();
      return;
    }
    handlePage(request, response).catch((fault: unknown) => {
      logger.error({ err: fault, path: request.url?.split("?")[0] }, "a request failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // A client that sends its headers a byte a minute must not hold a connection.
  httpServer.headersTimeout = 15_000;
  httpServer.requestTimeout = 60_000;
  const realtime = await createRealtime({ ...options, httpServer });
  await new Promise<void>((resolve, reject) => {
    httpServer.once("error", reject);
    httpServer.listen(options.port, options.host, () => resolve());
  });
  const { port } = httpServer.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  return {
    port,
    close() {
      closing ??= (async () => {
        await realtime.close();
        httpServer.closeIdleConnections();
        await new Promise<void>((done) => (httpServer.listening ? httpServer.close(() => done()) : done()));
      })();
      return closing;
    },
  };
}
