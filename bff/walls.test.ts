import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const planted: string[] = [];
afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file, { force: true });
});

/** What the wall checker says with one file of forbidden imports in the house. */
function saysAbout(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  planted.push(path);
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "err", file];
  try {
    return execFileSync(join(root, "node_modules/.bin/depcruise"), args, {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}

it.each([
  ["shared/planted-a.ts", 'export { createApp } from "#bff/app.ts";', "shared-knows-nobody"],
  [
    "web/features/inbox/planted-b.ts",
    'export { Composer } from "#web/features/replies/composer.tsx";',
    "web-inbox-stands-alone",
  ],
  ["web/lib/planted-c.ts", 'export { createApp } from "#bff/app.ts";', "web-sees-only-the-router"],
  [
    "bff/features/inbox/planted-d.ts",
    'export { queueReply } from "#bff/features/replies/commands.ts";',
    "bff-inbox-knows-only-its-left",
  ],
  [
    "bff/features/replies/planted-e.ts",
    'export { inboxRouter } from "#bff/features/inbox/router.ts";',
    "bff-replies-uses-queries-and-commands",
  ],
  ["bff/features/replies/planted-f.ts", 'export { sql } from "kysely";', "sql-has-its-places"],
  ["bff/platform/planted-g.ts", 'export { appRouter } from "#bff/router.ts";', "platform-is-the-ground"],
])(
  "%s is caught",
  (file, text, rule) => {
    expect(saysAbout(file, text)).toContain(rule);
  },
  60_000,
);
