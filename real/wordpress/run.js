// Plain JavaScript, so that it can say what it needs whatever runs it: the connectors of blogs and feeds against a
// real WordPress with PHP and MariaDB, started here on loopback.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../..");
const { missingPackages } = await import("./server.ts");
const missing = missingPackages();
if (missing.length > 0) {
  console.error(`A real WordPress needs Debian's packages ${missing.join(", ")}; install them and try again.`);
  process.exit(2);
}
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const args = [vitest, "run", "--config", join(here, "vitest.config.ts"), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
