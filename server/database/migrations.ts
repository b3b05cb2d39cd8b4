import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRepository } from "@/server/setup/paths";

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

export const migrationsFolder = inRepository("prisma/migrations");

/** The migrations of a folder in the order in which they are applied, laid out as Prisma's CLI lays them out. */
export function listMigrations(folder: string = migrationsFolder): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}
