import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { migrationsFolder } from "@/server/database/migrations";
import { diffSchemas, type SchemaFile } from "@/server/database/schema-engine";
import { inRepository } from "@/server/setup/paths";

/** The schema that the migrations add up to. Kept, because SQL cannot be read back into a Prisma schema losslessly. */
const snapshotFile = join(migrationsFolder, "schema.prisma");

/** The SQL that prisma/schema wants and prisma/migrations lacks, or null when nothing is missing. */
export async function missingMigration(): Promise<string | null> {
  return diffSchemas(snapshot(), schemaFiles());
}

function snapshot(): SchemaFile[] {
  return existsSync(snapshotFile) ? [{ path: "schema.prisma", content: readFileSync(snapshotFile, "utf8") }] : [];
}

function schemaFiles(): SchemaFile[] {
  const folder = inRepository("prisma/schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(folder, name), "utf8") }));
}

/** Writes prisma/migrations/<time>_<name>/migration.sql; answers its folder, or null when nothing has changed. */
export async function authorMigration(name: string, now: Date = new Date()): Promise<string | null> {
  const sql = await missingMigration();
  if (sql === null) return null;
  const stamp = now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  writeFileSync(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
  const files = schemaFiles().map((file) => file.content.trim());
  writeFileSync(snapshotFile, `// Written by \`npm run migration\`; edit prisma/schema instead.\n\n${files.join("\n\n")}\n`);
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const name = process.argv[2] ?? "";
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) {
    console.error("usage: npm run migration -- <name_in_snake_case>");
    process.exit(2);
  }
  const folder = await authorMigration(name);
  console.log(folder === null ? "prisma/schema holds nothing that prisma/migrations lacks." : `${folder}/migration.sql`);
}
