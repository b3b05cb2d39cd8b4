import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const alias = { "@/": fileURLToPath(new URL("./", import.meta.url)) };
const databaseServer = "tests/support/database-server.ts";
const isLong = "tests/**/*.long.test.ts";

/** A test waits for conditions; one that runs into its limit is stuck. */
function project(name: string, test: object): TestProjectConfiguration {
  return {
    resolve: { alias },
    test: { name, environment: "node", testTimeout: 20_000, hookTimeout: 30_000, ...test },
  };
}

export default defineConfig({
  test: {
    projects: [
      project("unit", { include: ["tests/lib/**/*.test.ts"] }),
      project("integration", {
        include: ["tests/**/*.test.ts"],
        exclude: ["tests/lib/**", "tests/e2e/**", isLong],
        globalSetup: [databaseServer],
      }),
      // One browser test at a time: each starts two browsers and a whole Convolve.
      project("e2e", {
        include: ["tests/e2e/**/*.test.ts"],
        exclude: [isLong],
        globalSetup: [databaseServer, "tests/support/pages.ts"],
        fileParallelism: false,
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
      project("long", {
        include: [isLong],
        globalSetup: [databaseServer, "tests/support/pages.ts"],
        fileParallelism: false,
        testTimeout: 3_600_000,
        hookTimeout: 300_000,
      }),
    ],
  },
});
