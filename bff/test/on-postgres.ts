import { spawn } from "node:child_process";
import { startPostgres } from "#bff/test/postgres.ts";

// Runs a command with a PostgreSQL of its own beside it: `node bff/test/on-postgres.ts vitest run --project e2e`.
const [command = "", ...args] = process.argv.slice(2);
const { url, stop } = await startPostgres();
const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, KONAK_E2E_DATABASE_URL: url } });
process.exitCode = await new Promise<number>((resolve) => {
  child.once("exit", (code) => resolve(code ?? 1));
  child.once("error", (error) => {
    console.error(error.message);
    resolve(1);
  });
});
await stop();
