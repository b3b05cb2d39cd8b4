import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openEmbeddedPostgres } from "@/server/database/embedded";
import { ensureGeneratedClient } from "@/server/database/generate";
import { migrate } from "@/server/database/migrate";
import { createServiceFolder } from "@/server/setup/service-user";

declare module "vitest" {
  interface ProvidedContext {
    /** The connection string of the test run's PostgreSQL, as its superuser. */
    databaseAdminUrl: string;
  }
}

export const templateDatabase = "convolve_template";

/** One PostgreSQL for a whole test run, and in it one migrated database from which every test file's is copied. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureGeneratedClient();
  const folder = mkdtempSync(join(tmpdir(), "convolve-tests-"));
  createServiceFolder(folder);
  const server = await openEmbeddedPostgres({ folder: join(folder, "postgres"), password: "tests", isThrowaway: true });
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const admin = new Client({ connectionString: server.adminUrl() });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${templateDatabase}`);
    await admin.end();
    await migrate(server.adminUrl(templateDatabase));
    project.provide("databaseAdminUrl", server.adminUrl());
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
