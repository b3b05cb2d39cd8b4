import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { templateDatabase } from "@/tests/support/database-server";
import { eventually } from "@/tests/support/eventually";

const hangUpLimitMs = 1_000;

export type TestDatabase = {
  readonly url: string;
  /** Drops the database; fails when somebody is still connected, for then something was opened and not closed. */
  close(): Promise<void>;
};

/** A database of one's own with every table and no rows, copied in a few milliseconds from the migrated template. */
export async function createTestDatabase(options: { readonly isEmpty?: boolean } = {}): Promise<TestDatabase> {
  const adminUrl = inject("databaseAdminUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = options.isEmpty ? "template0" : templateDatabase;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));

  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  let isOpen = true;
  return {
    url: url.href,
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await asAdmin(adminUrl, async (admin) => {
        try {
          await eventually(async () => {
            // A closing client hangs up before the server has ended its session: leaked is what stays.
            const { rows } = await admin.query<{ name: string; query: string }>(
              `SELECT application_name AS name, query FROM pg_stat_activity
               WHERE datname = $1 AND backend_type = 'client backend'`,
              [name],
            );
            const leaked = rows.map((row) => `  ${row.name || "unnamed"}: ${row.query}`).join("\n");
            if (rows.length > 0) throw new Error(`${rows.length} connection(s) were never closed:\n${leaked}`);
          }, hangUpLimitMs);
        } finally {
          await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        }
      });
    },
  };
}

async function asAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url, application_name: "tests" });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
