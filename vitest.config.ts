import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

const alias = { "@/": fileURLToPath(new URL("./", import.meta.url)) };
const shared = {
  environment: "node" as const,
  // A test waits for conditions; one that runs into this limit is stuck.
  testTimeout: 20_000,
  hookTimeout: 30_000,
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      { resolve: { alias }, test: { ...shared, name: "unit", include: ["tests/lib/**/*.test.ts"] } },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "integration",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/lib/**", "tests/e2e/**", "tests/bench/**"],
          globalSetup: ["tests/support/database-server.ts"],
        },
      },
    ],
  },
});
