import type { Pool } from "pg";

/** The channel on which a judge says how far it is; not kept. */
export const progressChannel = "convolve_progress";

export type ProgressMessage = {
  readonly interviewId: string;
  readonly executionId: string;
  readonly state: "queued" | "running";
  readonly ahead: number;
  readonly finishedTests: number;
  readonly totalTests: number;
};

export async function tellProgress(pool: Pool, message: ProgressMessage): Promise<void> {
  await pool.query("SELECT pg_notify($1, $2)", [progressChannel, JSON.stringify(message)]);
}
