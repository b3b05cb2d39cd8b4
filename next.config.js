import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/request-locale.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages are checked by `npm run typecheck`, with everything else.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "graphile-worker", "pino"],
  turbopack: {
    // y-monaco 0.1.6 imports Monaco by the path it had before its `exports` map.
    resolveAlias: { "monaco-editor/esm/vs/editor/editor.api.js": "monaco-editor/editor/editor.api.js" },
  },
};

export default withNextIntl(config);
