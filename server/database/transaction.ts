import type { Pool, PoolClient } from "pg";

/** Runs `work` in one transaction: committed when it answers, rolled back when it throws. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query("BEGIN");
    const value = await work(client);
    await client.query("COMMIT");
    return value;
  } catch (thrown) {
    fault = thrown instanceof Error ? thrown : new Error(String(thrown));
    await client.query("ROLLBACK").catch(() => undefined);
    throw thrown;
  } finally {
    // A connection whose transaction failed may be broken: let the pool make a new one only then.
    client.release(fault && !("code" in fault) ? fault : undefined);
  }
}
