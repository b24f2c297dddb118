import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = import.meta.dirname;
const server = `http://127.0.0.1:${process.env.KONAK_PORT ?? 4700}`;

/** One row per room; each runs alone with `vitest run --project NAME`. */
const projects = [
  { name: "shared", environment: "node", include: ["shared/**/*.test.ts"] },
  {
    name: "bff",
    environment: "node",
    include: ["bff/**/*.test.ts", "fixtures/**/*.test.ts"],
    testTimeout: 60_000,
    // Clicks at the same moment race for real here, on two engines; a second try is reported as one.
    retry: 1,
    globalSetup: ["bff/test/postgres.ts"],
  },
  { name: "web", environment: "happy-dom", include: ["web/**/*.test.{ts,tsx}"], exclude: ["web/e2e/**"] },
  // A browser on a busy machine gets a second try, and the report says that it needed one.
  {
    name: "e2e",
    environment: "node",
    include: ["web/e2e/**/*.test.ts"],
    testTimeout: 120_000,
    maxWorkers: 1,
    retry: 1,
  },
].map((project) => ({
  extends: true as const,
  root: here,
  test: {
    pool: "forks" as const,
    // Two at a time, and the journeys alone, after everything else.
    maxWorkers: 2,
    sequence: { groupOrder: project.name === "e2e" ? 1 : 0 },
    ...project,
    root: here,
    ...(project.name === "web" && { setupFiles: ["web/test/setup.ts"] }),
  },
}));

/** What every page needs stands in chunks of its own, so that a change of ours leaves them in the browser's cache. */
const chunkOf = (id: string): string | null => {
  if (/\/node_modules\/(react|react-dom|scheduler)\//.test(id)) return "react";
  if (
    /\/node_modules\/@tanstack\/(react-query|query-core|react-router|router-core|history|store|react-store)\//.test(id)
  )
    return "tanstack";
  return null;
};

export default defineConfig({
  root: "web",
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: chunkOf, debugName: "from npm" }] } } },
  },
  server: { port: 4701, proxy: { "/api": { target: server, changeOrigin: false } } },
  test: { projects },
});
