import { Client } from "pg";
import { z } from "zod";
import { entriesChannel } from "@/server/transcripts/append";
import { progressChannel } from "@/server/judging/progress";

/** The one bridge from the rest of the world (judge, jobs, HTTP routes, other nodes) into rooms: NOTIFY says that a table grew. */
const grown = z.object({ interviewId: z.string(), seq: z.number() });

export async function listenForRoomEvents(options: {
  databaseUrl: string;
  onEntries: (interviewId: string) => void;
  onProgress: (progress: unknown) => void;
  /** The connection was lost for a while: what was said meanwhile is in the tables only. */
  onGap: () => void;
  onFault: (fault: unknown) => void;
  retryMs?: number;
}): Promise<{ close: () => Promise<void> }> {
  let client: Client | null = null;
  let isClosed = false;

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: options.databaseUrl, application_name: "convolve room events", keepAlive: true });
    next.on("error", options.onFault);
    next.on("end", () => void reconnect());
    next.on("notification", ({ channel, payload }) => {
      const message = parse(payload);
      if (channel === progressChannel) return options.onProgress(message);
      const known = grown.safeParse(message);
      if (known.success) options.onEntries(known.data.interviewId);
    });
    await next.connect();
    await next.query(`LISTEN ${entriesChannel}`);
    await next.query(`LISTEN ${progressChannel}`);
    client = next;
  }

  async function reconnect(): Promise<void> {
    client = null;
    while (!isClosed && client === null) {
      await new Promise((done) => setTimeout(done, options.retryMs ?? 500));
      if (isClosed) return;
      await connect().then(options.onGap, options.onFault);
    }
  }

  await connect();
  return {
    async close() {
      isClosed = true;
      await client?.end();
    },
  };
}

function parse(payload: string | undefined): unknown {
  try {
    return JSON.parse(payload ?? "null");
  } catch {
    return null;
  }
}
