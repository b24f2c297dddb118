import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const built = join(root, "dist/web/index.html");

/** Builds the page when it is missing or older than what it is made of. */
export async function buildPage(say: (line: string) => void): Promise<void> {
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return;
  say("Building the page, once ...");
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error" });
}

function newest(): number {
  let latest = Math.max(...["vite.config.ts", "package-lock.json"].map((file) => statSync(join(root, file)).mtimeMs));
  for (const room of ["web", "shared"])
    for (const entry of readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !entry.name.includes(".test."))
        latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return latest;
}
