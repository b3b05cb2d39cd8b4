import { readFileSync } from "node:fs";
import { inRepository } from "@/server/setup/paths";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, mockAdapter } from "@prisma/driver-adapter-utils";

export type SchemaFile = { path: string; content: string };
type Datamodel = { tag: "empty" } | { tag: "schemaDatamodel"; files: SchemaFile[] };

type Engine = { diff(params: object): Promise<{ stdout: string | null }>; free(): void };
type Glue = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (options: object, log: (line: string) => void, adapter: object) => Promise<Engine> };
};

/** The SQL that leads from one set of schema files to another, or null when they mean the same. */
export async function diffSchemas(from: readonly SchemaFile[], to: readonly SchemaFile[]): Promise<string | null> {
  const engine = await openSchemaEngine(to);
  try {
    const { stdout } = await engine.diff({
      from: datamodel(from),
      to: datamodel(to),
      script: true,
      filters: { externalTables: [], externalEnums: [] },
      shadowDatabaseUrl: null,
      exitCode: false,
    });
    return stdout && !stdout.includes("This is an empty migration") ? stdout : null;
  } finally {
    engine.free();
  }
}

function datamodel(files: readonly SchemaFile[]): Datamodel {
  return files.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files: [...files] };
}

/**
 * Prisma's own schema engine, compiled to WebAssembly: its binary would have to be downloaded from Prisma's host.
 * The package exports no glue that Node can load, so its two halves are joined here by hand.
 */
async function openSchemaEngine(files: readonly SchemaFile[]): Promise<Engine> {
  const folder = inRepository("node_modules/@prisma/schema-engine-wasm");
  const glue = (await import(`${folder}/schema_engine_bg.js`)) as Glue;
  const compiled = new WebAssembly.Module(readFileSync(`${folder}/schema_engine_bg.wasm`));
  const imports = { "./schema_engine_bg.js": { ...glue } as unknown as WebAssembly.ModuleImports };
  const instance = new WebAssembly.Instance(compiled, imports);
  glue["__wbg_set_wasm"](instance.exports);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message() {} } });
  (instance.exports["__wbindgen_start"] as () => void)();

  const adapter = bindMigrationAwareSqlAdapterFactory(pretendDatabase);
  return glue.SchemaEngine.new({ datamodels: files.map(({ path, content }) => [path, content]) }, () => {}, adapter);
}

/**
 * Comparing two sets of files needs no database, but the engine will not begin without one whose version it knows.
 * This one answers that single question and refuses every other.
 */
const pretendDatabase = (() => {
  const adapter = {
    ...mockAdapter("postgres"),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    queryRaw: async ({ sql }: { sql: string }) => {
      if (!sql.includes("numeric_version")) throw new Error(`the schema engine wants a database: ${sql}`);
      return {
        columnNames: ["exists", "version", "numeric_version"],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, "PostgreSQL 18.0", 180_000]],
      };
    },
    dispose: async () => {},
  };
  return {
    provider: "postgres" as const,
    adapterName: "convolve-pretend",
    connect: async () => adapter,
    connectToShadowDb: async () => adapter,
  };
})();
